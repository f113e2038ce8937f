import ignore, { type Ignore } from 'ignore';
import type { FilePath, Problem } from '../core/model.ts';
import { codeOf, type World } from './world.ts';

/** Never entered, whatever holds them. */
const neverEntered = new Set([
  'node_modules', '.git', '.hg', '.svn', 'bower_components', 'jspm_packages', '.yarn', '.pnpm-store', 'dist', 'coverage', '.cache', '.next', '.nuxt',
  '.output', '.turbo', '.nx', '.svelte-kit', '.vercel', '.netlify', '.serverless', '.wrangler', '.docusaurus', '.angular', '.parcel-cache', '.vite', '.venv', '__pycache__',
]);

/** Built output when it stands beside a manifest; further down these are ordinary names of source folders. */
const builtBesideManifest = new Set(['build', 'out']);

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
    const rules = entries.some(entry => entry.name === '.gitignore') ? [{ prefix, rules: rulesOf(world, `${prefix}.gitignore`) }, ...above] : above;
    const hasManifest = entries.some(entry => entry.name === 'package.json');
    for (const { name, directory: isDirectory } of entries) {
      const path = prefix + name;
      if (isDirectory) {
        if (neverEntered.has(name) || (hasManifest && builtBesideManifest.has(name))) continue;
        if (!isIgnored(`${path}/`, rules)) enter(path, rules);
      } else if (!isIgnored(path, rules)) {
        files.push(path);
      }
    }
  }
}

interface Ignored {
  readonly prefix: string;
  readonly rules: Ignore;
}

function rulesOf(world: World, path: FilePath): Ignore {
  const rules = ignore();
  try {
    rules.add(Buffer.from(world.read(path)).toString('utf8'));
  } catch {
    // An unreadable .gitignore ignores nothing.
  }
  return rules;
}

/** The innermost .gitignore that has an opinion decides; ignored directories are not entered, so parents need no second look. */
function isIgnored(path: string, rules: readonly Ignored[]): boolean {
  for (const { prefix, rules: own } of rules) {
    const { ignored, unignored } = own.test(path.slice(prefix.length));
    if (ignored) return true;
    if (unignored) return false;
  }
  return false;
}
