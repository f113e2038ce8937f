import type { Role, Sink } from '../../facts/numbers/model.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import type { PolicyNumber } from './model.ts';
import { findsName, guardsLoop, isCount, isJudgement, isSettling, isSlight, collects, type Asked } from './judgement.ts';

/**
 * What a policy number asks for. `setting`: operators turn such a number while the system runs, and a name does not help
 * them. `name`: it is a judgement that readers cannot follow, and a name is all it takes. `none`: it has that name.
 */
export type Advice = 'setting' | 'name' | 'none';

export function adviceFor(asked: Asked): Advice {
  const { quantity: { role }, slot, sink, named } = asked;
  // `const limit = isWindows ? 1000 : 2000` has the name that a constant would have.
  if (sink === 'variable' && !named && ofOthers.has(role)) return 'none';
  // How long something takes to settle is known to whoever wrote it, and by a name or a comment to whoever reads it.
  if (isSettling(asked)) return named || asked.explained ? 'none' : 'name';
  // What a list holds when nobody says how much is a matter of the interface.
  if (role === 'limit' && sink === 'parameter') return 'none';
  // A bound on what is counted needs a name: it reaches no timer, no queue and no peer.
  if (bounding.has(sink) && modest.has(role)) return named ? 'none' : 'name';
  // So does a page: what it is a page of is what its name says.
  if (named && (role === 'page-size' || (role === 'limit' && isCount(asked)))) return 'none';
  if (guardsLoop(asked) || findsName(asked) || isSlight(asked)) return isNamedAsItIs(asked) ? 'none' : 'name';
  // A bare number that is somebody's judgement as often as not is asked for a name first.
  if (!named && handing.has(sink) && isJudgement(asked)) return asked.explained ? 'none' : 'name';
  if (operated.has(role) || (role === 'threshold' && wordsOf(slot).some(word => measured.has(word)))) return 'setting';
  // The name of an option, a field or a variable is the number's name as well as a constant's would be.
  return named || naming.has(sink) ? 'none' : 'name';
}

/** A constant has the number's name, and so have a field, a variable, a parameter and a function. */
const isNamedAsItIs = ({ named, sink }: Pick<PolicyNumber, 'named' | 'sink'>): boolean => named || (sink !== 'option' && naming.has(sink));

/** Places where a number is handed to something else. */
const handing: ReadonlySet<Sink> = new Set(['option', 'argument', 'timer']);

const naming: ReadonlySet<Sink> = new Set(['option', 'field', 'variable', 'parameter', 'return']);

/** Roles of which a bare number is a judgement as often as it is something to operate. */
const modest: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'page-size', 'batch-size']);
const bounding: ReadonlySet<Sink> = new Set(['comparison', 'clamp']);

/** What is left of it in a tool, which nobody operates: how it feels, and what has a name, is its author's. */
export function adviceInTool(policy: PolicyNumber): Advice {
  // What a client of somebody's service keeps to is that service's.
  if (policy.quantity.role === 'rate' || isFelt(policy) || (policy.advice === 'setting' && isNamedAsItIs(policy))) return 'none';
  return policy.advice === 'setting' ? 'name' : policy.advice;
}

/** A second in a timer, a pause, and what is held back while somebody types, is how a tool feels to whoever sits before it. */
const isFelt = (policy: PolicyNumber): boolean => {
  const { sink, number, quantity, callees } = policy;
  return sink === 'timer' && (quantity.unit ?? 'ms') === 'ms' && (Number(number.value) <= 1_000 || isSettling(policy) || callees.some(callee => collects.test(callee)));
};

/** Limits that others lay down as often as not. */
export const ofOthers: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'duration']);

/** Roles that bound what the program takes from timers, queues, networks and memory. */
const operated: ReadonlySet<Role> = new Set([
  'timeout', 'interval', 'delay', 'ttl', 'duration', 'retry-limit', 'concurrency', 'rate', 'page-size', 'batch-size', 'size-limit', 'limit',
]);

/** Where a threshold watches these, it is a limit on them; elsewhere (`score`, `similarity`) it is a judgement. */
const measured = new Set([
  'failure', 'failures', 'error', 'errors', 'circuit', 'breaker', 'restart', 'restarts', 'memory', 'heap', 'rss', 'cpu', 'disk', 'queue', 'backlog',
  'lag', 'latency', 'slow', 'load', 'pressure', 'idle', 'size', 'time', 'timeout', 'duration', 'requests', 'connections',
]);
