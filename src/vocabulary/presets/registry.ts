import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

const resolvers = ['ConfigResolver', 'SettingsResolver', 'SettingsService', 'Resolver'];

/** A registry of definitions, each named by a namespace and a key, read through a resolver. */
export const registry: Vocabulary = {
  name: 'registry',
  changes: 'live',
  registries: [
    { kind: 'call', callee: ['register', 'registerSetting', 'defineSetting'], ...definition() },
    { kind: 'new', classes: ['SettingDefinition'], ...definition() },
  ],
  accesses: [
    {
      kind: 'call',
      callee: ['get', 'getInt', 'getFloat', 'getNumber', 'getBool', 'getBoolean', 'getStr', 'getString', 'getEnum', 'getJson'],
      receiver: { endings: resolvers },
      mode: 'read',
      namespace: ['arg0', 'arg0.namespace'],
      key: ['arg1', 'arg0.key'],
      fallback: ['arg2', 'arg1.default'],
    },
    { kind: 'call', callee: ['watch', 'observe', 'subscribe', 'onChange', 'onDidChange'], receiver: { endings: resolvers }, mode: 'watch', namespace: ['arg0', 'arg0.namespace'], key: ['arg1', 'arg0.key'] },
    { kind: 'call', callee: ['resolveInitValue'], mode: 'read', namespace: ['arg0', 'arg0.namespace'], key: ['arg1', 'arg0.key'] },
    { kind: 'literal', members: ['field', 'namespace', 'key'], mode: 'read', namespace: 'value.namespace', key: 'value.key' },
    { kind: 'list', names: ['watched', 'WATCHED'], mode: 'watch' },
    ...keysInTexts,
  ],
};

function definition() {
  return {
    requires: ['arg0.namespace', 'arg0.key'],
    tells: ['arg0.default', 'arg0.type', 'arg0.restartRequired', 'arg0.readOnlyPostInit', 'arg0.envVarOverride', 'arg0.sensitive'],
    namespace: 'arg0.namespace',
    key: 'arg0.key',
    type: 'arg0.type',
    types: {
      bool: 'boolean', boolean: 'boolean', int: 'integer', integer: 'integer', float: 'number', number: 'number', double: 'number',
      str: 'string', string: 'string', enum: 'enum', json: 'json', list: 'list', array: 'list', duration: 'duration', secret: 'secret',
    },
    default: 'arg0.default',
    description: 'arg0.description',
    env: 'arg0.envVarOverride',
    flags: { restart: 'arg0.restartRequired', readOnly: 'arg0.readOnlyPostInit', sensitive: 'arg0.sensitive' },
  } as const;
}
