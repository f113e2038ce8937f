import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { Entry } from './model.ts';

const CONVENTIONAL = /(^|\/)(main|index|server|app|cli|worker|start|boot|bootstrap|entry|run)(\.[a-z-]+)?\.[cm]?[jt]sx?$/i;

/**
 * Stands in where nothing says what boots. Of the files that no other file imports: those with a conventional name; else
 * those that do something when they are loaded; else all of them, as the files of a library. `enough` tells whether a
 * choice loads most of the program; what does not is widened.
 */
export const guessEntries = (loose: readonly FilePath[], facts: (file: FilePath) => ProgramFacts, enough: (chosen: readonly FilePath[]) => boolean = () => true): readonly Entry[] => {
  const conventional = loose.filter(file => CONVENTIONAL.test(file));
  const acting = loose.filter(file => CONVENTIONAL.test(file) || actsOnLoad(facts(file)));
  const choices = [[conventional, 'a conventional name that nothing imports'], [acting, 'it acts when loaded, and nothing imports it'], [loose, 'nothing imports it']] as const;
  const [chosen, why] = choices.find(([files]) => files.length > 0 && enough(files)) ?? choices[2];
  return chosen.map(file => ({ file, why, exportsLive: !actsOnLoad(facts(file)) }));
};

/** Files that nothing imports and that bear the name of an entry. */
export const conventionalEntries = (loose: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): readonly Entry[] =>
  loose.filter(file => CONVENTIONAL.test(file)).map(file => ({ file, why: 'a conventional name that nothing imports', exportsLive: !actsOnLoad(facts(file)) }));

/** It has a statement at module level that calls something. */
export const actsOnLoad = (facts: Pick<ProgramFacts, 'calls'>): boolean =>
  facts.calls.some(call => call.fn === 0 && (call.use === 'statement' || call.use === 'await' || call.use === 'void'));
