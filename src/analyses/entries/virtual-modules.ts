import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Package } from '../modules/packages.ts';
import type { Follow } from './follow.ts';

/**
 * A module that only the build knows (`import plugins from '~plugins'`, `virtual:routes`) is made of files that nothing
 * else imports: directories of them that are alike. Whoever put a file there meant it to be loaded.
 */
export function virtualModules({ workspace, found }: Follow, home: Package, modules: ModuleGraph, facts: (file: FilePath) => ProgramFacts): void {
  const sources = workspace.sourcesOf(home);
  const made = sources.flatMap(file => facts(file).imports.map(each => each.from).filter(spec => MADE.test(spec) && modules.resolve(file, spec).k !== 'file'))[0];
  if (made === undefined) return;
  // A path put together at run time may mean any of them and proves nothing.
  const imported = new Set(sources.flatMap(file => modules.imports(file).flatMap(each => (each.dynamic ? [] : [each.file]))));
  const alike = new Map<string, FilePath[]>();
  for (const file of sources) {
    if (imported.has(file) || !facts(file).exports.some(({ n }) => n === 'default')) continue;
    const shelf = shelfOf(file);
    addTo(alike, shelf, file);
  }
  for (const files of alike.values()) if (files.length >= MANY) for (const file of files) found.entry(file, 'app', `the build makes \`${made}\``, { exportsLive: true });
}

/** No package has such a name, and tools for bundling use it for what they make up. */
const MADE = /^(~(?![/])|virtual:|@@\/|\$\$)/;
const MANY = 3;

/** The directory of `shelf/part.ts` and `shelf/part/index.ts`. */
const shelfOf = (file: FilePath): string => file.replace(/\/index\.[cm]?[jt]sx?$/, '').replace(/\/[^/]*$/, '');
