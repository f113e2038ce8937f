import type { CallIndex, Val } from '../../../facts/program/model.ts';
import { selfClearing } from '../ends/self-clearing.ts';
import type { Scope } from '../model.ts';
import { callsWithin, type LoopProgram } from '../program/program.ts';
import { chainOf, nameOf, partsOf, type Unit } from '../program/unit.ts';
import { comesAndGoes } from '../scope/one-of-many.ts';
import { isEndedThere } from '../scope/scope.ts';
import { isHandedIn } from './handed-in.ts';
import { givenAt, repeatedSlots } from './repeaters.ts';
import type { Schedule } from './schedule.ts';

/** Calls that hand something to a function of the program that repeats it: `every(60_000, () => sweep())`. */
export function repeatedJobs(program: LoopProgram, unit: Unit): Schedule[] {
  return unit.facts.calls.flatMap((call, c): Schedule[] => {
    if (call.k !== 'call' && call.k !== 'new') return [];
    const value = repeatedSlots(program, unit, c)
      .flatMap(slot => givenAt(call.args, slot) ?? [])
      .find(each => !isHandedIn(unit, each, call.fn) && program.targets.ofValue(unit, call.fn, each) !== undefined);
    return value && !endsItself(program, unit, c, value) ? [{ call: c, callee: nameOf(call), owner: call.fn, handler: { fn: call.fn, value }, ...scopeOfJob(program, unit, c) }] : [];
  });
}

/** What tells how long it lasts of what is done with what the repeater yields. */
function scopeOfJob(program: LoopProgram, unit: Unit, c: CallIndex): { readonly scope?: Scope } {
  if (isEndedThere(unit, c) || isAbortedThere(unit, c)) return { scope: 'call' };
  return comesAndGoes(program, unit, c) ? { scope: 'connection' } : {};
}

/** The function that began it aborts the signal that it gave: `const stop = new AbortController(); every(tick, { signal: stop.signal }); await work(); stop.abort();`. */
function isAbortedThere({ facts }: Unit, c: CallIndex): boolean {
  const { fn, args } = facts.calls[c]!;
  const given = args.flatMap(arg => [...partsOf(arg)]).flatMap(part => (part.k === 'prop' && part.n === 'signal' && part.o.k === 'ref' ? [part.o.d] : []));
  return (
    fn > 0 &&
    given.some(
      d =>
        facts.decls[d]?.fn === fn &&
        facts.calls.some(
          call => call.fn === fn && call.callee.k === 'prop' && call.callee.n === 'abort' && call.callee.o.k === 'ref' && call.callee.o.d === d,
        ),
    )
  );
}

/** What it runs aborts the signal that the repeater was given: `repeat(() => { if (done()) controller.abort(); }, 100, controller.signal)`. */
function endsItself(program: LoopProgram, unit: Unit, c: CallIndex, value: Val): boolean {
  const { fn, args } = unit.facts.calls[c]!;
  const target = program.targets.ofValue(unit, fn, value);
  const controllers = args.flatMap(arg => (arg.k === 'prop' && arg.n === 'signal' ? chainOf(arg.o)?.join('.') ?? [] : []));
  if (target?.unit !== unit || controllers.length === 0) return false;
  const aborts = callsWithin(unit, target.fn, -1).filter(each => {
    const { callee } = unit.facts.calls[each]!;
    return callee.k === 'prop' && callee.n === 'abort' && controllers.includes(chainOf(callee.o)?.join('.') ?? '');
  });
  return ['data', 'budget', 'always'].includes(selfClearing(program, target, aborts));
}
