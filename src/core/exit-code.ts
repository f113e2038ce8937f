import type { Finding, MarkerProblem, Problem, StaleEntry } from './model.ts';

export interface Ending {
  /** New findings that decide: those inside the asked paths. */
  readonly new: readonly Finding[];
  readonly stale: readonly StaleEntry[];
  readonly markers: readonly MarkerProblem[];
  readonly problems: readonly Problem[];
  readonly strictBaseline: boolean;
}

/** 2: the run cannot be trusted. 1: there is something to do. 0: nothing, or warnings only. */
export function exitCode({ new: found, stale, markers, problems, strictBaseline }: Ending): 0 | 1 | 2 {
  if (problems.length > 0) return 2;
  if (found.some(finding => finding.severity === 'error') || markers.length > 0) return 1;
  return strictBaseline && stale.length > 0 ? 1 : 0;
}
