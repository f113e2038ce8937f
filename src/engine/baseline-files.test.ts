import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compare } from '../core/compare.ts';
import { parseEntry } from '../core/entry.ts';
import type { Finding } from '../core/model.ts';
import { readBaselines, writeBaselines } from './baseline-files.ts';
import { diskWorld, memoryWorld, type World } from './world.ts';

const finding = (entry: string, rule = 'env-read'): Finding => ({
  rule, message: 'm', text: 't', at: { file: 'a.ts', line: 1, column: 1, endLine: 1, endColumn: 2 }, entry: parseEntry(entry), severity: 'error',
});
const compared = (world: World, findings: readonly Finding[], directory = 'baselines', rules = ['env-read'], replacing = false) => {
  const { baselines, problems } = readBaselines(world, directory, rules, { replacing });
  expect(problems).toEqual([]);
  return compare({ findings, baselines, scannedRules: rules, exists: () => true, today: '2026-06-01' });
};

describe('reading', () => {
  it('GW28 takes a missing baseline for an empty set', () => {
    expect(readBaselines(memoryWorld({}), 'baselines', ['env-read'])).toEqual({ baselines: [{ rule: 'env-read', lines: [] }], problems: [] });
  });

  it('GW34 covers a finding from a baseline at another path', () => {
    const world = memoryWorld({ 'etc/debt/env-read.txt': 'a.ts#A:read:A\n' });
    expect(compared(world, [finding('a.ts#A:read:A')], './etc/debt/').new).toEqual([]);
    expect(compared(world, [finding('a.ts#A:read:A')]).new).toHaveLength(1);
  });

  it('MN39 refuses a baseline that is not UTF-8', () => {
    const world = memoryWorld({ 'baselines/env-read.txt': Uint8Array.from([0x61, 0x2e, 0xff, 0x0a]) });
    for (const replacing of [false, true]) expect(readBaselines(world, 'baselines', ['env-read'], { replacing }).problems).toMatchObject([{ file: 'baselines/env-read.txt', line: 1 }]);
  });

  it('names the file and the line of what it cannot read, for every rule', () => {
    const world = memoryWorld({ 'baselines/env-read.txt': '# header\ngarbage\n', 'baselines/magic-numbers.txt': 'a.ts#A:read:A\n<<<<<<< HEAD\n', 'baselines/bootstrap-wiring.txt': null });
    expect(readBaselines(world, 'baselines', ['bootstrap-wiring', 'env-read', 'magic-numbers']).problems).toMatchObject([
      { file: 'baselines/bootstrap-wiring.txt' }, { file: 'baselines/env-read.txt', line: 2 }, { file: 'baselines/magic-numbers.txt', line: 2 },
    ]);
  });

  it('covers by the lines that can be read of a damaged baseline, so that the damage is all that is said', () => {
    const world = memoryWorld({ 'baselines/env-read.txt': 'a.ts#A:read:A\n<<<<<<< HEAD\na.ts#B:read:A\n=======\na.ts#C:read:A\n>>>>>>> topic\n' });
    expect(readBaselines(world, 'baselines', ['env-read'])).toMatchObject({ baselines: [{ lines: [{ entry: { key: 'a.ts#A' } }, { entry: { key: 'a.ts#B' } }, { entry: { key: 'a.ts#C' } }] }], problems: [{ line: 2 }] });
  });

  it('skips a byte order mark', () => {
    const world = memoryWorld({ 'baselines/env-read.txt': '\ufeffa.ts#A:read:A\n' });
    expect(compared(world, [finding('a.ts#A:read:A')]).new).toEqual([]);
  });
});

describe('writing', () => {
  it('GW33 replaces a garbage baseline, and the next run is clean', () => {
    const files = { 'baselines/env-read.txt': 'garbage\na.ts#A:read:A  # owner=@core\n' };
    const world = memoryWorld(files);
    const findings = [finding('a.ts#A:read:A'), finding('a.ts#B:read:A')];
    expect(readBaselines(world, 'baselines', ['env-read']).problems).toHaveLength(1);
    const { baselines: changes } = writeBaselines(world, 'baselines', ['env-read'], compared(world, findings, 'baselines', ['env-read'], true), 'update');
    expect(changes).toMatchObject([{ rule: 'env-read', file: 'baselines/env-read.txt', added: [{ key: 'a.ts#B' }], removed: [], kept: 1 }]);
    expect(String(files['baselines/env-read.txt'])).not.toContain('garbage');
    expect(String(files['baselines/env-read.txt'])).toContain('a.ts#A:read:A  # owner=@core\n');
    expect(compared(world, findings)).toMatchObject({ new: [], stale: [] });
  });

  it('touches no file of a rule that did not run, nor one that is as it should be, and makes none for nothing', () => {
    const files: { [path: string]: string | Uint8Array } = { 'baselines/magic-numbers.txt': 'garbage\n' };
    const written: string[] = [];
    const inner = memoryWorld(files);
    const world: World = { ...inner, write: (file, content) => (written.push(file), inner.write(file, content)) };
    const update = (findings: readonly Finding[], rules: readonly string[]) => writeBaselines(world, 'baselines', rules, compared(world, findings, 'baselines', [...rules]), 'update');
    update([finding('a.ts#A:read:A')], ['env-read', 'restart-required']);
    update([finding('a.ts#A:read:A')], ['env-read', 'restart-required']);
    expect(written).toEqual(['baselines/env-read.txt']);
    expect(files['baselines/magic-numbers.txt']).toBe('garbage\n');
    update([], ['env-read']);
    expect(compared(world, []).stale).toEqual([]);
  });
});

it('says which file could not be written, and writes none after it', () => {
  const files: { [path: string]: string | Uint8Array } = {};
  const world: World = { ...memoryWorld(files), write: () => { throw Object.assign(new Error('no'), { code: 'EACCES' }); } };
  expect(writeBaselines(world, 'baselines', ['env-read'], compared(world, [finding('a.ts#A:read:A')]), 'update')).toEqual({
    baselines: [], problem: { file: 'baselines/env-read.txt', message: 'this baseline cannot be written (EACCES); make its directory writable' },
  });
  expect(files).toEqual({});
});

describe('on disk', () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-baselines-'));
  afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

  it('leaves nothing but the baseline', () => {
    const world = diskWorld(root);
    writeBaselines(world, 'baselines', ['env-read'], compared(world, [finding('a.ts#A:read:A')]), 'update');
    expect(fs.readdirSync(path.join(root, 'baselines'))).toEqual(['env-read.txt']);
    expect(compared(world, [finding('a.ts#A:read:A')]).new).toEqual([]);
  });
});
