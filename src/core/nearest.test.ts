import { expect, it } from 'vitest';
import { nearest, orNearest } from './nearest.ts';

const rules = ['bootstrap-wiring', 'restart-required', 'env-read', 'magic-numbers'];

it.each([
  ['magic-number', 'magic-numbers'],
  ['env-raed', 'env-read'],
  ['Env-Read', 'env-read'],
  ['restart', 'restart-required'],
  ['wholly-unlike-any', undefined],
])('%s means %s', (typed, meant) => {
  expect(nearest(typed, rules)).toBe(meant);
});

it('speaks of the nearest name only where there is one', () => {
  expect(orNearest('env-reads', rules)).toBe('; the nearest is `env-read`');
  expect(orNearest('x', [])).toBe('');
});
