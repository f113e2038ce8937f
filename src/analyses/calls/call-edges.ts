import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Site } from '../values/model.ts';
import type { Linker, Target } from './linker.ts';
import { exportsOf, isRequire } from './loaded-edges.ts';
import { onlyCallsMembers } from './loaded-names.ts';
import type { ClassId, Edge, Strength } from './model.ts';
import { callsParameterAtOnce, ignoresParameter } from './parameter-uses.ts';
import { edgeTo, type Sink } from './sink.ts';
import { targetsOf, valueTargets } from './targets.ts';

/** What one call leads to: the module it loads, the functions it runs, the class it constructs, the callbacks it is handed. */
export const collectCall = (linker: Linker, file: string, facts: ProgramFacts, call: Call, c: number, sink: Sink): void => {
  const { ids, modules } = linker;
  const from = ids.fn(file, call.fn);
  const site: Site = { file, fn: call.fn };
  const at = { g: call.g, s: call.s, ...(waitsInLoop(facts, call.loop) ? { repeats: true as const } : {}) };
  if (call.k === 'import' || isRequire(call)) {
    const specifier = call.args[0];
    const target = specifier?.k === 'lit' && typeof specifier.v === 'string' ? modules.resolve(file, specifier.v) : undefined;
    if (target?.k === 'file') {
      sink.edge(from, { to: ids.fn(target.file, 0), ...at, strength: 'strong', deferred: false });
      if (call.k === 'import' && !onlyCallsMembers(facts, c)) exportsOf(linker, target.file).forEach(each => hand(each, 'framework'));
    }
    return;
  }
  const { fns, construct, named, external } = targetsOf(linker, site, call);
  if (lastName(call.callee) === 'bind' && call.callee.k === 'prop' && fns.length > 0) {
    // What is bound is handed on, not called; on whom it is waiting decides whether it ever is.
    const taker = facts.calls.findIndex(each => each.args.some(arg => arg.k === 'call' && arg.c === c));
    const to = facts.calls[taker];
    if (to && linker.events.isMute(file, to)) return;
    const waits = waitingFor(linker, file, to, taker);
    for (const target of fns) {
      sink.edge(from, { ...edgeTo({ ...target, strength: 'framework' }, at, true), ...waits });
      sink.escape(target.fn);
    }
    return;
  }
  for (const target of fns) {
    sink.edge(from, edgeTo(target, at, false));
    sink.target(file, c, target.fn);
  }
  if (construct !== undefined) sink.instantiate(from, { cls: construct, ...at, strength: 'strong' });
  if (named !== undefined) sink.call(from, { name: named, ...at });
  // Functions in its arguments are its own: what nothing calls is no edge.
  if (linker.events.isMute(file, call)) return;
  let waits: Pick<Edge, 'signal'> | undefined;
  const deferred = !(fns.length === 0 && AT_ONCE.has(lastName(call.callee)));
  call.args.forEach((arg, i) => {
    const handed = handedFunctions(linker, site, arg);
    if (handed.length === 0) return;
    waits ??= waitingFor(linker, file, call, c);
    // A callback that its project callee never touches is not called.
    if (fns.length > 0 && !external && fns.every(target => ignoresParameter(linker, target.fn, i))) return;
    const later = deferred && !fns.some(target => callsParameterAtOnce(linker, target.fn, i));
    for (const target of handed) {
      sink.edge(from, { ...edgeTo({ ...target, strength: arg.k === 'fn' ? 'strong' : 'framework' }, at, later), ...waits });
      if (arg.k !== 'fn') sink.escape(target.fn);
    }
  });

  function hand(target: Target | { readonly cls: ClassId }, strength: Strength): void {
    if ('cls' in target) sink.instantiate(from, { cls: target.cls, ...at, strength });
    else {
      sink.edge(from, edgeTo({ ...target, strength }, at, true));
      sink.escape(target.fn);
    }
  }
};

/** Callees that run what they are given before they return (or before what awaits them goes on). */
const AT_ONCE = new Set([
  'map', 'forEach', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast', 'flatMap', 'sort', 'toSorted', 'then', 'catch', 'finally', 'from',
  'Promise', 'all', 'allSettled', 'race', 'any', 'replace', 'replaceAll', 'call', 'apply', 'run', 'transaction', 'groupBy', 'retry', 'singleton', 'once_', 'memoize', 'lazy',
]);

const waitingFor = ({ events, lazy }: Linker, file: string, call: Call | undefined, c: number): Pick<Edge, 'signal'> => {
  const signal = call && (events.heardBy(file, call) ?? lazy.heldBack(file, c));
  return signal === undefined ? {} : { signal };
};

/** The call stands in a loop that waits on every turn: `while`, `for (;;)` or `for await`, not a walk over a list. */
const waitsInLoop = (facts: ProgramFacts, loop: number): boolean => {
  for (let at = facts.loops[loop]; at; at = facts.loops[at.parent]) {
    if (at.awaits && (at.k === 'while' || at.k === 'do' || at.k === 'for-await' || (at.k === 'for' && at.v === undefined))) return true;
  }
  return false;
};

/** Functions an argument is: written in place, or named. */
const handedFunctions = (linker: Linker, site: Site, arg: Val): readonly Target[] => {
  if (arg.k === 'fn') return [{ fn: linker.ids.fn(site.file, arg.f), strength: 'strong' }];
  return arg.k === 'ref' || arg.k === 'prop' ? valueTargets(linker, site, arg).fns : [];
};

const lastName = (callee: Val): string => (callee.k === 'prop' || callee.k === 'ref' ? callee.n : '');
