import type { Config } from '../config/config.ts';
import type { FilePath } from '../core/model.ts';

/** One settings dialect that a repository speaks. */
export interface Dialect {
  /** Name of the vocabulary. */
  readonly name: string;
  readonly registrations: number;
  /** Places that touch a setting of it. */
  readonly accesses: number;
  readonly example: { readonly key: string; readonly file: FilePath; readonly line: number };
}

/** One deployable, as the entries say. */
export interface Deployable {
  readonly name: string;
  readonly entries: readonly { readonly file: FilePath; readonly why: string }[];
}

/** What `init` knows of a repository before it proposes anything. */
export interface Seen {
  /** Every file that is neither installed, built nor ignored. Sorted. */
  readonly paths: readonly FilePath[];
  /** What stands in a file; `undefined` when there is none. */
  text(path: FilePath): string | undefined;
  /** The root lies inside a repository whose hooks and workflows stand further up. */
  readonly nested: boolean;
  readonly manager: PackageManager;
  readonly dialects: readonly Dialect[];
  /** Dialects that are only used where they are named, because what they recognise may be something else. */
  readonly perhaps: readonly Dialect[];
  /** The configuration file that is there already. */
  readonly config?: FilePath;
}

export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Installs what the lock file says, as a machine does it. */
  readonly install: string;
  /** Adds a development dependency. */
  readonly add: string;
  readonly run: string;
  /** Runs an installed program. */
  readonly exec: string;
  /** Its version has to be named where no manifest says it. */
  readonly pinned: boolean;
}

/** A configuration with the reason for each part, in the words of a comment. */
export interface ConfigPlan {
  readonly config: Config;
  /** What is not as it might be, each with the reason, for the terminal. */
  readonly because: readonly string[];
}

/** A file that `init` wants to write. */
export interface Proposed {
  readonly path: FilePath;
  readonly text: string;
  /** What stands there today; absent for a new file. */
  readonly before?: string;
  readonly executable?: true;
  /** What it is for, in a few words. */
  readonly what: string;
}

export interface Proposal {
  readonly files: readonly Proposed[];
  /** Files that stay as they are, each with why. */
  readonly untouched: readonly { readonly path: FilePath; readonly why: string }[];
  /** What is left for a person to do, in order; further lines are to be pasted. */
  readonly steps: readonly string[];
}
