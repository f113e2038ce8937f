import type { Mutant } from './mutant.ts';

/** At most so many of each shape, chosen by chance from a seed, in the order they were found. */
export function sample(mutants: readonly Mutant[], most: number, seed: number): readonly Mutant[] {
  const chosen = new Set([...shuffled(mutants, seed).values()].flatMap(list => list.slice(0, most)));
  return mutants.filter(mutant => chosen.has(mutant));
}

/** So many in all, shared out evenly among strata (what is carried apart from what is not), and within each among its shapes. */
export function sampleOf(mutants: readonly Mutant[], count: number, seed: number): readonly Mutant[] {
  const strata = new Map<string, (readonly Mutant[])[]>();
  for (const list of shuffled(mutants, seed).values()) {
    const [{ stratum, whole }] = list as readonly [Mutant];
    const key = `${stratum}${whole ? ', carried' : ''}`;
    strata.set(key, [...(strata.get(key) ?? []), list]);
  }
  // The first of every shape, then the second of every shape; which shape is first is a matter of chance too.
  const queues = [...strata.values()].map(shapes => dealt(shapes));
  const chosen = new Set(dealt(queues).slice(0, count));
  return mutants.filter(mutant => chosen.has(mutant));
}

const dealt = <T>(hands: readonly (readonly T[])[]): T[] => {
  const longest = Math.max(0, ...hands.map(hand => hand.length));
  return Array.from({ length: longest }, (_, round) => hands.flatMap(hand => hand.slice(round, round + 1))).flat();
};

/** Mutants by shape, the shapes and the mutants of each in an order of chance. */
function shuffled(mutants: readonly Mutant[], seed: number): ReadonlyMap<string, readonly Mutant[]> {
  let state = seed;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const byShape = new Map<string, { readonly mutant: Mutant; readonly order: number }[]>();
  for (const mutant of mutants) {
    const shape = `${mutant.operator} ${mutant.shape}`;
    const list = byShape.get(shape) ?? [];
    byShape.set(shape, list);
    list.push({ mutant, order: random() });
  }
  const shapes = [...byShape].map(([shape, list]) => ({ shape, order: random(), list: list.sort((a, b) => a.order - b.order).map(each => each.mutant) }));
  return new Map(shapes.sort((a, b) => a.order - b.order).map(({ shape, list }) => [shape, list]));
}
