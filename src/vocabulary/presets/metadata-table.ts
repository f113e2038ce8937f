import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** A table of settings, each with its value, its type and what the program does with it, read by `Setting.value('key')`. */
export const metadataTable: Vocabulary = {
  name: 'metadata-table',
  changes: 'live',
  proof: 0.5,
  registries: [
    {
      kind: 'variable', names: ['*'], shapeAll: ['value', 'type'], shape: [
        'public', 'secure', 'label', 'section', 'storage', 'advanced', 'appTypes', 'needRestart', 'description', 'category',
      ], least: 5,
      key: 'name', type: 'value.type', default: 'value.value', description: ['value.description', 'value.label'],
      types: { Int: 'integer', Integer: 'integer', Float: 'number', Bool: 'boolean', Boolean: 'boolean', String: 'string', Array: 'list', Object: 'json' },
      flags: {
        restart: ['value.needRestart', 'value.requiresRestart', 'value.restartRequired'], sensitive: ['value.secure', 'value.sensitive', 'value.secret'],
        action: { slot: 'value.type', equals: ['button', 'action'], names: ['Button', 'Action'] },
      },
    },
  ],
  accesses: [
    { kind: 'call', callee: [
      'value', 'valueNoThrow', 'get', 'getValue', 'objectValue', 'globalValue', 'globalValues', 'getSetting',
    ], receiver: { endings: ['Setting', 'Settings', 'SettingsStore', 'config'] }, mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['useSetting', 'useSettingValue', 'getSetting'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['subValues', 'getByPrefix', 'valuesByPrefix'], receiver: { endings: ['Setting', 'Settings'] }, mode: 'read', key: 'arg0', scope: 'prefix', loose: true },
    { kind: 'call', callee: ['setValue', 'set', 'resetKey', 'incValue', 'setArrayValue', 'setObjectValue', 'deleteObjectValue'], receiver: { endings: ['Setting', 'Settings'] }, mode: 'write', key: 'arg0', loose: true },
    // It writes the opposite of what it has read.
    { kind: 'call', callee: ['toggle'], receiver: { endings: ['Setting', 'Settings'] }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'result', of: { endings: ['settings'] }, mode: 'read' },
    { kind: 'result', of: { endings: [''], wholeKeys: true }, mode: 'read' },
    { kind: 'string', after: ['config.', 'settings.', 'setting:'], mode: 'read' },
    { kind: 'list', names: ['settingName', 'settingKey', 'setting'], mode: 'read' },
    ...keysInTexts,
  ],
};
