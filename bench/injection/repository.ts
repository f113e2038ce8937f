import fs from 'node:fs';
import path from 'node:path';
import { anyGlob } from '../../src/core/glob.ts';
import { link, type Linked } from '../../src/core/link.ts';
import type { AnalysisOptions, FileFacts } from '../../src/core/model.ts';
import { isProjectFile, isTest } from '../../src/engine/classify.ts';
import { discover } from '../../src/engine/discover.ts';
import { diskWorld } from '../../src/engine/world.ts';
import { program } from '../../src/facts/program/kind.ts';
import type { ProgramFacts } from '../../src/facts/program/model.ts';
import { dataFilesOf } from '../../src/vocabulary/select.ts';
import { extractFile } from '../../src/facts/walk/walk.ts';

/** A checkout in memory: texts, facts, and the program they make, from which mutants are derived. */
export interface Repository {
  readonly texts: ReadonlyMap<string, string>;
  /** Source files that are no tests, sorted. */
  readonly sources: readonly string[];
  facts(path: string): ProgramFacts;
  /** The program with some files changed, or moved where the new path maps to the old one's text. */
  mutated(changes: ReadonlyMap<string, string | undefined>): Linked;
}

export function openRepository(root: string, options: AnalysisOptions, include: readonly string[] | undefined): Repository {
  const data = dataFilesOf(options.vocabularies);
  const isData = anyGlob(data);
  const found = discover(diskWorld(root), { include, exclude: [], data });
  const texts = new Map(found.sources.map(file => [file, fs.readFileSync(path.join(root, file), 'utf8')] as const));
  const facts = new Map<string, FileFacts>();
  for (const [file, text] of texts) {
    const extracted = extract(file, text);
    if (extracted) facts.set(file, extracted);
  }
  const project = found.project.map(file => ({ path: file, text: fs.readFileSync(path.join(root, file), 'utf8') })).filter(file => isProjectFile(file.path) || isData(file.path));
  return {
    texts,
    sources: [...texts.keys()].filter(file => !isTest(file)).sort(),
    facts: file => (facts.get(file)?.tables[program.id] as ProgramFacts | undefined) ?? program.empty,
    mutated(changes) {
      const files = new Map(facts);
      for (const [file, text] of changes) {
        const changed = text === undefined ? undefined : extract(file, text);
        if (text !== undefined && !changed) throw new Error(`${file} does not parse once it is changed`);
        if (changed) files.set(file, changed);
        else files.delete(file);
      }
      return link({ files: [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1)), project, options });
    },
  };
}

/** `undefined` when the text does not parse: such a mutant is none. */
function extract(file: string, text: string): FileFacts | undefined {
  const { tables, lineStarts, problems } = extractFile(file, text, []);
  return problems.length > 0 ? undefined : { path: file, test: isTest(file), lineStarts, tables };
}
