import type { FilePath, Problem } from '../core/model.ts';
import { gitIgnore, type GitIgnore } from './gitignore.ts';
import { codeOf, type World } from './world.ts';

/** Never entered, whatever holds them. */
const neverEntered = new Set([
  'node_modules', '.git', '.hg', '.svn', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'dist', 'coverage', '.cache', '.next', '.nuxt',
  '.output', '.turbo', '.nx', '.svelte-kit', '.vercel', '.netlify', '.serverless', '.wrangler', '.docusaurus', '.angular', '.parcel-cache', '.vite', '.venv', '__pycache__',
]);

/** Built output when it stands beside a manifest; further down these are ordinary names of source folders. */
const builtBesideManifest = new Set(['build', 'out']);

/** Names of directories that are left out wherever, or almost wherever, they stand. */
export const isNeverEntered = (name: string): boolean => neverEntered.has(name) || builtBesideManifest.has(name);

/** Every file below the root that is neither installed, built nor git-ignored, in no particular order. */
export function listFiles(world: World, problems: Problem[]): FilePath[] {
  const files: FilePath[] = [];
  enter('', []);
  return files;

  function enter(directory: FilePath, above: readonly Ignored[]): void {
    let entries;
    try {
      entries = world.entries(directory);
    } catch (thrown) {
      problems.push({ file: directory, message: `cannot list this directory (${codeOf(thrown)}); make it readable or exclude it in \`.gitignore\`` });
      return;
    }
    const prefix = directory === '' ? '' : `${directory}/`;
    let rules = above;
    let hasManifest = false;
    for (const { name } of entries) {
      if (name === '.gitignore') rules = [{ length: prefix.length, says: readRules(world, `${prefix}.gitignore`) }, ...above];
      else if (name === 'package.json') hasManifest = true;
    }
    for (const { name, directory: isDirectory } of entries) {
      const path = prefix + name;
      if (isDirectory && (neverEntered.has(name) || (hasManifest && builtBesideManifest.has(name)))) continue;
      if (isIgnored(path, isDirectory, rules)) continue;
      if (isDirectory) enter(path, rules);
      else files.push(path);
    }
  }
}

interface Ignored {
  /** Of the path of the directory it stands in, with the slash. */
  readonly length: number;
  readonly says: GitIgnore;
}

function readRules(world: World, path: FilePath): GitIgnore {
  try {
    return gitIgnore(Buffer.from(world.read(path)).toString('utf8'));
  } catch {
    return () => undefined; // An unreadable .gitignore ignores nothing.
  }
}

/** The innermost .gitignore that has an opinion decides. */
function isIgnored(path: string, isDirectory: boolean, rules: readonly Ignored[]): boolean {
  for (const { length, says } of rules) {
    const said = says(length === 0 ? path : path.slice(length), isDirectory);
    if (said !== undefined) return said;
  }
  return false;
}
