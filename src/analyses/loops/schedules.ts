import type { Call, CallIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { Origin } from '../values/model.ts';
import { isHandedIn } from './intervals.ts';
import { print } from './print.ts';
import { originOf, type LoopProgram } from './program.ts';
import { nameOf, type Unit } from './unit.ts';

/** A call that has something run again and again by a scheduler or a queue. */
export interface Schedule {
  readonly call: CallIndex;
  /** The callee as written, `@` in front of a decorator. */
  readonly callee: string;
  /** What runs each time, where it is spelled. */
  readonly handler?: { readonly fn: FnIndex; readonly value: Val };
  /** The function it is reported under, for decorators, which stand outside of it. */
  readonly owner: FnIndex;
}

/** What each library calls to have something run again and again. */
const CALLS: { readonly [library: string]: RegExp } = {
  'node-cron': /^(schedule|createTask)$/, cron: /^(CronJob|from)$/, 'node-schedule': /^(scheduleJob|RecurrenceJob)$/, croner: /^(Cron|default)$/,
  bullmq: /^Worker$/, bull: /^process$/, 'bee-queue': /^process$/, agenda: /^define$/, '@hokify/agenda': /^define$/,
  'pg-boss': /^work$/, amqplib: /^consume$/, kafkajs: /^run$/, 'graphile-worker': /^(run|runTaskList)$/, 'toad-scheduler': /^(addSimpleIntervalJob|addLongIntervalJob|addIntervalJob|addCronJob)$/,
  'node-cron-tz': /^schedule$/, 'cron-job-manager': /^add$/, 'rsmq-worker': /^(default|RSMQWorker)$/, 'node-resque': /^(Worker|MultiWorker)$/,
};
const ANY = new RegExp(Object.values(CALLS).map(names => names.source).join('|'));
/** These also parse patterns of times and compute dates, so a call without a function starts nothing. */
const LIBRARIES_OF_TIMES = new Set(['croner', 'cron', 'node-cron', 'node-schedule']);
/** Types of these libraries whose methods schedule, for receivers that are only annotated. */
const TYPES: { readonly [type: string]: RegExp } = { PgBoss: CALLS['pg-boss']!, Bull: CALLS['bull']!, Queue: CALLS['bull']!, Agenda: CALLS['agenda']!, ToadScheduler: CALLS['toad-scheduler']! };
const DECORATORS = /^(Cron|Interval|Process|Processor|CronExpression|QueueProcess|Scheduled|EveryMinute|JobHandler)$/;
const DECORATOR_SOURCES = /nestjs\/(schedule|bull)|schedule|cron|queue|bull/i;
const SCHEDULERS = /(scheduler|schedulerService|cron|crons|cronJobs|cronService|scheduleService|jobScheduler)$/i;
const SCHEDULING = /^(schedule|scheduleJob|scheduleRecurring|addJob|addCron|addCronJob|addInterval|every|add|repeat|registerCron|cron)$/;

export function schedulesOf(program: LoopProgram, unit: Unit): Schedule[] {
  const found: Schedule[] = [];
  const libraries = program.usesAny(Object.keys(CALLS));
  unit.facts.calls.forEach((call, c) => {
    if (call.k !== 'call' && call.k !== 'new') return;
    const library = libraries ? libraryOf(program, unit, call) : undefined;
    const named = library ? CALLS[library]!.test(memberOf(program, unit, call)) : isScheduler(program, unit, call);
    if (!named) return;
    const value = handlerOf(program, unit, call);
    if (library && call.args.length < 2 && value === undefined && call.args[0]?.k !== 'obj') return;
    if (library === 'bull' && value === undefined) return;
    if (library && LIBRARIES_OF_TIMES.has(library) && value === undefined) return;
    if (!library && (value === undefined || isHandedIn(unit, value))) return;
    found.push({ call: c, callee: print(unit.facts, call.callee), owner: call.fn, ...(value && { handler: { fn: call.fn, value } }) });
  });
  return [...found, ...decorated(program, unit)];
}

function libraryOf(program: LoopProgram, unit: Unit, call: Call): string | undefined {
  const name = nameOf(call);
  const { callee } = call;
  if (callee.k === 'ref') {
    // An import may give the function another name.
    const imported = unit.facts.decls[callee.d]?.k === 'import' ? unit.facts.imports.find(each => each.decl === callee.d) : undefined;
    if (!imported || !(ANY.test(imported.imported) || imported.imported === '*')) return undefined;
  } else if (callee.k !== 'prop' || !ANY.test(name) || (callee.o.k === 'ref' && callee.o.d < 0)) return undefined;
  const direct = originOf(program, unit, call.fn, call.callee);
  if (direct.k === 'external') return direct.from in CALLS ? direct.from : undefined;
  if (call.callee.k !== 'prop') return undefined;
  // A method of what the library constructed.
  let made: Origin = direct;
  for (let hops = 0; made.k === 'call' && hops < 4; hops++) {
    const home = program.unitAt(made.file);
    const maker = home?.facts.calls[made.call];
    if (!home || !maker) break;
    made = originOf(program, home, maker.fn, maker.callee);
  }
  if (made.k === 'external') return made.from in CALLS ? made.from : undefined;
  const type = program.values.typeNames({ file: unit.path, fn: call.fn }, call.callee.o).find(each => TYPES[each]?.test(name));
  return type && Object.keys(CALLS).find(library => CALLS[library] === TYPES[type]);
}

/** What of the library is called, whatever it is called here. */
function memberOf(program: LoopProgram, unit: Unit, call: Call): string {
  if (call.callee.k === 'prop' && call.k === 'call') return call.callee.n;
  const origin = originOf(program, unit, call.fn, call.callee);
  return origin.k === 'external' ? ([origin.name, ...origin.path].at(-1) ?? '') : nameOf(call);
}

/** A method such as `schedule` on something that is named or typed as a scheduler. */
function isScheduler(program: LoopProgram, unit: Unit, call: Call): boolean {
  if (call.k !== 'call' || call.callee.k !== 'prop' || !SCHEDULING.test(call.callee.n)) return false;
  const { o } = call.callee;
  const name = o.k === 'ref' || o.k === 'prop' ? o.n : '';
  return SCHEDULERS.test(name) || program.values.typeNames({ file: unit.path, fn: call.fn }, o).some(each => SCHEDULERS.test(each));
}

const HANDLERS = /^(onTick|eachMessage|eachBatch|handler|execute|process|fn|run|job|callback|task|start)$/;

function handlerOf(program: LoopProgram, unit: Unit, call: Call): Val | undefined {
  const candidates = call.args.flatMap(arg => (arg.k === 'obj' ? arg.p.filter(member => HANDLERS.test(member.n)).map(member => member.v) : [arg]));
  return candidates.find(each => each.k === 'fn')
    ?? candidates.find(each => (each.k === 'ref' || each.k === 'prop' || each.k === 'call') && program.targets.ofValue(unit, call.fn, each) !== undefined)
    ?? candidates.find(each => isHandedIn(unit, each) && each.k === 'ref' && unit.facts.decls[each.d]?.type?.n === 'function');
}

function decorated(program: LoopProgram, unit: Unit): Schedule[] {
  return unit.facts.classes.flatMap(cls => cls.methods.flatMap(method => [...method.decorators, ...(method.n === 'process' ? cls.decorators.filter(each => isProcessor(unit, each)) : [])].flatMap((value): Schedule[] => {
    const c = value.k === 'call' ? value.c : unit.facts.calls.findIndex(call => call.k === 'decorator' && call.callee === value);
    const call = unit.facts.calls[c];
    if (!call || !DECORATORS.test(nameOf(call))) return [];
    const origin = originOf(program, unit, call.fn, call.callee);
    if (origin.k !== 'external' || !DECORATOR_SOURCES.test(origin.from)) return [];
    return [{ call: c, callee: `@${print(unit.facts, call.callee)}`, owner: method.fn, handler: { fn: method.fn, value: { k: 'fn', f: method.fn } } }];
  })));
}

/** `@Processor('mail') class X extends WorkerHost { process(job) … }` */
function isProcessor(unit: Unit, value: Val): boolean {
  return value.k === 'call' && nameOf(unit.facts.calls[value.c]!) === 'Processor';
}
