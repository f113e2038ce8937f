import type { Json, Location } from '../../core/model.ts';
import type { Unit } from '../settings/code.ts';
import type { Setting, SettingIndex } from '../settings/model.ts';
import type { DriftPlace } from './model.ts';

/** A default of a setting that stands somewhere else than in its registration. */
export interface Stated {
  /** Settings that it may be meant for: it has to differ from the defaults of all of them. */
  readonly settings: readonly SettingIndex[];
  readonly place: DriftPlace;
  readonly value: Json;
  readonly owner: string;
  readonly at: Location;
}

export const ownerAt = (unit: Unit | undefined, fn: number): string => unit?.facts.fns[fn]?.owner ?? '<module>';

export const isConstant = (setting: Setting | undefined): boolean => setting?.default.k === 'constant';
