import type { CallIndex, Decl, FnIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import type { Target } from './targets.ts';
import { chainOf, isInside, standsIn, type Unit } from './unit.ts';

/** The loop, or the function that is one iteration, as seen from its own file. */
export interface Round {
  readonly unit: Unit;
  readonly fn: FnIndex;
  readonly loop: LoopIndex;
  /** Functions that an iteration runs, itself excepted. */
  runs(): readonly Target[];
  /** A read of a setting, directly or in a helper: whoever changes the setting ends the loop. */
  isSettingRead(unit: Unit, call: CallIndex): boolean;
}

/** The place is run by every iteration. */
export function isInRound(round: Round, place: { readonly fn: FnIndex; readonly loop: LoopIndex }): boolean {
  return standsIn(round.unit.facts, place, round.fn, round.loop);
}

/** A parameter of a closure that the round hands to others: they say what it is. */
export function isCalledBack(round: Round, unit: Unit, { k, fn, n, type }: Decl): boolean {
  return (
    k === 'param' &&
    unit === round.unit &&
    fn !== round.fn &&
    unit.facts.fns[fn]!.argOf !== undefined &&
    isInside(unit, fn, round.fn) &&
    !/abort|cancel|signal|token|stop/i.test(`${n} ${type?.n ?? ''}`)
  );
}

/** What the function declares is there before the first iteration. */
export function isAround(round: Round, unit: Unit, fn: FnIndex): boolean {
  if (fn === 0) return true;
  if (unit !== round.unit) return false;
  for (let f = round.fn; f > 0; f = unit.facts.fns[f]!.parent) if (f === fn) return true;
  return false;
}

/** An iteration runs the function, directly or by way of others. */
export function isRun(round: Round, unit: Unit, fn: FnIndex): boolean {
  return round.runs().some(each => each.unit === unit && each.fn === fn);
}

/** A method of it is called in the round, which may change it in place: `day.setDate(…)`. */
export function isMoved(round: Round, v: Val): boolean {
  const chain = v.k === 'ref' || v.k === 'prop' ? chainOf(v)?.join('.') : undefined;
  return chain !== undefined && round.unit.callsIn(round.fn).some(c => {
    const call = round.unit.facts.calls[c]!;
    return call.callee.k === 'prop' && chainOf(call.callee.o)?.join('.') === chain && isInRound(round, call);
  });
}

/** A number that others count or set, and no iteration does. */
export function isCountOfOthers(round: Round, unit: Unit, v: Val): boolean {
  const chain = v.k === 'prop' ? chainOf(v)?.join('.') : undefined;
  const writes = v.k === 'ref' ? unit.writesTo(v.d) : v.k === 'prop' ? unit.writesToMember(v.n).filter(write => chainOf(write.t)?.join('.') === chain) : [];
  return writes.length > 0 && writes.every(write => !(unit === round.unit && isInRound(round, write)) && !isRun(round, unit, write.fn) && /^(\+\+|\+?=)$/.test(write.op));
}
