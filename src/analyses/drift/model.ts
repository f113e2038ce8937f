import type { Constant } from '../values/model.ts';
import type { Json, Location } from '../../core/model.ts';
import type { SettingIndex } from '../settings/model.ts';

/**
 * Where a default stands that is not the registered one: `fallback` behind a read; `variable` behind a raw read of the
 * setting's variable; `parameter` of a function that is handed the setting's value; `field` of a class that mirrors it;
 * `constant` that is named after it; `schema` that declares the same variable.
 */
export type DriftPlace = 'fallback' | 'variable' | 'parameter' | 'field' | 'constant' | 'schema';

/** A default other than the registered one. */
export interface Drift {
  readonly setting: SettingIndex;
  readonly place: DriftPlace;
  readonly value: Constant | Json;
  readonly registered: Json;
  /** Nearest named class and member, else the chain of function and variable names, else `<module>`. */
  readonly owner: string;
  readonly at: Location;
}

export interface DriftModel {
  /** Sorted by file, then place. */
  readonly drifts: readonly Drift[];
}
