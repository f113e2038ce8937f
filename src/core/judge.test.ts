import { expect, it } from 'vitest';
import { judge } from './judge.ts';
import { link } from './link.ts';
import { defineRule, type BaselineEntry } from './model.ts';

const at = { file: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
const program = () => link({ files: [], project: [], options: { vocabularies: [], entries: {}, env: { allow: [] }, external: [], profiles: {} } });
const ruleThatReports = (entry: BaselineEntry) => defineRule({
  id: 'bad', summary: '', needs: [], defaults: {}, messages: { bad: (_data: Record<string, never>) => 'bad' }, judge: pass => pass.report({ message: 'bad', data: {}, at, entry }),
});
const judged = (entry: BaselineEntry) => judge(program(), [{ rule: ruleThatReports(entry), severity: 'error', options: {} }]);

it('makes an identity that no baseline can hold a bug of the rule, not of the run', () => {
  expect(judged({ key: 'a.b', kind: 'unread', owner: '-' }).findings).toHaveLength(1);
  expect(judged({ key: 'a.b', kind: 'unread', owner: '' })).toMatchObject({ findings: [], problems: [{ message: expect.stringContaining('the rule `bad` failed') }] });
});
