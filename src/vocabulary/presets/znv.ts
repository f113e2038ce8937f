import type { Vocabulary } from '../model.ts';
import { closedSchema, readElsewhere, readInTexts, zodMembers, zodValue } from './schema-words.ts';

/** `parseEnv(process.env, { PORT: z.number().default(3000) })` of znv, whose members may also be `{ schema, defaults }`. */
export const znv: Vocabulary = {
  name: 'znv',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'call', callee: ['parseEnv'], from: ['znv'], entries: { members: 'arg1', through: zodMembers }, ...zodValue,
      type: ['value.schema.()', 'value.()'],
      default: ['value.default(0)', 'value.schema.default(0)', 'value.defaults._'],
      description: ['value.description', 'value.describe(0)'],
      result: { closed: closedSchema },
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
