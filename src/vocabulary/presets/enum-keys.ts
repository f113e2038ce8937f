import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** Keys of settings in an enum: `enum InfraConfigEnum { PORT = 'PORT' }`, read by `configService.get('INFRA.PORT')` or by the member. */
export const enumKeys: Vocabulary = {
  name: 'enum-keys',
  changes: 'live',
  optIn: true,
  registries: [
    { kind: 'enum', names: [
      '*ConfigEnum', '*ConfigKey', '*ConfigKeys', '*SettingKey', '*SettingKeys', '*SettingName', '*SettingNames', '*SettingsKey', '*SettingsKeys',
      '*OptionKey', '*PreferenceKey',
    ], least: 3, key: ['value', 'name'] },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getOrThrow', 'getValue', 'getSetting', 'getConfig'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'name', mode: 'read' },
    // The group in front: `get('INFRA.PORT')`.
    { kind: 'string', after: ['INFRA.', 'config.', 'settings.'], mode: 'read' },
    ...keysInTexts,
  ],
};
