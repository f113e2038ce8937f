import { compare, movedFinding, staleEntries, type Comparison } from '../core/compare.ts';
import { parseEntry, placeOf } from '../core/entry.ts';
import { exitCode } from '../core/exit-code.ts';
import type { FilePath, Finding, Outcome, Problem, Scanned } from '../core/model.ts';
import { byFileAndLine } from '../core/order.ts';
import type { Suppressed } from '../core/suppress.ts';
import { readBaselines, writeBaselines } from './baseline-files.ts';
import type { BaselineChange, RunRequest } from './request.ts';
import type { World } from './world.ts';

export interface Judged {
  readonly suppressed: Suppressed;
  readonly problems: readonly Problem[];
  readonly scanned: Omit<Scanned, 'entries'>;
}

/**
 * Findings against the baselines, rewritten first where that was asked for. Nothing is written while the run cannot be
 * trusted: what it did not see it would forget.
 */
export function conclude(world: World, request: RunRequest, judged: Judged): { readonly outcome: Outcome; readonly baselines?: readonly BaselineChange[] } {
  const { write } = request.baseline;
  const ran = judged.scanned.rules;
  const { directory, comparison, problems } = comparedWith(write === 'update');
  if (write === 'none' || problems.length > 0) return { outcome: outcomeOf(comparison, problems) };
  const { baselines, problem } = writeBaselines(world, directory, ran, comparison, write);
  const after = comparedWith(false);
  if (problem !== undefined) return { outcome: outcomeOf(after.comparison, [...after.problems, problem].sort(byFileAndLine)) };
  return { outcome: outcomeOf(after.comparison, after.problems), baselines };

  function comparedWith(replacing: boolean) {
    const directory = request.config.baselines;
    const read = readBaselines(world, directory, ran, { replacing });
    const comparison = compare({
      findings: judged.suppressed.kept, baselines: read.baselines, scannedRules: ran,
      exists: path => world.stamp(path) !== undefined, today: request.today,
    });
    return { directory, comparison, problems: [...judged.problems, ...read.problems].sort(byFileAndLine) };
  }

  function outcomeOf(comparison: Comparison, problems: readonly Problem[]): Outcome {
    const shown = narrowing(request.paths);
    const inside = ({ at }: Finding): boolean => shown(at.file);
    const isInside = ({ finding }: { readonly finding: Finding }): boolean => inside(finding);
    const decisive = {
      new: comparison.new.filter(inside),
      // What was not seen may still be there. The entry of a setting lies nowhere, so a narrowed run does not speak of it.
      stale: problems.length > 0 ? [] : staleEntries(comparison).filter(({ entry }) => request.paths === undefined || shown(placeOf(parseEntry(entry))?.path ?? '')),
      markers: judged.suppressed.problems.filter(({ at }) => shown(at.file)),
      problems,
    };
    const used = comparison.known.length + comparison.moved.length;
    return {
      ...decisive,
      known: comparison.known.filter(isInside).map(({ finding }) => finding),
      moved: comparison.moved.filter(isInside).map(movedFinding),
      allowed: judged.suppressed.allowed.filter(isInside),
      scanned: { ...judged.scanned, entries: used },
      outside: comparison.new.length - decisive.new.length,
      exitCode: exitCode({ ...decisive, strictBaseline: request.baseline.strict }),
    };
  }
}

/** True for the paths asked for and all below them; for every path when none was. */
function narrowing(paths: readonly string[] | undefined): (path: FilePath) => boolean {
  if (paths === undefined) return () => true;
  const asked = paths.map(path => path.replace(/^(\.\/)+|\/+$/g, ''));
  return path => asked.some(one => one === '' || one === '.' || path === one || path.startsWith(`${one}/`));
}
