import type { AnalysisOptions, Outcome, Rule } from '../core/model.ts';
import type { Parts, ResolvedConfig, RunRequest, RunResult } from '../engine/request.ts';
import { runIn } from '../engine/run.ts';
import { noStore, type Store } from '../engine/store.ts';
import { memoryWorld, type World } from '../engine/world.ts';
import { extractors } from '../facts/extractors.ts';
import { markers } from '../facts/markers/kind.ts';
import { noOptions } from './program.ts';

export interface CheckGiven {
  readonly rules: readonly Rule[];
  readonly config?: Partial<Omit<ResolvedConfig, 'analysis'>> & { readonly analysis?: Partial<AnalysisOptions> };
  /** Text of the baseline of each rule; they lie among the files as `baselines/<rule>.txt`. */
  readonly baselines?: { readonly [rule: string]: string };
  /** Ids of the rules to run, when not all that are on. */
  readonly only?: readonly string[];
  readonly today?: string;
  readonly request?: Partial<RunRequest>;
}

/** The whole pipeline on a tree in memory, markers and baselines included. */
export const check = async (files: { readonly [path: string]: string | Uint8Array | null }, given: CheckGiven): Promise<Outcome> => {
  const baselines = Object.fromEntries(Object.entries(given.baselines ?? {}).map(([rule, text]) => [`baselines/${rule}.txt`, text]));
  return (await runWith(memoryWorld({ ...files, ...baselines }), noStore, given)).outcome;
};

/** The same on a world and a cache of the caller's. */
export const runWith = (world: World, store: Store, given: CheckGiven): Promise<RunResult> => runIn(world, store, requestFor(given));

function requestFor({ rules, config, only, today = '2026-01-01', request }: CheckGiven): RunRequest {
  return {
    root: '/',
    config: { include: undefined, exclude: [], rules: {}, baselines: 'baselines', ...config, analysis: { ...noOptions, ...config?.analysis } },
    parts: partsOf(rules),
    rules: only,
    paths: undefined,
    cache: true,
    today,
    baseline: { write: 'none', strict: false },
    ...request,
  };
}

export const partsOf = (rules: readonly Rule[]): Parts => ({ rules, extractors: async () => extractors, markers, build: 'test' });
