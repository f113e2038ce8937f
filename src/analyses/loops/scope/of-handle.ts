import type { CallIndex } from '../../../facts/program/model.ts';
import type { Scope } from '../model.ts';
import type { Handle } from '../program/handles.ts';
import { isInside, nameOf, type Unit } from '../program/unit.ts';

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
      const call = argOf
        ? unit.facts.calls[argOf.c]
        : n === ''
          ? undefined
          : unit.facts.calls.find(
              each => isInside(unit, each.fn, fn) && LISTENS.test(nameOf(each)) && each.args.some(arg => arg.k === 'ref' && arg.n === n),
            );
      if (!call) continue;
      const name = nameOf(call);
      if (/^(then|catch|finally|setTimeout)$/.test(name)) return 'call';
      const [first] = call.args;
      const owner = call.callee.k === 'prop' && call.callee.o.k === 'ref' ? call.callee.o.n : '';
      if (
        LISTENS.test(name) &&
        first?.k === 'lit' &&
        ENDINGS.test(String(first.v)) &&
        !/^(process|\w*server|wss|io|primus|app|fastify|signal|shutdown\w*|abort\w*|controller)$/i.test(owner)
      )
        return 'connection';
    }
  }
  return undefined;
}

const LISTENS = /^(on|once|addListener|addEventListener)$/;
const ENDINGS = /^(close|end|disconnect|finish|error|exit|unsubscribe|destroy|disposed|detach)$/;
