import type { Vocabulary } from '../model.ts';

/** The half of a pair that changes while running: `defineRuntimeConfig('auth', { allowSignup: { desc, default } })`. */
export const runtimeConfig: Vocabulary = {
  name: 'runtime-config',
  join: '/',
  changes: 'live',
  registries: [
    { kind: 'call', callee: ['defineRuntimeConfig'], entries: { members: 'arg1' }, namespace: 'arg0', key: 'name', default: 'value.default', description: ['value.desc', 'value.description'] },
  ],
  accesses: [
    { kind: 'call', callee: ['fetch', 'get'], receiver: { endings: ['runtime', 'runtimeConfig'] }, mode: 'read', key: 'arg0' },
    { kind: 'call', callee: ['fetchAll'], receiver: { endings: ['runtime', 'runtimeConfig'] }, mode: 'read', key: 'arg0', scope: 'values', loose: true },
    { kind: 'call', callee: ['fetchAll'], receiver: { endings: ['runtime', 'runtimeConfig'] }, mode: 'read', key: 'arg0', scope: 'names', loose: true },
    { kind: 'call', callee: ['set', 'upsert'], receiver: { endings: ['runtime', 'runtimeConfig'] }, mode: 'write', key: 'arg0', loose: true },
  ],
};
