import type { FilePath } from '../../../core/model.ts';
import type { Val } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';
import type { ReachModel } from '../../reach/model.ts';
import { solve } from '../../reach/solve.ts';
import type { Access, SettingIndex } from '../../settings/model.ts';
import { withUnmistakable } from '../unmistakable.ts';
import type { Moment } from '../when/moments.ts';
import { comparedIn } from './comparisons.ts';
import { conditionsOf } from './conditions.ts';
import { toldInDefinitions } from './definitions.ts';
import { handlersAt, listenersOf, type Given as Telling } from './handlers.ts';
import { restartsIn } from './restarts.ts';
import { CHANGES } from './set-by.ts';

/** What runs when a setting changes. */
export interface Refresh {
  /** Runs then, by names, imports and types. */
  has(fn: FnId): boolean;
  /** May run then. */
  may(fn: FnId): boolean;
  /** Sets the setting itself, so what it keeps of it is what it set. */
  sets(fn: FnId): boolean;
  /** The program starts again when the setting changes. */
  restarts(): boolean;
}

export interface Given extends Telling {
  readonly reach: ReachModel;
}

export interface Handlers {
  /** Functions that are told of a change of some setting. */
  readonly all: readonly FnId[];
  /** `stores`: files whose functions hand out the setting; what they offer to change settings may change this one. */
  refreshOf(setting: SettingIndex, stores: readonly FilePath[], momentOf: (fn: FnId) => Moment): Refresh;
}

export function handlersOf(given: Given): Handlers {
  const { settings, reach } = given;
  const linked = withUnmistakable(given.graph);
  // A module that is loaded again is not run again.
  const graph: CallGraph = { ...linked, edges: fn => linked.edges(fn).filter(edge => linked.indexOf(edge.to) !== 0) };
  const watches = settings.accesses.filter(access => access.mode === 'watch' && !access.test && isSetUp(access));
  const writes = settings.accesses.filter(access => access.mode === 'write' && !access.test);
  const told = new Map<Access, readonly FnId[] | undefined>(watches.map(access => [access, handlersAt(given, access)]));
  const listeners = listenersOf(given);
  const conditions = conditionsOf(given, watches);
  const inDefinitions = toldInDefinitions(given);
  const definitions = settings.settings.map(setting => (setting.changes === 'live' ? inDefinitions(setting) : { told: [], isRestart: false, isOpen: false }));
  const restarts = restartsIn(given.files, given.facts, graph);
  const compared = comparedIn(settings.accesses, given.facts, given.offset);
  const runs = new Map<string, () => Pick<Refresh, 'has'>>();
  const changers = new Map<FilePath, readonly FnId[]>();
  const solved = new Map<string, Omit<Refresh, 'sets' | 'restarts'>>();
  return {
    all: [...new Set([...definitions.flatMap(each => each.told), ...[...told.values()].flatMap(fns => fns ?? []), ...listeners.map(each => each.fn)])].sort((a, b) => a - b),
    refreshOf(setting, stores, momentOf) {
      const runsOnEvents = (fn: FnId): boolean => momentOf(fn).event;
      const concerns = (access: Access): boolean =>
        access.settings.includes(setting) ||
        (!access.exact && access.settings.length === 0 && access.vocabulary === settings.settings[setting]!.vocabulary);
      const watching = watches.filter(concerns);
      // What changes a setting while the program runs may go on and carry the change over by itself.
      // Whoever sets this very setting need only perhaps run later: what a menu holds is called by nobody who is seen.
      const writing = writes.filter(access => concerns(access) && momentOf(graph.idOf(access.file, access.fn))[access.exact ? 'mayEvent' : 'event']);
      const exact = writing.filter(access => access.exact).map(access => graph.idOf(access.file, access.fn));
      // What changes any setting carries over only what it asks for by its name.
      const general = [
        ...new Set([
          ...writing.filter(access => !access.exact).map(access => graph.idOf(access.file, access.fn)),
          ...stores.flatMap(changersOf).filter(runsOnEvents),
        ]),
      ].sort((a, b) => a - b);
      const named = general.flatMap(fn => callsUnderKey(given, graph, fn, settings.settings[setting]!.key));
      const { key: name, vocabulary } = settings.settings[setting]!;
      const join = settings.traits.get(vocabulary)?.join ?? '.';
      const isAbout = (access: Access): boolean => concerns(access) || access.key === name || name.startsWith(`${access.key}${join}`);
      const listening = listeners.filter(each => each.vocabulary === vocabulary && !conditions.isOfOthers(each.fn, isAbout)).map(each => each.fn);
      const narrow = conditions.narrowed(graph, isAbout);
      const isOpen = compared.has(setting) || definitions[setting]!.isOpen || watching.some(access => told.get(access) === undefined);
      const roots = [...new Set([...watching.flatMap(access => told.get(access) ?? []), ...listening, ...exact, ...named, ...definitions[setting]!.told])].sort((a, b) => a - b);
      // Who is told of other settings is not told of this one.
      const strangers = writing.length === 0 ? [] : [...new Set(watches.filter(access => !watching.includes(access)).flatMap(access => told.get(access) ?? []))].filter(fn => !roots.includes(fn));
      const key = `${isOpen} ${roots.join()} ${general.join()} ${strangers.join()} ${narrow.key}`;
      let known = solved.get(key);
      if (!known) solved.set(key, (known = refreshFrom(narrow.graph, roots, general, isOpen, new Set(strangers))));
      const setters = new Set(writes.filter(access => access.exact && access.settings.includes(setting)).map(access => graph.idOf(access.file, access.fn)));
      const { has } = known;
      return { ...known, sets: fn => setters.has(fn), restarts: () => definitions[setting]!.isRestart || restarts.some(each => has(each.fn) && !conditions.isForOthers(each.file, each.g, isAbout)) };
    },
  };

  /** What any change of settings runs; alike for most settings. */
  function generalRun(general: readonly FnId[]): () => Pick<Refresh, 'has'> {
    const key = general.join();
    let made = runs.get(key);
    if (!made) runs.set(key, (made = lazily(() => solve({ graph, roots: general, weak: false, blocked: () => false, given: reach.any.instantiated }))));
    return made;
  }

  /** Functions elsewhere that have a store change settings. */
  function changersOf(store: FilePath): readonly FnId[] {
    let known = changers.get(store);
    if (!known) {
      known = given.facts(store).fns.flatMap((fn, f) =>
        CHANGES.test(fn.n)
          ? graph
              .callers(graph.idOf(store, f))
              .filter(each => each.file !== store)
              .map(each => graph.idOf(each.file, given.facts(each.file).calls[each.call]!.fn))
          : [],
      );
      changers.set(store, known);
    }
    return known;
  }

  /** What is never loaded, or never made, is told of nothing. */
  function isSetUp(access: Access): boolean {
    const cls = access.cls ?? given.facts(access.file).fns[access.fn]?.cls;
    return cls === undefined ? reach.any.has(graph.idOf(access.file, access.fn)) : reach.any.instantiated(graph.classId(access.file, cls));
  }

  function refreshFrom(of: CallGraph, roots: readonly FnId[], general: readonly FnId[], isOpen: boolean, strangers: ReadonlySet<FnId>): Omit<Refresh, 'sets' | 'restarts'> {
    const narrowed = strangers.size === 0 ? of : { ...of, edges: (fn: FnId) => of.edges(fn).filter(edge => !strangers.has(edge.to)) };
    const run = (from: readonly FnId[], weak: boolean): Pick<Refresh, 'has'> => solve({ graph: narrowed, roots: from, weak, blocked: () => false, given: reach.any.instantiated });
    const sure = lazily(() => run(roots, false));
    const perhaps = lazily(() => run(roots, true));
    const rather = generalRun(general);
    return { has: fn => roots.length > 0 && sure().has(fn), may: fn => isOpen || (roots.length > 0 && perhaps().has(fn)) || (general.length > 0 && rather().has(fn)) };
  }
}

const lazily = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** What a function calls or makes under a condition that names the setting, or a group it is in: `if (changed.log?.level) …`. */
function callsUnderKey({ facts }: Given, graph: CallGraph, fn: FnId, key: string): FnId[] {
  const table = facts(graph.fileOf(fn));
  const parts = key.split('.');
  const isNamed = (g: number): boolean => {
    for (let at = table.guards[g]; at; at = table.guards[at.parent]) if (at.pos && namesKey(at.v, key, parts)) return true;
    return false;
  };
  return [
    ...graph.edges(fn).filter(edge => isNamed(edge.g)).map(edge => edge.to),
    ...graph.instantiations(fn).filter(each => isNamed(each.g)).flatMap(each => graph.classes[each.cls]?.onConstruct ?? []),
  ];
}

function namesKey(v: Val, key: string, parts: readonly string[]): boolean {
  switch (v.k) {
    case 'lit': return v.v === key || v.v === parts[0];
    case 'prop': {
      const names: string[] = [];
      for (let at: Val = v; at.k === 'prop'; at = at.o) names.unshift(at.n);
      return names.some((_, i) => names.slice(i).every((name, j) => name === parts[j]));
    }
    case 'op': return v.a.some(each => namesKey(each, key, parts));
    case 'await': return namesKey(v.v, key, parts);
    default: return false;
  }
}
