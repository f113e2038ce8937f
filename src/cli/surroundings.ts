import process from 'node:process';
import type { Surroundings } from './streams.ts';

/** The only place where the tool reads its environment; declared as such in our own `ghostwire.config.ts`. */
export function surroundings(): Surroundings {
  const { CI, NO_COLOR, FORCE_COLOR, TERM } = process.env;
  return {
    ci: CI !== undefined && !/^(|0|false)$/i.test(CI),
    color: colorOf(NO_COLOR, FORCE_COLOR, TERM),
  };
}

/** https://no-color.org: any value but a blank one; `FORCE_COLOR` wins, as in Node itself. */
function colorOf(noColor: string | undefined, forceColor: string | undefined, term: string | undefined): boolean | undefined {
  if (forceColor !== undefined) return !/^(0|false)$/i.test(forceColor);
  if (noColor !== undefined && noColor !== '') return false;
  return term === 'dumb' ? false : undefined;
}
