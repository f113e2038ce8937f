import type { Vocabulary } from '../model.ts';
import { readElsewhere, readInTexts } from './schema-words.ts';

/** `cleanEnv(process.env, { PORT: port({ default: 3000 }) })` of envalid. */
export const envalid: Vocabulary = {
  name: 'envalid',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'call', callee: ['cleanEnv', 'customCleanEnv'], from: ['envalid'], entries: { members: 'arg1' },
      key: 'name', env: 'name', type: 'value.()',
      types: { str: 'string', bool: 'boolean', num: 'number', port: 'integer', url: 'string', email: 'string', host: 'string', json: 'json' },
      default: ['value.(0).default', 'value.(0).devDefault'], optional: 'value.(0).default', description: 'value.(0).desc', unique: false,
      // A third argument makes something else of it: a middleware, or options that may.
      result: { closed: { unless: 'arg2' } },
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
