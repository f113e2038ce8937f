import type { Holders } from './functions.ts';
import type { Ids } from './ids.ts';
import type { ClassId, ClassNode } from './model.ts';

/** Names under which anything of the program can be called as a member; calls of all other names need no look at their receiver. */
export interface MemberNames {
  /** Of methods, static ones, and functions in fields and object literals. */
  has(name: string): boolean;
  /** Of members, own or inherited, of classes that implement something. */
  isImplemented(name: string): boolean;
}

export const memberNamesOf = (ids: Ids, classes: readonly ClassNode[], holders: readonly (Holders | undefined)[]): MemberNames => {
  const all = new Set<string>();
  for (const { members, statics } of classes) for (const of of [members, statics]) for (const name of of.keys()) all.add(name);
  for (const held of holders) for (const { n } of held?.members ?? []) all.add(n);
  for (const { fns } of ids.facts) for (const { k, n } of fns) if (k === 'method') all.add(n);
  const implemented = new Set<string>();
  classes.forEach((node, id) => {
    if ((ids.facts[ids.fileIndex(node.file)]?.classes[node.cls]?.impl.length ?? 0) > 0) for (const name of inheritedNames(classes, id)) implemented.add(name);
  });
  return { has: name => all.has(name), isImplemented: name => implemented.has(name) };
};

/** Names of the members of a class and of its bases. */
const inheritedNames = (classes: readonly ClassNode[], id: ClassId): ReadonlySet<string> => {
  const names = new Set<string>();
  const seen = new Set<ClassId>();
  for (let at: ClassId | undefined = id; at !== undefined && !seen.has(at); at = classes[at]?.base) {
    seen.add(at);
    for (const name of classes[at]?.members.keys() ?? []) names.add(name);
  }
  return names;
};
