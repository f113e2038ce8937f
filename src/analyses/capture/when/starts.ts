import type { FilePath } from '../../../core/model.ts';
import type { LoopIndex, ProgramFacts } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';
import { isAfterFailure } from '../world.ts';
import { isOfOneWork } from './callbacks.ts';
import type { Timed } from './when-taken.ts';

interface Given {
  readonly graph: CallGraph;
  facts(file: FilePath): ProgramFacts;
  isLasting(file: FilePath, loop: LoopIndex): boolean;
  timedEdges(fn: FnId): readonly Timed[];
  /** It sets itself up again and again. */
  rearms(fn: FnId): boolean;
}

const MAX_FUNCTIONS = 500;

/** Whether a function, or what it calls, sets up something that lasts: a listener, a timer, a loop. */
export function startsOf({ graph, facts, isLasting, timedEdges, rearms }: Given): (fn: FnId) => boolean {
  const known = new Map<FnId, boolean>();
  return fn => starts(fn, new Set());

  function starts(fn: FnId, seen: Set<FnId>): boolean {
    const before = known.get(fn);
    if (before !== undefined) return before;
    if (seen.has(fn) || seen.size > MAX_FUNCTIONS) return false;
    seen.add(fn);
    const file = graph.fileOf(fn);
    const index = graph.indexOf(fn);
    // What is done about an error (it is logged, perhaps to a file that is opened for it) is not what was started.
    const found =
      rearms(fn) ||
      facts(file).loops.some((loop, l) => loop.fn === index && isLasting(file, l)) ||
      timedEdges(fn).some(
        ({ edge, when }) =>
          !isAfterFailure(facts(file), edge.g) &&
          ((when === 'event' && !tellsOfOneWork(edge.to)) ||
            when === 'again' ||
            (edge.strength !== 'weak' && (when === 'now' || when === 'once') && starts(edge.to, seen))),
      ) ||
      graph.instantiations(fn).some(each => (graph.classes[each.cls]?.onConstruct ?? []).some(to => starts(to, seen)));
    known.set(fn, found);
    return found;
  }

  function tellsOfOneWork(fn: FnId): boolean {
    const table = facts(graph.fileOf(fn));
    const { argOf } = table.fns[graph.indexOf(fn)]!;
    return argOf !== undefined && isOfOneWork(table.calls[argOf.c]!);
  }
}
