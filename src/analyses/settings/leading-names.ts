import type { Val } from '../../facts/program/model.ts';
import { rootOf } from './chains.ts';
import { calleeName, type Code, type Unit } from './code.ts';
import type { SettingsObject } from './members.ts';

/** Names that lead to settings objects: of the variables, of what is made of those, and of functions that return them. */
export function namesLeadingTo(code: Code, objects: readonly SettingsObject[]): ReadonlySet<string> {
  // What is exported by default goes by any name.
  const found = new Set<string>(['default']);
  if (!objects.some(({ call, groups }) => call !== undefined && !groups)) return found;
  const calls = new Set(objects.flatMap(({ file, call }) => (call === undefined ? [] : [`${file}#${call}`])));
  const leads = (unit: Unit, value: Val | undefined): boolean => {
    if (!value) return false;
    const root = rootOf(value);
    if (root.k === 'ref') return found.has(root.n);
    if (root.k === 'call') return calls.has(`${unit.path}#${root.c}`) || found.has(calleeName(unit.facts, unit.facts.calls[root.c]!) ?? '');
    if (root.k === 'obj') return root.p.some(each => each.spread !== undefined && leads(unit, each.v));
    return (root.k === 'op' || root.k === 'cond') && (root.k === 'op' ? root.a : [root.a, root.b]).some(each => leads(unit, each));
  };
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const unit of code.units) {
      if (unit.test) continue;
      const { imports, decls, fns, exports } = unit.facts;
      for (const { imported, decl } of imports) if (decl >= 0 && found.has(imported)) found.add(decls[decl]!.n);
      for (const decl of decls) if (!found.has(decl.n) && decl.k !== 'param' && leads(unit, decl.init)) found.add(decl.n);
      for (const fn of fns) if (fn.n !== '' && !found.has(fn.n) && fn.returns.some(({ v }) => leads(unit, v))) found.add(fn.n);
      for (const { n, decl } of exports) if (decl !== undefined && found.has(decls[decl]!.n)) found.add(n);
    }
  }
  return found;
}
