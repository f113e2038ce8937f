import type { FnIndex, Val } from '../../../facts/program/model.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import { chainsOf, namesOf, rootOf, type Chain } from '../chains.ts';
import type { Unit } from '../code.ts';
import { handedOn } from '../handed/handed.ts';
import { matcher } from '../keys.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { computedMembers } from './computed-members.ts';
import { leadingTo } from './leading.ts';
import { literalsOf } from './literals.ts';
import { memberAccess, type MemberAccess } from './member-access.ts';
import { objectOwners, type Owner } from './object-owners.ts';
import { takenApart } from './taken-apart.ts';
import { typedHolders } from './typed-holders.ts';
import { unknownMembers } from './unknown-members.ts';

/**
 * Members of settings objects (`env.PORT`, `const { PORT } = env`, `loadEnv().PORT`). Where the object in front of the
 * member cannot be followed to a registry (a parameter, a field), a name that is distinctive enough counts as a weak
 * access; so does the raw variable.
 */
export function accessesByMember(reading: Reading, objects: readonly SettingsObject[], { mode, writtenBy = [] }: Pick<ResultAccess, 'mode' | 'writtenBy'>): MemberAccess[] {
  const { code, vocabulary } = reading;
  const join = vocabulary.join ?? '.';
  const tables = new Set(objects.flatMap(object => (object.decl === undefined ? [] : code.names(code.unit(object.file)!.facts.decls[object.decl]!.n))));
  const owners = objectOwners(reading, objects);
  const byFirst = new Map<string, Set<Setting>>();
  for (const object of objects) {
    for (const [name, setting] of object.settings) {
      // A group of a table may be taken out first and read then.
      for (const part of name.includes(join) ? name.split(join) : [name]) byFirst.set(part, (byFirst.get(part) ?? new Set()).add(setting));
    }
  }
  const accessTo = memberAccess(reading, objects, { mode, writtenBy });
  const computed = computedMembers(reading, (unit, chain, value) => (owners.mayBe(unit, value) ? owners.of(unit, chain.fn, value) : undefined) ?? handedTo(unit, chain, value), accessTo);
  const leading = leadingTo(code, objects);
  const held = typedHolders(reading, objects, owners);
  const typed = new Set(held.map(({ object }) => object));
  const handing = new Set(objects.flatMap(({ handing: always = [], injecting = [] }) => [...always, ...injecting]));
  const handed = handedOn<SettingsObject>(
    code,
    leading.units,
    (unit, fn, value) => (leading.has(unit, rootOf(value)) ? startsAt(unit, fn, value) : []),
    (file, call) => owners.byCall(file, call).length > 0,
    held,
  );
  const isKey = (text: string): boolean => byFirst.has(text) && isDistinctive(text);

  return [
    ...code.units.flatMap(unit => chainsOf(unit, isSuspect).flatMap(chain => byChain(unit, chain))),
    // Only now is it known which objects and packages are read by computed names.
    ...code.units.flatMap(unit => (unit.mayMention(isKey) ? literalsOf(unit, isKey).flatMap(literal => mentioned(unit, literal)) : [])),
    // Where members are handles, whoever is handed them all has no value of theirs.
    ...(writtenBy.length > 0 ? [] : byHanding()),
    ...unknownMembers(reading, objects, mode, leading).map(access => ({ of: [], access })),
  ];

  function byChain(unit: Unit, chain: Chain): readonly MemberAccess[] {
    if (chain.value.k === 'ref') return tables.has(chain.value.n) ? whole(unit, chain, chain.value, '') : [];
    if (chain.value.k === 'prop' && handing.has(chain.value.n)) return handedByMaker(unit, chain, chain.value);
    const names = namesOf(chain.value);
    const index = names.find(each => each.value.k === 'elem')?.value;
    if (index?.k === 'elem' && (index === names[0]!.value || (index.o.k === 'prop' && index.o.o.k === 'this'))) return computed.read(unit, chain, index);
    for (const [i, { name, value }] of names.entries()) {
      const candidates = byFirst.get(name);
      const access = candidates && read(unit, chain, value, names.slice(i).map(each => each.name), candidates);
      if (access) return [access];
    }
    return [];
  }

  /** Where objects leave the program any of their settings may be read. */
  function byHanding(): MemberAccess[] {
    // Who takes the names and reads by computed ones reads them all.
    const enumerated = handed.named.filter(({ object }) => computed.objects.has(object));
    return [...handed.lost, ...enumerated].flatMap(({ object, unit, fn, guard, loop, value, keys = ['*'] }) => keys.flatMap(key => {
      const fits = matcher(key);
      const of = [...object.settings].flatMap(([name, setting]) => (fits(name) ? [setting] : []));
      const access = accessTo(unit, { value: NOTHING, fn, guard, loop, isWrite: false }, value, key, of, 'weak');
      return access ? [{ ...access, access: { ...access.access, key, exact: false } }] : [];
    }));
  }

  /** Cheap: a name in the chain is that of a setting, of a group or of a table, or is computed. */
  function isSuspect(value: Val): boolean {
    if (value.k === 'ref') return tables.has(value.n);
    if (value.k === 'prop' && handing.has(value.n)) return true;
    let at: Val = value;
    while (at.k === 'prop' || at.k === 'await') {
      if (at.k === 'prop' && byFirst.has(at.n)) return true;
      at = at.k === 'prop' ? at.o : at.v;
    }
    return at.k === 'elem';
  }

  function startsAt(unit: Unit, fn: FnIndex, value: Val): readonly SettingsObject[] {
    if (value.k === 'param' || !owners.mayBe(unit, value)) return [];
    const own = (owners.of(unit, fn, value) ?? [])
      .filter(each => each.prefix === '')
      .map(each => each.object)
      .filter(object => !object.groups && object.cls === undefined && object.call !== undefined);
    if (!own.some(object => object.called)) return own;
    // `load: [database]` hands on what makes the settings, not the settings: a container asks for them by their keys.
    const known = reading.evaluator.evaluate({ file: unit.path, fn }, value);
    const uncalled = known.k === 'call' && known.path.length === 0 ? owners.byCall(known.ctx.file, known.call) : undefined;
    return own.filter(object => !object.called || !uncalled?.includes(object));
  }

  /** `database.asProvider()`: a container hands the settings on to whoever asks for them. */
  function handedByMaker(unit: Unit, chain: Chain, value: Extract<Val, { k: 'prop' }>): MemberAccess[] {
    const known = reading.evaluator.evaluate({ file: unit.path, fn: chain.fn }, value.o);
    const made = known.k === 'call' && known.path.length === 0 ? owners.byCall(known.ctx.file, known.call) : [];
    return made.filter(object => object.handing?.includes(value.n) || (object.injecting?.includes(value.n) && !typed.has(object))).flatMap(object => handedOnAt(unit, chain, value, object, ''));
  }

  /** A key as a text: it names the setting, and where members are read by computed names it may be what is read. */
  function mentioned(unit: Unit, { value, fn }: { value: Extract<Val, { k: 'lit' }>; fn: FnIndex }): MemberAccess[] {
    const key = String(value.v);
    const candidates = byFirst.get(key);
    if (!candidates) return [];
    const isRead = objects.some(object => computed.objects.has(object) && object.settings.has(key)) || (!unit.test && computed.environmentIn.has(code.modules.packageOf(unit.path)));
    const access = accessTo(unit, { value, fn, guard: -1, loop: -1, isWrite: false }, value, key, [...candidates], 'weak');
    return access ? [{ ...access, access: { ...access.access, mode: isRead ? mode : 'mention', site: 'text' } }] : [];
  }

  function read(unit: Unit, chain: Chain, value: Val, rest: readonly string[], candidates: ReadonlySet<Setting>): MemberAccess | undefined {
    if (value.k !== 'prop' && value.k !== 'ref') return undefined;
    const own = value.k === 'prop' ? (owners.of(unit, chain.fn, value.o) ?? handedTo(unit, chain, value.o)) : undefined;
    if (own) {
      const keys = rest.map((_, i) => rest.slice(0, rest.length - i).join(join));
      for (const { object, prefix } of own) {
        const longest = keys.map(key => (prefix === '' ? key : `${prefix}${join}${key}`)).find(key => object.settings.has(key));
        const setting = longest === undefined ? undefined : object.settings.get(longest);
        if (setting) return accessTo(unit, chain, value, longest!, own.flatMap(each => each.object.settings.get(longest!) ?? []), 'exact');
        // What is taken by a computed name may be any of the group.
        const last = rest.includes('*') ? rest.slice(0, rest.indexOf('*')).join(join) : keys[0]!;
        const group = prefix === '' ? last : `${prefix}${join}${last}`;
        if (object.groups) return whole(unit, chain, value, group)[0];
        if (owners.hasGroup(object, group) && !takenApart(unit).has(`${value.s}-${value.e}`)) return handedOnAt(unit, chain, value, object, group)[0];
      }
      return undefined;
    }
    const key = rest[0]!;
    if (value.k !== 'prop') return undefined;
    const handedOn = owners.mayBe(unit, value.o) ? owners.handedThrough(unit, chain.fn, value.o).flatMap(({ object: own }) => own.settings.get(key) ?? []) : [];
    if (handedOn.length > 0) return accessTo(unit, chain, value, key, handedOn, isDistinctive(key) ? 'exact' : 'weak');
    return isDistinctive(key) ? accessTo(unit, chain, value, key, [...candidates].filter(setting => setting.key === key), 'weak') : undefined;
  }

  function handedTo(unit: Unit, { fn }: Chain, value: Val): readonly Owner[] | undefined {
    const own = handed.at(unit, fn, value);
    return own.length > 0 ? own.map(object => ({ object, prefix: '' })) : undefined;
  }

  /** A table, or a group of one, that is handed on as a whole: any of its settings may be read there. */
  function whole(unit: Unit, chain: Chain, value: Extract<Val, { s: number }>, group: string): MemberAccess[] {
    const known = reading.evaluator.evaluate({ file: unit.path, fn: chain.fn }, value);
    if (known.k !== 'obj') return [];
    return owners.byLiteral(known.ctx.file, known.value.s).flatMap(object => {
      const prefix = object.groups?.get(known.value.s) ?? group;
      return handedOnAt(unit, chain, value, object, prefix);
    });
  }

  function handedOnAt(unit: Unit, chain: Chain, value: Extract<Val, { s: number }>, object: SettingsObject, prefix: string): MemberAccess[] {
    const of = [...object.settings].filter(([key]) => prefix === '' || key.startsWith(`${prefix}${join}`)).map(([, setting]) => setting);
    const access = accessTo(unit, chain, value, prefix === '' ? '*' : `${prefix}${join}*`, of, 'weak');
    return access ? [{ ...access, access: { ...access.access, exact: false } }] : [];
  }
}

const NOTHING: Val = { k: '?' };

/** Capitals with an underscore: a name that hardly stands for anything but the variable. */
const isDistinctive = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name);
