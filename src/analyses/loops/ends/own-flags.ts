import type { Val, Write } from '../../../facts/program/model.ts';
import { isTakenAwayByStop } from './flags-of-others.ts';
import { isInRound, isRun, type Round } from '../program/round.ts';
import { isLock, nameOfState } from './flag-values.ts';
import { chainOf, guardsUpTo, type Unit } from '../program/unit.ts';

/** `while (this.worker)` where whoever stops it all takes the worker away: what makes it come out as `pos` is being told to stop. */
export function isEmptied(round: Round, unit: Unit, v: Val, pos: boolean): boolean {
  const [member, nothing] = v.k === 'op' && /^[!=]==?$/.test(v.o) ? v.a : [v];
  const asksForNothing = nothing === undefined || nothing.k === 'undef' || (nothing.k === 'lit' && nothing.v === null);
  const isGone = v.k === 'op' ? v.o.startsWith('=') === pos : !pos;
  if (!member || !asksForNothing || !isGone) return false;
  const writes = writesTo(unit, member).filter(({ fn }) => unit.facts.fns[fn]?.k !== 'constructor');
  return writes.every(write => !(unit === round.unit && isInRound(round, write)) && !isRun(round, unit, write.fn)) && isTakenAwayByStop(unit, writes);
}

/** `if (this.again) { this.again = false; later(); }`: each run of a timer lowers the flag, which somebody has to raise before. */
export function isRaisedByOthers(round: Round, unit: Unit, v: Val): boolean {
  if (round.loop >= 0 || unit !== round.unit) return false;
  return isLock(round.loop, writesTo(unit, v).filter(write => isInRound(round, write)), v.k === 'prop' ? v.n : '');
}

/**
 * Assignments of a flag by the round itself, but for `catch (error) { if (isFatal(error)) this.running = false; }` where
 * others lower it too: what fails for good ends any service. `undefined`: only they end it.
 */
export function plannedOf({ facts }: Unit, writes: readonly Write[], isOwn: (write: Write) => boolean, name: string): readonly Write[] | undefined {
  const own = writes.filter(isOwn);
  if (own.length === writes.length || !RUNS.test(name)) return own;
  const planned = own.filter(({ g, v }) => v?.k !== 'lit' || !guardsUpTo(facts, g, -1).some(guard => guard.k === 'catch'));
  return planned.length === 0 && own.length > 0 ? undefined : planned;
}

const RUNS = /^_?(is_?)?(running|started|stopped|polling|enabled)$/i;

/** `this.status === Status.Closed`: the loop may well go from state to state, if only others bring about the one that ends it. */
export function isBroughtAboutByOthers(round: Round, unit: Unit, [one, two]: readonly Val[]): boolean {
  for (const [state, named] of [[one, two], [two, one]]) {
    const constant = named && nameOfState(named);
    const chain = state?.k === 'prop' && state.o.k === 'this' ? chainOf(state)?.join('.') : undefined;
    if (constant === undefined || chain === undefined || state?.k !== 'prop') continue;
    const writes = unit.writesToMember(state.n).filter(write => chainOf(write.t)?.join('.') === chain && unit.facts.fns[write.fn]?.k !== 'constructor');
    const own = writes.filter(write => (unit === round.unit && isInRound(round, write)) || isRun(round, unit, write.fn));
    const isOther = (write: Write): boolean => write.op === '=' && write.v !== undefined && ![undefined, constant].includes(nameOfState(write.v));
    if (own.length > 0 && own.every(isOther) && writes.some(write => write.v !== undefined && nameOfState(write.v) === constant)) return true;
  }
  return false;
}

/** Assignments of a member of the object itself. */
const writesTo = (unit: Unit, v: Val): readonly Write[] =>
  (v.k === 'prop' && v.o.k === 'this' ? unit.writesToMember(v.n).filter(({ t }) => t.k === 'prop' && t.o.k === 'this') : []);
