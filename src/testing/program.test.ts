import { expect, it } from 'vitest';
import { defineAnalysis, defineRule } from '../core/model.ts';
import { program } from '../facts/program/kind.ts';
import { factsOf, judgeRule, models } from './program.ts';

it('takes sources for facts, and manifests for project files', () => {
  const paths = defineAnalysis({ id: 'paths', needs: [program], compute: ({ files, project }) => [...files, ...project].map(file => file.path) });
  expect(models({ 'b.ts': '', 'a.test.ts': '', 'package.json': '{}', 'NOTES.md': '' }).model(paths)).toEqual(['a.test.ts', 'b.ts', 'package.json']);
  expect(factsOf({ 'a.test.ts': '' })).toMatchObject([{ test: true }]);
});

it('fails a rule that lets the order of files show', () => {
  const first = defineRule({
    id: 'first', summary: '', needs: [program], defaults: {}, messages: { first: (_: object) => 'first' },
    judge: ({ files, report }) => report({ message: 'first', data: {}, at: { file: files[0]!.path, line: 1, column: 1, endLine: 1, endColumn: 1 }, entry: { key: 'a', kind: 'b', owner: 'c' } }),
  });
  expect(() => judgeRule(first, { 'a.ts': '', 'b.ts': '' })).toThrow('`first` judges differently when the files come in another order');
  expect(judgeRule(first, { 'a.ts': '' })).toHaveLength(1);
});

it('fails on a file that does not parse and on a rule that throws', () => {
  const crash = defineRule({ id: 'crash', summary: '', needs: [], defaults: {}, messages: {}, judge() { throw new Error('boom'); } });
  expect(() => judgeRule(crash, { 'a.ts': '' })).toThrow('boom');
  expect(() => factsOf({ 'a.ts': 'const =' })).toThrow('a.ts:1 does not parse');
});
