import type { ProgramFacts } from '../../facts/program/model.ts';
import { readByClients } from '../../vocabulary/presets/schema-words.ts';
import { matcher } from '../settings/keys.ts';

/** Variables that a client library reads by itself, of the libraries that the program imports: `AUTH_GITHUB_ID` where it imports `next-auth`. */
export function readByImported(tables: readonly ProgramFacts[]): (variable: string) => boolean {
  const imported = new Set(tables.flatMap(({ imports }) => imports.map(({ from }) => packageIn(from))));
  const patterns = readByClients.filter(({ packages }) => packages.some(name => imported.has(name))).flatMap(({ keys }) => keys.map(matcher));
  return variable => patterns.some(matches => matches(variable));
}

const packageIn = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
