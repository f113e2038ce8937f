import type { Val, Write } from '../../facts/program/model.ts';
import { isTakenAwayByStop } from './others.ts';
import { isInRound, isRun, type Round } from './round.ts';
import { isLock } from './states.ts';
import type { Unit } from './unit.ts';

/** `while (this.worker)` where whoever stops it all takes the worker away: what makes it come out as `pos` is being told to stop. */
export function isEmptied(round: Round, unit: Unit, v: Val, pos: boolean): boolean {
  const [member, nothing] = v.k === 'op' && /^[!=]==?$/.test(v.o) ? v.a : [v];
  const asksForNothing = nothing === undefined || nothing.k === 'undef' || (nothing.k === 'lit' && nothing.v === null);
  const isGone = v.k === 'op' ? v.o.startsWith('=') === pos : !pos;
  if (!member || !asksForNothing || !isGone) return false;
  const writes = writesTo(unit, member).filter(({ fn }) => unit.facts.fns[fn]?.k !== 'constructor');
  return writes.every(write => !isInRound(round, write) && !isRun(round, unit, write.fn)) && isTakenAwayByStop(unit, writes);
}

/** `if (this.again) { this.again = false; later(); }`: each run of a timer lowers the flag, which somebody has to raise before. */
export function isRaisedByOthers(round: Round, unit: Unit, v: Val): boolean {
  if (round.loop >= 0 || unit !== round.unit) return false;
  return isLock(round.loop, writesTo(unit, v).filter(write => isInRound(round, write)), v.k === 'prop' ? v.n : '');
}

/** Assignments of a member of the object itself. */
const writesTo = (unit: Unit, v: Val): readonly Write[] =>
  (v.k === 'prop' && v.o.k === 'this' ? unit.writesToMember(v.n).filter(({ t }) => t.k === 'prop' && t.o.k === 'this') : []);
