import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/ghostwire.js', import.meta.url));
let root = '';

beforeAll(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-unchanged-'));
  fs.mkdirSync(path.join(root, 'node_modules'));
  fs.writeFileSync(path.join(root, 'a.ts'), 'export const timeoutMs = process.env.TIMEOUT;\n');
  fs.writeFileSync(path.join(root, 'b.ts'), 'export const b = 1;\n');
  // A loader that tells when the module is loaded that holds the parser.
  const loader = "import fs from 'node:fs'; export async function load(url, context, next) { const loaded = await next(url, context); if (/function createSourceFile\\b/.test(String(loaded.source ?? ''))) fs.writeSync(2, 'parser:true'); return loaded; }";
  fs.writeFileSync(path.join(root, 'hook.mjs'), `import { register } from 'node:module'; register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(loader)}));`);
});

afterAll(() => fs.rmSync(root, { recursive: true }));

const run = () => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', pathToFileURL(path.join(root, 'hook.mjs')).href, bin, '--root', root, '--format', 'json'], { encoding: 'utf8' });
  return { stdout, status, parser: stderr.includes('parser:true') };
};

it('loads no parser when nothing changed, says the same, and parses again when something did', () => {
  const cold = run();
  expect(cold).toMatchObject({ status: 1, parser: true });
  expect(run()).toEqual({ ...cold, parser: false });
  fs.appendFileSync(path.join(root, 'b.ts'), 'export const c = process.env.OTHER;\n');
  const changed = run();
  expect(changed.parser).toBe(true);
  expect(JSON.parse(changed.stdout).findings).toHaveLength(JSON.parse(cold.stdout).findings.length + 1);
});
