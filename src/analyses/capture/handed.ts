import type { FilePath } from '../../core/model.ts';
import type { Call, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, FnId } from '../calls/model.ts';
import { climb } from './follow/climb.ts';
import type { Use, Uses } from './follow/uses.ts';
import type { Members, UseIn } from './members.ts';

interface CallAt {
  readonly file: FilePath;
  readonly call: number;
}

/** What becomes of a function that is a value: an argument, a member of one, a result, a field. */
export interface Handed {
  /** Calls of the program that call it under whatever name it has there. */
  readonly calls: readonly CallAt[];
  /** Calls that lead out of the program and are handed it. */
  readonly outside: readonly CallAt[];
  /** It goes somewhere else, too, or nobody sees where. */
  readonly isOpen: boolean;
}

export interface Given {
  readonly graph: CallGraph;
  readonly members: Members;
  facts(file: FilePath): ProgramFacts;
  uses(file: FilePath): Uses;
  usesOfDecl(file: FilePath, decl: number): readonly UseIn[];
  isTest(file: FilePath): boolean;
}

interface Way extends UseIn {
  readonly path: readonly string[];
}

const MAX_WAYS = 80;

/** Follows functions as values to where they are called. */
export function handedOf({ graph, members, facts, uses, usesOfDecl, isTest }: Given): (fn: FnId) => Handed {
  const known = new Map<FnId, Handed>();
  return fn => {
    let found = known.get(fn);
    if (!found) known.set(fn, (found = follow(fn)));
    return found;
  };

  function follow(fn: FnId): Handed {
    const calls: CallAt[] = [];
    const outside: CallAt[] = [];
    let isOpen = false;
    const seen = new Set<Use>();
    const open: Way[] = [...valuesOf(fn)];
    for (let way = open.pop(); way; way = open.pop()) {
      if (seen.has(way.use) || isTest(way.file)) continue;
      seen.add(way.use);
      if (seen.size > MAX_WAYS) return { calls, outside, isOpen: true };
      arrive(way);
    }
    return { calls, outside, isOpen: isOpen || (calls.length === 0 && outside.length === 0) };

    function arrive({ file, use, path }: Way): void {
      const { root } = use;
      const table = facts(file);
      if (root.k === 'callee') return called(file, use, path, root.c);
      const carried = climb(use, { path, decides: false });
      if (!carried || carried.decides || root.k === 'guard' || root.k === 'loop') return;
      const goOn = (next: readonly UseIn[], along: readonly string[] = carried.path): void => { for (const each of next) open.push({ ...each, path: along }); };
      switch (root.k) {
        case 'decl': return goOn(usesOfDecl(file, root.d));
        case 'write': return written(file, use.fn, table.writes[root.w]!.t, carried.path);
        case 'field': return goOn(members.readsOf(graph.classId(file, root.cls), table.classes[root.cls]!.fields[root.i]!.n));
        case 'return': {
          const callers = graph.callers(graph.idOf(file, root.f));
          if (callers.length === 0) isOpen = true;
          return goOn(callers.flatMap(each => uses(each.file).ofCall(each.call).map(next => ({ file: each.file, use: next }))));
        }
        case 'arg': {
          const into = graph.targets(file, root.c);
          const made = into.length > 0 ? into : constructed(file, table.calls[root.c]!);
          if (made.length === 0) outside.push({ file, call: root.c });
          for (const target of made) {
            const to = graph.fileOf(target);
            const index = graph.indexOf(target);
            goOn(uses(to).ofParam(index, root.i).map(next => ({ file: to, use: next })));
            const d = facts(to).fns[index]?.params[root.i];
            const cls = facts(to).fns[index]?.cls;
            const field = d === undefined || d < 0 || cls === undefined ? undefined : facts(to).classes[cls]!.fields.find(each => each.param === d);
            if (field && cls !== undefined) goOn(members.readsOf(graph.classId(to, cls), field.n));
          }
        }
      }
    }

    function called(file: FilePath, use: Use, path: readonly string[], c: number): void {
      const { callee } = facts(file).calls[c]!;
      // What is left to take before the outermost member of the callee.
      const left = use.around.length === 0 ? path : climb({ ...use, around: use.around.slice(0, -1) }, { path, decides: false })?.path;
      if (!left) return;
      const isMember = use.around.length > 0 && callee.k === 'prop';
      if (isMember && left.length === 0) {
        if (callee.n === 'call' || callee.n === 'apply') calls.push({ file, call: c });
        else if (callee.n === 'bind') for (const next of uses(file).ofCall(c)) open.push({ file, use: next, path: [] });
        return;
      }
      if (left.length === (isMember ? 1 : 0) && climb(use, { path, decides: false })) calls.push({ file, call: c });
    }

    function written(file: FilePath, fn: FnIndex, target: Val, path: readonly string[]): void {
      if (target.k === 'ref' && target.d >= 0) for (const each of usesOfDecl(file, target.d)) open.push({ ...each, path });
      else if (target.k === 'prop') {
        const cls = members.classOf(file, fn, target.o);
        if (cls === undefined) return written(file, fn, target.o, [target.n, ...path]);
        for (const each of members.readsOf(cls, target.n)) open.push({ ...each, path });
      } else isOpen = true;
    }
  }

  /** Places where the function stands as a value, those left out where it is simply called. */
  function valuesOf(fn: FnId): readonly Way[] {
    const file = graph.fileOf(fn);
    const table = facts(file);
    const f = graph.indexOf(fn);
    const node = table.fns[f]!;
    const isCall = ({ root, around }: Use): boolean => root.k === 'callee' && around.length === 0;
    const named = table.decls.flatMap((decl, d) => (decl.k === 'function' && decl.ref === f ? usesOfDecl(file, d) : []));
    const asMember = node.cls !== undefined && node.k === 'method' && !node.isStatic ? members.readsOf(graph.classId(file, node.cls), node.n) : [];
    return [...uses(file).ofFunction(f).map(use => ({ file, use })), ...[...named, ...asMember].filter(({ use }) => !isCall(use))].map(each => ({ ...each, path: [] }));
  }

  function constructed(file: FilePath, call: Call): readonly FnId[] {
    if (call.k !== 'new') return [];
    let cls = members.constructedBy(file, call);
    for (let hops = 0; cls !== undefined && hops < 20; cls = graph.classes[cls]?.base, hops++) {
      const node = graph.classes[cls]!;
      const own = facts(node.file).classes[node.cls]?.ctor;
      if (own !== undefined) return [graph.idOf(node.file, own)];
    }
    return [];
  }
}
