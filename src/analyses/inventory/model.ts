import type { FilePath, Json, Location } from '../../core/model.ts';
import type { SettingIndex } from '../settings/model.ts';

/**
 * Whether a setting is real. `default-off`, `weakly-live`, `escaped` and `undecided` (the entries cannot be right) are no
 * findings; the others that are not `live` or `external` are kinds of `bootstrap-wiring`.
 */
export type SettingVerdict =
  | 'live' | 'default-off' | 'weakly-live' | 'escaped' | 'external' | 'skipped' | 'undecided'
  | 'ghost-wired' | 'misleading-default' | 'self-gated' | 'test-only' | 'unread' | 'write-only' | 'mention-only';

/** One place that reads a setting. */
export interface SettingReader {
  readonly file: FilePath;
  readonly line: number;
  /** Nearest named class and member, as in baseline entries. */
  readonly owner: string;
  readonly verdict: SettingVerdict;
}

/** One registered setting, with everything that is known about it. */
export interface SettingRow {
  /** As code reads it: `ns.key` or the bare key. */
  readonly key: string;
  /** In `SettingsModel.settings`. */
  readonly index: SettingIndex;
  /** Where the registration tells it apart from the key. */
  readonly namespace?: string;
  /** Directory of the workspace package it is registered in. */
  readonly application: string;
  /** Type as registered (`boolean`, `int` …); '' when the registration does not say. */
  readonly type: string;
  /** Absent when there is none or it is not a constant. */
  readonly default?: Json;
  /** There is a default that cannot be seen in the source. */
  readonly computed?: true;
  /** Environment variable that overrides it. */
  readonly env?: string;
  /** Further variables that set it where that one does not. */
  readonly otherEnv?: readonly string[];
  /** `restart`, `read-only`, `sensitive` … in that order. */
  readonly flags: readonly string[];
  readonly description?: string;
  /** Where its name stands in the registration. */
  readonly at: Location;
  /** Sorted by file, then line. */
  readonly readers: readonly SettingReader[];
  readonly verdict: SettingVerdict;
  /** Keys of the settings whose defaults keep it off. */
  readonly gates: readonly string[];
}

/** The model of the analysis `inventory`. */
export interface SettingsInventory {
  /** Sorted by key, then place. */
  readonly rows: readonly SettingRow[];
}

/** The model of the analysis `deployables`. */
export interface Deployables {
  /**
   * The deployables in which a setting is read by default, where these are fewer than those in which it is registered;
   * none where the setting is not live or there is nothing to tell apart. Sorted.
   */
  onlyIn(setting: SettingIndex): readonly string[];
}
