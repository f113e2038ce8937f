import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { collectCall } from './call-edges.ts';
import { keepsClass } from './decorators.ts';
import type { Holders } from './functions.ts';
import type { Linker } from './linker.ts';
import { collectLoaded, exportsOf } from './loaded-edges.ts';
import type { FnId } from './model.ts';
import { moduleLists, withinLists } from './module-lists.ts';
import { platformVariants } from './platform-variants.ts';
import { collectLoose, collectReferences } from './reference-edges.ts';
import { edgeTo, type Sink } from './sink.ts';
import { collectStaticAccessors } from './static-accessors.ts';

/**
 * All that one file's functions lead to: modules it loads, calls, constructions, callbacks, functions and classes
 * handed on as values.
 */
export const collectEdges = (linker: Linker, file: string, facts: ProgramFacts, holders: Holders, sink: Sink): void => {
  const { ids, modules } = linker;
  const id = (fn: number): FnId => ids.fn(file, fn);
  const loaded = new Map<number, string[]>();
  for (const imported of modules.imports(file)) {
    if (imported.dynamic) {
      addTo(loaded, imported.s, imported.file);
      continue;
    }
    sink.edge(id(0), { to: ids.fn(imported.file, 0), g: -1, strength: imported.droppable ? 'weak' : 'strong', deferred: false, s: imported.s });
    for (const variant of platformVariants(ids, imported.file)) {
      sink.edge(id(0), { to: ids.fn(variant, 0), g: -1, strength: 'framework', deferred: false, s: imported.s });
      for (const each of exportsOf(linker, variant)) {
        if ('cls' in each) sink.instantiate(id(0), { cls: each.cls, g: -1, strength: 'framework', s: imported.s });
        else sink.edge(id(0), edgeTo(each, { g: -1, s: imported.s }, true));
      }
    }
  }
  facts.fns.forEach((fn, i) => {
    // Static initialisers run when the class is evaluated.
    if (fn.k === 'static') sink.edge(id(fn.parent), { to: id(i), g: fn.g, strength: 'strong', deferred: false, s: fn.s });
  });
  facts.classes.forEach((cls, c) => {
    const isKept = cls.decorators.some(each => keepsClass(linker.values, name => ids.facts[ids.fileIndex(name)], { file, fn: cls.fn }, each));
    if (isKept) sink.instantiate(id(cls.fn), { cls: ids.cls(file, c), g: cls.g, strength: 'framework', s: cls.s });
  });
  const lists = moduleLists(linker, file, facts);
  const listing = lists.length === 0 ? sink : withinLists(lists, sink);
  for (const { n, f } of holders.members) sink.member(n, id(f), { by: id(facts.fns[f]?.parent ?? 0), g: facts.fns[f]?.g ?? -1 });
  facts.calls.forEach((call, c) => collectCall(linker, file, facts, call, c, listing));
  if (loaded.size > 0) collectLoaded(linker, file, facts, loaded, sink);
  collectLoose(linker, file, facts, holders.bound, holders.handed, listing);
  collectReferences(linker, file, facts, listing);
  collectStaticAccessors(linker, file, facts, sink);
};
