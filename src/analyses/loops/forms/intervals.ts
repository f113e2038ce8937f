import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import { comesAndGoes, isOfOneOfMany } from '../scope/one-of-many.ts';
import { causesOfPlace, WHY, type Endlessness } from '../ends/endless.ts';
import { clearsOf, handleOf, refersTo, type Handle } from '../program/handles.ts';
import { heldParameter } from './held-parameter.ts';
import type { Cause, Scope } from '../model.ts';
import { callsWithin, roundOf, type LoopProgram } from '../program/program.ts';
import { allOf, anyOf } from '../ends/causes.ts';

import type { Target } from '../program/targets.ts';
import { waysTo, type Step } from '../program/ways.ts';
import { chainOf, guardsUpTo, isInside, nameOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

/** Whether an interval goes on until it is told to stop, and what else than a function tells how long its owner lives. */
export function intervalEnd(program: LoopProgram, unit: Unit, c: CallIndex): Endlessness & { readonly scope?: Scope } {
  const call = unit.facts.calls[c]!;
  const callback = call.args[0];
  if (!callback) return { endless: false, why: 'it has no callback' };
  if (isHandedIn(unit, callback, call.fn)) return { endless: false, why: 'its callback is handed in by whoever calls it' };
  return intervalOf(program, unit, c, callback);
}

/** The same of one whose callback is known, or is handed in and asked about for whoever does. */
export function intervalOf(program: LoopProgram, unit: Unit, c: CallIndex, callback: Val): Endlessness & { readonly scope?: Scope } {
  const call = unit.facts.calls[c]!;
  const handle = handleOf(unit, c);
  const target = program.targets.ofValue(unit, call.fn, callback);
  if (target && isEmpty(program, target, 0)) return { endless: false, why: 'it does nothing but keep the process alive or say how far something is' };
  const clears = handle ? clearsOf(unit, handle) : [];
  const own = target && target.unit === unit ? selfClearing(program, target, clears, handle) : 'never';
  if (own !== 'never' && own !== 'stop') return { endless: false, why: `it ends itself: ${WHY[own]}` };
  const keyed = isOfEach(program, unit, c) || isOfEachRound(unit, c) ? ('connection' as const) : undefined;
  if (!handle) return { endless: true, why: 'nothing clears it', ...(keyed && { scope: keyed }) };
  const scope = localScope(unit, handle, clears) ?? keyed;
  return { endless: true, why: clears.length === 0 ? 'nothing clears it' : 'it is cleared only when it is told to stop', stoppable: clears.length > 0, ...(scope && { scope }) };
}

/** There is a timer for each of something that comes and goes. */
export const isOfEach = (program: LoopProgram, unit: Unit, c: CallIndex): boolean => comesAndGoes(program, unit, c) || isOfOneOfMany(program, unit, c);

/** Each round of a loop that waits sets one anew: it lasts as long as that round. What goes over a list sets one for each element. */
function isOfEachRound({ facts }: Unit, c: CallIndex): boolean {
  for (let l = facts.calls[c]!.loop; l >= 0; l = facts.loops[l]!.parent) if (facts.loops[l]!.awaits && /^(while|do|for)$/.test(facts.loops[l]!.k) && !isCounted(facts.loops[l]!.v)) return true;
  return false;
}

const isCounted = (v: Val | undefined): boolean => v?.k === 'op' && /^[<>]=?$/.test(v.o);

/** It runs nothing, or only says that it is there or how far something is. */
function isEmpty(program: LoopProgram, { unit, fn }: Target, depth: number): boolean {
  return unit.nestedIn(fn).length === 0 && !unit.facts.writes.some(write => write.fn === fn && !isLocal(unit, write.t, fn)) && unit.callsIn(fn).every(c => {
    const call = unit.facts.calls[c]!;
    if (shareOf(unit, c) === 'aside' || PHRASES.test(nameOf(call)) || (call.callee.k === 'prop' && call.callee.n === 'push' && isLocal(unit, call.callee.o, fn))) return true;
    const looked = depth < MAX_LOOKS && call.use === 'value' ? program.targets.ofCall(unit, c) : undefined;
    return looked?.unit === unit && isEmpty(program, looked, depth + 1);
  });
}

/** Getters that are entered from one to the next. */
const MAX_LOOKS = 2;

/** What makes a text of something. */
const PHRASES = /^(to(Fixed|String|Precision|ISOString|Locale\w*|UpperCase|LowerCase)|pad(Start|End)|join|format\w*|timestamp|repeat|slice|inspect)$/;

const isLocal = ({ facts }: Unit, v: Val, fn: FnIndex): boolean => v.k === 'ref' && facts.decls[v.d]?.fn === fn;

/** The callback is a parameter, of the constructor too, or does nothing but call one: what repeats is decided elsewhere. */
export function isHandedIn(unit: Unit, callback: Val, fn: FnIndex): boolean {
  if (isParameter(unit, callback) || heldParameter(unit, fn, callback) !== undefined) return true;
  // `guarded(task)` makes the callback of the parameter.
  if (callback.k === 'call') return unit.facts.calls[callback.c]!.k === 'call' && unit.facts.calls[callback.c]!.args.some(arg => isParameter(unit, arg)) && !unit.facts.calls[callback.c]!.args.some(arg => arg.k === 'fn');
  if (callback.k !== 'fn') return false;
  const calls = callsWithin(unit, callback.f, -1);
  const isGiven = (c: CallIndex): boolean => isParameterAround(unit, unit.facts.calls[c]!.callee, callback.f) || heldParameter(unit, callback.f, unit.facts.calls[c]!.callee) !== undefined;
  return calls.some(isGiven) && calls.every(c => isGiven(c) || shareOf(unit, c) !== 'work' || /^(catch|then|finally|error|warn|debug)$/.test(nameOf(unit.facts.calls[c]!)) || isOfQueue(unit, c, callback.f, isGiven));
}

/** What the wrapper keeps turns apart with: it is asked how full it is, or handed what runs: `queue.add(() => work())`. */
function isOfQueue(unit: Unit, c: CallIndex, callback: FnIndex, isGiven: (c: CallIndex) => boolean): boolean {
  const { callee, args, use } = unit.facts.calls[c]!;
  const root = callee.k === 'prop' ? rootOf(callee.o) : undefined;
  const decl = root?.k === 'ref' ? unit.facts.decls[root.d] : undefined;
  if (!decl || decl.fn === 0 || !isInside(unit, callback, decl.fn) || decl.fn === callback) return false;
  return (use === 'value' && args.length === 0) || args.some(arg => arg.k === 'fn' && callsWithin(unit, arg.f, -1).some(isGiven));
}

/** A parameter of a function around the callback, not one that its own closures are called with. */
const isParameterAround = (unit: Unit, v: Val, callback: FnIndex): boolean => isParameter(unit, v) && v.k === 'ref' && (unit.facts.decls[v.d]!.fn === callback || !isInside(unit, unit.facts.decls[v.d]!.fn, callback));

function isParameter(unit: Unit, v: Val): boolean {
  let root = v;
  while (root.k === 'prop' && root.o.k !== 'this') root = root.o;
  if (root.k !== 'ref' || v.k !== 'ref') return false;
  const decl = unit.facts.decls[root.d];
  return decl?.k === 'param';
}

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
    return (ways.length > 0 || !isInside(unit, place.fn, fn) ? ways : [closuresTo(unit, place.fn, fn)]).map(way => allOf(beside([...way, { fn: place.fn, g: place.g }].flatMap(step => causesOfPlace(round, program.targets, step.g, -1, step.fn, guard => handle !== undefined && isOfHandle(unit, guard.v, handle))))));
  }));
}

/** Closures that the callback hands to others, as `connect(error => { if (!error) clearInterval(timer); })`, from the inside out. */
function closuresTo({ facts }: Unit, inner: FnIndex, outer: FnIndex): readonly { readonly fn: FnIndex; readonly g: number }[] {
  const steps = [];
  for (let f = inner; f !== outer; f = facts.fns[f]!.parent) steps.push({ fn: facts.fns[f]!.parent, g: facts.fns[f]!.g });
  return steps;
}

/** A condition that asks for nothing but the handle; `done && timer` asks for more. */
const isOfHandle = (unit: Unit, v: Val, handle: Handle): boolean => (v.k === 'op' && v.o === '&&' ? v.a.every(each => isOfHandle(unit, each, handle)) : refersTo(unit, v, handle));

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

const LISTENS = /^(on|once|addListener|addEventListener)$/;
const ENDINGS = /^(close|end|disconnect|finish|error|exit|unsubscribe|destroy|disposed|detach)$/;

/** How long a timer lives whose handle is a local: to the end of the call, of a promise, of a connection. */
export function localScope(unit: Unit, handle: Handle, clears: readonly CallIndex[]): Scope | undefined {
  const fn = handle.decl === undefined ? 0 : unit.facts.decls[handle.decl]!.fn;
  if (fn === 0) return undefined;
  if (unit.facts.decls[handle.decl!]?.using) return 'call';
  for (const c of clears) {
    const clear = unit.facts.calls[c]!;
    if (clear.fn === fn) return 'call';
    if (!isInside(unit, clear.fn, fn)) continue;
    for (let f = clear.fn; f !== fn && f > 0; f = unit.facts.fns[f]!.parent) {
      const { argOf, n } = unit.facts.fns[f]!;
      // The closure itself is handed over, or the name of a local function.
      const call = argOf ? unit.facts.calls[argOf.c] : n === '' ? undefined : unit.facts.calls.find(each => isInside(unit, each.fn, fn) && LISTENS.test(nameOf(each)) && each.args.some(arg => arg.k === 'ref' && arg.n === n));
      if (!call) continue;
      const name = nameOf(call);
      if (/^(then|catch|finally|setTimeout)$/.test(name)) return 'call';
      const [first] = call.args;
      const owner = call.callee.k === 'prop' && call.callee.o.k === 'ref' ? call.callee.o.n : '';
      if (LISTENS.test(name) && first?.k === 'lit' && ENDINGS.test(String(first.v)) && !/^(process|\w*server|wss|io|primus|app|fastify|signal|shutdown\w*|abort\w*|controller)$/i.test(owner)) return 'connection';
    }
  }
  return undefined;
}
