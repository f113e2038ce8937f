import type { ProgramFacts, TypeRef } from '../../facts/program/model.ts';
import type { CallGraph, ClassId } from '../calls/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Values } from '../values/model.ts';

/**
 * Classes for which the program declares a place (`let backup: BackupService | null = null`) that nothing here fills and
 * on which nothing here is called. Whoever can see the place may fill it, so its settings are not called ghosts.
 */
export const holdersIn = (files: readonly string[], facts: (file: string) => ProgramFacts, values: Values, modules: ModuleGraph, graph: CallGraph): ReadonlySet<ClassId> => {
  const idle = new Map<ClassId, boolean>();
  for (const file of files) {
    const table = facts(file);
    const used = new Set<number>();
    for (const call of table.calls) if (call.callee.k === 'prop' && call.callee.o.k === 'ref') used.add(call.callee.o.d);
    for (const write of table.writes) if (write.t.k === 'ref') used.add(write.t.d);
    table.decls.forEach((decl, d) => {
      if (decl.fn !== 0 || !decl.type?.nullable || !(decl.k === 'let' || decl.k === 'var') || !isNothing(decl.init)) return;
      const cls = classOfType(file, decl.type, facts, values, graph);
      if (cls !== undefined) idle.set(cls, (idle.get(cls) ?? true) && !used.has(d) && !calledElsewhere(file, d));
    });
  }
  return new Set([...idle].flatMap(([cls, isIdle]) => (isIdle ? [cls] : [])));

  /** The place is exported and something is called on it in another file. */
  function calledElsewhere(file: string, d: number): boolean {
    return files.some(other => other !== file && facts(other).calls.some(call => {
      if (call.callee.k !== 'prop' || call.callee.o.k !== 'ref') return false;
      const binding = call.callee.o.d < 0 ? undefined : modules.binding(other, call.callee.o.d);
      return binding?.k === 'decl' && binding.file === file && binding.decl === d;
    }));
  }
};

const isNothing = (init: { readonly k: string; readonly v?: unknown } | undefined): boolean =>
  init === undefined || init.k === 'undef' || (init.k === 'lit' && init.v === null);

const classOfType = (file: string, type: TypeRef, facts: (file: string) => ProgramFacts, values: Values, graph: CallGraph): ClassId | undefined => {
  const target = values.typeTarget(file, type);
  const decl = target && facts(target.file).decls[target.decl];
  return target && decl?.k === 'class' && decl.ref !== undefined ? graph.classId(target.file, decl.ref) : undefined;
};
