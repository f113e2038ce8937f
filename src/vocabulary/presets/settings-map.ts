import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** A map `SETTINGS` from keys, many of them enum members, to definitions with a default and the levels they may be set at. */
export const settingsMap: Vocabulary = {
  name: 'settings-map',
  changes: 'live',
  proof: 0.5,
  registries: [
    {
      kind: 'variable', names: ['SETTINGS', 'Settings', 'settings', 'SETTING_DEFINITIONS', 'settingDefinitions'], shapeAll: ['default'], shape: [
        'supportedLevels', 'displayName', 'controller', 'isFeature', 'levels', 'label', 'scope', 'schema', 'title',
      ], least: 3,
      key: 'name', default: 'value.default', description: ['value.description', 'value.displayName', 'value.label', 'value.title'], type: 'value.type',
      flags: { restart: { slot: 'value.controller', calls: ['ReloadOnChangeController', 'RestartOnChangeController'] }, external: { slot: 'value.supportedLevels', equals: ['platform'] }, hidden: 'value.hidden' },
    },
  ],
  accesses: [
    {
      kind: 'call', callee: ['getValue', 'getValueAt', 'getDefaultValue', 'getFirstSupportedLevel'],
      receiver: { endings: ['SettingsStore', 'settingsStore', 'settings', 'store', 'SettingsService'] }, mode: 'read', key: 'arg0', loose: true,
    },
    { kind: 'call', callee: ['watchSetting', 'monitorSetting'], receiver: { endings: ['SettingsStore', 'settingsStore', 'settings', 'store', 'SettingsService'] }, mode: 'watch', key: 'arg0', loose: true },
    { kind: 'call', callee: ['getValueAt', 'useSettingValueAt'], mode: 'read', key: 'arg1', loose: true },
    { kind: 'call', callee: ['useSettingValue', 'useSetting', 'useFeatureEnabled', 'useSettingsValue'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['setValue', 'setFeatureEnabled'], receiver: { endings: ['SettingsStore', 'settingsStore'] }, mode: 'write', key: 'arg0', loose: true },
    // A controller that is told of another setting looks at it.
    { kind: 'call', form: 'new', callee: ['*Controller'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', form: 'new', callee: ['*Watcher'], mode: 'watch', key: 'arg0', loose: true },
    { kind: 'call', form: 'jsx', callee: ['SettingsFlag'], mode: 'mention', key: 'arg0.name', loose: true },
    { kind: 'list', names: ['settingName', 'settingNames', 'setting', 'featureName', 'incompatibleSetting'], mode: 'read' },
    ...keysInTexts,
  ],
};
