import type { Call } from '../../../facts/program/model.ts';
import { decoratedJobs } from './decorated.ts';
import { effectsOf } from './effects.ts';
import { isHandedIn } from './handed-in.ts';
import { libraryNames, needsHandler } from './libraries.ts';
import { handlerOf, libraryOf } from './library-calls.ts';
import { print } from './print.ts';
import type { LoopProgram } from '../program/program.ts';
import { repeatedJobs } from './repeated-jobs.ts';
import { isRepeatedElsewhere } from './repeaters.ts';
import type { Schedule } from './schedule.ts';
import { streamsOf } from './streams.ts';
import type { Unit } from '../program/unit.ts';

const SCHEDULERS = /^(Deno|Bun)$|(scheduler|schedulerService|cron|crons|cronJobs|cronService|scheduleService|jobScheduler)$/i;
const SCHEDULING = /^(schedule|scheduleJob|scheduleRecurring\w*|addJob|add(Recurring|Repeating|Periodic|Repeated)(Job|Task)|addCron|addCronJob|addInterval|every|add|repeat|registerCron|cron|add(SimpleInterval|LongInterval|Interval)Job)$/;

export function schedulesOf(program: LoopProgram, unit: Unit): Schedule[] {
  const found: Schedule[] = [];
  const hasLibraries = program.usesAny(libraryNames);
  unit.facts.calls.forEach((call, c) => {
    if (call.k !== 'call' && call.k !== 'new') return;
    const library = hasLibraries ? libraryOf(program, unit, call) : undefined;
    if (!library && !isScheduler(program, unit, call)) return;
    const value = handlerOf(program, unit, call.fn, call, library, 0);
    if (value === undefined && (!library || needsHandler(library) || (call.args.length < 2 && call.args[0]?.k !== 'obj'))) return;
    // Without a time or a name beside the function it is a limiter, which runs the function once.
    if (!library && value && (isHandedIn(unit, value, call.fn) || (call.args.length < 2 && call.args[0] === value))) return;
    if (library && value && isHandedIn(unit, value, call.fn) && isRepeatedElsewhere(program, unit, call.fn)) return;
    found.push({ call: c, callee: print(unit.facts, call.callee), owner: call.fn, ...(value && { handler: { fn: call.fn, value } }) });
  });
  const taken = new Set(found.map(each => each.call));
  return [...found, ...repeatedJobs(program, unit).filter(each => !taken.has(each.call)), ...streamsOf(program, unit), ...effectsOf(program, unit), ...decoratedJobs(program, unit)];
}

/** A method such as `schedule` on something that is named or typed as a scheduler. */
function isScheduler(program: LoopProgram, unit: Unit, call: Call): boolean {
  if (call.k !== 'call' || call.callee.k !== 'prop' || !SCHEDULING.test(call.callee.n)) return false;
  const { o } = call.callee;
  const name = o.k === 'ref' || o.k === 'prop' ? o.n : '';
  return SCHEDULERS.test(name) || program.values.typeNames({ file: unit.path, fn: call.fn }, o).some(each => SCHEDULERS.test(each));
}
