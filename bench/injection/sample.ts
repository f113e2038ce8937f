import type { Mutant } from './mutant.ts';

/** At most so many of each shape, chosen by chance from a seed, in the order they were found. */
export function sample(mutants: readonly Mutant[], most: number, seed: number): readonly Mutant[] {
  let state = seed;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const byShape = new Map<string, { readonly mutant: Mutant; readonly order: number }[]>();
  for (const mutant of mutants) {
    const shape = `${mutant.operator} ${mutant.shape}`;
    byShape.set(shape, [...(byShape.get(shape) ?? []), { mutant, order: random() }]);
  }
  const chosen = new Set([...byShape.values()].flatMap(list => list.sort((a, b) => a.order - b.order).slice(0, most).map(each => each.mutant)));
  return mutants.filter(mutant => chosen.has(mutant));
}
