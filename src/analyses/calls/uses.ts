import type { DeclIndex, FnIndex, GuardIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';

/** A place that uses what a declared name holds. */
export interface Use {
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  readonly s: number;
  /** The member that is called or taken of it, when nothing else is done with it there. */
  readonly member?: string;
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
  const note = (v: Val, at: Use): void => {
    if (v.k === 'prop' && v.o.k === 'ref') return note(v.o, { ...at, member: v.n });
    if (v.k !== 'ref') return eachPart(v, part => note(part, at));
    const list = found.get(v.d);
    if (list) list.push(at);
    else if (v.d >= 0) found.set(v.d, [at]);
  };
  for (const { fn, g, s, callee, args } of facts.calls) {
    note(callee, { fn, g, s });
    for (const arg of args) note(arg, { fn, g, s });
  }
  for (const { fn, g, s, init } of facts.decls) if (init) note(init, { fn, g, s });
  facts.fns.forEach(({ returns }, fn) => { for (const { v, g, s } of returns) if (v) note(v, { fn, g, s }); });
  for (const { fn, g, s, t, v } of facts.writes) { note(t, { fn, g, s }); if (v) note(v, { fn, g, s }); }
  for (const { fn, g, v, use } of facts.reads) if (use === 'value') note(v, { fn, g, s: 's' in v ? v.s : 0 });
  for (const { fn, g, s, v } of facts.loops) if (v) note(v, { fn, g, s });
  for (const { v, s } of facts.exports) if (v && v.k !== 'ref') note(v, { fn: 0, g: -1, s });
  for (const { fn, g, fields, decorators } of facts.classes) {
    for (const { init, s } of fields) if (init) note(init, { fn, g, s });
    for (const each of decorators) note(each, { fn, g, s: 0 });
  }
  return found;
};
