import type { Numeral, Quantity, Role, Sink } from './model.ts';
import { isUnitName } from './units.ts';

/**
 * Whether a number in a place decides something that an operator may want otherwise. Zero and one switch and count,
 * negative numbers and the largest of a type stand for "none", and some values are arithmetic whatever their name.
 */
export function decides(number: Numeral, sink: Sink, quantity: Quantity, slot: string): boolean {
  if (number.value.endsWith('n') && quantity.unit === undefined) return false; // An amount of money, or of steps of a chain.
  const value = Number(number.value.replace(/n$/, ''));
  // A product of named units; a day that passed is told by the name of what it is compared with.
  if (Number.isNaN(value)) return !(sink === 'comparison' && quantity.role === 'duration' && isUnitName(number.text.slice(number.text.lastIndexOf('.') + 1)));
  if (value === 0 || value === 1 || value < 0 || unlimited(value)) return false;
  if (value < 1 && number.form === 'literal' && quantity.unit === undefined && times.has(quantity.role)) return false; // A share of it: `jitter: 0.1`.
  if (number.form === 'radix' && !times.has(quantity.role) && quantity.role !== 'duration') return false; // Masks, code points, header sizes.
  if (!Number.isInteger(value) && pieces.has(quantity.role)) return false; // A measure: there is no half of an attempt.
  if (value === 2) return quantity.strong && sink !== 'comparison' && sink !== 'clamp' && sink !== 'timer' && counted.has(quantity.role);
  if (quantity.role === 'timeout' && (value === 408 || value === 504)) return false; // The status that says so.
  if (/^http_?/i.test(slot) && value >= 100 && value < 600) return false; // And one that says something else.
  // A text is cut at a few hundred characters for its looks, at thousands for the system's sake.
  if ((quantity.role === 'size-limit' || quantity.role === 'limit') && value < 1000 && /len(gth)?(_?(max|limit))?$/i.test(slot)) return false;
  // Blocks in which bytes are moved, and their like, are sized by machines.
  if (quantity.unit === undefined && /((chunk|block|buffer|buf)_?size|water_?mark)$/i.test(slot) && value >= 128 && value <= 1_048_576 && Number.isInteger(Math.log2(value))) return false;
  if (value >= 1_000_000 && counting.has(quantity.role) && quantity.unit === undefined && Number.isInteger(Math.log10(value))) return false; // As many as there are.
  if (quantity.role === 'rate' && (value === 100 || value === 1) && /sampl/i.test(slot)) return false; // All of them.
  if (sink === 'timer') return quantity.unit !== 'ms' || value > 16; // Up to a frame, a timer only yields.
  if (quantity.role === 'weight' && boundaries.has(value)) return false;
  if (value === 100 && (quantity.role === 'threshold' || quantity.unit === 'percent' || /percent|pct|progress|ratio|score/i.test(slot))) return false;
  if (sink !== 'comparison') return true;
  if (quantity.role === 'duration' && boundaries.has(value)) return false;
  if (quantity.strong) return true;
  return value >= (leastCompared.get(quantity.role) ?? 3) && !boundaries.has(value);
}

/** How deep or how often an algorithm goes on before it gives up is its author's business, until callers may choose it. */
export const guardsAlgorithm = (name: string): boolean =>
  /(depth|hops|steps|nest(ed|ing)|recursions?(_?limit)?|iterations|passes|rounds)$/i.test(name) ? !/queue/i.test(name) : /depth_?(travers|search|limit)|travers(al|e)_?depth/i.test(name);

/** Largest values of the usual types, and the row of nines that people write for "all". */
const unlimited = (value: number): boolean =>
  limits.has(value) ||
  value > Number.MAX_SAFE_INTEGER / 2 ||
  /^9{4,}$/.test(String(value)) ||
  (value > 1_000_000 && Number.isInteger(Math.log2(value + 1)));
const limits = new Set([127, 255, 32_767, 65_535, 16_777_215, 2_147_483_647, 2_147_483_648, 4_294_967_295, 4_294_967_296]);

const pieces: ReadonlySet<Role> = new Set(['retry-limit', 'concurrency', 'page-size', 'batch-size', 'limit']);
const times: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl']);
const counting: ReadonlySet<Role> = new Set(['page-size', 'batch-size', 'limit']);
const counted: ReadonlySet<Role> = new Set(['retry-limit', 'concurrency', 'timeout', 'delay', 'interval', 'ttl', 'weight']);

/** Below these a comparison of a size or a count tells shapes apart (`parts.length > 3`). */
const leastCompared: ReadonlyMap<Role, number> = new Map([['size-limit', 50], ['limit', 10], ['threshold', 0]]);

/** Where one unit of time or size ends and the next begins: formatting, not policy. */
const boundaries = new Set([
  7, 12, 24, 28, 30, 31, 60, 90, 100, 120, 365, 1000, 1024, 3600, 60_000, 86_400, 1_000_000, 1_048_576, 3_600_000, 86_400_000, 1_073_741_824,
  1_000_000_000, 604_800, 2_592_000, 31_536_000, 604_800_000, 2_592_000_000, 31_536_000_000, 1440, 10_080, 43_200, 525_600, 720, 168, 8760,
]);

/** Roles that are policy even where many entries of a table have one each; the other roles make columns of data. */
export const everywhere: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'retry-limit', 'concurrency', 'batch-size', 'rate']);
