import type { Numeral, TimeUnit, Unit } from './model.ts';
import { perName } from './memo.ts';
import { wordsOf } from './words.ts';

/** The unit that a name's last word states: `timeoutMs`, `MAX_BYTES`, `retention_days`. */
export function unitOf(words: readonly string[]): Unit | undefined {
  const last = words.at(-1);
  if (last === undefined) return undefined;
  // A lone letter is a unit only behind another word: `ttl_s`, never `s`.
  if (last.length === 1 && (words.length < 2 || last === 'd' || last === 'm' || last === 'h')) return undefined;
  // `blocksInDay` counts blocks, `timeToNextSecond` is how far off one is; `retentionInDays` and `timeoutInMs` state a unit.
  if (singular.test(last) && countless.test(words.at(-2) ?? '')) return undefined;
  return unitWords.get(last);
}

const countless = /^(in|next|last|first|each|every|this|current|previous)$/;
const singular = /^(second|minute|hour|day|week|month)$/;

/** True for a name that says nothing but how long or how much one of something is: `HOUR`, `ONE_DAY_MS`, `MS_PER_SECOND`, `bytesPerMb`. */
export const isUnitName = perName((name): boolean => {
  const words = wordsOf(name);
  if (words.length === 1 && runTogether.test(words[0]!)) return true;
  return (
    words.length > 0 &&
    words.length <= 5 &&
    words.some(word => word.length > 1 && unitWords.has(word)) &&
    words.every(word => unitWords.has(word) || countWords.has(word) || /^\d+[a-z]*$/.test(word))
  );
});

export const isTime = (unit: Unit): boolean => unit in milliseconds;

/** `1500` and `ms` are `1.5 seconds`; undefined where the plain number reads as well. */
export function readable(value: number, unit: Unit | undefined): string | undefined {
  if (!Number.isFinite(value) || value <= 0) return undefined;
  if (unit === 'bytes') return inSteps(value, byteSteps);
  const factor = unit === undefined ? undefined : milliseconds[unit as TimeUnit]; // The other units have no entry and give undefined.
  if (factor === undefined) return undefined;
  const text = inSteps(value * factor, timeSteps);
  return text === undefined || (unit === 's' && text.endsWith(' seconds')) || (unit === 'd' && text.endsWith(' days')) ? undefined : text;
}

/**
 * The unit that a number seems to be in, where its name states another one: thousands of seconds that make no whole
 * hours, and products whose factors only make sense in a finer or coarser unit (`delayMs: 5 * 60`, `ttlSeconds: 24 * 60 * 60 * 1000`).
 */
export function likelyUnit({ text, value, form }: Numeral, stated: Unit | undefined): Unit | undefined {
  if (stated === undefined) return undefined;
  const amount = Number(value);
  if (stated === 's' && amount >= 10_000 && amount % 1000 === 0 && amount % 3600 !== 0) return 'ms';
  if (form !== 'product' || Number.isNaN(amount)) return undefined;
  const factors = text.replace(/[\s_()]/g, '').split('*').map(Number);
  if (factors.length < 2 || factors.some(Number.isNaN)) return undefined;
  const sixties = factors.filter(factor => factor === 60).length + (factors.includes(3600) ? 2 : 0);
  const has = (factor: number): boolean => factors.includes(factor);
  if (stated === 'ms') return sixties > 0 && !factors.some(factor => factor >= 100) ? 's' : undefined;
  if (stated === 's') return sixties > 0 && has(1000) ? 'ms' : undefined;
  if (stated === 'min') return has(1000) && sixties > 0 ? 'ms' : sixties > 1 ? 's' : undefined;
  if (stated === 'h' || stated === 'd') return has(1000) ? 'ms' : sixties > 1 ? 's' : sixties === 1 ? 'min' : stated === 'd' && has(24) ? 'h' : undefined;
  const kilos = factors.filter(factor => factor === 1024 || factor === 1000).length;
  return (stated === 'KB' && kilos > 1) || ((stated === 'MB' || stated === 'GB') && kilos > 1) ? 'bytes' : undefined;
}

const inSteps = (value: number, steps: readonly (readonly [number, string])[]): string | undefined => {
  for (const [size, name] of steps) {
    const count = value / size;
    if (count >= 1 && Number.isInteger(count * 10)) return `${count} ${count === 1 ? name : `${name}s`}`.replace(/Bs$/, 'B');
  }
  return undefined;
};

const timeSteps = [[86_400_000, 'day'], [3_600_000, 'hour'], [60_000, 'minute'], [1000, 'second']] as const;
const byteSteps = [[1024 ** 3, 'GiB'], [1024 ** 2, 'MiB'], [1024, 'KiB']] as const;
const milliseconds: Readonly<Record<TimeUnit, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000, week: 604_800_000 };

const unitWords: ReadonlyMap<string, Unit> = new Map(
  Object.entries({
    ms: 'ms msec msecs milli millis millisec millisecs millisecond milliseconds',
    s: 's sec secs second seconds',
    min: 'min mins minute minutes',
    h: 'h hr hrs hour hours',
    d: 'd day days',
    week: 'week weeks',
    bytes: 'byte bytes',
    KB: 'kb kib kilobyte kilobytes',
    MB: 'mb mib megabyte megabytes',
    GB: 'gb gib gigabyte gigabytes',
    percent: 'percent percentage pct',
  } satisfies Record<Unit, string>).flatMap(([unit, words]) => words.split(' ').map(word => [word, unit as Unit] as const)), // Keys of the literal above, which is checked against `Unit`.
);

/** `ONEDAY`, `fiveminutes` */
const runTogether = /^(a|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen|twenty|thirty|sixty|half)(milli)?(seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|months?|years?)(in)?(ms|secs?|seconds?|millis|milliseconds?)?$/;

const countWords = new Set(
  'a an one two three four five six seven eight nine ten twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand half quarter per in to of ns nanos nanosecond nanoseconds us micros microsecond microseconds month months year years'.split(
    ' ',
  ),
);
