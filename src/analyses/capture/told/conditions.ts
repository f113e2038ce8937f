import type { FilePath } from '../../../core/model.ts';
import type { GuardIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';
import type { CallGraph, FnId } from '../../calls/model.ts';
import type { Access } from '../../settings/model.ts';
import { standsWithin } from '../world.ts';

interface Given {
  readonly graph: CallGraph;
  facts(file: FilePath): ProgramFacts;
}

/** What a listener does only when certain settings change: `if (event.affects('log.level')) …`. */
export interface Conditions {
  /** Functions in which other settings than these are asked for alone. */
  isOfOthers(fn: FnId, concerns: (access: Access) => boolean): boolean;
  /** The place is reached only when other settings than these change. */
  isForOthers(file: FilePath, g: GuardIndex, concerns: (access: Access) => boolean): boolean;
  /** What runs, without what runs for others alone; `key` tells two of them apart. */
  narrowed(graph: CallGraph, concerns: (access: Access) => boolean): { readonly key: string; readonly graph: CallGraph };
}

interface Narrow {
  readonly fn: FnId;
  readonly g: GuardIndex;
  /** For each condition above the place, what is asked there. */
  readonly asked: readonly (readonly Access[])[];
}

export function conditionsOf({ facts, graph }: Given, watches: readonly Access[]): Conditions {
  const byCall = new Map<string, Access[]>();
  for (const access of watches) if (access.site === 'call' && access.call !== undefined) byCall.set(`${access.file}#${access.call}`, [...(byCall.get(`${access.file}#${access.call}`) ?? []), access]);
  const files = [...new Set(watches.map(access => access.file))];
  const narrow = files.flatMap(file => {
    const { guards } = facts(file);
    const positive = guards.map(guard => askedIn(file, guard.v, guard.pos));
    const above = (g: GuardIndex): (readonly Access[])[] => {
      const found: (readonly Access[])[] = [];
      for (let at = g; at >= 0; at = guards[at]!.parent) if (positive[at]!.length > 0) found.push(positive[at]!);
      return found;
    };
    return facts(file).fns.flatMap((_, f): Narrow[] => {
      const fn = graph.idOf(file, f);
      const conditions = new Set([...graph.edges(fn), ...graph.instantiations(fn)].map(each => each.g));
      return [...conditions].flatMap(g => {
        const asked = above(g);
        return asked.length > 0 ? [{ fn, g, asked }] : [];
      });
    });
  });
  return {
    isOfOthers(fn, concerns) {
      const file = graph.fileOf(fn);
      const own = watches.filter(access => access.file === file && standsWithin(facts(file), access.fn, graph.indexOf(fn)));
      return own.length > 0 && !own.some(concerns);
    },
    isForOthers(file, g, concerns) {
      const { guards } = facts(file);
      for (let at = g; at >= 0; at = guards[at]!.parent) {
        const asked = askedIn(file, guards[at]!.v, guards[at]!.pos);
        if (asked.length > 0 && !asked.some(concerns)) return true;
      }
      return false;
    },
    narrowed(whole, concerns) {
      const left = narrow.filter(({ asked }) => asked.some(each => !each.some(concerns)));
      if (left.length === 0) return { key: '', graph: whole };
      const out = new Set(left.map(({ fn, g }) => `${fn} ${g}`));
      return {
        key: [...out].join(),
        graph: { ...whole, edges: fn => whole.edges(fn).filter(edge => !out.has(`${fn} ${edge.g}`)), instantiations: fn => whole.instantiations(fn).filter(each => !out.has(`${fn} ${each.g}`)) },
      };
    },
  };

  /** What must have changed where the condition holds. */
  function askedIn(file: FilePath, v: Val, holds: boolean, depth = 0): readonly Access[] {
    if (depth > MAX_DEPTH) return [];
    const next = (each: Val, pos = holds): readonly Access[] => askedIn(file, each, pos, depth + 1);
    switch (v.k) {
      case 'await': return next(v.v);
      case 'op': return v.o === '!' ? next(v.a[0]!, !holds) : v.o === '&&' || v.o === '||' ? v.a.flatMap(each => next(each)) : [];
      case 'ref': {
        const decl = v.d < 0 ? undefined : facts(file).decls[v.d]!;
        return decl?.k === 'const' && decl.init ? next(decl.init) : [];
      }
      case 'call': {
        if (!holds) return [];
        const { args } = facts(file).calls[v.c]!;
        const inside = args.flatMap(arg => (arg.k === 'fn' ? watches.filter(access => access.file === file && access.fn === arg.f) : []));
        return [...(byCall.get(`${file}#${v.c}`) ?? []), ...inside];
      }
      default: return [];
    }
  }
}

const MAX_DEPTH = 8;
