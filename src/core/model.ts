/**
 * Every type that crosses a layer. Nothing here runs, except the two `define…` functions that give a rule and an
 * analysis their literal ids. All data is readonly and survives `JSON.parse(JSON.stringify(…))`. One file on purpose:
 * it is the vocabulary in which every layer speaks, read once from top to bottom.
 */

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Path relative to the root of the scan, with `/` between its parts, whatever the operating system. */
export type FilePath = string;

/** A range in a file. Lines and columns count from 1; `endColumn` is the column after the last character. */
export interface Location {
  readonly file: FilePath;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Something true of one place in one file. */
export interface Fact {
  readonly at: Location;
}

/**
 * One kind of knowledge about a single file. The kind is a token without code: what finds the facts is its
 * extractor (`facts/<id>/extract.ts`), which is loaded only when a file must be parsed.
 *
 * `T` is the whole table of one file, JSON-shaped, because it is cached by content.
 */
export interface FactKind<Id extends string = string, T = unknown> {
  readonly id: Id;
  /** Part of the cache key: raise it when the extractor changes its mind about an unchanged file. */
  readonly version: number;
  /** False when a file with this text cannot hold a fact of the kind, so it need not be parsed for it. */
  mayOccur(text: string): boolean;
  /** What a file without any such fact has. */
  readonly empty: T;
}

/** What is known of one file after extraction. */
export interface FileFacts {
  readonly path: FilePath;
  /** Test code: scanned as evidence, never reported in. */
  readonly test: boolean;
  /** Offset of the first character of each line, for turning offsets into locations. */
  readonly lineStarts: readonly number[];
  readonly tables: { readonly [kind: string]: unknown };
  /** Every text that occurs in the tables, each once, but for those that say of what kind (`k`) something is: what is not among them need not be looked for here. Absent where they are not kept apart. */
  readonly words?: readonly string[];
}

/** Files that are not source code but say how the source is put together: manifests, tsconfigs, Dockerfiles … */
export interface ProjectFile {
  readonly path: FilePath;
  readonly text: string;
}

/** Everything an analysis may know. */
export interface AnalysisInputs<Needs extends Need = Need> {
  /** Sorted by path. */
  readonly files: readonly FileFacts[];
  /** Sorted by path. */
  readonly project: readonly ProjectFile[];
  /** The part of the configuration that analyses may see; see `config/options.ts`. */
  readonly options: AnalysisOptions;
  /** Table of one file for a fact kind named in `needs`. */
  table<Id extends Needs['id'], T>(kind: FactKind<Id, T>, file: FileFacts): T;
  /** Result of an analysis named in `needs`; computed once per run. */
  model<Id extends Needs['id'], M>(analysis: Analysis<Id, M>): M;
}

/** A model of the whole program, computed from facts. Pure. */
export interface Analysis<Id extends string = string, M = unknown> {
  readonly id: Id;
  readonly needs: readonly Need[];
  // The inputs are erased here and typed again by `defineAnalysis`, as with `Rule`.
  compute(inputs: AnalysisInputs<any>): M;
  /** What makes the run untrustworthy, as seen while computing: a registration that cannot be resolved … */
  problems?(model: M): readonly Problem[];
}

export type Need = FactKind<string, any> | Analysis<string, any>;

export const defineAnalysis = <const Id extends string, M, const Needs extends readonly Need[]>(analysis: {
  readonly id: Id;
  readonly needs: Needs;
  compute(inputs: AnalysisInputs<Needs[number]>): M;
  problems?(model: M): readonly Problem[];
}): Analysis<Id, M> => analysis;

/** What analyses may know of the configuration. Declared next to its users; JSON-shaped. */
export interface AnalysisOptions {
  readonly vocabularies: readonly Json[];
  readonly entries: { readonly [group: string]: readonly string[] };
  readonly env: { readonly allow: readonly EnvAllowance[] };
  readonly external: readonly { readonly keys: readonly string[]; readonly reason: string }[];
  readonly profiles: { readonly [name: string]: string };
}

/** A declared bootstrap site: this file may read these variables, for this reason. */
export interface EnvAllowance {
  /** Path or glob relative to the root. */
  readonly file: string;
  readonly variables: readonly string[];
  readonly reason: string;
}

/** One step of the evidence for a finding, in reading order. */
export interface Step {
  readonly file: FilePath;
  readonly line: number;
  readonly text: string;
}

/** The identity of a finding: what is wrong, not which line it stands on. Written `key:kind:owner`. */
export interface BaselineEntry {
  readonly key: string;
  readonly kind: string;
  readonly owner: string;
}

type Verdict<D> = {
  [Id in keyof D & string]: {
    readonly message: Id;
    readonly data: D[Id];
    readonly at: Location;
    readonly entry: BaselineEntry;
    readonly witness?: readonly Step[];
    /** Lines on which a marker reaches this finding besides its own line and the two above; a registration gives its call. */
    readonly span?: { readonly startLine: number; readonly endLine: number };
    /** `info` findings are shown by `settings` and `explain` only, never by `check`. */
    readonly severity?: 'error' | 'warn';
    readonly excuse?: Excuse;
  };
}[keyof D & string];

/**
 * What a marker can do about a verdict. `never`: it contradicts what a marker would say, so it is reported all the same.
 * `given`: the evidence excuses it, so it is not reported, and a marker that says so in words is used by it.
 */
export type Excuse = 'never' | 'given';

/** Everything a rule may know and everything it may do. */
export interface Pass<Needs extends Need = Need, O = Json, D = Record<string, never>> {
  readonly options: O;
  readonly files: readonly FileFacts[];
  readonly analysis: AnalysisOptions;
  table<Id extends Needs['id'], T>(kind: FactKind<Id, T>, file: FileFacts): T;
  model<Id extends Needs['id'], M>(analysis: Analysis<Id, M>): M;
  report(verdict: Verdict<D>): void;
}

/** A rule judges facts and models. It never sees text, trees, disk, severity, markers or baselines. */
export interface Rule<Id extends string = string> {
  readonly id: Id;
  readonly summary: string;
  readonly needs: readonly Need[];
  readonly defaults: { readonly [option: string]: Json };
  /** The values that an option may have, where only some mean anything. */
  readonly choices?: { readonly [option: string]: readonly Json[] };
  readonly messages: { readonly [message: string]: (data: any) => string };
  judge(pass: Pass<any, any, any>): void;
}

export const defineRule = <
  const Id extends string,
  const Needs extends readonly Need[],
  // The data of each message, from the parameters of the message functions.
  M extends { readonly [message: string]: (data: never) => string },
  O extends { readonly [option: string]: Json },
>(rule: {
  readonly id: Id;
  readonly summary: string;
  readonly needs: Needs;
  readonly defaults: O;
  readonly choices?: { readonly [option in keyof O]?: readonly O[option][] };
  readonly messages: M;
  judge(pass: Pass<Needs[number], O, { [K in keyof M]: Parameters<M[K]>[0] }>): void;
}): Rule<Id> => rule as unknown as Rule<Id>; // Erasure: `judge` only ever receives the pass that the driver builds from this very rule.

export type Severity = 'error' | 'warn';

/** A verdict, rendered and signed with its rule. */
export interface Finding {
  readonly rule: string;
  /** Id of the message, for translation and tests. */
  readonly message: string;
  readonly text: string;
  readonly at: Location;
  readonly entry: BaselineEntry;
  readonly witness?: readonly Step[];
  readonly span?: { readonly startLine: number; readonly endLine: number };
  readonly severity: Severity;
  readonly excuse?: Excuse;
}

/** A `lint-allow` comment, valid or not. */
export interface Marker {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly owner?: string;
  /** ISO date; past it the marker excuses nothing. */
  readonly until?: string;
  readonly at: Location;
  /** Last line of the comment (for a run of line comments, of the run): reach counts from here. */
  readonly lastLine: number;
  /** Lines this marker can excuse a finding on: its own, and the code line below it when nothing but comments or decorators is between. */
  readonly reaches: readonly number[];
  /** Why the marker is void, when it is. */
  readonly malformed?: string;
}

export interface MarkerProblem {
  readonly problem: 'unused' | 'malformed' | 'unknown-rule' | 'expired';
  readonly at: Location;
  readonly message: string;
  /** The name in the marker that an `unused` problem is about. */
  readonly rule?: string;
}

/** Why the run cannot be trusted: exit 2. */
export interface Problem {
  readonly file: FilePath;
  readonly line?: number;
  readonly message: string;
}

export interface StaleEntry {
  readonly rule: string;
  readonly entry: string;
}

/** A finding that a baseline or a marker covers, with what covers it. */
export interface MovedFinding {
  readonly finding: Finding;
  /** The entry as it stands in the baseline today. */
  readonly from: string;
}

export interface Scanned {
  readonly files: number;
  readonly settings: number;
  readonly rules: readonly string[];
  /** Baseline entries used. */
  readonly entries: number;
}

/** Everything a run knows at its end. Reporters are functions of this. */
export interface Outcome {
  readonly new: readonly Finding[];
  readonly known: readonly Finding[];
  readonly moved: readonly MovedFinding[];
  readonly allowed: readonly { readonly finding: Finding; readonly marker: Marker }[];
  readonly stale: readonly StaleEntry[];
  readonly markers: readonly MarkerProblem[];
  readonly problems: readonly Problem[];
  readonly scanned: Scanned;
  /** New findings outside the paths that were asked for: counted, not shown, not decisive. */
  readonly outside: number;
  readonly exitCode: 0 | 1 | 2;
}

export interface Style {
  readonly color: boolean;
}

/** Pure: the outcome as text. */
export type Reporter = (outcome: Outcome, style: Style) => string;
