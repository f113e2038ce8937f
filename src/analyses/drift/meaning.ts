import type { Json } from '../../core/model.ts';
import { booleanOf } from '../reach/defaults.ts';

/**
 * Whether two defaults mean the same to a setting of this type and name: `"30"` and `30`, `"true"` and `1`, `"30s"` and
 * `30_000`. `undefined` where they cannot be compared.
 */
export function meanSame(a: Json, b: Json, type: string | undefined, name: string): boolean | undefined {
  if (a === null || b === null) return undefined;
  if (Array.isArray(a) || Array.isArray(b)) return sameLists(a, b);
  if (typeof a === 'object' || typeof b === 'object') return typeof a === typeof b ? canonical(a) === canonical(b) : undefined;
  if (a === b) return true;
  if (type === 'boolean' || typeof a === 'boolean' || typeof b === 'boolean') return sameOrUnknown(booleanOf(a), booleanOf(b));
  const numbers = [numberOf(a), numberOf(b)];
  if (numbers.every(each => each !== undefined)) return numbers[0] === numbers[1];
  const times = [timeOf(a, name), timeOf(b, name)];
  if (times.every(each => each !== undefined)) return times[0] === times[1];
  if (typeof a !== 'string' || typeof b !== 'string') return undefined;
  // Texts that are switches to whoever reads them: `true` and `1`.
  const switches = [booleanOf(a), booleanOf(b)];
  if (a !== '' && b !== '' && switches.every(each => each !== undefined)) return switches[0] === switches[1];
  return a.trim() === b.trim();
}

const sameOrUnknown = <T>(a: T | undefined, b: T | undefined): boolean | undefined => (a === undefined || b === undefined ? undefined : a === b);

function sameLists(a: Json, b: Json): boolean | undefined {
  const items = [a, b].map(each =>
    Array.isArray(each)
      ? each.map(item => (typeof item === 'object' ? canonical(item) : String(item)))
      : typeof each === 'string'
        ? each
            .split(',')
            .map(part => part.trim())
            .filter(part => part !== '')
        : undefined,
  );
  return items.every(each => each !== undefined) ? JSON.stringify(items[0]) === JSON.stringify(items[1]) : undefined;
}

const canonical = (value: Json): string =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? `{${Object.entries(value).map(([key, each]) => `${key}:${canonical(each)}`).sort().join()}}` : JSON.stringify(value);

const numberOf = (value: string | number | boolean | object): number | undefined => {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*[-+]?(\d[\d_]*(\.\d*)?|\.\d+)(e[-+]?\d+)?\s*$/i.test(value) ? Number(value.replaceAll('_', '')) : undefined;
};

const unit = { ms: 1, s: 1000, sec: 1000, second: 1000, m: 60_000, min: 60_000, minute: 60_000, h: 3_600_000, hour: 3_600_000, d: 86_400_000, day: 86_400_000 } as const;

/** Milliseconds of `"5m"`; of a bare number in the unit that the name says. */
function timeOf(value: string | number | boolean | object, name: string): number | undefined {
  const spelled = typeof value === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*(ms|s|sec|seconds?|m|min|minutes?|h|hours?|d|days?)\s*$/i.exec(value) : null;
  if (spelled) return Number(spelled[1]) * unit[spelled[2]!.toLowerCase().replace(/(second|minute|hour|day)s$/, '$1') as keyof typeof unit]; // The expression names nothing else.
  const bare = numberOf(value);
  const said = /(ms|millis(?:econds)?|sec(?:ond)?s?|min(?:ute)?s?|hours?|days?)$/i.exec(name)?.[1]?.toLowerCase();
  if (bare === undefined || said === undefined) return undefined;
  return bare * (said.startsWith('m') && !said.startsWith('min') ? 1 : said.startsWith('sec') ? 1000 : said.startsWith('min') ? 60_000 : said.startsWith('hour') ? 3_600_000 : 86_400_000);
}
