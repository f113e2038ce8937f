import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/ghostwire.js', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line in a directory, with no terminal, no colour and outside CI unless `env` says so. */
export function ghostwire(cwd: string, args: readonly string[] = [], env: { readonly [name: string]: string } = {}): Ran {
  const { CI: _ci, FORCE_COLOR: _force, NO_COLOR: _no, ...rest } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd, encoding: 'utf8', env: { ...rest, ...env }, timeout: 120_000 });
  return { code: status, out: stdout, err: stderr };
}

const made: string[] = [];

/** A repository in a temporary directory, taken away after the test. */
export function repository(files: { readonly [path: string]: string | Uint8Array }): string {
  const root = mkdtempSync(join(tmpdir(), 'ghostwire-e2e-'));
  made.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

afterEach(() => {
  for (const root of made.splice(0)) rmSync(root, { recursive: true, force: true });
});

/** Every file below a directory with its bytes, the cache left out: to show that nothing was written. */
export function snapshot(root: string, below = ''): { readonly [path: string]: string } {
  return Object.fromEntries(readdirSync(join(root, below), { withFileTypes: true }).flatMap(entry => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : Object.entries(snapshot(root, path));
    return [[path, readFileSync(join(root, path), 'latin1')]];
  }));
}
