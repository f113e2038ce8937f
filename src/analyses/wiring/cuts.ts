import type { GuardIndex, ProgramFacts } from '../../facts/program/model.ts';
import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { SettingIndex } from '../settings/model.ts';

/** The first place on the way to a function where the default configuration does not go on. */
export interface Cut {
  /** The function that runs by default and in which the way ends. */
  readonly from: FnId;
  /** The condition that is false there. */
  readonly g: number;
  readonly flags: readonly SettingIndex[];
  /** The class whose construction is cut off. */
  readonly cls?: ClassId;
  readonly s: number;
}

/** Follows the evidence of `reach.any` back from a function to the first edge that `reach.byDefault` does not take. */
export const cutBefore = (graph: CallGraph, reach: ReachModel, fn: FnId): Cut | undefined => {
  const seen = new Set<FnId>();
  const guard = (from: FnId, g: number): { readonly holds: boolean | undefined; readonly flags: readonly number[] } => reach.evaluator.guard(graph.fileOf(from), g);

  const search = (at: FnId, cls?: ClassId): Cut | undefined => {
    if (seen.has(at) || reach.byDefault.has(at)) return undefined;
    seen.add(at);
    const pred = reach.any.pred(at);
    if (!pred) return undefined;
    const { from, edge, by, heard } = pred;
    const owner = by ?? cls;
    if (!reach.byDefault.has(from)) {
      const earlier = search(from, owner);
      if (earlier) return earlier.cls === undefined && owner !== undefined ? { ...earlier, cls: owner } : earlier;
    }
    const state = guard(from, edge.g);
    if (state.holds === false) return { from, g: edge.g, flags: state.flags, s: edge.s, ...(owner === undefined ? {} : { cls: owner }) };
    if (heard) {
      const emission = guard(heard.from, heard.at.g);
      const before = emission.holds === false ? { from: heard.from, g: heard.at.g, flags: emission.flags, s: heard.at.s } : search(heard.from);
      if (before) return owner === undefined ? before : { ...before, cls: before.cls ?? owner };
    }
    if (edge.made) {
      const { by: maker, g } = edge.made;
      const making = guard(maker, g);
      const before = making.holds === false ? { from: maker, g, flags: making.flags, s: 0 } : search(maker);
      if (before) return owner === undefined ? before : { ...before, cls: before.cls ?? owner };
    }
    if (by === undefined || reach.byDefault.instantiated(by)) return undefined;
    const built = reach.any.constructed(by);
    if (!built) return undefined;
    const construction = guard(built.from, built.at.g);
    if (construction.holds === false) return { from: built.from, g: built.at.g, flags: construction.flags, s: built.at.s, cls: by };
    return search(built.from, by);
  };
  return search(fn);
};

/** Of the conditions around a cut the outermost one that is false by itself: where the way ends first. */
export const outermostFalse = (reach: ReachModel, facts: ProgramFacts, file: string, g: GuardIndex): GuardIndex => {
  let found = g;
  for (let at = facts.guards[g]?.parent ?? -1; at >= 0; at = facts.guards[at]?.parent ?? -1) if (reach.evaluator.guard(file, at).holds === false) found = at;
  return found;
};

/** The path by which a function is reached, entry first. */
export const pathTo = (reach: ReachModel['any'], fn: FnId): readonly FnId[] => {
  const path: FnId[] = [];
  const seen = new Set<FnId>();
  for (let at: FnId | undefined = fn; at !== undefined && !seen.has(at); at = reach.pred(at)?.from) {
    seen.add(at);
    path.unshift(at);
  }
  return path;
};
