import type { BaselineLine } from './baseline.ts';
import { isPast } from './date.ts';
import { formatEntry, placeOf } from './entry.ts';
import type { FilePath, Finding, MovedFinding, StaleEntry } from './model.ts';
import { byPlace, compareText } from './order.ts';

/** The baseline of one rule. */
export interface Baseline {
  readonly rule: string;
  readonly lines: readonly BaselineLine[];
}

export interface CompareInput {
  /** What no marker excuses, of the whole project. */
  readonly findings: readonly Finding[];
  /** The lines of rules that did not run are neither used nor stale. */
  readonly baselines: readonly Baseline[];
  readonly scannedRules: readonly string[];
  /** Whether the path still leads to a file. */
  exists(path: FilePath): boolean;
  /** ISO date. */
  readonly today: string;
}

/** A finding and the line that covers it. */
export interface Cover {
  readonly finding: Finding;
  readonly line: BaselineLine;
}

export interface Comparison {
  readonly new: readonly Finding[];
  readonly known: readonly Cover[];
  /** Covered by a line that says another path or another owner. */
  readonly moved: readonly Cover[];
  /** Lines that cover nothing, in code unit order, `expired` ones apart. */
  readonly stale: readonly { readonly rule: string; readonly line: BaselineLine }[];
  /** Lines past their `until`. What they would cover is new. */
  readonly expired: readonly { readonly rule: string; readonly line: BaselineLine }[];
}

/**
 * Pairs findings with baseline lines, one to one, in three passes: equal; moved (all but the path is equal, and the old
 * path is gone); renamed (all but the owner is equal, and as many lines as findings are left). No line or column counts.
 */
export function compare({ findings, baselines, scannedRules, exists, today }: CompareInput): Comparison {
  const outcome = { new: [] as Finding[], known: [] as Cover[], moved: [] as Cover[], stale: [] as Stale[], expired: [] as Stale[] };
  for (const rule of [...new Set(scannedRules)].sort(compareText)) {
    // Copies, so that equal lines stay two even where the caller lists one object twice.
    const lines = baselines.filter(baseline => baseline.rule === rule).flatMap(baseline => baseline.lines).map(line => ({ ...line })).sort(byText);
    const covering = lines.filter(line => !isPast(line.annotation?.until, today));
    let left: Left = { findings: findings.filter(finding => finding.rule === rule).sort(byPlace), lines: covering };
    left = pair(left, outcome.known, entryText);
    // The same file name first: it is the likelier origin when several files hold the same.
    left = pair(left, outcome.moved, withoutDirectory, { offers: isGone });
    left = pair(left, outcome.moved, withoutPath, { offers: isGone });
    left = pair(left, outcome.moved, withoutOwner, { balanced: true });
    outcome.new.push(...left.findings);
    outcome.stale.push(...left.lines.map(line => ({ rule, line })));
    outcome.expired.push(...lines.filter(line => !covering.includes(line)).map(line => ({ rule, line })));
  }
  return { ...outcome, new: outcome.new.sort(byPlace), known: outcome.known.sort(byFinding), moved: outcome.moved.sort(byFinding) };

  function isGone(line: BaselineLine): boolean {
    const path = placeOf(line.entry)?.path;
    return path !== undefined && !exists(path);
  }
}

/** What the outcome says of the pairs. */
export const movedFinding = ({ finding, line }: Cover): MovedFinding => ({ finding, from: formatEntry(line.entry) });

/** Lines that cover nothing, past their `until` or not, by rule and entry. */
export const staleEntries = ({ stale, expired }: Comparison): readonly StaleEntry[] =>
  [...stale, ...expired].map(({ rule, line }) => ({ rule, entry: formatEntry(line.entry) })).sort((a, b) => compareText(a.rule, b.rule) || compareText(a.entry, b.entry));

type Stale = Comparison['stale'][number];

interface Left {
  readonly findings: readonly Finding[];
  readonly lines: readonly BaselineLine[];
}

interface Terms {
  readonly offers?: (line: BaselineLine) => boolean;
  /** Pair a group only when it has as many lines as findings. */
  readonly balanced?: boolean;
}

type Identified = Pick<BaselineLine, 'entry'>;

/** One pass: pairs within groups of one identity, in order, as far as both sides reach; returns what is left of both. */
function pair(left: Left, covers: Cover[], identity: (of: Identified) => string | undefined, { offers = () => true, balanced = false }: Terms = {}): Left {
  const groups = new Map<string, { findings: Finding[]; lines: BaselineLine[] }>();
  const groupOf = (of: Identified) => {
    const id = identity(of);
    if (id === undefined) return undefined;
    if (!groups.has(id)) groups.set(id, { findings: [], lines: [] });
    return groups.get(id);
  };
  for (const finding of left.findings) groupOf(finding)?.findings.push(finding);
  for (const line of left.lines) if (offers(line)) groupOf(line)?.lines.push(line);
  const paired = new Set<Finding | BaselineLine>();
  for (const group of groups.values()) {
    if (balanced && group.lines.length !== group.findings.length) continue;
    for (const [index, line] of group.lines.entries()) {
      const finding = group.findings[index];
      if (finding === undefined) break;
      covers.push({ finding, line });
      paired.add(finding).add(line);
    }
  }
  return { findings: left.findings.filter(finding => !paired.has(finding)), lines: left.lines.filter(line => !paired.has(line)) };
}

const entryText = ({ entry }: Identified): string => formatEntry(entry);

const withoutDirectory = ({ entry }: Identified): string | undefined => {
  const place = placeOf(entry);
  return place && formatEntry({ ...entry, key: `${place.path.slice(place.path.lastIndexOf('/') + 1)}#${place.slot}` });
};

const withoutPath = ({ entry }: Identified): string | undefined => {
  const place = placeOf(entry);
  return place && formatEntry({ ...entry, key: `#${place.slot}` });
};

const withoutOwner = ({ entry }: Identified): string => formatEntry({ ...entry, owner: '-' });

const byText = (a: BaselineLine, b: BaselineLine): number => compareText(formatEntry(a.entry), formatEntry(b.entry));

const byFinding = (a: Cover, b: Cover): number => byPlace(a.finding, b.finding);
