import { exclude, type Mutant } from './mutant.ts';

/**
 * Linking a repository for every mutant is dear, so many stand in one program. Each mutant of a batch has a number;
 * for every binary digit there are two programs, one in which those with a 1 are cut and one in which those with a 0
 * are. So for any two mutants there is a program in which the one is cut and the other is not, which is what tells
 * their effects apart (group testing, R. Dorfman 1943).
 */
export interface Batch {
  readonly mutants: readonly Mutant[];
  /** Which of the mutants are cut, program by program. */
  readonly programs: readonly (readonly boolean[])[];
}

/** Of more, so many would be cut at once that they hide each other. */
const MOST = 48;

export function batches(mutants: readonly Mutant[]): readonly Batch[] {
  const groups: Mutant[][] = [];
  for (const mutant of mutants) {
    const group = groups.find(each => each.length < MOST && !each.some(other => exclude(mutant, other)));
    if (group) group.push(mutant);
    else groups.push([mutant]);
  }
  return groups.map(group => ({ mutants: group, programs: programsFor(group.length) }));
}

const programsFor = (n: number): (readonly boolean[])[] => {
  if (n === 1) return [[true], [false]];
  const digits = Math.ceil(Math.log2(n));
  return Array.from({ length: 2 * digits }, (_, p) => Array.from({ length: n }, (_, i) => ((i >> (p >> 1)) & 1) === (p & 1)));
};

/** What the programs of a batch say of one key and one mutant. `apart`: they do not tell, so the mutant has to be run by itself. */
export type Reading = 'died' | 'lives' | 'apart';

/** `dead[p]`: the key is dead in program `p`. */
export function readKey({ mutants, programs }: Batch, i: number, dead: readonly boolean[]): Reading {
  const cut = programs.flatMap((each, p) => (each[i] ? [p] : []));
  const kept = programs.flatMap((each, p) => (each[i] ? [] : [p]));
  const deadThough = kept.filter(p => dead[p]);
  const alive = kept.filter(p => !dead[p]);
  if (alive.length === 0) return 'apart';
  // Others that may have killed it: cut wherever it died in spite of this one being whole, and not where it lived.
  const suspects = deadThough.length === 0 ? [] : mutants.flatMap((_, j) => (j !== i && deadThough.some(p => programs[p]![j]) && alive.every(p => !programs[p]![j]) ? [j] : []));
  const clean = cut.filter(p => !suspects.some(j => programs[p]![j]));
  if (clean.length === 0) return 'apart';
  return clean.every(p => dead[p]) ? 'died' : 'lives';
}

/** The mutants whose cut may have taken a key with it that nobody expected of them. */
export function mayKill({ mutants, programs }: Batch, dead: readonly boolean[]): readonly number[] {
  return mutants.flatMap((_, j) => (programs.every((each, p) => !each[j] || dead[p]) && programs.some((each, p) => !each[j] && !dead[p]) ? [j] : []));
}
