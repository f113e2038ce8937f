import { describe, expect, it } from 'vitest';
import { link } from '../../core/link.ts';
import { factsOf, models, noOptions, type Files } from '../../testing/program.ts';
import { entries } from './analysis.ts';

const RUNS = 'export const start = () => 1;\nstart();\n';

/** Groups with their files; `!` behind a file whose exports are live. */
const groups = (files: Files): Record<string, string[]> =>
  Object.fromEntries(models(files).model(entries).groups.map(({ name, entries: all }) => [name, all.map(({ file, exportsLive }) => (exportsLive ? `${file}!` : file))]));

const json = (value: object): string => JSON.stringify(value);

describe('a package', () => {
  it('is started by what its start script runs, built or not', () => {
    expect(groups({ 'package.json': json({ scripts: { start: 'node dist/server.js', dev: 'tsx src/dev.ts' } }), 'src/server.ts': RUNS, 'src/dev.ts': RUNS })).toEqual({ app: ['src/server.ts'] });
  });

  it('is found beside blank lines, long words and paths that are none', () => {
    const blank = '\n'.repeat(100_000);
    const gap = ' '.repeat(100_000);
    const slashes = '/'.repeat(100_000);
    expect(groups({
      'package.json': json({ main: 'dist/server.js' }), 'src/server.ts': RUNS,
      Dockerfile: `FROM node\nWORKDIR /app${blank}?\nCMD ["node", "dist/server.js"]\n`,
      'fly.toml': `${blank}?\napp = "a${gap}b"\n`, Procfile: `web: node ${slashes}\nworker: node ${'a/'.repeat(50_000)}b.js\n`, 'wrangler.toml': `${blank}?\n`,
    })).toEqual({ app: ['src/server.ts'] });
  });

  it('is started by its dev script when nothing else starts it', () => {
    expect(groups({ 'package.json': json({ scripts: { dev: 'tsx watch src/dev.ts' } }), 'src/dev.ts': RUNS })).toEqual({ app: ['src/dev.ts'] });
  });

  it('follows scripts that run scripts, and tells workers and tools apart', () => {
    const scripts = { start: 'npm run start:web', 'start:web': 'node build/web', 'start:worker': 'node build/worker', 'db:seed': 'tsx src/seed-all.ts' };
    expect(groups({ 'package.json': json({ scripts }), 'src/web.ts': RUNS, 'src/worker.ts': RUNS, 'src/seed-all.ts': RUNS })).toEqual({ app: ['src/web.ts'], tools: ['src/seed-all.ts'], worker: ['src/worker.ts'] });
  });

  it('follows scripts that run one another many times over once', () => {
    const again = (name: string): string => Array.from({ length: 40 }, () => `npm run ${name}`).join(' && ');
    const scripts = { start: again('a'), a: again('b'), b: again('c'), c: again('d'), d: again('e'), e: 'node build/web' };
    expect(groups({ 'package.json': json({ scripts }), 'src/web.ts': RUNS })).toEqual({ app: ['src/web.ts'] });
  });

  it('maps outDir and rootDir back', () => {
    expect(groups({ 'package.json': json({ bin: { x: './target/cli.js' } }), 'tsconfig.json': json({ compilerOptions: { outDir: 'target', rootDir: 'source' } }), 'source/cli.ts': RUNS })).toEqual({ app: ['source/cli.ts'] });
  });

  it('is loaded by the files that its table of routes names', () => {
    expect(groups({
      'web/package.json': json({ dependencies: { '@react-router/dev': '7' } }), 'web/app/root.tsx': RUNS,
      'web/app/routes.ts': "import { core } from './routes/core';\nexport default core;\n",
      'web/app/routes/core.ts': "import { index, layout, route } from '@react-router/dev/routes';\nexport const core = [layout('./(all)/layout.tsx', [index('./(all)/page.tsx')]), route('*', 'not-found.tsx')];\n",
      'web/app/(all)/layout.tsx': RUNS, 'web/app/(all)/page.tsx': RUNS, 'web/app/not-found.tsx': RUNS, 'web/app/(all)/part.tsx': RUNS,
    })).toEqual({ app: ['web/app/(all)/layout.tsx!', 'web/app/(all)/page.tsx!', 'web/app/not-found.tsx!', 'web/app/root.tsx!', 'web/app/routes.ts!', 'web/app/routes/core.ts!'] });
  });

  it('is started through a plain script that loads it', () => {
    const program = { 'package.json': json({ private: true, bin: 'bin/run' }), 'bin/run': "#!/usr/bin/env node\nrequire('../dist/cli-it.js').main();\n", 'src/cli-it.ts': 'export const main = () => 1;' };
    const project = ['package.json', 'bin/run'].map(path => ({ path, text: program[path as keyof typeof program] }));
    const model = link({ files: factsOf(program), project, options: noOptions }).model(entries);
    expect(model.groups).toEqual([{ name: 'app', entries: [{ file: 'src/cli-it.ts', why: 'package.json "bin"', exportsLive: true }] }]);
  });

  it('is an extension whose `activate` the editor calls, or an Electron application', () => {
    const source = { 'src/extension.ts': 'console.log(1);\nexport const activate = () => 1;' };
    expect(groups({ ...source, 'package.json': json({ name: 'x', private: true, main: './out/extension.js', engines: { vscode: '^1.80.0' } }) })).toEqual({ app: ['src/extension.ts!'] });
    expect(groups({ ...source, 'package.json': json({ name: 'x', private: true, main: './out/extension.js' }) })).toEqual({ app: ['src/extension.ts'] });
  });

  it('is an extension also where another package takes files of it', () => {
    const extension = json({ engines: { vscode: '1' }, main: './dist/extension' });
    expect(groups({ 'package.json': extension, 'src/extension.ts': 'export function activate() {}\n', 'src/contract.ts': RUNS, 'view/package.json': json({ private: true, scripts: { start: 'node src/main.js' } }), 'view/src/main.ts': "import { start } from '../../src/contract';\nstart();\n" }))
      .toMatchObject({ app: ['src/extension.ts!'] });
  });

  it('is an extension by its `activate` where the bundle that the manifest names leads to no source', () => {
    const source = { 'src/client.ts': 'export async function activateInternal() {}', 'src/other.ts': 'export const other = 1;' };
    expect(groups({ ...source, 'package.json': json({ name: 'x', private: true, main: './dist/main.bundle', engines: { vscode: '^1.80.0' } }) })).toEqual({ app: ['src/client.ts!'] });
  });

  it('is not missed where Next.js writes its server itself', () => {
    const program = {
      'package.json': json({ private: true }), 'src/tool.ts': 'console.log(1);', Dockerfile: 'FROM node\nWORKDIR /app\nCMD ["node", "apps/web/server.js"]\n',
      'apps/web/package.json': json({ name: 'web', private: true, dependencies: { next: '1' } }), 'apps/web/app/page.tsx': 'export default () => 1;',
    };
    const project = ['package.json', 'apps/web/package.json', 'Dockerfile'].map(path => ({ path, text: program[path as keyof typeof program] }));
    expect(link({ files: factsOf(program), project, options: noOptions }).model(entries).unresolved).toEqual([]);
  });

  it('that the configuration names is still a route whose exports a framework calls', () => {
    const program = { 'package.json': json({ private: true, dependencies: { next: '1' } }), 'app/api/route.ts': 'export const GET = () => 1;', 'src/other.ts': 'export const a = 1;' };
    const project = [{ path: 'package.json', text: program['package.json'] }];
    const { groups: found } = link({ files: factsOf(program), project, options: { ...noOptions, entries: { web: ['app/**', 'src/**'] } } }).model(entries);
    expect(found[0]?.entries.map(each => each.exportsLive)).toEqual([true, false]);
  });

  it('whose build makes a module up loads the files that are alike and nobody imports', () => {
    const plugins = Object.fromEntries(['a', 'b', 'c'].map(name => [`src/plugins/${name}/index.ts`, `export default { name: '${name}' };\n`]));
    const files = { 'package.json': json({ private: true, scripts: { start: 'node src/main.ts' } }), 'src/main.ts': "import plugins from '~plugins';\nconsole.log(plugins);\n", ...plugins, 'src/loose.ts': 'export default 1;\n' };
    expect(groups(files)).toEqual({ app: ['src/main.ts', 'src/plugins/a/index.ts!', 'src/plugins/b/index.ts!', 'src/plugins/c/index.ts!'] });
    expect(groups({ ...files, 'src/main.ts': 'console.log(1);\n' })).toEqual({ app: ['src/main.ts'] });
  });

  it('that is published with its sources and without exports is imported by any path, unless it is a program', () => {
    const files = { 'src/index.ts': RUNS, 'src/deep/part.ts': RUNS, 'scripts/make.ts': RUNS };
    const manifest = { name: 'kit', main: './lib/index.js', files: ['lib', 'src/'] };
    expect(groups({ ...files, 'package.json': json(manifest) })).toEqual({ library: ['src/deep/part.ts!', 'src/index.ts!'], tools: ['scripts/make.ts'] });
    for (const more of [{ private: true }, { exports: './lib/index.js' }, { bin: './lib/index.js' }, { scripts: { start: 'node lib/index.js' } }]) {
      expect(Object.values(groups({ ...files, 'package.json': json({ ...manifest, ...more }) })).flat()).not.toContain('src/deep/part.ts!');
    }
  });

  it('that is published has its exports live, patterns too', () => {
    const files = { 'package.json': json({ name: 'lib', exports: { '.': './dist/index.js', './parts/*': './dist/parts/*.js' } }), 'src/index.ts': 'export const a = 1;', 'src/parts/b.ts': 'export const b = 1;', 'src/inner.ts': 'export const c = 1;' };
    expect(groups(files)).toEqual({ library: ['src/index.ts!', 'src/parts/b.ts!'] });
  });

  it('that siblings import is no entry by itself', () => {
    expect(groups({
      'package.json': json({ private: true, workspaces: ['packages/*'] }),
      'packages/lib/package.json': json({ name: 'lib', private: true, main: 'dist/index.js' }), 'packages/lib/src/index.ts': 'export const a = 1;',
      'packages/app/package.json': json({ name: 'app', private: true, scripts: { start: 'node dist/main.js' } }), 'packages/app/src/main.ts': "import { a } from 'lib';\nconsole.log(a);",
    })).toEqual({ app: ['packages/app/src/main.ts'] });
  });

  it('in a workspace gives its group its name', () => {
    const main = (dir: string, name: string): Files => ({ [`${dir}/package.json`]: json({ name, private: true, scripts: { start: 'node dist/main.js' } }), [`${dir}/src/main.ts`]: RUNS });
    expect(Object.keys(groups({ 'package.json': json({ private: true, workspaces: ['apps/*'] }), ...main('apps/web', 'web'), ...main('apps/jobs', 'jobs') }))).toEqual(['jobs', 'web']);
  });

  it('names what frameworks load in fields of their own', () => {
    const manifest = { private: true, theiaExtensions: [{ frontend: 'lib/browser/x-module' }], prisma: { seed: 'ts-node db/fill.ts' } };
    expect(groups({ 'package.json': json(manifest), 'src/browser/x-module.ts': RUNS, 'db/fill.ts': RUNS })).toEqual({ library: ['src/browser/x-module.ts!'], tools: ['db/fill.ts'] });
  });

  it('without a word about what boots is guessed', () => {
    const model = models({ 'package.json': '{}', 'src/main.ts': RUNS, 'src/other.ts': 'export const x = 1;' }).model(entries);
    expect(model).toMatchObject({ guessed: true, groups: [{ name: 'app', entries: [{ file: 'src/main.ts' }] }] });
  });
});

describe('an image', () => {
  const root = { 'package.json': json({ name: 'root', private: true, workspaces: ['apps/*'] }), 'apps/api/package.json': json({ name: '@acme/api', private: true, scripts: { serve: 'node dist/main.js' } }), 'apps/api/src/main.ts': RUNS };

  it.each([
    ['the exec form', 'FROM node\nWORKDIR /srv/acme/apps/api\nCMD ["node", "dist/main.js"]\n'],
    ['the shell form', 'FROM node AS base\nWORKDIR /app\nFROM base\nCMD exec node apps/api/dist/main.js\n'],
    ['an init in front', 'FROM node\nWORKDIR /app\nCOPY apps/api ./apps/api\nENTRYPOINT ["dumb-init", "--"]\nCMD ["node", "/app/dist/main.js"]\n'],
    ['a script of the manifest', 'FROM node\nWORKDIR /app\nCMD pnpm --filter @acme/api run serve\n'],
  ])('starts what %s names', (_, Dockerfile) => {
    expect(groups({ ...root, Dockerfile })).toEqual({ app: ['apps/api/src/main.ts'] });
  });

  it('is followed through its entrypoint script', () => {
    expect(groups({ 'package.json': json({ private: true }), Dockerfile: 'FROM node\nWORKDIR /app\nCOPY docker/docker-entrypoint.sh /usr/local/bin/\nENTRYPOINT ["docker-entrypoint.sh"]\n', 'docker/docker-entrypoint.sh': '#!/bin/sh\nset -e\ncd /app\nexec node dist/boot-it.js "$@"\n', 'src/boot-it.ts': RUNS })).toEqual({ app: ['src/boot-it.ts'] });
  });

  it('of compose, a Procfile and pm2 names its processes', () => {
    const sources = { 'src/a.ts': RUNS, 'src/b.ts': RUNS, 'src/c.ts': RUNS, 'package.json': json({ private: true }) };
    expect(groups({ ...sources, 'docker-compose.yml': 'services:\n  web:\n    build: .\n    command: ["node", "dist/a.js"]\n  db:\n    image: redis\n    command: redis-server\n', Procfile: 'worker: node dist/b.js\n', 'ecosystem.config.cjs': "module.exports = { apps: [{ name: 'cron', script: './dist/c.js' }] };" }))
      .toMatchObject({ app: ['src/a.ts'], worker: ['src/b.ts', 'src/c.ts'] });
  });
});

describe('a framework', () => {
  it.each<[string, Files, string[]]>([
    ['Next.js', { 'package.json': json({ private: true, dependencies: { next: '1' } }), 'src/app/users/[id]/page.tsx': RUNS, 'src/app/users/list.tsx': RUNS, 'src/app/_old/api/route.ts': RUNS, 'src/app/_gone/route.ts': RUNS, 'src/app/users/_parts/page.tsx': RUNS, 'src/middleware.ts': RUNS }, ['src/app/users/[id]/page.tsx!', 'src/middleware.ts!']],
    ['Remix', { 'package.json': json({ private: true, dependencies: { '@remix-run/react': '1' } }), 'app/root.tsx': RUNS, 'app/routes/a.tsx': RUNS, 'app/lib/x.ts': RUNS }, ['app/root.tsx!', 'app/routes/a.tsx!']],
    ['Nest', { 'package.json': json({ private: true, dependencies: { '@nestjs/core': '1' }, scripts: { 'start:prod': 'nest start' } }), 'nest-cli.json': json({ sourceRoot: 'source', entryFile: 'boot' }), 'source/boot.ts': RUNS }, ['source/boot.ts']],
    ['Vite', { 'package.json': json({ private: true }), 'index.html': '<script type="module" src="/src/entry-it.tsx"></script>', 'src/entry-it.tsx': RUNS }, ['src/entry-it.tsx!']],
    ['Trigger.dev', { 'package.json': json({ private: true }), 'trigger.config.ts': 'export default { dirs: ["./src/jobs-it"] };', 'src/jobs-it/a.ts': 'export const t = 1;' }, ['src/jobs-it/a.ts!', 'trigger.config.ts!']],
  ])('%s loads files by their place', (_, files, expected) => {
    const { app = [], worker = [] } = groups(files);
    expect([...app, ...worker].sort()).toEqual(expected);
  });

  it('leaves configuration, scripts and migrations to the tools', () => {
    expect(groups({ 'package.json': json({ private: true, scripts: { start: 'node dist/main.js' } }), 'src/main.ts': RUNS, 'knexfile.ts': RUNS, 'scripts/clean.ts': RUNS, 'src/db/migrations/1-init.ts': 'export const up = () => 1;' }))
      .toEqual({ app: ['src/main.ts'], tools: ['knexfile.ts!', 'scripts/clean.ts', 'src/db/migrations/1-init.ts!'] });
  });

  it('takes no service for a tool because of its folder', () => {
    const service = 'export class Service { start() { return 1; } }';
    expect(groups({
      'package.json': json({ private: true, scripts: { start: 'node dist/main.js' } }), 'src/main.ts': RUNS,
      'src/tasks/nightly.ts': service, 'src/scripts/engine.ts': service, 'src/migrations/service.ts': service, 'src/config/mail.config.ts': 'export const mail = { on: true };',
    })).toEqual({ app: ['src/main.ts'] });
  });

  it('is built from where its bundler starts by default', () => {
    for (const bundler of ['webpack-cli', '@rspack/cli', '@rsbuild/core']) {
      expect(groups({ 'web/package.json': json({ devDependencies: { [bundler]: '1' } }), 'web/src/index.tsx': RUNS, 'web/src/part.ts': RUNS })).toMatchObject({ app: ['web/src/index.tsx!'] });
    }
  });

  it('is built from what a bundler starts with whose configuration is no part of the program', () => {
    const files = { 'src/adapter.ts': RUNS, 'src/extension.ts': RUNS, 'src/part.ts': RUNS };
    const project = [
      { path: 'package.json', text: json({ private: true }) },
      { path: 'webpack.config.js', text: "const adapter = { target: 'node', entry: './src/adapter.ts', output: { filename: 'adapter.js' } };\nmodule.exports = [adapter, { entry: { extension: './src/extension.ts' } }];\n" },
    ];
    const { groups: found } = link({ files: factsOf(files), project, options: noOptions }).model(entries);
    expect(found.map(({ name, entries: all }) => [name, all.map(({ file }) => file)])).toEqual([['app', ['src/adapter.ts', 'src/extension.ts']]]);
  });

  it('is built from what its bundler starts with', () => {
    expect(groups({ 'package.json': json({ private: true, scripts: { build: 'tsup' } }), 'tsup.config.ts': "export default { entry: ['src/one.ts', 'src/more/*.ts'] };", 'src/one.ts': RUNS, 'src/more/two.ts': RUNS, 'src/three.ts': RUNS }))
      .toMatchObject({ app: ['src/more/two.ts!', 'src/one.ts!'] });
  });
});

describe('an entry without a source', () => {
  const gone = { 'package.json': json({ private: true, scripts: { start: 'node dist/gone.js' } }), 'lib/part.ts': RUNS };

  it('is listed, and missing where the package has no other', () => {
    const { unresolved, missing } = models(gone).model(entries);
    expect(unresolved).toEqual([{ name: 'dist/gone.js', why: 'package.json script `start`', home: '' }]);
    expect(missing).toEqual(unresolved);
  });

  it('is stood in for by a file that is named like one', () => {
    const model = models({ ...gone, 'lib/server.ts': RUNS }).model(entries);
    expect(model).toMatchObject({ missing: [], groups: [{ name: 'app', entries: [{ file: 'lib/server.ts' }] }] });
    expect(model.unresolved).toHaveLength(1);
  });

  it('is nothing to speak of in a package without sources', () => {
    const model = models({ 'package.json': json({ private: true, scripts: { start: 'node dist/main.js' } }), 'src/main.ts': RUNS, 'site/package.json': json({ name: 'site', scripts: { start: 'node out/gone.js' } }) }).model(entries);
    expect(model.unresolved).toEqual([]);
  });
});
