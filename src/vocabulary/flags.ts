/** What a registration may say about a setting besides its value, and where it says so. */
import type { Slots } from './slot.ts';

/**
 * - `restart`: a change takes effect only after a restart; `readOnly`: cannot be changed once the process runs;
 * - `sensitive`: must not be shown; `hidden`: no user sees it; `external`: read by clients outside the program;
 * - `action`: a button, has no value; `deprecated`: kept for old data.
 */
export type Flag = 'restart' | 'readOnly' | 'sensitive' | 'hidden' | 'external' | 'action' | 'deprecated';

/** A flag is raised when its slot holds `true`, or what the rule asks for instead. */
export type FlagRule =
  | Slots
  | {
      readonly slot: Slots;
      /** Raised when the slot holds one of these constants. */
      readonly equals?: readonly (string | number | boolean | null)[];
      /** Raised when the slot names a member or a constant of one of these names: `type: Kind.Button`. */
      readonly names?: readonly string[];
      /** Raised when the slot holds a call or construction of one of these names. */
      readonly calls?: readonly string[];
      /** Raised when the slot is filled at all. */
      readonly present?: true;
    };
