import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { unifiedDiff } from './unified-diff.ts';

const lines = (...numbers: (number | string)[]): string => numbers.map(each => `${each}\n`).join('');
const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1);

describe('a unified diff', () => {
  it('is empty for equal texts', () => {
    expect(unifiedDiff('a.ts', 'a\n', 'a\n')).toBe('');
  });
  it('shows three lines around a change', () => {
    expect(unifiedDiff('a.ts', lines(...upTo(9)), lines(1, 2, 3, 4, 'five', 6, 7, 8, 9))).toBe(`--- a/a.ts\n+++ b/a.ts\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n`);
  });
  it('keeps changes apart in a text of any length', () => {
    const long = upTo(20_000);
    const diff = unifiedDiff('a.ts', lines(...long), lines('first', ...long.map(n => (n === 10_000 ? 'middle' : n)), 'last'));
    expect(diff.split('\n').filter(line => /^[-+]\w/.test(line))).toEqual(['+first', '-10000', '+middle', '+last']);
  });
  it('shows a text that has nothing of another as replaced', () => {
    const diff = unifiedDiff('a.ts', lines(...upTo(3000)), lines(...upTo(3000).map(n => -n)));
    expect(diff.split('\n').filter(line => line.startsWith('-')).length).toBe(3001);
    expect(diff.indexOf('\n+-1\n')).toBeGreaterThan(diff.indexOf('\n-3000\n'));
  });
  it('says where a text has no line break at its end', () => {
    expect(unifiedDiff('a.ts', 'a', 'a\n')).toBe('--- a/a.ts\n+++ b/a.ts\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n');
  });

  const texts: readonly (readonly [string, string])[] = [
    ['', 'a\n'], ['a\n', ''], ['a\nb\n', 'b\na\n'], [lines(...upTo(40)), lines(...upTo(40).filter(n => n % 9 !== 0))],
    [lines(...upTo(40)), lines('x', ...upTo(20), 'y', 'y', ...upTo(40).slice(20), 'z')], ['a\r\nb\r\n', 'a\r\nc\r\nb'], [lines(1, 1, 1, 2, 1), lines(1, 2, 1, 1)],
  ];
  it.each(texts)('takes `patch` from one text to the other (%#)', (before, after) => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-diff-'));
    try {
      fs.writeFileSync(path.join(directory, 'a.ts'), before);
      const { status, stderr } = spawnSync('git', ['apply', '--unidiff-zero', '--whitespace=nowarn', '-'], { cwd: directory, input: unifiedDiff('a.ts', before, after), encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(fs.readFileSync(path.join(directory, 'a.ts'), 'utf8')).toBe(after);
    } finally {
      fs.rmSync(directory, { recursive: true, force: true });
    }
  });
});
