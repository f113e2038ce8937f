import type { FilePath } from '../../core/model.ts';
import type { FnIndex, TypeRef, Val } from '../../facts/program/model.ts';
import type { Code } from './code.ts';
import type { Constants } from './constants.ts';
import type { Lists } from './lists.ts';
import type { Constant, Origin, Pattern, Values } from './model.ts';
import type { Origins } from './origin.ts';

export interface Choices {
  of(file: FilePath, fn: FnIndex, value: Val): readonly Constant[] | undefined;
  pattern(file: FilePath, fn: FnIndex, value: Val): Pattern | undefined;
}

/** More values than this say as little as none. */
const MOST = 64;
const MAX_DEPTH = 12;

/** Values of which several are possible, and texts of which a part is known. */
export function choices(code: Code, origins: Origins, constants: Constants, lists: Lists, typeTarget: Values['typeTarget']): Choices {
  return {
    of: (file, fn, value) => all(file, fn, value, 0),
    pattern(file, fn, value) {
      if (constants.of(file, fn, value) !== undefined) return undefined;
      const found = partly(file, fn, value, 0);
      return found && (found.prefix !== '' || found.suffix !== '') ? found : undefined;
    },
  };

  function all(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Constant[] | undefined {
    const one = constants.of(file, fn, value);
    if (one !== undefined) return [one];
    if (depth > MAX_DEPTH) return undefined;
    const several = (values: readonly Val[]): readonly Constant[] | undefined => joined(values.map(each => all(file, fn, each, depth + 1)));
    switch (value.k) {
      case 'cond': return several([value.a, value.b]);
      case 'tpl': return products(value.q, value.a.map(each => all(file, fn, each, depth + 1)));
      case 'op': {
        const [left, right] = value.a;
        if (!left || !right) return undefined;
        if (value.o === '||' || value.o === '??') return several([left, right]);
        return value.o === '+' && isText(value) ? products(['', '', ''], [all(file, fn, left, depth + 1), all(file, fn, right, depth + 1)]) : undefined;
      }
      default: {
        const origin = origins.of(file, fn, value);
        if (origin.k === 'value' && origin.path.length === 0 && origin.value !== value) {
          const found = all(origin.file, origin.fn, origin.value, depth + 1);
          if (found) return found;
        }
        const items = lists.items(file, fn, value);
        if (items) return joined(items.map(each => all(each.file, each.fn, each.value, depth + 1)));
        return ofOrigin(origin, depth);
      }
    }
  }

  function ofOrigin(origin: Origin, depth: number): readonly Constant[] | undefined {
    if (origin.path.length === 1 && origin.path[0] === '*') return ofMembers(origin, depth);
    if (origin.path.length > 0 || origin.k !== 'decl') return undefined;
    const decl = code.decl(origin.file, origin.decl);
    const typed = decl?.type && ofType(origin.file, decl.type, depth);
    if (typed) return typed;
    if (!decl || (decl.k !== 'let' && decl.k !== 'var')) return undefined;
    const writes = code.writesTo(origin.file, origin.decl);
    if (writes.length === 0 || writes.some(({ op, v }) => op !== '=' || !v)) return undefined;
    const parts = writes.map(({ fn, v }) => all(origin.file, fn, v!, depth + 1));
    return joined(decl.init ? [all(origin.file, decl.fn, decl.init, depth + 1), ...parts] : parts);
  }

  /** `TABLE[key]` with an unknown key: whatever stands in the table. */
  function ofMembers(origin: Origin, depth: number): readonly Constant[] | undefined {
    if (origin.k === 'enum') return joined([[...constants.ofEnum(origin.file, origin.enum).values()]]);
    if (origin.k !== 'value') return undefined;
    const { file, fn, value } = origin;
    if (value.k === 'obj') return value.p.some(each => each.spread) ? undefined : joined(value.p.map(({ v }) => all(file, fn, v, depth + 1)));
    return value.k === 'arr' ? joined((lists.elements(file, fn, value) ?? [undefined]).map(each => each && all(each.file, each.fn, each.value, depth + 1))) : undefined;
  }

  function ofType(file: FilePath, type: TypeRef, depth: number): readonly Constant[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    return joined([type, ...(type.alts ?? [])].map(each => {
      if (each.n === 'literal') return each.lit === undefined ? undefined : [each.lit];
      const target = typeTarget(file, each);
      const decl = target && code.decl(target.file, target.decl);
      if (!target || !decl) return undefined;
      if (decl.k === 'enum') return [...constants.ofEnum(target.file, decl.ref ?? -1).values()];
      const shape = decl.k === 'type' ? code.facts(target.file)?.shapes.find(({ decl: of }) => of === target.decl) : undefined;
      return shape?.alias && ofType(target.file, shape.alias, depth + 1);
    }));
  }

  function partly(file: FilePath, fn: FnIndex, value: Val, depth: number): Pattern | undefined {
    const constant = constants.of(file, fn, value);
    if (constant !== undefined) return { prefix: `${constant}`, suffix: `${constant}` };
    if (depth > MAX_DEPTH) return undefined;
    if (value.k === 'tpl') return ends(value.q.flatMap((text, i) => [{ prefix: text, suffix: text, whole: true }, ...(i < value.a.length ? [part(file, fn, value.a[i]!, depth)] : [])]));
    if (value.k === 'op' && value.o === '+') return isText(value) ? ends(value.a.map(each => part(file, fn, each, depth))) : undefined;
    const origin = origins.of(file, fn, value);
    return origin.k === 'value' && origin.path.length === 0 && origin.value !== value ? partly(origin.file, origin.fn, origin.value, depth + 1) : undefined;
  }

  function part(file: FilePath, fn: FnIndex, value: Val, depth: number): Piece {
    const found = partly(file, fn, value, depth + 1);
    return found ? { ...found, whole: constants.of(file, fn, value) !== undefined } : { prefix: '', suffix: '', whole: false };
  }

  /** The sum has a string in it, so it is one. */
  function isText(value: Val): boolean {
    return value.k === 'tpl' || (value.k === 'lit' && typeof value.v === 'string') || (value.k === 'op' && value.o === '+' && value.a.some(isText));
  }
}

interface Piece extends Pattern {
  readonly whole: boolean;
}

const ends = (pieces: readonly Piece[]): Pattern => {
  let prefix = '';
  let suffix = '';
  for (const each of pieces) {
    prefix += each.prefix;
    if (!each.whole) break;
  }
  for (const each of [...pieces].reverse()) {
    suffix = each.suffix + suffix;
    if (!each.whole) break;
  }
  return { prefix, suffix };
};

/** All of them without repetition, when every part is known and they are not too many. */
const joined = (parts: readonly (readonly Constant[] | undefined)[]): readonly Constant[] | undefined => {
  const found = new Set<Constant>();
  for (const part of parts) {
    if (!part) return undefined;
    for (const each of part) found.add(each);
    if (found.size > MOST) return undefined;
  }
  return found.size > 0 ? [...found] : undefined;
};

/** Every way to fill the gaps between the texts. */
const products = (texts: readonly string[], gaps: readonly (readonly Constant[] | undefined)[]): readonly Constant[] | undefined => {
  let found = [texts[0] ?? ''];
  for (let i = 0; i < gaps.length; i++) {
    const gap = gaps[i];
    if (!gap || found.length * gap.length > MOST) return undefined;
    found = found.flatMap(text => gap.map(each => `${text}${each}${texts[i + 1] ?? ''}`));
  }
  return joined([found]);
};
