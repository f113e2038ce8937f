import type { Vocabulary } from '../model.ts';
import { keysInTexts } from './schema-words.ts';

/** Files of the package `config`: `config/default.json`, read by `config.get('http.port')`. */
export const nodeConfig: Vocabulary = {
  name: 'node-config',
  changes: 'start',
  proof: 0.5,
  registries: [
    { kind: 'yaml', files: ['config/default.{json,json5,yaml,yml}', '**/config/default.{json,json5,yaml,yml}'], unique: false },
    { kind: 'variable', names: ['default', 'exports', 'config', 'defaults'], files: ['config/default.{js,cjs,mjs,ts}', '**/config/default.{js,cjs,mjs,ts}'], entries: { members: 'value', depth: { leaf: [] } }, key: 'name', default: 'value', unique: false },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'has'], from: ['config'], mode: 'read', key: 'arg0', scope: 'subtree' },
    // A loader that hands on what the package yields.
    { kind: 'call', callee: ['get', 'has'], receiver: { endings: ['config'] }, mode: 'read', key: 'arg0', scope: 'subtree', loose: true },
    ...keysInTexts,
  ],
};
