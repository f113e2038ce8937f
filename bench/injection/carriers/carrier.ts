import type { OffFlag } from '../around.ts';
import type { Stratum } from '../mutant.ts';

/**
 * A way in which a framework, a table or an event carries code, put in the place of a direct call or read. The program
 * means the same with the carrier in place, so nothing may die of it; with one link of it cut, the code never runs.
 * Carriers fill the strata of which a repository has too few examples of its own.
 */
export interface Carrier {
  readonly name: string;
  readonly operator: string;
  readonly stratum: Stratum;
  /**
   * `own file`: the code stands in a file of its own, so it must need nothing of the place it was taken from; `method`: it stands in a
   * method, where `this` is another; `flag`: a condition that is off by default is at hand, in a file of the carrier's for `remote flag`.
   */
  readonly needs?: 'own file' | 'method' | 'flag' | 'remote flag';
  carry(cargo: Cargo): { readonly whole: Carried; readonly cut: Carried };
}

export interface Cargo {
  /** Statements that are carried. */
  readonly code: string;
  /** Imports that the code needs in a file of its own, in the folder of the carrier. */
  readonly imports: string;
  /** Makes names that no other carrier uses: `Kx7`. */
  readonly tag: string;
  /** Where the carrier needs one. */
  readonly off?: OffFlag | undefined;
}

export interface Carried {
  /** What must stand at the beginning of the file. */
  readonly head?: string;
  /** The expression in the place of the call. */
  readonly at: string;
  /** Files in the folder of the carrier, by name. */
  readonly files?: { readonly [name: string]: string };
}

/** How the file imports from the carrier's folder. */
export const folder = (tag: string): string => `./injected-${tag}`;

/** Both ways of a carrier of which one text differs. */
export const either = (make: (whole: boolean) => Carried): { readonly whole: Carried; readonly cut: Carried } => ({ whole: make(true), cut: make(false) });
