import type { CallIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { CallSite, Code, Unit } from '../settings/code.ts';
import type { SettingIndex, SettingsModel } from '../settings/model.ts';
import { isConstant, ownerAt, type Stated } from './stated.ts';
import { fallbacksOf } from './fallbacks.ts';
import { wordsOf } from '../../facts/numbers/words.ts';

/** A parameter, or a member of one, of a function of the program. */
interface Slot {
  readonly file: string;
  readonly fn: FnIndex;
  readonly i: number;
  readonly path: string;
}

/**
 * Defaults of parameters that every caller who gives a value fills with one and the same setting, and whose names are made
 * of the setting's words: `backoff(baseMs = 500)` where `backoff.base_ms` is handed in.
 */
export function parameterMirrors(code: Code, { settings, accesses }: SettingsModel): Stated[] {
  const readByCall = new Map<string, readonly SettingIndex[]>();
  const readByPlace = new Map<string, readonly SettingIndex[]>();
  const files = new Set<string>();
  for (const access of accesses) {
    if (access.mode !== 'read' || access.strength !== 'exact' || !access.exact || access.test || !access.settings.some(i => isConstant(settings[i]))) continue;
    files.add(access.file);
    if (access.site === 'call' && access.call !== undefined) readByCall.set(`${access.file}#${access.call}`, access.settings);
    if (access.site === 'member') readByPlace.set(`${access.file}:${access.at.line}:${access.at.column}`, access.settings);
  }

  /** What is handed to each parameter that is handed a setting somewhere. */
  const handed = new Map<string, { readonly slot: Slot; readonly settings: readonly SettingIndex[] }>();
  for (const unit of code.units) {
    if (!files.has(unit.path)) continue;
    unit.facts.calls.forEach((call, c) => {
      call.args.forEach((arg, i) => {
        for (const { path, value } of partsOf(unit, arg)) {
          const read = readOf(unit, value);
          const target = read && targetOf({ unit, c });
          // A library of the workspace has defaults of its own.
          const isOwn = target && read.some(index => settings[index]!.application === code.modules.packageOf(target.file));
          if (target && isOwn) handed.set(`${target.file}#${target.fn}#${i}#${path}`, { slot: { ...target, i, path }, settings: read });
        }
      });
    });
  }
  if (handed.size === 0) return [];
  const bySlot = new Map(handed);
  for (const id of othersGive()) bySlot.delete(id);

  return code.units.filter(unit => !unit.test).flatMap(unit => {
    const slots = [...bySlot.values()].filter(({ slot }) => slot.file === unit.path);
    if (slots.length === 0) return [];
    return fallbacksOf(unit).flatMap(({ value, fallback, s, e }): Stated[] => {
      const from = slotOf(unit, value);
      const found = from && bySlot.get(`${unit.path}#${from.fn}#${from.i}#${from.path}`);
      const constant = found && code.values.constant({ file: unit.path, fn: found.slot.fn }, fallback);
      if (!found || constant === undefined || constant === null || constant === '' || !isNamedAfter(unit, found.slot, found.settings)) return [];
      const span = 's' in fallback ? fallback : { s, e };
      return [{ settings: found.settings, place: 'parameter', value: constant, owner: ownerAt(unit, found.slot.fn), at: code.locate(unit.path, span.s, span.e) }];
    });
  });

  /** Parameters that some caller gives something else: their defaults are their own. */
  function othersGive(): string[] {
    const names = new Set([...handed.values()].map(({ slot }) => {
      const { n, cls } = code.unit(slot.file)!.facts.fns[slot.fn]!;
      return n === 'constructor' && cls !== undefined ? code.unit(slot.file)!.facts.classes[cls]!.n : n;
    }));
    return [...names].flatMap(name => code.calls(name)).filter(({ unit }) => !unit.test).flatMap(site => {
      const target = targetOf(site);
      const args = site.unit.facts.calls[site.c]!.args;
      return [...handed].filter(([, { slot, settings: given }]) => {
        if (!target || slot.file !== target.file || slot.fn !== target.fn) return false;
        const arg = args[slot.i];
        if (!arg || arg.k === 'undef') return false;
        const part = slot.path === '' ? arg : partsOf(site.unit, arg).find(each => each.path === slot.path)?.value;
        if (!part) return arg.k !== 'obj';
        return readOf(site.unit, part)?.join() !== given.join();
      }).map(([id]) => id);
    });
  }

  function isNamedAfter(unit: Unit, { fn, i, path }: Slot, indexes: readonly SettingIndex[]): boolean {
    const { n, params, owner } = unit.facts.fns[fn]!;
    const name = path === '' ? (unit.facts.decls[params[i] ?? -1]?.n ?? '') : path;
    const around = new Set([...wordsOf(n), ...wordsOf(owner)]);
    const own = wordsOf(name);
    return indexes.some(index => {
      const { namespace = '', name: key } = settings[index]!;
      const said = new Set([...wordsOf(namespace), ...wordsOf(key)]);
      return own.length > 0 && own.every(word => said.has(word) || around.has(word)) && own.some(word => wordsOf(key).includes(word));
    });
  }

  function targetOf({ unit, c }: CallSite): { readonly file: string; readonly fn: FnIndex } | undefined {
    const call = unit.facts.calls[c]!;
    const origin = code.values.origin({ file: unit.path, fn: call.fn }, call.callee);
    if (origin.k === 'fn' && origin.path.length === 0) return { file: origin.file, fn: origin.fn };
    if (origin.k !== 'class' || call.k !== 'new') return undefined;
    const ctor = code.unit(origin.file)?.facts.classes[origin.cls]?.ctor;
    return ctor === undefined ? undefined : { file: origin.file, fn: ctor };
  }

  /** The settings that a value is, through names of its file. */
  function readOf({ path, facts }: Unit, value: Val): readonly SettingIndex[] | undefined {
    let at = value;
    for (let hops = 0; hops < 8; hops++) {
      if (at.k === 'call') return readByCall.get(`${path}#${at.c satisfies CallIndex}`);
      if (at.k === 'await') at = at.v;
      else if (at.k === 'prop') {
        const { line, column } = code.locate(path, at.s, at.e);
        return readByPlace.get(`${path}:${line}:${column}`);
      } else if (at.k === 'ref' && facts.decls[at.d]?.k === 'const' && facts.decls[at.d]?.init) at = facts.decls[at.d]!.init!;
      else return undefined;
    }
    return undefined;
  }
}

/** An argument, and the members of one that is an object literal. */
const partsOf = (unit: Unit, arg: Val): readonly { readonly path: string; readonly value: Val }[] =>
  arg.k === 'obj' ? arg.p.filter(each => !each.spread && each.n !== '').map(each => ({ path: each.n, value: each.v })) : unit ? [{ path: '', value: arg }] : [];

/** The parameter, or the member of one, that a value is. */
function slotOf({ facts }: Unit, value: Val): Omit<Slot, 'file'> | undefined {
  const names: string[] = [];
  let at = value;
  for (let hops = 0; hops < 12; hops++) {
    if (at.k === 'param') return names.length > 1 ? undefined : { fn: at.f, i: at.i, path: names.join('.') };
    if (at.k === 'prop') {
      names.unshift(at.n);
      at = at.o;
    } else if (at.k === 'op' && at.o === 'default') at = at.a[0]!; // Its operands are the value and the default.
    else if (at.k === 'ref' && facts.decls[at.d]?.k === 'param' && facts.decls[at.d]?.init) at = facts.decls[at.d]!.init!;
    else return undefined;
  }
  return undefined;
}
