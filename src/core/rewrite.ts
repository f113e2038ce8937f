import type { Annotation, BaselineLine } from './baseline.ts';
import type { Comparison, Cover } from './compare.ts';
import { formatEntry } from './entry.ts';
import type { BaselineEntry, Finding } from './model.ts';
import { compareText } from './order.ts';

/** What a baseline file becomes. */
export interface Rewritten {
  readonly lines: readonly BaselineLine[];
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  /** Lines that stay, those among them whose path or owner was brought up to date included. */
  readonly kept: number;
}

/**
 * The baseline of one rule after this run. `update` covers exactly what was found; `prune` only shrinks: it drops what
 * covers nothing and brings moved lines up to date. Annotations stay with their lines. For a rule that did not run
 * there is nothing to rewrite: leave its file alone.
 */
export function rewrite(rule: string, comparison: Comparison, how: 'update' | 'prune'): Rewritten {
  const covers = [...comparison.known, ...comparison.moved].filter(cover => cover.finding.rule === rule);
  const lines = covers.map(current);
  const found = comparison.new.filter(finding => finding.rule === rule);
  const expired = comparison.expired.filter(entry => entry.rule === rule).map(entry => entry.line);
  const stale = comparison.stale.filter(entry => entry.rule === rule).map(entry => entry.line);
  const { renewed, fresh, lapsed } = match(found, expired);
  const removed = how === 'update' ? [...stale, ...expired] : [...stale, ...lapsed];
  return {
    lines: how === 'update' ? [...lines, ...fresh, ...renewed.map(renew)] : [...lines, ...renewed],
    added: how === 'update' ? entriesOf([...fresh, ...renewed]) : [],
    removed: entriesOf(removed),
    kept: lines.length + (how === 'prune' ? renewed.length : 0),
  };
}

const current = ({ finding, line }: Cover): BaselineLine => ({ ...line, entry: finding.entry });

/** Expired lines whose finding is still there keep telling who owns it and why; accepting it again does not keep the date. */
const renew = ({ entry, annotation = {} }: BaselineLine): BaselineLine => {
  const { until: _, ...lasting }: Annotation = annotation;
  return Object.keys(lasting).length === 0 ? { entry } : { entry, annotation: lasting };
};

/** Splits new findings into those an expired line spoke of and the rest, and expired lines alike. */
function match(found: readonly Finding[], expired: readonly BaselineLine[]) {
  const pool = [...expired];
  const renewed: BaselineLine[] = [];
  const fresh: BaselineLine[] = [];
  for (const { entry } of found) {
    const at = pool.findIndex(line => formatEntry(line.entry) === formatEntry(entry));
    if (at < 0) fresh.push({ entry });
    else renewed.push(...pool.splice(at, 1));
  }
  return { renewed, fresh, lapsed: pool };
}

const entriesOf = (lines: readonly BaselineLine[]): BaselineEntry[] =>
  lines.map(line => line.entry).sort((a, b) => compareText(formatEntry(a), formatEntry(b)));
