import type { EnvAllowance, Json, Severity } from '../core/model.ts';

/** What `ghostwire.config.ts` exports. Everything has a default. `R` are the ids of the rules. */
export interface Config<R extends string = string> {
  /** Address of the JSON schema, for editors of `ghostwire.config.json`. */
  readonly $schema?: string | undefined;
  /** Globs of what is scanned. Default: the TypeScript (and, under `allowJs`, JavaScript) sources of the workspace. */
  readonly include?: readonly string[] | undefined;
  /** Globs of what is left out besides what git ignores, declaration files, `dist` and generated code. */
  readonly exclude?: readonly string[] | undefined;
  /** What boots: globs, in groups by process where there are several. Default: package.json, Dockerfile, compose and framework conventions. */
  readonly entries?: readonly string[] | { readonly [group: string]: readonly string[] } | undefined;
  /** What a setting looks like: names of presets, vocabularies of your own. Each one is a promise to recognise something. Default: every preset that matches something. */
  readonly vocabularies?: readonly (string | VocabularyInput)[] | undefined;
  readonly env?: {
    /** Bootstrap sites: files that may read the environment directly. */
    readonly allow?: readonly EnvAllowance[] | undefined;
  } | undefined;
  /** Settings that are read outside the scanned sources; keys may be globs. */
  readonly external?: readonly { readonly keys: readonly string[]; readonly reason: string }[] | undefined;
  /** Further default environments, path by name; a ghost is dead in all of them. */
  readonly profiles?: { readonly [name: string]: string } | undefined;
  /** Severity of each rule, or severity and options. Default: every rule is an error. */
  readonly rules?: { readonly [rule in R]?: RuleInput } | undefined;
  /** Directory of the baseline files. Default: `baselines`. */
  readonly baselines?: string | undefined;
}

/** A vocabulary of one's own, in the words of `vocabulary/model.ts`. */
export type VocabularyInput = { readonly [key: string]: unknown };

export type RuleInput = Severity | 'off' | readonly [Severity | 'off', { readonly [option: string]: unknown }];

/** Options are told apart from JSON only where a function or a class stands in a `.ts` configuration. */
export const isJson = (value: unknown): value is Json =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
  || (Array.isArray(value) && value.every(isJson))
  || (typeof value === 'object' && !Array.isArray(value) && Object.values(value).every(isJson));
