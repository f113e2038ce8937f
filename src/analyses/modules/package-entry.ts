import type { FilePath } from '../../core/model.ts';
import { mainTargets, mappedTargets } from './package-targets.ts';
import type { Package } from './packages.ts';
import { joined } from './paths.ts';
import type { SourceFiles } from './source-files.ts';
import { rootSource, sourceOf } from './sources.ts';
import type { TsConfigs } from './tsconfigs.ts';

/** The source file behind `subpath` (`.` or `./x`) of a package of this program, under the conditions of the importer. */
export function packageEntry(home: Package, subpath: string, conditions: readonly string[], files: SourceFiles, configs: TsConfigs): FilePath | undefined {
  const { dir, manifest } = home;
  const sourceAt = (target: string): FilePath | undefined => {
    const path = joined(dir, target);
    return path === undefined ? undefined : sourceOf(path, dir, configs.in(dir), files);
  };
  const exported = manifest['exports'];
  const mapped = exported === undefined || exported === null ? undefined : mappedTargets(exported, subpath, conditions);
  const targets = mapped ?? (subpath === '.' ? mainTargets(manifest) : [subpath]);
  // A target that is itself a source file is meant as one; the others have to be guessed back.
  for (const target of targets) {
    const path = joined(dir, target);
    if (path !== undefined && path !== '' && files.has(path)) return path;
  }
  for (const target of targets) {
    const found = sourceAt(target);
    if (found !== undefined) return found;
  }
  return subpath === '.' ? rootSource(dir, files) : mapped === undefined ? undefined : sourceAt(subpath);
}
