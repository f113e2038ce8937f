import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { oneChunk } from './one-chunk.mjs';
import { parserAlone } from './parser-alone.mjs';
import { ruleStandIns } from './rule-stand-ins.mjs';

/**
 * Bundles the suite into `dist`: one entry for each thing that is imported from outside, and chunks for what they load
 * on demand, so that a run that parses nothing never reads the parser's side. Plain JavaScript, because it runs in
 * `prepare`, before anything else is there to run TypeScript with.
 */
const root = new URL('../', import.meta.url);

fs.rmSync(new URL('dist', root), { recursive: true, force: true });
await build({
  absWorkingDir: root.pathname,
  entryPoints: ['src/cli/main.ts', 'src/index.ts', 'src/define.ts', ...['src/testing/index.ts'].filter(file => fs.existsSync(new URL(file, root)))],
  outdir: 'dist',
  outbase: 'src',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  chunkNames: 'chunks/[name]-[hash]',
  // Large, and wanted by few runs: found in `node_modules` when they are.
  external: ['ts-morph', 'jiti', 'vitest'],
  // Its entry for Node is sixty CommonJS files, which take as long to load as everything of ours.
  alias: { yaml: new URL('node_modules/yaml/browser/index.js', root).pathname },
  plugins: [await ruleStandIns(fileURLToPath(root)), parserAlone(fileURLToPath(root)), oneChunk(fileURLToPath(root), 'src/cli/check.ts')],
  minifyWhitespace: true,
  minifySyntax: true,
  define: { __BUILD_ID__: JSON.stringify(sourceHash()) },
  logLevel: 'warning',
});

/** Changes with every source file, so that facts cached by another build are never believed. */
function sourceHash() {
  const hash = createHash('sha256').update(fs.readFileSync(new URL('package-lock.json', root)));
  const files = fs.readdirSync(new URL('src', root), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  for (const file of files.sort()) hash.update(`\0${file}\0`).update(fs.readFileSync(new URL(`src/${file}`, root)));
  return hash.digest('hex').slice(0, 16);
}
