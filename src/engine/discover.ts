import { anyGlob } from '../core/glob.ts';
import type { FilePath, Problem } from '../core/model.ts';
import { directoryOf, isJavaScript, isLauncher, isProjectFile, isTest, isTypeScript } from './classify.ts';
import { javaScriptFilter } from './javascript.ts';
import { listFiles } from './listing.ts';
import type { World } from './world.ts';

export interface Discovered {
  /** Source files to be extracted, test files among them. Like all lists here sorted by code unit. */
  readonly sources: readonly FilePath[];
  readonly project: readonly FilePath[];
  /** Everything that was seen. */
  readonly all: readonly FilePath[];
  readonly problems: readonly Problem[];
}

export interface Selection {
  /** `undefined`: TypeScript everywhere, JavaScript where a tsconfig allows it or none is in sight. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[];
  /** Globs of further files that are no source: what vocabularies read besides it. */
  readonly data?: readonly string[];
}

/** The files of the workspace that are worth reading: neither installed, nor built, nor git-ignored. */
export function discover(world: World, { include, exclude, data = [] }: Selection): Discovered {
  const problems: Problem[] = [];
  const all = listFiles(world, problems).sort();
  const included = include === undefined ? javaScriptFilter(world, all) : selects(include);
  const excluded = selects(exclude);
  const sources = all.filter(path => (isTypeScript(path) || isJavaScript(path)) && included(path) && !excluded(path));
  const extracted = new Set(sources);
  const isData = selects(data);
  const homes = new Set(all.flatMap(path => (/(^|\/)package\.json$/.test(path) ? [directoryOf(path)] : [])));
  return {
    sources,
    project: all.filter(
      path =>
        isProjectFile(path) ||
        (data.length > 0 && !extracted.has(path) && !isTest(path) && !/\.min\.\w+$/.test(path) && isData(path)) ||
        (!extracted.has(path) && !isTest(path) && isLauncher(path, homes.has(directoryOf(path)))),
    ),
    all,
    problems,
  };
}

/** A pattern that names a directory means what is in it; one that starts with `!` takes away. */
function selects(patterns: readonly string[]): (path: FilePath) => boolean {
  const within = (pattern: string): string[] => [pattern, `${pattern.replace(/\/+$/, '')}/**`];
  const taken = anyGlob(patterns.filter(pattern => !pattern.startsWith('!')).flatMap(within));
  const dropped = anyGlob(patterns.filter(pattern => pattern.startsWith('!')).map(pattern => pattern.slice(1)).flatMap(within));
  return path => taken(path) && !dropped(path);
}
