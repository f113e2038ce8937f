import type { Val } from '../../../facts/program/model.ts';
import type { Unit } from '../code.ts';

/** Groups that are destructured: what is taken out of them is read, and nothing else, unless the rest is taken too. */
export function takenApart(unit: Unit): ReadonlySet<string> {
  let known = destructured.get(unit);
  if (!known) {
    const inits = unit.facts.decls.flatMap(({ init }) => (init === undefined ? [] : [init]));
    const whole = new Set(inits.flatMap(init => (init.k === 'op' && init.o === 'rest' ? placeOf(init.a[0]) : [])));
    known = new Set(inits.flatMap(init => (init.k === 'prop' ? placeOf(init.o) : [])).filter(place => !whole.has(place)));
    destructured.set(unit, known);
  }
  return known;
}

const destructured = new WeakMap<Unit, ReadonlySet<string>>();

const placeOf = (value: Val | undefined): readonly string[] => (value && 's' in value ? [`${value.s}-${value.e}`] : []);
