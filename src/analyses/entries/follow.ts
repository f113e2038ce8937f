import type { FilePath } from '../../core/model.ts';
import type { Package } from '../modules/packages.ts';
import { dirOf, joined } from '../modules/paths.ts';
import { startsOf, type Start } from './command.ts';
import { roleOfName, type Found, type Role } from './found.ts';
import { nestApplications } from './nest.ts';
import { processesOf, type Process } from './processes.ts';
import { dependenciesOf, LONGEST_PATH, nameOf, scriptsOf, type Workspace } from './workspace.ts';

/** Where a command runs, as far as it can be told: an image does not lie as the repository does. */
export interface Base {
  /** Directories of the repository, best first. */
  readonly dirs: readonly FilePath[];
  /** Working directory inside an image. */
  readonly workdir?: string;
  /** Packages the image is made of. */
  readonly packages?: readonly Package[];
}

export interface Follow {
  readonly workspace: Workspace;
  readonly found: Found;
}

const MAX_DEPTH = 6;

/** Adds what a command starts to the entries: through scripts, shell files, process lists and launchers that are not TypeScript. */
export function follow(context: Follow, command: string | readonly Start[], base: Base, role: Role, why: string, depth = 0): void {
  if (depth > MAX_DEPTH || (typeof command === 'string' && isFollowed(context, command, base, role, why, depth))) return;
  for (const start of typeof command === 'string' ? startsOf(command) : command) one(context, start, base, role, why, depth);
}

const followed = new WeakMap<Found, Map<string, number>>();

/** The same command was followed as far before: scripts that run one another are many ways to few. */
function isFollowed({ found }: Follow, command: string, { workdir = '', dirs, packages = [] }: Base, role: Role, why: string, depth: number): boolean {
  const key = [role, why, workdir, ...dirs, '', ...packages.map(each => each.dir), command].join('\n');
  const known = followed.get(found) ?? new Map<string, number>();
  followed.set(found, known);
  if ((known.get(key) ?? MAX_DEPTH + 1) <= depth) return true;
  known.set(key, depth);
  return false;
}

const one = (context: Follow, start: Start, base: Base, role: Role, why: string, depth: number): void => {
  const { workspace, found } = context;
  const sent =
    start.of === undefined
      ? start.in === undefined
        ? undefined
        : base.dirs.map(dir => workspace.at(joined(dir, start.in!) ?? '')).find(each => each !== undefined)
      : workspace.named(start.of);
  if ((start.of !== undefined || start.in !== undefined) && !sent) return;
  const here: Base = sent ? { dirs: [sent.dir] } : base;
  if (start.k === 'script') {
    const home = sent ?? homeOf(workspace, here, start.cd, start.name);
    const script = home && scriptsOf(home).find(([name]) => name === start.name);
    if (home && script) follow(context, start.args === undefined ? script[1] : `${script[1]} ${start.args}`, { dirs: [home.dir] }, role, why, depth + 1);
    return;
  }
  if (start.k === 'nest') {
    for (const dir of here.dirs) for (const file of nestApplications(workspace, joined(dir, start.cd) ?? dir, start.name)) found.entry(file, role, why);
    return;
  }
  const { path } = start;
  if (path.length > LONGEST_PATH || /\$|node_modules\//.test(path)) return;
  for (const at of placesOf(here, start.cd, path)) {
    const shell = /\.sh$|(^|\/)[^/.]*entrypoint$/.test(path) ? shellText(workspace, at) : undefined;
    if (shell !== undefined) return follow(context, shell, base, role, why, depth + 1);
    if (/\.(json|ya?ml)$|(ecosystem|pm2|process|processes)\b[^/]*\.[cm]?js$/.test(path)) {
      const listed = workspace.text(at.path);
      const processes = listed === undefined ? [] : processesOf(at.path, listed);
      if (processes.length > 0) return processes.forEach(each => runs(context, at.path, each, depth));
    }
    const file = fileAt(workspace, at);
    if (file !== undefined) return found.entry(file, role, why, start.k === 'bundle' ? { exportsLive: true } : undefined);
    const launcher = [at.path, `${at.path}.js`, `${at.path}/index.js`].find(each => workspace.text(each) !== undefined);
    if (launcher !== undefined && throughLauncher(context, launcher, role, why)) return;
  }
  const others = start.k === 'file' ? placesOf(here, start.cd, path).flatMap(each => workspace.elsewhere(each.path) ?? []) : [];
  for (const other of others) {
    if (workspace.files.has(other)) return found.entry(other, role, why);
    if (throughLauncher(context, other, role, why)) return;
  }
  if (/\.sh$|entrypoint$/.test(path)) {
    const byName = workspace.project.find(each => nameOf(each.path) === nameOf(path));
    if (byName) follow(context, byName.text, base, role, why, depth + 1);
    return;
  }
  if (isStandaloneServer(workspace, path)) return;
  const home = homeOf(workspace, here, start.cd, undefined);
  if (
    start.k === 'file' &&
    !start.preload &&
    home &&
    workspace.sourcesOf(home).length > 0 &&
    (/\.([cm]?[jt]sx?)$/.test(path) || (path.includes('/') && !path.startsWith('/')))
  )
    found.lost(path, why, home.dir);
};

/** Next.js writes `server.js` beside a package's manifest when it builds `standalone`; what it loads is found by convention. */
const isStandaloneServer = ({ packages }: Workspace, path: string): boolean => {
  const [, dir] = /^(?:(.+)\/)?server\.js$/.exec(path.replace(/^(?:\.?\/)+/, '')) ?? [null];
  return dir !== null && packages.some(each => dependenciesOf(each).has('next') && (dir === undefined || dir === each.dir || (each.dir !== '' && dir.endsWith(`/${each.dir}`))));
};

const runs = (context: Follow, list: FilePath, { name, command, cwd }: Process, depth: number): void => {
  const dir = dirOf(list);
  const dirs = cwd === undefined ? [dir] : [joined(dir, cwd) ?? dir, dir];
  follow(context, command, { dirs }, roleOfName(name), `${list} \`${name || command}\``, depth + 1);
};

/** Process lists that nothing starts by name. */
export function processLists(context: Follow): void {
  for (const { path, text } of context.workspace.project) {
    if (/(^|\/)(ecosystem\.config\.[cm]?[jt]s(on)?|(pm2|process)\.json)$/.test(path)) for (const each of processesOf(path, text)) runs(context, path, each, 0);
  }
}

interface At {
  readonly dir: FilePath;
  readonly target: string;
  readonly path: FilePath;
}

/** The places in the repository that a path of a command may mean, best first. */
function placesOf({ dirs, workdir, packages = [] }: Base, cd: string, path: string): readonly At[] {
  const found: At[] = [];
  const add = (dir: FilePath, target: string): void => {
    const joinedPath = joined(dir, target);
    if (joinedPath !== undefined) found.push({ dir, target, path: joinedPath });
  };
  const absolute = path.startsWith('/') || cd.startsWith('/') || workdir !== undefined;
  if (!absolute) {
    for (const dir of dirs) add(dir, cd === '' ? path : `${cd}/${path}`);
    return found;
  }
  const prefix = path.startsWith('/') ? [] : `${cd.startsWith('/') ? '' : `${workdir ?? ''}/`}${cd}`.split('/').filter(part => part !== '' && part !== '.');
  const own = path.split('/').filter(part => part !== '' && part !== '.');
  // What the image puts above the project is not known, so directories are taken off from the front; a relative path stays whole.
  const all = [...prefix, ...own];
  const last = path.startsWith('/') ? all.length - 1 : prefix.length;
  for (let taken = 0; taken <= last; taken++) {
    for (const dir of [...dirs, ...packages.map(each => each.dir)]) add(dir, all.slice(taken).join('/'));
  }
  return found;
}

const fileAt = (workspace: Workspace, { dir, target, path }: At): FilePath | undefined => {
  const main = /(^|\/)\.$|^$/.test(target) ? workspace.at(path)?.manifest['main'] : undefined;
  return typeof main === 'string' ? workspace.locate(path, main) : workspace.locate(dir, target);
};

const homeOf = (workspace: Workspace, base: Base, cd: string, script: string | undefined): Package | undefined => {
  const dirs = placesOf(base, cd, '.').map(each => each.path);
  const packages = dirs.flatMap(dir => workspace.at(dir) ?? []);
  return script === undefined ? packages[0] ?? workspace.packageOf(`${base.dirs[0] ?? ''}/x`) : packages.find(each => scriptsOf(each).some(([name]) => name === script));
};

const shellText = (workspace: Workspace, { path }: At): string | undefined => workspace.text(path);

/** What a plain script loads it also uses, which cannot be seen. */
export const throughLauncher = ({ workspace, found }: Follow, launcher: FilePath, role: Role, why: string): boolean => {
  const files = launched(workspace, launcher);
  for (const each of files) found.entry(each, role, why, { exportsLive: true });
  return files.length > 0;
};

/** Sources that a plain script names, and the plain scripts it loads: `require('../dist/cli.js')`, `import('./dist/main.js')`, `path.join(__dirname, 'dist/x')`. */
export const launched = (workspace: Workspace, launcher: FilePath, depth = 0): readonly FilePath[] => {
  const found = namesIn(workspace, launcher).flatMap((name): readonly FilePath[] => {
    const file = workspace.locate(dirOf(launcher), name);
    if (file !== undefined) return [file];
    const path = joined(dirOf(launcher), name);
    const next = depth < 3 && path !== undefined ? [path, `${path}.js`].find(each => each !== launcher && /\.[cm]?js$/.test(each) && workspace.text(each) !== undefined) : undefined;
    return next === undefined ? [] : launched(workspace, next, depth + 1);
  });
  return [...new Set(found)];
};

/** By launcher: hundreds of pages of documentation load the same few scripts. */
const names = new WeakMap<Workspace, Map<FilePath, readonly string[]>>();

function namesIn(workspace: Workspace, launcher: FilePath): readonly string[] {
  let ofWorkspace = names.get(workspace);
  if (!ofWorkspace) names.set(workspace, (ofWorkspace = new Map()));
  let found = ofWorkspace.get(launcher);
  if (!found) ofWorkspace.set(launcher, (found = [...(workspace.text(launcher) ?? '').matchAll(/(["'`])((?:\.{1,2}\/|dist\/|build\/|lib\/|out\/|src\/)[^"'`\s]*)\1/g)].map(match => match[2]!)));
  return found;
}
