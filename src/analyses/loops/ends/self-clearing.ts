import type { CallIndex, FnIndex } from '../../../facts/program/model.ts';
import type { Cause } from '../model.ts';
import { isOfHandle, type Handle } from '../program/handles.ts';
import { callsWithin, roundOf, type LoopProgram } from '../program/program.ts';
import type { Target } from '../program/targets.ts';
import { chainOf, guardsUpTo, isInside, nameOf, type Unit } from '../program/unit.ts';
import { waysTo, type Step } from '../program/ways.ts';
import { allOf, anyOf } from './causes.ts';
import { causesOfPlace } from './endless.ts';

/** What makes the callback end its own timer, or the process, itself or through what it calls. */
export function selfClearing(program: LoopProgram, { unit, fn }: Target, clears: readonly CallIndex[], handle?: Handle): Cause {
  const round = roundOf(program, unit, fn, -1);
  const ends = [...clears, ...callsWithin(unit, fn, -1).filter(c => isExit(unit, c)), ...round.runs().flatMap(run => (run.unit === unit ? unit.callsIn(run.fn).filter(c => isExit(unit, c)) : []))];
  return anyOf(ends.flatMap(c => {
    const place = unit.facts.calls[c]!;
    if (place.fn !== fn && restarts(program, unit, place.fn)) return [];
    const found = waysTo(program, unit, fn, place.fn);
    // Who is on the way sets it anew: `restart() { this.stop(); this.start(); }`.
    const ways = found.filter(way => !way.some(step => step.fn !== fn && beginsAfter(program, unit, step)));
    if (found.length > 0 && ways.length === 0) return [];
    return (ways.length > 0 || !isInside(unit, place.fn, fn) ? ways : [closuresTo(unit, place.fn, fn)]).map(way =>
      allOf(
        beside(
          [...way, { fn: place.fn, g: place.g }].flatMap(step =>
            causesOfPlace(round, program.targets, step.g, -1, step.fn, guard => handle !== undefined && isOfHandle(unit, guard.v, handle)),
          ),
        ),
      ),
    );
  }));
}

/** Closures that the callback hands to others, as `connect(error => { if (!error) clearInterval(timer); })`, from the inside out. */
function closuresTo({ facts }: Unit, inner: FnIndex, outer: FnIndex): readonly { readonly fn: FnIndex; readonly g: number }[] {
  const steps = [];
  for (let f = inner; f !== outer; f = facts.fns[f]!.parent) steps.push({ fn: facts.fns[f]!.parent, g: facts.fns[f]!.g });
  return steps;
}

/** What the configuration decides beside something else leaves it to that: `if (done && !options.keep)`. */
function beside(causes: readonly Cause[]): readonly Cause[] {
  const others = causes.filter(cause => cause !== 'never');
  return others.length > 0 ? others : causes;
}

/** The program ends as planned. A status other than 0 tells of a failure, which ends any service. */
function isExit({ facts }: Unit, c: CallIndex): boolean {
  const { callee, args: [status] } = facts.calls[c]!;
  return chainOf(callee)?.join('.') === 'process.exit' && (status === undefined || (status.k === 'lit' && status.v === 0));
}

/** What comes behind a step sets a timer in any case. */
const beginsAfter = (program: LoopProgram, unit: Unit, { fn, s }: Step): boolean => unit.callsIn(fn).some(c => {
  const call = unit.facts.calls[c]!;
  const target = call.s > s && guardsUpTo(unit.facts, call.g, -1).every(guard => guard.k === 'exit') ? program.targets.ofCall(unit, c) : undefined;
  return target?.unit === unit && target.fn !== fn && unit.callsIn(target.fn).some(each => /^set(Interval|Timeout)$/.test(nameOf(unit.facts.calls[each]!)));
});

/** A function that clears the timer in order to set it anew, by itself or by another that does. */
function restarts(program: LoopProgram, unit: Unit, fn: FnIndex): boolean {
  const sets = (at: FnIndex): boolean => unit.callsIn(at).some(c => /^set(Interval|Timeout)$/.test(nameOf(unit.facts.calls[c]!)));
  return sets(fn) || unit.callsIn(fn).some(c => { const target = program.targets.ofCall(unit, c); return target?.unit === unit && target.fn !== fn && sets(target.fn); });
}
