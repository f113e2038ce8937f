import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

const definition = {
  key: 'arg0', default: 'arg1', type: 'arg2.type', types: { int: 'integer', boolean: 'boolean', string: 'string', select: 'enum', password: 'secret', code: 'string', color: 'string', relativeUrl: 'string', multiSelect: 'list', timezone: 'string' },
  description: ['arg2.i18nDescription', 'arg2.i18nLabel'], env: 'arg2.env', open: true,
  // `readonly` is what the program itself sets while it runs, and the page of settings shows.
  flags: {
    sensitive: 'arg2.secret', hidden: 'arg2.hidden', external: ['arg2.public', 'arg2.readonly'], action: { slot: 'arg2.type', equals: ['action'] },
  },
} as const;

/** Settings added one by one inside groups and sections: `addGroup('G', function () { this.add('Key', default, { … }) })`. */
export const groupAdd: Vocabulary = {
  name: 'group-add',
  changes: 'live',
  proof: 0.4,
  registries: [
    { kind: 'call', callee: ['add'], receiver: { self: true }, within: ['addGroup', 'section', 'group'], ...definition },
    { kind: 'call', callee: ['add'], receiver: { endings: ['settingsRegistry', 'SettingsRegistry'] }, ...definition },
  ],
  accesses: [
    { kind: 'call', callee: ['get'], receiver: { endings: ['settings', 'settingsRegistry', 'CachedSettings'] }, mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['watch', 'watchOnce', 'change', 'changeOnce'], receiver: { endings: ['settings', 'settingsRegistry', 'CachedSettings'] }, mode: 'watch', key: 'arg0', loose: true },
    { kind: 'call', callee: ['watchMultiple', 'changeMultiple', 'getMultiple'], receiver: { endings: ['settings'] }, mode: 'watch', key: 'arg0', scope: 'elements' },
    { kind: 'call', callee: ['watchByRegex', 'changeByRegex', 'getByRegexp', 'getByRegex'], receiver: { endings: ['settings'] }, mode: 'read', key: 'arg0', scope: 'pattern' },
    { kind: 'call', callee: ['useSetting', 'useSettingStructure'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['findOneById', 'findOneNotHiddenById', 'getValueById', 'findById'], receiver: { endings: ['Settings'] }, mode: 'read', key: 'arg0', loose: true },
    { kind: 'call', callee: ['findOne', 'find'], receiver: { endings: ['Settings'] }, mode: 'read', key: 'arg0._id', loose: true },
    { kind: 'call', callee: ['findByIds'], receiver: { endings: ['Settings'] }, mode: 'read', key: 'arg0', scope: 'elements' },
    { kind: 'call', callee: ['updateValueById', 'incrementValueById', 'resetValueById', 'updateOptionsById', 'updateValueAndEditorById'], receiver: { endings: ['Settings'] }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'call', callee: ['useSettingSetValue', 'notifyOnSettingChangedById'], mode: 'write', key: 'arg0', loose: true },
    // A setting on which another one depends: the page of settings looks at it.
    { kind: 'literal', members: ['_id', 'value'], mode: 'read', key: 'value._id' },
    ...keysInTexts,
  ],
};
