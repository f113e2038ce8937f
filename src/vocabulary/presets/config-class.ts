import type { Vocabulary } from '../model.ts';
import { readElsewhere, readInTexts } from './schema-words.ts';

/** A class of configuration variables whose fields are decorated with what they are. */
export const configClass: Vocabulary = {
  name: 'config-class',
  changes: 'live',
  proof: 0.5,
  external: readElsewhere,
  registries: [
    {
      kind: 'class', classes: ['*Config*', '*Environment*', '*Settings*', '*Variables*'], named: '^[A-Z][A-Z0-9_]*$',
      decorators: ['*ConfigVariable*', '*ConfigMetadata*', '*EnvironmentVariable*', '*SettingMetadata*', 'EnvVar', 'EnvVariable', 'ConfigItem', 'ConfigProperty', 'Setting', 'ConfigKey'],
      key: 'name', env: 'name', default: 'value', type: ['@ConfigVariablesMetadata(0).type', '@EnvironmentVariablesMetadata(0).type'],
      description: ['@ConfigVariablesMetadata(0).description', '@EnvironmentVariablesMetadata(0).description'],
      flags: {
        sensitive: ['@ConfigVariablesMetadata(0).isSensitive', '@EnvironmentVariablesMetadata(0).sensitive'],
        hidden: '@ConfigVariablesMetadata(0).isHiddenInAdminPanel',
      },
      unique: false,
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow'], receiver: { endings: ['ConfigService', 'EnvironmentService', 'SettingsService', 'Config', 'ConfigDriver', 'EnvironmentVariableDriver'] }, mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['set', 'update', 'delete'], receiver: { endings: ['ConfigService', 'SettingsService'] }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'result', mode: 'read' },
    ...readInTexts,
  ],
};
