import type { Call, CallIndex, DeclIndex, FnIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import { endlessness } from '../ends/endless.ts';
import { heldParameter } from './held-parameter.ts';
import { isHandedIn } from './handed-in.ts';
import { intervalOf } from './intervals.ts';
import { libraryNames } from './libraries.ts';
import { handlerOf, libraryOf } from './library-calls.ts';
import { timerOf } from './platform-timers.ts';
import { callsWithin, type LoopProgram } from '../program/program.ts';
import { rearming } from './rearming.ts';
import type { Target } from '../program/targets.ts';
import { isInside, nameOf, partsOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

interface Timed {
  readonly v: Val;
  /** The function it stands in. */
  readonly at: FnIndex;
}

/** What timers and loops run that was handed in and that nothing but being told to stop ends. */
export function timedIn(program: LoopProgram, unit: Unit): readonly Timed[] {
  return [...unit.facts.loops.flatMap(({ fn }, l) => handedLoop(program, unit, l).map(v => ({ v, at: fn }))), ...unit.facts.calls.flatMap((call, c): readonly Timed[] => {
    const [callback] = call.args;
    const timer = callback && timerOf(program, unit, c);
    if (!timer) return handedJob(program, unit, call).map(v => ({ v, at: call.fn }));
    if (timer.promise) return [];
    if (timer.timer !== 'setInterval') return handedRound(program, unit, c, callback).map(v => ({ v, at: call.fn }));
    if (!isHandedIn(unit, callback, call.fn) || handedIn(unit, callback, call.fn).length === 0) return [];
    const { endless, scope } = intervalOf(program, unit, c, callback);
    return endless && scope === undefined ? [{ v: callback, at: call.fn }] : [];
  })];
}

/** What a scheduler or a queue of a library runs, where that is handed in: `new Cron(pattern, callback)`. */
function handedJob(program: LoopProgram, unit: Unit, call: Call): readonly Val[] {
  if ((call.k !== 'call' && call.k !== 'new') || call.fn === 0 || !program.usesAny(libraryNames)) return [];
  const library = libraryOf(program, unit, call);
  const value = library && handlerOf(program, unit, call.fn, call, library, 0);
  return value && isHandedIn(unit, value, call.fn) ? [value] : [];
}

/** What a timeout that sets itself again runs, where all of that is handed in by whoever begins it. */
export function handedRound(program: LoopProgram, unit: Unit, c: CallIndex, callback: Val): readonly Val[] {
  const back = isHandedIn(unit, callback, unit.facts.calls[c]!.fn) ? undefined : rearming(program, unit, c, callback);
  if (!back?.endless || back.scope !== undefined) return [];
  const { fn } = unit.facts.calls[c]!;
  const round = isInside(unit, back.start.fn, fn) ? fn : back.start.fn;
  return givenTo(program, unit, round, callsWithin(unit, round, -1), each => each.unit === unit && (each.fn === fn || isInside(unit, each.fn, round)));
}

/** What a loop that goes on for good runs, where all of that is handed in by whoever begins it. */
export function handedLoop(program: LoopProgram, unit: Unit, l: LoopIndex): readonly Val[] {
  const { fn, k } = unit.facts.loops[l]!;
  const isPlain = k === 'while' || k === 'do' || k === 'for';
  const calls = isPlain ? callsWithin(unit, fn, l) : [];
  if (!calls.some(c => isOfCaller(unit, unit.facts.calls[c]!.callee, fn)) || !endlessness(program, unit, l).endless) return [];
  return givenTo(program, unit, fn, calls, () => false);
}

const MAX_DEPTH = 4;

/** Functions that calls of a round run and that are handed to a function around it, where nothing else of the round is work. */
function givenTo(program: LoopProgram, unit: Unit, round: FnIndex, calls: readonly CallIndex[], isOwn: (target: Target) => boolean): readonly Val[] {
  const given = calls.flatMap(c => (isOfCaller(unit, unit.facts.calls[c]!.callee, round) ? [unit.facts.calls[c]!.callee] : []));
  const isPart = (c: CallIndex, depth: number): boolean => {
    const call = unit.facts.calls[c]!;
    if (shareOf(unit, c) !== 'work' || given.includes(call.callee) || ABOUT.test(nameOf(call))) return true;
    const target = program.targets.ofCall(unit, c);
    if (target && isOwn(target)) return true;
    let root = call.callee;
    while (root.k === 'prop') root = root.o;
    if (call.use === 'await') return false;
    // A callback of the caller's own, and notes that a function of the same file keeps.
    return isOfCaller(unit, root, round) || NOTES.test(nameOf(call)) || (target?.unit === unit && depth < MAX_DEPTH && callsWithin(unit, target.fn, -1).every(each => isPart(each, depth + 1)));
  };
  return given.length > 0 && calls.every(c => isPart(c, 0)) ? given : [];
}

const ABOUT = /^(then|catch|finally|error|warn|debug|info)$/;
const NOTES = /^(push|emit|resolve|reject)$|^(is|has)[A-Z]|^equals?$/;

/** A parameter of a function around a round. */
function isOfCaller(unit: Unit, v: Val, round: FnIndex): boolean {
  const decl = v.k === 'ref' ? unit.facts.decls[v.d] : undefined;
  return decl?.k === 'param' && decl.fn > 0 && isInside(unit, round, decl.fn);
}

/** Parameters that a callback is, calls, or wraps in a call of its own, those that a field holds for good included. */
export function handedIn(unit: Unit, v: Val, at: FnIndex): readonly DeclIndex[] {
  const fn = v.k === 'fn' ? v.f : at;
  const values = v.k === 'fn' ? callsWithin(unit, v.f, -1).map(c => unit.facts.calls[c]!.callee) : v.k === 'call' ? unit.facts.calls[v.c]!.args : [v];
  return values.flatMap(value => heldParameter(unit, fn, value) ?? [...partsOf(value)].flatMap(part => (part.k === 'ref' && unit.facts.decls[part.d]?.k === 'param' ? [part.d] : [])));
}
