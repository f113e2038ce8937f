import { BaselineError, formatBaseline, readBaseline, type BaselineLine } from '../core/baseline.ts';
import type { Baseline, Comparison } from '../core/compare.ts';
import type { FilePath, Problem } from '../core/model.ts';
import { rewrite } from '../core/rewrite.ts';
import type { BaselineChange } from './request.ts';
import { textOf } from './text.ts';
import { codeOf, type World } from './world.ts';

export interface BaselinesRead {
  /** One for every rule asked for; a file that is not there has no lines. */
  readonly baselines: readonly Baseline[];
  /** Nothing may be written or called stale when there are any. */
  readonly problems: readonly Problem[];
}

export const baselineFile = (directory: FilePath, rule: string): FilePath => {
  const inside = directory.replace(/^\.\/|\/+$/g, '');
  return inside === '' || inside === '.' ? `${rule}.txt` : `${inside}/${rule}.txt`;
};

/**
 * The baselines of the rules that run. Of a damaged file the lines that can be read count, so that the damage is all that
 * is reported. A file that `--update-baseline` is about to replace may hold garbage, which goes, while the notes that can
 * be read stay; an unfinished merge or bytes that are no text are refused all the same.
 */
export function readBaselines(world: World, directory: FilePath, rules: readonly string[], { replacing = false } = {}): BaselinesRead {
  const problems: Problem[] = [];
  const baselines = rules.map(rule => ({ rule, lines: linesOf(baselineFile(directory, rule)) }));
  return { baselines, problems };

  function linesOf(file: FilePath): readonly BaselineLine[] {
    try {
      const { lines, errors } = readBaseline(textIn(world, file));
      // Which side of a conflict is right is not a question for a tool; other damage goes when the file is replaced.
      const [first] = replacing ? errors.filter(each => each.conflict) : errors;
      if (first) problems.push(problemOf(file, first));
      return lines;
    } catch (thrown) {
      problems.push(problemOf(file, thrown));
      return [];
    }
  }
}

/**
 * Brings the baseline file of every rule that ran up to date; those of other rules are not touched. All contents are
 * made before the first is written, and each file is replaced whole or not at all. The first that cannot be written is a
 * problem and ends the rewrite.
 */
export function writeBaselines(
  world: World,
  directory: FilePath,
  rules: readonly string[],
  comparison: Comparison,
  how: 'update' | 'prune',
): { readonly baselines: readonly BaselineChange[]; readonly problem?: Problem } {
  const rewritten = rules.map(rule => {
    const { lines, ...change } = rewrite(rule, comparison, how);
    return { change: { rule, file: baselineFile(directory, rule), ...change }, lines, text: formatBaseline(rule, lines) };
  });
  for (const {
    change: { file },
    lines,
    text,
  } of rewritten) {
    const before = bytesIn(world, file);
    const differs = before === undefined ? lines.length > 0 : !Buffer.from(text).equals(before);
    if (!differs) continue;
    try {
      world.write(file, Buffer.from(text));
    } catch (thrown) {
      return { baselines: [], problem: { file, message: `this baseline cannot be written (${codeOf(thrown)}); make its directory writable` } };
    }
  }
  return { baselines: rewritten.map(({ change }) => change) };
}

function textIn(world: World, file: FilePath): string {
  const bytes = bytesIn(world, file);
  if (bytes === undefined) return '';
  const text = textOf(bytes);
  if (text === undefined) throw new BaselineError(1, 'this baseline is not UTF-8; restore it from version control or delete it and run `ghostwire --update-baseline`');
  return text;
}

function bytesIn(world: World, file: FilePath): Uint8Array | undefined {
  try {
    return world.read(file);
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

const problemOf = (file: FilePath, thrown: unknown): Problem =>
  thrown instanceof BaselineError
    ? { file, line: thrown.line, message: thrown.message }
    : { file, message: `this baseline cannot be read (${codeOf(thrown)}); make it readable` };
