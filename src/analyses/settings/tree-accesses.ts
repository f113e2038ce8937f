import type { FnIndex, GuardIndex, LoopIndex, Val } from '../../facts/program/model.ts';
import { enclosingClass } from '../../facts/program/parts.ts';
import type { ResultAccess } from '../../vocabulary/accesses.ts';
import { patterns, type RawAccess } from './accesses.ts';
import { calleeName, type Unit } from './code.ts';
import type { Ctx, Known } from './known.ts';
import { chainsOf, namesOf, rootOf, type Chain } from './chains.ts';
import { handedOn } from './handed.ts';
import { keyTree } from './key-tree.ts';
import type { Setting } from './model.ts';
import type { Reading } from './setting.ts';
import { isNamedLike, siteMatcher } from './sites.ts';

/** Callers of a function whose arguments are looked at. */
const MAX_CALLERS = 40;
const MAX_HOPS = 4;
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
  const { code, evaluator, reader, vocabulary } = reading;
  const { of } = form;
  const join = vocabulary.join ?? '.';
  const tree = keyTree(settings.map(each => each.key), join);
  const found: RawAccess[] = [];
  /** Group that each call yields, by `file#call`; `undefined` where it depends on what a function around it is handed. */
  const yields = new Map<string, string | undefined>();
  if (of.callee) for (const [id, group] of yielding(of.callee)) yields.set(id, group);
  if (of.callee && yields.size === 0) return found;
  // What such a call yields is the tree, even where its function shows what it returns.
  evaluator.stopAt(yields.keys());
  const makers = makersAround(of.callee ?? []);
  const taken = (of.path ?? []).join(join);
  const memo = new Map<string, readonly string[]>();
  /** Groups that are handed around whole, and where they leave the program or are gone through name by name. */
  const started = new Set<string>();
  const handed = of.callee ? handedOn<string>(code, code.units.filter(unit => !unit.test), startsAt, () => false) : undefined;

  for (const unit of code.units) {
    const followed = followedIn(unit);
    for (const chain of chainsOf(unit)) read(unit, chain, followed);
  }
  for (const { object: group, unit, fn, guard, loop, value: { s, e }, keys } of [...(handed?.lost ?? []), ...(handed?.named ?? [])]) {
    for (const name of keys ?? ['*']) add(joined(group, name), { unit, fn, guard, loop, s, e }, { isWrite: false }, 'weak');
  }
  return found;

  function* yielding(names: readonly string[]): Generator<readonly [string, string | undefined]> {
    const isMeant = siteMatcher(reading, { callee: names, receiver: of.receiver, from: of.from }, []);
    for (const site of new Set(names.flatMap(name => code.calls(name)))) {
      if (!isMeant(site)) continue;
      const { path, facts } = site.unit;
      const call = facts.calls[site.c]!;
      const ctx: Ctx = { file: path, fn: call.fn };
      if (of.besideFile) {
        const origin = code.values.origin(ctx, call.callee);
        if (origin.k !== 'fn' || !loadedBy.has(origin.file)) continue;
      }
      let group = '';
      if (of.group !== undefined) {
        const known = reader.read({ ctx, site }, of.group);
        if (known.k === 'free' && known.on.k === 'param') {
          yield [`${path}#${site.c}`, undefined];
          continue;
        }
        if (known.k !== 'undef' && (known.k !== 'const' || typeof known.v !== 'string')) continue;
        group = known.k === 'const' ? String(known.v) : '';
      }
      yield [`${path}#${site.c}`, group];
      // A function that hands on what another one yields is looked through.
      const known = evaluator.evaluate(ctx, { k: 'call', c: site.c });
      if (known.k === 'call' && known.path.length === 0) yield [`${known.ctx.file}#${known.call}`, group];
    }
  }

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
    return tree.leafOn('', rest) ?? (tree.isGroup(whole) ? joined(whole, '*') : undefined);
  }

  /** Walks the names of a chain down from a group. */
  function follow(group: string, names: readonly { readonly name: string; readonly value: Val }[], chain: Chain, place: (value: { s: number; e: number }) => Place, followed: ReadonlySet<number>, strength: 'exact' | 'weak'): void {
    let at = group;
    for (const [i, { name, value }] of names.entries()) {
      if (!('s' in value)) return;
      if (value.k === 'elem') {
        const keys = keysAt(place(value).unit, chain.fn, value.i);
        for (const key of keys) {
          const whole = joined(at, key);
          const leaf = key.includes('*') ? undefined : tree.leafOn(at, [key, ...names.slice(i + 1).map(each => each.name)]);
          if (leaf !== undefined) add(leaf, place(value), chain, strength);
          else add(key === '*' ? joined(at, '*') : key.includes('*') ? whole : joined(whole, '*'), place(value), chain, 'weak');
        }
        return;
      }
      at = joined(at, name);
      if (tree.has(at)) return add(at, place(value), chain, strength);
      if (!tree.isGroup(at)) return;
    }
    const last = names.at(-1)!.value;
    // A group that is only tested, put into a variable or handed on is not read as a whole here.
    if ('s' in last && !followed.has(last.s) && !chain.tested && !started.has(`${place(last).unit.path}:${last.s}-${last.e}`)) add(joined(at, '*'), place(last), chain, 'weak');
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

  function ownGroupsOf(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
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
        const at = rest === '' ? group : joined(group, rest);
        return at === '' || tree.isGroup(at) ? [at] : [];
      }
      case 'either': return known.of.flatMap(each => treesIn(each, hops));
      case 'free': {
        if (hops >= MAX_HOPS || known.on.k !== 'param' || known.at === undefined) return [];
        return expanded(known, hops);
      }
      default: return [];
    }
  }

  /** The group that a call yields under what the functions around it were handed. */
  function groupUnder({ ctx, call }: Extract<Known, { k: 'call' }>): string | undefined {
    const unit = code.unit(ctx.file);
    if (!unit || of.group === undefined || !yields.has(`${ctx.file}#${call}`)) return undefined;
    const group = reader.read({ ctx, site: { unit, c: call } }, of.group);
    return group.k === 'undef' ? '' : group.k === 'const' && typeof group.v === 'string' ? group.v : undefined;
  }

  /** Names of functions that hand on what a call of one of these yields, the names themselves among them. */
  function makersAround(names: readonly string[]): ReadonlySet<string> {
    const all = new Set(names);
    for (const name of all) {
      for (const { unit, c } of code.calls(name)) {
        const fn = unit.facts.fns[unit.facts.calls[c]!.fn];
        if (fn && fn.n !== '' && fn.returns.some(({ v }) => v?.k === 'call' && v.c === c)) all.add(fn.n);
      }
    }
    return all;
  }

  function expanded(known: Extract<Known, { k: 'free' }>, hops: number): readonly string[] {
    const { on, at } = known;
    if (on.k !== 'param' || !at) return [];
    const unit = code.unit(on.file);
    const fn = unit?.facts.fns[on.fn];
    if (!unit || !fn || at.file !== on.file) return [];
    const value = paramAt(unit, at.s);
    const each = value && evaluator.expand({ file: on.file, fn: on.fn }, on);
    if (!each || each.length > MAX_CALLERS) return [];
    return each.flatMap(({ ctx }) => treesIn(evaluator.evaluate({ ...ctx, file: on.file, fn: on.fn }, value), hops + 1));
  }

  /** The name that is written at this place. */
  function paramAt(unit: Unit, s: number): Val | undefined {
    return names(unit).get(s);
  }

  function names(unit: Unit): ReadonlyMap<number, Val> {
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

  /** `this.settings` is what the class's field or constructor puts there. */
  function fieldValue(unit: Unit, fn: FnIndex, value: Val): Known {
    const ctx: Ctx = { file: unit.path, fn };
    if (value.k !== 'prop' || value.o.k !== 'this') return evaluator.evaluate(ctx, value);
    const cls = enclosingClass(unit.facts, fn);
    const field = cls === undefined ? undefined : unit.facts.classes[cls]!.fields.find(each => each.n === value.n);
    if (field?.init) return evaluator.evaluate({ ...ctx, fn: 0 }, field.init);
    const writes = unit.facts.writes.filter(each => each.v && each.t.k === 'prop' && each.t.o.k === 'this' && each.t.n === value.n && enclosingClass(unit.facts, each.fn) === cls);
    if (writes.length > 0 && writes.length < 5) return { k: 'either', of: writes.map(each => evaluator.evaluate({ file: unit.path, fn: each.fn }, each.v!)) };
    const param = field?.param === undefined ? undefined : unit.facts.decls[field.param];
    return param ? evaluator.evaluate({ file: unit.path, fn: param.fn }, { k: 'ref', n: param.n, d: field!.param!, s: param.s, e: param.e }) : { k: 'undef' };
  }

  /** Cheap: what could come from a call that yields the tree. */
  function mayBeTree(unit: Unit, root: Val): boolean {
    if (root.k === 'call') return yields.has(`${unit.path}#${root.c}`) || unit.facts.calls[root.c]?.k === 'call';
    return root.k === 'this' || root.k === 'param' || (root.k === 'ref' && root.d >= 0);
  }

  function startsAt(unit: Unit, fn: FnIndex, value: Val): readonly string[] {
    const groups = mayHoldGroup(unit, value) ? ownGroupsOf(unit, fn, value).filter(group => group === '' || tree.isGroup(group)) : [];
    if (groups.length > 0 && 's' in value) started.add(`${unit.path}:${value.s}-${value.e}`);
    return groups;
  }

  /** Cheap: it begins with a call that yields the tree, or with a variable that does. */
  function mayHoldGroup(unit: Unit, value: Val): boolean {
    const root = rootOf(value);
    if (root.k === 'call') return yields.has(`${unit.path}#${root.c}`) || calleeOf(unit, root);
    const init = root.k === 'ref' && root.d >= 0 ? unit.facts.decls[root.d]?.init : undefined;
    return init !== undefined && rootOf(init).k === 'call' && mayHoldGroup(unit, init);
  }

  function calleeOf(unit: Unit, root: Val): boolean {
    return root.k === 'call' && makers.has(calleeName(unit.facts, unit.facts.calls[root.c]!) ?? '');
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

  function joined(group: string, name: string): string {
    return group === '' ? name : `${group}${join}${name}`;
  }
}

const refs = new WeakMap<Unit, ReadonlyMap<number, Val>>();
