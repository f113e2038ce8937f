import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { Unit } from '../code.ts';

interface Assigned {
  readonly value: Val;
  readonly fn: FnIndex;
}

/** All that a field of the class around a function is ever set to, in the file of the class. */
export function fieldValues({ facts }: Unit, fn: FnIndex, name: string): Assigned[] {
  const clsOf = (at: FnIndex): number | undefined => {
    for (let i = at; i > 0; i = facts.fns[i]?.parent ?? 0) if (facts.fns[i]?.cls !== undefined) return facts.fns[i]!.cls;
    return undefined;
  };
  const cls = clsOf(fn);
  if (cls === undefined) return [];
  const init = facts.classes[cls]?.fields.find(each => each.n === name && !each.isStatic)?.init;
  const inFields = Math.max(0, facts.fns.findIndex(each => each.cls === cls && each.k === 'field'));
  const written = facts.writes.filter(({ t, v, op, fn: at }) => t.k === 'prop' && t.o.k === 'this' && t.n === name && op === '=' && v !== undefined && clsOf(at) === cls);
  return [...(init ? [{ value: init, fn: inFields }] : []), ...written.map(({ v, fn: at }) => ({ value: v!, fn: at }))];
}

/** All that a variable is set to besides where it is declared, in its file. */
export const assignedValues = ({ facts }: Unit, d: number): Assigned[] =>
  facts.writes.flatMap(({ t, v, op, fn }) => (v !== undefined && op === '=' && t.k === 'ref' && t.d === d ? [{ value: v, fn }] : []));
