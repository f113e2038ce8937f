import type { FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';

/** The source files of the program, asked for in the way module specifiers ask. */
export interface SourceFiles {
  has(path: FilePath): boolean;
  /** The file that `path` means: itself, with the TypeScript extension for the JavaScript one, or with one added. */
  file(path: FilePath): FilePath | undefined;
  /** As `file`, else the index of the directory. */
  module(path: FilePath): FilePath | undefined;
  /** Files whose path begins with `prefix`, sorted. */
  startingWith(prefix: string): readonly FilePath[];
}

const added = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.d.ts'];

/** What a written extension stands for, best first. A written declaration file stands for the source it was made from. */
const meant: readonly (readonly [written: string, real: readonly string[]])[] = [
  ['.d.ts', ['.ts', '.tsx', '.d.ts', '.js']],
  ['.d.mts', ['.mts', '.d.mts', '.mjs']],
  ['.d.cts', ['.cts', '.d.cts', '.cjs']],
  ['.js', ['.ts', '.tsx', '.js', '.jsx', '.d.ts']],
  ['.jsx', ['.tsx', '.jsx', '.ts']],
  ['.mjs', ['.mts', '.mjs', '.ts']],
  ['.cjs', ['.cts', '.cjs', '.ts']],
];

export function sourceFiles(paths: readonly FilePath[]): SourceFiles {
  const known = new Set(paths);
  const sorted = [...paths].sort(compareText);

  const files: SourceFiles = {
    has: path => known.has(path),
    file(path) {
      for (const [written, real] of meant) {
        if (!path.endsWith(written)) continue;
        const stem = path.slice(0, -written.length);
        for (const extension of real) if (known.has(stem + extension)) return stem + extension;
      }
      if (known.has(path)) return path;
      for (const extension of added) if (known.has(path + extension)) return path + extension;
      return undefined;
    },
    module(path) {
      return (path === '' ? undefined : files.file(path)) ?? files.file(path === '' ? 'index' : `${path}/index`);
    },
    startingWith(prefix) {
      let low = 0;
      let high = sorted.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (sorted[middle]! < prefix) low = middle + 1;
        else high = middle;
      }
      let end = low;
      while (end < sorted.length && sorted[end]!.startsWith(prefix)) end++;
      return sorted.slice(low, end);
    },
  };
  return files;
}
