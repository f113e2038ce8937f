import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts, TypeRef, Val } from '../../facts/program/model.ts';
import type { Site } from '../values/model.ts';
import { memberOf } from './classes.ts';
import type { Linker, Target, Targets } from './linker.ts';
import type { ClassId, ClassNode } from './model.ts';

/** The receiver is annotated with an interface of the program: the classes that implement it. */
export const interfaceTargets = (linker: Linker, site: Site, receiver: Val, name: string): Targets | undefined => {
  const { values } = linker;
  const names = new Set(values.typeNames(site, receiver));
  if (names.size === 0) return undefined;
  const fns: Target[] = [];
  for (const cls of implementersOf(linker, names)) {
    const fn = memberOf(linker.classes, cls, name);
    if (fn !== undefined) fns.push({ fn, strength: 'strong', of: cls });
  }
  return fns.length > 0 ? { fns, external: false } : undefined;
};

const implementers = new WeakMap<readonly ClassNode[], ReadonlyMap<string, readonly ClassId[]>>();

/** Classes that say `implements Name`, for any of the names. */
const implementersOf = (linker: Linker, names: ReadonlySet<string>): readonly ClassId[] => {
  let index = implementers.get(linker.classes);
  if (!index) implementers.set(linker.classes, (index = indexImplementers(linker)));
  const known = index;
  return [...names].flatMap(name => known.get(name) ?? []);
};

const indexImplementers = ({ ids, classes, values }: Linker): ReadonlyMap<string, readonly ClassId[]> => {
  const index = new Map<string, ClassId[]>();
  classes.forEach((node, id) => {
    const cls = (ids.facts[ids.fileIndex(node.file)] as ProgramFacts).classes[node.cls];
    for (const type of cls?.impl ?? []) {
      // Under the name it is declared by, whatever it is imported as.
      const target = values.typeTarget(node.file, type);
      const declared = target && ids.facts[ids.fileIndex(target.file)]?.decls[target.decl]?.n;
      for (const name of new Set([lastName(type), declared ?? lastName(type)])) add(index, name, id);
    }
  });
  return index;
};

const lastName = (type: TypeRef): string => type.n.slice(type.n.lastIndexOf('.') + 1);

const add = (index: Map<string, ClassId[]>, key: string, id: ClassId): void => {
  addTo(index, key, id);
};
