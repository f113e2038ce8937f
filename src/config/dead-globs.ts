import { globMatcher, isGlob } from '../core/glob.ts';
import type { FilePath } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import type { ResolvedConfig } from '../engine/request.ts';

/**
 * Patterns of the configuration that match none of the paths discovery has seen, one sentence each. A bootstrap site
 * that is spelled out in full and gone is a stale allowance, which `env-read` reports as a finding.
 */
export function deadGlobs(config: ResolvedConfig, paths: readonly FilePath[]): string[] {
  const where = config.file ?? 'the configuration';
  const { entries, env } = config.analysis;
  const patterns = [
    ...(config.include ?? []).map((pattern, index) => ({ pattern, place: `include[${index}]` })),
    ...Object.entries(entries).flatMap(([group, globs]) => globs.map((pattern, index) => ({ pattern, place: `entries.${group}[${index}]` }))),
    ...env.allow.map(({ file }, index) => ({ pattern: file, place: `env.allow[${index}].file` })).filter(({ pattern }) => isGlob(pattern)),
  ];
  return patterns
    .filter(({ pattern }) => !paths.some(within(pattern)))
    .map(({ pattern, place }) => `\`${place}\` in \`${where}\` is \`${pattern}\`, which matches no file${hint(pattern, paths)}`);
}

/** A pattern that names a directory means what is in it. */
function within(pattern: string): (path: FilePath) => boolean {
  const itself = globMatcher(pattern);
  const below = globMatcher(`${pattern.replace(/\/+$/, '')}/**`);
  return path => itself(path) || below(path);
}

const hint = (pattern: string, paths: readonly FilePath[]): string =>
  (isGlob(pattern) ? '' : orNearest(pattern, paths)) || '; correct it or remove it';
