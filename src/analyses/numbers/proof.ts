import type { NamedNumber, Quantity, Role, Sink, Use } from '../../facts/numbers/model.ts';
import { isShown } from '../../facts/numbers/roles.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

/**
 * Whether a number under a name is shown to decide something that is operated. A name alone proves it of times and
 * retries only: a limit of that name is as often what somebody else lays down and this program checks, so it takes a
 * place where the number is handed over or bounds what grows. A greatest or least time may stand for the range of a
 * setting, so something has to use it; what its name calls a default stands for what somebody may give.
 */
export function isProven({ name, holder, fn }: Pick<NamedNumber, 'name' | 'holder' | 'fn'>, { role }: Quantity, uses: readonly Use[]): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  const own = uses.filter(use => use.sink !== 'fallback' && use.sink !== 'parameter' && use.offered === undefined);
  if (isShown(last)) return false;
  // A member of an object that is made and handed over in a function is an option of what takes it.
  const isOption = holder === 'member' && fn !== 0;
  if (judged.has(role) || (isOption && role !== 'duration')) return true;
  if (isDefault(last)) return false;
  if (byName.has(role)) return timed.has(role) && isExtreme(last) && !(holder === 'member' && isOptionName(last)) ? uses.length > 0 : true;
  return own.some(({ sink }) => sink === 'comparison' || handed.has(sink));
}

/** What stands where something else may give another number: it has a name there, and is only what comes of saying nothing. */
export const isKept = ({ kept, offered, sink }: Use): boolean => kept === 1 || sink === 'fallback' || (offered !== undefined && offered.i === undefined);

/** Through these a number leaves its module. */
const handed: ReadonlySet<Sink> = new Set(['timer', 'argument', 'option']);

const timed: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl']);
const byName: ReadonlySet<Role> = new Set([...timed, 'retry-limit', 'concurrency', 'rate']);

/** What these ask for follows from their words. */
const judged: ReadonlySet<Role> = new Set(['threshold', 'weight']);

const isDefault = (name: string): boolean => wordsOf(name).some(word => word === 'default' || word === 'fallback');
/** Spelled as options are: `maxDelay`, not `MAX_DELAY`. */
const isOptionName = (name: string): boolean => /^[a-z]/.test(name);
const isExtreme = (name: string): boolean => wordsOf(name).some(word => extremes.has(word));
const extremes = new Set(['max', 'maximum', 'min', 'minimum']);
