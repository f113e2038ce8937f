import type { ProgramFacts } from '../../facts/program/model.ts';
import type { CallGraph, ClassId } from '../calls/model.ts';

/** Longer lines exist on circles only. */
const MAX_LINE = 24;

/** The class, or the base, that has a member of that name. */
export const declaringClass = (calls: CallGraph, facts: (file: string) => ProgramFacts, file: string, c: number, n: string): { readonly file: string; readonly cls: number } | undefined => {
  let at: ClassId | undefined = calls.classId(file, c);
  for (let hops = 0; at !== undefined && hops < MAX_LINE; at = calls.classes[at]?.base, hops++) {
    const node = calls.classes[at];
    if (node && declares(calls, facts, at, n)) return { file: node.file, cls: node.cls };
  }
  return undefined;
};

/** A subclass has a member of that name, too. */
export const isRedeclared = (calls: CallGraph, facts: (file: string) => ProgramFacts, cls: ClassId, n: string, hops = 0): boolean =>
  hops < MAX_LINE && (calls.classes[cls]?.subclasses ?? []).some(sub => declares(calls, facts, sub, n) || isRedeclared(calls, facts, sub, n, hops + 1));

const declares = (calls: CallGraph, facts: (file: string) => ProgramFacts, cls: ClassId, n: string): boolean => {
  const node = calls.classes[cls];
  const entry = node && facts(node.file).classes[node.cls];
  return entry !== undefined && (entry.fields.some(each => each.n === n) || entry.methods.some(each => each.n === n));
};

/** One extends the other, or they are the same. */
export const isOfKin = (calls: CallGraph, a: ClassId, b: ClassId): boolean => descends(calls, a, b) || descends(calls, b, a);

/** It is that class, or extends it. */
export const descends = (calls: CallGraph, cls: ClassId, ancestor: ClassId): boolean => {
  let at: ClassId | undefined = cls;
  for (let hops = 0; at !== undefined && hops < MAX_LINE; at = calls.classes[at]?.base, hops++) if (at === ancestor) return true;
  return false;
};
