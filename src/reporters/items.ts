import { identityOf } from '../core/entry.ts';
import type { FilePath, Finding, Outcome } from '../core/model.ts';
import { addTo } from '../core/multimap.ts';
import { compareText } from '../core/order.ts';

/** One thing to act on, as every format for people lists it. */
export interface Item {
  readonly level: 'problem' | 'error' | 'warning';
  /** '' when it is about no file. */
  readonly file: FilePath;
  readonly line?: number;
  readonly column?: number;
  /** The rule; `lint-allow` for what is wrong with a marker; `problem` for what makes the run untrustworthy. */
  readonly label: string;
  readonly text: string;
  /** Absent for markers and problems. */
  readonly finding?: Finding;
}

/** New findings, marker problems and problems, by place. */
export function itemsOf(outcome: Outcome): readonly Item[] {
  const equals = equalsOf(outcome.known);
  const items: Item[] = [
    ...outcome.problems.map(({ file, line, message }): Item => ({ level: 'problem', file, ...(line === undefined ? {} : { line }), label: 'problem', text: message })),
    ...outcome.markers.map(({ at, message }): Item => ({ level: 'error', file: at.file, line: at.line, column: at.column, label: 'lint-allow', text: message })),
    ...outcome.new.map((finding): Item => ({
      level: finding.severity === 'warn' ? 'warning' : 'error',
      file: finding.at.file, line: finding.at.line, column: finding.at.column, label: finding.rule, text: finding.text + ambiguity(equals.get(identityOf(finding)) ?? []), finding,
    })),
  ];
  return items.sort((a, b) => compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareText(a.label, b.label) || compareText(a.text, b.text));
}

/** `file:line:column`, as far as known. */
export const placeOf = ({ file, line, column }: Item): string => [file, line, column].filter(part => part !== undefined && part !== '').join(':');

function equalsOf(known: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const equals = new Map<string, Finding[]>();
  for (const finding of known) addTo(equals, identityOf(finding), finding);
  return equals;
}

// A baseline counts equal findings and cannot tell which of them came last, so nobody is blamed for the wrong one.
const ambiguity = (equals: readonly Finding[]): string =>
  equals.length === 0 ? '' : ` (the baseline covers ${equals.length} equal to it, on line ${equals.map(({ at }) => at.line).join(', ')}; any of them may be the new one)`;
