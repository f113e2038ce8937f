import type { Vocabulary } from '../model.ts';
import { closedSchema, environment, readElsewhere, readInTexts, zodMembers, zodValue } from './schema-words.ts';

/** An environment parsed by a valibot schema: `v.parse(v.object({ PORT: v.string() }), process.env)`. */
export const valibotEnv: Vocabulary = {
  name: 'valibot-env',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'call',
      callee: ['parse'],
      from: ['valibot'],
      where: { arg1: environment },
      entries: { members: 'arg0', through: zodMembers },
      ...zodValue,
      default: 'value.optional(1)',
      result: { closed: closedSchema },
    },
    {
      kind: 'call',
      callee: ['safeParse'],
      from: ['valibot'],
      where: { arg1: environment },
      entries: { members: 'arg0', through: zodMembers },
      ...zodValue,
      default: 'value.optional(1)',
      result: { path: ['output'], closed: closedSchema },
    },
  ],
  accesses: [{ kind: 'result', mode: 'read' }, ...readInTexts],
};
