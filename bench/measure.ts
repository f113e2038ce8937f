import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What one process used, its threads included. */
export interface Usage {
  /** Milliseconds of user and system time, all threads. */
  readonly cpu: number;
  /** Milliseconds. */
  readonly wall: number;
  /** Peak resident memory. */
  readonly mib: number;
}

export const here = path.dirname(new URL(import.meta.url).pathname);
export const bin = path.join(here, '../bin/ghostwire.js');

/** A directory of its own that goes when the process does. */
export function temporaryDirectory(): string {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-bench-'));
  process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));
  return work;
}

/** A checkout without what is installed in it and without its history. */
export const copyCheckout = (from: string, to: string): void =>
  fs.cpSync(from, to, { recursive: true, filter: each => !/[\\/](node_modules|\.git)$/.test(each), verbatimSymlinks: true });

/** Runs Node with these arguments and says what it used; throws when it does not end by itself. */
export function measured(command: readonly string[], work: string): Usage {
  const usage = path.join(work, 'usage.json');
  fs.rmSync(usage, { force: true });
  const started = performance.now();
  const { stderr } = spawnSync(process.execPath, ['--require', path.join(here, 'usage.cjs'), ...command], {
    env: { ...process.env, BENCH_USAGE: usage, NO_COLOR: '1' }, encoding: 'utf8', maxBuffer: 1 << 28,
  });
  const wall = performance.now() - started;
  if (!fs.existsSync(usage)) throw new Error(`\`${command.join(' ')}\` did not end by itself\n${stderr}`);
  return { ...(JSON.parse(fs.readFileSync(usage, 'utf8')) as Omit<Usage, 'wall'>), wall }; // Written by `usage.cjs`.
}

export const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
