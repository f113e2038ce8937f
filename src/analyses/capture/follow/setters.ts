import type { ProgramFacts } from '../../../facts/program/model.ts';
import type { CallGraph, ClassId, Edge, FnId } from '../../calls/model.ts';
import { descends, thisIn, type Given } from '../members.ts';

/** The graph with assignments to setters as calls of them: a setter runs when it is assigned to. */
export function withSetters({ files, facts, graph, values }: Omit<Given, 'uses'>): CallGraph {
  const setters = new Map<string, { readonly cls: ClassId; readonly fn: FnId }[]>();
  graph.classes.forEach((node, cls) => {
    for (const fn of node.accessors) {
      const entry = facts(node.file).fns[graph.indexOf(fn)];
      if (entry?.k === 'setter') setters.set(entry.n, [...(setters.get(entry.n) ?? []), { cls, fn }]);
    }
  });
  if (setters.size === 0) return graph;
  const found = new Map<FnId, Edge[]>();
  for (const file of files) for (const { t, fn, g } of facts(file).writes) {
    if (t.k !== 'prop' || !setters.has(t.n)) continue;
    const known = t.o.k === 'this' ? undefined : values.classOf({ file, fn }, t.o);
    const cls = t.o.k === 'this' ? thisIn(facts(file), graph, file, fn) : known && graph.classId(known.file, known.cls);
    for (const setter of setters.get(t.n)!) {
      if (cls === undefined || !(descends(graph, cls, setter.cls) || descends(graph, setter.cls, cls))) continue;
      const from = graph.idOf(file, fn);
      found.set(from, [...(found.get(from) ?? []), { to: setter.fn, g, strength: 'strong', deferred: false, s: t.s }]);
    }
  }
  return { ...graph, edges: fn => (found.has(fn) ? [...graph.edges(fn), ...found.get(fn)!] : graph.edges(fn)) };
}

/** The setter that an assignment to the member runs. */
export const setterOf = ({ classes, indexOf }: CallGraph, facts: (file: string) => ProgramFacts, cls: ClassId, name: string): FnId | undefined =>
  classes[cls]!.accessors.find(fn => {
    const entry = facts(classes[cls]!.file).fns[indexOf(fn)];
    return entry?.k === 'setter' && entry.n === name;
  });
