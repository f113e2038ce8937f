import type {
  Analysis, AnalysisOptions, BaselineEntry, FactKind, FilePath, Json, Marker, Need, Outcome, Problem, Rule, Severity,
} from '../core/model.ts';
import type { Extractor } from '../facts/walk/visitor.ts';

/** What a rule is set to once the configuration and the rule's own defaults are merged. */
export interface RuleSetting {
  readonly severity: Severity | 'off';
  readonly options: { readonly [option: string]: Json };
}

/** The configuration with every default filled in that needs no look at the disk. */
export interface ResolvedConfig {
  /** Globs relative to the root. `undefined`: the sources of the workspace, as discovery finds them. */
  readonly include: readonly string[] | undefined;
  /** Globs left out besides what discovery leaves out by itself. */
  readonly exclude: readonly string[];
  /** Globs of files besides the source that vocabularies read. */
  readonly data?: readonly string[];
  /**
   * What analyses may see. `vocabularies` empty: every preset that matches something; else each one named is a promise
   * (no registration seen: exit 2). `entries` empty: inferred; a plain list stands under the group `app`.
   */
  readonly analysis: AnalysisOptions;
  /** One for every rule there is. */
  readonly rules: { readonly [rule: string]: RuleSetting };
  /** Directory of the baseline files, relative to the root. */
  readonly baselines: FilePath;
  /** The configuration file, relative to the root where it lies inside; absent when there is none. */
  readonly file?: string;
}

/** What the engine works with, handed to it as values. */
export interface Parts {
  /** Every rule there is, also those that do not run: markers may name them. Sorted by id. */
  readonly rules: readonly Rule[];
  /**
   * Set where `rules` are stand-ins that know only their ids, words, defaults and fact kinds: loads the rules themselves,
   * in the same order. An unchanged run asks for no judgement, and then none of their code.
   */
  readonly loadRules?: () => Promise<readonly Rule[]>;
  /** Loads the parser's side; called only when some file must be parsed. */
  readonly extractors: () => Promise<readonly Extractor<unknown>[]>;
  /** The kind whose table of a file is its `lint-allow` comments. */
  readonly markers: FactKind<string, readonly Marker[]>;
  /** The `lint-allow` comments of a file that is no source code. */
  readonly markersInText?: (path: FilePath, text: string) => readonly Marker[];
  /** Counts the registered settings for the covering line, when a rule of the run needs this analysis. */
  readonly settings?: () => Promise<{ readonly analysis: Analysis; count(model: any): number }>;
  /** Identity of the tool's own code: part of the cache key. See `build-id.ts`. */
  readonly build: string;
}

export type Progress = (step: { readonly phase: 'discover' | 'extract' | 'analyse' | 'judge'; readonly done: number; readonly total: number }) => void;

export interface RunRequest {
  /** Absolute path of the root of the scan. It exists and is a directory. */
  readonly root: string;
  readonly config: ResolvedConfig;
  readonly parts: Parts;
  /** Ids of the rules to run; `undefined`: every rule that is not off. A rule named here runs even when it is off. */
  readonly rules: readonly string[] | undefined;
  /** Files and directories, relative to the root, that decide what is shown and the exit code. */
  readonly paths: readonly string[] | undefined;
  readonly cache: boolean;
  /** ISO date that `until=` is compared with. */
  readonly today: string;
  /** What to do with the baseline files at the end; nothing is written when the outcome has problems. */
  readonly baseline: {
    readonly write: 'none' | 'update' | 'prune';
    /** A stale entry makes the exit code 1. */
    readonly strict: boolean;
  };
  /** Fact kinds and analyses wanted besides what the rules need, for `RunResult.model`. */
  readonly also?: readonly Need[];
  /**
   * Called once with every path that discovery sees (tests and project files included) before anything is judged;
   * each sentence returned becomes a problem of the run. The configuration's dead globs are told this way.
   */
  readonly inspect?: (paths: readonly FilePath[]) => readonly string[];
  readonly onProgress?: Progress;
}

/** What rewriting did to one rule's baseline file. */
export interface BaselineChange {
  readonly rule: string;
  readonly file: FilePath;
  readonly added: readonly BaselineEntry[];
  readonly removed: readonly BaselineEntry[];
  readonly kept: number;
}

/** What a run cost, in things that can be counted without noise. */
export interface Stats {
  /** Source files whose content was read. */
  readonly read: number;
  readonly parsed: number;
  /** Source files whose facts came from the cache. */
  readonly cacheHits: number;
  readonly parserLoaded: boolean;
  /** The verdict of an equal run was at hand, so nothing was analysed. */
  readonly verdictCached: boolean;
}

export interface RunResult {
  readonly stats: Stats;
  /** As it stands after a rewrite of the baselines, when one was asked for and took place. */
  readonly outcome: Outcome;
  /** Set when the baselines were rewritten or pruned: one for every rule that ran. */
  readonly baselines?: readonly BaselineChange[];
  /** Result of an analysis that a rule of this run needs or that `also` names; computed on first use. */
  model<Id extends string, M>(analysis: Analysis<Id, M>): M;
  /** What the analyses asked for by `model` have to say against the program. */
  doubts(): readonly Problem[];
}

export type Run = (request: RunRequest) => Promise<RunResult>;
