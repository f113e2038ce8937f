import type { FilePath } from '../../../core/model.ts';
import type { FnIndex, LoopIndex } from '../../../facts/program/model.ts';
import type { CallGraph, Edge, FnId } from '../../calls/model.ts';
import { solve } from '../../reach/solve.ts';
import { withUnmistakable } from '../unmistakable.ts';
import { LIFECYCLE, RENDERED, renderedIn } from './callbacks.ts';
import { isMadeByOthers, LAUNCHED, SETS_UP } from './launched.ts';
import { startsOf } from './starts.ts';
import { timedEdgesOf, type Given as Timing } from './timed-edges.ts';

/** When a place runs. The `may` sides rest on names alone or on callers that are not seen. */
export interface Moment {
  readonly boot: boolean;
  readonly event: boolean;
  readonly mayBoot: boolean;
  readonly mayEvent: boolean;
}

export interface Moments {
  of(fn: FnId): Moment;
  /** As `of`, and on events where the place stands in a loop that lasts. */
  at(file: FilePath, fn: FnIndex, loop: LoopIndex): Moment;
  /** The innermost loop that lasts around a place, -1 when there is none. */
  lastingLoop(file: FilePath, loop: LoopIndex): LoopIndex;
  /** One function runs another before it goes on. */
  runsAtOnce(from: FnId, to: FnId): boolean;
  /** Somebody else runs `to` one time for each call of `from`, which makes it. */
  runsOncePerCall(from: FnId, to: FnId): boolean;
  /** Something that lasts is set up by the function or by what it calls. */
  starts(fn: FnId): boolean;
}

export interface Given extends Timing {
  /** What runs when a setting changes. */
  readonly handlers: readonly FnId[];
  /** Who calls what an entry exports: a launcher that boots it, a framework for each request, or nobody knows. */
  callerOf(file: FilePath): 'launcher' | 'framework' | 'unknown';
}

/** Functions that run at boot, from which on it can be told whether something boots all of them, and the share that counts as all. */
const MIN_BOOTED = 20;
const WHOLE = 0.6;

/** Tells for each function whether it runs while the program boots, later on events, or both, conditions left aside. */
export function momentsOf(given: Given): Moments {
  const { reach, facts } = given;
  const graph = withUnmistakable(given.graph);
  const { timedEdges, rearms } = timedEdgesOf(given, graph);
  const edgesAtOnce = new Map<FnId, readonly Edge[]>();
  const atOnce: CallGraph = {
    ...graph,
    // Getters run when they are read, not when their object is made.
    classes: graph.classes.map(node => (node.accessors.length === 0 ? node : { ...node, accessors: [] })),
    instantiations: fn => graph.instantiations(fn).filter(each => !isMadeByOthers(graph, each)),
    edges(fn) {
      let known = edgesAtOnce.get(fn);
      if (!known)
        edgesAtOnce.set(
          fn,
          (known = timedEdges(fn)
            .filter(({ edge }) => graph.indexOf(edge.to) !== 0)
            .map(({ edge, when }) => (edge.deferred && when === 'once' ? { ...edge, deferred: false } : edge))),
        );
      return known;
    },
  };
  const run = (roots: readonly FnId[], weak: boolean, over: CallGraph = atOnce): { has(fn: FnId): boolean } =>
    roots.length === 0 ? { has: () => false } : solve({ graph: over, roots, weak, blocked: () => false, atOnceOnly: true, given: reach.any.instantiated });

  const boots: FnId[] = [];
  const events = new Set<FnId>(given.handlers);
  const unknown = new Set<FnId>();
  const rearming = new Set<FnId>();
  for (let fn = 0; fn < graph.size; fn++) {
    if (!reach.any.has(fn)) continue;
    // A module runs one time, whenever it is loaded.
    if (graph.indexOf(fn) === 0 && reach.any.pred(fn) !== undefined) boots.push(fn);
    if (reach.any.pred(fn) === undefined && !given.handlers.includes(fn)) {
      if (graph.indexOf(fn) === 0) boots.push(fn);
      else addExported(fn);
    }
    for (const { edge, when } of timedEdges(fn)) {
      if (when === 'once' && edge.deferred && rearms(fn, edge.to)) rearming.add(fn);
      if (when === 'event' || when === 'again' || rearming.has(fn) && when === 'once' && edge.deferred) events.add(edge.to);
      else if (when === 'unknown') unknown.add(edge.to);
    }
  }
  for (const file of graph.files) for (const fn of renderedIn(facts(file))) if (reach.any.has(graph.idOf(file, fn))) events.add(graph.idOf(file, fn));
  for (let fn = 0; fn < graph.size; fn++) {
    if (!reach.any.has(fn)) continue;
    for (const each of graph.instantiations(fn)) if (isMadeByOthers(graph, each)) for (const made of graph.classes[each.cls]!.onConstruct) unknown.add(made);
  }
  graph.classes.forEach((node, cls) => {
    if (!reach.any.instantiated(cls)) return;
    const name = (fn: FnId): string => facts(node.file).fns[graph.indexOf(fn)]?.n ?? '';
    for (const fn of node.decorated) {
      if (LIFECYCLE.test(name(fn))) boots.push(fn);
      else events.add(fn);
    }
    if (!node.external) return;
    for (const fn of node.members.values()) {
      if (LIFECYCLE.test(name(fn))) boots.push(fn);
      else if (RENDERED.test(name(fn))) events.add(fn);
      else if (graph.callers(fn).length === 0) unknown.add(fn);
    }
  });

  // What a loop that lasts calls in each round runs after boot.
  const beforeLoops: CallGraph = {
    ...atOnce,
    edges: fn =>
      timedEdges(fn).flatMap(({ edge, when }) =>
        when === 'again' ? [] : edge.deferred && when === 'once' ? [{ ...edge, deferred: false }] : [edge],
      ),
  };
  const [boot, mayBoot] = [run(boots, false, beforeLoops), run(boots, true, beforeLoops)];
  const [event, mayEvent] = eventsWithoutRestarts();
  const of = (fn: FnId): Moment => ({ boot: boot.has(fn), event: event.has(fn), mayBoot: mayBoot.has(fn), mayEvent: mayEvent.has(fn) });
  const lastingLoop = (file: FilePath, loop: LoopIndex): LoopIndex => {
    const { loops } = facts(file);
    for (let l = loop; l >= 0; l = loops[l]!.parent) if (given.isLasting(file, l)) return l;
    return -1;
  };
  return {
    of, lastingLoop,
    runsAtOnce: (from, to) => timedEdges(from).some(({ edge, when }) => edge.to === to && when === 'now'),
    runsOncePerCall: (from, to) => timedEdges(from).some(({ edge, when }) => edge.to === to && when === 'once' && edge.deferred) && !rearms(from, to),
    at(file, fn, loop) {
      const moment = of(graph.idOf(file, fn));
      return lastingLoop(file, loop) < 0 ? moment : { ...moment, event: moment.event || moment.boot, mayEvent: moment.mayEvent || moment.mayBoot };
    },
    starts: startsOf({ graph, facts, isLasting: given.isLasting, timedEdges, rearms: fn => rearming.has(fn) }),
  };

  /**
   * What an event makes boot again as a whole has been restarted, so nothing in it runs on that event. What sets things
   * up at boot and again on an event (`start`, a constructor) may run on events, but is no proof of it: who changes a
   * setting does not bring that event about.
   */
  function eventsWithoutRestarts(): readonly [{ has(fn: FnId): boolean }, { has(fn: FnId): boolean }] {
    const all = run([...events, ...unknown], true);
    const restarts = restartsAmong(all);
    for (const main of restarts) {
      events.delete(main);
      unknown.delete(main);
    }
    const perhaps = restarts.size === 0 ? all : run([...events, ...unknown], true, without(restarts));
    const setsUp = new Set<FnId>();
    for (let fn = 0; fn < graph.size; fn++) if (mayBoot.has(fn) && perhaps.has(fn) && !rearming.has(fn) && isSetup(fn)) setsUp.add(fn);
    return [run([...events].filter(fn => !setsUp.has(fn)), false, without(new Set([...restarts, ...setsUp]))), perhaps];
  }

  function without(left: ReadonlySet<FnId>): CallGraph {
    if (left.size === 0) return atOnce;
    return {
      ...atOnce,
      edges: fn => atOnce.edges(fn).filter(edge => !left.has(edge.to)),
      classes: atOnce.classes.map(node => (node.onConstruct.some(fn => left.has(fn)) ? { ...node, onConstruct: node.onConstruct.filter(fn => !left.has(fn)) } : node)),
    };
  }

  function restartsAmong(events: { has(fn: FnId): boolean }): ReadonlySet<FnId> {
    const mains = [
      ...new Set(
        boots
          .filter(fn => graph.indexOf(fn) === 0)
          .flatMap(fn => timedEdges(fn))
          .filter(({ edge, when }) => when !== 'event' && graph.indexOf(edge.to) !== 0 && events.has(edge.to))
          .map(({ edge }) => edge.to),
      ),
    ];
    const booted: FnId[] = [];
    for (let fn = 0; fn < graph.size; fn++) if (graph.indexOf(fn) !== 0 && mayBoot.has(fn)) booted.push(fn);
    // What does not boot everything runs nothing that does, so most need no solution of their own.
    const parts = new Set<FnId>();
    return new Set(booted.length < MIN_BOOTED ? [] : mains.filter(main => {
      if (parts.has(main)) return false;
      const again = run([main], true);
      const isWhole = booted.filter(fn => again.has(fn)).length >= booted.length * WHOLE;
      if (!isWhole) for (const other of mains) if (again.has(other)) parts.add(other);
      return isWhole;
    }));
  }

  function isSetup(fn: FnId): boolean {
    const node = facts(graph.fileOf(fn)).fns[graph.indexOf(fn)];
    return node !== undefined && (node.k === 'constructor' || node.k === 'field' || SETS_UP.test(node.n) || timedEdges(fn).some(({ when }) => when === 'event' || when === 'again'));
  }

  function addExported(fn: FnId): void {
    const node = facts(graph.fileOf(fn)).fns[graph.indexOf(fn)];
    const makes = node?.k === 'constructor' || node?.k === 'field';
    const caller = given.callerOf(graph.fileOf(fn));
    if (caller === 'framework' && !makes) events.add(fn);
    else if (caller === 'launcher' && node && (makes || LAUNCHED.test(node.n))) boots.push(fn);
    else unknown.add(fn);
  }
}
