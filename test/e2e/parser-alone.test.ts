import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { extractors } from '../../src/facts/extractors.ts';
import { extractFile } from '../../src/facts/walk/walk.ts';
import { parserAlone } from '../../scripts/parser-alone.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
let alone: { readonly extractFile: typeof extractFile; readonly extractors: typeof extractors };
let directory = '';

beforeAll(async () => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-parser-'));
  const outfile = path.join(directory, 'alone.mjs');
  const contents = "export { extractors } from './src/facts/extractors.ts'; export { extractFile } from './src/facts/walk/walk.ts';";
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, outfile, bundle: true, format: 'esm', platform: 'node', plugins: [parserAlone(root)], logLevel: 'warning' });
  alone = await import(pathToFileURL(outfile).href);
});

afterAll(() => fs.rmSync(directory, { recursive: true }));

const sourcesIn = (folder: string): string[] =>
  fs.readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !file.includes('node_modules')).map(file => `${folder}/${file}`);

it('says of every file of the example and of the walk itself what the whole of TypeScript says', () => {
  const files = [...sourcesIn('examples/relay'), ...sourcesIn('src/facts')];
  expect(files.length).toBeGreaterThan(60);
  for (const file of files) expectSame(file, fs.readFileSync(path.join(root, file), 'utf8'));
});

it('says the same of syntax that is rare', () => {
  expectSame('a.tsx', `#!/usr/bin/env node
    import type { A } from 'a'; import b, * as c from 'b' with { type: 'json' }; import d = require('d');
    // lint-allow: env-read -- a reason
    @decorated({ timeoutMs: 5_000 }) abstract class Box<T extends A = A> extends Base<T> implements I {
      static #count = 0x10; #name?: string = process.env.NAME; declare other: 'x' | 2n; accessor size = 1e3;
      static { Box.#count++; }
      constructor(private readonly env = process.env, ...rest: unknown[]) { super(); }
      get #secret() { return this.#name ?? \`a\${this.env['B']}c\`; }
      async *[Symbol.asyncIterator]() { for await (const x of this) yield* x; }
      has(o: object): o is Box<A> { return #name in o; }
    }
    namespace N.M { export enum E { A = 1 << 2, B = 'b' } }
    export default <T,>(p: T) => <Box.Inner {...p} retryMs={250} a:b="&amp;">text {p as const} <></></Box.Inner>;
    label: for (;;) { try { break label; } catch { continue; } finally { debugger; } }
    using resource = open(); const u = x satisfies Y; type G = typeof import('g'); let t: [a?: string, ...b: number[]]; const re = /[/]\\/(?<n>x)/v;
    if (a?.b?.[c]?.(1)) throw new Error('x'); else void 0, delete a.b; x ||= 1_000; y **= 2; switch (z) { case -1: default: }
    export * as ns from 'ns'; export { b as 'quoted' }; declare module 'm' { export = x }
  `);
});

it('finds the same mistakes in a file that does not parse', () => {
  for (const text of ['const a = {', 'class { #a; #a }', 'let x: = 1;\nfoo(', '<a>', 'const ſ = "\\u{110000}";']) expectSame('broken.ts', text);
});

function expectSame(file: string, text: string): void {
  expect(alone.extractFile(file, text, alone.extractors), file).toEqual(extractFile(file, text, extractors));
}
