import { globMatcher } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import { isObject, objectAt, stringAt } from '../modules/jsonc.ts';
import type { Package } from '../modules/packages.ts';
import { below, joined } from '../modules/paths.ts';
import { follow, launched, throughLauncher, type Follow } from './follow.ts';
import { roleOfName, type Role } from './found.ts';
import { scriptsOf, stringsBelow } from './workspace.ts';

/** What the scripts of a manifest start. */
export function scripted(context: Follow, home: Package): void {
  const base = { dirs: [home.dir] };
  for (const [name, command] of scriptsOf(home)) {
    if (TESTS.test(name)) continue;
    const why = `${manifestOf(home)} script \`${name}\``;
    const silent: Follow = { ...context, found: { ...context.found, lost: () => undefined } };
    if (STARTS.test(name) && !DEVELOPS.test(name)) follow(context, command, base, roleOfName(name), why);
    else if (DEVELOPS.test(name)) follow(silent, command, base, 'dev', why);
    else if (BUILDS.test(name)) {
      // What a build bundles is shipped; what it runs besides is a tool.
      const { found } = silent;
      follow({ ...silent, found: { ...found, entry: (file, role, reason, more) => found.entry(file, more?.exportsLive ? role : 'tools', reason, more) } }, command, base, 'app', why);
    } else follow(silent, command, base, 'tools', why);
  }
}

const STARTS = /^(pre)?(start|serve|server|prod|production|run|worker|workers|web|api|cron|scheduler|queue|consumer|launch|daemon|boot|listen)([:._-]|$)/i;
const DEVELOPS = /(^|[:._-])(dev|develop|development|watch|debug|local|hot|inspect|playground|demo|storybook|preview|docs?)([:._-]|$)/i;
const BUILDS = /(^|[:._-])(build|bundle|compile|package|pack|dist|rollup|webpack|esbuild|tsup|prepack|prepublish|prepublishOnly|prepare)([:._-]|$)/i;
const TESTS = /(^|[:._-])(tests?|e2e|lint|format|check|typecheck|bench|benchmark|coverage|spec|cypress|playwright|vitest|jest)([:._-]|$)/i;

const manifestOf = ({ dir }: Package): string => (dir === '' ? 'package.json' : `${dir}/package.json`);

/** Programs that installing the package puts on the path. */
export function commands(context: Follow, home: Package): void {
  const { workspace, found } = context;
  for (const [, target] of stringsBelow(home.manifest['bin'])) {
    const why = `${manifestOf(home)} "bin"`;
    const file = workspace.locate(home.dir, target);
    const path = joined(home.dir, target);
    const other = file === undefined && path !== undefined ? workspace.elsewhere(path) : undefined;
    if (file !== undefined) found.entry(file, 'app', why);
    else if (other !== undefined && workspace.files.has(other)) found.entry(other, 'app', why);
    else if (path !== undefined && throughLauncher(context, other ?? path, 'app', why)) continue;
    else if (workspace.sourcesOf(home).length > 0) found.lost(target, why, home.dir);
  }
}

export interface Publication {
  /** Others outside this program import the package. */
  readonly published: boolean;
  readonly imported: ReadonlySet<FilePath>;
  /** The file does something when it is loaded, so that it is a program more than a library. */
  acts(file: FilePath): boolean;
  /** An editor may call what the file exports to start an extension. */
  activates(file: FilePath): boolean;
}

/** The package itself, as others import or start it. What is not published is a deployable whose main file is loaded by something unseen. */
export function library({ workspace, found }: Follow, home: Package, { published, imported, acts, activates }: Publication): void {
  const why = `${manifestOf(home)} "exports"`;
  const isExtension = stringAt(objectAt(home.manifest, 'engines'), 'vscode') !== undefined; // Its `activate` is called.
  const live = published || isExtension || home.manifest['exports'] !== undefined;
  const add = (file: FilePath | undefined, field: string): void => {
    if (file !== undefined) found.entry(file, published ? 'library' : 'app', field, ...(live || !acts(file) ? [{ exportsLive: true } as const] : []));
  };
  // The bundle that the manifest names is built; the editor calls the `activate` that is in it.
  if (isExtension) for (const file of workspace.sourcesOf(home)) if (activates(file) && (!imported.has(file) || /extension[^/]*$/.test(file))) add(file, `${manifestOf(home)} "engines.vscode"`);
  const exported = home.manifest['exports'];
  for (const [, target] of stringsBelow(exported)) {
    if (!target.includes('*')) add(workspace.locate(home.dir, target), why);
    else for (const file of starred(workspace.sourcesOf(home), home, target, each => workspace.locate(home.dir, each))) add(file, why);
  }
  if (live && exported === undefined) for (const file of workspace.sourcesOf(home)) if (isOwnEntry(home, file, imported)) add(file, `${manifestOf(home)} publishes it`);
  for (const field of ['main', 'module', 'browser', 'react-native', 'source', 'unpkg', 'jsdelivr', 'svelte']) {
    for (const [, target] of stringsBelow(home.manifest[field])) {
      const located = workspace.locate(home.dir, target) ?? (/\.[cm]?[jt]sx?$/.test(target) ? undefined : workspace.locate(home.dir, `${target}.js`));
      const through = located === undefined ? launched(workspace, joined(home.dir, /\.[cm]?js$/.test(target) ? target : `${target}.js`) ?? '') : [];
      for (const file of [located, ...through]) add(file, `${manifestOf(home)} "${field}"`);
    }
  }
}

/** Without `exports` whoever has the package may import what lies in it; a directory with an index is meant for that. */
const isOwnEntry = (home: Package, file: FilePath, imported: ReadonlySet<FilePath>): boolean =>
  !imported.has(file) && /(^|\/)index\.[cm]?[jt]sx?$/.test(below(home.dir, file) ?? file);

/**
 * A package that nothing here starts, published without `exports` and with its sources: each of them may be imported from
 * outside by its path, which is how such a library is used.
 */
export function publishedSources({ workspace, found }: Follow, home: Package): void {
  const { files, exports, bin } = home.manifest;
  if (!Array.isArray(files) || exports !== undefined || bin !== undefined) return;
  for (const listed of files) {
    const path = typeof listed === 'string' ? joined(home.dir, listed.replace(/\/(\*\*?)?$/, '')) : undefined;
    if (path === undefined || path === home.dir) continue;
    for (const file of workspace.sourcesOf(home)) {
      if (below(path, file) !== undefined) found.entry(file, 'library', `${manifestOf(home)} "files"`, { exportsLive: true });
    }
  }
}

/** The sources behind `./dist/*.js`: each that the pattern leads to for some `*`. */
function starred(sources: readonly FilePath[], home: Package, target: string, locate: (target: string) => FilePath | undefined): readonly FilePath[] {
  return sources.filter(file => {
    const parts = (below(home.dir, file) ?? file).replace(/\.[cm]?[jt]sx?$/, '').split('/');
    // The fixed part of the pattern stands for a few directories at most: `dist/`, `dist/esm/`, `src/lib/`.
    return parts.slice(0, 4).some((_, i) => locate(target.replaceAll('*', parts.slice(i).join('/'))) === file);
  });
}

/** Fields of a manifest that name no program, and fields that are looked at by themselves. */
const OTHER_FIELDS = new Set([
  'name', 'version', 'description', 'keywords', 'homepage', 'repository', 'bugs', 'author', 'contributors', 'license', 'funding', 'scripts', 'dependencies', 'devDependencies', 'peerDependencies',
  'optionalDependencies', 'peerDependenciesMeta', 'bundledDependencies', 'engines', 'os', 'cpu', 'packageManager', 'workspaces', 'files', 'exports',
  'imports', 'main', 'module', 'browser', 'react-native', 'source', 'unpkg', 'jsdelivr', 'svelte',
  'bin', 'types', 'typings', 'typesVersions', 'sideEffects', 'publishConfig', 'resolutions', 'overrides', 'pnpm', 'volta', 'directories', 'man',
  'lint-staged', 'husky', 'jest', 'ava', 'mocha', 'nyc', 'c8', 'tap', 'tsd', 'eslintConfig', 'eslintIgnore', 'prettier', 'stylelint',
  'browserslist', 'babel', 'commitlint', 'release', 'release-it', 'np', 'size-limit', 'bundlewatch', 'config', 'tsup', 'xo', 'standard', 'renovate',
  'wireit', 'knip', 'msw', 'type', 'private', 'nx', 'madge', 'depcheck', 'remarkConfig',
]);

/** Further fields, by which a framework or a tool is told what to load: `prisma.seed`, `theiaExtensions`, `oclif.commands`, `n8n.nodes` … */
export function customFields(context: Follow, home: Package): void {
  const { found } = context;
  for (const [field, value] of Object.entries(home.manifest)) {
    if (OTHER_FIELDS.has(field)) continue;
    for (const [keys, text] of stringsBelow(value)) {
      if (keys.some(key => /^(ignore|exclude|include|files|test|tests|assets|license|icon|schema|output|outDir|url)$/i.test(key)) || !/[/.]/.test(text) || text.length > 200) continue;
      const why = `${manifestOf(home)} "${[field, ...keys].filter(key => !/^\d+$/.test(key)).slice(0, 3).join('.')}"`;
      const role = TOOL_FIELDS.test([field, ...keys].join('.')) ? 'tools' : 'library';
      if (/\s/.test(text)) follow({ ...context, found: { ...found, lost: () => undefined } }, text, { dirs: [home.dir] }, role, why);
      else if (/^\.{0,2}[\w@-]*(\/|\.[cm]?[jt]sx?$)/.test(text)) loaded(context, home, text, role, why);
    }
  }
}

const TOOL_FIELDS = /seed|migrat|knex|prisma|codegen|generat|script/i;

/** A file, or everything in a directory or behind a pattern. */
export function loaded({ workspace, found }: Follow, home: Package, text: string, role: Role, why: string): void {
  const file = workspace.locate(home.dir, text);
  if (file !== undefined) return found.entry(file, role, why, { exportsLive: true });
  const sources = workspace.sourcesOf(home);
  const roots = [text, text.replace(/^(\.\/)?(dist|build|lib|out)(?=\/|$)/, '$1src')];
  for (const root of roots) {
    const path = joined(home.dir, root);
    if (path === undefined || path === home.dir) continue;
    const matches = root.includes('*') ? globMatcher(path.replace(/\.[cm]?js$/, '.*')) : (each: FilePath) => below(path, each) !== undefined && each !== path;
    const fitting = sources.filter(matches);
    for (const each of fitting) found.entry(each, role, why, { exportsLive: true });
    if (fitting.length > 0) return;
  }
}

/**
 * Others outside this program may import it: it is published. Many workspaces forget to say `private`, so where siblings
 * import the package the manifest has to speak of publishing.
 */
export const isPublished = ({ manifest }: Package, importedBySiblings: boolean): boolean => {
  if (manifest['private'] === true || stringAt(manifest, 'name') === undefined) return false;
  if (!importedBySiblings) return true;
  return isObject(manifest['publishConfig']) || Array.isArray(manifest['files']) || objectAt(manifest, 'scripts')['prepublishOnly'] !== undefined;
};
