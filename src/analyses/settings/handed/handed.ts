import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, ClassIndex, DeclIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import { namesOf, rootOf } from '../chains.ts';
import { calleeName, type Code, type Unit } from '../code.ts';
import { functionsOf } from './call-functions.ts';
import { heirsIn } from './heirs.ts';
import { testsOfKeys } from './key-tests.ts';
import { sinksOf, type Sink, type Target } from './sinks.ts';

/** A place where an object is handed on whole to what is not seen. */
export interface Lost<O> {
  readonly object: O;
  readonly unit: Unit;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  readonly value: { readonly s: number; readonly e: number };
  /** Only what has such a name gets there; `*` stands for any characters. */
  readonly keys?: readonly string[];
}

/** Where objects of settings get to that are handed around as a whole. */
export interface Handed<O> {
  /** The objects that something holds to which one was handed: a parameter, a field, a variable that is set later, what a function returns. */
  at(unit: Unit, fn: FnIndex, value: Val): readonly O[];
  readonly lost: readonly Lost<O>[];
  /** Places where the names of its members are taken: `Object.keys(env)`, `for (const name in env)`. */
  readonly named: readonly Lost<O>[];
}

/** Something that is known to hold an object from the start. */
export interface Held<O> {
  readonly object: O;
  readonly unit: Unit;
  readonly to: Extract<Target, { readonly k: 'decl' | 'field' }> | { readonly k: 'param'; readonly fn: FnIndex; readonly i: number };
}

/** What holds an object, and where in it: `options.env` holds it under `['env']`. */
interface Holding<O> {
  readonly object: O;
  readonly path: readonly string[];
}

/** Calls that yield what they are handed. */
const SAME = new Set(['Object.freeze', 'Object.seal', 'Object.assign', 'structuredClone']);
/** Calls whose results go by name, and calls that look at names alone. */
const LISTING = new Set(['Object.entries', 'Object.keys']);
const NAMING = new Set(['Object.keys', 'Object.getOwnPropertyNames', 'Object.hasOwn', 'Reflect.ownKeys']);
/** Methods of schemas that check what they are handed and yield it: whoever reads it reads the result. */
const CHECKING = /^(safe)?(parse|validate|assert|decode|cast)(Async|Sync|OrThrow)?$/i;
/** An object that gets deeper into others at each turn would not end. */
const MAX_PATH = 4;

/**
 * Follows objects from where `starts` knows them, which it is asked in these files only, through arguments, members,
 * fields, variables and returned values to every place that holds one; from what is `holding` one, too. `isOwn` is true for calls that belong to the registry itself.
 */
export function handedOn<O>(code: Code, starting: readonly Unit[], starts: (unit: Unit, fn: FnIndex, value: Val) => readonly O[], isOwn: (file: FilePath, call: CallIndex) => boolean, holding: readonly Held<O>[] = []): Handed<O> {
  const holders = new Map<string, Holding<O>[]>();
  const fields = new Set<string>();
  const lost: Lost<O>[] = [];
  const named: Lost<O>[] = [];
  const work: { readonly unit: Unit; readonly root: string; readonly held: Holding<O> }[] = [];
  const heirsOf = heirsIn(code);

  for (const { object, unit, to } of holding) {
    if (to.k === 'decl') holdDecl(unit, to.d, { object, path: [] });
    else if (to.k === 'field') holdField(unit, to.cls, to.name, { object, path: [] });
    else hold(unit, `p${to.fn}.${to.i}`, { object, path: [] });
  }
  for (const unit of starting) {
    for (const sink of sinksOf(unit).all) for (const object of starts(unit, sink.fn, sink.value)) forward(unit, sink, { object, path: [] });
  }
  for (let next = work.pop(); next; next = work.pop()) {
    const { unit, root, held } = next;
    for (const sink of sinksOf(unit).byRoot.get(root) ?? []) {
      const names = namesAfter(sink.value, root);
      if (names && names.length <= held.path.length && names.every((name, i) => name === held.path[i])) forward(unit, sink, { object: held.object, path: held.path.slice(names.length) });
    }
  }
  return { at, lost, named };

  function at(unit: Unit, fn: FnIndex, value: Val): readonly O[] {
    if (holders.size === 0) return [];
    const names = namesOf(value);
    const root = rootOf(value);
    const found: O[] = [];
    const look = (key: string | undefined, rest: readonly string[]): void => {
      if (key === undefined) return;
      for (const { object, path } of holders.get(`${unit.path} ${key}`) ?? []) if (path.length === rest.length && path.every((name, i) => name === rest[i])) found.push(object);
    };
    const all = names.map(each => each.name);
    if (root.k === 'this') look(fieldKey(unit, fn, all[0]), all.slice(1));
    else look(rootKey(root), all);
    if (found.length === 0 && value.k === 'prop' && value.o.k !== 'this' && fields.has(value.n)) {
      const cls = code.values.classOf({ file: unit.path, fn }, value.o);
      for (const { object, path } of cls ? (holders.get(`${cls.file} t${cls.cls}.${value.n}`) ?? []) : []) if (path.length === 0) found.push(object);
    }
    return found;
  }

  function hold(unit: Unit, root: string, held: Holding<O>): void {
    if (held.path.length > MAX_PATH) return;
    const key = `${unit.path} ${root}`;
    const known = holders.get(key) ?? [];
    if (known.some(({ object, path }) => object === held.object && path.join('.') === held.path.join('.'))) return;
    holders.set(key, [...known, held]);
    work.push({ unit, root, held });
  }

  function forward(unit: Unit, sink: Sink, { object, path }: Holding<O>): void {
    const { to } = sink;
    const held: Holding<O> = { object, path: [...to.path, ...path] };
    switch (to.k) {
      case 'decl': return holdDecl(unit, to.d, held);
      case 'field': return holdField(unit, to.cls, to.name, held);
      case 'return': return returned(unit, to.fn, sink, held);
      case 'arg': return handedTo(unit, to, sink, held);
      case 'names': return void named.push(placed(unit, sink, object));
      case 'lost': return lose(unit, sink, object);
    }
  }

  function lose(unit: Unit, sink: Sink, object: O): void {
    lost.push(placed(unit, sink, object));
  }

  /** A parameter of a constructor may be a field, too. */
  function holdDecl(unit: Unit, d: DeclIndex, held: Holding<O>): void {
    hold(unit, `d${d}`, held);
    const cls = unit.facts.classes.findIndex(each => each.fields.some(field => field.param === d));
    if (cls >= 0) holdField(unit, cls, unit.facts.decls[d]!.n, held);
  }

  /** A field of a class is one of its subclasses too. */
  function holdField(unit: Unit, cls: ClassIndex, name: string, held: Holding<O>): void {
    fields.add(name);
    hold(unit, `t${cls}.${name}`, held);
    for (const heir of heirsOf(unit.path, cls)) holdField(heir.unit, heir.cls, name, held);
  }

  /** What a function returns is what its calls yield; one without a name is called by who knows whom, and so is one that no call means and that returns the object itself. */
  function returned(unit: Unit, f: FnIndex, sink: Sink, held: Holding<O>): void {
    const fn = unit.facts.fns[f]!;
    if (fn.n === '' || fn.argOf) return lose(unit, sink, held.object);
    const calls = code.calls(fn.n).filter(({ unit: other, c }) => functionsOf(code, other, c)?.some(target => target.unit === unit && target.fn === f));
    if (calls.length === 0 && fn.k !== 'getter' && held.path.length === 0) return lose(unit, sink, held.object);
    for (const { unit: other, c } of calls) if (!other.test) hold(other, `c${c}`, held);
  }

  function handedTo(unit: Unit, to: Extract<Target, { k: 'arg' }>, sink: Sink, held: Holding<O>): void {
    if (isOwn(unit.path, to.call)) return;
    const name = globalName(unit, to.call);
    const keys = name !== undefined && LISTING.has(name) ? testsOfKeys(code, unit, to.call) : [];
    if (keys.length > 0) return void lost.push({ ...placed(unit, sink, held.object), keys });
    if (name !== undefined && NAMING.has(name)) return void named.push(placed(unit, sink, held.object));
    if (name !== undefined && SAME.has(name)) return hold(unit, `c${to.call}`, held);
    const targets = functionsOf(code, unit, to.call);
    if (!targets && CHECKING.test(calleeName(unit.facts, unit.facts.calls[to.call]!) ?? '')) return;
    if (!targets) return lose(unit, sink, held.object);
    for (const { unit: home, fn } of targets) {
      const { rest } = home.facts.fns[fn]!;
      if (rest !== undefined && rest <= to.i) lose(unit, sink, held.object);
      else hold(home, `p${fn}.${to.i}`, held);
    }
  }

  function globalName(unit: Unit, c: CallIndex): string | undefined {
    const { callee, fn } = unit.facts.calls[c]!;
    const origin = code.values.origin({ file: unit.path, fn }, callee);
    return origin.k === 'global' ? origin.path.join('.') : undefined;
  }
}

const placed = <O>(unit: Unit, { fn, guard, loop, at: value }: Sink, object: O): Lost<O> => ({ object, unit, fn, guard, loop, value });

const rootKey = (root: Val): string | undefined =>
  root.k === 'ref' && root.d >= 0 ? `d${root.d}` : root.k === 'param' ? `p${root.f}.${root.i}` : root.k === 'call' ? `c${root.c}` : undefined;

function fieldKey(unit: Unit, fn: FnIndex, name: string | undefined): string | undefined {
  const cls = name === undefined ? undefined : enclosingClass(unit.facts, fn);
  return cls === undefined ? undefined : `t${cls}.${name}`;
}

/** The names behind the root; for `this.field` those behind the field. */
function namesAfter(value: Val, root: string): readonly string[] | undefined {
  const names = namesOf(value);
  if (names.some(each => each.value.k === 'elem')) return undefined;
  return names.slice(root.startsWith('t') ? 1 : 0).map(each => each.name);
}
