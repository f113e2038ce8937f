import type { FilePath } from '../../../core/model.ts';
import type { Call, FnIndex, ProgramFacts } from '../../../facts/program/model.ts';
import type { Edge, FnId } from '../../calls/model.ts';
import type { ReachModel } from '../../reach/model.ts';
import type { Handed } from '../handed.ts';
import { whenHanded, type When } from './callbacks.ts';
import { whenTaken, type Given as Timing, type Timed } from './when-taken.ts';

export interface Given extends Timing {
  readonly reach: ReachModel;
  /** Where a function is called that is handed on as a value. */
  handed(fn: FnId): Handed;
}

/** Functions of which nobody sees when they run where they are handed on, but where they are called. */
export function followedEdges(given: Given, guessed: (fn: FnId) => readonly Timed[]): { readonly edges: ReadonlyMap<FnId, readonly Timed[]>; readonly settled: ReadonlySet<FnId> } {
  const { graph, reach, facts } = given;
  const edges = new Map<FnId, Timed[]>();
  const settled = new Set<FnId>();
  const asked = new Set<FnId>();
  for (let fn = 0; fn < graph.size; fn++) {
    if (!reach.any.has(fn)) continue;
    for (const each of guessed(fn)) {
      const { to } = each.edge;
      if (!isGuess(each) || asked.has(to)) continue;
      asked.add(to);
      const { calls, outside, isOpen } = given.handed(to);
      let isSettled = !isOpen;
      const add = (file: FilePath, c: number, isOutside: boolean): void => {
        const call = facts(file).calls[c]!;
        const from = graph.idOf(file, call.fn);
        const edge: Edge = { to, g: call.g, s: call.s, strength: 'strong', deferred: isOutside, ...(call.loop >= 0 ? { repeats: true } : {}) };
        const when = isOutside ? whenOutside(facts(file), call, graph.fileOf(to) === file ? graph.indexOf(to) : undefined) : whenTaken(given, from, edge);
        if (when === 'unknown') isSettled = false;
        else edges.set(from, [...(edges.get(from) ?? []), { edge, when }]);
      };
      for (const at of calls) add(at.file, at.call, false);
      for (const at of outside) add(at.file, at.call, true);
      if (isSettled) settled.add(to);
    }
  }
  return { edges, settled };
}

/** Nothing but a name says when the edge is taken, and that says nothing. */
export const isGuess = ({ edge, when }: Timed): boolean => when === 'unknown' && edge.deferred;

const whenOutside = (facts: ProgramFacts, call: Call, fn: FnIndex | undefined): When => (call.k === 'jsx' ? 'event' : whenHanded(facts, call, fn));
