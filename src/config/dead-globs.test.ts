import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Config } from './config.ts';
import { deadGlobs } from './dead-globs.ts';
import { remarks } from './remarks.ts';
import { resolveConfig } from './resolve.ts';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-globs-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const rule = { id: 'env-read', summary: '', needs: [], defaults: {}, messages: {}, judge() {} };
const resolve = (config: Config) => resolveConfig(config, 'ghostwire.config.ts', { rules: [rule], vocabularyProblems: () => [] });
const paths = ['package.json', 'src/main.ts', 'src/worker.ts'];
const dead = (config: Config): string[] => deadGlobs(resolve(config), paths, root);
const told = (config: Config, seen = paths): readonly string[] => remarks(resolve(config), seen, root);

it('tells which patterns match nothing', () => {
  expect(dead({
    include: ['src', 'lib/**/*.ts'],
    entries: { app: ['src/mian.ts'], worker: ['src/w*.ts'] },
    env: { allow: [{ file: 'boot/**', variables: ['A'], reason: 'r' }, { file: 'src/gone.ts', variables: ['A'], reason: 'r' }] },
  })).toEqual([
    '`include[1]` in `ghostwire.config.ts` is `lib/**/*.ts`, which matches no source file; correct it or remove it',
    '`entries.app[0]` in `ghostwire.config.ts` is `src/mian.ts`, which matches no file; the nearest is `src/main.ts`',
    '`env.allow[0].file` in `ghostwire.config.ts` is `boot/**`, which matches no file; correct it or remove it',
  ]);
});

it('does not take a manifest for what is to be scanned', () => {
  expect(dead({ include: ['*.json'] })).toEqual(['`include[0]` in `ghostwire.config.ts` is `*.json`, which matches no source file; correct it or remove it']);
});

it('says why what is there is not seen', () => {
  fs.mkdirSync(path.join(root, 'lib'));
  fs.symlinkSync('src', path.join(root, 'linked'));
  expect(dead({ include: ['lib/**', 'linked/*.ts'] })).toEqual([
    '`include[0]` in `ghostwire.config.ts` is `lib/**`, which matches no source file, because `lib` is empty, unreadable, built, installed or ignored by git; correct it or remove it',
    '`include[1]` in `ghostwire.config.ts` is `linked/*.ts`, which matches no source file, because `linked` is a symbolic link; name what it leads to',
  ]);
});

it('remarks on what `exclude` names and is not there, and not on what is left out anyway', () => {
  expect(told({ exclude: ['srcc/**', 'src/mian.ts', '**/*.legacy.ts', 'src/worker.ts'] })).toEqual([
    '`exclude[0]` in `ghostwire.config.ts` is `srcc/**`, which leaves out no file; the nearest is `src`',
    '`exclude[1]` in `ghostwire.config.ts` is `src/mian.ts`, which leaves out no file; the nearest is `src/main.ts`',
    '`exclude[2]` in `ghostwire.config.ts` is `**/*.legacy.ts`, which leaves out no file; correct it or remove it',
  ]);
  expect(told({ exclude: ['**/node_modules/**', 'dist', 'packages/*/build/**', '**/*.d.ts'] })).toEqual([]);
  expect(told({})).toEqual([]);
});

it('remarks on the baseline of no rule', () => {
  expect(told({}, [...paths, 'baselines/env-read.txt', 'baselines/env-reads.txt', 'baselines/gone-for-good.txt', 'baselines/README.md', 'docs/notes.txt'])).toEqual([
    '`baselines/env-reads.txt` is the baseline of no rule and covers nothing; the nearest is `env-read`',
    '`baselines/gone-for-good.txt` is the baseline of no rule and covers nothing; delete it',
  ]);
  expect(told({ baselines: '.' }, [...paths, 'robots.txt'])).toEqual([]);
});
