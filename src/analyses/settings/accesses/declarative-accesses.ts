import type { Val } from '../../../facts/program/model.ts';
import type { ListAccess, LiteralAccess } from '../../../vocabulary/accesses.ts';
import type { Slots } from '../../../vocabulary/slot.ts';
import type { Unit } from '../code.ts';
import type { Ctx, Known, Span } from '../evaluation/known.ts';
import type { Access } from '../model.ts';
import { objectsOf } from '../objects.ts';
import { texts, type Reading } from '../setting.ts';
import type { RawAccess } from './call-accesses.ts';

/** Object literals that name a setting: mirrors and the like. */
export function accessesByLiteral(reading: Reading, form: LiteralAccess, units: readonly Unit[] = reading.code.units): RawAccess[] {
  const found: RawAccess[] = [];
  for (const unit of units) {
    for (const { object, fn, cls } of objectsOf(unit)) {
      if (object.p.length !== form.members.length || !form.members.every(name => object.p.some(each => each.n === name && !each.spread))) continue;
      const ctx: Ctx = { file: unit.path, fn };
      const key = texts(readValue(reading, ctx, object, form.key));
      const namespace = form.namespace === undefined ? [undefined] : texts(readValue(reading, ctx, object, form.namespace));
      const { at } = readValue(reading, ctx, object, form.key);
      for (const space of namespace ?? [])
        for (const name of key ?? [])
          found.push(declarative(reading, unit, fn, cls, space, name, at ?? { file: unit.path, s: object.s, e: object.e }, 'literal', form.mode));
    }
  }
  return found;
}

const readValue = (reading: Reading, ctx: Ctx, object: Val, slots: Slots): Known =>
  reading.reader.read({ ctx, value: reading.evaluator.evaluate(ctx, object) }, slots);

/** Fields, properties and variables that list settings: `watched = [['http', 'port'], 'log.level']`. */
export function accessesByList(reading: Reading, form: ListAccess): RawAccess[] {
  const { evaluator, vocabulary } = reading;
  const found: RawAccess[] = [];
  for (const unit of reading.code.units) {
    for (const { value, fn, cls } of listsOf(unit, form.names)) {
      const list = evaluator.evaluate({ file: unit.path, fn }, value);
      const items = list.k === 'arr' ? list.items : list.k === 'const' && typeof list.v === 'string' ? [{ ctx: { file: unit.path, fn }, val: value }] : [];
      for (const item of items) {
        const known = evaluator.evaluate(item.ctx, item.val);
        const pair = known.k === 'arr' ? known.items.map(each => evaluator.evaluate(each.ctx, each.val)) : [known];
        const parts = pair.map(texts);
        if (pair.length > 2 || !parts.every(each => each?.length === 1)) continue;
        const [first, second] = parts.map(each => each![0]!);
        const at = pair.at(-1)!.at;
        if (first === undefined || !at) continue;
        const place = at.file === unit.path ? at : { file: unit.path, s: unit.facts.fns[fn]!.s, e: unit.facts.fns[fn]!.s };
        found.push(declarative(reading, unit, fn, cls, second === undefined ? undefined : first, second ?? first, place, 'list', form.mode));
      }
    }
  }
  return found.filter(access => access.key.includes(vocabulary.join ?? '.') || access.exact);
}

function* listsOf(unit: Unit, names: readonly string[]): Generator<{ value: Val; fn: number; cls?: number }> {
  const { facts } = unit;
  for (const decl of facts.decls) if (decl.init && names.includes(decl.n) && decl.k !== 'param') yield { value: decl.init, fn: decl.fn };
  for (const [cls, { fields, methods }] of facts.classes.entries()) {
    for (const field of fields) if (field.init && names.includes(field.n)) yield { value: field.init, fn: bodyOfFields(unit, cls, field.isStatic === 1), cls };
    for (const { n, fn, kind } of methods) {
      const returned = kind === 'getter' && names.includes(n) ? facts.fns[fn]?.returns[0]?.v : undefined;
      if (returned) yield { value: returned, fn, cls };
    }
  }
  for (const { object, fn, cls } of objectsOf(unit)) {
    for (const each of object.p) if (names.includes(each.n)) yield { value: each.v, fn, ...(cls !== undefined && { cls }) };
  }
}

const bodyOfFields = (unit: Unit, cls: number, isStatic: boolean): number =>
  Math.max(0, unit.facts.fns.findIndex(fn => fn.cls === cls && fn.k === (isStatic ? 'static' : 'field')));

function declarative(
  { code, vocabulary }: Reading, unit: Unit, fn: number, cls: number | undefined, namespace: string | undefined, name: string, at: Span, site: 'literal' | 'list', mode: Access['mode'],
): RawAccess {
  const place = at.file === unit.path ? at : { file: unit.path, s: unit.facts.fns[fn]!.s, e: unit.facts.fns[fn]!.s };
  return {
    key: namespace === undefined ? name : `${namespace}${vocabulary.join ?? '.'}${name}`,
    exact: true, mode, strength: 'exact', vocabulary: vocabulary.name, site, file: unit.path, fn, guard: -1, loop: -1,
    ...(cls !== undefined && { cls }), via: [], at: code.locate(place.file, place.s, place.e), test: unit.test,
  };
}
