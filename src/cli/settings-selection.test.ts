import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../analyses/inventory/model.ts';
import { checkSelection, sectionsOf, select, type Selection } from './settings-selection.ts';
import { settingsTable } from './settings-table.ts';

const row = (key: string, more: Partial<SettingRow> = {}): SettingRow => ({
  key, index: 0, application: '', type: '', flags: [], gates: [], readers: [], verdict: 'live',
  at: { file: 'src/env.ts', line: 1, column: 1, endLine: 1, endColumn: 1 }, ...more,
});
const ROWS = [
  row('http.port', { namespace: 'http', flags: ['restart'] }),
  row('metrics.push', { namespace: 'metrics' }),
  row('metrics.url', { namespace: 'metrics', verdict: 'default-off', gates: ['metrics.push'], flags: ['sensitive'], default: 'secret' }),
  row('PORT', { verdict: 'unread' }),
];
const all: Selection = { verdicts: [], namespaces: [], flags: [], sort: undefined };
const keys = (selection: Partial<Selection>): string[] => select(ROWS, { ...all, ...selection }).map(({ key }) => key);

describe('a selection', () => {
  it.each([
    [{ verdicts: ['unread', 'default-off'] }, ['metrics.url', 'PORT']],
    [{ namespaces: ['metrics'] }, ['metrics.push', 'metrics.url']],
    [{ namespaces: ['P*'] }, ['PORT']],
    [{ flags: ['restart', 'sensitive'] }, ['http.port', 'metrics.url']],
    [{ namespaces: ['metrics'], flags: ['restart'] }, []],
    [{ sort: 'verdict' }, ['PORT', 'metrics.url', 'http.port', 'metrics.push']],
  ])('%j', (selection, expected) => expect(keys(selection)).toEqual(expected));

  it('refuses what does not exist, with the nearest', () => {
    expect(() => checkSelection({ ...all, verdicts: ['unraed'] })).toThrow('there is no verdict `unraed`; the nearest is `unread`');
    expect(() => checkSelection({ ...all, flags: ['secret'], sort: 'age' })).toThrow('there is no flag `secret`');
    expect(() => keys({ namespaces: ['metric'] })).toThrow('no setting has the namespace `metric`; the nearest is `metrics`');
  });
});

it('what is off by default stands below what switches it on, unless another order is asked for', () => {
  expect(sectionsOf(ROWS, false).map(({ gates, rows }) => [gates, rows.map(({ key }) => key)])).toEqual([[undefined, ['http.port', 'metrics.push', 'PORT']], [['metrics.push'], ['metrics.url']]]);
  expect(sectionsOf(ROWS, true)).toHaveLength(1);
});

it('the table keeps to the width of the terminal and shows no secret', () => {
  const wide = [...ROWS, row(`long.${'x'.repeat(80)}`, { default: 'y'.repeat(80) })];
  const text = settingsTable(wide, { color: false, columns: 80, sorted: false, onlyIn: index => (index === 0 ? ['worker'] : []) });
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(text).toContain('off until `metrics.push` is switched on');
  expect(text).toContain('live only in worker');
  expect(text).not.toContain('secret');
});
