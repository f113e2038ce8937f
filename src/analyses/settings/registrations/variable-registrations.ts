import { globMatcher } from '../../../core/glob.ts';
import type { Decl } from '../../../facts/program/model.ts';
import type { VariableRegistry } from '../../../vocabulary/registries.ts';
import { slotList } from '../../../vocabulary/slot.ts';
import type { Unit } from '../code.ts';
import type { Entry } from '../entry.ts';
import { membersOfGlobal } from '../globals.ts';
import { matcher } from '../keys.ts';
import type { Setting } from '../model.ts';
import { texts, type Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { declarationsNamed } from './declarations.ts';
import { anyOf, fallbackFor, isKeyed, nothing, type Found } from './declared-entries.ts';
import { settingAt } from './member-setting.ts';
import { rangeOf, type Member } from './schema-members.ts';
import { enumMembers, groupsOf, tableMembers, unionMembers } from './table-members.ts';

/** Settings in a variable (an object table, an array), in an enum or in a union of literals. */
export function registrationsByVariable(reading: Reading, registry: VariableRegistry): Found {
  const { code } = reading;
  const found = nothing();
  const isNamed = anyOf(registry.names.map(matcher));
  const isIn = registry.files ? anyOf(registry.files.map(globMatcher)) : () => true;
  const least = registry.least ?? 1;
  for (const { unit, d, decl } of declarationsNamed(code, registry.kind, isNamed)) {
    if (!mayHold(registry, decl) || !isIn(unit.path)) continue;
    const members = registry.kind === 'enum' ? enumMembers(unit, decl.ref!)
      : registry.kind === 'union' ? unionMembers(unit, d)
      : tableMembers(reading, registry, unit, decl.fn, decl.init!);
    if (members.length < least) continue;
    const entries = members.flatMap(member => entryOf(member) ?? []);
    // An object of which only some members look like settings is one of something else.
    if (entries.length === 0 || entries.length < least || (registry.shapeAll && entries.length < MOST * members.length)) continue;
    const settings = new Map<string, Setting>();
    const ranges: SettingsObject['ranges'][number][] = [];
    for (const { member, entry } of entries) {
      const range = rangeOf(code, member);
      const { setting, problems } = settingAt(reading, registry, entry, member.name, range, { fn: member.ctx.fn });
      found.settings.push(setting);
      found.problems.push(...problems);
      settings.set(member.name, setting);
      ranges.push({ range, setting }, ...takenOut(unit, entry.variables).map(span => ({ range: span, setting })));
    }
    found.objects.push({ file: unit.path, ...(d >= 0 && { decl: d }), groups: groupsOf(decl.init, reading.vocabulary.join ?? '.'), path: [], settings, ranges });
  }
  return found;

  function entryOf(member: Member): { member: Member; entry: Entry } | undefined {
    const { ctx, name, at } = member;
    const variables = registry.reads && [...new Set(membersOfGlobal(reading, ctx, member.value, registry.reads))];
    if (variables?.length === 0) return undefined;
    const value = reading.evaluator.evaluate(ctx, member.value);
    if ((registry.shape || registry.shapeAll) && value.k !== 'obj') return undefined;
    const names = value.k === 'obj' ? new Set(value.value.p.map(each => each.n)) : undefined;
    if (registry.shape && !registry.shape.some(each => names!.has(each))) return undefined;
    if (registry.shapeAll && !registry.shapeAll.every(each => names!.has(each))) return undefined;
    const entry: Entry = { ctx, name: { k: 'const', v: name, at }, value };
    // `{ search: isOn(process.env.SEARCH) }` is no table of keys where the values are the keys.
    if (!slotList(registry.key).includes('name') && texts(reading.reader.read(entry, registry.key)) === undefined) return undefined;
    if (!isKeyed(reading, registry, entry)) return undefined;
    return { member, entry: { ...entry, ...fallbackFor(reading, ctx, member.value), ...(variables && { variables }) } };
  }
}

/** `const { PORT } = process.env`: where a variable is taken out for the table, it is not read for anything else. */
const takenOut = ({ path, facts }: Unit, variables: readonly string[] = []): { readonly file: string; readonly s: number; readonly e: number }[] =>
  facts.decls.flatMap(({ k, fn, init }) => (k === 'const' && fn === 0 && init?.k === 'prop' && variables.includes(init.n) ? [{ file: path, s: init.s, e: init.e }] : []));

const MOST = 0.8;

/** Cheap: what a variable could hold settings at all. */
function mayHold({ kind, reads, entries, least, shapeAll, annotated }: VariableRegistry, decl: Decl): boolean {
  if (kind !== 'variable') return true;
  if (!decl.init || (annotated && !annotated.includes(decl.type?.n ?? ''))) return false;
  if (reads && (decl.fn !== 0 || decl.init.k !== 'obj')) return false;
  if (decl.init.k !== 'obj') return !shapeAll && (entries === undefined || 'members' in entries || decl.init.k === 'arr');
  return least === undefined || typeof (entries && 'members' in entries ? entries.depth : undefined) === 'object' || decl.init.p.length >= least || decl.init.p.some(each => each.spread);
}
