import type { FilePath } from '../../core/model.ts';
import type { Role } from '../../facts/numbers/model.ts';
import { ofOthers } from './advice.ts';
import type { PolicyNumber } from './model.ts';
import { inBase, isGeneral, isSpecific, policyWords } from './policy-name.ts';

/**
 * Policies that three files or more state under the same name with the same value: each of their numbers with all of
 * them, in order. Somebody who changes one of them changes a third of a policy. A general name (`MAX_RETRIES`) means one policy
 * within a package only, and that of a size (`BATCH_SIZE`) belongs to its operation.
 */
export function repeatedPolicies(numbers: readonly PolicyNumber[], packageOf: (file: FilePath) => string): ReadonlyMap<PolicyNumber, readonly PolicyNumber[]> {
  const byPolicy = new Map<string, PolicyNumber[]>();
  for (const each of numbers) {
    // A limit that nothing shows to be this program's own is as often what another one lays down.
    if (each.advice === 'none' && ofOthers.has(each.quantity.role)) continue;
    // What is added to a margin, or a multiple, is another number under the same name.
    if (each.scaled || apart.has(each.quantity.role)) continue;
    const key = policyKey(each, packageOf);
    if (key === undefined) continue;
    const same = byPolicy.get(key);
    if (same) same.push(each);
    else byPolicy.set(key, [each]);
  }
  const groups = [...byPolicy.values()].filter(same => new Set(same.map(({ file }) => file)).size >= 3);
  return new Map(groups.flatMap(same => same.map(each => [each, same] as const)));
}

/** A weight belongs to its formula and a page to its list, however many files spell them alike. */
const apart: ReadonlySet<Role> = new Set(['weight', 'page-size']);

/** Undefined for a number whose place is not its name (`sleep(250)`, `attempt < 5`), or has a name that many share. */
function policyKey({ file, slot, sink, quantity: { role, unit }, number, named, callees: [callee] }: PolicyNumber, packageOf: (file: FilePath) => string): string | undefined {
  if (!named && (sink === 'timer' || sink === 'argument' || sink === 'comparison')) return undefined;
  const words = policyWords(slot.slice(slot.lastIndexOf('.') + 1));
  const value = inBase(Number(number.value), unit);
  const said = `${words.join(' ')} ${role} ${Number.isNaN(value) ? number.value : value}`;
  if (!isGeneral(words)) return isSpecific(words) ? said : undefined;
  if (isSpecific(words)) return bounded.has(role) || isGuessed(words) ? undefined : `${packageOf(file)} ${said}`;
  // `timeout` is the same policy where it is handed to the same function.
  return callee === undefined || named || words.length === 0 ? undefined : `${packageOf(file)} ${callee}(${said}`;
}

/** How long somebody waits before the next of whatever it is (`SLEEP_TIME`, `minJitter`), and how much goes on at once: of one loop each. */
const isGuessed = (words: readonly string[]): boolean => words.some(word => pacing.has(word));
const pacing = new Set(['wait', 'sleep', 'pause', 'jitter', 'parallel']);

/** Sizes, and judgements: of one operation each. */
const bounded: ReadonlySet<Role> = new Set(['batch-size', 'size-limit', 'limit', 'threshold', 'duration']);
