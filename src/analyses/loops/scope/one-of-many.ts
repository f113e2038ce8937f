import type { CallIndex, DeclIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import { callersOf, type LoopProgram } from '../program/program.ts';
import { isKeyOfSomebody, isSomebody } from './user-words.ts';
import { nameOf, type Unit } from '../program/unit.ts';

/** Hops from what is made to where it is kept: locals, objects around it, functions that return it. */
const MAX_HOPS = 4;
/** With more callers than that nothing is said. */
const MAX_CALLERS = 24;

/**
 * What a call yields is kept in a collection that things are taken out of again, as `sessions.set(id, session)` and
 * `sessions.delete(id)`: there is one for each of something that comes and goes while the program runs.
 */
export function comesAndGoes(program: LoopProgram, unit: Unit, c: CallIndex, hops = 0): boolean {
  return isKept(program, unit, holdersOf(unit, v => isYieldOf(unit, v, c)), hops) || isHandedBack(program, unit, unit.facts.calls[c]!.fn, v => isYieldOf(unit, v, c), hops);
}

/**
 * A timer's handle is kept in a member of something of which there are many: what was looked up by a key, or what a
 * caller hands over that comes and goes.
 */
export function isOfOneOfMany(program: LoopProgram, unit: Unit, c: CallIndex): boolean {
  const { facts } = unit;
  const { decls } = holdersOf(unit, v => isYieldOf(unit, v, c));
  const held = (v: Val | undefined): boolean => v !== undefined && carries(v, each => isYieldOf(unit, each, c) || (each.k === 'ref' && decls.has(each.d)));
  const owners = [
    ...facts.writes.flatMap(({ t, v, op }) => (op === '=' && (t.k === 'prop' || t.k === 'elem') && held(v) ? [t.o] : [])),
    ...facts.calls.flatMap(({ callee, args }) => (callee.k === 'prop' && ADDS.test(callee.n) && args.some(held) ? [callee.o] : [])),
  ];
  return owners.some(owner => {
    const root = rootOf(owner);
    return root.k === 'ref' && root.d >= 0 && facts.decls[root.d]!.fn > 0 && (isSomebody(root.n) || isOneOfMany(program, unit, root.d, 0));
  });
}

/** A local that holds one of many. */
function isOneOfMany(program: LoopProgram, unit: Unit, d: DeclIndex, hops: number): boolean {
  const decl = unit.facts.decls[d];
  if (!decl || hops > MAX_HOPS) return false;
  const i = decl.k === 'param' ? unit.facts.fns[decl.fn]!.params.indexOf(d) : -1;
  if (i >= 0) return isAlwaysGiven(program, unit, decl.fn, i, hops);
  return (decl.init !== undefined && (isLookedUp(program, unit, decl.init, hops) || isPartOfOne(program, unit, decl.init, hops))) || isKept(program, unit, holdersOf(unit, v => v.k === 'ref' && v.d === d), hops + 1);
}

/** `meeting.cue`, `meeting.cue ?? {}` of a meeting that is one of many. */
function isPartOfOne(program: LoopProgram, unit: Unit, v: Val, hops: number): boolean {
  if (v.k === 'op' && /^(\?\?|\|\|)$/.test(v.o)) return v.a.some(each => isPartOfOne(program, unit, each, hops));
  const root = v.k === 'prop' ? rootOf(v) : undefined;
  return root?.k === 'ref' && root.d >= 0 && unit.facts.decls[root.d]!.fn > 0 && (isSomebody(root.n) || isOneOfMany(program, unit, root.d, hops + 1));
}

/** All callers that are known hand over one of many. */
function isAlwaysGiven(program: LoopProgram, unit: Unit, fn: FnIndex, i: number, hops: number): boolean {
  const callers = callersOf(program, unit, fn).filter(({ unit: at, call }) => at.facts.calls[call]!.fn !== fn);
  return callers.length > 0 && callers.length <= MAX_CALLERS && callers.every(({ unit: at, call }) => {
    const given = at.facts.calls[call]!.args[i];
    return given !== undefined && (given.k === 'ref' ? isOneOfMany(program, at, given.d, hops + 1) : isLookedUp(program, at, given, hops));
  });
}

/** `sessions.get(id)`, `sessions[id]`, or a function that answers with such. */
function isLookedUp(program: LoopProgram, unit: Unit, v: Val, hops: number): boolean {
  if (v.k === 'elem') return v.i.k !== 'lit';
  if (v.k === 'await') return isLookedUp(program, unit, v.v, hops);
  if (v.k === 'op') return /^(\?\?|\|\|)$/.test(v.o) && v.a.some(each => isLookedUp(program, unit, each, hops));
  if (v.k !== 'call' || hops > MAX_HOPS) return false;
  const { callee, args } = unit.facts.calls[v.c]!;
  if (callee.k === 'prop' && callee.n === 'get' && args.length === 1 && isKey(args[0]!) && losesSome(unit, callee.o)) return true;
  const target = program.targets.ofCall(unit, v.c);
  return target !== undefined && args.some(isKey) && target.unit.facts.fns[target.fn]!.returns.some(each => each.v !== undefined && (
    each.v.k === 'ref' ? each.v.d >= 0 && target.unit.facts.decls[each.v.d]!.k !== 'param' && isOneOfMany(program, target.unit, each.v.d, hops + 1) : isLookedUp(program, target.unit, each.v, hops + 1)));
}

interface Holders {
  readonly decls: ReadonlySet<DeclIndex>;
  is(v: Val): boolean;
}

/** Locals that hold a value, at once or in an object around it. */
function holdersOf({ facts }: Unit, isIt: (v: Val) => boolean): Holders {
  const decls = new Set<DeclIndex>();
  const is = (v: Val): boolean => isIt(v) || (v.k === 'ref' && decls.has(v.d));
  for (let round = 0, before = -1; round < MAX_HOPS && before !== decls.size; round++) {
    before = decls.size;
    facts.decls.forEach((decl, d) => { if (decl.fn > 0 && decl.init && carries(decl.init, is)) decls.add(d); });
    for (const { t, v } of facts.writes) if (t.k === 'ref' && t.d >= 0 && facts.decls[t.d]!.fn > 0 && v && carries(v, is)) decls.add(t.d);
  }
  return { decls, is };
}

/** A value or something made of it: an object with it, a choice, a promise. */
function carries(v: Val, is: (v: Val) => boolean): boolean {
  if (is(v)) return true;
  switch (v.k) {
    case 'await': return carries(v.v, is);
    case 'cond': return carries(v.a, is) || carries(v.b, is);
    case 'obj': return v.p.some(each => carries(each.v, is));
    case 'arr': return v.i.some(each => carries(each, is));
    case 'op': return /^(\?\?|\|\||&&)=?$/.test(v.o) && v.a.some(each => carries(each, is));
    default: return false;
  }
}

const ADDS = /^(push|add|unshift)$/;

/** It goes under a key, or among others, into a collection that loses some, or under the key of somebody, of whom there are many even if none is taken out. */
function isKept(program: LoopProgram, unit: Unit, { decls, is }: Holders, hops: number): boolean {
  const { facts } = unit;
  const held = (v: Val | undefined): boolean => v !== undefined && carries(v, is);
  if (facts.writes.some(({ t, v, op }) => t.k === 'elem' && op !== 'delete' && isKey(t.i) && held(v) && (isKeyOfSomebody(unit, t.i) || losesSome(unit, t.o)))) return true;
  if (facts.calls.some(({ callee, args }) => callee.k === 'prop' && ((callee.n === 'set' && args.length === 2 && isKey(args[0]!) && held(args[1])) || (ADDS.test(callee.n) && args.some(held))) && ((callee.n === 'set' && isKeyOfSomebody(unit, args[0]!)) || losesSome(unit, callee.o)))) return true;
  for (const d of decls) if (isHandedBack(program, unit, facts.decls[d]!.fn, v => v.k === 'ref' && v.d === d, hops)) return true;
  return false;
}

/** The function returns it, and all that are known to call the function keep it so. */
function isHandedBack(program: LoopProgram, unit: Unit, fn: FnIndex, is: (v: Val) => boolean, hops: number): boolean {
  if (fn === 0 || hops >= MAX_HOPS || !unit.facts.fns[fn]!.returns.some(({ v }) => v !== undefined && carries(v, is))) return false;
  const callers = callersOf(program, unit, fn);
  return callers.length > 0 && callers.length <= MAX_CALLERS && callers.every(({ unit: at, call }) => comesAndGoes(program, at, call, hops + 1));
}

/** Something is taken out of a collection by itself; emptying all of it is how a program ends. */
function losesSome(unit: Unit, collection: Val): boolean {
  const { facts } = unit;
  const name = textOf(collection);
  if (name === undefined) return false;
  const isIt = (v: Val): boolean => textOf(v) === name;
  return isWeak(unit, collection)
    || facts.writes.some(({ t, v, op }) => (op === 'delete' && t.k === 'elem' && isKey(t.i) && isIt(t.o)) || (op === '=' && isIt(t) && v?.k === 'call' && nameOf(facts.calls[v.c]!) === 'filter'))
    || facts.calls.some(({ fn, callee, args }) => callee.k === 'prop' && isIt(callee.o) && !isEnd(unit, fn) && ((callee.n === 'delete' && args.length === 1 && isKey(args[0]!)) || (callee.n === 'splice' && args.length > 1 && isKey(args[0]!))));
}

/** A function without parameters that ends it all takes everything out, one by one. */
const isEnd = ({ facts }: Unit, fn: FnIndex): boolean => facts.fns[fn]!.params.length === 0 && /^[_#]*(stop|close|shutdown|dispose|destroy|teardown|cleanup|reset|clear|terminate|disconnectAll|unload)/i.test(facts.fns[fn]!.n);

/** A `WeakMap` or `WeakSet`, which loses what nobody else holds. */
function isWeak({ facts }: Unit, v: Val): boolean {
  const init = v.k === 'ref' ? facts.decls[v.d]?.init : v.k === 'prop' && v.o.k === 'this' ? facts.classes.flatMap(each => each.fields).find(each => each.n === v.n)?.init : undefined;
  return init?.k === 'call' && /^Weak(Map|Set)$/.test(nameOf(facts.calls[init.c]!));
}

const isKey = (v: Val): boolean => v.k !== 'lit';

/** A chain of members with `[]` for each key: `this.clients[].byName`. */
function textOf(v: Val): string | undefined {
  if (v.k === 'this') return 'this';
  if (v.k === 'ref') return `${v.n}#${v.d}`;
  if (v.k !== 'prop' && v.k !== 'elem') return undefined;
  const rest = textOf(v.o);
  return rest && (v.k === 'prop' ? `${rest}.${v.n}` : `${rest}[]`);
}

/** The call itself, or what a chain of calls on it yields: `setInterval(…).unref()`. */
function isYieldOf({ facts }: Unit, v: Val, c: CallIndex): boolean {
  for (let at: Val | undefined = v, hops = 0; at?.k === 'call' && hops < MAX_HOPS; hops++) {
    if (at.c === c) return true;
    const callee: Val | undefined = facts.calls[at.c]?.callee;
    at = callee?.k === 'prop' ? callee.o : undefined;
  }
  return false;
}
