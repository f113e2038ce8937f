import type { Call, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';

/** What becomes of the function expressions of one file: who holds each of them. */
export interface Holders {
  /** Functions bound to a name or a field: they run only when that is called or handed on. */
  readonly bound: ReadonlySet<FnIndex>;
  /** Functions in an object literal, by the name of the member. */
  readonly members: readonly { readonly n: string; readonly f: FnIndex }[];
  /** Functions inside the arguments of a call, however deep, with the call. */
  readonly handed: ReadonlyMap<FnIndex, number>;
}

/** `idle`: functions in objects of which nobody takes one. */
export const holdersOf = (facts: ProgramFacts, idle: ReadonlySet<FnIndex>): Holders => {
  const bound = new Set<FnIndex>(idle);
  const members: { n: string; f: FnIndex }[] = [];
  const handed = new Map<FnIndex, number>();
  facts.decls.forEach(decl => {
    if (decl.k === 'function' && decl.ref !== undefined) bound.add(decl.ref);
    // One of several (`opts.isEnabled ?? (() => …)`, a parameter's default) is called through a name that may hold another.
    const only = decl.init?.k === 'fn' && decl.k !== 'param';
    if (decl.init) eachFunction(decl.init, (f, name) => { if (idle.has(f)) return; if (name !== undefined) members.push({ n: name, f }); else if (only) bound.add(f); });
  });
  for (const cls of facts.classes) {
    for (const field of cls.fields) if (field.init) eachFunction(field.init, (f, name) => (name === undefined ? bound.add(f) : members.push({ n: name, f })));
  }
  for (const write of facts.writes) {
    if (write.v) eachFunction(write.v, (f, name) => (name === undefined ? write.t.k === 'ref' && bound.add(f) : members.push({ n: name, f })));
  }
  facts.calls.forEach((call: Call, c) => {
    for (const arg of call.args) eachFunction(arg, (f, name) => { if (idle.has(f)) return; handed.set(f, c); if (name !== undefined) members.push({ n: name, f }); });
  });
  for (const fn of facts.fns) {
    for (const { v } of fn.returns) if (v) eachFunction(v, (f, name) => { if (name !== undefined) members.push({ n: name, f }); });
  }
  return { bound, members, handed };
};

/** Functions a value holds: itself (no name), or in members of object literals, elements and branches. */
const eachFunction = (v: Val, found: (f: FnIndex, member: string | undefined) => void, member?: string, depth = 0): void => {
  if (depth > 6) return;
  switch (v.k) {
    case 'fn': found(v.f, member); return;
    case 'obj': for (const each of v.p) eachFunction(each.v, found, each.spread ? member : each.n || '*', depth + 1); return;
    case 'arr': for (const each of v.i) eachFunction(each, found, member ?? '*', depth + 1); return;
    case 'cond': eachFunction(v.a, found, member, depth + 1); eachFunction(v.b, found, member, depth + 1); return;
    case 'op': for (const each of v.a) eachFunction(each, found, member, depth + 1); return;
    case 'spread':
    case 'await': eachFunction(v.v, found, member, depth + 1); return;
    default: return;
  }
};
