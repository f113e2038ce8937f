import { locate } from '../../../core/locate.ts';
import type { Location } from '../../../core/model.ts';
import type { CallIndex, FnIndex, Loop, LoopIndex, Val } from '../../../facts/program/model.ts';
import { conditionsOf, endlessness } from '../ends/endless.ts';
import { handedLoop, handedRound } from './repeated-parameters.ts';
import { isHandedIn } from './handed-in.ts';
import { intervalEnd } from './intervals.ts';
import type { Body, Candidate, Scope } from '../model.ts';
import { timerOf } from './platform-timers.ts';
import { print } from './print.ts';
import { callsWithin, type LoopProgram } from '../program/program.ts';
import { recursion, rearming } from './rearming.ts';
import { schedulesOf } from './schedules.ts';
import { comesAndGoes } from '../scope/one-of-many.ts';
import { isEndedThere, scopeOf } from '../scope/scope.ts';
import { endlessSource } from './endless-sources.ts';
import type { Target } from '../program/targets.ts';
import { nameOf, partsOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

/** Every loop, timer and scheduled job of a file that might last, each judged whether it does. */
export function candidatesIn(program: LoopProgram, unit: Unit): Candidate[] {
  const schedules = schedulesIn(program, unit);
  const taken = new Set(schedules.map(each => each.call));
  return [...loopsIn(program, unit), ...schedules, ...timersIn(program, unit, taken)];
}

function loopsIn(program: LoopProgram, unit: Unit): Candidate[] {
  return unit.facts.loops.flatMap((loop, l): Candidate[] => {
    if (loop.k === 'for-in') return [];
    const found = { at: at(unit, loop.s, loop.ke), owner: unit.facts.fns[loop.fn]!.owner, file: unit.path, fn: loop.fn, body: { file: unit.path, fn: loop.fn, loop: l } };
    if (loop.k === 'for-of' || loop.k === 'for-await') {
      const source = endlessSource(program, unit, l);
      if (source === undefined && loop.k === 'for-of') return [];
      const verdict = source === undefined ? { endless: false, why: 'its source may end' } : endlessness(program, unit, l);
      return [{ ...found, form: `${loop.k}=${loop.v ? print(unit.facts, loop.v) : '?'}`, ...verdict, scope: loopScope(program, unit, loop.fn, verdict.endless, l) }];
    }
    if (!loop.awaits && loop.v && !isAlways(loop.v) && loop.exits.length > 0) return []; // Plain computation.
    const verdict = endlessness(program, unit, l);
    if (verdict.endless && handedLoop(program, unit, l).length > 0) return [];
    return [{ ...found, form: formOf(unit, loop), ...verdict, scope: loopScope(program, unit, loop.fn, verdict.endless, l) }];
  });
}

const formOf = (unit: Unit, loop: Loop): string => (loop.v === undefined || isAlways(loop.v) ? 'loop=always' : `loop=${print(unit.facts, loop.v)}`);

const isAlways = (v: Val): boolean => v.k === 'lit' && Boolean(v.v);

function schedulesIn(program: LoopProgram, unit: Unit): Candidate[] {
  return schedulesOf(program, unit).map(({ call: c, callee, handler, owner, scope, gates = [] }): Candidate => ({
    ...placed(unit, c, owner),
    form: `schedule=${callee}`,
    endless: true,
    why: 'it is scheduled for good',
    scope:
      scope ??
      (isEndedThere(unit, c) ? 'call' : CALENDAR.test(callee) && comesAndGoes(program, unit, c) ? 'connection' : scopeOf(program, unit, owner, c)),
    call: c,
    ...bodyOf(program, unit, handler?.fn ?? owner, handler?.value),
    ...gatesOf(program, unit, owner, gates),
  }));
}

/** What is planned for each of something, as reminders and schedules of users are; a queue's worker is there for all. */
const CALENDAR = /cron|schedul/i;

function timersIn(program: LoopProgram, unit: Unit, taken: ReadonlySet<CallIndex | undefined>): Candidate[] {
  const seen = new Set<string>();
  const found: Candidate[] = [];
  const rearmed: { readonly each: Candidate; readonly start: FnIndex }[] = [];
  unit.facts.calls.forEach((call, c) => {
    if (taken.has(c)) return;
    const timer = timerOf(program, unit, c);
    const callback = call.args[0];
    if (timer && !timer.promise && timer.timer === 'setInterval') {
      const { scope, ...verdict } = intervalEnd(program, unit, c);
      found.push({
        ...placed(unit, c, call.fn),
        form: 'setInterval',
        ...verdict,
        scope: scope ?? scoped(program, unit, call.fn, verdict.endless, c),
        call: c,
        ...bodyOf(program, unit, call.fn, callback),
      });
    } else if (timer && !timer.promise && callback && !isHandedIn(unit, callback, call.fn)) {
      const back = rearming(program, unit, c, callback);
      if (!back || (back.endless && handedRound(program, unit, c, callback).length > 0)) return;
      rearmed.push({
        start: back.start.fn,
        each: {
          ...placed(unit, c, call.fn),
          form: 'setTimeout',
          endless: back.endless,
          why: back.why,
          stoppable: back.stoppable === true,
          scope: back.scope ?? scoped(program, unit, call.fn, back.endless, c),
          call: c,
          body: { file: unit.path, fn: turnAt(program, unit, back.start.fn, call.fn), loop: -1 },
        },
      });
    } else if (!timer && call.k === 'call') {
      const target = againAt(program, unit, c);
      const again = target && recursion(program, unit, c, target);
      if (!again || seen.has(`again ${target.fn}`) || !waits(unit, target.fn)) return;
      seen.add(`again ${target.fn}`);
      found.push({ ...placed(unit, c, call.fn), form: 'setTimeout', ...again, scope: scoped(program, unit, call.fn, again.endless), call: c, body: { file: unit.path, fn: target.fn, loop: -1 } });
    }
  });
  // What sets its timeout in several places is one loop, and endless if one of the ways is.
  const isSame = (one: typeof rearmed[number], other: typeof rearmed[number]): boolean => one.each.fn === other.each.fn || one.start === other.start;
  const first = rearmed.filter(one => rearmed.find(other => isSame(one, other) && other.each.endless === one.each.endless) === one);
  return [...found, ...first.filter(one => one.each.endless || !rearmed.some(other => isSame(one, other) && other.each.endless)).map(({ each }) => each)];
}

/** The function around a call that the call runs again, itself or by handing it on: `work().then(tick)`. */
function againAt(program: LoopProgram, unit: Unit, c: CallIndex): Target | undefined {
  const { fn, callee, args } = unit.facts.calls[c]!;
  const [first] = args;
  if (callee.k === 'prop' && /^(then|finally)$/.test(callee.n) && first && isNameAround(unit, fn, first)) return program.targets.ofValue(unit, fn, first);
  return isNameAround(unit, fn, callee) ? program.targets.ofCall(unit, c) : undefined;
}

/** It bears the name of a function around the place. */
function isNameAround(unit: Unit, fn: FnIndex, v: Val): boolean {
  if (v.k !== 'ref' && !(v.k === 'prop' && v.o.k === 'this')) return false;
  for (let f = fn; f > 0; f = unit.facts.fns[f]!.parent) if (unit.facts.fns[f]!.n === v.n) return true;
  return false;
}

/** Where the turns of a re-arming timeout stand: a closure that does nothing but call the function that armed it is no turn of its own. */
function turnAt(program: LoopProgram, unit: Unit, start: FnIndex, arming: FnIndex): FnIndex {
  const calls = callsWithin(unit, start, -1).filter(c => shareOf(unit, c) === 'work');
  const isRelay = calls.length > 0 && calls.every(c => { const target = program.targets.ofCall(unit, c); return target?.unit === unit && target.fn === arming; });
  return isRelay ? arming : start;
}

const waits = (unit: Unit, fn: FnIndex): boolean => callsWithin(unit, fn, -1).some(c => shareOf(unit, c) === 'wait' || nameOf(unit.facts.calls[c]!) === 'setImmediate');

/** Where it is looked for only when it matters: most loops end. */
const scoped = (program: LoopProgram, unit: Unit, fn: FnIndex, endless: boolean, call?: CallIndex): Scope => (endless ? scopeOf(program, unit, fn, call) : 'process');

/** A loop whose function hands something back has somebody who waits for it. */
const loopScope = (program: LoopProgram, unit: Unit, fn: FnIndex, endless: boolean, l: LoopIndex): Scope =>
  endless && (handsBack(unit, fn) || isToldByScope(unit, l)) ? 'call' : scoped(program, unit, fn, endless);

/** What tells it to stop is disposed of where a function ends: `using abort = new Abort()`. */
const isToldByScope = (unit: Unit, l: LoopIndex): boolean =>
  conditionsOf(unit, l).some(v =>
    [...partsOf(v)].some(part => part.k === 'ref' && unit.facts.decls[part.d]?.using === 1 && unit.facts.decls[part.d]!.fn > 0),
  );

const handsBack = ({ facts }: Unit, fn: FnIndex): boolean => {
  const { returns, ret } = facts.fns[fn]!;
  const [type] = ret?.n === 'Promise' ? (ret.args ?? []) : ret ? [ret] : [];
  const isNothing = type !== undefined && /^(void|undefined|never|any|unknown)$/.test(type.n);
  return !isNothing && returns.some(({ v }) => v !== undefined && (v.k === 'ref' || v.k === 'prop' || v.k === 'obj' || v.k === 'arr' || v.k === 'tpl' || v.k === 'op' || (type !== undefined && (v.k === 'call' || v.k === 'await'))));
};

function bodyOf(program: LoopProgram, unit: Unit, fn: FnIndex, callback: Val | undefined): { readonly body?: Body } {
  const target = callback && program.targets.ofValue(unit, fn, callback);
  return target ? { body: { file: target.unit.path, fn: target.fn, loop: -1 as LoopIndex } } : {};
}

/** Functions that each turn has to pass. */
function gatesOf(program: LoopProgram, unit: Unit, fn: FnIndex, values: readonly Val[]): { readonly gates?: readonly Body[] } {
  const gates = values.flatMap(value => program.targets.ofValue(unit, fn, value) ?? []).map(target => ({ file: target.unit.path, fn: target.fn, loop: -1 }));
  return gates.length > 0 ? { gates } : {};
}

const placed = (unit: Unit, c: CallIndex, owner: FnIndex): { at: Location; owner: string; file: string; fn: FnIndex } => {
  const call = unit.facts.calls[c]!;
  return { at: at(unit, call.s, call.ce), owner: unit.facts.fns[owner]!.owner, file: unit.path, fn: owner };
};

const at = (unit: Unit, s: number, e: number): Location => locate(unit.path, unit.lineStarts, s, e);
