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
