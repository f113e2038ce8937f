import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { ClassIndex } from '../../facts/program/model.ts';
import type { Code } from './code.ts';

export interface ClassPlace {
  readonly file: FilePath;
  readonly cls: ClassIndex;
}

const MOST_ANCESTORS = 20;

/**
 * True when a class's field may hold something else than its own class gives it: a derived class declares or assigns a
 * field of the name, or code assigns to a member of the name from outside (which a `readonly` field forbids).
 */
export function overrides(
  code: Code,
  baseOf: (file: FilePath, cls: ClassIndex) => ClassPlace | undefined,
  cuts: () => number,
): (file: FilePath, cls: ClassIndex, name: string, readonly: boolean) => boolean {
  let found: { readonly declaring: ReadonlyMap<string, readonly ClassPlace[]>; readonly assigned: ReadonlySet<string> } | undefined;
  /** By name of a field, the classes below which it is declared: some names are those of a field in every second class. */
  const known = new Map<string, ReadonlyMap<FilePath, ReadonlySet<ClassIndex>>>();
  return (file, cls, name, readonly) => {
    const { declaring, assigned } = (found ??= collect(code));
    if (!readonly && assigned.has(name)) return true;
    return (known.get(name) ?? ancestorsOf(name, declaring.get(name) ?? [])).get(file)?.has(cls) === true;
  };

  function ancestorsOf(name: string, classes: readonly ClassPlace[]): ReadonlyMap<FilePath, ReadonlySet<ClassIndex>> {
    const before = cuts();
    const ancestors = new Map<FilePath, Set<ClassIndex>>();
    // Kept from the start, for a base that is itself a field of this name.
    known.set(name, ancestors);
    for (const each of classes) {
      let at = baseOf(each.file, each.cls);
      for (let steps = 0; at && steps < MOST_ANCESTORS && !(at.file === each.file && at.cls === each.cls); steps++) {
        const ofFile = ancestors.get(at.file);
        if (ofFile) ofFile.add(at.cls);
        else ancestors.set(at.file, new Set([at.cls]));
        at = baseOf(at.file, at.cls);
      }
    }
    if (cuts() !== before) known.delete(name);
    return ancestors;
  }
}

/** The classes that have a base and declare or assign a field, by its name, and the members assigned to from outside. */
function collect(code: Code): { declaring: Map<string, ClassPlace[]>; assigned: Set<string> } {
  const declaring = new Map<string, ClassPlace[]>();
  const assigned = new Set<string>();
  for (const file of code.files) {
    const facts = code.facts(file);
    for (const { t } of facts?.writes ?? []) if (t.k === 'prop' && t.o.k !== 'this') assigned.add(t.n);
    facts?.classes.forEach(({ ext }, cls) => {
      if (!ext) return;
      for (const name of new Set(code.fieldNames(file, cls))) {
        addTo(declaring, name, { file, cls });
      }
    });
  }
  return { declaring, assigned };
}
