import type { Call, CallIndex, Val } from '../../../facts/program/model.ts';
import { chainOf, nameOf, type Unit } from './unit.ts';

/** What a call means for a loop: it passes time, it only looks or notes something, or it is work that a switch has to hold back. */
export type Share = 'wait' | 'aside' | 'work';

export function shareOf(unit: Unit, c: CallIndex): Share {
  const call = unit.facts.calls[c]!;
  if (isWait(unit, call)) return 'wait';
  return isAside(call) ? 'aside' : 'work';
}

const WAITS = /^_*(sleep|delay|wait|pause|idle|snooze|nap|timeout|backoff|rest|cooldown|msleep|setTimeout|setImmediate)(_?(for|until|ms|millis|milliseconds|seconds|secs?|s|async|interval|abortable))?$/i;
const WAITS_FOR = /^_*(sleep|wait)(_|[A-Z])/;

/** The result of a pause of some length: `await sleep(1_000)`. */
export function isPause({ facts }: Unit, v: Val): boolean {
  const waited = v.k === 'await' ? v.v : v;
  if (waited.k !== 'call') return false;
  const { callee, args } = facts.calls[waited.c]!;
  return callee.k === 'ref' && args.length > 0 && /^_*(sleep|delay|wait|pause)$/i.test(callee.n); // `stop.wait(5)` tells whether to stop.
}

function isWait(unit: Unit, call: Call): boolean {
  const name = nameOf(call);
  if (call.k === 'new' && name === 'Promise') return isTimerPromise(unit, call.args[0]);
  if (call.callee.k === 'prop' && call.callee.o.k === 'ref' && call.callee.o.n === 'Promise' && /^(race|all|any|allSettled)$/.test(name)) {
    return call.args.every(arg => arg.k === 'arr' && arg.i.length > 0 && arg.i.every(each => each.k === 'call' && isWait(unit, unit.facts.calls[each.c]!)));
  }
  return WAITS.test(name) || WAITS_FOR.test(name);
}

/** `new Promise(resolve => setTimeout(resolve, ms))` */
function isTimerPromise(unit: Unit, executor: Val | undefined): boolean {
  if (executor?.k !== 'fn') return false;
  const calls = unit.callsIn(executor.f).map(c => unit.facts.calls[c]!);
  return calls.length > 0 && calls.every(call => /^(setTimeout|setImmediate|unref|requestAnimationFrame|nextTick|addEventListener|resolve|res|r|once)$/.test(nameOf(call)))
    && calls.some(call => /^(setTimeout|setImmediate|nextTick|requestAnimationFrame)$/.test(nameOf(call)));
}

const LOG_METHODS = /^(trace|debug|log|info|notice|warn|warning|error|fatal|verbose|silly|child|setAttribute|setAttributes|recordException)$/;
const LOG_OWNERS = /log|console|tracer|span/i;
const ASIDE_ROOTS = new Set(['Math', 'Number', 'String', 'Boolean', 'JSON', 'Object', 'Array', 'Date', 'BigInt', 'console', 'performance', 'isNaN', 'parseInt', 'parseFloat']);
const ASIDE_NAMES = /^(throwIfAborted|clearTimeout|clearInterval|addEventListener|removeEventListener|unref|ref|now|hrtime|toString|nextTick|min|max|jitter)$/;
const PLAIN_CLASSES = /(Error|Date|Map|Set|AbortController|URL|RegExp|Array|Promise)$/;

function isAside(call: Call): boolean {
  const name = nameOf(call);
  if (call.k === 'new') return PLAIN_CLASSES.test(name);
  if (ASIDE_NAMES.test(name)) return true;
  const chain = chainOf(call.callee);
  const root = chain?.[0] ?? '';
  if (ASIDE_ROOTS.has(root)) return true;
  const owner = chain?.slice(0, -1).join('.') ?? '';
  return (LOG_METHODS.test(name) && LOG_OWNERS.test(owner)) || (chain?.length === 1 && /^(log|debug|trace|warn)/.test(name));
}
