import type { CallIndex, ClassIndex, DeclIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import { enclosingClass } from '../../../facts/program/parts.ts';
import type { Unit } from '../code.ts';

/** Where a value goes; `path` is where it stands in the object that goes there: `start({ env })` hands it on under `['env']`. */
export type Target = { readonly path: readonly string[] } & (
  | { readonly k: 'arg'; readonly call: CallIndex; readonly i: number }
  | { readonly k: 'field'; readonly cls: ClassIndex; readonly name: string }
  | { readonly k: 'decl'; readonly d: DeclIndex }
  | { readonly k: 'return'; readonly fn: FnIndex }
  /** Its names are gone through. */
  | { readonly k: 'names' }
  /** Into something whose members are not followed: a list, a global, a member of another object. */
  | { readonly k: 'lost' }
);

/** A value that is put somewhere as a whole. */
export interface Sink {
  readonly value: Val;
  readonly to: Target;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  readonly at: { readonly s: number; readonly e: number };
}

export interface Sinks {
  readonly all: readonly Sink[];
  /** By what the value begins with: `d3` a declaration, `p1.0` a parameter, `c5` what a call yields, `t0.config` a field of the class around. */
  readonly byRoot: ReadonlyMap<string, readonly Sink[]>;
}

/** Every place of a file where a name, a member or what a call yields is put somewhere. Computed once per file. */
export function sinksOf(unit: Unit): Sinks {
  let sinks = known.get(unit);
  if (!sinks) known.set(unit, (sinks = indexed(unit, [...collect(unit)])));
  return sinks;
}

const known = new WeakMap<Unit, Sinks>();

function indexed(unit: Unit, all: readonly Sink[]): Sinks {
  const byRoot = new Map<string, Sink[]>();
  for (const sink of all) {
    const root = rootOf(unit, sink);
    if (root === undefined) continue;
    const same = byRoot.get(root);
    if (same) same.push(sink);
    else byRoot.set(root, [sink]);
  }
  return { all, byRoot };
}

function rootOf(unit: Unit, { value, fn }: Sink): string | undefined {
  let at = value;
  let field: string | undefined;
  while (at.k === 'prop' || at.k === 'await') {
    field = at.k === 'prop' ? at.n : field;
    at = at.k === 'prop' ? at.o : at.v;
  }
  if (at.k === 'ref') return at.d >= 0 ? `d${at.d}` : undefined;
  if (at.k === 'param') return `p${at.f}.${at.i}`;
  if (at.k === 'call') return `c${at.c}`;
  const cls = at.k === 'this' && field !== undefined ? enclosingClass(unit.facts, fn) : undefined;
  return cls === undefined ? undefined : `t${cls}.${field}`;
}

function* collect(unit: Unit): Generator<Sink> {
  const { facts } = unit;
  for (const [c, { args, fn, g, loop, s, e }] of facts.calls.entries()) {
    for (const [i, arg] of args.entries()) yield* parts(arg, { k: 'arg', call: c, i, path: [] }, { fn, guard: g, loop, at: { s, e } });
  }
  for (const { t, v, fn, g, loop, s, e } of facts.writes) if (v) yield* parts(v, targetOf(unit, t, fn), { fn, guard: g, loop, at: { s, e } });
  for (const [d, { init, fn, g, loop, s, e }] of facts.decls.entries()) if (init) yield* parts(init, { k: 'decl', d, path: [] }, { fn, guard: g, loop, at: { s, e } });
  for (const [f, { returns, s, e }] of facts.fns.entries()) {
    for (const { v, g } of returns) if (v) yield* parts(v, { k: 'return', fn: f, path: [] }, { fn: f, guard: g, loop: -1, at: { s, e } });
  }
  for (const [c, cls] of facts.classes.entries()) {
    const fn = Math.max(0, facts.fns.findIndex(each => each.cls === c && each.k === 'field'));
    for (const { init, n, isStatic, s, e } of cls.fields) if (init && !isStatic) yield* parts(init, { k: 'field', cls: c, name: n, path: [] }, { fn, guard: -1, loop: -1, at: { s, e } });
  }
}

function targetOf(unit: Unit, t: Val, fn: FnIndex): Target {
  if (t.k === 'ref' && t.d >= 0) return { k: 'decl', d: t.d, path: [] };
  const cls = t.k === 'prop' && t.o.k === 'this' ? enclosingClass(unit.facts, fn) : undefined;
  return t.k === 'prop' && cls !== undefined ? { k: 'field', cls, name: t.n, path: [] } : { k: 'lost', path: [] };
}

/** The names, members and calls that a value is made of, and where each gets to. */
function* parts(value: Val, to: Target, place: Omit<Sink, 'value' | 'to'>): Generator<Sink> {
  switch (value.k) {
    case 'ref': case 'prop': case 'param': case 'call': yield { value, to, ...place }; return;
    case 'await': yield* parts(value.v, to, place); return;
    case 'item': if (value.how === 'in') yield* parts(value.of, { k: 'names', path: [] }, place); return;
    case 'cond':
      yield* parts(value.a, to, place);
      yield* parts(value.b, to, place);
      return;
    case 'op':
      if (value.o === 'rest') { if (value.a[0]) yield* parts(value.a[0], to, place); } else if (JOINING.has(value.o)) for (const each of value.a) yield* parts(each, to, place);
      return;
    case 'obj':
      for (const { n, key, spread, v } of value.p) yield* parts(v, spread ? to : key ? { k: 'lost', path: [] } : { ...to, path: [...to.path, n] }, place);
      return;
    case 'arr': for (const each of value.i) yield* parts(each, { k: 'lost', path: [] }, place); return;
    case 'spread': yield* parts(value.v, { k: 'lost', path: [] }, place); return;
    default: return;
  }
}

/** Operators that yield one of their operands. */
const JOINING = new Set(['default', '??', '||', '&&']);
