import type { FilePath, Problem, ProjectFile } from '../core/model.ts';
import type { Cache } from './cache.ts';
import { hashOf } from './hash.ts';
import { textOf } from './text.ts';
import { codeOf, type Stamp, type World } from './world.ts';

/** A project file that was looked at; its text is read only when something must be analysed. */
export interface SurveyedProjectFile {
  readonly path: FilePath;
  readonly stamp: Stamp;
  readonly hash: string;
  text(): string;
}

/** Manifests are small; a larger file of such a name is data, and its beginning has to do. */
const largest = 1 << 22;

export function surveyProject(paths: readonly FilePath[], world: World, cache: Cache): { readonly files: readonly SurveyedProjectFile[]; readonly problems: readonly Problem[] } {
  const files: SurveyedProjectFile[] = [];
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      const stamp = world.stamp(path);
      if (stamp === undefined) continue; // Gone since it was listed.
      const untouched = cache.hashOf(path, stamp);
      const content = untouched === undefined ? start(world.read(path)) : undefined;
      // Not UTF-8 is no reason to stop: what reads these files tells what it cannot make sense of.
      files.push({ path, stamp, hash: untouched ?? hashOf(content!), text: () => textOf(content ?? start(world.read(path))) ?? '' });
    } catch (thrown) {
      problems.push({ file: path, message: `cannot read this file (${codeOf(thrown)}); make it readable` });
    }
  }
  return { files, problems };
}

export const projectFiles = (files: readonly SurveyedProjectFile[]): ProjectFile[] => files.map(({ path, text }) => ({ path, text: text() }));

/** A copy, because the world may use its buffer again. */
const start = (bytes: Uint8Array): Buffer => Buffer.from(bytes.subarray(0, largest));
