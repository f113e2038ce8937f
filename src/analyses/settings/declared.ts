import { globMatcher } from '../../core/glob.ts';
import type { Val } from '../../facts/program/model.ts';
import type { ClassRegistry, Slots, VariableRegistry } from '../../vocabulary/model.ts';
import { slotList } from '../../vocabulary/slot.ts';
import { calleeName, type Code, type Unit } from './code.ts';
import type { Entry } from './entry.ts';
import { matcher } from './keys.ts';
import { membersOf, rangeOf, settingAt, type Member, type SettingsObject } from './members.ts';
import type { Setting } from './model.ts';
import type { Registrations } from './registrations.ts';
import type { Reading } from './setting.ts';

type Found = Registrations & { readonly objects: SettingsObject[] };

const nothing = (): Found => ({ settings: [], problems: [], doubts: [], objects: [] });

/** Settings that are the fields of a class: all of them, or those with a decorator. */
export function registrationsByClass(reading: Reading, registry: ClassRegistry): Found {
  const { code, evaluator } = reading;
  const found = nothing();
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const [c, cls] of unit.facts.classes.entries()) {
      if (!isMeant(code, unit, c, registry)) continue;
      const settings = new Map<string, Setting>();
      const ranges: SettingsObject['ranges'][number][] = [];
      const body = Math.max(0, unit.facts.fns.findIndex(fn => fn.cls === c && fn.k === 'field'));
      for (const field of cls.fields) {
        if (field.isStatic || (registry.decorators && !field.decorators.some(each => registry.decorators!.includes(decoratorName(unit, each) ?? '')))) continue;
        if (registry.made && !(field.init && callsWithin(unit, field.init).some(name => registry.made!.includes(name)))) continue;
        const ctx = { file: unit.path, fn: body };
        const at = { file: unit.path, s: field.s, e: field.s + field.n.length };
        const range = field.init ? rangeOf(code, { name: field.n, ctx, value: field.init, at }) : at;
        const entry: Entry = {
          ctx, name: { k: 'const', v: field.n, at }, decorators: field.decorators,
          ...(field.init && { value: evaluator.evaluate(ctx, field.init) }),
        };
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

function isMeant(code: Code, unit: Unit, c: number, { classes, extends: bases, decorators }: ClassRegistry): boolean {
  const cls = unit.facts.classes[c]!;
  if (classes && !classes.some(pattern => matcher(pattern)(cls.n))) return false;
  if (!bases) return classes !== undefined || decorators !== undefined;
  if (!cls.ext) return false;
  const origin = code.values.origin({ file: unit.path, fn: cls.fn }, cls.ext);
  const name = origin.k === 'class' ? code.unit(origin.file)?.facts.classes[origin.cls]?.n : origin.k === 'external' ? (origin.path.at(-1) ?? origin.name) : undefined;
  return name !== undefined && bases.includes(name);
}

function decoratorName({ facts }: Unit, decorator: Val): string | undefined {
  if (decorator.k === 'call') return calleeName(facts, facts.calls[decorator.c]!);
  return decorator.k === 'ref' || decorator.k === 'prop' ? decorator.n : undefined;
}

/** Names of the functions that an expression calls, its arguments and operands included. */
function callsWithin({ facts }: Unit, value: Val, depth = 0): string[] {
  if (depth > 8) return [];
  const again = (each: Val): string[] => callsWithin({ facts } as Unit, each, depth + 1); // Only the facts are read.
  switch (value.k) {
    case 'call': {
      const call = facts.calls[value.c]!;
      return [calleeName(facts, call) ?? '', ...call.args.flatMap(again), ...(call.callee.k === 'prop' ? again(call.callee.o) : [])];
    }
    case 'op': return value.a.flatMap(again);
    case 'prop': return again(value.o);
    case 'cond': return [...again(value.a), ...again(value.b)];
    default: return [];
  }
}

/** Settings in a variable (an object table, an array), in an enum or in a union of literals. */
export function registrationsByVariable(reading: Reading, registry: VariableRegistry): Found {
  const { code } = reading;
  const found = nothing();
  const isNamed = anyOf(registry.names.map(matcher));
  const isIn = registry.files ? anyOf(registry.files.map(globMatcher)) : () => true;
  for (const unit of code.units) {
    if (unit.test || !isIn(unit.path)) continue;
    for (const decl of unit.facts.decls) {
      if (!isNamed(decl.n)) continue;
      const members = registry.kind === 'enum' ? (decl.k === 'enum' && decl.ref !== undefined ? enumMembers(unit, decl.ref) : [])
        : registry.kind === 'union' ? (decl.k === 'type' ? unionMembers(unit, unit.facts.decls.indexOf(decl)) : [])
        : decl.init && decl.k !== 'param' ? tableMembers(reading, registry, unit, decl.fn, decl.init) : [];
      for (const member of members) add(member);
    }
  }
  return found;

  function add(member: Member): void {
    const { ctx, name, at } = member;
    const value = reading.evaluator.evaluate(ctx, member.value);
    if (registry.shape && !(value.k === 'obj' && value.value.p.some(each => registry.shape!.includes(each.n)))) return;
    const entry: Entry = { ctx, name: { k: 'const', v: name, at }, value };
    const { setting, problems } = settingAt(reading, registry, entry, name, rangeOf(code, member), { fn: ctx.fn });
    found.settings.push(setting);
    found.problems.push(...problems);
  }
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
  const members = entries && 'members' in entries ? entries : { members: 'value' };
  return slotList(members.members).flatMap(slot => membersOf(reading, reader.read(entry, slot), members));
}

const enumMembers = ({ facts, path }: Unit, e: number): Member[] =>
  (facts.enums[e]?.members ?? []).flatMap(({ n, v }) => (v && 's' in v ? [{ name: n, ctx: { file: path, fn: 0 }, value: v, at: { file: path, s: v.s, e: v.e } }] : []));

function unionMembers({ facts, path }: Unit, d: number): Member[] {
  const shape = facts.shapes.find(each => each.decl === d);
  const decl = facts.decls[d]!;
  const all = shape?.alias ? [shape.alias, ...(shape.alias.alts ?? [])] : [];
  return all.flatMap(type => (typeof type.lit === 'string' ? [{ name: type.lit, ctx: { file: path, fn: 0 }, value: { k: 'lit' as const, v: type.lit, s: decl.s, e: decl.e }, at: { file: path, s: decl.s, e: decl.e } }] : []));
}

const anyOf = (tests: readonly ((text: string) => boolean)[]) => (text: string): boolean => tests.some(test => test(text));
