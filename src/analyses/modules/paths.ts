import type { FilePath } from '../../core/model.ts';

/** Directory of a path; '' for a file at the root. */
export const dirOf = (path: FilePath): FilePath => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** `relative` seen from `dir`, without `.` and `..`; `undefined` when it leaves the root. */
export const joined = (dir: FilePath, relative: string): FilePath | undefined => {
  const parts = dir === '' ? [] : dir.split('/');
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
};

/** The directory and those above it, nearest first, ending with the root ''. */
export const upwards = (dir: FilePath): readonly FilePath[] => {
  const dirs = [dir];
  for (let at = dir; at !== '';) dirs.push((at = dirOf(at)));
  return dirs;
};

/** `path` as seen from `dir`, when it lies in it. */
export const below = (dir: FilePath, path: FilePath): string | undefined =>
  dir === '' ? path : path === dir ? '' : path.startsWith(`${dir}/`) ? path.slice(dir.length + 1) : undefined;
