import { readKey, mayKill, type Batch } from './design.ts';
import { changedTexts, type Change, type Mutant } from './mutant.ts';
import { isAlive, verdictsOf, type Verdicts } from './program.ts';
import type { Repository } from './repository.ts';
import type { Result } from './score.ts';

/** Runs mutants: whole batches first, and by itself whatever a batch does not settle, misses, alarms or takes along. */
export class Judge {
  private readonly repository: Repository;
  readonly baseline: Verdicts;
  /** Programs linked so far. */
  programs = 0;

  constructor(repository: Repository) {
    this.repository = repository;
    this.baseline = this.verdicts([]);
  }

  batch(batch: Batch): readonly Result[] {
    const { mutants, programs } = batch;
    if (mutants.length < 4) return mutants.map(mutant => this.alone(mutant));
    const found = programs.map(cut => this.verdicts(mutants.flatMap((mutant, i) => (cut[i] ? [mutant.cut] : mutant.whole ? [mutant.whole] : []))));
    const dead = (key: string, mutant: Mutant | undefined): boolean[] => found.map(verdicts => this.isDead(verdicts, key, mutant));
    const takenAlong = new Set<number>();
    const owners = new Map(mutants.flatMap(mutant => mutant.expected.map(key => [key, mutant] as const)));
    for (const key of this.baseline.keys()) {
      if (!isAlive(this.baseline.get(key)) || owners.has(key)) continue;
      const died = dead(key, undefined);
      if (died.includes(true)) mayKill(batch, died).forEach(j => takenAlong.add(j));
    }
    return mutants.map((mutant, i) => {
      const settled = !takenAlong.has(i) && mutant.expected.every(key => readKey(batch, i, dead(key, mutant)) === 'died');
      return settled ? result(mutant, mutant.expected, [], []) : this.alone(mutant);
    });
  }

  /** The mutant by itself in the program, beside its carrier where it has one. */
  alone(mutant: Mutant): Result {
    const still = mutant.whole ? this.verdicts([mutant.whole]) : undefined;
    const alarms = still ? mutant.expected.filter(key => this.isDead(still, key, undefined)) : [];
    const after = this.verdicts([mutant.cut]);
    const seen = mutant.expected.filter(key => this.isDead(after, key, mutant));
    const extra = [...after].filter(([key, verdict]) => !isAlive(verdict) && isAlive((still ?? this.baseline).get(key)) && !mutant.expected.includes(key)).map(([key]) => key);
    return result(mutant, seen, alarms, extra);
  }

  verdicts(changes: readonly Change[]): Verdicts {
    this.programs++;
    return verdictsOf(this.repository.mutated(changedTexts(this.repository.texts, changes)));
  }

  private isDead(verdicts: Verdicts, key: string, mutant: Mutant | undefined): boolean {
    const verdict = verdicts.get(key);
    return mutant?.collision ? verdict !== 'live' : !isAlive(verdict);
  }
}

const result = (mutant: Mutant, seen: readonly string[], alarms: readonly string[], extra: readonly string[]): Result => {
  const { id, operator, shape, stratum, expected } = mutant;
  return { id, operator, shape, stratum, carried: mutant.whole !== undefined, expected, seen, missed: expected.filter(key => !seen.includes(key)), extra, alarms };
};
