import type { Val } from '../../facts/program/model.ts';
import { enclosingClass } from '../../facts/program/parts.ts';
import type { Receiver } from '../../vocabulary/accesses.ts';
import { calleeName, receiverOf, type CallSite, type Code, type Unit } from './code.ts';
import { isNamed } from './entry.ts';
import type { Known } from './evaluation/known.ts';
import type { Setting } from './model.ts';
import type { Reading } from './setting.ts';
import type { SettingsObject } from './settings-object.ts';

/** What a vocabulary says of a call, whether it declares settings or reads them. */
export interface SiteForm {
  readonly callee: readonly string[];
  readonly form?: 'new' | 'jsx' | undefined;
  readonly receiver?: Receiver | undefined;
  readonly from?: readonly string[] | undefined;
  readonly within?: readonly string[] | undefined;
}

/** True for the calls that are meant. `objects` is what the vocabulary's registries yield. */
export function siteMatcher(reading: Reading, { callee, form = undefined, receiver, from, within }: SiteForm, objects: readonly SettingsObject[]): (site: CallSite) => boolean {
  const { code } = reading;
  const kind = form ?? 'call';
  const yielded = receiver?.result ? settingsOfReceiver(reading, objects) : undefined;
  return site => {
    if (site.unit.facts.calls[site.c]!.k !== kind || !isNamed(code, site, callee)) return false;
    if (receiver && !isReceiver(code, site, receiver) && !yielded?.(site) && !(receiver.calls && isMade(site, receiver.calls))) return false;
    return (!from || isFrom(code, site, from)) && (!within || standsWithin(site, within));
  };

  /** The method is called on what a function hands on that it got from one of these. */
  function isMade(site: CallSite, names: readonly string[]): boolean {
    const known = receiverIn(reading, site);
    const home = known?.k === 'call' && known.path.length === 0 ? code.unit(known.ctx.file) : undefined;
    return known?.k === 'call' && home !== undefined && names.includes(calleeName(home.facts, home.facts.calls[known.call]!) ?? '');
  }
}

/** The settings of what a registry yields, where the method is called on that. */
export function settingsOfReceiver(reading: Reading, objects: readonly SettingsObject[]): (site: CallSite) => ReadonlySet<Setting> | undefined {
  const yielded = new Map<string, Set<Setting>>();
  for (const { file, call, settings } of objects) {
    if (call === undefined) continue;
    const all = yielded.get(`${file}#${call}`) ?? new Set();
    for (const setting of settings.values()) all.add(setting);
    yielded.set(`${file}#${call}`, all);
  }
  return site => {
    const known = receiverIn(reading, site);
    return known?.k === 'call' ? yielded.get(`${known.ctx.file}#${known.call}`) : undefined;
  };
}

/** What the method is called on. */
function receiverIn({ evaluator }: Reading, { unit, c }: CallSite): Known | undefined {
  const call = unit.facts.calls[c]!;
  const value = receiverOf(unit.facts, call);
  return value && evaluator.evaluate({ file: unit.path, fn: call.fn }, value);
}

/** The call stands in a function that is handed to a call of one of these, however deep. */
function standsWithin({ unit: { facts }, c }: CallSite, names: readonly string[]): boolean {
  for (let f = facts.calls[c]!.fn; f > 0; f = facts.fns[f]!.parent) {
    const { argOf } = facts.fns[f]!;
    if (argOf && names.includes(calleeName(facts, facts.calls[argOf.c]!) ?? '')) return true;
  }
  return false;
}

/** Types of the language that hold whatever is put into them: `private config = new Map<Region, Bucket>()` is no settings object, whatever its name. */
const CONTAINERS: ReadonlySet<string> = new Set(['Map', 'ReadonlyMap', 'WeakMap', 'Set', 'ReadonlySet', 'WeakSet', 'URLSearchParams', 'Headers', 'FormData']);

/** What the method is called on fits. */
export function isReceiver(code: Code, { unit, c }: CallSite, receiver: Receiver): boolean {
  const call = unit.facts.calls[c]!;
  const value = receiverOf(unit.facts, call);
  if (!value) return false;
  if (receiver.self && value.k === 'this') return true;
  if (receiver.calls && isYielded(code, { unit, c }, value, receiver.calls)) return true;
  const names = [nameOf(unit, value)];
  if (value.k === 'this') names.push(classAround(unit, call.fn));
  const matches = (name: string | undefined): boolean => name !== undefined && (receiver.endings ?? []).some(ending => name.toLowerCase().endsWith(ending.toLowerCase()));
  const site = { file: unit.path, fn: call.fn };
  const isNamed = names.some(matches);
  const types = receiver.endings ? code.values.typeNames(site, value) : [];
  if (types.some(matches) || (isNamed && !types.some(type => CONTAINERS.has(type)))) return true;
  return receiver.from ? isFrom(code, { unit, c }, receiver.from) : false;
}

/** The name or a type of what stands in front of a member ends like this, whatever the case. */
export function isNamedLike(code: Code, unit: Unit, fn: number, value: Val, endings: readonly string[]): 'name' | 'type' | undefined {
  const matches = (name: string | undefined): boolean => name !== undefined && endings.some(ending => name.toLowerCase().endsWith(ending.toLowerCase()));
  if (code.values.typeNames({ file: unit.path, fn }, value).some(matches)) return 'type';
  return matches(nameOf(unit, value)) ? 'name' : undefined;
}

/** Last name of a receiver; of a call (`getResolver()`), the name of what is called. */
function nameOf(unit: Unit, value: Val): string | undefined {
  if (value.k === 'ref' || value.k === 'prop') return value.n;
  if (value.k === 'await') return nameOf(unit, value.v);
  return value.k === 'call' ? calleeName(unit.facts, unit.facts.calls[value.c]!) : undefined;
}

/** Name of the class whose member the function is or stands in. */
function classAround({ facts }: Unit, fn: number): string | undefined {
  const cls = enclosingClass(facts, fn);
  return cls === undefined ? undefined : facts.classes[cls]?.n;
}

function isYielded(code: Code, { unit, c }: CallSite, value: Val, names: readonly string[]): boolean {
  const origin = value.k === 'call' ? { k: 'call' as const, file: unit.path, call: value.c, path: [] } : code.values.origin({ file: unit.path, fn: unit.facts.calls[c]!.fn }, value);
  const home = origin.k === 'call' && origin.path.length === 0 ? code.unit(origin.file) : undefined;
  return origin.k === 'call' && home !== undefined && names.includes(calleeName(home.facts, home.facts.calls[origin.call]!) ?? '');
}

/** What is called, or what the method is called on, comes from one of these modules. */
export function isFrom(code: Code, { unit, c }: CallSite, from: readonly string[]): boolean {
  const call = unit.facts.calls[c]!;
  let at: Val = call.callee;
  for (let hops = 0; hops < 20; hops++) {
    const origin = code.values.origin({ file: unit.path, fn: call.fn }, at);
    if (origin.k === 'external') return from.includes(origin.from);
    if (origin.k === 'call') {
      const next = code.unit(origin.file)?.facts.calls[origin.call];
      if (!next || origin.file !== unit.path) return false;
      at = next.callee;
    } else if (at.k === 'prop') at = at.o;
    else return false;
  }
  return false;
}

