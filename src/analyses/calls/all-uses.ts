import type { DeclIndex, ProgramFacts } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Ids } from './ids.ts';
import { usesIn, type Use } from './uses.ts';

/** What a file exports as its default without a name. */
export const UNNAMED: DeclIndex = -1;

/**
 * Every use of a declaration in all files but tests; `undefined` when somebody may have it in a way that is not seen:
 * as part of a namespace, of a module that is loaded later, or from outside the program.
 */
export type AllUses = (file: string, d: DeclIndex) => readonly (Use & { readonly file: string })[] | undefined;

export const allUsesOf = (ids: Ids, modules: ModuleGraph, isTest: (file: string) => boolean, isOffered: (file: string) => boolean): AllUses => {
  const { factsOf } = ids;
  /** By file: who imports what of it under which names, or `undefined` the whole of it. */
  let importers: ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<DeclIndex, DeclIndex> | undefined>> | undefined;

  const indexImporters = (): NonNullable<typeof importers> => {
    const found = new Map<string, Map<string, Map<DeclIndex, DeclIndex> | undefined>>();
    const entry = (file: string): Map<string, Map<DeclIndex, DeclIndex> | undefined> => found.get(file) ?? found.set(file, new Map()).get(file)!;
    for (const other of ids.files) {
      if (isTest(other)) continue;
      for (const { decl, typeOnly } of factsOf(other).imports) {
        const binding = decl < 0 || typeOnly ? undefined : modules.binding(other, decl);
        if (!binding || binding.k === 'external') continue;
        const ofFile = entry(binding.file);
        if (binding.k === 'namespace') ofFile.set(other, undefined);
        else if (!ofFile.has(other)) ofFile.set(other, new Map([[decl, binding.k === 'decl' ? binding.decl : UNNAMED]]));
        else ofFile.get(other)?.set(decl, binding.k === 'decl' ? binding.decl : UNNAMED);
      }
      for (const { file: loaded, dynamic } of modules.imports(other)) if (dynamic) entry(loaded).set(other, undefined);
    }
    return found;
  };

  return (file, d) => {
    const facts = factsOf(file);
    const found: (Use & { readonly file: string })[] = (usesIn(facts).get(d) ?? []).map(use => ({ ...use, file }));
    const isExported = d === UNNAMED || isExportedBy(facts, d);
    if (!isExported) return found;
    if (isOffered(file)) return undefined;
    let isImported = false;
    for (const [other, names] of (importers ??= indexImporters()).get(file) ?? []) {
      if (names === undefined) return undefined;
      for (const [name, of] of names) {
        if (of !== d) continue;
        isImported = true;
        for (const use of usesIn(factsOf(other)).get(name) ?? []) found.push({ ...use, file: other });
        // Handed on under a name of its own, it may be had from there.
        if (isExportedBy(factsOf(other), name)) return undefined;
      }
    }
    return isImported ? found : undefined;
  };
};

const isExportedBy = ({ exports }: ProgramFacts, d: DeclIndex): boolean => exports.some(({ decl, v, typeOnly }) => !typeOnly && (decl === d || (v?.k === 'ref' && v.d === d)));
