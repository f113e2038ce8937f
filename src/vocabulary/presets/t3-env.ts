import type { Vocabulary } from '../model.ts';
import { closedSchema, readElsewhere, readInTexts, zodMembers, zodValue } from './schema-words.ts';

/** `createEnv({ server: { PORT: z.string() }, client: {…}, runtimeEnv: {…} })` of t3-env. */
export const t3Env: Vocabulary = {
  name: 't3-env',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'call', callee: ['createEnv'], from: ['@t3-oss/env-core', '@t3-oss/env-nextjs', '@t3-oss/env-nuxt'],
      entries: { members: ['arg0.server', 'arg0.client', 'arg0.shared'], through: zodMembers }, ...zodValue,
      // What it extends is parsed elsewhere.
      result: { closed: { ...closedSchema, unless: 'arg0.extends' } },
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
