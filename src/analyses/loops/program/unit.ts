import type { FilePath } from '../../../core/model.ts';
import type { Call, CallIndex, DeclIndex, FnIndex, GuardIndex, LoopIndex, ProgramFacts, Val, Write } from '../../../facts/program/model.ts';

/** One file with what is asked of it again and again. */
export interface Unit {
  readonly path: FilePath;
  readonly test: boolean;
  readonly facts: ProgramFacts;
  readonly lineStarts: readonly number[];
  callsIn(fn: FnIndex): readonly CallIndex[];
  writesTo(decl: DeclIndex): readonly Write[];
  /** Writes to a property of that name, of whatever object. */
  writesToMember(name: string): readonly Write[];
  /** Functions that stand directly in a function. */
  nestedIn(fn: FnIndex): readonly FnIndex[];
}

export function unitOf(path: FilePath, test: boolean, facts: ProgramFacts, lineStarts: readonly number[]): Unit {
  const calls = lazily(() => grouped(facts.calls.map((call, c) => [call.fn, c] as const)));
  const nested = lazily(() => grouped(facts.fns.flatMap((fn, f) => (f === 0 ? [] : [[fn.parent, f] as const]))));
  const byDecl = lazily(() => grouped(facts.writes.flatMap(write => (write.t.k === 'ref' ? [[write.t.d, write] as const] : []))));
  const byMember = lazily(() => grouped(facts.writes.flatMap(write => (write.t.k === 'prop' ? [[write.t.n, write] as const] : []))));
  return {
    path, test, facts, lineStarts,
    callsIn: fn => calls().get(fn) ?? [],
    nestedIn: fn => nested().get(fn) ?? [],
    writesTo: decl => byDecl().get(decl) ?? [],
    writesToMember: name => byMember().get(name) ?? [],
  };
}

/** Last name of what is called. */
export const nameOf = (call: Call): string => (call.callee.k === 'ref' || call.callee.k === 'prop' ? call.callee.n : '');

/** Names of a chain from its root: `this.queue.size` is `['this', 'queue', 'size']`; undefined for anything but plain members. */
export function chainOf(v: Val): readonly string[] | undefined {
  if (v.k === 'this') return ['this'];
  if (v.k === 'ref') return [v.n];
  if (v.k !== 'prop') return undefined;
  const rest = chainOf(v.o);
  return rest && [...rest, v.n];
}

/** A chain as one text, with `[]` for each key that is computed: `this.timers[].poll`. */
export function pathOf(v: Val): string | undefined {
  if (v.k === 'this') return 'this';
  if (v.k === 'ref') return v.n;
  if (v.k !== 'prop' && v.k !== 'elem') return undefined;
  const rest = pathOf(v.o);
  return rest && (v.k === 'prop' ? `${rest}.${v.n}` : `${rest}[]`);
}

export function loopWithin(facts: ProgramFacts, loop: LoopIndex, outer: LoopIndex): boolean {
  for (let l = loop; l >= 0; l = facts.loops[l]!.parent) if (l === outer) return true;
  return false;
}

/** The conditions from a place up to, not including, `until`; innermost first. */
export function guardsUpTo(facts: ProgramFacts, g: GuardIndex, until: GuardIndex): ProgramFacts['guards'][number][] {
  const found = [];
  for (let at = g; at >= 0 && at !== until; at = facts.guards[at]!.parent) found.push(facts.guards[at]!);
  return found;
}

/** A place in a loop's body, closures that are made there included. */
export function standsIn(facts: ProgramFacts, place: { readonly fn: FnIndex; readonly loop: LoopIndex }, fn: FnIndex, loop: LoopIndex): boolean {
  let { fn: f, loop: l } = place;
  for (let hops = 0; hops < 50; hops++) {
    if (f === fn) return loop < 0 || loopWithin(facts, l, loop);
    const up = facts.fns[f];
    if (!up || f === 0) return false;
    ({ loop: l } = up);
    f = up.parent;
  }
  return false;
}

/** A function is another one or stands in it. */
export function isInside({ facts }: Unit, fn: FnIndex, outer: FnIndex): boolean {
  for (let f = fn; ; f = facts.fns[f]!.parent) {
    if (f === outer) return true;
    if (f <= 0) return false;
  }
}

/** Every value inside a value, itself first; calls are not entered. */
export function* partsOf(v: Val): Generator<Val> {
  yield v;
  switch (v.k) {
    case 'prop': yield* partsOf(v.o); break;
    case 'elem': yield* partsOf(v.o); yield* partsOf(v.i); break;
    case 'await':
    case 'spread': yield* partsOf(v.v); break;
    case 'cond': yield* partsOf(v.c); yield* partsOf(v.a); yield* partsOf(v.b); break;
    case 'op':
    case 'tpl': for (const each of v.a) yield* partsOf(each); break;
    case 'arr': for (const each of v.i) yield* partsOf(each); break;
    case 'obj': for (const each of v.p) yield* partsOf(each.v); break;
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function grouped<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}
