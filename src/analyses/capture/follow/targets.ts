import type { FilePath } from '../../../core/model.ts';
import type { Call, FnIndex } from '../../../facts/program/model.ts';
import type { FnId } from '../../calls/model.ts';
import type { Trace } from './trace.ts';

/** Functions of the program that take the arguments as they stand. */
export function programTargets(trace: Trace, file: FilePath, call: Call, c: number): { readonly file: FilePath; readonly fn: FnIndex }[] {
  const ctor = call.k === 'new' ? trace.world.members.constructedBy(file, call) : call.k === 'super' ? trace.world.graph.classes[trace.world.members.thisOf(file, call.fn) ?? -1]?.base : undefined;
  for (let cls = ctor, hops = 0; cls !== undefined && hops < 20; cls = trace.world.graph.classes[cls]?.base, hops++) {
    const node = trace.world.graph.classes[cls]!;
    const own = trace.world.facts(node.file).classes[node.cls]?.ctor;
    if (own !== undefined) return [{ file: node.file, fn: own }];
  }
  if (call.callee.k === 'prop' && /^(call|apply|bind)$/.test(call.callee.n)) return [];
  return trace.world.graph.targets(file, c).map(fn => ({ file: trace.world.graph.fileOf(fn), fn: trace.world.graph.indexOf(fn) }));
}

/** Functions that a call runs, constructors included. */
export function runBy(trace: Trace, file: FilePath, c: number): readonly FnId[] {
  const call = trace.world.facts(file).calls[c]!;
  const cls = call.k === 'new' ? trace.world.members.constructedBy(file, call) : undefined;
  return cls === undefined ? trace.world.graph.targets(file, c) : trace.world.graph.classes[cls]!.onConstruct;
}
