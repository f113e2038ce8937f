import fs from 'node:fs';
import path from 'node:path';

/**
 * An esbuild plugin that keeps what nearly every run loads in one file. esbuild makes a file for each set of entries
 * that share something, thirty small ones for an unchanged `check`, each of which Node looks up, reads and links; what
 * is shared by all entries is one. So every module that is imported lazily also imports `common`, which has been loaded
 * by then anyway.
 */
export function oneChunk(root, common) {
  const sources = fs.readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts')).map(file => path.join(root, 'src', file));
  const lazy = new Set(sources.flatMap(file => [...fs.readFileSync(file, 'utf8').matchAll(/\bimport\('(\.[^']+\.ts)'\)/g)].map(([, to]) => path.resolve(path.dirname(file), to))));
  lazy.add(path.join(root, 'src/rules/index.ts')); // By `rule-stand-ins`.
  return {
    name: 'one-chunk',
    setup(context) {
      context.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => (lazy.has(file) ? { contents: `${fs.readFileSync(file, 'utf8')}\nimport ${JSON.stringify(path.join(root, common))};\n`, loader: 'ts' } : undefined));
    },
  };
}
