import type { FilePath } from '../../core/model.ts';
import type { Offered } from '../../facts/numbers/model.ts';
import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';

/** What the analysis knows of each file that is no test. */
interface Caller {
  readonly path: FilePath;
  readonly supplied: readonly string[];
  readonly program: () => Pick<ProgramFacts, 'calls'>;
}

/**
 * Whether a default is no more than that: somebody in the program gives an option of its name, or an argument in its
 * place, or the code is published and its callers are elsewhere. A default that nobody ever replaces is the policy. By
 * names alone, so that a default is taken for one too often rather than too seldom.
 */
export function suppliedSomewhere(callers: readonly Caller[], isPublished: (file: FilePath) => boolean): (file: FilePath, offered: Offered) => boolean {
  let options: ReadonlySet<string> | undefined;
  let given: ReadonlyMap<string, number> | undefined;
  return (file, { n, i }) => {
    if (isPublished(file)) return true;
    if (i === undefined) return (options ??= new Set(callers.flatMap(({ supplied }) => supplied))).has(n);
    return ((given ??= mostArguments(callers)).get(n) ?? 0) > i;
  };
}

/** The greatest number of arguments that functions of a name are called with. */
function mostArguments(callers: readonly Caller[]): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  for (const { program } of callers) {
    for (const call of program().calls) {
      const name = calledName(call);
      if (name !== undefined && call.args.length > (most.get(name) ?? 0)) most.set(name, call.args.some(isSpread) ? Infinity : call.args.length);
    }
  }
  return most;
}

const calledName = ({ callee }: Call): string | undefined => (callee.k === 'ref' || callee.k === 'prop' ? callee.n : undefined);

const isSpread = ({ k }: Val): boolean => k === 'spread';
