import type { FilePath } from '../../../core/model.ts';
import { addTo } from '../../../core/multimap.ts';
import type { ClassIndex } from '../../../facts/program/model.ts';
import { sameClass, superclassOf } from '../class-line.ts';
import type { Code, Unit } from '../code.ts';

interface Heir {
  readonly unit: Unit;
  readonly cls: ClassIndex;
}

/** The direct subclasses of a class, looked for when first asked. */
export function heirsIn(code: Code): (file: FilePath, cls: ClassIndex) => readonly Heir[] {
  let heirs: ReadonlyMap<string, readonly Heir[]> | undefined;
  return (file, cls) => (heirs ??= all(code)).get(`${file} ${cls}`) ?? [];
}

function all(code: Code): ReadonlyMap<string, readonly Heir[]> {
  const heirs = new Map<string, Heir[]>();
  for (const unit of code.units) unit.facts.classes.forEach((_, cls) => {
    const base = superclassOf(code, { file: unit.path, cls });
    if (!base || sameClass(base, { file: unit.path, cls })) return;
    const id = `${base.file} ${base.cls}`;
    addTo(heirs, id, { unit, cls });
  });
  return heirs;
}
