import type { FilePath, ProjectFile } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { compareText } from '../../core/order.ts';
import { objectAt, type JsonObject } from '../modules/jsonc.ts';
import type { Package } from '../modules/packages.ts';
import { below, dirOf, joined } from '../modules/paths.ts';
import { readProject } from '../modules/project.ts';
import { sourceFiles, type SourceFiles } from '../modules/source-files.ts';
import { sourceOf } from '../modules/sources.ts';

/** The program as those see it who start it: packages, their sources, and files that say what runs. */
export interface Workspace {
  /** All packages, also those without sources of their own; sorted by directory. */
  readonly packages: readonly Package[];
  /** Sorted by path. */
  readonly project: readonly ProjectFile[];
  /** Without tests. */
  readonly files: SourceFiles;
  /** Sources of a package, without those of packages inside it; sorted. */
  sourcesOf(home: Package): readonly FilePath[];
  packageOf(path: FilePath): Package | undefined;
  named(name: string): Package | undefined;
  at(dir: FilePath): Package | undefined;
  text(path: FilePath): string | undefined;
  /** The source of what `target` names as seen from `dir`, built or not. */
  locate(dir: FilePath, target: string): FilePath | undefined;
  /** A file, source or not, with the name of what `path` is built from, when its package has but one (`build/main.js`, `app/main.js`). */
  elsewhere(path: FilePath): FilePath | undefined;
}

/** `sources` are the source files without tests. */
export function workspace(sources: readonly FilePath[], project: readonly ProjectFile[]): Workspace {
  const files = sourceFiles(sources);
  const { packages, configs } = readProject(project);
  const texts = new Map(project.map(({ path, text }) => [path, text]));
  const owned = new Map<Package, FilePath[]>();
  for (const path of [...sources].sort(compareText)) {
    const home = packages.of(path);
    if (!home) continue;
    addTo(owned, home, path);
  }
  const manifests = project.flatMap(({ path }) => (nameOf(path) === 'package.json' ? [packages.at(dirOf(path))] : []));
  const listed = [...new Set([...owned.keys(), ...manifests])].filter(each => each !== undefined).sort((a, b) => compareText(a.dir, b.dir));

  return {
    packages: listed, project, files,
    sourcesOf: home => owned.get(home) ?? [],
    packageOf: path => packages.of(path),
    named: name => listed.find(each => each.name === name) ?? listed.find(each => each.name?.endsWith(`/${name}`)) ?? packages.at(name.replace(/^\.\//, '')),
    at: dir => packages.at(dir),
    text: path => texts.get(path),
    elsewhere(path) {
      const owner = packages.of(path);
      const rest = owner && plain((below(owner.dir, path) ?? path).replace(/^(dist|build|out|output)\//, ''));
      if (!owner || rest === undefined || rest === '') return undefined;
      const all = [...(owned.get(owner) ?? []), ...project.flatMap(each => (/\.[cm]?js$/.test(each.path) && packages.of(each.path) === owner ? [each.path] : []))];
      const fitting = [...new Set(all)].filter(each => plain((below(owner.dir, each) ?? each).replace(/^[^/]+\//, '')) === rest);
      return fitting.length === 1 ? fitting[0] : undefined;
    },
    locate(dir, target) {
      if (target.length > LONGEST_PATH || /[*${}]|node_modules\//.test(target)) return undefined;
      const path = joined(dir, target);
      if (path === undefined) return undefined;
      const home = packages.of(path)?.dir ?? '';
      return sourceOf(path, home, configs.in(home), files) ?? besideSource(path);
    },
  };

  /** `dist/apps/api/main.js` of a workspace whose projects keep their code in `apps/api/src`. */
  function besideSource(path: FilePath): FilePath | undefined {
    const parts = path.replace(/^(?:.*\/)?(?:dist|build|out)\//, '').split('/');
    for (let i = parts.length - 1; i > 0; i--) {
      const found = files.file([...parts.slice(0, i), 'src', ...parts.slice(i)].join('/'));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** What is longer is some other text, and has too many parts to be tried one by one. */
export const LONGEST_PATH = 1000;

const plain = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '');

/** Everything a package may import by name. */
export const dependenciesOf = ({ manifest }: Package): ReadonlySet<string> =>
  new Set(['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap(field => Object.keys(objectAt(manifest, field))));

export const scriptsOf = ({ manifest }: Package): readonly (readonly [name: string, command: string])[] =>
  Object.entries(objectAt(manifest, 'scripts')).flatMap(([name, command]) => (typeof command === 'string' ? [[name, command] as const] : []));

/** Every string in a piece of JSON, with the keys that lead to it. */
export function* stringsBelow(value: JsonObject[string] | undefined, keys: readonly string[] = []): Generator<readonly [keys: readonly string[], text: string]> {
  if (typeof value === 'string') yield [keys, value];
  else if (Array.isArray(value)) for (const each of value) yield* stringsBelow(each, keys);
  else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) yield* stringsBelow(each, [...keys, key]);
}

export const nameOf = (path: FilePath): string => path.slice(path.lastIndexOf('/') + 1);
