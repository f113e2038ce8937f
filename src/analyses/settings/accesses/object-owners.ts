import type { FilePath } from '../../../core/model.ts';
import { addTo } from '../../../core/multimap.ts';
import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Unit } from '../code.ts';
import type { Known } from '../evaluation/known.ts';
import type { Reading } from '../setting.ts';
import type { SettingsObject } from '../settings-object.ts';
import { assignedValues, fieldValues } from './assigned.ts';

/** A settings object, or the group of one that `prefix` leads to. */
export interface Owner {
  readonly object: SettingsObject;
  readonly prefix: string;
}

export interface ObjectOwners {
  /** The settings objects that an expression is, with the groups it leads to. */
  of(unit: Unit, fn: FnIndex, value: Val): readonly Owner[] | undefined;
  /** Cheap: it could be a settings object at all. */
  mayBe(unit: Unit, value: Val): boolean;
  /** Settings objects that a call was handed whose result this is: `check(env).PORT`. */
  handedThrough(unit: Unit, fn: FnIndex, value: Val): readonly Owner[];
  /** Settings of the object stand below this name. */
  hasGroup(object: SettingsObject, name: string): boolean;
  /** The settings objects that a call of a registry yields. */
  byCall(file: FilePath, call: CallIndex): readonly SettingsObject[];
  /** Those that an object literal is, or is a group of. */
  byLiteral(file: FilePath, start: number): readonly SettingsObject[];
}

/** Finds out which settings objects a value is: what a registry yielded, an object table, an instance of a class of settings. */
export function objectOwners(reading: Reading, objects: readonly SettingsObject[]): ObjectOwners {
  const { code, evaluator, vocabulary } = reading;
  const join = vocabulary.join ?? '.';
  const isCalled = objects.some(object => object.called);
  const hasClasses = objects.some(object => object.cls !== undefined);
  const groups = new Map<SettingsObject, ReadonlySet<string>>();
  const made = new Map<string, SettingsObject[]>();
  for (const object of objects) {
    const ids = object.groups ? [...object.groups.keys()].map(start => literalId(object.file, start))
      : [object.cls === undefined ? callId(object.file, object.call) : classId(object.file, object.cls)];
    for (const id of ids) addTo(made, id, object);
  }
  return { of: ownersOf, mayBe, handedThrough, hasGroup, byCall, byLiteral };

  function byCall(file: FilePath, call: CallIndex): readonly SettingsObject[] {
    return made.get(callId(file, call)) ?? [];
  }

  function byLiteral(file: FilePath, start: number): readonly SettingsObject[] {
    return made.get(literalId(file, start)) ?? [];
  }

  function ownersOf(unit: Unit, fn: FnIndex, object: Val): readonly Owner[] | undefined {
    const inField = object.k === 'prop' && object.o.k === 'this' ? fieldValues(unit, fn, object.n) : object.k === 'ref' && object.d >= 0 ? assignedValues(unit, object.d) : [];
    const known = [object, ...inField.map(each => each.value)].map((each, i) => evaluator.evaluate({ file: unit.path, fn: inField[i - 1]?.fn ?? fn }, each));
    const options = known.flatMap(each => partsOf(each));
    const owners = options.flatMap((each): Owner[] => {
      if (each.k === 'obj') return byLiteral(each.ctx.file, each.value.s).map(own => ({ object: own, prefix: own.groups?.get(each.value.s) ?? '' }));
      if (each.k !== 'call') return [];
      const maker = isCalled ? code.unit(each.ctx.file)?.facts.calls[each.call]?.callee : undefined;
      const producer = maker && (maker.k === 'ref' || maker.k === 'prop') ? evaluator.evaluate(each.ctx, maker) : undefined;
      const called = producer?.k === 'call' ? byCall(producer.ctx.file, producer.call).filter(own => own.called) : [];
      if (called.length > 0) return called.map(own => ({ object: own, prefix: each.path.join(join) }));
      return byCall(each.ctx.file, each.call).flatMap((own): Owner[] => {
        if (!own.path.every((name, i) => each.path[i] === name)) return [];
        const prefix = each.path.slice(own.path.length).join(join);
        return prefix === '' || hasGroup(own, prefix) ? [{ object: own, prefix }] : [];
      });
    });
    if (owners.length > 0) return owners;
    const cls = hasClasses ? code.values.classOf({ file: unit.path, fn }, object) : undefined;
    return cls && made.get(classId(cls.file, cls.cls))?.map(own => ({ object: own, prefix: '' }));
  }

  /** What a value can be, and what is spread into it: `{ ...parsed.data, ...clientEnv }`. */
  function partsOf(known: Known, depth = 0): readonly Known[] {
    if (known.k === 'either') return known.of.flatMap(each => partsOf(each, depth));
    if (known.k !== 'obj' || depth > 3) return [known];
    return [known, ...known.value.p.flatMap(each => (each.spread ? partsOf(evaluator.evaluate(known.ctx, each.v), depth + 1) : []))];
  }

  function handedThrough(unit: Unit, fn: FnIndex, object: Val): readonly Owner[] {
    const known = evaluator.evaluate({ file: unit.path, fn }, object);
    if (known.k !== 'call' || known.path.length > 0) return [];
    const home = code.unit(known.ctx.file);
    const call = home?.facts.calls[known.call];
    return (call?.args ?? []).flatMap(arg => (home && mayBe(home, arg) ? (ownersOf(home, call!.fn, arg) ?? []) : []));
  }

  /** A name of this file, a call, or a field. */
  function mayBe(unit: Unit, object: Val): boolean {
    let at = object;
    while (at.k === 'prop') at = at.o;
    return at.k === 'ref' ? at.d >= 0 && unit.facts.decls[at.d]?.k !== 'param' : at.k === 'call' || (at.k === 'this' && object.k === 'prop');
  }

  function hasGroup(object: SettingsObject, name: string): boolean {
    let all = groups.get(object);
    if (!all) groups.set(object, (all = groupsIn(object, join)));
    return all.has(name);
  }
}

const callId = (file: FilePath, call: CallIndex | undefined): string => `${file}#${call}`;
const classId = (file: FilePath, cls: number): string => `${file} class ${cls}`;
const literalId = (file: FilePath, start: number): string => `${file} object ${start}`;

/** What stands in front of some `join` in the names of the object's settings. */
function groupsIn({ settings }: SettingsObject, join: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const key of settings.keys()) for (let at = key.indexOf(join); at >= 0 && at < key.length; at = key.indexOf(join, at + 1)) found.add(key.slice(0, at));
  return found;
}
