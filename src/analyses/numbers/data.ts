import type { Role } from '../../facts/numbers/model.ts';
import type { PolicyNumber } from './model.ts';

/**
 * Numbers that are data in the form of calls: many numbers of many values, all given to one function in one place
 * (`new LootTable({ limit: 128 })`). A policy has few values, however often it is stated.
 */
export function dataAmong(numbers: readonly PolicyNumber[]): ReadonlySet<PolicyNumber> {
  const columns = new Map<string, PolicyNumber[]>();
  for (const each of numbers) {
    const [callee] = each.callees;
    if (each.named || callee === undefined || each.sink === 'timer') continue;
    const column = `${callee.slice(callee.lastIndexOf('.') + 1)} ${each.slot.slice(each.slot.lastIndexOf('.') + 1)}`;
    const known = columns.get(column);
    if (known) known.push(each);
    else columns.set(column, [each]);
  }
  return new Set([...columns.values()].filter(isData).flat());
}

function isData(column: readonly PolicyNumber[]): boolean {
  const { rows, values } = tuned.has(column[0]!.quantity.role) ? MANY_TUNED : MANY; // A column has a number at least.
  return column.length >= rows && new Set(column.map(({ number }) => number.value)).size >= values;
}

/** As many as nobody tunes one by one; times and sizes are given in many places of a large service. */
const MANY = { rows: 10, values: 5 };
const MANY_TUNED = { rows: 40, values: 12 };

const tuned: ReadonlySet<Role> = new Set(['timeout', 'interval', 'delay', 'ttl', 'retry-limit', 'concurrency', 'size-limit', 'batch-size', 'page-size']);
