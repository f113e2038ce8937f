import type { FnIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import { chainsOf, rootOf } from '../chains.ts';
import type { Unit } from '../code.ts';
import type { Ctx, Known } from '../evaluation/known.ts';
import type { Reading } from '../setting.ts';
import type { KeyTree } from './key-tree.ts';

/** Callers of a function whose arguments are looked at. */
export const MAX_CALLERS = 40;
const MAX_HOPS = 4;

/**
 * Which groups of the tree of settings a value can be, by itself: variables, fields and parameters are followed back to
 * the calls that yield the tree or a group of it, by `file#call`.
 */
export function treeGroups(
  { code, evaluator, reader, vocabulary }: Reading,
  of: NonNullable<ResultAccess['of']>,
  tree: KeyTree,
  yields: ReadonlyMap<string, string | undefined>,
): (unit: Unit, fn: FnIndex, value: Val) => readonly string[] {
  const join = vocabulary.join ?? '.';
  const taken = (of.path ?? []).join(join);
  const memo = new Map<string, readonly string[]>();
  return groupsOf;

  function groupsOf(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
    if (value.k === 'call') {
      const direct = yields.get(`${unit.path}#${value.c}`);
      if (direct !== undefined) return taken === '' ? [direct] : [];
    }
    const id = value.k === 'ref' ? `${unit.path} ${value.d}` : 's' in value ? `${unit.path}:${fn}:${value.s}-${value.e}` : undefined;
    const known = id === undefined ? undefined : memo.get(id);
    if (known) return known;
    if (id !== undefined) memo.set(id, []);
    const groups = [...new Set(treesIn(fieldValue(unit, fn, value), 0))];
    if (id !== undefined) memo.set(id, groups);
    return groups;
  }

  function treesIn(known: Known, hops: number): readonly string[] {
    switch (known.k) {
      case 'call': {
        const group = yields.get(`${known.ctx.file}#${known.call}`) ?? groupUnder(known);
        if (group === undefined) return [];
        const whole = known.path.join(join);
        if (taken !== '' && whole !== taken && !whole.startsWith(taken + join)) return [];
        const rest = taken === '' ? whole : whole.slice(taken.length + join.length);
        const at = rest === '' ? group : tree.below(group, rest);
        return at === '' || tree.isGroup(at) ? [at] : [];
      }
      case 'either':
        return known.of.flatMap(each => treesIn(each, hops));
      case 'free': {
        if (hops >= MAX_HOPS || known.on.k !== 'param' || known.at === undefined) return [];
        return expanded(known, hops);
      }
      default:
        return [];
    }
  }

  /** The group that a call yields under what the functions around it were handed. */
  function groupUnder({ ctx, call }: Extract<Known, { k: 'call' }>): string | undefined {
    const unit = code.unit(ctx.file);
    if (!unit || of.group === undefined || !yields.has(`${ctx.file}#${call}`)) return undefined;
    const group = reader.read({ ctx, site: { unit, c: call } }, of.group);
    return group.k === 'undef' ? '' : group.k === 'const' && typeof group.v === 'string' ? group.v : undefined;
  }

  function expanded(known: Extract<Known, { k: 'free' }>, hops: number): readonly string[] {
    const { on, at } = known;
    if (on.k !== 'param' || !at) return [];
    const unit = code.unit(on.file);
    const fn = unit?.facts.fns[on.fn];
    if (!unit || !fn || at.file !== on.file) return [];
    const value = namesIn(unit).get(at.s);
    const each = value && evaluator.expand({ file: on.file, fn: on.fn }, on);
    if (!each || each.length > MAX_CALLERS) return [];
    return each.flatMap(({ ctx }) => treesIn(evaluator.evaluate({ ...ctx, file: on.file, fn: on.fn }, value), hops + 1));
  }

  /** `this.settings` is what the class's field or constructor puts there. */
  function fieldValue(unit: Unit, fn: FnIndex, value: Val): Known {
    const ctx: Ctx = { file: unit.path, fn };
    if (value.k !== 'prop' || value.o.k !== 'this') return evaluator.evaluate(ctx, value);
    const cls = enclosingClass(unit.facts, fn);
    const field = cls === undefined ? undefined : unit.facts.classes[cls]!.fields.find(each => each.n === value.n);
    if (field?.init) return evaluator.evaluate({ ...ctx, fn: 0 }, field.init);
    const writes = unit.facts.writes.filter(
      each => each.v && each.t.k === 'prop' && each.t.o.k === 'this' && each.t.n === value.n && enclosingClass(unit.facts, each.fn) === cls,
    );
    if (writes.length > 0 && writes.length < 5)
      return { k: 'either', of: writes.map(each => evaluator.evaluate({ file: unit.path, fn: each.fn }, each.v!)) };
    const param = field?.param === undefined ? undefined : unit.facts.decls[field.param];
    return param
      ? evaluator.evaluate({ file: unit.path, fn: param.fn }, { k: 'ref', n: param.n, d: field!.param!, s: param.s, e: param.e })
      : { k: 'undef' };
  }
}

/** The names that are written in a file, by the place. */
function namesIn(unit: Unit): ReadonlyMap<number, Val> {
  let known = refs.get(unit);
  if (!known) {
    const all = new Map<number, Val>();
    for (const chain of chainsOf(unit)) {
      const root = rootOf(chain.value);
      if (root.k === 'ref') all.set(root.s, root);
    }
    for (const { args } of unit.facts.calls) for (const arg of args) { const root = rootOf(arg); if (root.k === 'ref') all.set(root.s, root); }
    for (const { init } of unit.facts.decls) { const root = init && rootOf(init); if (root?.k === 'ref') all.set(root.s, root); }
    refs.set(unit, (known = all));
  }
  return known;
}

const refs = new WeakMap<Unit, ReadonlyMap<number, Val>>();
