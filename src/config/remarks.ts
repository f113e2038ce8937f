import type { FilePath } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import { isNeverEntered } from '../engine/listing.ts';
import type { ResolvedConfig } from '../engine/request.ts';
import { matches, whyNone } from './pattern.ts';

/**
 * What stands in the configuration or beside it and has no effect, one sentence each. The run can be trusted all the
 * same: it sees more than was asked for, never less.
 */
export const remarks = (config: ResolvedConfig, paths: readonly FilePath[], root: string): readonly string[] => [...idleExcludes(config, paths, root), ...strayBaselines(config, paths)];

function idleExcludes({ file, exclude }: ResolvedConfig, paths: readonly FilePath[], root: string): string[] {
  return exclude
    .map((pattern, index) => ({ pattern, place: `exclude[${index}]` }))
    .filter(({ pattern }) => !isLeftOutAnyway(pattern) && !matches(pattern, paths))
    .map(({ pattern, place }) => `\`${place}\` in \`${file ?? 'the configuration'}\` is \`${pattern}\`, which leaves out no file${whyNone(pattern, paths, root)}`);
}

/** What others have to exclude is written out of habit, and does no harm. */
const isLeftOutAnyway = (pattern: string): boolean => pattern.split('/').some(isNeverEntered) || /\.d\.([cm]?ts|\{[^}]*\})$|\.min\.[cm]?js$/.test(pattern);

/** Baselines under a name that no rule has: those of a rule that is gone, or a slip. */
function strayBaselines({ baselines, rules }: ResolvedConfig, paths: readonly FilePath[]): string[] {
  const ids = Object.keys(rules);
  return paths.flatMap(path => {
    const name = path.startsWith(`${baselines}/`) ? /^([^/]+)\.txt$/.exec(path.slice(baselines.length + 1))?.[1] : undefined;
    return name === undefined || ids.includes(name) ? [] : [`\`${path}\` is the baseline of no rule and covers nothing${orNearest(name, ids) || '; delete it'}`];
  });
}
