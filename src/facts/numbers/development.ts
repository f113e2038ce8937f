import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';

/** The place is reached only where the program is developed: `if (process.env.NODE_ENV !== 'production') await sleep(200)`. */
export function isInDevelopment(place: Place, tree: Ts.SourceFile): boolean {
  let inner = place.up(0);
  for (let i = 1; inner !== undefined; i++) {
    const outer = place.up(i);
    if (outer !== undefined && ts.isIfStatement(outer)) {
      const asked = tree.text.slice(outer.expression.pos, outer.expression.end).trim();
      if ((outer.thenStatement === inner && develops.test(asked)) || (outer.elseStatement === inner && serves.test(asked))) return true;
    }
    inner = outer;
  }
  return false;
}

/** Whole conditions: in `isDev && isSlow` as in `isDev`, the rest only narrows; with `||` something else may lead there too. */
const develops = /^(?!.*\|\|)(.*\bNODE_ENV\b['"`\])]*\s*(!==?\s*['"`]production|===?\s*['"`](dev|development|local|test)\b)|(.*&&\s*)?([\w.]+\.)?(isDev|isDevelopment|isLocal|IS_DEV|IS_DEVELOPMENT|IS_LOCAL|__DEV__)\b)/s;
const serves = /^(?!.*&&)(.*\bNODE_ENV\b['"`\])]*\s*===?\s*['"`]production|([\w.]+\.)?(isProd|isProduction|IS_PROD|IS_PRODUCTION)\b(\(\))?$)/s;
