import type { Json } from '../../core/model.ts';
import type { Call, CallIndex, Val } from '../../facts/program/model.ts';
import { parseSlot, slotList, type SlotRoot, type Slots, type SlotStep } from '../../vocabulary/slot.ts';
import { superclassOf } from './class-line.ts';
import { calleeName, receiverOf, type CallSite, type Code } from './code.ts';
import type { Evaluator } from './evaluation/evaluate.ts';
import type { Ctx, Known } from './evaluation/known.ts';

/** What slots are seen from: a call, or a member, element or field of something, or both. */
export interface Entry {
  readonly ctx: Ctx;
  readonly site?: CallSite;
  readonly name?: Known;
  readonly value?: Known;
  readonly decorators?: readonly Val[];
  readonly fallback?: Known;
  /** Environment variables that the value reads. */
  readonly variables?: readonly string[];
}

/** Reads slots of entries. `unwraps` names the classes and functions that stand for their first argument. */
export interface SlotReader {
  /** What the first filled slot holds; `undef` when none is filled. */
  read(entry: Entry, slots: Slots | undefined): Known;
  json(known: Known): Json | undefined;
  /** The calls of a fluent chain, the last one first. */
  links(known: Known): readonly Link[];
}

export interface Link {
  readonly name: string | undefined;
  readonly call: Call;
  readonly ctx: Ctx;
}

const either = (of: readonly Known[]): Known => (of.length === 1 ? of[0]! : { k: 'either', of });

const UNSET: Known = { k: 'undef' };

export function slotReader(code: Code, evaluator: Evaluator, unwraps: readonly string[]): SlotReader {
  const { evaluate, member } = evaluator;

  const read = (entry: Entry, slots: Slots | undefined): Known => {
    let first: Known = UNSET;
    for (const slot of slotList(slots)) {
      const { root, steps } = parseSlot(slot);
      const known = steps.reduce(step, rootValue(entry, root));
      if (known.k !== 'undef' && !(known.k === 'opaque' && first.k === 'undef' && slotList(slots).length > 1)) return known;
      if (known.k === 'opaque') first = known;
    }
    return first;
  };

  const rootValue = (entry: Entry, root: SlotRoot): Known => {
    const call = entry.site && entry.site.unit.facts.calls[entry.site.c];
    switch (root.k) {
      case 'arg': {
        const arg = call?.args[root.i];
        const spread = call?.args.findIndex(each => each.k === 'spread') ?? -1;
        if (spread >= 0 && spread <= root.i) return { k: 'opaque', ctx: entry.ctx, value: { k: '?' } };
        return arg ? unwrapped(evaluate(entry.ctx, arg)) : UNSET;
      }
      case 'receiver': {
        const receiver = call && receiverOf(entry.site!.unit.facts, call);
        return receiver ? evaluate(entry.ctx, receiver) : UNSET;
      }
      case 'name': return entry.name ?? UNSET;
      case 'value': return entry.value ?? UNSET;
      case 'variable': return entry.variables?.length ? either(entry.variables.map(v => ({ k: 'const', v }))) : UNSET;
      case 'fallback': return entry.fallback ?? UNSET;
      case 'text': return { k: 'const', v: root.text };
      case 'decorator': {
        for (const decorator of entry.decorators ?? []) {
          const found = decorator.k === 'call' ? code.unit(entry.ctx.file)?.facts.calls[decorator.c] : undefined;
          if (found && calleeName(code.unit(entry.ctx.file)!.facts, found) === root.name)
            return found.args[root.i] ? evaluate(entry.ctx, found.args[root.i]!) : found.args.length === 0 ? { k: 'const', v: true } : UNSET;
        }
        return UNSET;
      }
    }
  };

  const step = (known: Known, next: SlotStep): Known => {
    if (known.k === 'either' && next.k !== 'member') return step(known.of.find(each => each.k === 'call') ?? UNSET, next);
    switch (next.k) {
      case 'member': return unwrapped(member(known, next.name));
      case 'returned': return returnedBy(known);
      case 'method': return chainCall(known, next.name)?.[next.i] ?? (known.k === 'free' ? known : UNSET);
      case 'base': {
        const name = links(known).at(-1)?.name;
        return name === undefined ? (known.k === 'free' ? known : UNSET) : { k: 'const', v: name };
      }
      case 'baseArg': {
        const link = links(known).at(-1);
        const arg = link?.call.args[next.i];
        return arg ? evaluate(link.ctx, arg) : known.k === 'free' ? known : UNSET;
      }
    }
  };

  /** What a function returns, wherever it stands; of a list of functions, what each returns. */
  const returnedBy = (known: Known): Known => {
    if (known.k === 'arr') return either(known.items.map(item => returnedBy(evaluate(item.ctx, item.val))));
    if (known.k !== 'opaque') return known.k === 'free' ? known : UNSET;
    const { ctx, value } = known;
    const origin = value.k === 'fn' ? { k: 'fn' as const, file: ctx.file, fn: value.f } : code.values.origin(ctx, value);
    const returns = origin.k === 'fn' ? (code.unit(origin.file)?.facts.fns[origin.fn]?.returns ?? []).flatMap(({ v }) => v ?? []) : [];
    return origin.k === 'fn' && returns.length > 0 ? either(returns.map(each => evaluate({ file: origin.file, fn: origin.fn, env: ctx.env }, each))) : UNSET;
  };

  /** Arguments of the last call of `name` in a fluent chain. A call without arguments holds `true`. */
  const chainCall = (known: Known, name: string): readonly Known[] | undefined => {
    for (const link of links(known)) {
      if (link.name === name) return link.call.args.length === 0 ? [{ k: 'const', v: true }] : link.call.args.map(arg => evaluate(link.ctx, arg));
    }
    return undefined;
  };

  /** The calls of a fluent chain, the last one first, through names that stand for its beginning. */
  const links = (known: Known): Link[] => {
    const found: Link[] = [];
    for (let at: Known | undefined = known; at?.k === 'call' && at.path.length === 0 && found.length < 40;) {
      const { ctx, call: c }: { ctx: Ctx; call: CallIndex } = at;
      const { facts } = code.unit(ctx.file)!;
      const call: Call = facts.calls[c]!;
      found.push({ name: calleeName(facts, call), call, ctx });
      at = call.callee.k === 'prop' ? evaluate(ctx, call.callee.o) : undefined;
    }
    return found;
  };

  const unwrapped = (known: Known): Known => {
    if (known.k !== 'call' || known.path.length > 0 || unwraps.length === 0) return known;
    const { facts } = code.unit(known.ctx.file)!;
    const call = facts.calls[known.call]!;
    const arg = call.args[0];
    return arg && isNamed(code, { unit: code.unit(known.ctx.file)!, c: known.call }, unwraps) ? evaluate(known.ctx, arg) : known;
  };

  const json = (known: Known): Json | undefined => {
    if (known.k === 'const') return known.v;
    if (known.k === 'arr') {
      const items = known.items.map(item => json(evaluate(item.ctx, item.val)));
      return known.whole && items.every(each => each !== undefined) ? items : undefined;
    }
    if (known.k !== 'obj' || known.value.p.some(each => each.spread || each.key)) return undefined;
    const members = known.value.p.map(each => [each.n, json(evaluate(known.ctx, each.v))] as const);
    if (members.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(members) as { [key: string]: Json }; // No member is undefined any more.
  };

  return { read, json, links };
}

/** The callee is declared under one of these names: import aliases and subclasses are followed, whatever is imported. */
export function isNamed(code: Code, { unit, c }: CallSite, names: readonly string[]): boolean {
  const call = unit.facts.calls[c]!;
  const spelled = calleeName(unit.facts, call);
  if (spelled === undefined) return false;
  if (call.callee.k !== 'ref') return names.includes(spelled);
  const origin = code.values.origin({ file: unit.path, fn: call.fn }, call.callee);
  if (origin.k === 'external') return names.includes(origin.path.at(-1) ?? origin.name) || (origin.name === 'default' && names.includes(spelled));
  if (origin.k === 'fn' && origin.path.length === 0) {
    const declared = code.unit(origin.file)?.facts.fns[origin.fn]?.n;
    return names.includes(declared ?? spelled) || names.includes(spelled);
  }
  if (origin.k !== 'class' || origin.path.length > 0) return names.includes(spelled);
  for (let at: { file: string; cls: number } | undefined = origin, hops = 0; at && hops < 12; hops++) {
    const cls = code.unit(at.file)?.facts.classes[at.cls];
    if (cls && (names.includes(cls.n) || extendsExternal(code, at, names))) return true;
    at = superclassOf(code, at);
  }
  return false;
}

function extendsExternal(code: Code, ref: { file: string; cls: number }, names: readonly string[]): boolean {
  const { ext, fn } = code.unit(ref.file)!.facts.classes[ref.cls]!;
  const origin = ext && code.values.origin({ file: ref.file, fn }, ext);
  return origin?.k === 'external' && names.includes(origin.path.at(-1) ?? origin.name);
}
