import { expect, it } from 'vitest';
import { defineRule } from '../core/model.ts';
import { resolveConfig } from './resolve.ts';

const numbers = defineRule({ id: 'magic-numbers', summary: '', needs: [], defaults: { constants: 'follow' as string, allow: [0, 1], ignore: [] as readonly string[] }, choices: { constants: ['follow', 'annotated-only'] }, messages: {}, judge() {} });
const reads = defineRule({ id: 'env-read', summary: '', needs: [], defaults: {}, messages: {}, judge() {} });
const known = { rules: [reads, numbers], vocabularyProblems: (configured: readonly unknown[]) => configured.filter(each => each !== 'registry').map(each => `there is no vocabulary \`${String(each)}\``) };
const resolve = (config: Parameters<typeof resolveConfig>[0]) => resolveConfig(config, 'ghostwire.config.ts', known);

it('fills in every default', () => {
  expect(resolveConfig({}, undefined, known)).toEqual({
    include: undefined,
    exclude: [],
    analysis: { vocabularies: [], entries: {}, env: { allow: [] }, external: [], profiles: {} },
    rules: { 'env-read': { severity: 'error', options: {} }, 'magic-numbers': { severity: 'error', options: { constants: 'follow', allow: [0, 1], ignore: [] } } },
    baselines: 'baselines',
  });
});

it('puts a plain list of entries under one group and options over defaults', () => {
  const config = resolve({ entries: ['a.ts'], rules: { 'magic-numbers': ['warn', { allow: [2] }] }, baselines: './debt/' });
  expect(config.analysis.entries).toEqual({ app: ['a.ts'] });
  expect(config.rules['magic-numbers']).toEqual({ severity: 'warn', options: { constants: 'follow', allow: [2], ignore: [] } });
  expect(config.baselines).toBe('debt');
});

it.each([
  ['an unknown rule', { rules: { 'env-reads': 'off' } }, '`rules["env-reads"]` in `ghostwire.config.ts` is not a rule; the nearest is `env-read`'],
  ['an unknown option', { rules: { 'magic-numbers': ['error', { constant: 'follow' }] } }, 'option `constant` of `magic-numbers` in `ghostwire.config.ts` does not exist; the nearest is `constants`'],
  ['an option where there is none', { rules: { 'env-read': ['error', { x: 1 }] } }, 'does not exist; the rule has no options'],
  ['an option of another type', { rules: { 'magic-numbers': ['error', { allow: 3 }] } }, 'is a number; write a list such as `[0,1]`'],
  ['an option that means nothing', { rules: { 'magic-numbers': ['error', { constants: 'folow' }] } }, 'is `folow`; write `follow` or `annotated-only`'],
  ['a member of another type', { rules: { 'magic-numbers': ['error', { ignore: ['f', 3] }] } }, 'holds a number; write a list of which each member is a string'],
  ['an unknown preset', { vocabularies: ['registri'] }, '`vocabularies` in `ghostwire.config.ts`: there is no vocabulary `registri`'],
  ['a vocabulary that is no data', { vocabularies: [{ name: 'x', find: () => 1 }] }, 'write vocabularies as plain data'],
] as const)('refuses %s', (_, config, message) => {
  expect(() => resolve(config)).toThrow(message);
});
