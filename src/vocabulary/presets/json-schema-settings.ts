import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** A JSON Schema that a module of settings loads, read by `settings.get().http.port` of that module. */
export const jsonSchemaSettings: Vocabulary = {
  name: 'json-schema-settings',
  changes: 'live',
  proof: 0.5,
  registries: [
    {
      kind: 'jsonSchema', files: ['**/*{settings,config,configuration,options}*schema*.json'], loaded: true,
      flags: { restart: ['value.requiresRestart', 'value.restartRequired', 'value.needsRestart'], readOnly: 'value.readOnly', sensitive: ['value.writeOnly', 'value.sensitive', 'value.secret'], deprecated: 'value.deprecated', hidden: 'value.hidden' },
    },
  ],
  accesses: [
    { kind: 'result', of: { callee: ['get', 'getSettings', 'getConfig', 'getAll', 'all', 'load', 'loadSettings', 'loadConfig', 'read'], besideFile: true }, mode: 'read' },
    { kind: 'call', callee: ['get', 'getValue'], receiver: { endings: ['settings', 'config'] }, mode: 'read', key: 'arg0', scope: 'subtree', loose: true },
    { kind: 'call', callee: ['set', 'setValue'], receiver: { endings: ['settings', 'config'] }, mode: 'write', key: ['arg0', 'arg0.0'], loose: true },
    ...keysInTexts,
  ],
};
