import type { FilePath } from '../../core/model.ts';
import type { SourceFiles } from './source-files.ts';
import { below, joined } from './paths.ts';
import type { TsConfig } from './tsconfig.ts';

/**
 * The source that a file named by a manifest or a path mapping was built from: the file itself when it is source, else
 * where the `outDir` and `rootDir` of the package's tsconfigs lead, else the same path with build directories taken off.
 */
export function sourceOf(target: FilePath, packageDir: FilePath, configs: readonly TsConfig[], files: SourceFiles): FilePath | undefined {
  return files.module(target) ?? throughConfigs(target, packageDir, configs, files) ?? withoutBuildDirs(target, packageDir, files);
}

function throughConfigs(target: FilePath, packageDir: FilePath, configs: readonly TsConfig[], files: SourceFiles): FilePath | undefined {
  for (const { outDirs, rootDir } of configs) {
    for (const outDir of outDirs) {
      const rest = outDir === packageDir ? undefined : below(outDir, target);
      if (rest === undefined) continue;
      // Without `rootDir` TypeScript takes the directory that all inputs share: the package or, most often, its `src`.
      for (const root of rootDir === undefined ? [join(packageDir, 'src'), packageDir] : [rootDir]) {
        const found = files.module(join(root, rest));
        if (found !== undefined) return found;
      }
    }
  }
  return undefined;
}

const buildDir = /^(dist|build|built|lib|libs?-.+|dist-.+|out|output|\.output|target|esm|cjs|es|es\d+|mjs|umd|commonjs|module|modules|types|typings|node|bundle|compiled|release)$/;

function withoutBuildDirs(target: FilePath, packageDir: FilePath, files: SourceFiles): FilePath | undefined {
  const parts = (below(packageDir, target) ?? target).split('/');
  const name = parts.pop() ?? '';
  // `index.esm.js`, `index.min.js`: the build says in the name which of its outputs it is.
  const plain = name.replace(/\.(esm|cjs|mjs|es|umd|min|bundle|prod|node)(?=\.[cm]?js$)/, '').replace(/(?<=\.)[cm](?=js$)/, '');
  for (let taken = 0; taken <= parts.length; taken++) {
    if (taken > 0 && !buildDir.test(parts[taken - 1] ?? '')) break;
    const rest = [...parts.slice(taken), plain].join('/');
    for (const root of ['src', 'source', 'lib', '']) {
      const found = files.module(join(join(packageDir, root), rest));
      if (found !== undefined && !(taken === 0 && root === '' && rest === '')) return found;
    }
  }
  return undefined;
}

const join = (dir: FilePath, rest: string): FilePath => joined(dir, rest) ?? dir;

/** Where a package that names no usable entry has its root. */
export const rootSource = (packageDir: FilePath, files: SourceFiles): FilePath | undefined => {
  for (const each of ['src/index', 'index', 'src/main', 'src/lib/index', 'lib/index']) {
    const found = files.file(join(packageDir, each));
    if (found !== undefined) return found;
  }
  return undefined;
};
