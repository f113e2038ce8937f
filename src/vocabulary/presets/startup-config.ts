import type { Vocabulary } from '../model.ts';

/** The half of a pair that is fixed at start: `defineStartupConfig('doc', { history: { interval: 600 } })`. */
export const startupConfig: Vocabulary = {
  name: 'startup-config',
  changes: 'start',
  registries: [
    { kind: 'call', callee: ['defineStartupConfig', 'defineModuleConfig'], entries: { members: 'arg1', depth: { leaf: ['default', 'desc'] } }, namespace: 'arg0', key: 'name', default: ['value.default', 'value'], description: ['value.desc', 'value.description'], env: 'value.env' },
  ],
  accesses: [
    { kind: 'result', of: { endings: ['Config', 'ConfigService', 'AFFiNE'] }, mode: 'read' },
  ],
};
