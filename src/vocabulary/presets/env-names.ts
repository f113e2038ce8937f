import type { Vocabulary } from '../model.ts';
import { readElsewhere, readInTexts } from './schema-words.ts';

const named = { keyed: '^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$', key: 'value', env: 'value', unique: false } as const;

/** Names of environment variables as constants of a class or an enum: `configService.get(Env.DATABASE_URL)`, `process.env[Env.DATABASE_URL]`. */
export const envNames: Vocabulary = {
  name: 'env-names',
  changes: 'start',
  proof: 0.5,
  external: readElsewhere,
  registries: [
    { kind: 'class', static: true, classes: ['*Env', 'Env*', '*ENV', '*Variables', '*ConfigKeys', '*Config', '*Settings'], ...named },
    { kind: 'enum', names: ['*Env*', '*ENV*', '*Variable*', '*Config*', '*Prop', '*Props', '*Setting*', '*Key', '*Keys'], least: 3, ...named },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow', 'getString', 'getNumber', 'getBoolean', 'getList'], receiver: { endings: ['ConfigService', 'Config', 'Environment', 'EnvService', 'System'] }, mode: 'read', key: 'arg0', fallback: 'arg1', loose: true },
    { kind: 'call', callee: ['getEnv', 'requireEnv', 'getEnvVar', 'readEnv', 'env'], mode: 'read', key: 'arg0', fallback: 'arg1', loose: true },
    { kind: 'result', of: { endings: ['process.env', 'env'] }, mode: 'read' },
    { kind: 'name', mode: 'read' },
    ...readInTexts,
  ],
};
