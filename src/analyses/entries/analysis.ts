import { anyGlob } from '../../core/glob.ts';
import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { guessEntries } from './guess.ts';
import type { EntryGroup, EntryModel } from './model.ts';

/** What boots: the configuration's word, else what manifests and conventions say, else what nothing imports. */
export const entries = defineAnalysis({
  id: 'entries',
  needs: [program, modules],
  compute(inputs): EntryModel {
    const sources = inputs.files.filter(file => !file.test).sort((a, b) => (a.path < b.path ? -1 : 1));
    const paths = sources.map(file => file.path);
    const configured = Object.entries(inputs.options.entries);
    if (configured.length > 0) {
      const groups = configured.map(([name, globs]): EntryGroup => ({
        name, entries: paths.filter(anyGlob(globs)).map(file => ({ file, why: 'configuration', exportsLive: false })),
      }));
      return { groups, unresolved: [], guessed: false };
    }
    const tables = new Map(sources.map(file => [file.path, inputs.table(program, file)]));
    const imported = new Set(sources.flatMap(file => inputs.model(modules).imports(file.path).map(each => each.file)));
    const loose = sources.filter(file => !imported.has(file.path) && inputs.table(program, file).hasCode);
    const guessed = guessEntries(loose.map(file => file.path), file => tables.get(file) ?? program.empty);
    return { groups: [{ name: 'app', entries: guessed }], unresolved: [], guessed: true };
  },
});
