import { isGlob } from '../core/glob.ts';
import type { FilePath } from '../core/model.ts';
import { isSource } from '../engine/classify.ts';
import type { ResolvedConfig } from '../engine/request.ts';
import { matches, whyNone } from './pattern.ts';

/**
 * Patterns of the configuration that match none of the paths discovery has seen, one sentence each: without what they
 * mean, the run cannot be trusted. A bootstrap site that is spelled out in full and gone is a stale allowance, which
 * `env-read` reports as a finding.
 */
export function deadGlobs(config: ResolvedConfig, paths: readonly FilePath[], root: string): string[] {
  const where = config.file ?? 'the configuration';
  const { entries, env } = config.analysis;
  const sources = config.include === undefined ? [] : paths.filter(isSource);
  const patterns = [
    ...(config.include ?? []).map((pattern, index) => ({ pattern, place: `include[${index}]`, among: sources, what: 'source file' })),
    ...Object.entries(entries).flatMap(([group, globs]) => globs.map((pattern, index) => ({ pattern, place: `entries.${group}[${index}]`, among: paths, what: 'file' }))),
    ...env.allow.map(({ file }, index) => ({ pattern: file, place: `env.allow[${index}].file`, among: paths, what: 'file' })).filter(({ pattern }) => isGlob(pattern)),
  ];
  return patterns
    .filter(({ pattern, among }) => !matches(pattern, among))
    .map(({ pattern, place, what }) => `\`${place}\` in \`${where}\` is \`${pattern}\`, which matches no ${what}${whyNone(pattern, paths, root)}`);
}
