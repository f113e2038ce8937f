import type { CallGraph, Edge, FnId } from '../../calls/model.ts';
import { followedEdges, isGuess, type Given as Following } from './followed.ts';
import { whenTaken, type Timed } from './when-taken.ts';

export interface Given extends Following {
  /** Reads of a getter, as calls of it. */
  readonly getterReads: ReadonlyMap<FnId, readonly Edge[]>;
}

export interface TimedEdges {
  /** What a function calls or hands on, with the time at which each runs. */
  timedEdges(fn: FnId): readonly Timed[];
  /** A delayed call that comes back to where it was set up, and so goes on for ever. */
  rearms(from: FnId, to: FnId): boolean;
}

export function timedEdgesOf(given: Given, graph: CallGraph): TimedEdges {
  const timed = new Map<FnId, readonly Timed[]>();
  const guessed = (fn: FnId): readonly Timed[] =>
    [...graph.edges(fn), ...(given.getterReads.get(fn) ?? [])].map(edge => ({ edge, when: whenTaken(given, fn, edge) }));
  const followed = followedEdges(given, guessed);
  return { timedEdges, rearms };

  function timedEdges(fn: FnId): readonly Timed[] {
    let known = timed.get(fn);
    if (!known) timed.set(fn, (known = [...guessed(fn).filter(each => !(isGuess(each) && followed.settled.has(each.edge.to))), ...(followed.edges.get(fn) ?? [])]));
    return known;
  }

  function rearms(from: FnId, to: FnId): boolean {
    const open = [to];
    const seen = new Set(open);
    for (let at = open.pop(); at !== undefined && seen.size < MAX_ROUND; at = open.pop()) {
      if (at === from) return true;
      for (const { edge, when } of timedEdges(at)) {
        if (edge.strength === 'weak' || when === 'event' || when === 'unknown' || seen.has(edge.to)) continue;
        seen.add(edge.to);
        open.push(edge.to);
      }
    }
    return false;
  }
}

const MAX_ROUND = 300;
