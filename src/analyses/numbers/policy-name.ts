import type { Quantity, Role, Unit } from '../../facts/numbers/model.ts';
import { unitOf } from '../../facts/numbers/units.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

/**
 * The words that say which policy a name means, whatever its spelling: without the unit, without what marks a default,
 * in the singular. `MAX_RETRY_DELAY_MS`, `maxRetryDelaySeconds` and `default_max_retry_delay` are all `max retry delay`.
 */
export function policyWords(name: string): readonly string[] {
  const words = wordsOf(name);
  const own = unitOf(words) === undefined || words.at(-2) === 'per' ? words : words.slice(0, words.at(-2) === 'in' ? -2 : -1);
  return own.filter(word => !defaulting.has(word)).map(singular);
}

/** Two words or more say which policy is meant; one alone (`timeout`, `limit`, `retries`) is the name of many. */
export const isSpecific = (words: readonly string[]): boolean => words.length > 1;

/** The words say what kind of number it is (`max retry`, `batch size`, `poll interval`), and not of what. */
export const isGeneral = (words: readonly string[]): boolean => words.every(word => ofAnyPolicy.has(word));

const ofAnyPolicy = new Set(
  ('timeout time out deadline interval delay backoff ttl expiry expiration age lifetime retention limit max min maximum minimum size count duration period window threshold retry attempt try ' +
  'batch chunk page row item result entry record concurrency concurrent parallel pool cache capacity buffer length depth rate per number total ' +
  'wait sleep pause jitter execution run of between each base initial').split(' '),
);

/** The number in milliseconds or bytes, where its unit is known, so that spellings in different units compare. */
export const inBase = (value: number, unit: Unit | undefined): number => Number((value * (unit === undefined ? 1 : factors[unit])).toPrecision(9)); // `5 / 60` minutes are 5 seconds.

/** `time`, `size`, `percent`; undefined for a number without a unit. */
export const dimensionOf = (unit: Unit | undefined): string | undefined => (unit === undefined ? undefined : unit === 'percent' ? 'percent' : unit in times ? 'time' : 'size');

/** Roles under which two names of the same words may mean the same policy. */
export const isSameRole = (a: Quantity | undefined, b: Quantity | undefined): boolean =>
  a !== undefined && b !== undefined && (a.role === b.role || (timed.has(a.role) && timed.has(b.role) && (a.role === 'duration' || b.role === 'duration')));

const timed: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'duration']);

const defaulting = new Set(['default', 'defaults', 'fallback', 'value', 'const', 'initial']);

/** `retries` is `retry`, `messages` is `message`; `address` stays. */
const singular = (word: string): string =>
  word.length > 3 && word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;

const times = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, week: 604_800_000 } as const;
const factors: Readonly<Record<Unit, number>> = { ...times, bytes: 1, KB: 1024, MB: 1024 ** 2, GB: 1024 ** 3, percent: 1 };
