import { addTo } from '../../core/multimap.ts';
import type { CallGraph, ClassId, Edge, FnId, Instantiation, Signalling } from '../calls/model.ts';
import { descends } from './class-kin.ts';
import { isMadeOutside } from './made-outside.ts';
import { copyOf, fresh, type Found, type Solution } from './solution.ts';

export interface Problem {
  readonly graph: CallGraph;
  readonly roots: readonly FnId[];
  /** Leave out edges under this condition. */
  blocked(fn: FnId, g: number): boolean;
  /** Follow edges that rest on a property name alone. */
  readonly weak: boolean;
  /** Follow only what runs while the caller runs. */
  readonly atOnceOnly?: boolean;
  /** Classes that something outside the program constructs. */
  readonly constructed?: readonly ClassId[];
  /** Classes that have instances from the start: for what runs later, those that were constructed earlier. */
  readonly given?: (cls: ClassId) => boolean;
  /** Functions that have run before, so that what they made is there. */
  readonly ran?: (fn: FnId) => boolean;
  /** A solution of the same problem with more edges blocked: only what those lead to is solved anew. */
  readonly above?: Solution;
}

/**
 * Reach over the call graph by rapid type analysis (Bacon and Sweeney, OOPSLA 1996): a member counts once its class, or
 * a subclass, is constructed in the same solution. One pass over edges; what waits for a class or a name fires when it
 * comes. Breadth first, in the order of the tables, so that the paths kept as evidence are short and always the same.
 *
 * Unblocking edges only adds to what is reached, so a solution can be continued (`above`): what it reached stays, and the
 * work is that of what comes on top.
 */
export const solve = ({ graph, roots, blocked, weak, atOnceOnly = false, constructed = [], given = () => false, ran = () => false, above }: Problem): Solution => {
  const state = above ? copyOf(above.state) : fresh(graph.size);
  const { reached, preds, built, hasInstance, waiting, listed, unmade, emitted, unheard, namesCalled, stopped } = state;
  const queue: FnId[] = [...stopped];
  stopped.clear();

  const reach = (fn: FnId, pred?: Found): void => {
    if (reached[fn]) return;
    reached[fn] = 1;
    preds[fn] = pred;
    queue.push(fn);
    const made = unmade.get(fn);
    if (!made) return;
    unmade.delete(fn);
    for (const each of made) follow(each.from, each.edge);
  };

  const follow = (from: FnId, edge: Edge): void => {
    // Most edges lead where others have been.
    if (reached[edge.to]) return;
    if (edge.of !== undefined && !hasInstance.has(edge.of) && !given(edge.of)) {
      addTo(waiting, edge.of, { from, edge });
      return;
    }
    const heard = edge.signal === undefined ? undefined : emitted.get(edge.signal);
    if (edge.signal !== undefined && !heard) {
      addTo(unheard, edge.signal, { from, edge });
      return;
    }
    reach(edge.to, { from, edge, ...(edge.of === undefined ? {} : { by: edge.of }), ...(heard ? { heard } : {}) });
  };

  const emit = (from: FnId, at: Signalling): void => {
    if (emitted.has(at.signal)) return;
    emitted.set(at.signal, { from, at });
    for (const each of unheard.get(at.signal) ?? []) follow(each.from, each.edge);
    unheard.delete(at.signal);
  };

  const construct = (from: FnId, at: Instantiation): void => {
    if (at.of === undefined || hasInstance.has(at.of) || given(at.of)) instantiate(from, at);
    else addTo(listed, at.of, { from, at });
  };

  const instantiate = (from: FnId, at: Instantiation): void => {
    if (built.has(at.cls)) return;
    built.set(at.cls, { from, at });
    const seen = new Set<ClassId>();
    const external = isMadeOutside(graph, at.cls);
    for (let c: ClassId | undefined = at.cls; c !== undefined && !seen.has(c); c = graph.classes[c]?.base) {
      seen.add(c);
      const node = graph.classes[c];
      if (!node) break;
      const by = (to: FnId, strength: Edge['strength'], deferred: boolean): void => {
        if (!(atOnceOnly && deferred) && !reached[to]) reach(to, { from, edge: { to, g: at.g, strength, deferred, s: at.s }, by: at.cls });
      };
      for (const fn of node.onConstruct) by(fn, at.strength, false);
      for (const fn of node.accessors) by(fn, 'framework', false);
      for (const fn of node.decorated) {
        const waits = node.waits.get(fn);
        if (!waits) by(fn, 'framework', !node.atBoot.includes(fn));
        else if (!atOnceOnly) for (const each of waits) follow(from, { to: fn, g: at.g, strength: 'framework', deferred: true, s: at.s, ...each });
      }
      // What another package declares, it may call on any instance.
      if (external) for (const fn of node.members.values()) by(fn, 'framework', true);
      for (const cls of node.injected) {
        const module = graph.idOf(graph.classes[cls]?.file ?? '', 0);
        reach(module, { from, edge: { to: module, g: at.g, strength: 'framework', deferred: false, s: at.s } });
        instantiate(from, { cls, g: at.g, strength: 'framework', s: at.s });
      }
      if (!hasInstance.has(c)) {
        hasInstance.add(c);
        for (const each of waiting.get(c) ?? []) follow(each.from, each.edge);
        waiting.delete(c);
        for (const each of listed.get(c) ?? []) instantiate(each.from, each.at);
        listed.delete(c);
      }
    }
  };

  const callName = (from: FnId, name: string, g: number, s: number): void => {
    namesCalled.add(name);
    for (const { fn, of, made } of graph.named(name)) {
      if (!reached[fn]) callNamed(from, { to: fn, g, strength: 'weak', deferred: false, s, ...(of === undefined ? {} : { of }), ...(made ? { made } : {}) });
    }
  };

  const callNamed = (from: FnId, edge: Edge): void => {
    const { made } = edge;
    // What is never made cannot be called, however often its name is.
    if (made && blocked(made.by, made.g)) state.never.push({ from, edge });
    else if (made && !reached[made.by] && !ran(made.by)) addTo(unmade, made.by, { from, edge });
    else follow(from, edge);
  };

  for (const root of roots) reach(root);
  for (const cls of constructed) instantiate(graph.idOf(graph.classes[cls]?.file ?? '', 0), { cls, g: -1, strength: 'framework', s: 0 });
  for (const each of state.never.splice(0)) callNamed(each.from, each.edge);
  for (let i = 0; i < queue.length; i++) {
    const fn = queue[i] as FnId;
    const isOff = (g: number): boolean => {
      if (g < 0 || !blocked(fn, g)) return false;
      stopped.add(fn);
      return true;
    };
    for (const edge of graph.edges(fn)) {
      if ((!weak && edge.strength === 'weak') || (atOnceOnly && edge.deferred) || isOff(edge.g)) continue;
      follow(fn, edge);
    }
    for (const each of graph.signals(fn)) if ((weak || each.strength === 'strong') && !isOff(each.g)) emit(fn, each);
    for (const each of graph.instantiations(fn)) if (!isOff(each.g)) construct(fn, each);
    if (weak) for (const each of graph.namedCalls(fn)) if (!namesCalled.has(each.name) && !isOff(each.g)) callName(fn, each.name, each.g, each.s);
  }
  return {
    has: fn => reached[fn] === 1,
    instantiated: cls => hasInstance.has(cls),
    pred: fn => preds[fn],
    constructed: cls => built.get(cls) ?? [...built].find(([other]) => descends(graph, other, cls))?.[1],
    state,
  };
};
