import type { FilePath } from '../../core/model.ts';
import type { Numeral, Quantity, Sink, Unit } from '../../facts/numbers/model.ts';
import type { Advice } from './advice.ts';

/** A number that decides something: written in place, or under a name that was followed to its uses. */
export interface PolicyNumber {
  readonly file: FilePath;
  readonly number: Numeral;
  /** Name of the place, or of the constant. */
  readonly slot: string;
  readonly sink: Sink;
  readonly quantity: Quantity;
  readonly owner: string;
  readonly advice: Advice;
  /** The unit that the place, or the number's own name, states; a constant without one is not told by what its use takes. */
  readonly stated?: Unit;
  /** The number is one part of arithmetic, so it is not what the place says. */
  readonly scaled: boolean;
  /** The number stands under a name of its own. */
  readonly named: boolean;
  /** Functions that are given the number: for `ignoreCallees`. */
  readonly callees: readonly string[];
  /** Where a named number decides, in order; empty for one written in place. */
  readonly uses: readonly PolicyUse[];
  /** A pause that is taken once, wherever it is taken. */
  readonly settles?: true;
  /** How often something forgets what is over. */
  readonly tidies?: true;
  /** A comment beside it says what is waited for. */
  readonly explained?: true;
  /** The number is used in another unit than its name states. */
  readonly mismatch?: { readonly stated: Unit; readonly used: Unit };
}

export interface PolicyUse {
  readonly file: FilePath;
  readonly s: number;
  readonly slot: string;
  readonly sink: Sink;
}
