import type { Analysis, AnalysisInputs, AnalysisOptions, FactKind, FileFacts, Need, Problem, ProjectFile } from './model.ts';

/** All facts of a program, before anything is concluded from them. */
export interface Program {
  /** Sorted by path. */
  readonly files: readonly FileFacts[];
  /** Sorted by path. */
  readonly project: readonly ProjectFile[];
  readonly options: AnalysisOptions;
}

/** The program with its analyses at hand: each is computed on first use and then kept. */
export interface Linked extends Program, Pick<AnalysisInputs<any>, 'table' | 'model'> {
  /** What the analyses computed so far have to say against the program; grows as they are computed. */
  problems(): readonly Problem[];
  /** Ids of the analyses that have been computed and did not fail, in order. */
  computed(): readonly string[];
}

/** An analysis threw. Whoever needs its model cannot be judged; the bug is ours and is told once. */
export class AnalysisFailure extends Error {
  readonly analysis: string;

  constructor(analysis: string, cause: unknown) {
    super(`the analysis \`${analysis}\` failed (${messageOf(cause)}); this is a bug in ghostwire`, { cause });
    this.analysis = analysis;
  }
}

export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).split('\n', 1)[0]!;

export function link(program: Program): Linked {
  const models = new Map<string, { readonly model: unknown } | { readonly failure: AnalysisFailure }>();
  const underWay: string[] = [];
  const problems: Problem[] = [];

  const linked: Linked = {
    ...program,
    table<T>(kind: FactKind<string, T>, file: FileFacts): T {
      // The table of a kind is written by the extractor of that very kind.
      return (file.tables[kind.id] ?? kind.empty) as T;
    },
    model<M>(analysis: Analysis<string, M>): M {
      const known = models.get(analysis.id);
      const result = known ?? compute(analysis);
      if ('failure' in result) throw result.failure;
      // Models are kept under the id of the analysis that computed them.
      return result.model as M;
    },
    problems: () => problems,
    computed: () => [...models].flatMap(([id, result]) => ('model' in result ? [id] : [])),
  };
  return linked;

  function compute(analysis: Analysis): { readonly model: unknown } | { readonly failure: AnalysisFailure } {
    if (underWay.includes(analysis.id)) throw new Error(`analyses need each other: ${[...underWay, analysis.id].join(' → ')}`);
    underWay.push(analysis.id);
    try {
      const model = analysis.compute(linked);
      models.set(analysis.id, { model });
      problems.push(...(analysis.problems?.(model) ?? []));
      return { model };
    } catch (thrown) {
      const failure = thrown instanceof AnalysisFailure ? thrown : new AnalysisFailure(analysis.id, thrown);
      models.set(analysis.id, { failure });
      return { failure };
    } finally {
      underWay.pop();
    }
  }
}

/** The fact kinds that these needs come down to, through analyses; sorted by id. */
export function kindsOf(needs: readonly Need[]): readonly FactKind[] {
  const kinds = new Map<string, FactKind>();
  const seen = new Set<string>();
  const visit = (need: Need): void => {
    if ('mayOccur' in need) return void kinds.set(need.id, need);
    if (seen.has(need.id)) return;
    seen.add(need.id);
    need.needs.forEach(visit);
  };
  needs.forEach(visit);
  return [...kinds.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
