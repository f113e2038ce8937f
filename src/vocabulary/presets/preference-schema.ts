import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

const services = ['preferences', 'preferenceService', 'preferenceProxy', 'prefs'];

/** Constants of the type `PreferenceSchema`, as in Theia and OpenSumi, read through proxies by whole keys. */
export const preferenceSchema: Vocabulary = {
  name: 'preference-schema',
  changes: 'live',
  optIn: true,
  registries: [
    {
      kind: 'variable', names: ['*'], annotated: ['PreferenceSchema', 'PreferenceContribution', 'PreferenceSchemaProperties'], entries: { members: ['value.properties'] },
      key: 'name', type: 'value.type', types: { object: 'json', array: 'list' }, default: 'value.default', description: ['value.description', 'value.markdownDescription'],
      flags: { restart: { slot: 'value.tags', equals: ['requiresRestart'] }, deprecated: { slot: ['value.deprecationMessage', 'value.markdownDeprecationMessage'], present: true }, hidden: 'value.hidden' },
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'getValid', 'inspect', 'getValue', 'ensure', 'resolve'], receiver: { endings: services }, mode: 'read', key: ['arg0', 'arg0.preferenceName'], fallback: 'arg1', scope: 'subtree', loose: true },
    { kind: 'call', callee: ['onSpecificPreferenceChange', 'onPreferenceChange'], mode: 'watch', key: 'arg0', loose: true },
    { kind: 'call', callee: ['set', 'updateValue', 'update', 'setPreference'], receiver: { endings: services }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'call', callee: ['affects', 'affectsConfiguration'], mode: 'watch', key: 'arg0', loose: true },
    { kind: 'comparison', members: ['preferenceName', 'changedPreferenceName', 'prefName', 'key'], mode: 'watch' },
    { kind: 'result', of: { endings: [''], wholeKeys: true }, mode: 'read' },
    { kind: 'string', after: ['config.'], mode: 'read' },
    ...keysInTexts,
  ],
};
