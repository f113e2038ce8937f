import type { FilePath } from '../../core/model.ts';

/** A file from which the program is started, and what says so. */
export interface Entry {
  readonly file: FilePath;
  /** `package.json "bin"`, `Dockerfile CMD`, `configuration` … */
  readonly why: string;
  /** What the file exports is called from outside: a library, a framework's route, a plugin. */
  readonly exportsLive: boolean;
}

/** One deployable: what boots together. */
export interface EntryGroup {
  /** `app`, `worker`, `tools`, or the name the configuration gives. */
  readonly name: string;
  /** Sorted by file. */
  readonly entries: readonly Entry[];
}

export interface Unresolved {
  /** The file as it is named. */
  readonly name: string;
  /** What names it, as `Entry.why`. */
  readonly why: string;
  /** Directory of the package it was expected in. */
  readonly home: FilePath;
}

export interface EntryModel {
  /** Sorted by name; without test files. */
  readonly groups: readonly EntryGroup[];
  /** Entries that something names but no source file was found for. */
  readonly unresolved: readonly Unresolved[];
  /** Those of `unresolved` without which a package has no entry at all, so that nothing can be said of its code. */
  readonly missing: readonly Unresolved[];
  /** Nothing says what boots: the files that no other file imports stand in. */
  readonly guessed: boolean;
}
