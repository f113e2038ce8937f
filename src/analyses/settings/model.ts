import type { FilePath, Json, Location, Problem } from '../../core/model.ts';
import type { CallIndex, ClassIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../../facts/program/model.ts';
import type { AccessMode } from '../../vocabulary/accesses.ts';
import type { Flag } from '../../vocabulary/flags.ts';
import type { SettingType } from '../../vocabulary/registries.ts';

/** Index into `SettingsModel.settings`. */
export type SettingIndex = number;

/** `unset` is a setting without a default; `unknown` has one that cannot be seen. */
export type SettingDefault =
  | { readonly k: 'constant'; readonly value: Json }
  | { readonly k: 'unset' }
  | { readonly k: 'unknown'; /** Settings whose values it is computed from. */ readonly value?: Val };

/** A flag that is computed is `unresolved`. */
export type FlagState = boolean | 'unresolved';

/** One registered setting. */
export interface Setting {
  /** As code reads it: `ns.key`, joined as the dialect joins, or the bare key. */
  readonly key: string;
  readonly namespace?: string;
  /** The key without its namespace. */
  readonly name: string;
  /** As the dialect writes it, translated where the vocabulary knows the word. */
  readonly type?: SettingType | (string & {});
  readonly default: SettingDefault;
  readonly description?: string;
  /** Environment variables that set it, the one that wins first. */
  readonly env: readonly string[];
  readonly flags: { readonly [F in Flag]: FlagState };
  /** When a change takes effect, flags left aside. */
  readonly changes: 'live' | 'start';
  /** Where its name stands in the registration. */
  readonly at: Location;
  /** From the opening line of the registration to the closing one; a marker on any of them reaches the setting. */
  readonly span: { readonly startLine: number; readonly endLine: number };
  readonly file: FilePath;
  readonly fn: FnIndex;
  /** The registration call, where there is one; in `file`. */
  readonly call?: CallIndex;
  /** Where a file of another language reads it; the flag `external` is raised then. */
  readonly outside?: { readonly file: FilePath; readonly line: number };
  readonly vocabulary: string;
  /** Directory of the workspace package it is registered in. */
  readonly application: string;
}

/** One place that touches a setting, or several when the key is not known in full. */
export interface Access {
  /** The key, or a pattern in which `*` stands for any characters. */
  readonly key: string;
  readonly exact: boolean;
  readonly mode: AccessMode;
  /** `weak`: it may be another object's member of the same name. A weak read proves nothing, and disproves `unread`. */
  readonly strength: 'exact' | 'weak';
  /** Registered settings it touches, sorted; none when the key is unknown. */
  readonly settings: readonly SettingIndex[];
  /** The setting in whose own registration the place stands: it reads only if that one is read. */
  readonly inside?: SettingIndex;
  readonly vocabulary: string;
  /** How it is spelled: a call, a member of an object, a mirror literal, a list of keys, the bare name as a text. */
  readonly site: 'call' | 'member' | 'name' | 'literal' | 'list' | 'text';
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  /** The call at the place, when there is one. */
  readonly call?: CallIndex;
  /** Class in whose field a list or a literal stands. */
  readonly cls?: ClassIndex;
  /** Helpers between the place and the real read, outermost first. */
  readonly via: readonly { readonly file: FilePath; readonly fn: FnIndex; readonly call: CallIndex }[];
  /** What the read yields when the setting is not set, when it is spelled at the place. */
  readonly fallback?: Json;
  readonly at: Location;
  readonly test: boolean;
}

/** What the dialect of a setting says about all its settings. */
export interface Traits {
  /** Some registration could not be resolved: there may be settings that are not listed. */
  readonly open: boolean;
  /** One key may stand in several registries of an application by design. */
  readonly shared: boolean;
  /** Between namespace and key, and between the names of groups. */
  readonly join: string;
  /** An access may go by another key than the one that is written. */
  readonly rewrites: boolean;
  /** Registrations name or derive their variables; otherwise what code reads is what there is. */
  readonly namesVariables: boolean;
  /** Ends of the names by which receivers are known, where it is by name that they are known. */
  readonly receivers: readonly string[];
  /** Calls that yield an object which holds the values of that moment. */
  readonly snapshots: readonly string[];
  /** Calls that have a function told of any change. */
  readonly listeners: readonly string[];
  /** Where the program imports what hands any setting to a process that is not here. */
  readonly askedAt?: Location;
  /** Keys (`*` stands for any characters) that something outside the program reads or provides. */
  readonly external: readonly string[];
}

/** Every setting of the program and everything that touches one. */
export interface SettingsModel {
  /** Sorted by file, then place. */
  readonly settings: readonly Setting[];
  /** Sorted by file, then place. */
  readonly accesses: readonly Access[];
  readonly problems: readonly Problem[];
  /** By the name of the vocabulary; one for each of which a registration is seen. */
  readonly traits: ReadonlyMap<string, Traits>;
  /** Settings of that key; several where applications have registries of their own. */
  byKey(key: string): readonly SettingIndex[];
  /** Accesses that touch the setting, patterns included. */
  accessesOf(setting: SettingIndex): readonly Access[];
  /** Places that may read a setting of which no reader is seen, by their name alone; `accessesOf` leaves them out. */
  guessesOf(setting: SettingIndex): readonly Access[];
}

/** Its value cannot change while the process runs, by design. */
export const isFixedAtStart = (setting: Setting): boolean =>
  setting.changes === 'start' || setting.flags.readOnly === true || setting.flags.restart === true;
