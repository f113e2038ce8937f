import type { Quantity } from './model.ts';
import { perName } from './memo.ts';
import { quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';
import { wordsOf } from './words.ts';

/** What a call decides by one of its arguments. */
export interface Decided {
  readonly sink: 'timer' | 'argument';
  readonly quantity: Quantity;
  /** Where the number stands: at one index, at the only argument that is a number, or the last of those behind the first. */
  readonly at: 'first' | 'last' | 'second' | 'number' | 'end';
}

/** What the callee's name says its numeric argument is; `callee` is the whole dotted name, `givesCallback`: the first argument is no number. */
export function decidedBy(callee: string, givesCallback: boolean): Decided | undefined {
  const key = givesCallback ? `${callee} ` : callee;
  let decided = memo.get(key);
  if (decided === undefined) memo.set(key, (decided = classify(callee, givesCallback) ?? null));
  return decided ?? undefined;
}

/** Callees recur by the thousand; null is "nothing". */
const memo = new Map<string, Decided | null>();

function classify(callee: string, givesCallback: boolean): Decided | undefined {
  const dot = callee.lastIndexOf('.');
  const name = callee.slice(dot + 1);
  const receiver = callee.slice(0, Math.max(dot, 0));
  if (name === 'setTimeout' || name === 'setInterval') {
    const global = receiver === '' || /^(window|globalThis|global|self|timers|timersPromises)$/.test(receiver);
    if (!global && name === 'setTimeout' && !givesCallback) return { sink: 'timer', quantity: { role: 'timeout', unit: 'ms', strong: true }, at: 'first' };
    return { sink: 'timer', quantity: { role: name === 'setTimeout' ? 'delay' : 'interval', unit: 'ms', strong: true }, at: 'second' };
  }
  // `cache.set(key, value, 60)`, `redis.set(key, value, 'EX', 60)`
  if (stores(name, receiver)) return lasting;
  if (callee === 'AbortSignal.timeout') return { sink: 'timer', quantity: { role: 'timeout', unit: 'ms', strong: true }, at: 'first' };
  return decidedByName(name);
}

/** `redis.set(key, value, { EX: 60 })` and its kin keep something for a while. */
export const keepsForAWhile = (callee: string): boolean => stores(callee.slice(callee.lastIndexOf('.') + 1), callee.slice(0, Math.max(callee.lastIndexOf('.'), 0)));

const stores = (name: string, receiver: string): boolean => keeps.has(name) && cache.test(receiver);

const lasting: Decided = { sink: 'timer', quantity: { role: 'ttl', strong: true }, at: 'end' };
const keeps: ReadonlySet<string> = new Set(['set', 'put', 'setItem']);
const cache = /(cache|redis|memcached?|keyv|kv)(client|manager|service|store|storage|provider)?$/i;

/** Functions of well-known libraries whose names alone do not say what their number is. */
const byName: ReadonlyMap<string, Decided> = new Map<string, Decided>([
  ...['setex', 'setEx', 'SETEX'].map((name): [string, Decided] => [name, { sink: 'timer', quantity: { role: 'ttl', unit: 's', strong: true }, at: 'number' }]),
  ...['psetex', 'pSetEx'].map((name): [string, Decided] => [name, { sink: 'timer', quantity: { role: 'ttl', unit: 'ms', strong: true }, at: 'number' }]),
  ...['pLimit', 'Semaphore', 'Sema', 'withConcurrency'].map((name): [string, Decided] => [name, { sink: 'timer', quantity: { role: 'concurrency', strong: true }, at: 'first' }]),
]);

const decidedByName = perName((name): Decided | undefined => {
  const known = byName.get(name);
  if (known !== undefined) return known;
  if (isUnitName(name)) return undefined; // It converts; what its result goes to decides.
  const words = wordsOf(name);
  const spelled = words.join(' ');
  if (/^(sleep|delay|wait|pause|snooze|nap)( for)?( (ms|millis|milliseconds|s|sec|secs|seconds))?$|\b(sleep|delay)( ms| for)?$/.test(spelled)) {
    const unit = quantityOf(name)?.unit;
    return { sink: 'timer', quantity: { role: 'delay', ...(unit ? { unit } : {}), strong: true }, at: 'first' };
  }
  if (/\b(debounce|throttle)( time)?$|^audit time$/.test(spelled)) return { sink: 'timer', quantity: { role: 'delay', unit: 'ms', strong: true }, at: 'last' };
  // `getCache(key, 60, load)`, `cacheable(load, 5 * 60)`, `withLock(name, 30, work)`
  if (/^((get|set|put|use|with|using|acquire|obtain|read|fetch|load|remember|take)( or (set|create|fetch))? )?(cache|cached|cacheable|memoize|memoized|lock)( (set|put|value|result|key|fn|function|query|response|for))?$/.test(spelled)) return lasting;
  if (/^(clear|has|is|on|get|handle|create|calculate|compute|extend|format|update|parse|check|reset|start|stop|cancel|with default)\b/.test(spelled)) return undefined;
  if (/\b(timeout|timeout after|time out|deadline)( (ms|millis|s|sec|secs|seconds))?$/.test(spelled)) return { sink: 'timer', quantity: { role: 'timeout', strong: true }, at: 'last' };
  if (/^(schedule|every|repeat every|run every|call every|schedule every|schedule recurring)$/.test(spelled)) return { sink: 'timer', quantity: { role: 'interval', strong: true }, at: 'number' };
  const setter = /^(set|with|use)(?=[A-Z])/;
  const quantity = quantityOf(name.replace(setter, ''));
  return quantity?.strong && (setter.test(name) || words.length === 1 || qualifiers.has(words[0]!)) ? { sink: 'argument', quantity, at: 'first' } : undefined;
});

/** False for the last name of nearly every call there is: nothing else of those need be looked at. */
export const mayDecide = perName((name): boolean => decidingNames.has(name) || decidedByName(name) !== undefined);

const decidingNames = new Set(['min', 'max', 'setTimeout', 'setInterval', 'timeout', 'set', 'put', 'setItem']);

/** A name of a method that begins with one of these is a name of its argument, and no verb. */
const qualifiers = new Set(['max', 'default', 'page', 'per', 'batch', 'chunk', 'pool', 'retry', 'poll', 'cache', 'request', 'connect', 'connection', 'idle', 'socket', 'rate', 'high', 'query']);

/** A chain of a schema library: its numbers are bounds and defaults of declared values. */
export const isSchemaCall = perName((callee): boolean =>
  /^(validators|z|zod|v|valibot|yup|joi|t|s|type|schema|ajv|fc|superstruct|arktype|envalid|env|convict|num|int|str)\./i.test(callee) || /\.(string|number|int|array|object|coerce|optional|nullable|nullish|refine|positive|nonnegative|min|max|default|describe)\b/.test(callee));

/** Functions that declare settings, options or variables: the numbers in their objects are those declarations' own. */
export const declaresSettings = (callee: string): boolean =>
  /(^|\.)(define|register|declare|create|clean|add|load|make)?(Settings?|SettingDefinition|Env|Config|ConfigSchema|Options?|Flags?|Convict|EnvSchema)(Definition|Schema|s)?$/i.test(callee) || /(^|\.)register$/.test(callee) || typeBox.test(callee);

/** `Type.Array(…, { maxItems: 50 })` */
const typeBox = /^Type\.[A-Z]/;
