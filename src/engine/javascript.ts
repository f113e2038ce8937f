import type { FilePath } from '../core/model.ts';
import { directoryOf, isTypeScript } from './classify.ts';
import type { World } from './world.ts';

/** TypeScript always; JavaScript where the nearest tsconfig allows it, beside a jsconfig, or where neither is in sight. */
export function javaScriptFilter(world: World, all: readonly FilePath[]): (path: FilePath) => boolean {
  const configs = new Map<string, FilePath>();
  for (const path of all) {
    if (/(^|\/)(tsconfig|jsconfig)\.json$/.test(path) && !configs.has(directoryOf(path))) configs.set(directoryOf(path), path);
  }
  const packages = namedPackages(world, all);
  const verdicts = new Map<string, boolean>();
  const allowedIn = (directory: string): boolean => {
    let allowed = verdicts.get(directory);
    if (allowed === undefined) {
      const config = configs.get(directory);
      allowed = config !== undefined ? allowsJs(world, config, packages, 5) : directory === '' || allowedIn(directoryOf(directory));
      verdicts.set(directory, allowed);
    }
    return allowed;
  };
  return path => isTypeScript(path) || allowedIn(directoryOf(path));
}

function allowsJs(world: World, config: FilePath, packages: (name: string) => string | undefined, depth: number): boolean {
  if (config.endsWith('jsconfig.json')) return true;
  let text: string;
  try {
    text = Buffer.from(world.read(config)).toString('utf8').replace(commentOrString, match => (match.startsWith('"') ? match : ''));
  } catch {
    return false;
  }
  const own = /"(?:allowJs|checkJs)"\s*:\s*(true|false)/.exec(text)?.[1];
  if (own !== undefined) return own === 'true';
  const base = /"extends"\s*:\s*"([^"]*)"/.exec(text)?.[1];
  const home = base === undefined || base.startsWith('.') ? directoryOf(config) : packages(packageOf(base));
  if (base === undefined || home === undefined || depth === 0) return false;
  const target = normalise(`${home}/${base.startsWith('.') ? base : base.slice(packageOf(base).length)}`);
  return allowsJs(world, target.endsWith('.json') ? target : `${target}.json`, packages, depth - 1);
}

/** `@scope/name` of `@scope/name/base.json`. */
const packageOf = (specifier: string): string => specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');

/** Directories of the workspace's packages by name; manifests are read only when a configuration extends one of a package. */
function namedPackages(world: World, all: readonly FilePath[]): (name: string) => string | undefined {
  let directories: Map<string, string> | undefined;
  return name => {
    directories ??= new Map(all.filter(path => /(^|\/)package\.json$/.test(path)).flatMap(path => {
      const own = nameIn(world, path);
      return own === undefined ? [] : [[own, directoryOf(path)] as const];
    }));
    return directories.get(name);
  };
}

function nameIn(world: World, manifest: FilePath): string | undefined {
  try {
    return /^[^\S\n]*"name"\s*:\s*"([^"]+)"/m.exec(Buffer.from(world.read(manifest)).toString('utf8'))?.[1];
  } catch {
    return undefined; // What cannot be read is told by whoever needs it.
  }
}

const commentOrString = /"(?:[^"\\]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\//g;

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
