import type { FilePath } from '../../core/model.ts';
import type { Val } from '../../facts/program/model.ts';
import type { Code } from './code.ts';
import type { Constant } from './model.ts';
import { applied } from './operators.ts';

/** Members of an enum with their real values: given, counted on, or computed from members above. */
export function enumValues(code: Code, file: FilePath, index: number, constantAt: (value: Val) => Constant | undefined): ReadonlyMap<string, Constant> {
  const entry = code.facts(file)?.enums[index];
  const found = new Map<string, Constant>();
  let next: number | undefined = 0;
  /** Members above are in scope by their bare names, which look like globals. */
  const evaluate = (value: Val): Constant | undefined => {
    if (value.k === 'ref' && found.has(value.n)) return found.get(value.n);
    if (value.k === 'prop' && value.o.k === 'ref' && value.o.n === entry?.n && found.has(value.n)) return found.get(value.n);
    if (value.k !== 'op') return constantAt(value);
    const parts = value.a.map(evaluate);
    return parts.every(each => each !== undefined) ? applied(value.o, parts) : undefined;
  };
  for (const { n, v } of entry?.members ?? []) {
    const value: Constant | undefined = v ? evaluate(v) : next;
    if (value !== undefined) found.set(n, value);
    next = typeof value === 'number' ? value + 1 : undefined;
  }
  return found;
}
