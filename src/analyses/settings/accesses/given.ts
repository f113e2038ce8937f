import type { FnIndex } from '../../../facts/program/model.ts';
import type { GivenAccess } from '../../../vocabulary/accesses.ts';
import type { Unit } from '../code.ts';
import type { Reading } from '../setting.ts';
import type { RawAccess } from './call-accesses.ts';

/** Accesses that the configuration lists place by place. */
export function accessesAt({ code, vocabulary }: Reading, { mode, places }: GivenAccess): RawAccess[] {
  return places.flatMap(({ key, file, line }): RawAccess[] => {
    const unit = code.unit(file);
    const start = unit?.lineStarts[line - 1];
    if (!unit || start === undefined) return [];
    const end = (unit.lineStarts[line] ?? start + 1) - 1;
    return [{
      key, exact: !key.includes('*'), mode, strength: 'exact', vocabulary: vocabulary.name, site: 'text', file, fn: functionAt(unit, start, end), guard: -1, loop: -1,
      via: [], at: code.locate(file, start, end), test: unit.test,
    }];
  });
}

/** The innermost function that the range is part of. */
export function functionAt({ facts }: Unit, start: number, end: number): FnIndex {
  let found = 0;
  facts.fns.forEach((fn, f) => {
    if (f > 0 && fn.s <= end && fn.e > start && fn.s >= (facts.fns[found]?.s ?? 0)) found = f;
  });
  return found;
}
