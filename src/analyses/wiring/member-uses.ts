import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import { namesOf, rootOf } from '../settings/chains.ts';
import type { ConfigObject } from './config-objects.ts';

export interface Placed {
  readonly file: string;
  readonly object: ConfigObject;
}

/** What is done with the members of some objects, anywhere. */
export interface MemberUses {
  /** Some object has a member of the name read; which object it is does not matter. */
  isRead(name: string): boolean;
  /** The object is somewhere handed on whole, gone through, or read by computed names, so that any member may be read. */
  isHandedOn(placed: Placed): boolean;
  /** Some member of the object is read somewhere, by way of its own name. */
  isUsed(placed: Placed): boolean;
}

/**
 * Looks for reads by the names of members, in every file. Names alone decide, as the objects may be handed to places
 * that cannot be followed: a name that is read of anything is taken for read of these.
 */
export const memberUses = (objects: readonly Placed[], files: Iterable<readonly [string, ProgramFacts]>, modules: ModuleGraph): MemberUses => {
  const byDecl = new Map(objects.map(placed => [idOf(placed.file, placed.object.decl), placed]));
  const homes = new Set(objects.map(({ file }) => file));
  const leaves = new Set(objects.flatMap(({ object }) => object.leaves.map(leaf => leaf.name)));
  const groups = new Map<string, { readonly members: ReadonlySet<string>; readonly placed: Placed }[]>();
  for (const placed of objects) for (const { name, members } of placed.object.groups) addTo(groups, name, { members, placed });
  const read = new Set<string>();
  const handedOn = new Set<Placed>();
  const used = new Set<Placed>();

  for (const [file, facts] of files) {
    const targets = new Map<number, Placed | 'module' | undefined>();
    const targetOf = (d: number): Placed | 'module' | undefined => {
      if (!targets.has(d)) {
        const binding = facts.decls[d]?.k === 'import' ? modules.binding(file, d) : { k: 'decl' as const, file, decl: d };
        targets.set(
          d,
          binding?.k === 'decl'
            ? byDecl.get(idOf(binding.file, binding.decl))
            : binding?.k === 'value'
              ? byDecl.get(idOf(binding.file, -1))
              : binding?.k === 'namespace' && homes.has(binding.file)
                ? 'module'
                : undefined,
        );
      }
      return targets.get(d);
    };
    // What `import()` yields goes its own ways.
    for (const each of modules.imports(file)) if (each.dynamic && homes.has(each.file)) for (const placed of objects) if (placed.file === each.file && placed.object.decl < 0) handedOn.add(placed);
    const notWhole = takenApart(facts);
    const look = (value: Val): void => {
      const root = rootOf(value);
      const names = namesOf(value).map(each => each.name);
      const isTakenApart = 's' in value && notWhole.has(value.s);
      names.forEach((name, i) => {
        if (leaves.has(name)) read.add(name);
        for (const { members, placed } of groups.get(name) ?? []) {
          const next = names[i + 1];
          if (next === undefined ? !isTakenApart : !members.has(next)) handedOn.add(placed);
        }
      });
      if (root.k !== 'ref' || root.d < 0) return;
      const target = targetOf(root.d);
      if (target === undefined || (names.length === 0 && isTakenApart)) return;
      if (target === 'module') {
        if (names.length === 0) for (const placed of objects) if (homes.has(placed.file)) handedOn.add(placed);
        return;
      }
      used.add(target);
      if (!target.object.groups[0]!.members.has(names[0] ?? '')) handedOn.add(target);
    };
    for (const { v } of facts.reads) look(v);
    for (const { callee } of facts.calls) if (callee.k === 'prop' || callee.k === 'elem') look(callee);
    for (const { t } of facts.writes) if (t.k === 'elem') look(t);
  }
  return { isRead: name => read.has(name), isHandedOn: placed => handedOn.has(placed), isUsed: placed => used.has(placed) };
};

const idOf = (file: string, decl: number): string => `${decl}#${file}`;

/** Where something begins that is not used as a whole: `export default config`, `const { port } = config.http` without a rest. */
const takenApart = (facts: ProgramFacts): ReadonlySet<number> => {
  const found = new Set<number>();
  for (const { v } of facts.exports) if (v?.k === 'ref') found.add(v.s);
  // A chain begins where its root does; a name of a pattern stands elsewhere.
  for (const { v } of facts.reads) if (v.k === 'prop' && 's' in v.o && v.o.s !== v.s) found.add(v.o.s);
  for (const { init } of facts.decls) {
    const from = init?.k === 'op' && init.o === 'rest' ? init.a[0] : undefined;
    if (from && 's' in from) found.delete(from.s);
  }
  return found;
};
