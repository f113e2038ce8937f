import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { beside } from './beside.ts';

const SHOP: Files = { 'package.json': '{ "name": "shop", "private": true, "scripts": { "start": "node src/main.ts" } }', 'src/main.ts': "import { serve } from './serve.ts';\nserve();", 'src/serve.ts': 'export const serve = () => 1;' };
const asideOf = (files: Files): readonly string[] => [...models({ ...SHOP, ...files }).model(beside)].sort();

describe('what runs beside the program', () => {
  it.each<[string, Files, readonly string[]]>([
    ['nothing of what starts', {}, []],
    ['a script that nothing boots, with what it alone loads', { 'warm-up.ts': "import { warm } from './lab/warm.ts';\nwarm();", 'lab/warm.ts': 'export const warm = () => 1;' }, ['lab/warm.ts', 'warm-up.ts']],
    ['not what the program loads too', { 'warm-up.ts': "import { serve } from './src/serve.ts';\nserve();" }, ['warm-up.ts']],
    ['not what gives something to others', { 'plugin.ts': 'run();\nexport const setup = () => 1;' }, []],
    ['not what gives something the old way', { 'plugin.ts': 'run();\nmodule.exports = { setup: 1 };' }, []],
    ['not what a text names', { 'probe.ts': 'run();', 'src/serve.ts': "export const serve = () => start(new URL('./probe.ts', base));" }, []],
    ['not a job that a scheduler starts by its place', { 'src/jobs/sweep.ts': 'sweep();' }, []],
    ['not a thread', { 'probe.ts': "import { parentPort } from 'node:worker_threads';\nparentPort?.postMessage(1);" }, []],
    ['not a program whose start is not known', { 'other.ts': Array.from({ length: 6 }, (_, n) => `import { part${n} } from './lab/part${n}.ts';\npart${n}();`).join('\n'), ...Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`lab/part${n}.ts`, `export const part${n} = () => 1;`])) }, []],
    ['what only a tool loads', { 'scripts/release.ts': "import { tag } from './tag.ts';\ntag();", 'scripts/tag.ts': 'export const tag = () => 1;' }, ['scripts/release.ts', 'scripts/tag.ts']],
    ['the commands beside a service', { 'src/cli/info.ts': 'export const info = () => 1;' }, ['src/cli/info.ts']],
  ])('%s', (_, files, expected) => expect(asideOf(files)).toEqual(expected));

  const PARTS: Files = {
    'package.json': '{ "name": "all", "private": true, "workspaces": ["packages/*"] }', 'packages/app-kit/package.json': '{ "name": "app-kit", "private": true, "scripts": { "start": "node src/main.ts" } }',
    'packages/app-kit/src/main.ts': 'run();', 'packages/app-kit/try.ts': 'run();', 'packages/app/src/lost.ts': 'export const x = 1;',
  };

  it('says nothing of a package whose entry is missing, and of that alone', () => {
    const program = models({ ...PARTS, 'packages/app/package.json': '{ "name": "app", "private": true, "scripts": { "start": "node dist/gone.js" } }' });
    expect([...program.model(beside)]).toEqual(['packages/app-kit/try.ts']);
  });

  it('says nothing of a library of which only the examples of another package are known to load something', () => {
    const program = models({ 'package.json': '{ "name": "kit", "main": "lib/cjs/kit/index.js" }', 'kit/index.ts': 'export const run = () => 1;', 'examples/plain/package.json': '{ "name": "plain", "private": true, "scripts": { "start": "ts-node app.ts" } }', 'examples/plain/app.ts': "import { run } from '../../kit/index.ts';\nrun();" });
    expect([...program.model(beside)]).toEqual(['examples/plain/app.ts']);
  });

  it('takes a package that runs many files by hand and starts none for a collection of scripts', () => {
    const scripts = (names: string): Record<string, string> => Object.fromEntries([...names].map(name => [`do-${name}`, `tsx ${name}.ts`]));
    const lab = (more: Record<string, string>): Files => ({ ...PARTS, 'packages/lab/package.json': JSON.stringify({ name: 'lab', private: true, scripts: more }), ...Object.fromEntries([...'abcd'].map(name => [`packages/lab/${name}.ts`, "import { x } from './kit.ts';\nx();"])), 'packages/lab/kit.ts': 'export const x = () => 1;' });
    const asideIn = (files: Files): readonly string[] => [...models(files).model(beside)].filter(file => file.startsWith('packages/lab/')).sort();
    expect(asideIn(lab(scripts('abc')))).toEqual(['packages/lab/a.ts', 'packages/lab/b.ts', 'packages/lab/c.ts', 'packages/lab/d.ts', 'packages/lab/kit.ts']);
    expect(asideIn(lab({ ...scripts('abc'), 'make-docs': 'tsx d.ts' }))).toContain('packages/lab/d.ts');
    expect(asideIn(lab({ ...scripts('abc'), dev: 'tsx d.ts' }))).not.toContain('packages/lab/d.ts');
    expect(asideIn(lab(scripts('ab')))).toEqual([]);
    expect(asideIn(lab({ ...scripts('abc'), start: 'node d.ts' }))).toEqual(['packages/lab/a.ts', 'packages/lab/b.ts', 'packages/lab/c.ts']);
  });

  it('says nothing where nothing says what boots', () => expect([...models({ 'a.ts': 'run();', 'b.ts': 'run();' }).model(beside)]).toEqual([]));
});
