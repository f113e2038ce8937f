import { formatEntry } from '../core/entry.ts';
import type { BaselineChange } from '../engine/request.ts';

/** What a rewrite did, file by file, entry by entry. Of a rule that has and had no entry there is nothing to say. */
export function baselineReport(changes: readonly BaselineChange[]): string {
  const told = changes.filter(({ added, removed, kept }) => added.length + removed.length + kept > 0);
  const lines = told.flatMap(({ file, added, removed, kept }) => [
    `${file}: ${added.length} added, ${removed.length} removed, ${kept} kept`,
    ...added.map(entry => `  + ${formatEntry(entry)}`),
    ...removed.map(entry => `  - ${formatEntry(entry)}`),
  ]);
  return lines.map(line => `${line}\n`).join('');
}
