import type { EnvAllowance, FilePath, Location } from '../../core/model.ts';
import type { FnIndex } from '../../facts/program/model.ts';

/** What stands in for the environment: `process.env`, `import.meta.env`, `Bun.env`, `Deno.env`, a parsed `.env` file, a library that reads it. */
export type EnvironmentSource = 'process' | 'import.meta' | 'bun' | 'deno' | 'dotenv' | 'library';

/**
 * `read`: one variable by its name, tests for its presence included. `write`: set or deleted. `dynamic`: read under a
 * name that is not known. `snapshot`: the whole of it handed on, copied or iterated.
 */
export type AccessKind = 'read' | 'write' | 'dynamic' | 'snapshot';

/** One place where the program touches the environment. */
export interface EnvironmentAccess {
  readonly file: FilePath;
  readonly at: Location;
  /** `'*'` where no single name is known: always for `snapshot` and `dynamic`, sometimes for `write`. */
  readonly variable: string;
  readonly kind: AccessKind;
  readonly source: EnvironmentSource;
  /** The value goes straight into a validating schema (t3-env's `runtimeEnv`, zod, envalid …), or stands in that schema as a fallback. */
  readonly schema?: true;
  /** The read stands in this helper function, which is called here with the name. */
  readonly through?: Location;
  /** Nearest named class and member, else the chain of function and variable names, else `<module>`. */
  readonly owner: string;
  readonly fn: FnIndex;
  readonly test: boolean;
  /** The file builds, configures or operates the program and is no part of what runs as a service. */
  readonly tooling: boolean;
  /** An entry of `env.allow` names this file and this variable. */
  readonly allowed: boolean;
}

/** A part of `env.allow` that excuses nothing. */
export interface StaleAllowance {
  readonly allowance: EnvAllowance;
  /** The variable that the file does not touch; absent when no scanned file matches. */
  readonly variable?: string;
}

export interface EnvironmentModel {
  /** Sorted by path, then offset, then variable. */
  readonly accesses: readonly EnvironmentAccess[];
  /** In the order of the configuration. */
  readonly stale: readonly StaleAllowance[];
}
