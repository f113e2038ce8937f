import type { FnIndex, Val } from '../../../facts/program/model.ts';
import { callersOf } from '../callers.ts';
import { calleeName, receiverOf, type Code } from '../code.ts';
import { crossing, frameOf, type Ctx, type Env, type Evaluation, type Expansion, type Frame, type Free, type Known } from './known.ts';
import type { Tables } from './tables.ts';

/** What parameters and loop variables are, and what they can be. */
export interface Variables {
  bound(ctx: Ctx, frame: Frame): Env | undefined;
  param(ctx: Ctx, f: FnIndex, i: number): Known;
  item(ctx: Ctx, item: Extract<Val, { k: 'item' }>): Known;
  expand(ctx: Ctx, free: Free): readonly Expansion[] | undefined;
  close(ctx: Ctx, free: Free): Ctx;
}

/** Lists within lists; a function that calls itself on its own elements would not end. */
const MAX_NESTED = 4;
const ITERATING = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find']);

export function variablesOf(code: Code, { list }: Tables, { evaluate }: Evaluation): Variables {
  const bound = (ctx: Ctx, frame: Frame): Env | undefined => {
    for (let env = ctx.env; env; env = env.outer) if (env.frame === frame) return env;
    return undefined;
  };

  /** Where an argument stands. What was bound since then, further out, holds for it too: a function is bound once at most. */
  const outsideOf = (ctx: Ctx, env: Env): Ctx => ({ ...env.ctx, env: ctx.env });

  const param = (ctx: Ctx, f: FnIndex, i: number): Known => {
    const env = bound(ctx, frameOf(ctx.file, f));
    if (!env) return { k: 'free', on: { k: 'param', file: ctx.file, fn: f } };
    const { args } = env;
    const spread = args?.findIndex(each => each.k === 'spread') ?? -1;
    if (!args || (spread >= 0 && spread <= i)) return { k: 'opaque', ctx, value: { k: 'param', f, i } };
    const outside = outsideOf(ctx, env);
    if (code.unit(ctx.file)?.facts.fns[f]?.rest === i) return crossing(list(outside, args.slice(i)));
    const arg = args[i];
    return arg ? crossing(evaluate(outside, arg)) : { k: 'undef' };
  };

  const item = (ctx: Ctx, val: Extract<Val, { k: 'item' }>): Known => {
    const env = bound(ctx, val);
    if (env) return env.args ? crossing(evaluate(outsideOf(ctx, env), env.args[0] ?? { k: 'undef' })) : { k: 'opaque', ctx, value: val };
    const of = evaluate(ctx, val.of);
    if (of.k === 'free') return of;
    if ((of.k === 'arr' && of.whole) || (of.k === 'obj' && val.how === 'in')) return { k: 'free', on: { k: 'item', item: val, of, how: val.how } };
    return { k: 'opaque', ctx, value: val };
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

  return { bound, param, item, expand: (ctx, free) => expand(ctx, free), close };
}

const keysOf = (known: Known): readonly { readonly ctx: Ctx; readonly val: Val }[] =>
  known.k === 'obj' ? known.value.p.filter(each => each.n !== '').map(each => ({ ctx: known.ctx, val: { k: 'lit', v: each.n, s: each.s, e: each.e } })) : [];
