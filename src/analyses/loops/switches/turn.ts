import type { CallIndex, FnIndex, Guard, LoopIndex } from '../../../facts/program/model.ts';
import type { LoopProgram } from '../program/program.ts';
import { isRunInline } from '../program/ways.ts';
import { guardsUpTo, nameOf, standsIn, type Unit } from '../program/unit.ts';

/** A call of one turn of a loop, with every condition on the way to it. */
export interface TurnCall {
  readonly c: CallIndex;
  /** Innermost first; those around a closure that runs at once come after its own. */
  readonly guards: readonly Guard[];
  /** It does nothing but run the closures it is given. */
  readonly carries: boolean;
}

const EACH = /^(map|forEach|flatMap)$/;

/** What runs in one turn: the calls of a loop's body, or of a whole function, and those of closures that run as part of it. */
export function turnOf(program: LoopProgram, unit: Unit, fn: FnIndex, loop: LoopIndex): { readonly calls: readonly TurnCall[]; readonly fns: ReadonlySet<FnIndex> } {
  const { facts } = unit;
  const fns = new Set<FnIndex>();
  const carriers = new Set<CallIndex>();
  const found: Omit<TurnCall, 'carries'>[] = [];
  const visit = (f: FnIndex, around: readonly Guard[]): void => {
    fns.add(f);
    for (const c of unit.callsIn(f)) if (standsIn(facts, facts.calls[c]!, fn, loop)) found.push({ c, guards: [...guardsUpTo(facts, facts.calls[c]!.g, -1), ...around] });
    for (const inner of unit.nestedIn(f)) {
      const { argOf, g, loop: l } = facts.fns[inner]!;
      if (!standsIn(facts, { fn: f, loop: l }, fn, loop) || !isPartOf(inner)) continue;
      if (argOf) carriers.add(argOf.c);
      visit(inner, [...guardsUpTo(facts, argOf ? facts.calls[argOf.c]!.g : g, -1), ...around]);
    }
  };
  visit(fn, []);
  return { calls: found.sort((a, b) => facts.calls[a.c]!.s - facts.calls[b.c]!.s).map(each => ({ ...each, carries: carriers.has(each.c) })), fns };

  /** What a function of the program does with a closure, it says itself. */
  function isPartOf(inner: FnIndex): boolean {
    const { argOf } = facts.fns[inner]!;
    if (argOf && program.targets.ofCall(unit, argOf.c)) return false;
    if (isRunInline(unit, inner)) return true;
    const call = argOf && facts.calls[argOf.c]!;
    return call !== undefined && (EACH.test(nameOf(call)) || (call.use === 'return' && !/^set[A-Z]/.test(nameOf(call))));
  }
}
