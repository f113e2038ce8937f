import { expect, test } from 'vitest';
import type { CallGraph, ClassNode, Edge, Instantiation, Named, NamedCall, Signalling } from '../calls/model.ts';
import { solve } from './solve.ts';

const FUNCTIONS = 40;
const CLASSES = 6;
const NAMES = ['run', 'stop', 'send'];
const all = Array.from({ length: FUNCTIONS }, (_, fn) => fn);

test('a solution that is continued when conditions open is the one that is solved anew', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const graph = graphOf(numbers(seed));
    const shut = new Set(all.filter(fn => fn % 3 === seed % 3));
    const isShut = (fn: number, g: number): boolean => g >= 0 && shut.has(fn) && g === fn % 2;
    const isLess = (fn: number, g: number): boolean => isShut(fn, g) && fn % 2 === 0;
    const problem = { graph, roots: [0, 1], weak: true };
    const before = solve({ ...problem, blocked: isShut });
    const reachedBefore = all.filter(before.has);
    const anew = solve({ ...problem, blocked: isLess });
    const on = solve({ ...problem, blocked: isLess, above: before });
    expect(all.filter(on.has), `seed ${seed}`).toEqual(all.filter(anew.has));
    expect(graph.classes.map((_, cls) => on.instantiated(cls)), `seed ${seed}`).toEqual(graph.classes.map((_, cls) => anew.instantiated(cls)));
    expect(all.filter(solve({ ...problem, blocked: isLess, above: before }).has), `seed ${seed}: a second time`).toEqual(all.filter(anew.has));
    expect(all.filter(before.has), `seed ${seed}: the one below is left as it was`).toEqual(reachedBefore);
  }
});

/** Numbers below a bound, always the same for a seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2654435761 >>> 0;
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % below;
  };
}

/** A graph with every kind of edge: plain, of a class, waiting for a signal, by name, of what has to be made first. */
function graphOf(below: (n: number) => number): CallGraph {
  const guard = (): number => below(3) - 1;
  const listed = <T>(make: (fn: number) => T, most: number): T[][] => all.map(fn => Array.from({ length: below(most + 1) }, () => make(fn)));
  const edges = listed((): Edge => ({
    to: below(FUNCTIONS), g: guard(), strength: below(4) === 0 ? 'weak' : 'strong', deferred: below(3) === 0, s: 0,
    ...(below(3) === 0 ? { of: below(CLASSES) } : {}), ...(below(4) === 0 ? { signal: below(4) } : {}),
  }), 3);
  const instantiations = listed((): Instantiation => ({ cls: below(CLASSES), g: guard(), strength: 'strong', s: 0, ...(below(3) === 0 ? { of: below(CLASSES) } : {}) }), 1);
  const signals = listed((): Signalling => ({ signal: below(4), g: guard(), s: 0, strength: 'strong' }), 1);
  const namedCalls = listed((): NamedCall => ({ name: NAMES[below(NAMES.length)]!, g: guard(), s: 0 }), 1);
  const named = new Map(NAMES.map(name => [name, Array.from({ length: 3 }, (): Named => ({ fn: below(FUNCTIONS), ...(below(2) === 0 ? { of: below(CLASSES) } : { made: { by: below(FUNCTIONS), g: guard() } }) }))]));
  const classes = Array.from({ length: CLASSES }, (_, cls): ClassNode => ({
    file: 'a.ts', cls, name: `C${cls}`, subclasses: [], external: below(4) === 0, onConstruct: [below(FUNCTIONS)], members: new Map([['run', below(FUNCTIONS)]]), statics: new Map(),
    decorated: [], waits: new Map(), atBoot: [], injected: [], accessors: [], ...(cls > 0 && below(2) === 0 ? { base: below(cls) } : {}),
  }));
  return {
    files: ['a.ts'], size: FUNCTIONS, classes,
    idOf: (_, fn) => fn, classId: (_, cls) => cls, fileOf: () => 'a.ts', indexOf: fn => fn,
    edges: fn => edges[fn] ?? [], instantiations: fn => instantiations[fn] ?? [], signals: fn => signals[fn] ?? [], namedCalls: fn => namedCalls[fn] ?? [],
    named: name => named.get(name) ?? [], targets: () => [], callers: () => [], escapes: () => false,
  };
}
