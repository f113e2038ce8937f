import type { EnvironmentSource } from './model.ts';

/** A value that is the environment, or something taken of it. */
export interface Environment {
  /** Variables are `members` of it, or are asked for by `methods` (`Deno.env.get('FOO')`). */
  readonly api: 'members' | 'methods';
  readonly source: EnvironmentSource;
  /** What is taken of it: empty for the environment itself. */
  readonly rest: readonly string[];
}

/** What a path takes of it. */
export const taken = (environment: Environment | undefined, path: readonly string[]): Environment | undefined =>
  environment && { ...environment, rest: [...environment.rest, ...path] };

/** `process.env`, `Bun.env`, `Deno.env`. */
export const ofGlobal = ([first, second, ...rest]: readonly string[]): Environment | undefined => {
  if (second !== 'env') return undefined;
  if (first === 'process') return { api: 'members', source: 'process', rest };
  if (first === 'Bun') return { api: 'members', source: 'bun', rest };
  return first === 'Deno' ? { api: 'methods', source: 'deno', rest } : undefined;
};

/** What a module of the platform, of a framework or of a library that reads the environment exports. */
export function ofModule(from: string, names: readonly string[]): Environment | undefined {
  const [name, ...rest] = moduleNames(names);
  switch (bare(from)) {
    case 'process': return name === 'env' ? { api: 'members', source: 'process', rest } : undefined;
    case 'bun': return name === 'env' ? { api: 'members', source: 'bun', rest } : undefined;
    case 'std-env': return name === 'env' ? { api: 'members', source: 'library', rest } : undefined;
    // SvelteKit: `static` exports the variables themselves, `dynamic` an object of them.
    case '$env/dynamic/private':
    case '$env/dynamic/public': return name === 'env' ? { api: 'members', source: 'library', rest } : undefined;
    case '$env/static/private':
    case '$env/static/public': return { api: 'members', source: 'library', rest: name === undefined ? [] : [name, ...rest] };
    case 'env-var': return { api: 'methods', source: 'library', rest: name === undefined ? [] : [name, ...rest] };
    default: return undefined;
  }
}

/** What a method of dotenv yields: the parsed file stands for the environment. */
export const ofDotenv = (method: string, path: readonly string[]): Environment | undefined => {
  if (method === 'parse') return { api: 'members', source: 'dotenv', rest: path };
  const [parsed, ...rest] = path;
  return /^(config|configDotenv|load|expand|dotenvLoad)$/.test(method) && parsed === 'parsed' ? { api: 'members', source: 'dotenv', rest } : undefined;
};

/** Names taken of a module, without the namespace and the default export, which stand for the module here. */
export const moduleNames = (names: readonly string[]): string[] => {
  let from = 0;
  while (names[from] === '*' || names[from] === 'default') from++;
  return names.slice(from);
};

export const bare = (from: string): string => from.replace(/^node:/, '');

export const isEnvironmentModule = (from: string): boolean => MODULES.test(bare(from));

export const isDotenv = (from: string): boolean => DOTENVS.test(from);

const MODULES = /^(process|bun|std-env|\$env\/(static|dynamic)\/(private|public)|env-var)$/;
const DOTENVS = /^(dotenv(-expand|-flow|-safe|-extended|-defaults|-mono)?|@dotenvx\/dotenvx)$/;
