import type { FilePath, Json, Location, Step } from '../../core/model.ts';

/**
 * Whether a setting is real. `default-off`, `weakly-live` and `escaped` are no findings; the others that are not
 * `live` or `external` are kinds of `bootstrap-wiring`.
 */
export type SettingVerdict =
  | 'live' | 'default-off' | 'weakly-live' | 'escaped' | 'external' | 'skipped'
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
  /** Type as registered (`boolean`, `int` …); '' when the registration does not say. */
  readonly type: string;
  /** Absent when there is none or it is not a constant. */
  readonly default?: Json;
  /** Environment variable that overrides it. */
  readonly env?: string;
  /** `restart`, `read-only`, `sensitive` … in that order. */
  readonly flags: readonly string[];
  readonly description?: string;
  /** Where its name stands in the registration. */
  readonly at: Location;
  /** Sorted by file, then line. */
  readonly readers: readonly SettingReader[];
  readonly verdict: SettingVerdict;
  /** The evidence in reading order: from the entry to the cut, the guard with its values, what would make it live. */
  readonly why: readonly Step[];
}

/** The model of the analysis `inventory`. */
export interface SettingsInventory {
  /** Sorted by key, then place. */
  readonly rows: readonly SettingRow[];
}
