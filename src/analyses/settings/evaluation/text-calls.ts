import { either, type Known } from './known.ts';

/** A text with values in it, as a template writes it: a pattern where some are not known. */
export function textOf(strings: readonly string[], parts: readonly Known[]): Known {
  const free = parts.find(each => each.k === 'free');
  if (free) return free;
  const pieces = parts.map(each => (each.k === 'const' ? String(each.v) : each.k === 'pattern' ? each.text : '*'));
  const text = strings.map((each, i) => each + (pieces[i] ?? '')).join('').replace(/\*+/g, '*');
  return parts.every(each => each.k === 'const') ? { k: 'const', v: text } : { k: 'pattern', text };
}

/** The name of a method that makes a text of a text, or of a list of them. */
export const isTextMethod = (name: string): boolean => name === 'concat' || name === 'join' || Object.hasOwn(METHODS, name);

/**
 * What such a method yields, as far as it can be known: `'a_'.concat(x)`, `['a', x].join('_')`, `name.replace('OLD_', 'NEW_')`.
 * `undefined` where nothing of the text is known. `on` is asked for first, so that most calls cost no more.
 */
export function textCall(method: string, on: Known, argsOf: () => readonly Known[], itemsOf: (known: Known) => readonly Known[] | undefined): Known | undefined {
  if (method === 'join') {
    const items = itemsOf(on);
    const [by] = items ? argsOf() : [];
    if (!items || (by && by.k !== 'const')) return by?.k === 'free' ? by : undefined;
    return joined(items, by ? String(by.v) : ',');
  }
  if (method === 'concat') return on.k === 'arr' ? undefined : joined([on, ...argsOf()], '');
  if (on.k === 'free') return on;
  if (on.k !== 'const' && on.k !== 'pattern' && on.k !== 'either') return undefined;
  const args = argsOf();
  return args.find(each => each.k === 'free') ?? applied(method, on, args);
}

function applied(method: string, on: Known, args: readonly Known[]): Known | undefined {
  if (on.k === 'either') {
    const each = on.of.map(one => applied(method, one, args));
    return each.every(one => one !== undefined) ? either(each) : undefined;
  }
  const apply = METHODS[method];
  // What is known of a text stays known in another case.
  if (on.k === 'pattern' && args.length === 0 && WHOLE.has(method)) return { k: 'pattern', text: apply?.(on.text, []) ?? on.text };
  const plain = args.map(plainOf);
  if (on.k !== 'const' || typeof on.v !== 'string' || !plain.every(each => each !== undefined)) return undefined;
  const yielded = apply?.(on.v, plain);
  return yielded === undefined ? undefined : { k: 'const', v: yielded };
}

/** Texts one after the other; nothing where no part is known. */
function joined(parts: readonly Known[], by: string): Known | undefined {
  const text = textOf(parts.length === 0 ? [''] : ['', ...parts.slice(1).map(() => by), ''], parts);
  return text.k === 'pattern' && text.text === '*' ? undefined : text;
}

type Plain = string | number | RegExp;

const METHODS: { readonly [method: string]: (text: string, args: readonly Plain[]) => string | undefined } = {
  toUpperCase: text => text.toUpperCase(),
  toLowerCase: text => text.toLowerCase(),
  trim: text => text.trim(),
  slice: (text, [from, to]) => (isIndex(from) && isIndex(to) ? text.slice(from, to) : undefined),
  substring: (text, [from, to]) => (isIndex(from) && isIndex(to) ? text.substring(from ?? 0, to) : undefined),
  replace: (text, [what, by]) => (isSought(what) && typeof by === 'string' ? text.replace(what, by) : undefined),
  replaceAll: (text, [what, by]) => (isSought(what) && typeof by === 'string' && (typeof what === 'string' || what.global) ? text.replaceAll(what, by) : undefined),
};

/** Methods that change each character by itself. */
const WHOLE = new Set(['toUpperCase', 'toLowerCase', 'trim']);

const isIndex = (each: Plain | undefined): each is number | undefined => each === undefined || typeof each === 'number';

const isSought = (each: Plain | undefined): each is string | RegExp => each !== undefined && typeof each !== 'number';

function plainOf(known: Known): Plain | undefined {
  if (known.k === 'const') return typeof known.v === 'string' || typeof known.v === 'number' ? known.v : undefined;
  return known.k === 'opaque' && known.value.k === 'regex' ? expressionOf(known.value.t) : undefined;
}

function expressionOf(literal: string): RegExp | undefined {
  // A repeated group may take longer than anybody waits.
  if (/\)[*+{]/.test(literal)) return undefined;
  const end = literal.lastIndexOf('/');
  try {
    return new RegExp(literal.slice(1, end), literal.slice(end + 1));
  } catch {
    return undefined; // An expression of another engine.
  }
}
