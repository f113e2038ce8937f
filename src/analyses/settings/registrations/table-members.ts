import type { Val } from '../../../facts/program/model.ts';
import type { VariableRegistry } from '../../../vocabulary/registries.ts';
import { slotList, type Slots } from '../../../vocabulary/slot.ts';
import type { Unit } from '../code.ts';
import type { Entry } from '../entry.ts';
import type { Reading } from '../setting.ts';
import { membersOf, type Member } from './schema-members.ts';

export function tableMembers(reading: Reading, { entries }: VariableRegistry, unit: Unit, fn: number, init: Val): Member[] {
  const { evaluator, reader } = reading;
  const ctx = { file: unit.path, fn };
  const entry: Entry = { ctx, value: evaluator.evaluate(ctx, init) };
  if (entries && 'elements' in entries) return slotList(entries.elements).flatMap((slot: Slots) => {
    const list = reader.read(entry, slot);
    return list.k !== 'arr' ? [] : list.items.flatMap(item => {
      const known = evaluator.evaluate(item.ctx, item.val);
      return known.at ? [{ name: known.k === 'const' ? String(known.v) : '', ctx: item.ctx, value: item.val, at: known.at }] : [];
    });
  });
  // Names in a list of objects are those of its columns, not of settings.
  if (entries === undefined && entry.value?.k === 'arr') return [];
  const members = entries && 'members' in entries ? entries : { members: 'value' };
  return slotList(members.members).flatMap(slot => membersOf(reading, reader.read(entry, slot), members));
}

export const enumMembers = ({ facts, path }: Unit, e: number): Member[] =>
  (facts.enums[e]?.members ?? []).flatMap(({ n, v }) => (v && 's' in v ? [{ name: n, ctx: { file: path, fn: 0 }, value: v, at: { file: path, s: v.s, e: v.e } }] : []));

export function unionMembers({ facts, path }: Unit, d: number): Member[] {
  const shape = facts.shapes.find(each => each.decl === d);
  const all = shape?.alias ? [shape.alias, ...(shape.alias.alts ?? [])] : [];
  return all.flatMap(({ lit, s }) => {
    if (typeof lit !== 'string' || s === undefined) return [];
    const at = { file: path, s, e: s + lit.length + 2 };
    return [{ name: lit, ctx: { file: path, fn: 0 }, value: { k: 'lit' as const, v: lit, s: at.s, e: at.e }, at }];
  });
}

/** Where the object literals of a nested table begin, each with the names that lead to it. */
export function groupsOf(value: Val | undefined, join: string, prefix = '', groups = new Map<number, string>()): ReadonlyMap<number, string> {
  if (value?.k !== 'obj') return groups;
  groups.set(value.s, prefix);
  for (const { n, v } of value.p) if (n !== '') groupsOf(v, join, prefix === '' ? n : `${prefix}${join}${n}`, groups);
  return groups;
}
