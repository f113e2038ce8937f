import type { CallIndex, DeclIndex, FnIndex, GuardIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';

/** A place that uses what a declared name holds. */
export interface Use {
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  readonly s: number;
  /** The member that is called or taken of it, when nothing else is done with it there. */
  readonly member?: string;
  /** The call whose callee that member is. */
  readonly call?: CallIndex;
  /** Its elements are looked at one by one or by their key, and it goes nowhere itself. */
  readonly walked?: true;
  /** What is put under one of its keys. */
  readonly put?: Val;
}

const known = new WeakMap<ProgramFacts, ReadonlyMap<DeclIndex, readonly Use[]>>();

/** Every use of what the names of one file stand for; types and conditions are none. */
export const usesIn = (facts: ProgramFacts): ReadonlyMap<DeclIndex, readonly Use[]> => {
  const before = known.get(facts);
  if (before) return before;
  const found = collect(facts);
  known.set(facts, found);
  return found;
};

const collect = (facts: ProgramFacts): ReadonlyMap<DeclIndex, readonly Use[]> => {
  const found = new Map<DeclIndex, Use[]>();
  const seen = new Set<number>();
  const note = (v: Val, at: Use): void => {
    if (v.k === 'ref') {
      seen.add(v.s);
      const list = found.get(v.d);
      if (list) list.push(at);
      else if (v.d >= 0) found.set(v.d, [at]);
      return;
    }
    // Asking what it is does nothing with it.
    if (v.k === 'op' && (v.o === 'typeof' || v.o === 'void')) return eachPart(v, part => { if (part.k === 'ref') seen.add(part.s); });
    const plain = { fn: at.fn, g: at.g, s: at.s };
    if (v.k === 'prop' && v.o.k === 'ref') return note(v.o, { ...at, member: v.n });
    if (v.k === 'elem' && v.o.k === 'ref') { note(v.o, { ...plain, walked: true }); return note(v.i, plain); }
    if (v.k === 'item' && v.of.k === 'ref') return note(v.of, { ...plain, walked: true });
    if (v.k === 'spread' && v.v.k === 'ref') return note(v.v, { ...plain, walked: true });
    eachPart(v, part => note(part, plain));
  };
  facts.calls.forEach(({ fn, g, s, callee, args }, call) => {
    note(callee, callee.k === 'prop' ? { fn, g, s, call } : { fn, g, s });
    const walks = callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d < 0 && (callee.o.n === 'Object' ? /^(keys|values|entries)$/ : callee.o.n === 'Array' ? /^from$/ : NEVER).test(callee.n);
    args.forEach((arg, i) => note(arg, walks && i === 0 ? { fn, g, s, walked: true } : { fn, g, s }));
  });
  for (const { fn, g, s, init } of facts.decls) if (init) note(init, { fn, g, s });
  facts.fns.forEach(({ returns }, fn) => { for (const { v, g, s } of returns) if (v) note(v, { fn, g, s }); });
  for (const { fn, g, s, t, v } of facts.writes) {
    const isPut = v !== undefined && (t.k === 'elem' || t.k === 'prop') && t.o.k === 'ref';
    if (isPut) note(t.o, { fn, g, s, put: v });
    else note(t, { fn, g, s });
    if (v) note(v, { fn, g, s });
  }
  for (const { fn, g, s, v } of facts.loops) if (v) note(v, { fn, g, s, walked: true });
  for (const { v, s } of facts.exports) {
    if (v?.k === 'ref') seen.add(v.s);
    else if (v) note(v, { fn: 0, g: -1, s });
  }
  for (const { fn, g, fields, decorators } of facts.classes) {
    for (const { init, s } of fields) if (init) note(init, { fn, g, s });
    for (const each of decorators) note(each, { fn, g, s: 0 });
  }
  // What stands in none of these places (a `yield`, a `throw`) is a read all the same.
  for (const { fn, g, v, use } of facts.reads) if (use === 'value' && !(v.k === 'ref' && seen.has(v.s))) note(v, { fn, g, s: 's' in v ? v.s : 0 });
  return found;
};

const NEVER = /(?!)/;
