import type { Cls, ProgramFacts } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';
import type { Ids } from './ids.ts';
import type { ClassId } from './model.ts';

/** Decorators of `@nestjs/cqrs`, with the member that its buses call. */
const CALLED: { readonly [decorator: string]: string } = { CommandHandler: 'execute', QueryHandler: 'execute', EventsHandler: 'handle' };

/** A class that a bus hands what it handles: commands, queries or events, each of a class. */
export interface BusHandler {
  readonly member: string;
  /** What it handles; `undefined` when not every class can be told. */
  readonly handled: readonly ClassId[] | undefined;
}

/** `@EventsHandler(OrderPlaced)`: nobody calls the member before there is an `OrderPlaced`. */
export const busHandlerOf = (ids: Ids, values: Values, file: string, facts: ProgramFacts, cls: Cls): BusHandler | undefined => {
  for (const decorator of cls.decorators) {
    const call = decorator.k === 'call' ? facts.calls[decorator.c] : undefined;
    const member = call && calledFor(values, file, cls.fn, call.callee);
    if (!call || member === undefined) continue;
    const handled = call.args.map(arg => {
      const origin = values.origin({ file, fn: cls.fn }, arg);
      return origin.k === 'class' && origin.path.length === 0 ? ids.cls(origin.file, origin.cls) : undefined;
    });
    const known = handled.filter(each => each !== undefined);
    return { member, handled: known.length === handled.length && known.length > 0 ? known : undefined };
  }
  return undefined;
};

/** The member that is called of a class under this decorator; `undefined` for any other decorator. */
export const calledFor = (values: Values, file: string, fn: number, callee: Parameters<Values['origin']>[1]): string | undefined => {
  if ((callee.k !== 'ref' && callee.k !== 'prop') || !Object.hasOwn(CALLED, callee.n)) return undefined;
  const origin = values.origin({ file, fn }, callee);
  return origin.k === 'external' && origin.from === '@nestjs/cqrs' && origin.path.length === 0 && Object.hasOwn(CALLED, origin.name) ? CALLED[origin.name] : undefined;
};
