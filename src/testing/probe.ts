import { program } from '../facts/program/kind.ts';
import type { Val } from '../facts/program/model.ts';
import { models, type Files } from './program.ts';
import { values } from '../analyses/values/analysis.ts';
import type { Site, Values } from '../analyses/values/model.ts';

/** For tests: the argument of the n-th call of `probe(…)` in `main.ts`, with what value tracking says of the program. */
export function probe(files: Files, n = 0): { readonly of: Values; readonly site: Site; readonly value: Val } {
  const linked = models(files);
  const main = linked.files.find(({ path }) => path === 'main.ts')!;
  const call = linked.table(program, main).calls.filter(({ callee }) => callee.k === 'ref' && callee.n === 'probe')[n];
  if (!call?.args[0]) throw new Error('`main.ts` has no such call of `probe`');
  return { of: linked.model(values), site: { file: 'main.ts', fn: call.fn }, value: call.args[0] };
}
