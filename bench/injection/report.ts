import type { Around } from './around.ts';
import { dominatedBy } from './dominated.ts';
import type { Mutant } from './mutant.ts';
import { interval, score, type Result } from './score.ts';

/** The table, and below it every miss, alarm and extra flag by the id that replays it. */
export function report(title: string, results: readonly Result[], around: Around, mutants: readonly Mutant[]): void {
  console.log(title);
  console.log('group                  mutants  settings  recall                 exact   silent  extra  alarms');
  for (const [name, { mutants: n, expected, seen, exact, silent, extra, alarms }] of score(results)) {
    console.log(`${name.padEnd(22)} ${String(n).padStart(7)} ${String(expected).padStart(9)}  ${percent(seen, expected)} ${interval(seen, expected).padEnd(13)} ${percent(exact, n)}  ${percent(silent, n)} ${String(extra).padStart(6)} ${String(alarms).padStart(7)}`);
  }
  for (const { id, missed } of results) if (missed.length > 0) console.log(`missed  ${id}  ${missed.join(' ')}`);
  for (const { id, alarms } of results) if (alarms.length > 0) console.log(`alarm   ${id}  ${alarms.join(' ')}`);
  const byId = new Map(mutants.map(mutant => [mutant.id, mutant]));
  for (const { id, extra } of results) {
    if (extra.length === 0) continue;
    const gone = dominatedBy(around, byId.get(id)!.gone);
    const other = extra.filter(key => !gone.has(key));
    console.log(`extra   ${id}  ${extra.length - other.length} read only in what is named only there${other.length > 0 ? `; ${other.length} besides: ${other.slice(0, 12).join(' ')}` : ''}`);
  }
}

const percent = (part: number, whole: number): string => (whole === 0 ? '     -' : `${((100 * part) / whole).toFixed(1).padStart(5)}%`);
