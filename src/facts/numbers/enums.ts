import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { isLaidDown } from './declarations.ts';
import type { Collector } from './extract.ts';
import { fold } from './fold.ts';
import { staticName } from './names.ts';
import { memberQuantity, quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';

/** A member of an enum that is a policy by what it and the enum are called. */
export function enumMember(node: Ts.EnumMember, found: Collector): void {
  const holder = found.place.up(0);
  if (node.initializer === undefined || holder === undefined || !ts.isEnumDeclaration(holder)) return;
  const name = staticName(node.name);
  const quantity = isNumbering(holder, found) ? undefined : memberQuantity([holder.name.text, name]);
  if (isUnitName(name) && !quantity?.strong) return;
  found.named(node.initializer, holder.name, {
    name: `${holder.name.text}.${name}`, path: [name], holder: 'enum', ...(quantity ? { quantity } : {}), ...(isLaidDown(node, found.tree) ? { given: 'protocol' } : {}),
  });
}

/** The members are told apart by small numbers, or by bits; what they are called is not what the numbers mean. */
function isNumbering(node: Ts.EnumDeclaration, found: Collector): boolean {
  const known = numberings.get(node);
  if (known !== undefined) return known;
  const answer = numbers(node, found);
  numberings.set(node, answer);
  return answer;
}

/** Nobody has so many policies in one place; these are somebody's identifiers. */
const LONG = 30;

/** By declaration, so that the members of a long enum are looked through once. */
const numberings = new WeakMap<Ts.EnumDeclaration, boolean>();

function numbers(node: Ts.EnumDeclaration, found: Collector): boolean {
  if (node.members.length > 0 && node.members.every(({ name }) => quantityOf(staticName(name))?.unit !== undefined)) return false;
  if (/(status|codes?|errors?|types?|kinds?|levels?|reasons?|keys?|ids?|events?|fields?)(enum)?$/i.test(node.name.text)) return true;
  if (node.members.length >= LONG && !quantityOf(node.name.text)?.strong) return true;
  const values = node.members.map(member => (member.initializer ? Number(fold(member.initializer, found.tree)?.value) : 0)).sort((a, b) => a - b);
  const following = values.filter((value, index) => index > 0 && value === values[index - 1]! + 1).length;
  if (values.length > 1 && (following === values.length - 1 || (values.length >= 6 && following * 2 >= values.length))) return true;
  return !quantityOf(node.name.text)?.strong && values.every(value => value <= Math.max(values.length, 10) || Number.isInteger(Math.log2(value)));
}
