import type { ProgramFacts, Val } from '../../facts/program/model.ts';

/** What a CommonJS file, or one with `export =`, exports. */
export interface WholeExport {
  /** Value of `module.exports = …` or `export = …`. */
  readonly whole?: Val;
  /** `exports.x = …`, `module.exports.x = …`; the last assignment wins. */
  readonly names: ReadonlyMap<string, Val>;
}

export function commonJsExports(facts: ProgramFacts): WholeExport {
  const names = new Map<string, Val>();
  let whole = facts.exports.find(each => each.n === 'export=')?.v;
  for (const { t, v, op } of facts.writes) {
    if (op !== '=' || v === undefined || t.k !== 'prop') continue;
    if (isModuleExports(t)) whole = v.k === 'ref' && v.n === 'exports' && v.d < 0 ? whole : v;
    else if (isExports(t.o)) names.set(t.n, v);
  }
  return whole ? { whole, names } : { names };
}

const isExports = (value: Val): boolean => (value.k === 'ref' && value.n === 'exports' && value.d < 0) || isModuleExports(value);

const isModuleExports = (value: Val): boolean => value.k === 'prop' && value.n === 'exports' && value.o.k === 'ref' && value.o.n === 'module' && value.o.d < 0;
