import type { Vocabulary } from '../model.ts';

/** Settings of a plugin: `definePluginSettings({ loud: { type, default, restartNeeded } })`, read by `settings.store.loud`. */
export const pluginSettings: Vocabulary = {
  name: 'plugin-settings',
  changes: 'live',
  registries: [
    {
      kind: 'call', callee: ['definePluginSettings'], entries: { members: 'arg0' }, key: 'name', default: 'value.default', type: 'value.type', description: 'value.description', unique: false,
      types: { STRING: 'string', NUMBER: 'number', BIGINT: 'integer', BOOLEAN: 'boolean', SELECT: 'enum', SLIDER: 'number', COMPONENT: 'json', CUSTOM: 'json' },
      flags: { restart: 'value.restartNeeded', hidden: 'value.hidden', action: { slot: 'value.type', names: ['COMPONENT'] } },
      result: { path: ['store'], fluent: ['withPrivateSettings'] },
    },
  ],
  accesses: [
    { kind: 'result', mode: 'read' },
    { kind: 'result', of: { endings: ['plain', 'store'] }, mode: 'read' },
    { kind: 'call', callee: ['use'], receiver: { result: true, endings: ['settings'] }, mode: 'read', key: 'arg0', scope: 'elements' },
    { kind: 'call', callee: ['useSettings'], mode: 'read', key: 'arg0', scope: 'elements', loose: true },
    { kind: 'string', after: ['settings.store.', 'settings.plain.'], mode: 'read' },
  ],
};
