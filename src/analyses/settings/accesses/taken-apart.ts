import type { Unit } from '../code.ts';

/** Groups that are destructured: what is taken out of them is read, and nothing else. */
export function takenApart(unit: Unit): ReadonlySet<string> {
  let known = destructured.get(unit);
  if (!known) {
    known = new Set(unit.facts.decls.flatMap(({ init }) => { const of = init?.k === 'prop' ? init.o : undefined; return of && 's' in of ? [`${of.s}-${of.e}`] : []; }));
    destructured.set(unit, known);
  }
  return known;
}

const destructured = new WeakMap<Unit, ReadonlySet<string>>();
