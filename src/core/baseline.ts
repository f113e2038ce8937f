import { isDate } from './date.ts';
import { EntryError, formatEntry, parseEntry } from './entry.ts';
import type { BaselineEntry } from './model.ts';
import { compareText } from './order.ts';

/** Who answers for an entry, until when it covers, and why. */
export interface Annotation {
  readonly owner?: string;
  /** ISO date; past it the entry covers nothing. */
  readonly until?: string;
  readonly why?: string;
}

/** One line of a baseline file. Equal lines repeat: two lines cover two findings. */
export interface BaselineLine {
  readonly entry: BaselineEntry;
  readonly annotation?: Annotation;
}

/** The file cannot be believed: exit 2. */
export class BaselineError extends Error {
  /** Counts from 1. */
  readonly line: number;
  /** Somebody's merge is unfinished, so that no rewrite may decide it. */
  readonly conflict: boolean;

  constructor(line: number, message: string, conflict = false) {
    super(message);
    this.line = line;
    this.conflict = conflict;
  }
}

/**
 * The lines of a baseline file, in its order, and what of it cannot be read. Order is not asked for: matching needs none,
 * and a merge may have mixed it.
 */
export function readBaseline(text: string): { readonly lines: readonly BaselineLine[]; readonly errors: readonly BaselineError[] } {
  const lines: BaselineLine[] = [];
  const errors: BaselineError[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    try {
      if (conflictMarker.test(line)) throw new BaselineError(index + 1, 'this is the marker of a merge conflict; keep the lines of both sides and delete the markers', true);
      if (line === '') continue;
      if (!line.startsWith('#')) lines.push(parseLine(line));
      else if (lines.length > 0) throw new EntryError('a `#` line stands below the first entry, where rewriting would lose it; move it to the top or put it behind its entry');
    } catch (thrown) {
      if (!(thrown instanceof BaselineError || thrown instanceof EntryError)) throw thrown;
      errors.push(thrown instanceof BaselineError ? thrown : new BaselineError(index + 1, thrown.message));
    }
  }
  return { lines, errors };
}

/** The whole file, sorted by code unit. The same lines give the same bytes: no date, no version, no locale. */
export function formatBaseline(rule: string, lines: readonly BaselineLine[]): string {
  const header = [
    `# Known findings of \`${rule}\`: each line covers one, further ones are reported.`,
    '# Written by `ghostwire --update-baseline`; a note may follow an entry: two spaces, `# owner=@x until=2027-01-31 -- why`.',
  ];
  return [...header, ...lines.map(formatLine).sort(compareText), ''].join('\n');
}

export function formatLine({ entry, annotation = {} }: BaselineLine): string {
  const { owner, until, why } = annotation;
  const note = [owner === undefined ? '' : ` owner=${owner}`, until === undefined ? '' : ` until=${until}`, why === undefined ? '' : ` -- ${why}`].join('');
  return note === '' ? formatEntry(entry) : `${formatEntry(entry)}  #${note}`;
}

const conflictMarker = /^(<{7}|={7}|>{7}|\|{7})( |$)/;

function parseLine(line: string): BaselineLine {
  const at = line.indexOf('  #');
  if (at < 0) return { entry: parseEntry(line) };
  return { entry: parseEntry(line.slice(0, at)), annotation: parseAnnotation(line.slice(at + 3)) };
}

function parseAnnotation(text: string): Annotation {
  const match = /^(?: owner=(\S+))?(?: until=(\S+))?(?: -- (.*\S))?\s*$/.exec(text);
  const [, owner, until, why] = match ?? [];
  if (owner === undefined && until === undefined && why === undefined) {
    throw new EntryError('this note cannot be read; write it as `# owner=@x until=2027-01-31 -- why`, each part optional');
  }
  if (until !== undefined && !isDate(until)) throw new EntryError(`\`until=${until}\` is no date; write it as \`until=2027-01-31\``);
  return { ...(owner === undefined ? {} : { owner }), ...(until === undefined ? {} : { until }), ...(why === undefined ? {} : { why }) };
}
