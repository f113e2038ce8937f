import type { Vocabulary } from '../model.ts';
import { environment, readElsewhere, readInTexts } from './schema-words.ts';

/** A configuration object made of the environment: `export const config = { http: { port: process.env.PORT ?? 3000 } }`. */
export const envTable: Vocabulary = {
  name: 'env-table',
  changes: 'start',
  optIn: true,
  external: readElsewhere,
  registries: [
    {
      kind: 'variable', names: ['*'], reads: environment, least: 3, entries: { members: 'value', depth: { leaf: [] } },
      key: 'name', env: 'variable', default: 'fallback', unique: false,
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
