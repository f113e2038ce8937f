import type { ProgramFacts } from '../../facts/program/model.ts';
import type { Entry } from './model.ts';

const CONVENTIONAL = /(^|\/)(main|index|server|app|cli|worker|start|boot|bootstrap|entry|run)(\.[a-z-]+)?\.[cm]?[jt]sx?$/i;

/**
 * Stands in where nothing says what boots. Of the files that no other file imports: those with a conventional name; else
 * those that do something when they are loaded; else all of them, as the files of a library.
 */
export const guessEntries = (loose: readonly string[], facts: (file: string) => ProgramFacts): readonly Entry[] => {
  const conventional = loose.filter(file => CONVENTIONAL.test(file));
  const acting = loose.filter(file => actsOnLoad(facts(file)));
  const [chosen, why] = conventional.length > 0 ? [conventional, 'a conventional name that nothing imports'] : acting.length > 0 ? [acting, 'it acts when loaded, and nothing imports it'] : [loose, 'nothing imports it'];
  return chosen.map(file => ({ file, why, exportsLive: !actsOnLoad(facts(file)) }));
};

/** It has a statement at module level that calls something. */
const actsOnLoad = (facts: ProgramFacts): boolean =>
  facts.calls.some(call => call.fn === 0 && (call.use === 'statement' || call.use === 'await' || call.use === 'void'));
