import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ghostwire, repository, snapshot } from './cli.ts';

const MANIFEST = '{\n  "name": "x",\n  "private": true,\n  "scripts": {\n    "start": "node dist/main.js"\n  }\n}\n';
const ENV = `import { z } from 'zod';
export const env = z.object({ PORT: z.coerce.number().default(3000), GONE: z.string().optional() }).parse(process.env);
`;
const T3 = `import { createEnv } from '@t3-oss/env-core';
import { z } from 'zod';
export const env = createEnv({ server: { PORT: z.coerce.number(), GONE: z.string() }, runtimeEnv: process.env });
`;
const REGISTRY = `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'http', key: 'port', default: 1, type: 'int' });
registry.register({ namespace: 'http', key: 'gone', default: 1, type: 'int' });
`;
const MAIN = "import { env } from './env.ts';\nconsole.log(env.PORT, process.env.HOME);\nsetInterval(() => console.log(env.PORT), 30_000);\n";

const dialects = {
  'zod-env': { 'src/env.ts': ENV, 'src/main.ts': MAIN },
  't3-env': { 'src/env.ts': T3, 'src/main.ts': MAIN },
  registry: {
    'src/definitions.ts': REGISTRY,
    'src/main.ts': "import './definitions.ts';\nclass ConfigResolver { getInt(a: string, b: string) { return a.length + b.length; } }\nconst resolver = new ConfigResolver();\nconsole.log(resolver.getInt('http', 'port'));\n",
  },
};

describe('`init --yes`', () => {
  it('proposes nothing where there is no source file', () => {
    const root = repository({ 'README.md': 'nothing' });
    const before = snapshot(root);
    expect(ghostwire(root, ['init', '--yes'])).toMatchObject({ code: 2, out: '', err: expect.stringMatching(/no source file.*`--root`/) });
    expect(snapshot(root)).toEqual(before);
  });

  it.each(Object.entries(dialects))('adopts a repository that speaks %s, so that the next run ends with 0, and a second one changes nothing', (name, files) => {
    const root = repository({ 'package.json': MANIFEST, ...files });
    expect(ghostwire(root).code).toBe(1);
    const { code, out } = ghostwire(root, ['init', '--yes']);
    expect(out).toContain(`${name}  2 settings`);
    expect(code).toBe(0);
    expect(Object.keys(snapshot(root))).toEqual(expect.arrayContaining(['ghostwire.config.json', '.github/workflows/ghostwire.yml', 'baselines/bootstrap-wiring.txt']));
    expect(JSON.parse(readFileSync(join(root, 'ghostwire.config.json'), 'utf8')).vocabularies).toEqual([name]);
    const adopted = ghostwire(root);
    expect(adopted.out).toMatch(/and 2 settings; [1-9]\d* baseline/);
    expect(adopted.code).toBe(0);
    const before = snapshot(root);
    expect(ghostwire(root, ['init', '--yes'])).toMatchObject({ code: 0, out: expect.stringContaining('nothing to write') });
    expect(snapshot(root)).toEqual(before);
  });

  it('names what boots, file by file, and counts the rest', () => {
    const scripts = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [`start:${name}`, `node src/${name}.ts`]));
    const files = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map(name => [`src/${name}.ts`, `console.log('${name}');\n`]));
    const { out } = ghostwire(repository({ 'package.json': JSON.stringify({ name: 'x', private: true, scripts }), ...files }), ['init', '--dry-run']);
    expect(out).toMatch(/\n {2}\w+ +src\/a\.ts .*\n +src\/b\.ts .*\n +src\/c\.ts .*\n +and 2 more\n/);
  });

  it('writes a TypeScript configuration that loads', () => {
    const root = repository({ 'package.json': MANIFEST, 'vite.config.ts': 'export default {};\n', ...dialects['zod-env'] });
    expect(ghostwire(root, ['init', '--yes']).code).toBe(0);
    expect(readFileSync(join(root, 'ghostwire.config.ts'), 'utf8')).toContain("'zod-env', // `PORT` in src/env.ts");
    expect(ghostwire(root).code).toBe(0);
    // As it is once the package is installed.
    mkdirSync(join(root, 'node_modules'));
    symlinkSync(fileURLToPath(new URL('../..', import.meta.url)), join(root, 'node_modules/ghostwire'));
    expect(ghostwire(root, ['--no-cache']).code).toBe(0);
  });

  it('works where no dialect is seen', () => {
    const root = repository({ 'package.json': MANIFEST, 'src/main.ts': 'console.log(process.env.HOME);\n' });
    expect(ghostwire(root, ['init', '--yes'])).toMatchObject({ code: 0, out: expect.stringContaining('none that a known dialect spells') });
    expect(ghostwire(root).code).toBe(0);
  });

  it('leaves alone what is there, adds to the hook, and accepts nothing that is new since the baselines', () => {
    const own = { 'ghostwire.config.json': '{ "rules": { "magic-numbers": "off" } }', '.husky/pre-push': 'npm test\n', '.github/workflows/ci.yml': 'on: pull_request\n', 'baselines/env-read.txt': '# mine\n' };
    const root = repository({ 'package.json': MANIFEST, ...dialects['zod-env'], ...own });
    const { code, out } = ghostwire(root, ['init', '--yes']);
    expect(code).toBe(0);
    const after = snapshot(root);
    expect(after).toMatchObject({ 'ghostwire.config.json': own['ghostwire.config.json'], '.github/workflows/ci.yml': own['.github/workflows/ci.yml'], 'baselines/env-read.txt': '# mine\n' });
    expect(Object.keys(after).filter(path => path.startsWith('baselines/'))).toEqual(['baselines/env-read.txt']);
    expect(after['.husky/pre-push']).toMatch(/^npm test\n#.*\nnpm run lint:settings\n$/);
    expect(out).toMatch(/ghostwire\.config\.json +it is the configuration already/);
    expect(out).toContain('- name: Settings');
    expect(out).toMatch(/ends with 1 because of \d+ new findings/);
  });

  it('plans around a file that does not parse and around entries that cannot be right', () => {
    const modules = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`src/jobs/job${i}.ts`, `export const run${i} = () => ${i};\n`]));
    const root = repository({ 'package.json': MANIFEST, ...dialects['zod-env'], ...modules, 'src/template.ts': 'export const <%= name %> = 1;\n' });
    expect(ghostwire(root).code).toBe(2);
    const { code, out } = ghostwire(root, ['init', '--yes']);
    expect(code).toBe(0);
    expect(out).toMatch(/`src\/template\.ts:1` is left out/);
    expect(out).toContain('`unexplained`');
    expect(ghostwire(root).code).toBe(0);
  });
});

describe('`init` writes nothing', () => {
  it.each([['--dry-run', 0, /ghostwire\.config\.json/], ['', 2, /`--yes`.*`--dry-run`/]])('with %j and no terminal', (option, expected, sentence) => {
    const root = repository({ 'package.json': MANIFEST, ...dialects['zod-env'] });
    const before = snapshot(root);
    const { code, out, err } = ghostwire(root, ['init', ...(option === '' ? [] : [option])]);
    expect(out + err).toMatch(sentence);
    expect(code).toBe(expected);
    expect(snapshot(root)).toEqual(before);
  });

  it('when no configuration helps', () => {
    const root = repository({ 'package.json': MANIFEST, ...dialects['zod-env'], 'ghostwire.config.json': '{ "vocabularies": ["convict"] }' });
    const before = snapshot(root);
    const { code, err } = ghostwire(root, ['init', '--yes']);
    expect(err).toMatch(/`convict` recognises no registration.*\n.*nothing was written/);
    expect(code).toBe(2);
    expect(snapshot(root)).toEqual(before);
  });
});
