import { addTo } from '../../core/multimap.ts';
import type { Ids } from './ids.ts';
import type { CallGraph, ClassNode, Edge, FnId, Instantiation, Named, NamedCall } from './model.ts';
import type { Signals } from './signals.ts';
import type { Sink } from './sink.ts';

const NONE: readonly never[] = [];

export interface EdgeTables {
  /** Takes what is collected. */
  readonly sink: Sink;
  /** What was collected, as a graph. */
  graph(waited: Signals): CallGraph;
}

/** The tables that the collectors of edges fill and the call graph looks things up in. */
export const edgeTables = (ids: Ids, classes: readonly ClassNode[]): EdgeTables => {
  const edges: (Edge[] | undefined)[] = [];
  const instantiations: (Instantiation[] | undefined)[] = [];
  const namedCalls: (NamedCall[] | undefined)[] = [];
  const named = new Map<string, Named[]>();
  const targets = new Map<string, FnId[][]>();
  const callers: ({ file: string; call: number }[] | undefined)[] = [];
  const escaping = new Set<FnId>();
  const sink: Sink = {
    edge: (from, edge) => void (edges[from] ??= []).push(edge),
    instantiate: (from, each) => void (instantiations[from] ??= []).push(each),
    call: (from, call) => void (namedCalls[from] ??= []).push(call),
    member: (name, fn, made) => addTo(named, name, { fn, made }),
    target: (file, call, fn) => {
      let ofFile = targets.get(file);
      if (!ofFile) targets.set(file, (ofFile = []));
      (ofFile[call] ??= []).push(fn);
      (callers[fn] ??= []).push({ file, call });
    },
    escape: fn => void escaping.add(fn),
  };
  classes.forEach((node, cls) => node.members.forEach((fn, name) => addTo(named, name, { fn, of: cls })));

  const graph = (waited: Signals): CallGraph => {
    const signalling = waited.byFunction();
    return {
      files: ids.files, size: ids.fns, classes,
      idOf: ids.fn,
      classId: ids.cls,
      fileOf: fn => ids.files[ids.fileOfFn(fn)] ?? '',
      indexOf: fn => fn - (ids.fnBase[ids.fileOfFn(fn)] ?? 0),
      edges: fn => edges[fn] ?? NONE,
      instantiations: fn => instantiations[fn] ?? NONE,
      namedCalls: fn => namedCalls[fn] ?? NONE,
      signals: fn => signalling.get(fn) ?? NONE,
      named: name => named.get(name) ?? NONE,
      targets: (file, call) => targets.get(file)?.[call] ?? NONE,
      callers: fn => callers[fn] ?? NONE,
      escapes: fn => escaping.has(fn),
    };
  };
  return { sink, graph };
};
