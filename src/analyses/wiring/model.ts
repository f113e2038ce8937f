import type { Location, Step } from '../../core/model.ts';
import type { SettingVerdict } from '../inventory/model.ts';
import type { Access, SettingIndex } from '../settings/model.ts';

export interface ReaderVerdict {
  readonly access: Access;
  readonly verdict: 'live' | 'weakly-live' | 'default-off' | 'ghost' | 'test' | 'undecided';
  /** Nearest named class and member around the read. */
  readonly owner: string;
}

/** Whether one setting is real, and why. */
export interface Wiring {
  readonly setting: SettingIndex;
  readonly verdict: SettingVerdict;
  /** Class (or function) that would use it; '-' when there is none. */
  readonly owner: string;
  readonly readers: readonly ReaderVerdict[];
  /** Settings whose defaults keep it off. */
  readonly gates: readonly SettingIndex[];
  /** Where the decision falls. */
  readonly gateAt?: Location;
  /** Which of the seeds' matchers tied the setting to the ghost, when the analysis could not. */
  readonly heuristic?: 'namespace' | 'reference';
  /** One clause for messages: what is missing. */
  readonly because: string;
}

/** Something that would hear of a change of a setting, if it were ever registered. */
export interface Unheard {
  readonly setting: SettingIndex;
  readonly access: Access;
  /** Nearest named class around it, else the function. */
  readonly owner: string;
}

export interface WiringModel {
  /** One for each setting, in their order. */
  readonly wirings: readonly Wiring[];
  /** The evidence for a verdict, in reading order; put together when it is asked for, as few ask. */
  why(setting: SettingIndex): readonly Step[];
  /** Listeners that are never registered, whatever else reads their settings; sorted by place. */
  readonly unheard: readonly Unheard[];
  /** Set when the entries cannot be right: what is not known to run is `undecided` then. */
  readonly distrust?: string;
}
