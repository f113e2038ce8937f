import { anyGlob } from '../../core/glob.ts';
import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { modules } from '../modules/analysis.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Clue } from './found.ts';
import { groupsOf } from './groups.ts';
import { conventionalEntries, guessEntries } from './guess.ts';
import { infer } from './infer.ts';
import type { EntryGroup, EntryModel } from './model.ts';
import { workspace as workspaceOf } from './workspace.ts';

/** What boots: the configuration's word, else what manifests, images and conventions say, else what nothing imports. */
export const entries = defineAnalysis({
  id: 'entries',
  needs: [program, modules],
  compute(inputs): EntryModel {
    const tables = new Map(inputs.files.filter(file => !file.test).map(file => [file.path, inputs.table(program, file)]));
    const sources = [...tables.keys()].sort(compareText);
    const facts = (file: FilePath): ProgramFacts => tables.get(file) ?? program.empty;
    const graph = inputs.model(modules);
    const configured = Object.entries(inputs.options.entries);
    const workspace = workspaceOf(sources, inputs.project);
    if (configured.length > 0) {
      // What boots is the configuration's word; that a framework calls what a route exports is so in any case.
      const live = new Set(infer(workspace, graph, facts).clues.flatMap(({ file, exportsLive }) => (exportsLive ? [file] : [])));
      const groups = configured.map(([name, globs]): EntryGroup => ({
        name, entries: sources.filter(anyGlob(globs)).map(file => ({ file, why: 'configuration', exportsLive: live.has(file) })),
      }));
      return { groups, unresolved: [], missing: [], guessed: false };
    }

    const { clues, lost, silent, collections } = infer(workspace, graph, facts);
    const imported = new Set(sources.flatMap(file => graph.imports(file).map(each => each.file)));
    const guessIn = (files: readonly FilePath[], named: boolean, role: Clue['role'] = 'app'): readonly Clue[] => {
      const loose = files.filter(file => !imported.has(file) && facts(file).hasCode);
      // Where something names an entry, only a file that is named like one can be it.
      const guessed = named ? conventionalEntries(loose, facts) : guessEntries(loose, facts, chosen => loads(graph, chosen, files, facts));
      return guessed.map(each => ({ ...each, role }));
    };
    const started = clues.some(({ role }) => role !== 'tools');
    const isLost = ({ dir }: { readonly dir: FilePath }): boolean => lost.some(each => each.home === dir);
    // Without any word about what boots, all sources are looked at together, as those of one program.
    const standIns = started ? silent.flatMap(home => guessIn(workspace.sourcesOf(home), isLost(home), collections.has(home) ? 'tools' : 'app')) : guessIn(sources, lost.length > 0);
    const homes = new Set([...clues, ...standIns].filter(({ role }) => role !== 'tools').map(({ file }) => workspace.packageOf(file)?.dir));
    const unresolved = [...new Map(lost.map(each => [`${each.home}\n${each.name}`, each])).values()].sort((a, b) => compareText(a.why, b.why) || compareText(a.name, b.name));
    return {
      groups: groupsOf(workspace, [...clues, ...standIns]),
      unresolved,
      missing: unresolved.filter(({ home }) => !homes.has(home) && silent.some(each => each.dir === home)),
      guessed: !started,
    };
  },
});

const MOST = 0.7;
const MIN_MODULES = 10;

/** Most modules with code are loaded by these files. In a small program shares say nothing. */
const loads = (graph: ModuleGraph, chosen: readonly FilePath[], all: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): boolean => {
  const seen = new Set(chosen);
  for (const file of seen) for (const each of graph.imports(file)) seen.add(each.file);
  const withCode = all.filter(file => facts(file).hasCode);
  return withCode.length < MIN_MODULES || withCode.filter(file => seen.has(file)).length >= withCode.length * MOST;
};
