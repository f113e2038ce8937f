import type { Call, DeclIndex, FnIndex, Val } from '../../facts/program/model.ts';
import type { Placed, Site, Values } from '../values/model.ts';
import type { AllUses } from './all-uses.ts';
import type { Ids } from './ids.ts';

/** What lists, maps and tables of the program hold, as far as every place that puts something into them can be seen. */
export interface Contents {
  /** All that a value may be which is taken out of such a container; `undefined` when it is taken from nothing that is known. */
  takenFrom(site: Site, value: Val): readonly Placed[] | undefined;
}

const MAX_DEPTH = 6;
/** More than this many elements are a table of data. */
const MOST = 200;

/** Members that look at what is there, or take it away. */
const LOOKS: ReadonlySet<string> = new Set([
  'get', 'has', 'forEach', 'map', 'filter', 'find', 'findLast', 'some', 'every', 'values', 'entries', 'keys', 'size', 'length', 'delete', 'clear',
  'slice', 'at', 'pop', 'shift', 'includes', 'indexOf', 'flatMap', 'reduce', 'reduceRight', 'join', 'toSorted', 'toReversed', 'sort', 'reverse',
]);
/** Members that put their arguments into the container, from which on. */
const PUTS: ReadonlyMap<string, number> = new Map([['push', 0], ['unshift', 0], ['add', 0], ['set', 1]]);
/** Members that give one element, and members that give some of them. */
const ONE: ReadonlySet<string> = new Set(['get', 'find', 'findLast', 'at', 'pop', 'shift']);
const SOME: ReadonlySet<string> = new Set(['values', 'filter', 'slice', 'toSorted', 'toReversed', 'sort', 'reverse']);
const VISITS: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'some', 'every', 'find', 'findLast']);

export const contentsOf = (ids: Ids, values: Values, allUses: AllUses): Contents => {
  const { factsOf } = ids;
  const known = new Map<string, readonly Placed[] | undefined>();
  const underWay = new Set<string>();

  /** The elements of a container under a name that is never given to anybody: what it begins with, and all that is put into it. */
  const held = (file: string, d: DeclIndex): readonly Placed[] | undefined => {
    const key = `${file} ${d}`;
    if (known.has(key)) return known.get(key);
    if (underWay.has(key)) return undefined;
    underWay.add(key);
    const found = collect(file, d);
    underWay.delete(key);
    known.set(key, found);
    return found;
  };

  const collect = (file: string, d: DeclIndex): readonly Placed[] | undefined => {
    const decl = factsOf(file).decls[d];
    if (!decl?.init || decl.k !== 'const') return undefined;
    const found = begun({ file, fn: decl.fn }, decl.init);
    const uses = found && allUses(file, d);
    if (!found || !uses) return undefined;
    const all = [...found];
    for (const { file: at, fn, member, call, walked, put } of uses) {
      if (put) all.push({ file: at, fn, value: put });
      if (put || walked || (member !== undefined && LOOKS.has(member))) continue;
      const from = member === undefined || call === undefined ? undefined : PUTS.get(member);
      if (from === undefined) return undefined;
      for (const value of factsOf(at).calls[call ?? -1]?.args.slice(from) ?? []) all.push({ file: at, fn, value });
    }
    return all.length <= MOST && all.every(({ value }) => value.k !== 'spread') ? all : undefined;
  };

  /** `[a, b]`, `new Map([['a', a]])`, `new Set()`, `{ a, b }`. */
  const begun = (site: Site, init: Val): readonly Placed[] | undefined => {
    const placed = (value: Val): Placed => ({ ...site, value });
    if (init.k === 'arr') return init.i.map(placed);
    if (init.k === 'obj') return init.p.some(each => each.spread) ? undefined : init.p.map(({ v }) => placed(v));
    const call = init.k === 'call' ? factsOf(site.file).calls[init.c] : undefined;
    if (call?.k !== 'new' || call.callee.k !== 'ref' || call.callee.d >= 0 || (call.callee.n !== 'Map' && call.callee.n !== 'Set')) return undefined;
    const [given] = call.args;
    if (!given) return [];
    if (given.k !== 'arr') return undefined;
    if (call.callee.n === 'Set') return given.i.map(placed);
    const pairs = given.i.map(each => (each.k === 'arr' ? each.i[1] : undefined));
    return pairs.every(each => each !== undefined) ? pairs.map(placed) : undefined;
  };

  /** The elements of what is walked over; `inPairs` when each comes with its key. */
  const elements = (site: Site, list: Val, depth: number): { readonly of: readonly Placed[]; readonly inPairs?: true } | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    if (list.k === 'arr') {
      if (!list.i.some(each => each.k === 'spread')) return { of: list.i.map(value => ({ ...site, value })) };
      const parts = list.i.map(each => (each.k === 'spread' ? elements(site, each.v, depth + 1) : { of: [{ ...site, value: each }] }));
      return parts.every(each => each && !('inPairs' in each)) ? { of: parts.flatMap(each => each?.of ?? []) } : undefined;
    }
    if (list.k === 'ref') return ofName(site, list, depth);
    const call = list.k === 'call' ? factsOf(site.file).calls[list.c] : undefined;
    if (call?.k !== 'call' || call.callee.k !== 'prop') return undefined;
    const { o, n } = call.callee;
    const at = { file: site.file, fn: call.fn };
    const [given] = call.args;
    if (o.k === 'ref' && o.d < 0 && given && (o.n === 'Object' || o.n === 'Array')) {
      const inner = o.n === 'Object' && n === 'keys' ? undefined : elements(at, given, depth + 1);
      return inner && o.n === 'Object' && n === 'entries' ? { of: inner.of, inPairs: true } : inner;
    }
    if (n === 'entries' && !given) {
      const inner = elements(at, o, depth + 1);
      return inner && { of: inner.of, inPairs: true };
    }
    if (!SOME.has(n)) return undefined;
    const inner = elements(at, o, depth + 1);
    return inner && n === 'values' ? { of: inner.of } : inner;
  };

  const ofName = (site: Site, { d }: Extract<Val, { k: 'ref' }>, depth: number): ReturnType<typeof elements> => {
    const home = declarationOf(site.file, d);
    const decl = home && factsOf(home.file).decls[home.d];
    if (!home || !decl?.init) return undefined;
    const of = held(home.file, home.d);
    if (of) return isMap(home.file, decl.init) ? { of, inPairs: true } : { of };
    // `const listeners = all.filter(…)`: a list made from another, as long as nothing is put into it.
    const uses = decl.k === 'const' && decl.init.k === 'call' ? allUses(home.file, home.d) : undefined;
    const isLookedAt = uses?.every(use => use.walked === true || (use.member !== undefined && LOOKS.has(use.member)));
    return isLookedAt ? elements({ file: home.file, fn: decl.fn }, decl.init, depth + 1) : undefined;
  };

  const isMap = (file: string, init: Val): boolean => {
    const callee = init.k === 'call' ? factsOf(file).calls[init.c]?.callee : undefined;
    return callee?.k === 'ref' && callee.n === 'Map';
  };

  /** The declaration behind a name, through imports. */
  const declarationOf = (file: string, d: DeclIndex): { readonly file: string; readonly d: DeclIndex } | undefined => {
    if (d < 0) return undefined;
    if (factsOf(file).decls[d]?.k !== 'import') return { file, d };
    const binding = values.declarationOf(file, d);
    return binding && { file: binding.file, d: binding.decl };
  };

  /** Elements, and what is taken of each of them: the value of a pair, a member. */
  const taken = (site: Site, value: Val, depth: number): { readonly of: readonly Placed[]; readonly path: readonly string[] } | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    switch (value.k) {
      case 'await': return taken(site, value.v, depth + 1);
      case 'op': return value.o === 'default' && value.a[0] ? taken(site, value.a[0], depth + 1) : undefined;
      case 'prop': {
        const base = value.o.k === 'item' || value.o.k === 'param' || value.o.k === 'prop' || value.o.k === 'ref' ? taken(site, value.o, depth + 1) : undefined;
        return base && { of: base.of, path: [...base.path, value.n] };
      }
      case 'elem': {
        const inner = elements(site, value.o, depth + 1);
        return inner && { of: inner.of, path: [] };
      }
      case 'item': return value.how === 'in' ? undefined : paired(elements(site, value.of, depth + 1));
      case 'param': return ofVisitor(site.file, value.f, value.i, depth);
      case 'call': return ofCall(site.file, factsOf(site.file).calls[value.c], depth);
      case 'ref': {
        const decl = value.d < 0 ? undefined : factsOf(site.file).decls[value.d];
        if (!decl?.init || decl.k === 'import' || values.isReassigned(site.file, value.d)) return undefined;
        return taken({ file: site.file, fn: decl.fn }, decl.init, depth + 1);
      }
      default: return undefined;
    }
  };

  /** A pair's value stands at its second place; the key is none of our elements. */
  const paired = (inner: ReturnType<typeof elements>): ReturnType<typeof taken> => inner && { of: inner.of, path: inner.inPairs ? [PAIR] : [] };

  const ofVisitor = (file: string, f: FnIndex, i: number, depth: number): ReturnType<typeof taken> => {
    const facts = factsOf(file);
    const argOf = i === 0 ? facts.fns[f]?.argOf : undefined;
    const call = argOf?.i === 0 ? facts.calls[argOf.c] : undefined;
    if (call?.callee.k !== 'prop' || !VISITS.has(call.callee.n)) return undefined;
    const inner = elements({ file, fn: call.fn }, call.callee.o, depth + 1);
    // A map visits its values, without their keys.
    const isPlainMap = inner?.inPairs && call.callee.o.k === 'ref' && call.callee.n === 'forEach';
    return isPlainMap ? { of: inner.of, path: [] } : paired(inner);
  };

  const ofCall = (file: string, call: Call | undefined, depth: number): ReturnType<typeof taken> => {
    if (call?.k !== 'call' || call.callee.k !== 'prop' || !ONE.has(call.callee.n)) return undefined;
    const inner = elements({ file, fn: call.fn }, call.callee.o, depth + 1);
    return inner && { of: inner.of, path: [] };
  };

  return {
    takenFrom(site, value) {
      const found = taken(site, value, 0);
      if (!found) return undefined;
      let { path } = found;
      if (path[0] === PAIR) {
        if (path[1] !== '1') return undefined;
        path = path.slice(2);
      }
      return path.length === 0 ? found.of : found.of.map(each => ({ ...each, value: path.reduce((o: Val, n): Val => ({ k: 'prop', o, n, s: -1, e: -1 }), each.value) }));
    },
  };
};

/** Stands in a path for a key with its value. */
const PAIR = '[key, value]';
