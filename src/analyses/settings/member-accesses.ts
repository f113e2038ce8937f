import type { FnIndex, Val } from '../../facts/program/model.ts';
import type { ResultAccess } from '../../vocabulary/accesses.ts';
import { environment } from '../../vocabulary/presets/schema-words.ts';
import { patterns, type RawAccess } from './accesses.ts';
import { chainsOf, namesOf, rootOf, type Chain } from './chains.ts';
import type { Code, Unit } from './code.ts';
import type { Ctx, Free, Known } from './known.ts';
import { mayBeGlobal } from './globals.ts';
import { handedOn } from './handed.ts';
import { leadingTo } from './leading.ts';
import { matcher } from './keys.ts';
import type { SettingsObject } from './members.ts';
import type { Setting } from './model.ts';
import { objectsOf } from './objects.ts';
import type { Reading } from './setting.ts';
import { unknownMembers } from './unknown-members.ts';

/** A member that is read, with the settings it can be; none where the object that is read has no such member. */
export interface MemberAccess {
  readonly access: RawAccess;
  readonly of: readonly Setting[];
  /** The setting in whose own registration the place stands. */
  readonly inside?: Setting;
}

/** A settings object, or the group of one that `prefix` leads to. */
interface Owner {
  readonly object: SettingsObject;
  readonly prefix: string;
}

/**
 * Members of settings objects (`env.PORT`, `const { PORT } = env`, `loadEnv().PORT`). Where the object in front of the
 * member cannot be followed to a registry (a parameter, a field), a name that is distinctive enough counts as a weak
 * access; so does the raw variable.
 */
export function accessesByMember(reading: Reading, objects: readonly SettingsObject[], { mode, writtenBy = [] }: Pick<ResultAccess, 'mode' | 'writtenBy'>): MemberAccess[] {
  const { code, vocabulary } = reading;
  const join = vocabulary.join ?? '.';
  const tables = new Set(objects.flatMap(object => (object.decl === undefined ? [] : code.names(code.unit(object.file)!.facts.decls[object.decl]!.n))));
  const byCall = new Map<string, SettingsObject[]>();
  const byFirst = new Map<string, Set<Setting>>();
  for (const object of objects) {
    const ids = object.groups ? [...object.groups.keys()].map(start => `${object.file} object ${start}`)
      : [object.cls === undefined ? `${object.file}#${object.call}` : `${object.file} class ${object.cls}`];
    for (const id of ids) byCall.set(id, [...(byCall.get(id) ?? []), object]);
    for (const [name, setting] of object.settings) {
      // A group of a table may be taken out first and read then.
      for (const part of name.includes(join) ? name.split(join) : [name]) byFirst.set(part, (byFirst.get(part) ?? new Set()).add(setting));
    }
  }
  const isCalled = objects.some(object => object.called);
  const hasClasses = objects.some(object => object.cls !== undefined);
  const writtenIn = new Map<string, SettingsObject[]>();
  for (const object of objects) for (const file of new Set([object.file, ...object.ranges.map(each => each.range.file)])) writtenIn.set(file, [...(writtenIn.get(file) ?? []), object]);
  const found: MemberAccess[] = [];
  /** Where members are handed to a function that writes them. */
  const written = new Set(writtenBy.flatMap(name => code.calls(name)).flatMap(({ unit, c }) => unit.facts.calls[c]!.args.flatMap(arg => ('s' in arg ? [`${unit.path}:${arg.s}`] : []))));

  const groups = new Map<SettingsObject, ReadonlySet<string>>();
  const leading = leadingTo(code, objects);
  const handed = handedOn<SettingsObject>(code, leading.units, (unit, fn, value) => (leading.has(unit, rootOf(value)) ? startsAt(unit, fn, value) : []), (file, call) => byCall.has(`${file}#${call}`));

  /** Objects of which some member is read whose name is not known. */
  const readDynamically = new Set<SettingsObject>();
  /** Packages that read the environment itself by computed names. */
  const readingAny = new Set<string>();
  for (const unit of code.units) {
    for (const chain of chainsOf(unit, isSuspect)) {
      if (chain.value.k === 'ref') {
        if (tables.has(chain.value.n)) found.push(...whole(unit, chain, chain.value, ''));
        continue;
      }
      const names = namesOf(chain.value);
      const index = names.find(each => each.value.k === 'elem')?.value;
      if (index?.k === 'elem' && (index === names[0]!.value || (index.o.k === 'prop' && index.o.o.k === 'this'))) {
        found.push(...computed(unit, chain, index));
        continue;
      }
      for (let i = 0; i < names.length; i++) {
        const { name, value } = names[i]!;
        const candidates = byFirst.get(name);
        if (!candidates) continue;
        const access = read(unit, chain, value, names.slice(i).map(each => each.name), candidates);
        if (access) {
          found.push(access);
          break;
        }
      }
    }
  }
  const isKey = (text: string): boolean => byFirst.has(text) && isDistinctive(text);
  for (const unit of code.units) if (unit.mayMention(isKey)) for (const literal of literalsOf(unit, isKey)) found.push(...mentioned(unit, literal));
  // Who takes the names and reads by computed ones reads them all.
  const enumerated = handed.named.filter(({ object }) => readDynamically.has(object));
  // Where members are handles, whoever is handed them all has no value of theirs.
  for (const { object, unit, fn, guard, loop, value, keys = ['*'] } of writtenBy.length > 0 ? [] : [...handed.lost, ...enumerated]) {
    for (const key of keys) {
      const fits = matcher(key);
      const access = accessTo(unit, { value: NOTHING, fn, guard, loop, isWrite: false }, value, key, [...object.settings].flatMap(([name, setting]) => (fits(name) ? [setting] : [])), 'weak');
      if (access) found.push({ ...access, access: { ...access.access, key, exact: false } });
    }
  }
  for (const access of unknownMembers(reading, objects, mode, leading)) found.push({ of: [], access });
  return found;

  /** Cheap: a name in the chain is that of a setting, of a group or of a table, or is computed. */
  function isSuspect(value: Val): boolean {
    if (value.k === 'ref') return tables.has(value.n);
    let at: Val = value;
    while (at.k === 'prop' || at.k === 'await') {
      if (at.k === 'prop' && byFirst.has(at.n)) return true;
      at = at.k === 'prop' ? at.o : at.v;
    }
    return at.k === 'elem';
  }

  function startsAt(unit: Unit, fn: FnIndex, value: Val): readonly SettingsObject[] {
    if (value.k === 'param' || !mayOwn(unit, value)) return [];
    const own = (ownerOf(unit, { value, fn, guard: -1, loop: -1, isWrite: false }, value) ?? []).map(each => each.object).filter(object => !object.groups && object.cls === undefined && object.call !== undefined);
    if (!own.some(object => object.called)) return own;
    // `load: [database]` hands on what makes the settings, not the settings: a container asks for them by their keys.
    const known = reading.evaluator.evaluate({ file: unit.path, fn }, value);
    const uncalled = known.k === 'call' && known.path.length === 0 ? byCall.get(`${known.ctx.file}#${known.call}`) : undefined;
    return own.filter(object => !object.called || !uncalled?.includes(object));
  }

  /** `env[name]`: whatever the name can be. */
  function computed(unit: Unit, chain: Chain, value: Extract<Val, { k: 'elem' }>): MemberAccess[] {
    const own = (mayOwn(unit, value.o) ? ownerOf(unit, chain, value.o) : undefined) ?? handedTo(unit, chain, value.o);
    if (!own) {
      if (vocabulary.changes === 'start' && !unit.test && isEnvironment(unit, chain, value)) readingAny.add(code.modules.packageOf(unit.path));
      return [];
    }
    const known = reading.evaluator.evaluate({ file: unit.path, fn: chain.fn }, value.i);
    const handed = known.k === 'free' && known.on.k === 'param' ? handedIn(known.on, value.i, own) : undefined;
    if (handed) return handed;
    const keys = patterns(closed(unit, chain, value.i));
    return own.flatMap(({ object }) => keys.flatMap(key => {
      if (key === '*') readDynamically.add(object);
      const fits = matcher(key);
      const of = key === '*' ? [] : [...object.settings.values()].filter(setting => fits(setting.key));
      return of.flatMap(setting => accessTo(unit, chain, value, setting.key, [setting], key.includes('*') ? 'weak' : 'exact') ?? []);
    }));
  }

  /** `process.env[name]`, whatever the environment is called there. */
  function isEnvironment(unit: Unit, { fn }: Chain, { o, i }: Extract<Val, { k: 'elem' }>): boolean {
    const name = o.k === 'prop' || o.k === 'ref' ? o.n : '';
    return /env/i.test(name) && i.k !== 'lit' && mayBeGlobal(reading, { file: unit.path, fn }, o, environment);
  }

  /** `get(key) { return this.env[key]; }`: what its callers ask for, where every one of them says it outright. */
  function handedIn(free: Free, index: Val, own: readonly Owner[]): MemberAccess[] | undefined {
    if (free.k !== 'param') return undefined;
    const callers = reading.evaluator.expand({ file: free.file, fn: free.fn }, free);
    if (!callers || callers.length === 0) return undefined;
    const asked = callers.map(({ ctx, site }) => ({ site, known: reading.evaluator.evaluate(ctx, index) }));
    if (!asked.every(({ site, known }) => site && known.k === 'const')) return undefined;
    return asked.flatMap(({ site, known }) => {
      const call = site!.unit.facts.calls[site!.c]!;
      const key = known.k === 'const' ? String(known.v) : '';
      const of = own.flatMap(({ object }) => object.settings.get(key) ?? []);
      const place = { k: 'prop', o: call.callee, n: key, s: call.s, e: call.e } as const;
      return accessTo(site!.unit, { value: place, fn: call.fn, guard: call.g, loop: call.loop, call: site!.c, isWrite: false }, place, key, of, 'exact') ?? [];
    });
  }

  function closed(unit: Unit, chain: Chain, value: Val): Known {
    const ctx: Ctx = { file: unit.path, fn: chain.fn };
    const known = reading.evaluator.evaluate(ctx, value);
    return known.k === 'free' ? reading.evaluator.evaluate(reading.evaluator.close(ctx, known.on), value) : known;
  }

  /** A key as a text: it names the setting, and where members are read by computed names it may be what is read. */
  function mentioned(unit: Unit, { value, fn }: { value: Extract<Val, { k: 'lit' }>; fn: FnIndex }): MemberAccess[] {
    const key = String(value.v);
    const candidates = byFirst.get(key);
    if (!candidates) return [];
    const isRead = objects.some(object => readDynamically.has(object) && object.settings.has(key)) || (!unit.test && readingAny.has(code.modules.packageOf(unit.path)));
    const access = accessTo(unit, { value, fn, guard: -1, loop: -1, isWrite: false }, value, key, [...candidates], 'weak');
    return access ? [{ ...access, access: { ...access.access, mode: isRead ? mode : 'mention', site: 'text' } }] : [];
  }

  function read(unit: Unit, chain: Chain, value: Val, rest: readonly string[], candidates: ReadonlySet<Setting>): MemberAccess | undefined {
    if (value.k !== 'prop' && value.k !== 'ref') return undefined;
    const own = value.k === 'prop' ? (ownerOf(unit, chain, value.o) ?? handedTo(unit, chain, value.o)) : undefined;
    if (own) {
      const keys = rest.map((_, i) => rest.slice(0, rest.length - i).join(join));
      for (const { object, prefix } of own) {
        const longest = keys.map(key => (prefix === '' ? key : `${prefix}${join}${key}`)).find(key => object.settings.has(key));
        const setting = longest === undefined ? undefined : object.settings.get(longest);
        if (setting) return accessTo(unit, chain, value, longest!, own.flatMap(each => each.object.settings.get(longest!) ?? []), 'exact');
        const group = prefix === '' ? keys[0]! : `${prefix}${join}${keys[0]!}`;
        if (object.groups) return whole(unit, chain, value, group)[0];
        if (hasGroup(object, group) && !takenApart(unit).has(`${value.s}-${value.e}`)) return handedOnAt(unit, chain, value, object, group)[0];
      }
      return undefined;
    }
    const key = rest[0]!;
    if (value.k !== 'prop') return undefined;
    const handedOn = mayOwn(unit, value.o) ? handedThrough(unit, chain, value.o).flatMap(({ object: own }) => own.settings.get(key) ?? []) : [];
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
    return (byCall.get(`${known.ctx.file} object ${known.value.s}`) ?? []).flatMap(object => {
      const prefix = object.groups?.get(known.value.s) ?? group;
      return handedOnAt(unit, chain, value, object, prefix);
    });
  }

  function handedOnAt(unit: Unit, chain: Chain, value: Extract<Val, { s: number }>, object: SettingsObject, prefix: string): MemberAccess[] {
    const of = [...object.settings].filter(([key]) => prefix === '' || key.startsWith(`${prefix}${join}`)).map(([, setting]) => setting);
    const access = accessTo(unit, chain, value, prefix === '' ? '*' : `${prefix}${join}*`, of, 'weak');
    return access ? [{ ...access, access: { ...access.access, exact: false } }] : [];
  }

  /** Settings of the object stand below this name. */
  function hasGroup(object: SettingsObject, name: string): boolean {
    let all = groups.get(object);
    if (!all) groups.set(object, (all = groupsIn(object, join)));
    return all.has(name);
  }

  /** Settings objects that a call was handed whose result this is: `check(env).PORT`. */
  function handedThrough(unit: Unit, chain: Chain, object: Val): readonly Owner[] {
    const known = reading.evaluator.evaluate({ file: unit.path, fn: chain.fn }, object);
    if (known.k !== 'call' || known.path.length > 0) return [];
    const home = code.unit(known.ctx.file);
    const call = home?.facts.calls[known.call];
    return (call?.args ?? []).flatMap(arg => (home && mayOwn(home, arg) ? (ownerOf(home, { ...chain, fn: call!.fn }, arg) ?? []) : []));
  }

  /** Cheap: a name of this file that could be a settings object at all. */
  function mayOwn(unit: Unit, object: Val): boolean {
    let at = object;
    while (at.k === 'prop') at = at.o;
    return at.k === 'ref' ? at.d >= 0 && unit.facts.decls[at.d]?.k !== 'param' : at.k === 'call' || (at.k === 'this' && object.k === 'prop');
  }

  /** The settings objects that an expression is. */
  function ownerOf(unit: Unit, chain: Chain, object: Val): readonly Owner[] | undefined {
    const inField = object.k === 'prop' && object.o.k === 'this' ? fieldValues(unit, chain.fn, object.n) : object.k === 'ref' && object.d >= 0 ? assignedValues(unit, object.d) : [];
    const known = [object, ...inField.map(each => each.value)].map((each, i) => reading.evaluator.evaluate({ file: unit.path, fn: inField[i - 1]?.fn ?? chain.fn }, each));
    const options = known.flatMap(each => partsOf(each));
    const owners = options.flatMap((each): Owner[] => {
      if (each.k === 'obj') return (byCall.get(`${each.ctx.file} object ${each.value.s}`) ?? []).map(own => ({ object: own, prefix: own.groups?.get(each.value.s) ?? '' }));
      if (each.k !== 'call') return [];
      const maker = isCalled ? code.unit(each.ctx.file)?.facts.calls[each.call]?.callee : undefined;
      const made = maker && (maker.k === 'ref' || maker.k === 'prop') ? reading.evaluator.evaluate(each.ctx, maker) : undefined;
      const called = made?.k === 'call' ? (byCall.get(`${made.ctx.file}#${made.call}`) ?? []).filter(own => own.called) : [];
      if (called.length > 0) return called.map(own => ({ object: own, prefix: each.path.join(join) }));
      return (byCall.get(`${each.ctx.file}#${each.call}`) ?? []).flatMap((own): Owner[] => {
        if (!own.path.every((name, i) => each.path[i] === name)) return [];
        const prefix = each.path.slice(own.path.length).join(join);
        return prefix === '' || hasGroup(own, prefix) ? [{ object: own, prefix }] : [];
      });
    });
    if (owners.length > 0) return owners;
    const cls = hasClasses ? code.values.classOf({ file: unit.path, fn: chain.fn }, object) : undefined;
    return cls && byCall.get(`${cls.file} class ${cls.cls}`)?.map(own => ({ object: own, prefix: '' }));
  }

  /** What a value can be, and what is spread into it: `{ ...parsed.data, ...clientEnv }`. */
  function partsOf(known: Known, depth = 0): readonly Known[] {
    if (known.k === 'either') return known.of.flatMap(each => partsOf(each, depth));
    if (known.k !== 'obj' || depth > 3) return [known];
    return [known, ...known.value.p.flatMap(each => (each.spread ? partsOf(reading.evaluator.evaluate(known.ctx, each.v), depth + 1) : []))];
  }

  function accessTo(unit: Unit, chain: Chain, value: { readonly s: number; readonly e: number }, key: string, of: readonly Setting[], strength: 'exact' | 'weak'): MemberAccess | undefined {
    if (of.length === 0) return undefined;
    const around = writtenIn.get(unit.path) ?? [];
    const inside = around.flatMap(object => object.ranges).find(({ range }) => range.file === unit.path && range.s <= value.s && value.e <= range.e)?.setting;
    // What stands in the registry's own call (`runtimeEnv: { PORT: process.env.PORT }`) belongs to the registration.
    if (!inside && around.some(object => object.file === unit.path && isWithin(code, object, value))) return undefined;
    if (inside && of.length === 1 && of[0] === inside) return undefined;
    return {
      of,
      ...(inside && { inside }),
      access: {
        key: of.length === 1 ? of[0]!.key : key, exact: true, mode: chain.isWrite || written.has(`${unit.path}:${value.s}`) ? 'write' : mode, strength, vocabulary: vocabulary.name, site: 'member',
        file: unit.path, fn: chain.fn, guard: chain.guard, loop: chain.loop, ...(chain.call !== undefined && { call: chain.call }),
        via: [], at: code.locate(unit.path, value.s, value.e), test: unit.test,
      },
    };
  }
}

const NOTHING: Val = { k: '?' };

/** What stands in front of some `join` in the names of the object's settings. */
function groupsIn({ settings }: SettingsObject, join: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const key of settings.keys()) for (let at = key.indexOf(join); at >= 0 && at < key.length; at = key.indexOf(join, at + 1)) found.add(key.slice(0, at));
  return found;
}

function isWithin(code: Code, object: SettingsObject, value: { readonly s: number; readonly e: number }): boolean {
  const call = object.call === undefined ? undefined : code.unit(object.file)!.facts.calls[object.call];
  return call !== undefined && call.ce <= value.s && value.e <= call.e;
}

/** Capitals with an underscore: a name that hardly stands for anything but the variable. */
const isDistinctive = (name: string): boolean => /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(name);

/** Groups that are destructured: what is taken out of them is read, and nothing else. */
function takenApart(unit: Unit): ReadonlySet<string> {
  let known = destructured.get(unit);
  if (!known) {
    known = new Set(unit.facts.decls.flatMap(({ init }) => { const of = init?.k === 'prop' ? init.o : undefined; return of && 's' in of ? [`${of.s}-${of.e}`] : []; }));
    destructured.set(unit, known);
  }
  return known;
}

const destructured = new WeakMap<Unit, ReadonlySet<string>>();

/** All that a field of the class around a function is ever set to, in the file of the class. */
function fieldValues({ facts }: Unit, fn: FnIndex, name: string): { readonly value: Val; readonly fn: FnIndex }[] {
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
const assignedValues = ({ facts }: Unit, d: number): { readonly value: Val; readonly fn: FnIndex }[] =>
  facts.writes.flatMap(({ t, v, op, fn }) => (v !== undefined && op === '=' && t.k === 'ref' && t.d === d ? [{ value: v, fn }] : []));

/** Texts of this kind among arguments, members and elements. */
function literalsOf(unit: Unit, isMeant: (text: string) => boolean): { value: Extract<Val, { k: 'lit' }>; fn: FnIndex }[] {
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
