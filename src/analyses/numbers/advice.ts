import type { Role, Sink } from '../../facts/numbers/model.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import type { PolicyNumber } from './model.ts';
import { inBase } from './policy-name.ts';

/**
 * What a policy number asks for. `setting`: operators turn such a number while the system runs, and a name does not help
 * them. `name`: it is a judgement that readers cannot follow, and a name is all it takes. `none`: it has that name.
 */
export type Advice = 'setting' | 'name' | 'none';

export function adviceFor(asked: Asked): Advice {
  const { quantity: { role }, slot, sink, named, number, owner } = asked;
  // `const limit = isWindows ? 1000 : 2000` has the name that a constant would have.
  if (sink === 'variable' && !named && ofOthers.has(role)) return 'none';
  // How long something takes to settle is known to whoever wrote it, and by a name or a comment to whoever reads it.
  if (isSettling(asked)) return named || asked.explained ? 'none' : 'name';
  // What a list holds when nobody says how much is a matter of the interface.
  if (role === 'limit' && sink === 'parameter') return 'none';
  // A bound on what is counted needs a name: it reaches no timer, no queue and no peer.
  if (bounding.has(sink) && modest.has(role)) return named ? 'none' : 'name';
  // So many tries are there so that a loop ends at all.
  if (role === 'retry-limit' && Number(number.value) >= MANY_TRIES) return isNamedAsItIs(asked) ? 'none' : 'name';
  // So does a page: what it is a page of is what its name says.
  if (named && (role === 'page-size' || (role === 'limit' && isCount(asked)))) return 'none';
  if (role === 'retry-limit' && namesNames.test(`${owner} ${slot}`)) return isNamedAsItIs(asked) ? 'none' : 'name';
  if (isSlight(asked)) return isNamedAsItIs(asked) ? 'none' : 'name';
  // A bare number that is somebody's judgement as often as not is asked for a name first.
  if (!named && handing.has(sink) && isJudgement(asked)) return asked.explained && timed.has(role) ? 'none' : 'name';
  if (operated.has(role) || (role === 'threshold' && wordsOf(slot).some(word => measured.has(word)))) return 'setting';
  // The name of an option, a field or a variable is the number's name as well as a constant's would be.
  return named || naming.has(sink) ? 'none' : 'name';
}

type Asked = Pick<PolicyNumber, 'quantity' | 'slot' | 'sink' | 'named' | 'number' | 'settles' | 'tidies' | 'explained' | 'owner' | 'callees'>;

/** What makes one of many events that come together, and the length of a text that nobody's memory suffers from. */
function isSlight({ quantity: { role, unit }, slot, number, named, callees, sink }: Asked): boolean {
  const amount = Number(number.value);
  if (role === 'duration') return sink === 'comparison' && unit === 'ms' && amount < A_SECOND;
  if (role === 'size-limit') return unit === undefined && isLength.test(slot) && amount < A_LOAD;
  return role === 'delay' && (named || inBase(amount, unit ?? 'ms') <= A_SECOND) && [slot, ...callees].some(name => collects.test(name));
}

/** So many of something, and not so much memory or so many jobs. */
const isCount = ({ quantity: { unit }, slot, number: { form } }: Asked): boolean => unit === undefined && form === 'literal' && !/jobs?|queue|keep|retain|connection|worker|token/i.test(slot);

/** How much is asked of a list, and how long a step of something quicker than a second takes. */
function isJudgement({ quantity: { role, unit }, slot, owner, number, callees, sink, tidies }: Asked): boolean {
  const amount = Number(number.value);
  if (role === 'page-size' || (role === 'limit' && (sink === 'argument' || ofList.test(slot)))) return true;
  if (role === 'size-limit') return unit === undefined && number.form === 'literal' && amount < A_LOAD;
  if (role === 'ttl') return callees.some(callee => /cookie/i.test(callee));
  if (role !== 'delay' && role !== 'interval') return false;
  const isJitter = /jitter/i.test(slot);
  if (!isJitter && again.test(`${owner} ${slot}`)) return false;
  if (tidies || callees.some(name => collects.test(name))) return true;
  return (unit === 'ms' || sink === 'timer' || isJitter || amount >= 100) && inBase(amount, unit ?? 'ms') <= A_SECOND;
}

const timed: ReadonlySet<Role> = new Set(['delay', 'interval']);
const MANY_TRIES = 50;
const A_SECOND = 1_000;
/** Fewer bytes than this nobody notices. */
const A_LOAD = 65_536;
const isLength = /len(gth)?(_?(max|limit))?$/i;
const collects = /debounce|throttle/i;
/** How soon something that failed is tried again. */
const again = /retr(y|ies)|back_?off|reconnect|min_?timeout/i;
/** The end of a list, and of what is read into one. */
const ofList = /(^|\.)(\w*_?limit|max_?(results|items|rows|entries|records|buckets|redirects))$/i;

/** What is left of it in a tool, which nobody operates: how it feels, and what has a name, is its author's. */
export function adviceInTool(policy: PolicyNumber): Advice {
  // What a client of somebody's service keeps to is that service's.
  if (policy.quantity.role === 'rate' || isFelt(policy) || (policy.advice === 'setting' && isNamedAsItIs(policy))) return 'none';
  return policy.advice === 'setting' ? 'name' : policy.advice;
}

/** A constant has the number's name, and so have a field, a variable, a parameter and a function. */
const isNamedAsItIs = ({ named, sink }: Pick<PolicyNumber, 'named' | 'sink'>): boolean => named || (sink !== 'option' && naming.has(sink));

/** Another name is made up until one is free: that it ends at all is what the number is for. */
const namesNames = /(generat|suggest|make|create|random|unique)\w*_?(unique|random|code|slug|name|username|nickname|id|identifier|reference|key|token|handle)s?\b|collision|username_?max_?attempts|code_?generation/i;

/** A second in a timer, a pause, and what is held back while somebody types, is how a tool feels to whoever sits before it. */
const isFelt = (policy: PolicyNumber): boolean => {
  const { sink, number, quantity, callees } = policy;
  return sink === 'timer' && (quantity.unit ?? 'ms') === 'ms' && (Number(number.value) <= 1_000 || isSettling(policy) || callees.some(callee => /debounce|throttle/i.test(callee)));
};

/** A pause that is taken once and is short: what is waited for is on its way. */
const isSettling = ({ settles, slot, number, quantity: { role, unit } }: Pick<PolicyNumber, 'settles' | 'slot' | 'number' | 'quantity'>): boolean =>
  settles === true && role === 'delay' && !again.test(slot) && inBase(Number(number.value), unit ?? 'ms') < LONG_PAUSE;

const LONG_PAUSE = 5_000;

/** Places where a number is handed to something else. */
const handing: ReadonlySet<Sink> = new Set(['option', 'argument', 'timer']);

/** Limits that others lay down as often as not. */
export const ofOthers: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'duration']);

const naming: ReadonlySet<Sink> = new Set(['option', 'field', 'variable', 'parameter', 'return']);

/** Roles of which a bare number is a judgement as often as it is something to operate. */
const modest: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'page-size', 'batch-size']);
const bounding: ReadonlySet<Sink> = new Set(['comparison', 'clamp']);

/** Roles that bound what the program takes from timers, queues, networks and memory. */
const operated: ReadonlySet<Role> = new Set([
  'timeout', 'interval', 'delay', 'ttl', 'duration', 'retry-limit', 'concurrency', 'rate', 'page-size', 'batch-size', 'size-limit', 'limit',
]);

/** Where a threshold watches these, it is a limit on them; elsewhere (`score`, `similarity`) it is a judgement. */
const measured = new Set([
  'failure', 'failures', 'error', 'errors', 'circuit', 'breaker', 'restart', 'restarts', 'memory', 'heap', 'rss', 'cpu', 'disk', 'queue', 'backlog',
  'lag', 'latency', 'slow', 'load', 'pressure', 'idle', 'size', 'time', 'timeout', 'duration', 'requests', 'connections',
]);
