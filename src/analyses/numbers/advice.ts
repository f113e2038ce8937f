import type { Quantity, Role, Sink } from '../../facts/numbers/model.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import type { PolicyNumber } from './model.ts';

/**
 * What a policy number asks for. `setting`: operators turn such a number while the system runs, and a name does not help
 * them. `name`: it is a judgement that readers cannot follow, and a name is all it takes. `none`: it has that name.
 */
export type Advice = 'setting' | 'name' | 'none';

export function adviceFor({ role }: Quantity, slot: string, sink: Sink, isNamed: boolean): Advice {
  // `const LIMIT = isWindows ? 1000 : 2000` has the name that a constant would have.
  if (sink === 'variable' && !isNamed && ofOthers.has(role) && /^[A-Z\d_]+$/.test(slot)) return 'none';
  // A bare bound on what is counted needs a name first: it reaches no timer, no queue and no peer.
  if (!isNamed && bounding.has(sink) && modest.has(role)) return 'name';
  if (operated.has(role) || (role === 'threshold' && wordsOf(slot).some(word => measured.has(word)))) return 'setting';
  // The name of an option, a field or a variable is the number's name as well as a constant's would be.
  return isNamed || naming.has(sink) ? 'none' : 'name';
}

/** A constant has the number's name, and so have a field, a variable, a parameter and a function. */
export const isNamedAsItIs = ({ named, sink }: { readonly named: boolean; readonly sink: Sink }): boolean => named || (sink !== 'option' && naming.has(sink));

/** A tenth of a second in a timer is how a tool feels to whoever sits before it. */
export const isFelt = ({ sink, number, quantity }: Pick<PolicyNumber, 'sink' | 'number' | 'quantity'>): boolean => sink === 'timer' && quantity.unit === 'ms' && Number(number.value) <= 100;

/** Limits that others lay down as often as not. */
export const ofOthers: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'duration']);

const naming: ReadonlySet<Sink> = new Set(['option', 'field', 'variable', 'parameter', 'return']);

/** Roles of which a bare number is a judgement as often as it is something to operate. */
const modest: ReadonlySet<Role> = new Set(['limit', 'size-limit', 'page-size', 'batch-size', 'duration']);
const bounding: ReadonlySet<Sink> = new Set(['argument', 'comparison', 'clamp']);

/** Roles that bound what the program takes from timers, queues, networks and memory. */
const operated: ReadonlySet<Role> = new Set([
  'timeout', 'interval', 'delay', 'ttl', 'duration', 'retry-limit', 'concurrency', 'rate', 'page-size', 'batch-size', 'size-limit', 'limit',
]);

/** Where a threshold watches these, it is a limit on them; elsewhere (`score`, `similarity`) it is a judgement. */
const measured = new Set([
  'failure', 'failures', 'error', 'errors', 'circuit', 'breaker', 'restart', 'restarts', 'memory', 'heap', 'rss', 'cpu', 'disk', 'queue', 'backlog',
  'lag', 'latency', 'slow', 'load', 'pressure', 'idle', 'size', 'time', 'timeout', 'duration', 'requests', 'connections',
]);
