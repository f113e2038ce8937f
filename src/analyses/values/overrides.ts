import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { ClassIndex } from '../../facts/program/model.ts';
import type { Code } from './code.ts';

interface ClassPlace {
  readonly file: FilePath;
  readonly cls: ClassIndex;
}

/**
 * True when a class's field may hold something else than its own class gives it: a derived class declares or assigns a
 * field of the name, or code assigns to a member of the name from outside (which a `readonly` field forbids).
 */
export function overrides(code: Code, baseOf: (file: FilePath, cls: ClassIndex) => ClassPlace | undefined): (file: FilePath, cls: ClassIndex, name: string, readonly: boolean) => boolean {
  let found: { readonly derived: ReadonlyMap<string, readonly ClassPlace[]>; readonly assigned: ReadonlySet<string> } | undefined;
  return (file, cls, name, readonly) => {
    const { derived, assigned } = (found ??= collect(code));
    if (!readonly && assigned.has(name)) return true;
    return (derived.get(name) ?? []).some(each => !(each.file === file && each.cls === cls) && descends(each, { file, cls }));
  };

  function descends(from: ClassPlace, ancestor: ClassPlace): boolean {
    let at = baseOf(from.file, from.cls);
    for (let steps = 0; at && steps < 20; steps++) {
      if (at.file === ancestor.file && at.cls === ancestor.cls) return true;
      at = baseOf(at.file, at.cls);
    }
    return false;
  }
}

function collect(code: Code): { derived: Map<string, ClassPlace[]>; assigned: Set<string> } {
  const derived = new Map<string, ClassPlace[]>();
  const assigned = new Set<string>();
  for (const file of code.files) {
    const facts = code.facts(file);
    for (const { t } of facts?.writes ?? []) if (t.k === 'prop' && t.o.k !== 'this') assigned.add(t.n);
    facts?.classes.forEach(({ ext }, cls) => {
      if (!ext) return;
      for (const name of new Set(code.fieldNames(file, cls))) {
        addTo(derived, name, { file, cls });
      }
    });
  }
  return { derived, assigned };
}
