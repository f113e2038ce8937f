import type { DeclIndex, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Values } from '../values/model.ts';
import { UNNAMED, type AllUses } from './all-uses.ts';
import type { Ids } from './ids.ts';
import { usesIn } from './uses.ts';

/**
 * Functions in object literals of which nobody ever takes one: no function member is read by its name, and the object
 * itself goes nowhere, in any file. They run never, whatever else is called by their names.
 */
export const idleFunctions = (ids: Ids, values: Values, allUses: AllUses, file: string, facts: ProgramFacts): ReadonlySet<FnIndex> => {
  const found = new Set<FnIndex>();
  const look = (d: DeclIndex, init: Val | undefined, fn: FnIndex): void => {
    const object = init && heldObject(ids, values, file, facts, fn, init);
    if (!object) return;
    const functions = object.p.flatMap(({ n, v }) => (v.k === 'fn' ? [{ n, f: v.f }] : []));
    const names = new Set(functions.map(({ n }) => n));
    const isIdle = functions.length > 0 && allUses(file, d)?.every(({ member, put }) => put === undefined && member !== undefined && !names.has(member));
    if (isIdle) for (const { f } of functions) found.add(f);
  };
  facts.decls.forEach((decl, d) => { if (decl.k === 'const' && !decl.ambient) look(d, decl.init, decl.fn); });
  for (const { n, v } of facts.exports) if (n === 'default' && v) look(UNNAMED, v, 0);
  return found;
};

/** The object literal a name holds, every member of it spelled: by itself, or given back by a function that does nothing else with it. */
const heldObject = (ids: Ids, values: Values, file: string, facts: ProgramFacts, fn: FnIndex, init: Val): Extract<Val, { k: 'obj' }> | undefined => {
  const call = init.k === 'call' ? facts.calls[init.c] : undefined;
  const object = call?.k === 'call' && call.args.length === 1 ? call.args[0] : init;
  if (object?.k !== 'obj' || object.p.some(each => each.spread || each.key)) return undefined;
  return !call || givesBack(ids, values, file, fn, call.callee) ? object : undefined;
};

/** `const definePlugin = (plugin: Plugin) => plugin`. */
const givesBack = (ids: Ids, values: Values, file: string, fn: FnIndex, callee: Val): boolean => {
  const origin = values.origin({ file, fn }, callee);
  const facts = origin.k === 'fn' && origin.path.length === 0 ? ids.facts[ids.fileIndex(origin.file)] : undefined;
  const made = origin.k === 'fn' ? facts?.fns[origin.fn] : undefined;
  const param = made?.params[0];
  if (!facts || !made || param === undefined || param < 0 || made.returns.length === 0) return false;
  return made.returns.every(({ v }) => v?.k === 'ref' && v.d === param) && usesIn(facts).get(param)?.length === made.returns.length;
};
