import { expect, it } from 'vitest';
import { exitCode, type Ending } from './exit-code.ts';
import type { Finding, MarkerProblem } from './model.ts';

const at = { file: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
const finding = (severity: 'error' | 'warn'): Finding => ({ rule: 'r', message: 'm', text: 't', at, entry: { key: 'a.x', kind: 'unread', owner: '-' }, severity });
const marker: MarkerProblem = { problem: 'unused', at, message: 'm' };
const clean: Ending = { new: [], stale: [], markers: [], problems: [], strictBaseline: false };
const stale = [{ rule: 'r', entry: 'a.x:unread:-' }];

it.each<[string, Partial<Ending>, number]>([
  ['nothing', {}, 0],
  ['a finding', { new: [finding('error')] }, 1],
  ['warnings alone', { new: [finding('warn'), finding('warn')] }, 0],
  ['a warning and an error', { new: [finding('warn'), finding('error')] }, 1],
  ['a marker problem', { markers: [marker] }, 1],
  ['a strict baseline without stale entries', { strictBaseline: true }, 0],
  ['a problem, whatever else there is', { problems: [{ file: 'a.ts', message: 'm' }], new: [finding('error')], markers: [marker] }, 2],
])('%s', (_, ending, code) => {
  expect(exitCode({ ...clean, ...ending })).toBe(code);
});

it('MN52 a stale entry is no failure unless the baseline is strict', () => {
  expect(exitCode({ ...clean, stale })).toBe(0);
  expect(exitCode({ ...clean, stale, strictBaseline: true })).toBe(1);
});
