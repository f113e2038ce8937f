import { globMatcher } from '../../core/glob.ts';
import type { Decl, Val } from '../../facts/program/model.ts';
import type { ClassRegistry, VariableRegistry } from '../../vocabulary/registries.ts';
import type { Slots } from '../../vocabulary/slot.ts';
import { slotList } from '../../vocabulary/slot.ts';
import { calleeName, type Code, type Unit } from './code.ts';
import { declarationsNamed } from './declarations.ts';
import { isFrom } from './sites.ts';
import type { Entry } from './entry.ts';
import { matcher } from './keys.ts';
import type { Ctx } from './known.ts';
import { fallbackIn, membersOfGlobal } from './globals.ts';
import { membersOf, rangeOf, settingAt, type Member, type SettingsObject } from './members.ts';
import type { Setting } from './model.ts';
import type { Registrations } from './registrations.ts';
import { texts, type Reading } from './setting.ts';

type Found = Registrations & { readonly objects: SettingsObject[] };

const nothing = (): Found => ({ settings: [], problems: [], doubts: [], objects: [] });

/** Settings that are the fields of a class: all of them, or those with a decorator. */
export function registrationsByClass(reading: Reading, registry: ClassRegistry): Found {
  const { code, evaluator } = reading;
  const found = nothing();
  const decorates = registry.decorators && anyOf(registry.decorators.map(matcher));
  const isOfName = registry.classes && anyOf(registry.classes.map(matcher));
  const named = registry.named === undefined ? undefined : new RegExp(registry.named);
  const isDecorated = (unit: Unit, decorators: readonly Val[]): boolean => !decorates || decorators.some(each => decorates(decoratorName(unit, each) ?? '') && isImported(code, unit, each, registry.from));
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const [c, cls] of unit.facts.classes.entries()) {
      if ((isOfName && !isOfName(cls.n)) || !isMeant(code, unit, c, registry)) continue;
      const settings = new Map<string, Setting>();
      const ranges: SettingsObject['ranges'][number][] = [];
      const body = Math.max(0, unit.facts.fns.findIndex(fn => fn.cls === c && fn.k === (registry.static ? 'static' : 'field')));
      for (const field of cls.fields) {
        if ((field.isStatic === 1) !== (registry.static === true) || !isDecorated(unit, field.decorators)) continue;
        if (named && !named.test(field.n)) continue;
        const ctx = { file: unit.path, fn: body };
        const variables = registry.reads && (field.init ? [...new Set(membersOfGlobal(reading, ctx, field.init, registry.reads))] : []);
        if (variables?.length === 0) continue;
        const at = { file: unit.path, s: field.s, e: field.s + field.n.length };
        const range = field.init ? rangeOf(code, { name: field.n, ctx, value: field.init, at }) : at;
        const entry: Entry = {
          ctx, name: { k: 'const', v: field.n, at }, decorators: field.decorators, ...(variables && { variables }),
          ...(field.init && { value: evaluator.evaluate(ctx, field.init), ...fallbackFor(reading, ctx, field.init) }),
        };
        if (!isKeyed(reading, registry, entry)) continue;
        const { setting, problems } = settingAt(reading, registry, entry, field.n, range, { fn: body });
        found.settings.push(setting);
        found.problems.push(...problems);
        settings.set(field.n, setting);
        ranges.push({ range, setting });
      }
      if (settings.size > 0) found.objects.push({ file: unit.path, cls: c, path: [], settings, ranges });
    }
  }
  return found;
}

/** The key is one of the form that the registry says. */
const isKeyed = ({ reader }: Reading, { keyed, key }: Pick<VariableRegistry, 'keyed' | 'key'>, entry: Entry): boolean =>
  keyed === undefined || (texts(reader.read(entry, key))?.every(each => new RegExp(keyed).test(each)) ?? false);

function fallbackFor(reading: Reading, ctx: Ctx, value: Val): Pick<Entry, 'fallback'> {
  const fallback = fallbackIn(reading, ctx.file, value);
  return fallback ? { fallback: reading.evaluator.evaluate(ctx, fallback) } : {};
}

function isMeant(code: Code, unit: Unit, c: number, { classes, extends: bases, decorators, reads, passedTo }: ClassRegistry): boolean {
  const cls = unit.facts.classes[c]!;
  if (passedTo && !isPassed(code, unit, c, passedTo)) return false;
  if (!bases) return classes !== undefined || decorators !== undefined || reads !== undefined || passedTo !== undefined;
  if (!cls.ext) return false;
  const origin = code.values.origin({ file: unit.path, fn: cls.fn }, cls.ext);
  const name = origin.k === 'class' ? code.unit(origin.file)?.facts.classes[origin.cls]?.n : origin.k === 'external' ? (origin.path.at(-1) ?? origin.name) : undefined;
  return name !== undefined && bases.includes(name);
}

/** One of these functions is handed the class somewhere. */
function isPassed(code: Code, unit: Unit, c: number, names: readonly string[]): boolean {
  return names.flatMap(name => code.calls(name)).some(site => {
    const call = site.unit.facts.calls[site.c]!;
    return call.args.some(arg => {
      if (arg.k !== 'ref') return false;
      const origin = code.values.origin({ file: site.unit.path, fn: call.fn }, arg);
      return origin.k === 'class' && origin.file === unit.path && origin.cls === c;
    });
  });
}

function isImported(code: Code, unit: Unit, decorator: Val, from: readonly string[] | undefined): boolean {
  if (!from) return true;
  return decorator.k === 'call' && isFrom(code, { unit, c: decorator.c }, from);
}

function decoratorName({ facts }: Unit, decorator: Val): string | undefined {
  if (decorator.k === 'call') return calleeName(facts, facts.calls[decorator.c]!);
  return decorator.k === 'ref' || decorator.k === 'prop' ? decorator.n : undefined;
}

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

/** Where the object literals of a nested table begin, each with the names that lead to it. */
function groupsOf(value: Val | undefined, join: string, prefix = '', groups = new Map<number, string>()): ReadonlyMap<number, string> {
  if (value?.k !== 'obj') return groups;
  groups.set(value.s, prefix);
  for (const { n, v } of value.p) if (n !== '') groupsOf(v, join, prefix === '' ? n : `${prefix}${join}${n}`, groups);
  return groups;
}

function tableMembers(reading: Reading, { entries }: VariableRegistry, unit: Unit, fn: number, init: Val): Member[] {
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

const enumMembers = ({ facts, path }: Unit, e: number): Member[] =>
  (facts.enums[e]?.members ?? []).flatMap(({ n, v }) => (v && 's' in v ? [{ name: n, ctx: { file: path, fn: 0 }, value: v, at: { file: path, s: v.s, e: v.e } }] : []));

function unionMembers({ facts, path }: Unit, d: number): Member[] {
  const shape = facts.shapes.find(each => each.decl === d);
  const all = shape?.alias ? [shape.alias, ...(shape.alias.alts ?? [])] : [];
  return all.flatMap(({ lit, s }) => {
    if (typeof lit !== 'string' || s === undefined) return [];
    const at = { file: path, s, e: s + lit.length + 2 };
    return [{ name: lit, ctx: { file: path, fn: 0 }, value: { k: 'lit' as const, v: lit, s: at.s, e: at.e }, at }];
  });
}

const anyOf = (tests: readonly ((text: string) => boolean)[]) => (text: string): boolean => tests.some(test => test(text));
