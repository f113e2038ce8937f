import type { DeclIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';

/**
 * Object literals under a name of which nobody ever takes a function: no function member is read by its name, and the
 * object itself goes nowhere. Their functions run never, whatever else is called by their names.
 */
export const idleObjects = (facts: ProgramFacts): ReadonlySet<DeclIndex> => {
  const candidates = new Map<DeclIndex, ReadonlySet<string>>();
  facts.decls.forEach((decl, d) => {
    const { init } = decl;
    if (decl.k !== 'const' || decl.ambient || init?.k !== 'obj' || init.p.some(each => each.spread || each.key)) return;
    const functions = init.p.filter(each => each.v.k === 'fn').map(each => each.n);
    if (functions.length > 0) candidates.set(d, new Set(functions));
  });
  for (const each of facts.exports) if (each.decl !== undefined) candidates.delete(each.decl);
  if (candidates.size > 0) eachValue(facts, v => dropUsed(v, candidates));
  return new Set(candidates.keys());
};

/** `x.size` of something that is no function keeps `x` idle; anything else that names `x` does not. */
const dropUsed = (v: Val, candidates: Map<DeclIndex, ReadonlySet<string>>): void => {
  if (v.k === 'ref') candidates.delete(v.d);
  else if (v.k !== 'prop' || v.o.k !== 'ref' || candidates.get(v.o.d)?.has(v.n) !== false) eachPart(v, part => dropUsed(part, candidates));
};

/** Every value that a file's tables hold, wherever it stands. */
const eachValue = (facts: ProgramFacts, visit: (v: Val) => void): void => {
  for (const call of facts.calls) { visit(call.callee); call.args.forEach(visit); }
  for (const decl of facts.decls) if (decl.init) visit(decl.init);
  for (const fn of facts.fns) for (const { v } of fn.returns) if (v) visit(v);
  for (const write of facts.writes) { visit(write.t); if (write.v) visit(write.v); }
  for (const guard of facts.guards) visit(guard.v);
  for (const loop of facts.loops) if (loop.v) visit(loop.v);
  for (const read of facts.reads) visit(read.v);
  for (const each of facts.exports) if (each.v) visit(each.v);
  for (const each of facts.enums) for (const { v } of each.members) if (v) visit(v);
  for (const cls of facts.classes) {
    if (cls.ext) visit(cls.ext);
    cls.decorators.forEach(visit);
    for (const { decorators } of cls.methods) decorators.forEach(visit);
    for (const field of cls.fields) { if (field.init) visit(field.init); field.decorators.forEach(visit); }
  }
};
