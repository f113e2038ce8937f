import type { FilePath } from '../../core/model.ts';
import type { CallIndex, DeclIndex, FnIndex, ObjectMember, Val } from '../../facts/program/model.ts';
import type { Constant, Origin } from '../values/model.ts';
import { callersOf } from './callers.ts';
import { calleeName, receiverOf, type CallSite, type Code, type Unit } from './code.ts';

/**
 * What an expression is, as far as the program shows it. Where it depends on something that has several values (the
 * parameter of a helper, the variable of a loop) the answer is `free`, and `expand` gives one context for each value.
 */
export type Known = { readonly at?: Span } & (
  | { readonly k: 'const'; readonly v: Constant }
  | { readonly k: 'undef' }
  | { readonly k: 'obj'; readonly ctx: Ctx; readonly value: Extract<Val, { k: 'obj' }> }
  | { readonly k: 'arr'; readonly ctx: Ctx; readonly items: readonly { readonly ctx: Ctx; readonly val: Val }[]; readonly whole: boolean }
  /** The result of a call that cannot be looked through. */
  | { readonly k: 'call'; readonly ctx: Ctx; readonly call: CallIndex; readonly path: readonly string[] }
  /** A text of which parts are known; `*` stands for the others. */
  | { readonly k: 'pattern'; readonly text: string }
  | { readonly k: 'either'; readonly of: readonly Known[] }
  | { readonly k: 'free'; readonly on: Free }
  | { readonly k: 'opaque'; readonly ctx: Ctx; readonly value: Val }
);

/** Where a value is written. */
export interface Span {
  readonly file: FilePath;
  readonly s: number;
  readonly e: number;
  /** It came in through a parameter or a loop, so this is not where it is used. */
  readonly handedIn?: true;
}

/** Where a value stands, and what the parameters and loop variables around it are bound to. */
export interface Ctx {
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly env?: Env | undefined;
}

interface Env {
  readonly frame: Frame;
  /** Absent: bound to something that is not known. */
  readonly args?: readonly Val[];
  readonly ctx: Ctx;
  readonly outer: Env | undefined;
}

/** A function (`file#index`) or a loop variable (the `item` value itself). */
type Frame = string | Val;

export type Free =
  | { readonly k: 'param'; readonly file: FilePath; readonly fn: FnIndex }
  | { readonly k: 'item'; readonly item: Val; readonly of: Known; readonly how: 'of' | 'in' | 'await' };

export interface Expansion {
  readonly ctx: Ctx;
  /** The call that binds the parameters; none for a loop. */
  readonly site?: CallSite;
}

export interface Evaluator {
  evaluate(ctx: Ctx, val: Val): Known;
  member(known: Known, name: string): Known;
  /** One context for each value of what is free; `undefined` when they cannot be enumerated. */
  expand(ctx: Ctx, free: Free): readonly Expansion[] | undefined;
  /** The context in which what is free is simply not known. */
  close(ctx: Ctx, free: Free): Ctx;
  /** Takes the result of these calls (`file#call`) for what it is, however much of it could be seen. */
  stopAt(calls: Iterable<string>): void;
}

const MAX_DEPTH = 48;
/** Lists within lists; a function that calls itself on its own elements would not end. */
const MAX_NESTED = 4;
/** A variable of more values than that is a state, no name. */
const MAX_ASSIGNED = 12;
const ITERATING = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find']);

export function evaluatorOf(code: Code): Evaluator {
  const { values } = code;
  const stops = new Set<string>();
  /** Variables whose assignments are being looked at. */
  const assigning = new Set<string>();
  let depth = 0;

  const evaluate = (ctx: Ctx, val: Val): Known => {
    if (depth >= MAX_DEPTH) return { k: 'opaque', ctx, value: val };
    depth++;
    try {
      const known = compute(ctx, val);
      const at = known.at ?? spanOf(ctx, val);
      return at && !known.at ? { ...known, at } : known;
    } finally {
      depth--;
    }
  };

  const compute = (ctx: Ctx, val: Val): Known => {
    switch (val.k) {
      case 'lit': return { k: 'const', v: val.v };
      case 'undef': return { k: 'undef' };
      case 'obj': return { k: 'obj', ctx, value: val };
      case 'arr': return arrayOf(ctx, val.i);
      case 'await': return evaluate(ctx, val.v);
      case 'spread': return evaluate(ctx, val.v);
      case 'cond': return either([evaluate(ctx, val.a), evaluate(ctx, val.b)]);
      case 'tpl': return textOf(val.q, val.a.map(each => evaluate(ctx, each)));
      case 'op': return operation(ctx, val);
      case 'param': return ofParam(ctx, val.f, val.i);
      case 'item': return ofItem(ctx, val);
      case 'call': return ofCall(ctx, val.c);
      case 'ref': case 'prop': case 'elem': return ofName(ctx, val);
      default: return { k: 'opaque', ctx, value: val };
    }
  };

  const arrayOf = (ctx: Ctx, elements: readonly Val[]): Known => {
    const items: { ctx: Ctx; val: Val }[] = [];
    let whole = true;
    for (const val of elements) {
      if (val.k !== 'spread') {
        items.push({ ctx, val });
        continue;
      }
      const inner = evaluate(ctx, val.v);
      if (inner.k === 'free') return inner;
      if (inner.k === 'arr') items.push(...inner.items);
      if (inner.k !== 'arr' || !inner.whole) whole = false;
    }
    return { k: 'arr', ctx, items, whole };
  };

  const operation = (ctx: Ctx, val: Extract<Val, { k: 'op' }>): Known => {
    const [left, right] = val.a;
    if (!left) return { k: 'opaque', ctx, value: val };
    if (val.o === 'default' || val.o === '??' || val.o === '||') {
      const first = evaluate(ctx, left);
      if (first.k === 'free' || !right) return first;
      if (first.k === 'undef' || (first.k === 'const' && (val.o === '||' ? !first.v : val.o === '??' && first.v === null))) return evaluate(ctx, right);
      return first.k === 'opaque' || first.k === 'call' ? either([first, evaluate(ctx, right)]) : first;
    }
    const constant = values.constant(ctx, val);
    if (constant !== undefined) return { k: 'const', v: constant };
    if (val.o === '+' && right) {
      const parts = [evaluate(ctx, left), evaluate(ctx, right)];
      const free = parts.find(each => each.k === 'free');
      if (free) return free;
      const [a, b] = parts.map(each => (each.k === 'const' ? each.v : undefined));
      if (typeof a === 'number' && typeof b === 'number') return { k: 'const', v: a + b };
      if (parts.some(each => (each.k === 'const' && typeof each.v === 'string') || each.k === 'pattern')) return textOf(['', '', ''], parts);
      return { k: 'opaque', ctx, value: val };
    }
    if (val.o === '!') {
      const inner = evaluate(ctx, left);
      return inner.k === 'free' ? inner : inner.k === 'const' ? { k: 'const', v: !inner.v } : { k: 'opaque', ctx, value: val };
    }
    return { k: 'opaque', ctx, value: val };
  };

  const bound = (ctx: Ctx, frame: Frame): Env | undefined => {
    for (let env = ctx.env; env; env = env.outer) if (env.frame === frame) return env;
    return undefined;
  };

  /** Where an argument stands. What was bound since then, further out, holds for it too: a function is bound once at most. */
  const outsideOf = (ctx: Ctx, env: Env): Ctx => ({ ...env.ctx, env: ctx.env });

  const ofParam = (ctx: Ctx, f: FnIndex, i: number): Known => {
    const env = bound(ctx, frameOf(ctx.file, f));
    if (!env) return { k: 'free', on: { k: 'param', file: ctx.file, fn: f } };
    const { args } = env;
    const spread = args?.findIndex(each => each.k === 'spread') ?? -1;
    if (!args || (spread >= 0 && spread <= i)) return { k: 'opaque', ctx, value: { k: 'param', f, i } };
    const outside = outsideOf(ctx, env);
    if (code.unit(ctx.file)?.facts.fns[f]?.rest === i) return crossing(arrayOf(outside, args.slice(i)));
    const arg = args[i];
    return arg ? crossing(evaluate(outside, arg)) : { k: 'undef' };
  };

  const ofItem = (ctx: Ctx, item: Extract<Val, { k: 'item' }>): Known => {
    const env = bound(ctx, item);
    if (env) return env.args ? crossing(evaluate(outsideOf(ctx, env), env.args[0] ?? { k: 'undef' })) : { k: 'opaque', ctx, value: item };
    const of = evaluate(ctx, item.of);
    if (of.k === 'free') return of;
    if ((of.k === 'arr' && of.whole) || (of.k === 'obj' && item.how === 'in')) return { k: 'free', on: { k: 'item', item, of, how: item.how } };
    return { k: 'opaque', ctx, value: item };
  };

  /** A name is known by where it comes from; its place is where it is written, unless it was handed in from elsewhere. */
  const ofName = (ctx: Ctx, val: Val): Known => {
    const constant = values.constant(ctx, val);
    if (constant !== undefined) return { k: 'const', v: constant };
    const decl = val.k === 'ref' ? code.unit(ctx.file)?.facts.decls[val.d] : undefined;
    // Where a default stands in a pattern, the trail of names would end at what is taken apart.
    if (decl?.init?.k === 'op' && decl.init.o === 'default' && val.k === 'ref' && !values.isReassigned(ctx.file, val.d)) {
      return evaluate({ ...ctx, fn: decl.fn }, decl.init);
    }
    const known = ofOrigin(ctx, val, values.origin(ctx, val));
    const at = known.at?.handedIn ? known.at : spanOf(ctx, val);
    return at === known.at || !at ? known : { ...known, at };
  };

  const ofOrigin = (ctx: Ctx, val: Val, origin: Origin): Known => {
    switch (origin.k) {
      case 'value': {
        if (origin.value === val && origin.path.length === 0) return { k: 'opaque', ctx, value: val };
        if (origin.value.k === 'prop' || origin.value.k === 'ref' || origin.value.k === 'elem') {
          // The trail ends at this name: following it again would not end.
          if (origin.path.length === 0) return { k: 'opaque', ctx: { ...ctx, file: origin.file }, value: origin.value };
        }
        return along(evaluate({ file: origin.file, fn: origin.fn, env: ctx.env }, origin.value), origin.path);
      }
      case 'decl': return along(ofDecl(ctx, origin.file, origin.decl, val), origin.path);
      case 'call': return along(ofCall({ file: origin.file, fn: ctx.fn, env: ctx.env }, origin.call), origin.path);
      case 'enum': {
        const member = code.unit(origin.file)?.facts.enums[origin.enum]?.members.find(each => each.n === origin.path[0]);
        return member?.v ? evaluate({ file: origin.file, fn: 0 }, member.v) : { k: 'opaque', ctx, value: val };
      }
      default: return { k: 'opaque', ctx, value: val };
    }
  };

  const ofDecl = (ctx: Ctx, file: FilePath, d: DeclIndex, val: Val): Known => {
    const decl = code.unit(file)?.facts.decls[d];
    const opaque: Known = { k: 'opaque', ctx, value: val };
    if (decl && values.isReassigned(file, d)) return anyAssigned({ file, fn: decl.fn, env: ctx.env }, d) ?? opaque;
    if (!decl?.init) return opaque;
    if (decl.k !== 'param' && !endsInItem(decl.init)) return opaque;
    return followed({ file, fn: decl.fn, env: ctx.env }, decl.init);
  };

  /** A variable that is assigned again holds one of the texts it is given, where all of them are known. */
  const anyAssigned = (ctx: Ctx, d: DeclIndex): Known | undefined => {
    const facts = code.unit(ctx.file)?.facts;
    const decl = facts?.decls[d];
    if (!facts || !decl || decl.k === 'param') return undefined;
    const writes = facts.writes.filter(({ t }) => t.k === 'ref' && t.d === d);
    if (writes.length > MAX_ASSIGNED || writes.some(({ op, v }) => op !== '=' || !v)) return undefined;
    const name = `${ctx.file}#${d}`;
    if (assigning.has(name)) return undefined; // `text = text.trim()`
    assigning.add(name);
    const known = [...(decl.init ? [evaluate(ctx, decl.init)] : []), ...writes.map(({ fn, v }) => evaluate({ ...ctx, fn }, v!))];
    assigning.delete(name);
    return known.every(each => each.k === 'const' && typeof each.v === 'string') ? either(known) : undefined;
  };

  /** The path that a destructured parameter or loop variable takes, walked by hand: the trail of names ends at it. */
  const followed = (ctx: Ctx, val: Val): Known => (val.k === 'prop' ? member(followed(ctx, val.o), val.n) : evaluate(ctx, val));

  const along = (known: Known, path: readonly string[]): Known => path.reduce((at, name) => member(at, name), known);

  const member = (known: Known, name: string): Known => {
    switch (known.k) {
      case 'obj': {
        const found = memberOf(known.ctx, known.value.p, name);
        return known.at?.handedIn ? crossing(found) : found;
      }
      case 'arr': {
        const item = /^\d+$/.test(name) ? known.items[Number(name)] : undefined;
        return item ? evaluate(item.ctx, item.val) : { k: 'undef' };
      }
      case 'call': return { ...known, path: [...known.path, name] };
      case 'either': return either(known.of.map(each => member(each, name)));
      case 'const': case 'pattern': return { k: 'opaque', ctx: NOWHERE, value: { k: '?' } };
      default: return known;
    }
  };

  /** An object that is spread into itself, over however many others, would not end. */
  const memberOf = (ctx: Ctx, members: readonly ObjectMember[], name: string): Known => {
    if (depth >= MAX_DEPTH) return { k: 'opaque', ctx, value: { k: '?' } };
    depth++;
    try {
      return lastMember(ctx, members, name);
    } finally {
      depth--;
    }
  };

  const lastMember = (ctx: Ctx, members: readonly ObjectMember[], name: string): Known => {
    let unseen: Known = { k: 'undef' };
    for (let i = members.length - 1; i >= 0; i--) {
      const each = members[i]!;
      if (each.spread) {
        const inner = evaluate(ctx, each.v);
        // What is spread behind a member that is written out could replace it, but hardly ever does.
        if (inner.k === 'free') unseen = inner;
        else if (inner.k === 'opaque' || inner.k === 'call' || inner.k === 'either') unseen = { k: 'opaque', ctx, value: each.v, at: { file: ctx.file, s: each.s, e: each.e } };
        const found = inner.k === 'obj' ? member(inner, name) : undefined;
        if (found && found.k !== 'undef') return found;
      } else if (each.n === name || (each.key && isText(evaluate(ctx, each.key), name))) {
        const known = evaluate(ctx, each.v);
        return known.at ? known : { ...known, at: { file: ctx.file, s: each.s, e: each.e } };
      }
    }
    return unseen;
  };

  const ofCall = (ctx: Ctx, c: CallIndex): Known => {
    const unit = code.unit(ctx.file);
    const call = unit?.facts.calls[c];
    const result: Known = { k: 'call', ctx, call: c, path: [] };
    if (!unit || !call || stops.has(`${ctx.file}#${c}`)) return result;
    return (call.k === 'new' ? collection(ctx, unit, c) : (builtIn(ctx, unit, c) ?? throughFunction(ctx, unit, c))) ?? result;
  };

  const collection = (ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined => {
    const call = unit.facts.calls[c]!;
    const isSet = call.callee.k === 'ref' && call.callee.d === -1 && call.callee.n === 'Set';
    return isSet && call.args[0] ? evaluate(ctx, call.args[0]) : undefined;
  };

  /** `Object.entries(TABLE)` and its like, `Object.freeze(…)`, `ROWS.map(…)`. */
  const builtIn = (ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined => {
    const call = unit.facts.calls[c]!;
    const { callee } = call;
    const arg = call.args[0];
    if (callee.k === 'prop' && callee.n === 'map' && arg) return mapped(ctx, callee.o, arg);
    if (callee.k === 'prop' && Object.hasOwn(REWRITING, callee.n)) return rewritten(ctx, REWRITING[callee.n]!, callee.o, call.args);
    if (callee.k !== 'prop' || callee.o.k !== 'ref' || callee.o.d !== -1 || !arg) return undefined;
    const name = `${callee.o.n}.${callee.n}`;
    if (name === 'Object.freeze' || name === 'Object.seal' || name === 'Array.from') return evaluate(ctx, arg);
    if (name !== 'Object.entries' && name !== 'Object.keys' && name !== 'Object.values') return undefined;
    const known = evaluate(ctx, arg);
    if (known.k === 'free') return known;
    if (known.k !== 'obj') return undefined;
    const { p } = known.value;
    if (p.some(each => each.spread || each.key)) return undefined;
    const items = p.map((each): Val => {
      const key: Val = { k: 'lit', v: each.n, s: each.s, e: each.e };
      return name === 'Object.keys' ? key : name === 'Object.values' ? each.v : { k: 'arr', i: [key, each.v] };
    });
    return { k: 'arr', ctx: known.ctx, items: items.map(val => ({ ctx: known.ctx, val })), whole: true };
  };

  /** `name.replace('LDAP_', 'LDAP_AD_')`, `name.toUpperCase()`: a key made from another. */
  const rewritten = (ctx: Ctx, rewrite: Rewrite, text: Val, args: readonly Val[]): Known | undefined => {
    const parts = [text, ...args].map(each => evaluate(ctx, each));
    const free = parts.find(each => each.k === 'free');
    if (free) return free;
    // What is known of a text stays known in another case.
    if (parts.length === 1 && parts[0]!.k === 'pattern') return { k: 'pattern', text: rewrite(parts[0]!.text) };
    const [of, ...told] = parts.map(each => (each.k === 'const' && typeof each.v === 'string' ? each.v : undefined));
    return of === undefined || told.includes(undefined) ? undefined : { k: 'const', v: rewrite(of, ...(told as string[])) }; // None is undefined, as just asked.
  };

  /** `TABLE.map(row => row.key)`: what the function gives for each element. */
  const mapped = (ctx: Ctx, list: Val, arg: Val): Known | undefined => {
    const fn = arg.k === 'fn' ? code.unit(ctx.file)?.facts.fns[arg.f] : undefined;
    const returned = fn?.returns[0]?.v;
    if (arg.k !== 'fn' || !fn || fn.returns.length !== 1 || !returned) return undefined;
    const of = evaluate(ctx, list);
    if (of.k === 'free') return of;
    if (of.k !== 'arr' || !of.whole) return undefined;
    const frame = frameOf(ctx.file, arg.f);
    return { k: 'arr', ctx, whole: true, items: of.items.map(item => ({ ctx: { ...ctx, fn: arg.f, env: { frame, args: [item.val], ctx: item.ctx, outer: ctx.env } }, val: returned })) };
  };

  /** The value of a function that returns one thing, under the arguments of this call. */
  const throughFunction = (ctx: Ctx, unit: Unit, c: CallIndex): Known | undefined => {
    const call = unit.facts.calls[c]!;
    if (call.k !== 'call') return undefined;
    const origin = values.origin(ctx, call.callee);
    if (origin.k !== 'fn' || origin.path.length > 0) return undefined;
    const fn = code.unit(origin.file)?.facts.fns[origin.fn];
    const returned = fn?.returns[0]?.v;
    if (!fn || fn.generator || fn.returns.length !== 1 || !returned) return undefined;
    const frame = frameOf(origin.file, origin.fn);
    if (bound(ctx, frame)) return undefined;
    const inner = evaluate({ file: origin.file, fn: origin.fn, env: { frame, args: call.args, ctx, outer: ctx.env } }, returned);
    return inner.k === 'opaque' ? undefined : inner;
  };

  const expand = (ctx: Ctx, free: Free, nested = 0): readonly Expansion[] | undefined => {
    if (free.k === 'item') {
      const items = free.how === 'in' ? keysOf(free.of) : free.of.k === 'arr' ? free.of.items : [];
      return items.map(item => ({ ctx: { ...ctx, env: { frame: free.item, args: [item.val], ctx: item.ctx, outer: ctx.env } } }));
    }
    const unit = code.unit(free.file);
    const fn = unit?.facts.fns[free.fn];
    if (!unit || !fn) return undefined;
    const frame = frameOf(free.file, free.fn);
    if (fn.argOf) {
      const call = unit.facts.calls[fn.argOf.c]!;
      const receiver = receiverOf(unit.facts, call);
      if (!receiver || fn.argOf.i !== 0 || !ITERATING.has(calleeName(unit.facts, call) ?? '')) return undefined;
      const of = evaluate({ file: free.file, fn: call.fn, env: ctx.env }, receiver);
      if (of.k === 'free') return nested < MAX_NESTED ? expandTwice(ctx, of.on, free, nested + 1) : undefined;
      if (of.k !== 'arr' || !of.whole) return undefined;
      return of.items.map(item => ({ ctx: { ...ctx, env: { frame, args: [item.val], ctx: item.ctx, outer: ctx.env } } }));
    }
    return callersOf(code, free.file, free.fn)?.map(({ site, outer }) => {
      const call = site.unit.facts.calls[site.c]!;
      let { env } = ctx;
      const at: Ctx = { file: site.unit.path, fn: call.fn, env };
      if (outer) {
        const making = outer.site.unit.facts.calls[outer.site.c]!;
        env = { frame: frameOf(free.file, outer.fn), args: making.args, ctx: { file: outer.site.unit.path, fn: making.fn, env }, outer: env };
      }
      return { site, ctx: { ...ctx, env: { frame, args: call.args, ctx: at, outer: env } } };
    });
  };

  const expandTwice = (ctx: Ctx, first: Free, then: Free, nested: number): readonly Expansion[] | undefined => {
    const outer = expand(ctx, first, nested);
    const all = outer?.map(each => expand(each.ctx, then, nested)?.map(inner => ({ ...inner, ...(each.site && { site: each.site }) })));
    return all?.every(each => each !== undefined) ? all.flat() : undefined;
  };

  const close = (ctx: Ctx, free: Free): Ctx => ({ ...ctx, env: { frame: free.k === 'item' ? free.item : frameOf(free.file, free.fn), ctx, outer: ctx.env } });

  return {
    evaluate, member, expand: (ctx, free) => expand(ctx, free), close,
    stopAt(calls) { for (const each of calls) stops.add(each); },
  };
}

type Rewrite = (text: string, ...args: readonly string[]) => string;

/** Methods of texts that make a name of a name. */
const REWRITING: { readonly [method: string]: Rewrite } = {
  replace: (text, from = '', to = '') => text.replace(from, to),
  replaceAll: (text, from = '', to = '') => text.replaceAll(from, to),
  concat: (text, ...more) => text.concat(...more),
  toUpperCase: text => text.toUpperCase(),
  toLowerCase: text => text.toLowerCase(),
  trim: text => text.trim(),
};

const NOWHERE: Ctx = { file: '', fn: 0 };

export const frameOf = (file: FilePath, fn: FnIndex): string => `${file}#${fn}`;

const spanOf = (ctx: Ctx, val: Val): Span | undefined => ('s' in val ? { file: ctx.file, s: val.s, e: val.e } : undefined);

/** Marks a value that came in through a parameter or a loop, so that its place stays where it is written. */
const crossing = (known: Known): Known => (known.at && !known.at.handedIn ? { ...known, at: { ...known.at, handedIn: true } } : known);

const endsInItem = (val: Val): boolean => {
  let at = val;
  while (at.k === 'prop') at = at.o;
  return at.k === 'item';
};

const either = (of: readonly Known[]): Known => {
  const free = of.find(each => each.k === 'free');
  return free ?? { k: 'either', of: of.flatMap(each => (each.k === 'either' ? each.of : [each])) };
};

function textOf(strings: readonly string[], parts: readonly Known[]): Known {
  const free = parts.find(each => each.k === 'free');
  if (free) return free;
  const pieces = parts.map(each => (each.k === 'const' ? String(each.v) : each.k === 'pattern' ? each.text : '*'));
  const text = strings.map((each, i) => each + (pieces[i] ?? '')).join('').replace(/\*+/g, '*');
  return parts.every(each => each.k === 'const') ? { k: 'const', v: text } : { k: 'pattern', text };
}

const isText = (known: Known, text: string): boolean => known.k === 'const' && String(known.v) === text;

const keysOf = (known: Known): readonly { readonly ctx: Ctx; readonly val: Val }[] =>
  known.k === 'obj' ? known.value.p.filter(each => each.n !== '').map(each => ({ ctx: known.ctx, val: { k: 'lit', v: each.n, s: each.s, e: each.e } })) : [];
