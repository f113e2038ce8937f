import type { CallGraph, Edge, FnId } from '../calls/model.ts';

/**
 * The graph with calls of an unknown receiver taken for sure where the program has one single member of the name and the
 * name says too much to be somebody else's: `this.reloadExtension()`, where `reloadExtension` was handed in.
 */
export function withUnmistakable(graph: CallGraph): CallGraph {
  const edges = new Map<FnId, readonly Edge[]>();
  return {
    ...graph,
    edges(fn) {
      let known = edges.get(fn);
      if (!known) edges.set(fn, (known = [...graph.edges(fn), ...named(fn)]));
      return known;
    },
  };

  function named(fn: FnId): Edge[] {
    return graph.namedCalls(fn).flatMap(({ name, g, s }): Edge[] => {
      const [only, ...others] = /[a-z][A-Z]/.test(name) && name.length >= 8 ? graph.named(name) : [];
      if (!only || others.length > 0) return [];
      return [{ to: only.fn, g, s, strength: 'strong', deferred: false, ...(only.of === undefined ? {} : { of: only.of }) }];
    });
  }
}
