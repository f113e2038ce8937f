import type { Decl } from '../../../facts/program/model.ts';
import type { VariableRegistry } from '../../../vocabulary/registries.ts';
import type { Code, Unit } from '../code.ts';

/** A declaration outside tests; `d` is -1 for the object that a file exports as its default under no other name. */
export interface Declared {
  readonly unit: Unit;
  readonly d: number;
  readonly decl: Decl;
}

type Holder = VariableRegistry['kind'];

/**
 * Declarations that could hold settings in the way of this kind of registry and whose name fits, in the order of files
 * and places. Every registry asks by name, so the names are looked at instead of what is declared under them.
 */
export function declarationsNamed(code: Code, kind: Holder, isNamed: (name: string) => boolean): readonly Declared[] {
  let index = known.get(code);
  if (!index) known.set(code, (index = indexed(code.units)));
  const found: Placed[] = [];
  for (const [name, all] of index[kind]) if (isNamed(name)) for (const each of all) found.push(each);
  return found.sort((a, b) => a.order - b.order);
}

interface Placed extends Declared {
  readonly order: number;
}

type Index = { readonly [K in Holder]: Map<string, Placed[]> };

const known = new WeakMap<Code, Index>();

function indexed(units: readonly Unit[]): Index {
  const index: Index = { variable: new Map(), enum: new Map(), union: new Map() };
  let order = 0;
  const add = (unit: Unit, d: number, decl: Decl): void => {
    const kind = holderOf(decl);
    if (kind === undefined) return;
    const same = index[kind].get(decl.n);
    const placed = { unit, d, decl, order: order++ };
    if (same) same.push(placed);
    else index[kind].set(decl.n, [placed]);
  };
  for (const unit of units) {
    if (unit.test) continue;
    unit.facts.decls.forEach((decl, d) => add(unit, d, decl));
    for (const { n, v, s } of unit.facts.exports) if (n === 'default' && v?.k === 'obj') add(unit, -1, { n, k: 'const', fn: 0, init: v, g: -1, loop: -1, s, e: s });
  }
  return index;
}

function holderOf({ k, init, ref }: Decl): Holder | undefined {
  if (k === 'enum') return ref === undefined ? undefined : 'enum';
  if (k === 'type') return 'union';
  return init && k !== 'param' ? 'variable' : undefined;
}
