import type { FilePath } from '../../../core/model.ts';
import type { Call, FnIndex, LoopIndex, ProgramFacts } from '../../../facts/program/model.ts';
import type { CallGraph, Edge, FnId } from '../../calls/model.ts';
import { whenHanded, type When } from './callbacks.ts';

export interface Given {
  readonly graph: CallGraph;
  facts(file: FilePath): ProgramFacts;
  /** Loops that go on until the program ends or somebody stops them. */
  isLasting(file: FilePath, loop: LoopIndex): boolean;
}

/** An edge of the call graph with the time at which it is taken: `now` before the caller goes on, `again` in each round of something that lasts. */
export interface Timed {
  readonly edge: Edge;
  readonly when: When | 'now' | 'again';
}

/** When the target of an edge runs, seen from who has the edge. */
export function whenTaken({ graph, facts, isLasting }: Given, from: FnId, edge: Edge): Timed['when'] {
  const file = graph.fileOf(from);
  const table = facts(file);
  if (!edge.deferred && callsAt(table, graph.indexOf(from), edge.s).some(call => call.k === 'jsx')) return 'again'; // Components are rendered again and again.
  if (!edge.deferred) return edge.repeats && callsAt(table, graph.indexOf(from), edge.s).some(call => lastsAround(table, file, call, isLasting)) ? 'again' : 'now';
  const sameFile = graph.fileOf(edge.to) === file;
  const fn = sameFile ? graph.indexOf(edge.to) : undefined;
  const own = fn === undefined ? undefined : table.fns[fn];
  if (own?.argOf) return whenHanded(table, table.calls[own.argOf.c]!, fn);
  const target = graph.indexOf(edge.to);
  const name = facts(graph.fileOf(edge.to)).fns[target]?.n ?? '';
  // A function handed on by its name, or inside an object that is handed on.
  const here = callsAt(table, graph.indexOf(from), edge.s);
  const bound = here.find(call => call.callee.k === 'prop' && call.callee.n === 'bind');
  const handing = (bound && takerOf(table, bound))
    ?? here.find(call => call.args.some(arg => (arg.k === 'ref' || arg.k === 'prop') && arg.n === name))
    ?? here.find(call => call.args.some(arg => arg.k === 'ref' || arg.k === 'prop'))
    ?? (own && table.calls.filter(call => call.fn === own.parent && call.ce <= own.s && own.e <= call.e).at(-1));
  return handing ? whenHanded(facts(graph.fileOf(edge.to)), handing, target) : 'unknown';
}

/** The call that a bound function is handed to: `setTimeout(this.tick.bind(this))`. */
function takerOf(facts: ProgramFacts, bound: Call): Call | undefined {
  const c = facts.calls.indexOf(bound);
  return facts.calls.find(call => call.args.some(arg => arg.k === 'call' && arg.c === c));
}

const byFunction = new WeakMap<ProgramFacts, Map<FnIndex, Call[]>>();

function callsAt(facts: ProgramFacts, fn: FnIndex, s: number): readonly Call[] {
  let index = byFunction.get(facts);
  if (!index) {
    index = new Map();
    for (const call of facts.calls) {
      const list = index.get(call.fn);
      if (list) list.push(call);
      else index.set(call.fn, [call]);
    }
    byFunction.set(facts, index);
  }
  return (index.get(fn) ?? []).filter(call => call.s === s);
}

function lastsAround(facts: ProgramFacts, file: FilePath, call: Call, isLasting: Given['isLasting']): boolean {
  for (let l = call.loop; l >= 0; l = facts.loops[l]!.parent) if (isLasting(file, l)) return true;
  return false;
}
