import type { Val } from '../../facts/program/model.ts';
import type { Site, Values } from '../values/model.ts';
import { constantValue, not, NULLISH, withFlags, type Abstract } from './defaults.ts';

type Evaluate = (v: Val) => Abstract;

/** What functions and methods of the language yield for values that are known; `undefined` for all others. */
export const builtinCall = (values: Values, site: Site, callee: Val, args: readonly Val[], evaluate: Evaluate): Abstract | undefined => {
  const [first] = args;
  if (callee.k === 'ref') return callee.d < 0 && first ? converted(callee.n, evaluate(first)) : undefined;
  if (callee.k !== 'prop') return undefined;
  if (callee.n === 'includes') {
    const known = isAmong(values, site, callee.o, first, evaluate);
    if (known) return known;
  }
  if (!STRING_METHODS.has(callee.n)) return undefined;
  const base = evaluate(callee.o);
  if (isSkipped(callee) && base.nullish) return { ...NULLISH, flags: base.flags };
  const given = first && evaluate(first);
  if (typeof base.value !== 'string' || (first && typeof given?.value !== 'string')) return undefined;
  return withFlags(constantValue(ofString(base.value, callee.n, String(given?.value ?? '')), base.flags), given?.flags ?? []);
};

/** `x?.y`, and all that is taken of it in one chain: nothing when `x` is nothing. */
export const isSkipped = (v: Extract<Val, { k: 'prop' | 'elem' }>): boolean => v.opt === 1 || ((v.o.k === 'prop' || v.o.k === 'elem') && isSkipped(v.o));

const converted = (name: string, given: Abstract): Abstract | undefined => {
  if (name === 'Boolean') return not(not(given));
  if (given.value === undefined || given.value === null) return undefined;
  if (name === 'String') return constantValue(String(given.value), given.flags);
  if (name === 'Number' || name === 'parseInt' || name === 'parseFloat') {
    const number = Number(given.value);
    return Number.isFinite(number) ? constantValue(number, given.flags) : undefined;
  }
  return undefined;
};

const STRING_METHODS = new Set(['trim', 'toLowerCase', 'toUpperCase', 'startsWith', 'endsWith', 'includes', 'toString']);

const ofString = (text: string, method: string, given: string): string | boolean => {
  switch (method) {
    case 'trim': return text.trim();
    case 'toLowerCase': return text.toLowerCase();
    case 'toUpperCase': return text.toUpperCase();
    case 'startsWith': return text.startsWith(given);
    case 'endsWith': return text.endsWith(given);
    case 'includes': return text.includes(given);
    default: return text;
  }
};

/** `['redis', 'memory'].includes(mode)`: decided where every item is a constant, and nobody puts more into the list. */
const isAmong = (values: Values, site: Site, list: Val, asked: Val | undefined, evaluate: Evaluate): Abstract | undefined => {
  const array = asked && values.array(site, list);
  const given = array && evaluate(asked);
  if (!array || given?.value === undefined) return undefined;
  const items = array.value.i.map((item, i) => (list.k === 'arr' ? values.constant(array, item) : values.constant(site, { k: 'prop', o: list, n: String(i), s: -1, e: -1 })));
  return items.some(item => item === undefined) ? undefined : constantValue(items.includes(given.value), given.flags);
};
