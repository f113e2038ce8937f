import { expect, it } from 'vitest';
import { anyGlob, globMatcher, isGlob } from './glob.ts';

it.each([
  ['src/**/*.ts', 'src/a.ts', true],
  ['src/**/*.ts', 'src/a/b/c.ts', true],
  ['src/**/*.ts', 'source/a.ts', false],
  ['src/*.ts', 'src/a/b.ts', false],
  ['**', 'a/b', true],
  ['src/**', 'src/a/b.ts', true],
  ['src/**', 'srcs/a', false],
  ['src/', 'src/a/b.ts', true],
  ['./src/a.ts', 'src/a.ts', true],
  ['**/boot.ts', 'boot.ts', true],
  ['**/boot.ts', 'a/reboot.ts', false],
  ['src/{app,worker}/*.{ts,mts}', 'src/worker/x.mts', true],
  ['src/{app,worker}/*.ts', 'src/other/x.ts', false],
  ['src/{a,b/{c,d}}.ts', 'src/b/d.ts', true],
  ['a/{b.ts', 'a/{b.ts', true],
  ['file?.ts', 'file1.ts', true],
  ['file?.ts', 'file/.ts', false],
  ['file[0-9].ts', 'file7.ts', true],
  ['file[!0-9].ts', 'file7.ts', false],
  ['a+b(c).ts', 'a+b(c).ts', true],
  ['app/\\[id\\]/page.ts', 'app/[id]/page.ts', true],
  ['app/[id]/page.ts', 'app/[id]/page.ts', true],
  ['a.ts', 'abts', false],
])('%s against %s is %s', (pattern, path, matches) => {
  expect(globMatcher(pattern)(path)).toBe(matches);
});

it('any of several patterns is enough, and none is not', () => {
  expect(anyGlob(['a/*', 'b/*'])('b/x')).toBe(true);
  expect(anyGlob([])('b/x')).toBe(false);
});

it('tells a pattern from a path', () => {
  expect(isGlob('src/boot/database.ts')).toBe(false);
  expect(isGlob('src/*.ts')).toBe(true);
});
