import type { Vocabulary } from '../model.ts';
import { closedSchema, environment, readElsewhere, readInTexts, zodMembers, zodValue } from './schema-words.ts';

/** An environment parsed by a zod schema: `export const env = z.object({ PORT: z.string() }).parse(process.env)`. */
export const zodEnv: Vocabulary = {
  name: 'zod-env',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'call',
      callee: ['parse', 'parseAsync'],
      where: { arg0: environment },
      entries: { members: 'receiver', through: zodMembers },
      ...zodValue,
      result: { closed: closedSchema },
    },
    {
      kind: 'call',
      callee: ['safeParse', 'safeParseAsync'],
      where: { arg0: environment },
      entries: { members: 'receiver', through: zodMembers },
      ...zodValue,
      result: { path: ['data'], closed: closedSchema },
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
