import type { ClassIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { Unit } from './code.ts';

export interface ObjectAt {
  readonly object: Extract<Val, { k: 'obj' }>;
  readonly fn: FnIndex;
  readonly cls?: ClassIndex;
}

/** Every object literal of a file, with the function it stands in. Computed once per file. */
export function objectsOf(unit: Unit): readonly ObjectAt[] {
  let objects = known.get(unit);
  if (!objects) known.set(unit, (objects = collect(unit)));
  return objects;
}

const known = new WeakMap<Unit, readonly ObjectAt[]>();

function collect({ facts }: Unit): ObjectAt[] {
  const found: ObjectAt[] = [];
  const seen = new Set<Val>();
  const visit = (value: Val | undefined, fn: FnIndex, cls?: ClassIndex): void => {
    switch (value?.k) {
      case 'obj':
        if (seen.has(value)) return;
        seen.add(value);
        found.push({ object: value, fn, ...(cls !== undefined && { cls }) });
        for (const member of value.p) visit(member.v, fn, cls);
        return;
      case 'arr': return value.i.forEach(each => visit(each, fn, cls));
      case 'op': return value.a.forEach(each => visit(each, fn, cls));
      case 'spread': case 'await': return visit(value.v, fn, cls);
      case 'cond':
        visit(value.a, fn, cls);
        return visit(value.b, fn, cls);
      default: return;
    }
  };
  for (const decl of facts.decls) visit(decl.init, decl.fn);
  facts.classes.forEach((cls, c) => cls.fields.forEach(field => visit(field.init, Math.max(0, facts.fns.findIndex(fn => fn.cls === c && fn.k === (field.isStatic ? 'static' : 'field'))), c)));
  for (const call of facts.calls) call.args.forEach(arg => visit(arg, call.fn));
  for (const write of facts.writes) visit(write.v, write.fn);
  facts.fns.forEach((fn, f) => fn.returns.forEach(({ v }) => visit(v, f, fn.cls)));
  for (const each of facts.exports) visit(each.v, 0);
  return found;
}
