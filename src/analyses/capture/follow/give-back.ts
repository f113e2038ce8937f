import type { FilePath } from '../../../core/model.ts';
import type { FnIndex } from '../../../facts/program/model.ts';
import { ITERATORS, nameOf, whenHanded } from '../when/callbacks.ts';
import { resultOf } from './pass.ts';
import { programTargets } from './targets.ts';
import type { Flow, Trace } from './trace.ts';
import { consume } from './use-up.ts';

const MAX_CALLERS = 60;
const MEMOISERS = /^(once|memoize|memoise|memo|lazy|cached?|singleton|pMemoize)$/;

/** The value is what a function yields: it goes on wherever that is called. */
export function giveBack(trace: Trace, file: FilePath, f: FnIndex, flow: Flow): void {
  const facts = trace.world.facts(file);
  const node = facts.fns[f]!;
  const fn = trace.world.graph.idOf(file, f);
  if (node.k === 'getter' && node.cls !== undefined) {
    const reads = trace.world.members.readsOf(trace.world.graph.classId(file, node.cls), node.n);
    for (const each of reads) trace.visit(each.file, each.use, { ...flow, at: trace.world.moments.at(each.file, each.use.fn, each.use.loop) });
    if (reads.length === 0) trace.add('unknown', 'local', `what the getter \`${node.owner}\` yields`, flow);
    return;
  }
  const entered = flow.calls.findLastIndex(each => each.into === fn);
  if (entered >= 0) {
    const { file: home, c } = flow.calls[entered]!;
    return resultOf(trace, home, c, { ...flow, calls: flow.calls.slice(0, entered) });
  }
  const callers = trace.world.graph.callers(fn).filter(each => !trace.world.isTest(each.file));
  if (callers.length > MAX_CALLERS) return trace.add('unknown', 'local', `what \`${node.owner}\` yields goes to too many places to be followed`, flow);
  for (const each of callers) {
    const call = trace.world.facts(each.file).calls[each.call]!;
    resultOf(trace, each.file, each.call, { ...flow, at: trace.world.moments.at(each.file, call.fn, call.loop) });
  }
  const { calls, outside, isOpen } = trace.world.handed(fn);
  for (const each of calls) {
    if (callers.some(known => known.file === each.file && known.call === each.call)) continue;
    const call = trace.world.facts(each.file).calls[each.call]!;
    resultOf(trace, each.file, each.call, { ...flow, at: trace.world.moments.at(each.file, call.fn, call.loop) });
  }
  // Every place that calls it has been seen.
  if (calls.length > 0 && outside.length === 0 && !isOpen) return;
  if (!flow.at.event && !flow.unsure && calls.length === 0 && isMemberOfTable(trace, file, f))
    return trace.add('unknown', 'answer', `what \`${node.n}\` answers to whoever asks it, once or each time`, flow);
  if (node.argOf) {
    const call = facts.calls[node.argOf.c]!;
    const name = nameOf(call.callee);
    if (MEMOISERS.test(name) && node.argOf.i === 0 && !isOfOneCall(trace, file, node.argOf.c))
      return trace.add(
        trace.world.moments.of(fn).boot || trace.world.moments.of(fn).event || trace.world.moments.of(fn).mayEvent ? 'captured' : 'unknown',
        'memo',
        `kept by \`${name}\` from its first use on`,
        flow,
      );
    // What is told of events answers whoever tells it.
    if (whenHanded(facts, call, f) === 'event' && !ITERATORS.test(name)) return consume(trace, file, { fn: f, s: node.s }, flow);
    const into = programTargets(trace, file, call, node.argOf.c);
    const uses = trace.world.uses(file).ofCall(node.argOf.c);
    for (const use of uses) trace.visit(file, use, { ...flow, unsure: flow.unsure || (into.length === 0 && !ITERATORS.test(name)) });
    if (!ITERATORS.test(name) || uses.length === 0) consume(trace, file, { fn: f, s: node.s }, flow);
    return;
  }
  if (callers.length === 0 || trace.world.graph.escapes(fn)) consume(trace, file, { fn: f, s: node.s }, flow);
}

/** A named function in an object that goes elsewhere, as a table of a host: `{ find: '…', predicate: () => … }`. */
const isMemberOfTable = (trace: Trace, file: FilePath, f: FnIndex): boolean =>
  trace.world
    .uses(file)
    .ofFunction(f)
    .some(({ around }) => around[0]?.k === 'obj' && around[0].p.some(each => each.n !== '' && each.v.k === 'fn' && each.v.f === f));

/** What remembers is itself a local that nothing outlives: it is made anew with each call. */
const isOfOneCall = (trace: Trace, file: FilePath, c: number): boolean => {
  const { decls } = trace.world.facts(file);
  const uses = trace.world.uses(file).ofCall(c);
  return uses.length > 0 && uses.every(({ root }) => root.k === 'decl' && decls[root.d]!.fn !== 0 && trace.world.usesOfDecl(file, root.d).every(each => {
    const { fn } = decls[root.d]!;
    return each.use.fn === fn || trace.world.moments.runsAtOnce(trace.world.graph.idOf(file, fn), trace.world.graph.idOf(each.file, each.use.fn));
  }));
};
