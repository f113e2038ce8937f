import type { Vocabulary } from '../model.ts';
import { environment, readElsewhere, readInTexts } from './schema-words.ts';

const joi = {
  key: 'name', env: 'name', type: 'value.()',
  types: { string: 'string', number: 'number', boolean: 'boolean', bool: 'boolean', array: 'list', object: 'json', valid: 'enum', date: 'string' },
  default: 'value.default(0)', description: 'value.description(0)', unique: false,
} as const;
const through = { object: [0], keys: [0], append: [0], concat: [0] };

/** `ConfigModule.forRoot({ validationSchema: Joi.object({ PORT: Joi.number().default(3000) }) })`, read through `ConfigService`. */
export const nestConfig: Vocabulary = {
  name: 'nest-config',
  changes: 'start',
  external: readElsewhere,
  registries: [
    { kind: 'call', callee: ['forRoot', 'forRootAsync'], entries: { members: 'arg0.validationSchema', through }, ...joi },
    { kind: 'call', callee: ['validate', 'validateAsync', 'attempt'], where: { arg0: environment }, entries: { members: 'receiver', through }, ...joi, result: { path: ['value'] } },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow'], receiver: { endings: ['ConfigService'] }, mode: 'read', key: 'arg0', fallback: 'arg1' },
    { kind: 'result', mode: 'read' },
    ...readInTexts,
  ],
};
