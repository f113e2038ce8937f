import type { FilePath } from '../../core/model.ts';
import type { Call, FnIndex, TypeRef, Val } from '../../facts/program/model.ts';
import type { Code } from './code.ts';
import { enumValues } from './enums.ts';
import type { Constant, Origin } from './model.ts';
import { applied } from './operators.ts';
import type { Origins } from './origin.ts';

/** What single values and origins are as constants. */
export interface Constants {
  of(file: FilePath, fn: FnIndex, value: Val): Constant | undefined;
  ofOrigin(origin: Origin): Constant | undefined;
  /** All members of an enum, by name. */
  ofEnum(file: FilePath, index: number): ReadonlyMap<string, Constant>;
}

const MAX_DEPTH = 80;

/** `origins` needs constants for computed keys and these need origins, so it is handed over as a function. */
export function constantEvaluator(code: Code, origins: () => Origins): Constants {
  /** Operators and templates stand at one place each, so they are worth remembering; shared leaves are not. */
  const known = new WeakMap<Val, { readonly constant: Constant | undefined }>();
  const enums = new Map<string, ReadonlyMap<string, Constant>>();
  const underWay = new Set<Val>();

  const self: Constants = { of, ofOrigin, ofEnum };
  return self;

  function of(file: FilePath, fn: FnIndex, value: Val): Constant | undefined {
    switch (value.k) {
      case 'lit': return value.v;
      case 'ref':
      case 'prop':
      case 'elem':
      case 'call':
      case 'await': return ofOrigin(origins().of(file, fn, value));
      case 'op':
      case 'tpl':
      case 'cond': return remembered(file, fn, value);
      default: return undefined;
    }
  }

  function remembered(file: FilePath, fn: FnIndex, value: Extract<Val, { k: 'op' | 'tpl' | 'cond' }>): Constant | undefined {
    const before = known.get(value);
    if (before) return before.constant;
    if (underWay.has(value) || underWay.size > MAX_DEPTH) return undefined;
    underWay.add(value);
    const constant =
      value.k === 'op'
        ? value.o === 'default'
          ? ofOrigin(origins().of(file, fn, value))
          : ofOperator(file, fn, value)
        : value.k === 'tpl'
          ? ofTemplate(file, fn, value)
          : ofChoice(file, fn, value);
    underWay.delete(value);
    // What a circle cut short may be known from elsewhere.
    if (constant !== undefined || underWay.size === 0) known.set(value, { constant });
    return constant;
  }

  function ofOrigin(origin: Origin): Constant | undefined {
    const [first, ...more] = origin.path;
    switch (origin.k) {
      case 'value': return first === undefined ? ofPlain(origin) : undefined;
      case 'enum': return first === undefined || more.length > 0 ? undefined : ofEnum(origin.file, origin.enum).get(first);
      case 'decl': return first === undefined ? literalOf(code.decl(origin.file, origin.decl)?.type) : undefined;
      case 'global': return wellKnown[origin.path.join('.')];
      case 'call': {
        const call = code.facts(origin.file)?.calls[origin.call];
        return call && (first === undefined ? ofCall(origin.file, call) : more.length === 0 ? fieldOfNew(origin.file, call, first) : undefined);
      }
      case 'class':
      case 'this': return first === undefined || more.length > 0 ? undefined : ofGetter(origin, first);
      default: return undefined;
    }
  }

  function ofPlain({ file, fn, value }: Extract<Origin, { k: 'value' }>): Constant | undefined {
    return value.k === 'lit' ? value.v : value.k === 'op' || value.k === 'tpl' || value.k === 'cond' ? remembered(file, fn, value) : undefined;
  }

  function ofEnum(file: FilePath, index: number): ReadonlyMap<string, Constant> {
    const key = `${file}#${index}`;
    const before = enums.get(key);
    if (before) return before;
    enums.set(key, new Map()); // An enum that refers to itself through another file has no value there.
    const made = enumValues(code, file, index, value => of(file, 0, value));
    enums.set(key, made);
    return made;
  }

  function ofOperator(file: FilePath, fn: FnIndex, { o, a }: Extract<Val, { k: 'op' }>): Constant | undefined {
    const [left, right] = a;
    if (!left || /^(\+\+|--|delete|void|typeof|yield|rest)$/.test(o)) return undefined;
    const first = of(file, fn, left);
    if (o === '&&' || o === '||' || o === '??') {
      if (first === undefined) return undefined;
      const isDecided = o === '&&' ? !first : o === '||' ? Boolean(first) : first !== null;
      return isDecided ? first : right && of(file, fn, right);
    }
    if (o === ',') return of(file, fn, a.at(-1)!);
    if (first === undefined || !right) return first === undefined ? undefined : applied(o, [first]);
    const second = of(file, fn, right);
    return second === undefined ? undefined : applied(o, [first, second]);
  }

  function ofTemplate(file: FilePath, fn: FnIndex, { q, a }: Extract<Val, { k: 'tpl' }>): string | undefined {
    let text = q[0] ?? '';
    for (let i = 0; i < a.length; i++) {
      const part = of(file, fn, a[i]!);
      if (part === undefined) return undefined;
      text += `${part}${q[i + 1] ?? ''}`;
    }
    return text;
  }

  function ofChoice(file: FilePath, fn: FnIndex, { c, a, b }: Extract<Val, { k: 'cond' }>): Constant | undefined {
    const test = of(file, fn, c);
    return test === undefined ? undefined : of(file, fn, test ? a : b);
  }

  /** Calls without effect that yield a constant from constants, and functions that return one. */
  function ofCall(file: FilePath, call: Call): Constant | undefined {
    const { callee, fn, args } = call;
    if (call.k !== 'call') return undefined;
    if (callee.k === 'ref' && callee.d < 0 && args.length === 1) {
      const value = of(file, fn, args[0]!);
      if (callee.n === 'String' && value !== undefined) return String(value);
      if (callee.n === 'Number' && value !== undefined) return applied('+', [value]);
      return undefined;
    }
    if (callee.k === 'prop' && args.length === 0 && textMethods[callee.n]) {
      const value = of(file, fn, callee.o);
      return value === undefined || value === null ? undefined : textMethods[callee.n]?.(value);
    }
    if (callee.k === 'prop' && callee.n === 'join') {
      const list = origins().of(file, fn, callee.o);
      const glue = args[0] ? of(file, fn, args[0]) : ',';
      if (list.k !== 'value' || list.path.length > 0 || list.value.k !== 'arr' || typeof glue !== 'string') return undefined;
      const parts = list.value.i.map(each => of(list.file, list.fn, each));
      return parts.every(each => each !== undefined) ? parts.join(glue) : undefined;
    }
    const target = origins().of(file, fn, callee);
    return target.k === 'fn' && target.path.length === 0 ? ofFunction(target.file, target.fn) : undefined;
  }

  /** A function that can return nothing but one constant. */
  function ofFunction(file: FilePath, index: FnIndex): Constant | undefined {
    const fn = code.fn(file, index);
    const [only, another] = fn?.returns ?? [];
    if (!fn || !only?.v || another || fn.falls || fn.generator || fn.async || underWay.size > MAX_DEPTH || underWay.has(only.v)) return undefined;
    underWay.add(only.v);
    const constant = of(file, index, only.v);
    underWay.delete(only.v);
    return constant;
  }

  function ofGetter({ k, file, cls }: Extract<Origin, { k: 'class' | 'this' }>, name: string): Constant | undefined {
    const method = code.cls(file, cls)?.methods.find(each => each.n === name && each.kind === 'getter' && (each.isStatic === 1) === (k === 'class'));
    if (method) return ofFunction(file, method.fn);
    const field = code.cls(file, cls)?.fields.find(each => each.n === name && each.readonly && !each.init);
    return field && literalOf(field.type);
  }

  /** `new Limits().max`, where `max` is a field that nothing but its initialiser sets. */
  function fieldOfNew(file: FilePath, call: Call, name: string): Constant | undefined {
    if (call.k !== 'new') return undefined;
    const target = origins().of(file, call.fn, call.callee);
    if (target.k !== 'class' || target.path.length > 0) return undefined;
    const field = code.cls(target.file, target.cls)?.fields.find(each => each.n === name && !each.isStatic);
    if (!field?.readonly || !field.init || underWay.has(field.init)) return undefined;
    underWay.add(field.init);
    const constant = of(target.file, code.fieldFn(target.file, target.cls, false), field.init);
    underWay.delete(field.init);
    return constant;
  }
}

/** The one value of a literal type. */
const literalOf = (type: TypeRef | undefined): Constant | undefined => (type?.n === 'literal' && !type.alts && !type.nullable ? type.lit : undefined);

const wellKnown: { readonly [name: string]: Constant } = {
  'Number.MAX_SAFE_INTEGER': Number.MAX_SAFE_INTEGER,
  'Number.MIN_SAFE_INTEGER': Number.MIN_SAFE_INTEGER,
};

type TextMethod = (value: string | number | boolean) => string;

const textMethods: { readonly [name: string]: TextMethod | undefined } = {
  toString: String,
  toLowerCase: value => String(value).toLowerCase(),
  toUpperCase: value => String(value).toUpperCase(),
  trim: value => String(value).trim(),
};
