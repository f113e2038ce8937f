import type { Val } from '../../../facts/program/model.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import { nameOf, type Unit } from '../program/unit.ts';
import { print } from './print.ts';
import type { Schedule } from './schedule.ts';

const DECORATORS = /^(Cron|CronJob|Interval|Process|Processor|CronExpression|QueueProcess|Scheduled|scheduled|EveryMinute|JobHandler|SqsMessageHandler|RabbitSubscribe|(Competing|Public)RabbitConsumer)$/;
const SOURCES = /nestjs\/(schedule|bull)|schedule|cron|queue|bull|boss|sqs|rabbit|dbos/i;

/** Methods that a decorator has run again and again: `@Cron('0 * * * *') async sweep() { … }`. */
export function decoratedJobs(program: LoopProgram, unit: Unit): Schedule[] {
  return unit.facts.classes.flatMap(cls =>
    cls.methods.flatMap(method =>
      [...method.decorators, ...(method.n === 'process' ? cls.decorators.filter(each => isProcessor(unit, each)) : [])].flatMap(
        (value): Schedule[] => {
          const c = value.k === 'call' ? value.c : unit.facts.calls.findIndex(call => call.k === 'decorator' && call.callee === value);
          const call = unit.facts.calls[c];
          if (!call || !DECORATORS.test(nameOf(call))) return [];
          const origin = originOf(program, unit, call.fn, call.callee);
          if (origin.k !== 'external' || !SOURCES.test(origin.from)) return [];
          return [
            { call: c, callee: `@${print(unit.facts, call.callee)}`, owner: method.fn, handler: { fn: method.fn, value: { k: 'fn', f: method.fn } } },
          ];
        },
      ),
    ),
  );
}

/** `@Processor('mail') class X extends WorkerHost { process(job) … }` */
const isProcessor = (unit: Unit, value: Val): boolean => value.k === 'call' && nameOf(unit.facts.calls[value.c]!) === 'Processor';
