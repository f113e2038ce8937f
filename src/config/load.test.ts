import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from './load.ts';

let root: string;
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-config-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string | Uint8Array): string => {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), text);
  return path.join(root, name);
};

it.each([
  ['ghostwire.config.ts', 'type T = string[]; const include: T = ["src"]; export default { include };'],
  ['ghostwire.config.mts', 'export default { include: ["src"] as const };'],
  ['ghostwire.config.js', 'module.exports = { include: ["src"] };'],
  ['ghostwire.config.mjs', 'export default { include: ["src"] };'],
  ['ghostwire.config.json', '{ "include": ["src"] }'],
])('reads %s', async (name, text) => {
  write(name, text);
  expect(await loadConfig(root, undefined, false)).toEqual({ config: { include: ['src'] }, file: name });
});

it.each([
  ['a promise', 'ghostwire.config.ts', 'export default Promise.resolve({ include: ["src"] });'],
  ['what `module.exports` holds', 'ghostwire.config.ts', 'module.exports = { include: ["src"] };'],
  ['a byte order mark', 'ghostwire.config.json', '\uFEFF{ "include": ["src"] }'],
])('takes %s', async (_, name, text) => {
  write(name, text);
  expect((await loadConfig(root, undefined, false)).config).toEqual({ include: ['src'] });
});

it('does without a file', async () => {
  expect(await loadConfig(root, undefined)).toEqual({ config: {} });
});

it('finds `ghostwire/define` where the package is not installed', async () => {
  write('ghostwire.config.ts', "import { defineConfig } from 'ghostwire/define'; export default defineConfig({ include: ['src'] });");
  expect((await loadConfig(root, undefined, false)).config).toEqual({ include: ['src'] });
});

it('reads the file that is named, also outside the root', async () => {
  const file = write('elsewhere/own.json', '{}');
  expect(await loadConfig(path.join(root, 'app'), file)).toEqual({ config: {}, file });
  expect(await loadConfig(root, file)).toEqual({ config: {}, file: 'elsewhere/own.json' });
});

it.each([
  ['JSON that breaks off', 'ghostwire.config.json', '{ "include": [}', '`ghostwire.config.json` (line 1, column 15) is not valid JSON'],
  ['JSON with a slip further down', 'ghostwire.config.json', `{\n  "include": ["src"],\n  "rules": {\n    "env-read": off\n  }\n}\n`, '(line 4, column 17) is not valid JSON'],
  ['bytes that are no text', 'ghostwire.config.json', Uint8Array.of(0xff, 0xfe), '`ghostwire.config.json` cannot be read as UTF-8 text'],
  ['code that throws', 'ghostwire.config.mjs', 'throw new Error("no such host")', '`ghostwire.config.mjs` cannot be loaded; it fails with: no such host (line 1)'],
  ['code that does not parse', 'ghostwire.config.ts', 'export default {', '(line 1)'],
  ['JSON with comments', 'ghostwire.config.json', '{\n  // What is scanned\n  "include": ["src"]\n}', '(line 2, column 3) is not valid JSON; it takes no comments; remove them, or write the configuration as `ghostwire.config.ts`'],
  ['JSON with a comma too many', 'ghostwire.config.json', '{ "include": ["src"],\n}', '(line 2, column 1) is not valid JSON; a comma stands before a closing bracket; remove it'],
  ['an empty file', 'ghostwire.config.json', '', 'it is empty; write at least `{}`'],
  ['a list', 'ghostwire.config.json', '[]', '`ghostwire.config.json` holds a list; write the configuration as an object'],
  ...['ts', 'mts', 'mjs'].map(extension => [`a module without a default (${extension})`, `ghostwire.config.${extension}`, 'export const include = [];', 'has no default export; write the configuration as `export default { … }`'] as const),
  ['a module without exports', 'ghostwire.config.ts', 'const config = {};', '`ghostwire.config.ts` has no default export'],
  ['a script without exports', 'ghostwire.config.js', 'const config = {};', '`ghostwire.config.js` has no default export'],
  ['a function', 'ghostwire.config.ts', 'export default () => ({ include: ["src"] });', '`ghostwire.config.ts` exports a function; export the object that it returns'],
  ['a promise that fails', 'ghostwire.config.ts', 'export default Promise.reject(new Error("no such host"));', 'cannot be loaded; it fails with: no such host'],
  ['a name that nobody reads', 'ghostwire.config.cjs', 'module.exports = {}', '`ghostwire.config.cjs` is read by nobody; write the configuration as `ghostwire.config.ts`, `ghostwire.config.mts`'],
  ['a directory', 'ghostwire.config.ts/index.ts', 'export default {}', '`ghostwire.config.ts` is no file; remove it, or write the configuration there'],
  ['a profile that is a directory', 'ghostwire.config.json', '{ "profiles": { "compose": "." } }', '`profiles.compose` in `ghostwire.config.json` is `.`, which is no file'],
  ['a file in the place of the baselines', 'ghostwire.config.json', '{ "baselines": "ghostwire.config.json" }', '`baselines` in `ghostwire.config.json` is `ghostwire.config.json`, which is no directory; name the directory that is to hold them'],
  ['a profile that is not there', 'ghostwire.config.json', '{ "profiles": { "compose": "compose.yml" } }', '`profiles.compose` in `ghostwire.config.json` is `compose.yml`, which does not exist'],
] satisfies readonly (readonly [string, string, string | Uint8Array, string])[])('refuses %s', async (_, name, text, message) => {
  write(name, text);
  await expect(loadConfig(root, undefined, false)).rejects.toThrow(message);
});

it('refuses a named file that is not there', async () => {
  await expect(loadConfig(root, path.join(root, 'none.ts'))).rejects.toThrow('does not exist; correct `--config`');
});

it('refuses a directory for a file', async () => {
  await expect(loadConfig(root, root)).rejects.toThrow('is no file; correct `--config`');
});

it('refuses two files side by side', async () => {
  write('ghostwire.config.json', '{}');
  write('ghostwire.config.mjs', 'export default {}');
  await expect(loadConfig(root, undefined)).rejects.toThrow('`ghostwire.config.mjs` and `ghostwire.config.json` stand side by side; keep one of them');
});
