import type { SettingIndex } from '../settings/model.ts';

/** Registrations that get in each other's way. */
export interface Collision {
  /** `key`: one key is registered several times. `variable`: settings of different keys take their value from one variable. */
  readonly by: 'key' | 'variable';
  /** The key or the variable. */
  readonly name: string;
  /** At least two, in their order. */
  readonly settings: readonly SettingIndex[];
}

export interface DuplicatesModel {
  readonly collisions: readonly Collision[];
}
