import type { FnIndex, GuardIndex } from '../../../facts/program/model.ts';
import type { LoopProgram } from './program.ts';
import { nameOf, type Unit } from './unit.ts';

/** A place that is passed on the way from one function to another. */
export interface Step {
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  /** Offset of the place. */
  readonly s: number;
}

const MAX_STEPS = 5;

/** Ways from one function to another through calls of the file, each as the places that are passed. */
export function waysTo(program: LoopProgram, unit: Unit, from: FnIndex, to: FnIndex): Step[][] {
  const found: Step[][] = [];
  const visit = (fn: FnIndex, way: readonly Step[], seen: ReadonlySet<FnIndex>): void => {
    if (fn === to) {
      found.push([...way]);
      return;
    }
    if (way.length >= MAX_STEPS || found.length > 8) return;
    const go = (next: FnIndex, step: Step): void => {
      if (!seen.has(next)) visit(next, [...way, step], new Set([...seen, next]));
    };
    for (const c of unit.callsIn(fn)) {
      const { g, loop, s } = unit.facts.calls[c]!;
      const target = program.targets.ofCall(unit, c);
      if (target?.unit === unit && loop < 0) go(target.fn, { fn, g, s });
    }
    for (const inner of unit.nestedIn(fn)) if (isRunInline(unit, inner)) go(inner, { fn, g: inlineGuard(unit, inner), s: unit.facts.fns[inner]!.s });
  };
  visit(from, [], new Set([from]));
  return found;
}

/** A closure that runs as part of the function around it: after a promise, at once, for each element. */
export function isRunInline(unit: Unit, fn: FnIndex): boolean {
  const { argOf } = unit.facts.fns[fn]!;
  const call = argOf && unit.facts.calls[argOf.c];
  if (!call) return unit.facts.calls.some(each => each.callee.k === 'fn' && each.callee.f === fn);
  return /^(then|finally|catch)$/.test(nameOf(call)) || call.use === 'await';
}

export function inlineGuard(unit: Unit, fn: FnIndex): GuardIndex {
  const { argOf, g } = unit.facts.fns[fn]!;
  return argOf ? unit.facts.calls[argOf.c]!.g : g;
}

