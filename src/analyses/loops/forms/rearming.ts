import type { CallIndex, FnIndex, Guard, GuardIndex, Val } from '../../../facts/program/model.ts';
import { WHY, type Endlessness } from '../ends/endless.ts';
import { besideHandle, clearsOf, handleOf, type Handle } from '../program/handles.ts';
import { comparesHandedOn, isSetForNext } from '../ends/passed-along.ts';
import { localScope } from '../scope/of-handle.ts';
import { isOfEach } from './intervals.ts';
import type { Cause, Scope } from '../model.ts';
import { callsWithin, roundOf, type LoopProgram } from '../program/program.ts';
import { allOf, anyOf } from '../ends/causes.ts';
import { causeOf } from '../ends/provenance.ts';
import type { Round } from '../program/round.ts';
import type { Target } from '../program/targets.ts';
import { guardsUpTo, isInside, nameOf, partsOf, type Unit } from '../program/unit.ts';
import { onlyWaits } from '../ends/only-waits.ts';
import { inlineGuard, isRunInline, waysTo, type Step } from '../program/ways.ts';
import { shareOf } from '../program/work.ts';

/**
 * Whether what a timeout starts comes back to the same timeout, and what keeps it from coming back. `undefined`: it does
 * not come back, so it is no loop.
 */
export function rearming(program: LoopProgram, unit: Unit, c: CallIndex, callback: Val): (Endlessness & { readonly start: Target; readonly scope?: Scope }) | undefined {
  const call = unit.facts.calls[c]!;
  const start = program.targets.ofValue(unit, call.fn, callback);
  if (!start || start.unit !== unit) return undefined;
  const back = waysTo(program, unit, start.fn, call.fn);
  if (back.length === 0) return undefined;
  // `setTimeout(retry, delay * 2, delay * 2)`: it tries again later and later until something else is done with it.
  if (call.args.slice(2).some((arg, i) => !isSameParameter(unit, start.fn, arg, i) && unit.facts.fns[start.fn]!.params[i] !== undefined))
    return { endless: false, why: 'each round is given something else', start };
  const handle = handleOf(unit, c);
  // The outermost function of the round: whatever it declares is made anew each time.
  const round = roundOf(program, unit, outermost(unit, isInside(unit, start.fn, call.fn) ? call.fn : start.fn, back), -1);
  const ways = back.filter(way => !onlyWaits(unit, round.fn, [...way, { fn: call.fn, g: call.g, s: call.s }]));
  if (ways.length === 0) return { endless: false, why: 'it does nothing but wait', start };
  const twins = [
    ...unit.facts.calls
      .filter(
        each =>
          (nameOf(each) === nameOf(call) || (isTimer(nameOf(each)) && isTimer(nameOf(call)))) &&
          (each.fn === call.fn || isInside(unit, each.fn, start.fn)),
      )
      .flatMap(each => placesUpTo(unit, each, start.fn)),
    ...ways.flat().map(step => step.g),
  ];
  const causes = ways.map(way => anyOf([...way, { fn: call.fn, g: call.g, s: call.s }].map(step => missed(program, round, unit, step, handle, twins))));
  const cause = (['never', 'stop', 'data', 'budget', 'always'] as const).find(each => causes.includes(each)) ?? 'always';
  const isEndless = (cause === 'never' || cause === 'stop') && !isPushedBack(program, unit, c, handle);
  const scope = (handle && localScope(unit, handle, clearsOf(unit, handle))) ?? (isEndless && isOfEach(program, unit, c) ? ('connection' as const) : undefined);
  return { endless: isEndless, why: WHY[cause], stoppable: cause === 'stop', start, ...(scope && { scope }) };
}

const isTimer = (name: string): boolean => /^(set(Timeout|Immediate)|nextTick|queueMicrotask)$/.test(name);

/** `tick() { return work().then(more => setTimeout(() => tick(), more ? 0 : 1_000)); }`: the closure is the end of a turn that begins around it. */
function outermost({ facts }: Unit, fn: FnIndex, ways: readonly (readonly Step[])[]): FnIndex {
  let found = fn;
  for (let f = fn; f > 0; f = facts.fns[f]!.parent) if (f !== fn && ways.some(way => way.some(step => step.fn === f))) found = f;
  return found;
}

/** A watchdog: each sign of life clears it and sets it anew, so that it only runs where there is none. */
function isPushedBack(program: LoopProgram, unit: Unit, c: CallIndex, handle: Handle | undefined): boolean {
  const { fn, s } = unit.facts.calls[c]!;
  const isCleared = handle !== undefined && clearsOf(unit, handle).some(each => unit.facts.calls[each]!.fn === fn && unit.facts.calls[each]!.s < s);
  return isCleared && unit.facts.calls.some(({ callee, args: [event, heard], fn: at }) => {
    if (callee.k !== 'prop' || !/^(on|addListener|addEventListener)$/.test(callee.n) || event?.k !== 'lit' || !LIFE.test(String(event.v)) || !heard) return false;
    const target = program.targets.ofValue(unit, at, heard);
    return target?.unit === unit && (target.fn === fn || unit.callsIn(target.fn).some(each => program.targets.ofCall(unit, each)?.fn === fn));
  });
}

const LIFE = /^(ping|pong|message|data|heartbeat|open|connect|activity)$/;

/** The conditions at a call and at each closure around it, as far as one function. */
function placesUpTo(unit: Unit, { g, fn }: { readonly g: GuardIndex; readonly fn: FnIndex }, outer: FnIndex): GuardIndex[] {
  const found = [g];
  for (let f = fn; f !== outer && f > 0; f = unit.facts.fns[f]!.parent) found.push(inlineGuard(unit, f));
  return found;
}

/** A function that calls itself again after a pause: `await work(); await sleep(1_000); return tick();`. */
export function recursion(program: LoopProgram, unit: Unit, c: CallIndex, target: Target): Endlessness | undefined {
  const call = unit.facts.calls[c]!;
  const isHandedOn = program.targets.ofCall(unit, c)?.fn !== target.fn;
  if (target.unit !== unit || call.use === 'value') return undefined;
  const { fn } = target;
  if (call.fn !== fn && !isInline(unit, call.fn, fn)) return undefined;
  if (!unit.facts.fns[fn]!.async && call.fn === fn && !isHandedOn) return undefined;
  if (!isHandedOn && call.args.some((arg, i) => !isSameParameter(unit, fn, arg, i))) return { endless: false, why: 'each round is given something else' };
  if (callsWithin(unit, fn, -1).every(each => each === c || shareOf(unit, each) !== 'work')) return { endless: false, why: 'it does nothing but wait' };
  const round = roundOf(program, unit, fn, -1);
  const steps: Step[] = [{ fn: call.fn, g: call.g, s: call.s }];
  for (let f = call.fn; f !== fn; f = unit.facts.fns[f]!.parent) steps.push({ fn: unit.facts.fns[f]!.parent, g: inlineGuard(unit, f), s: unit.facts.fns[f]!.s });
  if (onlyWaits(unit, fn, steps)) return { endless: false, why: 'it does nothing but wait' };
  const cause = anyOf(steps.map(step => missed(program, round, unit, step, undefined, [])));
  return { endless: cause === 'never' || cause === 'stop', why: WHY[cause], stoppable: cause === 'stop' };
}

const isInline = (unit: Unit, inner: FnIndex, outer: FnIndex): boolean => {
  for (let f = inner; f > 0; f = unit.facts.fns[f]!.parent) {
    if (f === outer) return true;
    if (!isRunInline(unit, f)) return false;
  }
  return false;
};

/** What keeps a step from being taken. Whether the timer is already set does not; nor does a choice whose other branch sets it too. */
function missed(program: LoopProgram, round: Round, unit: Unit, { fn, g, s }: Step, handle: Handle | undefined, twins: readonly GuardIndex[]): Cause {
  const caught = callerOfCatch(unit, fn) ? (['data'] as const) : [];
  const causeWhere = (guard: Guard, wanted: boolean): Cause => (dependsOnParameter(unit, fn, round.fn, guard.v) ? 'data' : causeOf(round, program.targets, guard.v, wanted, fn));
  const passed = guardsUpTo(unit.facts, g, -1).filter(guard => guard.k !== 'optional').flatMap(guard => (handle ? besideHandle(unit, guard, handle) : [guard]));
  const guards = passed.filter(guard => !hasTwin(unit, guard, twins) && !throwsElse(unit, fn, guard) && !isSetForNext(unit, guard));
  const left = earlierReturns(unit, fn, s, passed, twins).map(own => allOf(own.map(guard => causeWhere(guard, guard.pos))));
  return anyOf([...caught, ...guards.map(guard => causeWhere(guard, !guard.pos)), ...left]);
}

/** Who does not get past it throws, which is no end that anybody planned. */
const throwsElse = (unit: Unit, fn: FnIndex, guard: Guard): boolean =>
  guard.k === 'exit' && unit.facts.throws.some(each => each.fn === fn && guardsUpTo(unit.facts, each.g, -1)[0]?.s === guard.s);

/** The conditions of each `return` before a place, where no condition that the place has passed tells of it: `if (a) { if (b) return; }`. */
function earlierReturns(unit: Unit, fn: FnIndex, s: number, passed: readonly Guard[], twins: readonly GuardIndex[]): readonly (readonly Guard[])[] {
  return unit.facts.fns[fn]!.returns.filter(each => each.s < s).flatMap(each => {
    const own = guardsUpTo(unit.facts, each.g, -1).filter(guard => guard.k !== 'exit' && guard.k !== 'optional');
    // To give up where something fails is no end that anybody planned.
    const isKnown =
      own.length < 2 ||
      own.some(guard => guard.k === 'catch') ||
      own.some(guard => passed.some(other => other.s === guard.s)) ||
      twins.some(g => guardsUpTo(unit.facts, g, -1).some(other => other.s === own[0]!.s && other.pos === own[0]!.pos));
    return isKnown ? [] : [own];
  });
}

function callerOfCatch(unit: Unit, fn: FnIndex): boolean {
  const { argOf } = unit.facts.fns[fn]!;
  const name = argOf && nameOf(unit.facts.calls[argOf.c]!);
  return name === 'catch' || (name === 'then' && argOf?.i === 1);
}

const hasTwin = (unit: Unit, guard: Guard, twins: readonly GuardIndex[]): boolean =>
  twins.some(g => guardsUpTo(unit.facts, g, -1).some(other => other.s === guard.s && other.pos !== guard.pos && other.k !== 'exit'));

/** A round is given its own arguments, so what depends on them can differ from round to round. */
function dependsOnParameter(unit: Unit, fn: FnIndex, round: FnIndex, v: Val): boolean {
  for (const part of partsOf(v)) {
    if (part.k !== 'ref') continue;
    const decl = unit.facts.decls[part.d];
    if (comparesHandedOn(unit, v, part)) continue;
    if (
      decl?.k === 'param' &&
      (decl.fn === fn || (decl.fn === round && isInside(unit, fn, round))) &&
      fn !== 0 &&
      !/abort|cancel|signal|token|stop/i.test(`${decl.n} ${decl.type?.n ?? ''}`)
    )
      return true;
  }
  return false;
}

function isSameParameter(unit: Unit, fn: FnIndex, arg: Val, i: number): boolean {
  if (arg.k === 'lit' || arg.k === 'undef' || arg.k === 'this') return true;
  return arg.k === 'ref' && (unit.facts.fns[fn]!.params[i] === arg.d || unit.facts.decls[arg.d]?.fn !== fn);
}
