import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { print } from './print.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import type { Schedule } from './schedule.ts';
import { nameOf, type Unit } from '../program/unit.ts';

const FROM = /^(effect|@effect\/)/;
/** Schedules of `effect` that never come to an end by themselves. */
const ENDLESS = /^(spaced|fixed|forever|cron|windowed|hourOfDay|minuteOfHour|secondOfMinute|dayOfWeek|dayOfMonth)$/;
const BOUNDS = /^(recurs|upTo|once|whileInput|whileOutput|untilInput|untilOutput|recurWhile|recurUntil|recurUpTo|intersect|compose)/;

/** Effects that go on for good: `Effect.forever(work)`, `work.pipe(Effect.repeat(Schedule.spaced('1 minute')))`. */
export function effectsOf(program: LoopProgram, unit: Unit): Schedule[] {
  if (!unit.facts.imports.some(each => FROM.test(each.from))) return [];
  return unit.facts.calls.flatMap((call, c): Schedule[] => {
    if (call.k !== 'call') return [];
    const own = effectName(program, unit, call.fn, call.callee);
    const piped = call.args.find(arg => arg.k === 'prop' && effectName(program, unit, call.fn, arg) === 'forever');
    const repeats = own === 'forever' || ((own === 'repeat' || own === 'schedule') && call.args.some(arg => isEndless(program, unit, call.fn, arg)));
    return repeats || (piped && nameOf(call) === 'pipe') ? [{ call: c, callee: print(unit.facts, repeats ? call.callee : piped!), owner: call.fn }] : [];
  });
}

/** The function of `Effect` that a callee is. */
function effectName(program: LoopProgram, unit: Unit, fn: FnIndex, callee: Val): string | undefined {
  const origin = originOf(program, unit, fn, callee);
  if (origin.k !== 'external' || !FROM.test(origin.from)) return undefined;
  const path = [...(/(^|\/)Effect$/.test(origin.from) ? ['Effect'] : []), origin.name, ...origin.path];
  return path.includes('Effect') ? path.at(-1) : undefined;
}

function isEndless(program: LoopProgram, unit: Unit, fn: FnIndex, v: Val): boolean {
  const names = namesIn(unit, v, 0);
  const origin = v.k === 'prop' ? originOf(program, unit, fn, v) : undefined;
  return (names.some(name => ENDLESS.test(name)) || (origin?.k === 'external' && ENDLESS.test(origin.path.at(-1) ?? ''))) && !names.some(name => BOUNDS.test(name));
}

/** Names of all calls that make a schedule, piped ones included. */
function namesIn(unit: Unit, v: Val, depth: number): readonly string[] {
  if (depth > 5 || v.k !== 'call') return v.k === 'ref' && depth < 3 && unit.facts.decls[v.d]?.init ? namesIn(unit, unit.facts.decls[v.d]!.init!, depth + 1) : [];
  const call = unit.facts.calls[v.c as CallIndex]!;
  return [nameOf(call), ...(call.callee.k === 'prop' ? namesIn(unit, call.callee.o, depth + 1) : []), ...call.args.flatMap(arg => namesIn(unit, arg, depth + 1))];
}

const COROUTINES = /^(effect|@effect\/.*|effection|@effectionx\/.*|co)$/;

/** A generator that a library runs like an async function, so that what it yields it waits for. */
export function isCoroutine(program: LoopProgram, unit: Unit, fn: FnIndex): boolean {
  const { generator, argOf } = unit.facts.fns[fn]!;
  if (!generator || !argOf) return false;
  const { fn: at, callee } = unit.facts.calls[argOf.c]!;
  const origin = originOf(program, unit, at, callee);
  return origin.k === 'external' && COROUTINES.test(origin.from);
}
