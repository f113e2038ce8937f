import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { Unit } from '../code.ts';
import { objectsOf } from '../objects.ts';

/** Texts of this kind among arguments, members and elements. */
export function literalsOf(unit: Unit, isMeant: (text: string) => boolean): { value: Extract<Val, { k: 'lit' }>; fn: FnIndex }[] {
  const found: { value: Extract<Val, { k: 'lit' }>; fn: FnIndex }[] = [];
  const note = (value: Val, fn: FnIndex): void => {
    if (value.k === 'lit' && typeof value.v === 'string' && isMeant(value.v)) found.push({ value, fn });
  };
  for (const { fn, args } of unit.facts.calls) for (const value of args) note(value, fn);
  for (const { init, fn } of unit.facts.decls) {
    if (init?.k === 'lit') note(init, fn);
    else if (init?.k === 'arr') for (const value of init.i) note(value, fn);
  }
  for (const { object, fn } of objectsOf(unit)) for (const { v } of object.p) for (const value of v.k === 'arr' ? v.i : [v]) note(value, fn);
  return found;
}
