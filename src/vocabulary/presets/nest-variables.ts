import type { Vocabulary } from '../model.ts';
import { environment, readElsewhere, readInTexts } from './schema-words.ts';

/** NestJS: variables declared by a class that class-validator checks, and groups of them declared by `registerAs`. */
export const nestVariables: Vocabulary = {
  name: 'nest-variables',
  changes: 'start',
  external: readElsewhere,
  registries: [
    {
      kind: 'class', decorators: [
        'Is*', 'Min*', 'Max*', 'Matches', 'Equals', 'Allow', 'Length', 'Transform', 'Type', 'Expose',
      ], from: ['class-validator', 'class-transformer', '@nestjs/class-validator'],
      passedTo: ['plainToInstance', 'plainToClass', 'validateConfig', 'validateSync'], named: '^[A-Z][A-Z0-9_]*$', key: 'name', env: 'name', default: 'value', optional: '@IsOptional(0)', unique: false,
    },
    {
      kind: 'call', callee: ['registerAs'], from: ['@nestjs/config'], entries: { members: 'arg1.=>', depth: { leaf: [] } }, reads: environment,
      namespace: 'arg0', key: 'name', env: 'variable', default: ['fallback', 'value'], unique: false, result: { called: true, types: ['ConfigType', 'ReturnType'], handing: ['asProvider'], injecting: ['KEY'] },
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow'], receiver: { endings: ['ConfigService', 'Config'] }, mode: 'read', key: 'arg0', fallback: 'arg1', scope: 'subtree' },
    // `@Inject(database.KEY) config: ConfigType<typeof database>`
    { kind: 'result', of: { endings: ['ConfigType'], below: true }, mode: 'read' },
    { kind: 'result', mode: 'read' },
    ...readInTexts,
  ],
};
