import type { FilePath } from '../core/model.ts';
import { directoryOf, isTypeScript } from './classify.ts';
import type { World } from './world.ts';

/** TypeScript always; JavaScript where the nearest tsconfig allows it, beside a jsconfig, or where neither is in sight. */
export function javaScriptFilter(world: World, all: readonly FilePath[]): (path: FilePath) => boolean {
  const configs = new Map<string, FilePath>();
  for (const path of all) {
    if (/(^|\/)(tsconfig|jsconfig)\.json$/.test(path) && !configs.has(directoryOf(path))) configs.set(directoryOf(path), path);
  }
  const verdicts = new Map<string, boolean>();
  const allowedIn = (directory: string): boolean => {
    let allowed = verdicts.get(directory);
    if (allowed === undefined) {
      const config = configs.get(directory);
      allowed = config !== undefined ? allowsJs(world, config, 5) : directory === '' || allowedIn(directoryOf(directory));
      verdicts.set(directory, allowed);
    }
    return allowed;
  };
  return path => isTypeScript(path) || allowedIn(directoryOf(path));
}

function allowsJs(world: World, config: FilePath, depth: number): boolean {
  if (config.endsWith('jsconfig.json')) return true;
  let text: string;
  try {
    text = Buffer.from(world.read(config)).toString('utf8').replace(commentOrString, match => (match.startsWith('"') ? match : ''));
  } catch {
    return false;
  }
  const own = /"(?:allowJs|checkJs)"\s*:\s*(true|false)/.exec(text)?.[1];
  if (own !== undefined) return own === 'true';
  const base = /"extends"\s*:\s*"(\.[^"]*)"/.exec(text)?.[1];
  if (base === undefined || depth === 0) return false;
  const target = normalise(`${directoryOf(config)}/${base}`);
  return allowsJs(world, target.endsWith('.json') ? target : `${target}.json`, depth - 1);
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
