import type { ObjectMember, Val } from '../../../facts/program/model.ts';
import type { Site, Values } from '../../values/model.ts';
import { crossing, either, UNKNOWN, type Ctx, type Evaluation, type Known } from './known.ts';

/** Lists and objects that are written out, and what is taken out of them. */
export interface Tables {
  list(ctx: Ctx, elements: readonly Val[]): Known;
  member(known: Known, name: string): Known;
  /** `TABLE[name]`: one of the texts in it. */
  element(ctx: Ctx, val: Extract<Val, { k: 'elem' }>): Known | undefined;
  /** `Object.entries(TABLE)` and its like. */
  listed(known: Known, by: 'entries' | 'keys' | 'values'): Known | undefined;
}

/** More texts than this are no choice between keys. */
// A bound on the work for one key; with more texts than that nothing is said.
const MAX_OPTIONS = 40;

export function tablesOf(values: Values, { evaluate, deeper }: Evaluation): Tables {
  const list = (ctx: Ctx, elements: readonly Val[]): Known => {
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
      case 'const': case 'pattern': return UNKNOWN;
      default: return known;
    }
  };

  /** An object that is spread into itself, over however many others, would not end. */
  const memberOf = (ctx: Ctx, members: readonly ObjectMember[], name: string): Known =>
    deeper(() => UNKNOWN, () => lastMember(ctx, members, name));

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

  const element = (ctx: Ctx, { o }: Extract<Val, { k: 'elem' }>): Known | undefined => {
    // A name alone: chains of elements would be gone through twice at each step.
    const table = o.k === 'ref' ? evaluate(ctx, o) : undefined;
    if (table?.k === 'obj') return table.value.p.some(each => each.spread) ? undefined : choice(values, table.ctx, table.value.p.map(each => each.v));
    const found = values.array(ctx, o);
    return found && choice(values, found, found.value.i);
  };

  const listed = (known: Known, by: 'entries' | 'keys' | 'values'): Known | undefined => {
    if (known.k === 'free') return known;
    if (known.k !== 'obj') return undefined;
    const { p } = known.value;
    if (p.some(each => each.spread || each.key)) return undefined;
    const items = p.map((each): Val => {
      const key: Val = { k: 'lit', v: each.n, s: each.s, e: each.e };
      return by === 'keys' ? key : by === 'values' ? each.v : { k: 'arr', i: [key, each.v] };
    });
    return { k: 'arr', ctx: known.ctx, items: items.map(val => ({ ctx: known.ctx, val })), whole: true };
  };

  return { list, member, element, listed };
}

/** One of several texts, all of which are known as they stand: what each would be under other arguments costs too much. */
export function choice(values: Values, site: Site, options: readonly (Val | undefined)[]): Known | undefined {
  if (options.length === 0 || options.length > MAX_OPTIONS) return undefined;
  const texts: Known[] = [];
  for (const option of options) {
    const v = option && values.constant(site, option);
    if (typeof v !== 'string') return undefined;
    texts.push({ k: 'const', v });
  }
  return either(texts);
}

const isText = (known: Known, text: string): boolean => known.k === 'const' && String(known.v) === text;
