import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

const getters = ['getConfig', 'getSettings', 'getOptions', 'getEnv', 'useEnv', 'useConfig', 'useSettings', 'loadConfig', 'loadSettings', 'readConfig'];

/** A table of defaults, nested or flat, read as members of what a getter yields or by a getter that is told the key. */
export const objectTable: Vocabulary = {
  name: 'object-table',
  changes: 'live',
  optIn: true,
  registries: [
    {
      kind: 'variable', names: ['defaults', 'DEFAULTS', 'defaultConfig', 'DEFAULT_CONFIG', 'defaultSettings', 'DEFAULT_SETTINGS', 'systemConfigDefaults', 'configDefaults'],
      entries: { members: 'value', depth: { leaf: [] } }, least: 3, key: 'name', default: 'value',
    },
    { kind: 'variable', names: ['defaultOptions', 'optionDefinitions', 'OPTIONS', 'settingDefinitions'], entries: { elements: 'value' }, shapeAll: ['name'], shape: ['value', 'default', 'type'], least: 3, key: 'value.name', default: ['value.value', 'value.default'], type: 'value.type' },
  ],
  accesses: [
    { kind: 'result', of: { callee: getters }, mode: 'read' },
    { kind: 'result', of: { endings: ['config', 'settings', 'options', 'newConfig', 'oldConfig'] }, mode: 'read' },
    { kind: 'call', callee: ['get', 'getOption', 'getOptionOrNull', 'getOptionInt', 'getOptionBool', 'getOptionJson', 'value'], receiver: { endings: ['config', 'settings', 'options', 'optionService', 'store'] }, mode: 'read', key: 'arg0', scope: 'subtree', loose: true },
    { kind: 'call', callee: ['useOption', 'useTriliumOption', 'useSetting', 'getConfigValue', 'getSetting'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['getConfigFromEnv', 'getConfigByPrefix'], mode: 'read', key: 'arg0', scope: 'prefix', loose: true },
    { kind: 'call', callee: ['set', 'setOption', 'createOption', 'updateOption'], receiver: { endings: ['config', 'settings', 'options', 'optionService', 'store'] }, mode: 'write', key: 'arg0', loose: true },
    ...keysInTexts,
  ],
};
