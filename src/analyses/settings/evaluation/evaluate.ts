import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, DeclIndex, Val } from '../../../facts/program/model.ts';
import type { Origin } from '../../values/model.ts';
import type { Code } from '../code.ts';
import { callValuesOf } from './call-values.ts';
import { filledBy } from './filled.ts';
import { either, spanOf, type Ctx, type Evaluation, type Expansion, type Free, type Known } from './known.ts';
import { tablesOf } from './tables.ts';
import { textOf } from './text-calls.ts';
import { variablesOf } from './variables.ts';

/** Expressions of the whole program, each seen from a place in it. */
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
/** Expressions looked at for one; a function that calls itself on its own elements multiplies them, and what is left is not known. */
const MAX_STEPS = 20_000;

export function evaluatorOf(code: Code): Evaluator {
  const { values } = code;
  const stops = new Set<string>();
  let depth = 0;
  let steps = 0;

  const deeper: Evaluation['deeper'] = (otherwise, then) => {
    if (depth === 0) steps = 0;
    if (depth >= MAX_DEPTH || ++steps > MAX_STEPS) return otherwise();
    depth++;
    try {
      return then();
    } finally {
      depth--;
    }
  };

  const evaluate = (ctx: Ctx, val: Val): Known =>
    deeper(() => ({ k: 'opaque', ctx, value: val }), () => {
      const known = compute(ctx, val);
      const at = known.at ?? spanOf(ctx, val);
      return at && !known.at ? { ...known, at } : known;
    });

  const whole: Evaluation = { evaluate, deeper };
  const tables = tablesOf(values, whole);
  const variables = variablesOf(code, tables, whole);
  const yielded = callValuesOf(code, tables, variables, whole);
  const { member } = tables;
  const assigned = filledBy(code, whole);

  const compute = (ctx: Ctx, val: Val): Known => {
    switch (val.k) {
      case 'lit': return { k: 'const', v: val.v };
      case 'undef': return { k: 'undef' };
      case 'obj': return { k: 'obj', ctx, value: val };
      case 'arr': return tables.list(ctx, val.i);
      case 'await': return evaluate(ctx, val.v);
      case 'spread': return evaluate(ctx, val.v);
      case 'cond': return either([evaluate(ctx, val.a), evaluate(ctx, val.b)]);
      case 'tpl': return textOf(val.q, val.a.map(each => evaluate(ctx, each)));
      case 'op': return operation(ctx, val);
      case 'param': return variables.param(ctx, val.f, val.i);
      case 'item': return variables.item(ctx, val);
      case 'call': return ofCall(ctx, val.c);
      case 'ref': case 'prop': case 'elem': return ofName(ctx, val);
      default: return { k: 'opaque', ctx, value: val };
    }
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

  /** A name is known by where it comes from; its place is where it is written, unless it was handed in from elsewhere. */
  const ofName = (ctx: Ctx, val: Val): Known => {
    const constant = values.constant(ctx, val);
    if (constant !== undefined) return { k: 'const', v: constant };
    const decl = val.k === 'ref' ? code.unit(ctx.file)?.facts.decls[val.d] : undefined;
    // Where a default stands in a pattern, the trail of names would end at what is taken apart.
    if (decl?.init?.k === 'op' && decl.init.o === 'default' && val.k === 'ref' && !values.isReassigned(ctx.file, val.d)) {
      return evaluate({ ...ctx, fn: decl.fn }, decl.init);
    }
    const traced = ofOrigin(ctx, val, values.origin(ctx, val));
    const known = (val.k === 'elem' && (traced.k === 'opaque' || traced.k === 'undef') ? tables.element(ctx, val) : undefined) ?? traced;
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
      case 'this': {
        const [name, ...rest] = origin.path;
        const field = name === undefined ? undefined : assigned.toField(ctx, origin, name);
        return field ? along(field, rest) : { k: 'opaque', ctx, value: val };
      }
      default: return { k: 'opaque', ctx, value: val };
    }
  };

  const ofDecl = (ctx: Ctx, file: FilePath, d: DeclIndex, val: Val): Known => {
    const decl = code.unit(file)?.facts.decls[d];
    const opaque: Known = { k: 'opaque', ctx, value: val };
    if (decl && values.isReassigned(file, d)) return assigned.toVariable({ file, fn: decl.fn, env: ctx.env }, d) ?? opaque;
    if (!decl?.init) return opaque;
    if (decl.k !== 'param' && !endsInItem(decl.init)) return opaque;
    return followed({ file, fn: decl.fn, env: ctx.env }, decl.init);
  };

  /** The path that a destructured parameter or loop variable takes, walked by hand: the trail of names ends at it. */
  const followed = (ctx: Ctx, val: Val): Known => (val.k === 'prop' ? member(followed(ctx, val.o), val.n) : evaluate(ctx, val));

  const along = (known: Known, path: readonly string[]): Known => path.reduce((at, name) => member(at, name), known);

  const ofCall = (ctx: Ctx, c: CallIndex): Known => {
    const unit = code.unit(ctx.file);
    const result: Known = { k: 'call', ctx, call: c, path: [] };
    if (!unit?.facts.calls[c] || stops.has(`${ctx.file}#${c}`)) return result;
    return yielded(ctx, unit, c) ?? result;
  };

  return {
    evaluate, member, expand: variables.expand, close: variables.close,
    stopAt(calls) { for (const each of calls) stops.add(each); },
  };
}

const endsInItem = (val: Val): boolean => {
  let at = val;
  while (at.k === 'prop') at = at.o;
  return at.k === 'item';
};
