import { readKey, mayKill, type Batch } from './design.ts';
import { changedTexts, type Change, type Mutant } from './mutant.ts';
import { isAlive, verdictsOf, type Verdicts } from './program.ts';
import type { Repository } from './repository.ts';
import type { Result } from './score.ts';

/** Runs mutants: whole batches first, and by itself whatever a batch does not settle, misses or finds an alarm in. */
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
    const owners = new Set(mutants.flatMap(mutant => mutant.expected));
    const { extras, unsettled } = this.taken(batch, key => (owners.has(key) ? [] : dead(key, undefined)));
    return mutants.map((mutant, i) => {
      const readings = mutant.expected.map(key => readKey(batch, i, dead(key, mutant)));
      if (unsettled.has(i) || readings.includes('apart')) return this.alone(mutant);
      // That nothing dies of the carrier is known from the programs in which it is whole.
      return readings.includes('lives') ? this.cutAlone(mutant, this.baseline, []) : result(mutant, mutant.expected, [], extras.get(i) ?? []);
    });
  }

  /** Settings that died though nobody expected it, by the mutant that took them along; mutants of which the batch does not tell. */
  private taken(batch: Batch, deadIn: (key: string) => readonly boolean[]): { readonly extras: ReadonlyMap<number, readonly string[]>; readonly unsettled: ReadonlySet<number> } {
    const extras = new Map<number, string[]>();
    const unsettled = new Set<number>();
    for (const key of this.baseline.keys()) {
      const died = isAlive(this.baseline.get(key)) ? deadIn(key) : [];
      if (!died.includes(true)) continue;
      const suspects = mayKill(batch, died);
      const [only] = suspects;
      if (suspects.length === 1 && only !== undefined && batch.programs.every((each, p) => each[only] === died[p])) extras.set(only, [...(extras.get(only) ?? []), key]);
      else for (const j of suspects) unsettled.add(j);
    }
    return { extras, unsettled };
  }

  /** The mutant by itself in the program, beside its carrier where it has one. */
  alone(mutant: Mutant): Result {
    const still = mutant.whole ? this.verdicts([mutant.whole]) : undefined;
    const alarms = still ? mutant.expected.filter(key => this.isDead(still, key, undefined)) : [];
    return this.cutAlone(mutant, still ?? this.baseline, alarms);
  }

  private cutAlone(mutant: Mutant, before: Verdicts, alarms: readonly string[]): Result {
    const after = this.verdicts([mutant.cut]);
    const seen = mutant.expected.filter(key => this.isDead(after, key, mutant));
    const extra = [...after].filter(([key, verdict]) => !isAlive(verdict) && isAlive(before.get(key)) && !mutant.expected.includes(key)).map(([key]) => key);
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
