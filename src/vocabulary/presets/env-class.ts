import type { Vocabulary } from '../model.ts';
import { environment, readElsewhere, readInTexts } from './schema-words.ts';

/** A class whose fields are made of the environment: `class Environment { PORT = number(process.env.PORT ?? '3000') }`. */
export const envClass: Vocabulary = {
  name: 'env-class',
  changes: 'start',
  external: readElsewhere,
  registries: [{ kind: 'class', reads: environment, named: '^[A-Z][A-Z0-9_]*$', key: 'name', env: 'variable', default: 'fallback', unique: false }],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
