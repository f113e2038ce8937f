import { anyGlob } from '../core/glob.ts';
import { judge } from '../core/judge.ts';
import { link, type Linked } from '../core/link.ts';
import type { AnalysisOptions, FileFacts, Finding, Json, ProjectFile, Rule } from '../core/model.ts';
import { isProjectFile, isSource, isTest } from '../engine/classify.ts';
import { shapesOf } from '../engine/packed-shapes.ts';
import { factPacker, factReader } from '../engine/stored-facts.ts';
import { extractors } from '../facts/extractors.ts';
import { extractFile } from '../facts/walk/walk.ts';
import { dataFilesOf } from '../vocabulary/select.ts';

/** A little program, path by path. Sources become facts, manifests and the like project files, as on disk. */
export type Files = { readonly [path: string]: string };

/** The facts of the source files, of every kind there is, as they come out of the cache. Sorted by path. */
export function factsOf(files: Files): FileFacts[] {
  const shapes = shapesOf([]);
  const pack = factPacker(shapes);
  return sorted(files).filter(isSource).map(path => {
    const text = files[path]!;
    const { tables, lineStarts, problems } = extractFile(path, text, extractors);
    if (problems.length > 0) throw new Error(`${path}:${problems[0]!.line} does not parse: ${problems[0]!.message}`);
    // Packed and read again: facts that a test sees are no better than those that come from the cache.
    return factReader(shapes)(path, isTest(path), pack({ lineStarts, tables }));
  });
}

/** The analyses of a little program: `models(files).model(settings)`. */
export function models(files: Files, options: Partial<AnalysisOptions> = {}): Linked {
  return link({ files: factsOf(files), project: projectOf(files, options.vocabularies), options: { ...noOptions, ...options } });
}

/**
 * What one rule says of a little program. Judged twice, the second time with the files in reverse order; a rule or an
 * analysis that lets the order show fails here, and so does one that throws.
 */
export function judgeRule(rule: Rule, files: Files, given: { readonly options?: { readonly [option: string]: Json }; readonly analysis?: Partial<AnalysisOptions> } = {}): readonly Finding[] {
  const options = { ...rule.defaults, ...given.options };
  const facts = factsOf(files);
  const judged = [facts, [...facts].reverse()].map(ordered => {
    const program = link({ files: ordered, project: projectOf(files, given.analysis?.vocabularies), options: { ...noOptions, ...given.analysis } });
    return judge(program, [{ rule, severity: 'error', options }]);
  });
  const [first, second] = judged as [ReturnType<typeof judge>, ReturnType<typeof judge>];
  if (first.problems.length > 0) throw new Error(first.problems.map(problem => `${problem.file}: ${problem.message}`).join('\n'));
  if (JSON.stringify(first) !== JSON.stringify(second)) throw new Error(`\`${rule.id}\` judges differently when the files come in another order`);
  return first.findings.filter(finding => finding.excuse !== 'given');
}

/** A finding as one line, `path:line:column entry`, for short expectations. */
export const brief = ({ at, entry }: Finding): string => `${at.file}:${at.line}:${at.column} ${entry.key}:${entry.kind}:${entry.owner}`;

export const noOptions: AnalysisOptions = { vocabularies: [], entries: {}, env: { allow: [] }, external: [], profiles: {} };

export const projectOf = (files: Files, vocabularies: readonly Json[] = []): ProjectFile[] => {
  const isData = anyGlob(dataFilesOf(vocabularies));
  return sorted(files).filter(path => isProjectFile(path) || (!isSource(path) && isData(path))).map(path => ({ path, text: files[path]! }));
};

const sorted = (files: Files): string[] => Object.keys(files).sort();
