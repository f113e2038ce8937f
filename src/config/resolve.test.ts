import { expect, it } from 'vitest';
import { defineRule } from '../core/model.ts';
import { deadGlobs } from './dead-globs.ts';
import { resolveConfig } from './resolve.ts';

const numbers = defineRule({ id: 'magic-numbers', summary: '', needs: [], defaults: { constants: 'follow', allow: [0, 1] }, messages: {}, judge() {} });
const reads = defineRule({ id: 'env-read', summary: '', needs: [], defaults: {}, messages: {}, judge() {} });
const known = { rules: [reads, numbers], vocabularyProblems: (configured: readonly unknown[]) => configured.filter(each => each !== 'registry').map(each => `there is no vocabulary \`${String(each)}\``) };
const resolve = (config: Parameters<typeof resolveConfig>[0]) => resolveConfig(config, 'ghostwire.config.ts', known);

it('fills in every default', () => {
  expect(resolveConfig({}, undefined, known)).toEqual({
    include: undefined,
    exclude: [],
    analysis: { vocabularies: [], entries: {}, env: { allow: [] }, external: [], profiles: {} },
    rules: { 'env-read': { severity: 'error', options: {} }, 'magic-numbers': { severity: 'error', options: { constants: 'follow', allow: [0, 1] } } },
    baselines: 'baselines',
  });
});

it('puts a plain list of entries under one group and options over defaults', () => {
  const config = resolve({ entries: ['a.ts'], rules: { 'magic-numbers': ['warn', { allow: [2] }] }, baselines: './debt/' });
  expect(config.analysis.entries).toEqual({ app: ['a.ts'] });
  expect(config.rules['magic-numbers']).toEqual({ severity: 'warn', options: { constants: 'follow', allow: [2] } });
  expect(config.baselines).toBe('debt');
});

it.each([
  ['an unknown rule', { rules: { 'env-reads': 'off' } }, '`rules["env-reads"]` in `ghostwire.config.ts` is not a rule; the nearest is `env-read`'],
  ['an unknown option', { rules: { 'magic-numbers': ['error', { constant: 'follow' }] } }, 'option `constant` of `magic-numbers` in `ghostwire.config.ts` does not exist; the nearest is `constants`'],
  ['an option where there is none', { rules: { 'env-read': ['error', { x: 1 }] } }, 'does not exist; the rule has no options'],
  ['an option of another type', { rules: { 'magic-numbers': ['error', { allow: 3 }] } }, 'is a number; write a list such as `[0,1]`'],
  ['an unknown preset', { vocabularies: ['registri'] }, '`vocabularies` in `ghostwire.config.ts`: there is no vocabulary `registri`'],
  ['a vocabulary that is no data', { vocabularies: [{ name: 'x', find: () => 1 }] }, 'write vocabularies as plain data'],
] as const)('refuses %s', (_, config, message) => {
  expect(() => resolve(config)).toThrow(message);
});

it('tells which patterns match nothing', () => {
  const config = resolve({
    include: ['src', 'lib/**/*.ts'],
    entries: { app: ['src/mian.ts'], worker: ['src/w*.ts'] },
    env: { allow: [{ file: 'boot/**', variables: ['A'], reason: 'r' }, { file: 'src/gone.ts', variables: ['A'], reason: 'r' }] },
  });
  expect(deadGlobs(config, ['src/main.ts', 'src/worker.ts'])).toEqual([
    '`include[1]` in `ghostwire.config.ts` is `lib/**/*.ts`, which matches no file; correct it or remove it',
    '`entries.app[0]` in `ghostwire.config.ts` is `src/mian.ts`, which matches no file; the nearest is `src/main.ts`',
    '`env.allow[0].file` in `ghostwire.config.ts` is `boot/**`, which matches no file; correct it or remove it',
  ]);
});
