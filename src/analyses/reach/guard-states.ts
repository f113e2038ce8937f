import type { Guard, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Site } from '../values/model.ts';
import type { Abstract } from './defaults.ts';
import type { DefaultEvaluator, GuardState } from './evaluation.ts';
import { guardFunctions } from './indexes.ts';
import type { Known, Sensitivity } from './sensitivity.ts';

/** Whether conditions hold, each with all those around it. */
export const guardStates = (
  facts: (file: string) => ProgramFacts, evaluate: (site: Site, v: Val, depth: number) => Abstract, sense: Sensitivity, base: DefaultEvaluator | undefined,
): ((file: string, g: number, depth: number) => GuardState) => {
  const guards = new Map<string, (Known<GuardState> | undefined)[]>();

  const guardOf = (file: string, g: number, depth: number): GuardState => {
    if (g < 0) return ALWAYS.of;
    let states = guards.get(file);
    if (!states) guards.set(file, (states = []));
    const state = states[g] ?? sameGuard(file, g, depth) ?? guardIn(states, file, g, depth);
    states[g] = state;
    return sense.reuse(state);
  };

  const sameGuard = (file: string, g: number, depth: number): Known<GuardState> | undefined => {
    const of = base?.fixed.guard(file, g, depth);
    return of && { of, sensitive: false };
  };

  const guardIn = (states: (Known<GuardState> | undefined)[], file: string, g: number, depth: number): Known<GuardState> => {
    const all = facts(file).guards;
    // From the outermost condition inwards, in a loop: generated code stacks thousands of early exits.
    const chain: number[] = [];
    for (let at = g; at >= 0 && !states[at]; at = all[at]?.parent ?? -1) chain.push(at);
    for (const at of chain) states[at] = UNFINISHED;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i] as number;
      const node = all[at] as Guard;
      const outer = node.parent < 0 ? ALWAYS : states[node.parent] ?? ALWAYS;
      if (outer.of.holds === false) {
        states[at] = outer;
        continue;
      }
      const own = sense.apart(() => combine(outer.of, atom(file, at, node, depth + 1), at));
      states[at] = { of: own.of, sensitive: own.sensitive || outer.sensitive };
    }
    return states[g] ?? ALWAYS;
  };

  const atom = (file: string, g: number, node: Guard, depth: number): { readonly holds: boolean | undefined; readonly flags: readonly number[] } => {
    if (node.k === 'catch') return { holds: undefined, flags: [] };
    const fn = guardFunctions(facts(file))[g] ?? 0;
    const v = evaluate({ file, fn }, node.k === 'while' ? firstTurn(facts(file), node) : node.v, depth);
    const holds = node.k === 'nullish' ? v.nullish : node.k === 'optional' ? (v.nullish === undefined ? undefined : !v.nullish) : v.truth === undefined ? undefined : v.truth === node.pos;
    return { holds, flags: v.flags };
  };

  return guardOf;
};

const UNFINISHED: Known<GuardState> = { of: { holds: undefined, flags: [] }, sensitive: true };

const ALWAYS: Known<GuardState> = { of: { holds: true, flags: [] }, sensitive: false };

const combine = (
  outer: { readonly holds: boolean | undefined; readonly flags: readonly number[] },
  own: { readonly holds: boolean | undefined; readonly flags: readonly number[] },
  g: number,
): GuardState => {
  if (own.holds === false) return { holds: false, flags: own.flags, at: g };
  return { holds: own.holds === true && outer.holds === true ? true : undefined, flags: [...new Set([...outer.flags, ...own.flags])] };
};

/** Of a loop that counts, the condition as it is when the counter begins: where that is false, the body never runs. */
const firstTurn = ({ decls, loops }: ProgramFacts, { v, s }: Guard): Val => {
  const [left, right] = v.k === 'op' && COMPARES.has(v.o) ? v.a : [];
  const decl = left?.k === 'ref' && left.d >= 0 ? decls[left.d] : undefined;
  const isCounter = decl?.init !== undefined && decl.s > s && left?.k === 'ref' && decl.s < left.s && loops.some(loop => loop.k === 'for' && loop.s === s);
  return isCounter && decl.init && right && v.k === 'op' ? { ...v, a: [decl.init, right] } : v;
};

const COMPARES = new Set(['<', '>', '<=', '>=']);
