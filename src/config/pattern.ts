import fs from 'node:fs';
import path from 'node:path';
import { globMatcher, isGlob } from '../core/glob.ts';
import type { FilePath } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import { directoryOf } from '../engine/classify.ts';

/** Whether a pattern of the configuration means one of the paths. One that names a directory means what is in it. */
export function matches(pattern: string, paths: readonly FilePath[]): boolean {
  const itself = globMatcher(pattern);
  const below = globMatcher(`${pattern.replace(/\/+$/, '')}/**`);
  return paths.some(each => itself(each) || below(each));
}

/** The end of a sentence about a pattern that means none of the paths: why that may be, and what to do. */
export function whyNone(pattern: string, paths: readonly FilePath[], root: string): string {
  const head = literalHead(pattern);
  if (head === '') return '; correct it or remove it';
  const there = fs.lstatSync(path.join(root, head), { throwIfNoEntry: false });
  if (there?.isSymbolicLink()) return `, because \`${head}\` is a symbolic link; name what it leads to`;
  const isSeen = paths.some(each => each === head || each.startsWith(`${head}/`));
  if (there !== undefined && !isSeen) return `, because \`${head}\` is empty, unreadable, built, installed or ignored by git; correct it or remove it`;
  const known = isGlob(pattern) ? directoriesOf(paths) : [...paths, ...directoriesOf(paths)];
  return (there === undefined ? orNearest(head, known) : '') || '; correct it or remove it';
}

/** The path before the first part that is a pattern. */
function literalHead(pattern: string): string {
  const parts = pattern.replace(/^(\.\/)+|\/+$/g, '').split('/');
  const end = parts.findIndex(isGlob);
  return (end < 0 ? parts : parts.slice(0, end)).join('/');
}

const directoriesOf = (paths: readonly FilePath[]): readonly FilePath[] => [...new Set(paths.map(directoryOf))].filter(each => each !== '');
