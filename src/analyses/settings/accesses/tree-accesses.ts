import type { FnIndex, GuardIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import type { ResultAccess } from '../../../vocabulary/accesses.ts';
import { chainsOf, namesOf, rootOf, type Chain } from '../chains.ts';
import { calleeName, type Unit } from '../code.ts';
import type { Ctx } from '../evaluation/known.ts';
import { handedOn } from '../handed/handed.ts';
import type { Setting } from '../model.ts';
import type { Reading } from '../setting.ts';
import { isNamedLike } from '../sites.ts';
import { patterns, type RawAccess } from './call-accesses.ts';
import { keyTree } from './key-tree.ts';
import { treeCalls } from './tree-calls.ts';
import { MAX_CALLERS, treeGroups } from './tree-groups.ts';

/** A computed name of which less is known could be anything. */
const MIN_FIXED = 3;

interface Place {
  readonly unit: Unit;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  readonly s: number;
  readonly e: number;
}

/**
 * Members of the tree of all settings that a call yields (`settings.get().http.port`) or that goes by a name or a type
 * (`config.http.port`). Variables, destructuring, fields and parameters are followed back to the call; where a group is
 * handed on to code that is not seen, everything below it may be read there.
 */
export function accessesByTree(reading: Reading, form: ResultAccess & { readonly of: object }, settings: readonly Setting[], loadedBy: ReadonlySet<string>): RawAccess[] {
  const { code, evaluator, vocabulary } = reading;
  const { of } = form;
  const join = vocabulary.join ?? '.';
  const tree = keyTree(settings.map(each => each.key), join);
  const found: RawAccess[] = [];
  const { yields, makers } = treeCalls(reading, of, loadedBy);
  if (of.callee && yields.size === 0) return found;
  // What such a call yields is the tree, even where its function shows what it returns.
  evaluator.stopAt(yields.keys());
  const ownGroupsOf = treeGroups(reading, of, tree, yields);
  /** Groups that are handed around whole, and where they leave the program or are gone through name by name. */
  const started = new Set<string>();
  const handed = of.callee ? handedOn<string>(code, code.units.filter(unit => !unit.test), startsAt, () => false) : undefined;

  for (const unit of code.units) {
    const followed = followedIn(unit);
    for (const chain of chainsOf(unit)) read(unit, chain, followed);
  }
  for (const { object: group, unit, fn, guard, loop, value: { s, e }, keys } of [...(handed?.lost ?? []), ...(handed?.named ?? [])]) {
    for (const name of keys ?? ['*']) add(tree.below(group, name), { unit, fn, guard, loop, s, e }, { isWrite: false }, 'weak');
  }
  return found;

  function read(unit: Unit, chain: Chain, followed: ReadonlySet<number>): void {
    const names = namesOf(chain.value);
    if (names.length === 0) return;
    const place = (value: { s: number; e: number }): Place => ({ unit, fn: chain.fn, guard: chain.guard, loop: chain.loop, s: value.s, e: value.e });
    if (of.callee) {
      const root = rootOf(names[0]!.value);
      if (!mayBeTree(unit, root)) return;
      let start = 0;
      let groups = tree.knows(names[0]!.name) || names[0]!.name === '*' || of.path ? groupsOf(unit, chain.fn, root) : [];
      // `settings.get().now.http`: the tree stands below the path.
      const below = of.path?.length ?? 0;
      if (groups.length === 0 && below > 0 && names.length > below && of.path!.every((name, i) => names[i]!.name === name)) {
        groups = groupsOf(unit, chain.fn, names[below - 1]!.value);
        start = below;
      }
      // `this.settings = settings.get()`: the field is the tree.
      if (groups.length === 0 && root.k === 'this' && names.length > 1) {
        groups = groupsOf(unit, chain.fn, names[0]!.value);
        start = 1;
      }
      for (const group of groups) follow(group, names.slice(start), chain, place, followed, 'exact');
      return;
    }
    for (let i = -1; i < names.length - 1; i++) {
      const from = i + 1 + (of.path?.length ?? 0);
      if (from >= names.length || (of.path && !of.path.every((name, k) => names[i + 1 + k]?.name === name))) continue;
      const key = keyAt(names, from);
      if (key === undefined) continue;
      const owner = i < 0 ? rootOf(names[0]!.value) : names[i]!.value;
      // What a call yields is for the forms that name the call.
      const how = owner.k === 'call' ? undefined : isNamedLike(code, unit, chain.fn, owner, of.endings ?? []);
      if (how === undefined) continue;
      const { value } = names[from]!;
      if (key === '*' && value.k === 'elem') {
        for (const each of keysAt(unit, chain.fn, value.i)) if (of.wholeKeys ? each.includes(join) && tree.has(each) : each.replaceAll('*', '').length >= MIN_FIXED) add(each, place(value), chain, 'weak');
      } else if (!key.endsWith('*') || !chain.tested) add(key, place(names.at(-1)!.value as { s: number; e: number }), chain, how === 'type' && !of.below && !key.endsWith('*') ? 'exact' : 'weak');
      return;
    }
  }

  /** The key, or the group with everything below it, that the names of a chain lead to; `*` for a name that is computed. */
  function keyAt(names: readonly { readonly name: string; readonly value: Val }[], from: number): string | undefined {
    const first = names[from]!;
    if (first.value.k === 'elem') return '*';
    if (of.wholeKeys) return first.name.includes(join) && tree.has(first.name) ? first.name : undefined;
    if (!tree.knows(first.name)) return undefined;
    const rest = names.slice(from).map(each => each.name);
    if (of.below) return tree.leafBelow(rest);
    const whole = rest.join(join);
    return tree.leafOn('', rest) ?? (tree.isGroup(whole) ? tree.below(whole, '*') : undefined);
  }

  /** Walks the names of a chain down from a group. */
  function follow(group: string, names: readonly { readonly name: string; readonly value: Val }[], chain: Chain, place: (value: { s: number; e: number }) => Place, followed: ReadonlySet<number>, strength: 'exact' | 'weak'): void {
    let at = group;
    for (const [i, { name, value }] of names.entries()) {
      if (!('s' in value)) return;
      if (value.k === 'elem') {
        const keys = keysAt(place(value).unit, chain.fn, value.i);
        for (const key of keys) {
          const whole = tree.below(at, key);
          const leaf = key.includes('*') ? undefined : tree.leafOn(at, [key, ...names.slice(i + 1).map(each => each.name)]);
          if (leaf !== undefined) add(leaf, place(value), chain, strength);
          else add(key === '*' ? tree.below(at, '*') : key.includes('*') ? whole : tree.below(whole, '*'), place(value), chain, 'weak');
        }
        return;
      }
      at = tree.below(at, name);
      if (tree.has(at)) return add(at, place(value), chain, strength);
      if (!tree.isGroup(at)) return;
    }
    const last = names.at(-1)!.value;
    // A group that is only tested, put into a variable or handed on is not read as a whole here.
    if ('s' in last && !followed.has(last.s) && !chain.tested && !started.has(`${place(last).unit.path}:${last.s}-${last.e}`)) add(tree.below(at, '*'), place(last), chain, 'weak');
  }

  function add(key: string, { unit, fn, guard, loop, s, e }: Place, { isWrite, call }: { readonly isWrite: boolean; readonly call?: number }, strength: 'exact' | 'weak'): void {
    found.push({
      key, exact: !key.includes('*'), mode: isWrite ? 'write' : form.mode, strength, vocabulary: vocabulary.name, site: 'member', file: unit.path, fn, guard, loop,
      ...(call !== undefined && { call }), via: [], at: code.locate(unit.path, s, e), test: unit.test,
    });
  }

  function keysAt(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
    const ctx: Ctx = { file: unit.path, fn };
    const known = evaluator.evaluate(ctx, value);
    if (known.k !== 'free') return patterns(known);
    const each = evaluator.expand(ctx, known.on);
    if (!each || each.length === 0 || each.length > MAX_CALLERS) return patterns(evaluator.evaluate(evaluator.close(ctx, known.on), value));
    return [...new Set(each.flatMap(({ ctx: bound }) => { const inner = evaluator.evaluate(bound, value); return patterns(inner.k === 'free' ? evaluator.evaluate(evaluator.close(bound, inner.on), value) : inner); }))];
  }

  /** Groups of the tree that a value can be, by itself or because it was handed one. */
  function groupsOf(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
    // A parameter that is taken apart holds what it is handed, and nothing else.
    if (value.k === 'param') return handed?.at(unit, fn, value) ?? [];
    const own = ownGroupsOf(unit, fn, value);
    return own.length > 0 ? own : (handed?.at(unit, fn, value) ?? own);
  }

  function startsAt(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
    const groups = mayHoldGroup(unit, value) ? ownGroupsOf(unit, fn, value).filter(group => group === '' || tree.isGroup(group)) : [];
    if (groups.length > 0 && 's' in value) started.add(`${unit.path}:${value.s}-${value.e}`);
    return groups;
  }

  /** Cheap: what could come from a call that yields the tree. */
  function mayBeTree(unit: Unit, root: Val): boolean {
    if (root.k === 'call') return yields.has(`${unit.path}#${root.c}`) || unit.facts.calls[root.c]?.k === 'call';
    return root.k === 'this' || root.k === 'param' || (root.k === 'ref' && root.d >= 0);
  }

  /** Cheap: it begins with a call that yields the tree, or with a variable that does. */
  function mayHoldGroup(unit: Unit, value: Val): boolean {
    const root = rootOf(value);
    if (root.k === 'call') return yields.has(`${unit.path}#${root.c}`) || makers.has(calleeName(unit.facts, unit.facts.calls[root.c]!) ?? '');
    const init = root.k === 'ref' && root.d >= 0 ? unit.facts.decls[root.d]?.init : undefined;
    return init !== undefined && rootOf(init).k === 'call' && mayHoldGroup(unit, init);
  }

  /** Starts of chains that become a variable, or an argument of a function that is seen: their readers are seen too. */
  function followedIn(unit: Unit): ReadonlySet<number> {
    const starts = new Set<number>();
    const note = (value: Val | undefined): void => {
      if (value?.k === 'await') return note(value.v);
      if (value && 's' in value) starts.add(value.s);
      if (value?.k === 'prop') note(value.o);
    };
    for (const { init } of unit.facts.decls) note(init);
    for (const { args, fn, callee, k } of unit.facts.calls) {
      const origin = k === 'call' || k === 'new' ? code.values.origin({ file: unit.path, fn }, callee) : undefined;
      if (origin?.k === 'fn' || origin?.k === 'class') args.forEach(note);
    }
    return starts;
  }
}
