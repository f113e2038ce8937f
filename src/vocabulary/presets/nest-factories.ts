import type { Vocabulary } from '../model.ts';
import { environment, readElsewhere, readInTexts } from './schema-words.ts';

/** NestJS: `ConfigModule.forRoot({ load: [() => ({ http: { port: process.env.PORT } })] })`, read through `ConfigService`. */
export const nestFactories: Vocabulary = {
  name: 'nest-factories',
  changes: 'start',
  // A service of the program's own may hand on what it reads in ways that cannot be seen.
  proof: 0.5,
  external: readElsewhere,
  registries: [
    {
      kind: 'call', callee: ['forRoot', 'forFeature'], receiver: { endings: ['ConfigModule'] }, entries: { members: ['arg0.load.=>', 'arg0.=>'], depth: { leaf: [] } }, reads: environment, open: true,
      key: 'name', env: 'variable', default: ['fallback', 'value'], unique: false,
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow'], receiver: { endings: ['ConfigService', 'Config'] }, mode: 'read', key: 'arg0', fallback: 'arg1', scope: 'subtree' },
    { kind: 'result', of: { factories: true }, mode: 'read' },
    ...readInTexts,
  ],
};
