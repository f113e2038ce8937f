import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { objectAt, stringAt, type JsonObject } from './jsonc.ts';
import type { Packages } from './packages.ts';
import { dirOf, joined, upwards } from './paths.ts';
import { readTsConfig, type TsConfig } from './tsconfig.ts';

/** The tsconfigs of the program and which of them speaks for which file. */
export interface TsConfigs {
  /** Configs that say something about a file: the one it belongs to first, then those of the directories above. */
  of(file: FilePath): readonly TsConfig[];
  /** Configs that stand in a directory; sorted, `tsconfig.json` first. */
  in(dir: FilePath): readonly TsConfig[];
}

/** `read` yields the parsed text of a project file; `paths` are those of all tsconfigs and jsconfigs. */
export function tsConfigs(paths: readonly FilePath[], read: (path: FilePath) => JsonObject | undefined, packages: Packages): TsConfigs {
  const byDir = new Map<FilePath, FilePath[]>();
  for (const path of paths) {
    const dir = dirOf(path);
    addTo(byDir, dir, path);
  }
  for (const list of byDir.values()) list.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));

  const configs = new Map<FilePath, TsConfig>();
  const config = (path: FilePath): TsConfig => {
    const known = configs.get(path);
    if (known) return known;
    const made = readTsConfig(path, read, findExtended);
    configs.set(path, made);
    return made;
  };

  const inDir = new Map<FilePath, readonly TsConfig[]>();
  const configsIn = (dir: FilePath): readonly TsConfig[] => {
    const known = inDir.get(dir);
    if (known) return known;
    const made = (byDir.get(dir) ?? []).map(config);
    inDir.set(dir, made);
    return made;
  };

  /** Configs of a directory that may own a file: its own and, for a solution, those it refers to. */
  const candidates = new Map<FilePath, readonly TsConfig[]>();
  const candidatesIn = (dir: FilePath): readonly TsConfig[] => {
    const known = candidates.get(dir);
    if (known) return known;
    const own = configsIn(dir);
    const found = new Set(own.slice(0, 1));
    for (const each of found) for (const path of each.references) if (read(path)) found.add(config(path));
    for (const each of own) found.add(each);
    const made = [...found];
    candidates.set(dir, made);
    return made;
  };

  // Files with the same configs share one list, by which answers about them are kept.
  const lists = new Map<string, readonly TsConfig[]>();
  const ofFile = new Map<FilePath, readonly TsConfig[]>();
  return {
    in: configsIn,
    of(file) {
      const known = ofFile.get(file);
      if (known) return known;
      const found: TsConfig[] = [];
      for (const dir of upwards(dirOf(file))) {
        const here = candidatesIn(dir);
        const chosen = here.find(each => each.includes(file)) ?? here[0];
        if (chosen) found.push(chosen);
      }
      const owner = found.findIndex(each => each.includes(file));
      if (owner > 0) found.unshift(...found.splice(owner, 1));
      const key = found.map(each => each.path).join('\n');
      const list = lists.get(key) ?? found;
      lists.set(key, list);
      ofFile.set(file, list);
      return list;
    },
  };

  function findExtended(dir: FilePath, name: string): FilePath | undefined {
    const tries = (path: FilePath | undefined): FilePath | undefined =>
      path === undefined ? undefined : [path, `${path}.json`, `${path}/tsconfig.json`].find(each => read(each) !== undefined);
    if (name.startsWith('.') || name.startsWith('/')) return tries(joined(dir, name));
    const found = packages.split(name);
    const home = found && packages.named(found.name, dir);
    if (!found || !home) return undefined;
    const exported = stringAt(objectAt(home.manifest, 'exports'), found.subpath);
    const main = found.subpath === '.' ? stringAt(home.manifest, 'tsconfig') : undefined;
    return tries(joined(home.dir, exported ?? main ?? found.subpath));
  }
}

const rank = (path: FilePath): number => (path.endsWith('tsconfig.json') ? 0 : path.endsWith('jsconfig.json') ? 2 : 1);
