import { globMatcher } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { isObject, objectAt, stringAt, stringsIn, type JsonObject } from './jsonc.ts';
import { below, dirOf, joined, upwards } from './paths.ts';

/** One package of the program: a directory with a manifest. */
export interface Package {
  readonly dir: FilePath;
  readonly name: string | undefined;
  readonly manifest: JsonObject;
  /** A workspace declares it. */
  readonly member: boolean;
}

/** The packages of the program. */
export interface Packages {
  /** The package a file belongs to; a manifest that only sets the module type of a directory does not count. */
  of(file: FilePath): Package | undefined;
  /** Nearest manifest of any kind: what `#name` imports are looked up in. */
  scopeOf(file: FilePath): Package | undefined;
  /** The package that `name` means in code below `dir`. */
  named(name: string, dir: FilePath): Package | undefined;
  at(dir: FilePath): Package | undefined;
  /** A manifest at or above the file lists a dependency of that name. */
  dependsOn(file: FilePath, name: string): boolean;
  /** `@scope/name/sub` as name and subpath (`./sub`, `.`); `undefined` when it cannot name a package. */
  split(specifier: string): { readonly name: string; readonly subpath: string } | undefined;
}

/** Patterns of workspace directories, each relative to the directory of the file that declares it. */
export interface WorkspaceDeclaration {
  readonly dir: FilePath;
  readonly patterns: readonly string[];
}

/** `manifests` are the parsed package.json files. */
export function packages(manifests: ReadonlyMap<FilePath, JsonObject>, declared: readonly WorkspaceDeclaration[]): Packages {
  const workspaces = [...declared];
  for (const [path, manifest] of manifests) {
    const list = isObject(manifest['workspaces']) ? manifest['workspaces']['packages'] : manifest['workspaces'];
    if (list !== undefined) workspaces.push({ dir: dirOf(path), patterns: stringsIn(list) });
  }
  const isMember = membership(workspaces);

  const byDir = new Map<FilePath, Package>();
  const byName = new Map<string, Package[]>();
  for (const [path, manifest] of manifests) {
    const dir = dirOf(path);
    const entry: Package = { dir, name: stringAt(manifest, 'name'), manifest, member: isMember(dir) };
    byDir.set(dir, entry);
    if (entry.name === undefined) continue;
    addTo(byName, entry.name, entry);
  }

  const nearest = (file: FilePath, counts: (entry: Package) => boolean): Package | undefined => {
    for (const dir of upwards(dirOf(file))) {
      const entry = byDir.get(dir);
      if (entry && counts(entry)) return entry;
    }
    return undefined;
  };
  const homes = new Map<FilePath, Package | undefined>();

  const self: Packages = {
    at: dir => byDir.get(dir),
    split,
    scopeOf: file => nearest(file, () => true),
    of(file) {
      const dir = dirOf(file);
      if (!homes.has(dir)) homes.set(dir, nearest(file, isRealPackage));
      return homes.get(dir);
    },
    named(name, dir) {
      const candidates = byName.get(name);
      const local = linked(name, dir);
      if (local) return local;
      if (!candidates) return undefined;
      const own = self.of(dir === '' ? 'x' : `${dir}/x`);
      if (own?.name === name) return own;
      // The root of a workspace holds it together; its name in a member means the published package.
      const members = candidates.filter(each => each.member && each.dir !== '');
      if (members.length > 0) return closest(members, dir);
      const real = candidates.filter(each => !isSample.test(`${each.dir}/`) && (each.dir !== '' || workspaces.length === 0));
      return real.length === 1 ? real[0] : undefined;
    },
    dependsOn(file, name) {
      for (const at of upwards(dirOf(file))) {
        const manifest = byDir.get(at)?.manifest;
        if (manifest && dependencyFields.some(field => objectAt(manifest, field)[name] !== undefined)) return true;
      }
      return false;
    },
  };
  return self;

  /** `"name": "file:../x"` and its like name the directory themselves. */
  function linked(name: string, dir: FilePath): Package | undefined {
    for (const at of upwards(dir)) {
      const manifest = byDir.get(at)?.manifest;
      if (!manifest) continue;
      for (const field of dependencyFields) {
        const target = /^(?:file|link|portal):(.+)$/.exec(stringAt(objectAt(manifest, field), name) ?? '')?.[1];
        const place = target === undefined ? undefined : joined(at, target);
        if (place !== undefined) return byDir.get(place);
      }
    }
    return undefined;
  }
}

const dependencyFields = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

const isRealPackage = ({ manifest, dir }: Package): boolean =>
  dir === '' || ['name', 'dependencies', 'devDependencies', 'scripts', 'workspaces'].some(key => manifest[key] !== undefined);

/** Manifests there are data of tests: they may bear the name of a real dependency. */
const isSample = /(^|\/)(fixtures?|__fixtures__|__tests__|tests?|templates?|testdata)\//;

/** Of several packages of one name the one that shares the longest way with the importing code. */
const closest = (candidates: readonly Package[], dir: FilePath): Package | undefined => {
  const shared = (entry: Package): number => upwards(entry.dir).findIndex(each => below(each, dir) !== undefined);
  return [...candidates].sort((a, b) => shared(a) - shared(b) || (a.dir < b.dir ? -1 : 1))[0];
};

function membership(workspaces: readonly WorkspaceDeclaration[]): (dir: FilePath) => boolean {
  const tests = workspaces.map(({ dir, patterns }) => ({
    dir,
    wanted: patterns.filter(each => !each.startsWith('!')).map(each => globMatcher(bare(each))),
    unwanted: patterns.filter(each => each.startsWith('!')).map(each => globMatcher(bare(each.slice(1)))),
  }));
  return dir => tests.some(each => {
    const relative = below(each.dir, dir);
    if (relative === undefined) return false;
    return relative === '' || (each.wanted.some(matches => matches(relative)) && !each.unwanted.some(matches => matches(relative)));
  });
}

const bare = (pattern: string): string => pattern.replace(/^(\.\/)+/, '').replace(/\/+$/, '');

const split = (specifier: string): { name: string; subpath: string } | undefined => {
  const found = /^(@[^/]+\/[^/]+|[^@./#\\:][^/:]*)(?:\/(.*))?$/.exec(specifier);
  const [, name, rest] = found ?? [];
  return name === undefined ? undefined : { name, subpath: rest ? `./${rest}` : '.' };
};
