import type { FilePath } from '../../core/model.ts';
import type { Call, FnIndex, Val } from '../../facts/program/model.ts';
import type { Code } from './code.ts';
import type { Origin, Placed } from './model.ts';
import type { Origins } from './origin.ts';

/** Objects and lists that can be seen, and what stands in them. */
export interface Lists {
  object(file: FilePath, fn: FnIndex, value: Val): Placed<Extract<Val, { k: 'obj' }>> | undefined;
  array(file: FilePath, fn: FnIndex, value: Val): Placed<Extract<Val, { k: 'arr' }>> | undefined;
  /** The elements of a list, spreads unfolded. */
  elements(file: FilePath, fn: FnIndex, value: Val): readonly Placed[] | undefined;
  /** What an `item` or a callback's parameter runs through. */
  items(file: FilePath, fn: FnIndex, value: Val): readonly Placed[] | undefined;
}

const MAX_DEPTH = 20;

export function lists(code: Code, origins: Origins): Lists {
  const self: Lists = {
    object(file, fn, value) {
      const origin = origins.of(file, fn, value);
      return origin.k === 'value' && origin.path.length === 0 && origin.value.k === 'obj' ? { file: origin.file, fn: origin.fn, value: origin.value } : undefined;
    },
    array: (file, fn, value) => arrayOf(file, fn, value, 0),
    elements: (file, fn, value) => elementsOf(file, fn, value, 0),
    items: (file, fn, value) => itemsOf(file, fn, value, 0),
  };
  return self;

  function arrayOf(file: FilePath, fn: FnIndex, value: Val, depth: number): Placed<Extract<Val, { k: 'arr' }>> | undefined {
    const origin = origins.of(file, fn, value);
    if (depth > MAX_DEPTH || origin.path.length > 0) return undefined;
    if (origin.k === 'value' && origin.value.k === 'arr') {
      const [only] = origin.value.i;
      if (origin.value.i.length === 1 && only?.k === 'spread') return arrayOf(origin.file, origin.fn, only.v, depth + 1) ?? { ...origin, value: origin.value };
      return { file: origin.file, fn: origin.fn, value: origin.value };
    }
    const call = origin.k === 'call' ? code.facts(origin.file)?.calls[origin.call] : undefined;
    const given = call && wrapped(call);
    return given && origin.k === 'call' ? arrayOf(origin.file, call.fn, given, depth + 1) : undefined;
  }

  function elementsOf(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Placed[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const list = arrayOf(file, fn, value, depth);
    if (!list) return ofObjectCall(file, fn, value);
    const found: Placed[] = [];
    for (const each of list.value.i) {
      if (each.k !== 'spread') found.push({ file: list.file, fn: list.fn, value: each });
      else {
        const inner = elementsOf(list.file, list.fn, each.v, depth + 1);
        if (!inner) return undefined;
        found.push(...inner);
      }
    }
    return found;
  }

  /** `Object.keys(o)`, `Object.values(o)`, `Object.entries(o)` of an object whose members are all spelled. */
  function ofObjectCall(file: FilePath, fn: FnIndex, value: Val): readonly Placed[] | undefined {
    const origin = origins.of(file, fn, value);
    const call = origin.k === 'call' && origin.path.length === 0 ? code.facts(origin.file)?.calls[origin.call] : undefined;
    if (origin.k !== 'call' || call?.callee.k !== 'prop' || call.callee.o.k !== 'ref' || call.callee.o.n !== 'Object' || !call.args[0]) return undefined;
    const members = membersOf(origin.file, call.fn, call.args[0]);
    if (!members) return undefined;
    switch (call.callee.n) {
      case 'keys': return members.map(({ key, of }) => ({ ...of, value: key }));
      case 'values': return members.map(({ of }) => of);
      case 'entries': return members.map(({ key, of }) => ({ ...of, value: { k: 'arr', i: [key, of.value] } }));
      default: return undefined;
    }
  }

  function membersOf(file: FilePath, fn: FnIndex, value: Val): readonly { readonly key: Val; readonly of: Placed }[] | undefined {
    const origin = origins.of(file, fn, value);
    if (origin.k === 'enum' && origin.path.length === 0) {
      const entry = code.facts(origin.file)?.enums[origin.enum];
      return entry?.members.map(({ n }) => ({ key: text(n), of: { file: origin.file, fn: 0, value: memberOfEnum(origin, n) } }));
    }
    const object = self.object(file, fn, value);
    if (!object || object.value.p.some(each => each.spread || each.key)) return undefined;
    return object.value.p.map(({ n, v }) => ({ key: text(n), of: { file: object.file, fn: object.fn, value: v } }));
  }

  /** The enum member as code of its own file would write it. */
  function memberOfEnum({ file, enum: index }: Extract<Origin, { k: 'enum' }>, n: string): Val {
    const d = code.facts(file)?.decls.findIndex(each => each.k === 'enum' && each.ref === index) ?? -1;
    return { k: 'prop', o: { k: 'ref', n: code.facts(file)?.enums[index]?.n ?? '', d, s: 0, e: 0 }, n, s: 0, e: 0 };
  }

  function itemsOf(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Placed[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const origin = origins.of(file, fn, value);
    const source = itemSource(origin);
    if (!source) return undefined;
    const { of, how } = source;
    const whole = how === 'in' ? membersOf(of.file, of.fn, of.value)?.map(({ key, of: at }) => ({ ...at, value: key })) : elementsOf(of.file, of.fn, of.value, depth + 1);
    if (!whole || origin.path.length === 0) return whole;
    // `const [a, b]` or `{ a, b }` of each item.
    const parts = whole.map(each => {
      let at: Origin = origins.of(each.file, each.fn, each.value);
      for (const name of origin.path) at = origins.member(at, name);
      return placed(at);
    });
    return parts.every(each => each !== undefined) ? parts : undefined;
  }

  function itemSource(origin: Origin): { readonly of: Placed; readonly how: 'of' | 'in' } | undefined {
    if (origin.k === 'value' && origin.value.k === 'item') {
      return { of: { file: origin.file, fn: origin.fn, value: origin.value.of }, how: origin.value.how === 'in' ? 'in' : 'of' };
    }
    const init = origin.k === 'decl' ? code.decl(origin.file, origin.decl)?.init : origin.k === 'value' ? origin.value : undefined;
    if (init?.k !== 'param' || init.i !== 0 || (origin.k !== 'decl' && origin.k !== 'value')) return undefined;
    const { file } = origin;
    const argOf = code.fn(file, init.f)?.argOf;
    const call = argOf?.i === 0 ? code.facts(file)?.calls[argOf.c] : undefined;
    if (call?.callee.k !== 'prop' || !iterating.has(call.callee.n)) return undefined;
    return { of: { file, fn: call.fn, value: call.callee.o }, how: 'of' };
  }

  /** A value that stands for an origin, where one can be written down. */
  function placed(origin: Origin): Placed | undefined {
    if (origin.k === 'value' && origin.path.length === 0) return { file: origin.file, fn: origin.fn, value: origin.value };
    if (origin.k === 'enum' && origin.path.length === 1) return { file: origin.file, fn: 0, value: memberOfEnum(origin, origin.path[0]!) };
    if (origin.k === 'call' && origin.path.length === 0) return { file: origin.file, fn: code.facts(origin.file)?.calls[origin.call]?.fn ?? 0, value: { k: 'call', c: origin.call } };
    if (origin.k === 'fn' && origin.path.length === 0) return { file: origin.file, fn: code.fn(origin.file, origin.fn)?.parent ?? 0, value: { k: 'fn', f: origin.fn } };
    if (origin.k === 'class' && origin.path.length === 0) return { file: origin.file, fn: 0, value: { k: 'class', c: origin.cls } };
    return undefined;
  }
}

const text = (v: string): Val => ({ k: 'lit', v, s: 0, e: 0 });

const iterating = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find', 'findLast', 'findIndex']);

/** The list inside `new Set(list)`, `Array.from(list)`, `set.values()`. */
const wrapped = ({ k, callee, args }: Call): Val | undefined => {
  if (k === 'new') return callee.k === 'ref' && callee.d < 0 && (callee.n === 'Set' || callee.n === 'Array') && args.length === 1 ? args[0] : undefined;
  if (callee.k !== 'prop') return undefined;
  if (callee.o.k === 'ref' && callee.o.n === 'Array' && callee.o.d < 0) return callee.n === 'from' && args.length === 1 ? args[0] : callee.n === 'of' ? { k: 'arr', i: args } : undefined;
  return args.length === 0 && callee.n === 'values' ? callee.o : undefined;
};
