import type { NamedNumber } from '../../facts/numbers/model.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import type { Call, ProgramFacts } from '../../facts/program/model.ts';

/**
 * The module does something that is operated: it waits, listens, sets timers, reads or writes what is outside of the
 * process, or answers requests. In a module that only computes, a limit with a name bounds the computation, and that
 * is its author's business.
 */
export function isOperated({ fns, calls, imports, decls, classes }: Pick<ProgramFacts, 'fns' | 'calls' | 'imports' | 'decls' | 'classes'>): boolean {
  return (
    fns.some(fn => fn.async) ||
    imports.some(({ from, typeOnly }) => !typeOnly && outside.test(from)) ||
    classes.some(({ decorators }) => decorators.length > 0) ||
    decls.some(({ k, n }) => k === 'param' && answering.test(n)) ||
    calls.some(isEffect)
  );
}

/** The limit is on what is taken from memory, queues and networks, whoever holds it. */
export const limitsResource = ({ name }: Pick<NamedNumber, 'name'>): boolean => wordsOf(name).some(word => resources.has(word));

const resources = new Set(
  ('queue queued cache cached buffer buffered memory heap connection connections client clients socket sockets session sessions request requests message messages event events job jobs task tasks worker workers ' +
  'listener listeners subscriber subscribers subscription subscriptions token tokens upload uploads payload body download downloads file files user users account accounts member memberships tenant quota log logs').split(' '),
);

const outside = /^(node:)?(fs|fs\/promises|net|http|https|http2|dgram|dns|tls|child_process|worker_threads|cluster|stream|stream\/promises|timers|timers\/promises|events|readline|zlib)$/;

/** Parameters of handlers. */
const answering = /^(req|res|reply|socket|ws)$/;

function isEffect({ callee, k, args }: Call): boolean {
  if (k === 'decorator') return true;
  if (callee.k === 'ref') return callee.d < 0 && timersAndNetwork.test(callee.n);
  return callee.k === 'prop' && (eventual.test(callee.n) || (listening.test(callee.n) && args[0]?.k === 'lit'));
}

const timersAndNetwork = /^(fetch|set(Timeout|Interval|Immediate)|Promise|WebSocket|XMLHttpRequest|AbortController|Worker)$/;
const eventual = /^(then|setTimeout|setInterval)$/;
/** With the name of an event. */
const listening = /^(on|once|off|emit|addListener|addEventListener|subscribe|publish)$/;
