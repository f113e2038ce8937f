import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
import type { Linker } from './linker.ts';
import type { FnId } from './model.ts';

/** The function never touches what it is handed there. */
export const ignoresParameter = (linker: Linker, fn: FnId, i: number): boolean => {
  const parameter = parameterOf(linker, fn, i);
  return parameter !== undefined && !mentioned(linker, linker.ids.files[linker.ids.fileOfFn(fn)] ?? '', parameter.facts).has(parameter.decl);
};

/** The function calls what it is handed there itself, while it runs. */
export const callsParameterAtOnce = (linker: Linker, fn: FnId, i: number): boolean => {
  const parameter = parameterOf(linker, fn, i);
  return parameter !== undefined && parameter.facts.calls.some(call => call.fn === parameter.fn && call.callee.k === 'ref' && call.callee.d === parameter.decl);
};

const parameterOf = ({ ids }: Linker, fn: FnId, i: number): { readonly facts: ProgramFacts; readonly fn: number; readonly decl: number } | undefined => {
  const f = ids.fileOfFn(fn);
  const facts = ids.facts[f];
  const index = fn - (ids.fnBase[f] ?? 0);
  const node = facts?.fns[index];
  if (!facts || !node) return undefined;
  const decl = node.params[i];
  return decl === undefined || decl < 0 || node.rest !== undefined ? undefined : { facts, fn: index, decl };
};

const mentions = new WeakMap<ProgramFacts, ReadonlySet<number>>();

/** Declarations of a file that some value in it names; handing a listener to an emitter that never emits is no use of it. */
const mentioned = (linker: Linker, file: string, facts: ProgramFacts): ReadonlySet<number> => {
  const known = mentions.get(facts);
  if (known) return known;
  const found = new Set<number>();
  const visit = (v: Val): void => {
    if (v.k === 'ref') found.add(v.d);
    else eachPart(v, visit);
  };
  for (const call of facts.calls) { visit(call.callee); if (!linker.events.isMute(file, call)) call.args.forEach(visit); }
  for (const decl of facts.decls) if (decl.init) visit(decl.init);
  for (const fn of facts.fns) for (const { v } of fn.returns) if (v) visit(v);
  for (const write of facts.writes) { visit(write.t); if (write.v) visit(write.v); }
  for (const guard of facts.guards) visit(guard.v);
  for (const loop of facts.loops) if (loop.v) visit(loop.v);
  for (const cls of facts.classes) for (const field of cls.fields) { if (field.init) visit(field.init); if (field.param !== undefined) found.add(field.param); }
  mentions.set(facts, found);
  return found;
};
