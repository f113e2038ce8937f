import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readSource, writeFiles } from './edit-files.ts';

const roots: string[] = [];

function tree(files: { readonly [file: string]: string }): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-edit-'));
  roots.push(root);
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(path.join(root, file), text);
  return root;
}

afterEach(() => {
  for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true, force: true });
});

const read = (root: string, file: string): string => fs.readFileSync(path.join(root, file), 'utf8');

it('writes texts, and keeps byte order mark and mode', () => {
  const root = tree({ 'a.ts': '\uFEFFa\n', 'b.ts': 'b\n' });
  fs.chmodSync(path.join(root, 'b.ts'), 0o755);
  expect(readSource(root, 'a.ts')).toBe('a\n');
  expect(writeFiles(root, new Map([['a.ts', 'a\n'], ['b.ts', 'b\n']]), new Map([['a.ts', 'A\n'], ['b.ts', 'B\n']]))).toBeUndefined();
  expect([read(root, 'a.ts'), read(root, 'b.ts')]).toEqual(['\uFEFFA\n', 'B\n']);
  expect(fs.statSync(path.join(root, 'b.ts')).mode & 0o777).toBe(0o755);
  expect(fs.readdirSync(root).sort()).toEqual(['a.ts', 'b.ts']);
});

it.each([
  ['a file that has changed since', { 'a.ts': 'a\n', 'b.ts': 'changed\n' }, /`b\.ts` has changed meanwhile/],
  ['a file that is gone', { 'a.ts': 'a\n' }, /ENOENT/],
])('writes nothing at all with %s', (_, files, reason) => {
  const root = tree(files);
  expect(writeFiles(root, new Map([['a.ts', 'a\n'], ['b.ts', 'b\n']]), new Map([['a.ts', 'A\n'], ['b.ts', 'B\n']]))).toMatch(reason);
  expect(Object.fromEntries(fs.readdirSync(root).map(file => [file, read(root, file)]))).toEqual(files);
});

it('writes nothing where a file is read-only', () => {
  const root = tree({ 'a.ts': 'a\n', 'b.ts': 'b\n' });
  fs.chmodSync(path.join(root, 'b.ts'), 0o444);
  expect(writeFiles(root, new Map([['a.ts', 'a\n'], ['b.ts', 'b\n']]), new Map([['a.ts', 'A\n'], ['b.ts', 'B\n']]))).toBe('nothing was written, because `b.ts` is read-only; make it writable');
  expect([read(root, 'a.ts'), read(root, 'b.ts'), fs.readdirSync(root).length]).toEqual(['a\n', 'b\n', 2]);
});

it('writes through a link', () => {
  const root = tree({ 'a.ts': 'a\n' });
  fs.symlinkSync('a.ts', path.join(root, 'b.ts'));
  expect(writeFiles(root, new Map([['b.ts', 'a\n']]), new Map([['b.ts', 'A\n']]))).toBeUndefined();
  expect([read(root, 'a.ts'), fs.lstatSync(path.join(root, 'b.ts')).isSymbolicLink()]).toEqual(['A\n', true]);
});
