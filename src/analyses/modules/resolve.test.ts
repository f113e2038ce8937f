import { describe, expect, it } from 'vitest';
import type { Resolution } from './model.ts';
import { readProject } from './project.ts';
import { resolver } from './resolve.ts';
import { sourceFiles } from './source-files.ts';

/** Resolves in a program of the given paths; objects are project files. */
const program = (paths: readonly string[], project: { readonly [path: string]: unknown } = {}) => {
  const { packages, configs } = readProject(Object.entries(project).map(([path, text]) => ({ path, text: typeof text === 'string' ? text : JSON.stringify(text) })));
  const resolve = resolver(sourceFiles(paths), packages, configs);
  return (from: string, specifier: string): string => shown(resolve(from, specifier));
};

const shown = (found: Resolution): string => (found.k === 'file' ? found.file : found.k === 'external' ? `external ${found.name}` : 'missing');

describe('relative specifiers', () => {
  const resolve = program(['src/a.ts', 'src/b.tsx', 'src/c.mts', 'src/d.cts', 'src/e/index.ts', 'src/f.js', 'src/g.service.ts', 'src/e.ts', 'index.ts', 'src/own/lib/x.ts', 'src/h.d.ts', 'src/deep/x.ts'], {
    'src/own/package.json': { main: './lib/x.js' },
  });
  it.each([
    ['src/a.ts', './b', 'src/b.tsx'],
    ['src/a.ts', './b.js', 'src/b.tsx'],
    ['src/a.ts', './b.jsx', 'src/b.tsx'],
    ['src/a.ts', './c.mjs', 'src/c.mts'],
    ['src/a.ts', './d.cjs', 'src/d.cts'],
    ['src/a.ts', './b.tsx', 'src/b.tsx'],
    ['src/a.ts', './f', 'src/f.js'],
    ['src/a.ts', './f.js', 'src/f.js'],
    ['src/a.ts', './g.service', 'src/g.service.ts'],
    ['src/a.ts', './e', 'src/e.ts'],
    ['src/a.ts', './e/', 'src/e/index.ts'],
    ['src/a.ts', './e/index.js', 'src/e/index.ts'],
    ['src/a.ts', '..', 'index.ts'],
    ['src/e/index.ts', '.', 'src/e/index.ts'],
    ['src/a.ts', './own', 'src/own/lib/x.ts'],
    ['src/a.ts', './h', 'src/h.d.ts'],
    ['src/a.ts', './f.js?raw', 'src/f.js'],
    ['src/a.ts', './nothing', 'missing'],
    ['src/a.ts', '../../outside', 'missing'],
    ['src/a.ts', './style.css', 'external ./style.css'],
    ['src/a.ts', './data.json', 'external ./data.json'],
  ])('%s imports %s: %s', (from, specifier, expected) => expect(resolve(from, specifier)).toBe(expected));
});

describe('Node and packages outside', () => {
  const resolve = program(['a.ts', 'src/lib/util.ts', 'src/main.ts']);
  it.each([
    ['fs', 'external node:fs'],
    ['fs/promises', 'external node:fs/promises'],
    ['node:test', 'external node:test'],
    ['test', 'external test'],
    ['buffer/', 'external buffer/'],
    ['lodash/fp', 'external lodash/fp'],
    ['@scope/pkg', 'external @scope/pkg'],
    ['virtual:routes', 'external virtual:routes'],
    ['https://esm.sh/x', 'external https://esm.sh/x'],
    ['/src/main.ts', 'src/main.ts'],
    ['$lib/util', 'src/lib/util.ts'],
    ['@/lib/util', 'src/lib/util.ts'],
    ['~/lib/nothing', 'missing'],
  ])('%s: %s', (specifier, expected) => expect(resolve('a.ts', specifier)).toBe(expected));
});

describe('tsconfig', () => {
  it('maps `paths` relative to the config that spells them, longest prefix first', () => {
    const resolve = program(['src/app/x.ts', 'src/app/core/y.ts', 'core/y.ts', 'src/exact.ts', 'src/gen.ts'], {
      'tsconfig.json': '{ "compilerOptions": { "paths": { "@/*": ["./src/app/*"], "@/core/*": ["./core/*",], "exact": ["src/exact"], /* several */ "g": ["./none.ts", "src/gen.ts"] } } }',
    });
    expect(resolve('src/app/x.ts', '@/core/y')).toBe('core/y.ts');
    expect(resolve('src/app/x.ts', '@/x.js')).toBe('src/app/x.ts');
    expect(resolve('src/app/x.ts', 'exact')).toBe('src/exact.ts');
    expect(resolve('src/app/x.ts', 'g')).toBe('src/gen.ts');
    expect(resolve('src/app/x.ts', '@/none')).toBe('missing');
  });

  it('falls through a catch-all pattern to packages', () => {
    const resolve = program(['src/x.ts'], { 'tsconfig.json': { compilerOptions: { baseUrl: '.', paths: { '*': ['src/*', 'typings/*'] } } } });
    expect(resolve('src/x.ts', 'x')).toBe('src/x.ts');
    expect(resolve('src/x.ts', 'react')).toBe('external react');
  });

  it('resolves from `baseUrl`, but never over a module of Node', () => {
    const resolve = program(['src/events.ts', 'src/app/x.ts', 'src/events/bus.ts'], { 'tsconfig.json': { compilerOptions: { baseUrl: 'src' } } });
    expect(resolve('src/app/x.ts', 'app/x')).toBe('src/app/x.ts');
    expect(resolve('src/app/x.ts', 'events')).toBe('external node:events');
  });

  it('lets `extends` hand on paths, from a list, a package of the workspace and with `${configDir}`', () => {
    const resolve = program(['apps/web/src/x.ts', 'shared/z.ts', 'apps/api/src/y.ts'], {
      'package.json': { workspaces: ['apps/*', 'config'] },
      'config/package.json': { name: '@acme/tsconfig' },
      'config/tsconfig.app.json': { compilerOptions: { paths: { '~/*': ['${configDir}/src/*'] } } },
      'tsconfig.base.json': { compilerOptions: { paths: { '#shared/*': ['./shared/*'] } } },
      'apps/web/tsconfig.json': { extends: '@acme/tsconfig/tsconfig.app.json' },
      'apps/api/tsconfig.json': { extends: ['../../tsconfig.base', './nowhere.json'] },
    });
    expect(resolve('apps/web/src/x.ts', '~/x')).toBe('apps/web/src/x.ts');
    expect(resolve('apps/api/src/y.ts', '#shared/z')).toBe('shared/z.ts');
  });

  it('survives configs that extend each other', () => {
    const resolve = program(['x.ts'], { 'tsconfig.json': { extends: './tsconfig.b.json' }, 'tsconfig.b.json': { extends: './tsconfig.json', compilerOptions: { paths: { a: ['x.ts'] } } } });
    expect(resolve('x.ts', 'a')).toBe('x.ts');
  });

  it('picks, in a solution, the referenced config that includes the file', () => {
    const resolve = program(['src/x.ts', 'server/x.ts', 'src/y.ts', 'server/y.ts'], {
      'tsconfig.json': { files: [], references: [{ path: './tsconfig.app.json' }, { path: './server' }] },
      'tsconfig.app.json': { include: ['src'], compilerOptions: { paths: { '@/*': ['./src/*'] } } },
      'server/tsconfig.json': { compilerOptions: { paths: { '@/*': ['./*'] } } },
    });
    expect(resolve('src/x.ts', '@/y')).toBe('src/y.ts');
    expect(resolve('server/x.ts', '@/y')).toBe('server/y.ts');
  });

  it('looks through `rootDirs`', () => {
    const resolve = program(['src/a.ts', 'generated/b.ts'], { 'tsconfig.json': { compilerOptions: { rootDirs: ['src', 'generated'] } } });
    expect(resolve('src/a.ts', './b')).toBe('generated/b.ts');
  });
});

describe('packages of the workspace', () => {
  const one = (manifest: object, paths: readonly string[], more: { readonly [path: string]: unknown } = {}) =>
    program(['apps/web/x.ts', ...paths], { 'pnpm-workspace.yaml': "packages:\n  - 'apps/*'\n  - packages/**\n", 'packages/lib/package.json': { name: '@acme/lib', ...manifest }, ...more });

  it('finds the source behind a built `main`', () => {
    expect(one({ main: './dist/index.js', types: './dist/index.d.ts' }, ['packages/lib/src/index.ts'])('apps/web/x.ts', '@acme/lib')).toBe('packages/lib/src/index.ts');
    expect(one({ main: 'lib/cjs/entry.cjs' }, ['packages/lib/src/entry.ts'])('apps/web/x.ts', '@acme/lib')).toBe('packages/lib/src/entry.ts');
    expect(one({}, ['packages/lib/index.ts'])('apps/web/x.ts', '@acme/lib')).toBe('packages/lib/index.ts');
  });

  it('finds the source behind `exports`, by `outDir` and `rootDir` where the layout is unusual', () => {
    const resolve = one(
      { exports: { '.': { types: './build/out/main.d.ts', import: './build/out/main.mjs', require: './build/out/main.cjs' }, './features/*': './build/out/features/*.js', './private/*': null, './package.json': './package.json' } },
      ['packages/lib/code/main.mts', 'packages/lib/code/features/a/b.ts', 'packages/lib/code/hidden.ts'],
      { 'packages/lib/tsconfig.json': { compilerOptions: { outDir: 'build/out', rootDir: 'code' } } },
    );
    expect(resolve('apps/web/x.ts', '@acme/lib')).toBe('packages/lib/code/main.mts');
    expect(resolve('apps/web/x.ts', '@acme/lib/features/a/b')).toBe('packages/lib/code/features/a/b.ts');
    expect(resolve('apps/web/x.ts', '@acme/lib/private/x')).toBe('external @acme/lib/private/x');
  });

  it('prefers conditions that mean source, then those of Node, to those of browsers', () => {
    const paths = ['packages/lib/src/index.ts', 'packages/lib/src/browser.ts', 'packages/lib/src/node.ts'];
    const resolveWith = (exported: object, more = {}) => one({ exports: exported }, paths, more)('apps/web/x.ts', '@acme/lib');
    expect(resolveWith({ '.': { import: { '@acme/source': './src/index.ts', default: './dist/esm/index.js' } } })).toBe('packages/lib/src/index.ts');
    expect(resolveWith({ browser: './src/browser.ts', node: './src/node.ts', default: './src/browser.ts' })).toBe('packages/lib/src/node.ts');
    expect(resolveWith({ development: './src/index.ts', default: './dist/index.js' })).toBe('packages/lib/src/index.ts');
    expect(resolveWith({ custom: './src/node.ts', default: './src/index.ts' }, { 'apps/web/tsconfig.json': { compilerOptions: { customConditions: ['custom'] } } })).toBe('packages/lib/src/node.ts');
  });

  it('takes the pattern with the longest prefix', () => {
    const resolve = one({ exports: { './*': './src/*.ts', './ui/*': './src/components/*.tsx' } }, ['packages/lib/src/ui/a.ts', 'packages/lib/src/components/a.tsx', 'packages/lib/src/b/c.ts']);
    expect(resolve('apps/web/x.ts', '@acme/lib/ui/a')).toBe('packages/lib/src/components/a.tsx');
    expect(resolve('apps/web/x.ts', '@acme/lib/b/c')).toBe('packages/lib/src/b/c.ts');
  });

  it('resolves subpaths of a package without `exports`, and says when there is none', () => {
    const resolve = one({ main: 'src/index.ts' }, ['packages/lib/src/index.ts', 'packages/lib/src/sub.ts']);
    expect(resolve('apps/web/x.ts', '@acme/lib/dist/sub')).toBe('packages/lib/src/sub.ts');
    expect(resolve('apps/web/x.ts', '@acme/lib/src/sub.js')).toBe('packages/lib/src/sub.ts');
    expect(resolve('apps/web/x.ts', '@acme/lib/none')).toBe('external @acme/lib/none');
    expect(resolve('apps/web/x.ts', '@acme/lib/style.css')).toBe('external @acme/lib/style.css');
  });

  it('resolves `imports`, to files and to packages, and the own name', () => {
    const resolve = program(['a/src/x.ts', 'a/src/y.ts'], {
      'a/package.json': { name: 'a', imports: { '#y': { node: './dist/y.js' }, '#in/*': './src/*.ts', '#dep': 'lodash' }, exports: { './y': './src/y.ts' } },
    });
    expect(resolve('a/src/x.ts', '#y')).toBe('a/src/y.ts');
    expect(resolve('a/src/x.ts', '#in/y')).toBe('a/src/y.ts');
    expect(resolve('a/src/x.ts', '#dep')).toBe('external lodash');
    expect(resolve('a/src/x.ts', '#none')).toBe('missing');
    expect(resolve('a/src/x.ts', 'a/y')).toBe('a/src/y.ts');
  });

  it('does not mistake the root of a workspace for the published package, nor a directory for a dependency', () => {
    const resolve = program(['index.ts', 'worker/x.ts', 'worker/vite/index.ts', 'worker/local/index.ts'], {
      'package.json': { name: 'acme', workspaces: ['worker'] },
      'worker/package.json': { name: 'worker', dependencies: { acme: '^3.0.0', vite: '^7.0.0' } },
      'worker/tsconfig.json': { compilerOptions: { baseUrl: '.' } },
    });
    expect(resolve('worker/x.ts', 'acme')).toBe('external acme');
    expect(resolve('index.ts', 'acme')).toBe('index.ts');
    expect(resolve('worker/x.ts', 'vite')).toBe('external vite');
    expect(resolve('worker/x.ts', 'local')).toBe('worker/local/index.ts');
  });

  it('does not mistake a fixture for the dependency it is named after', () => {
    const resolve = program(['src/x.ts', 'test/fixtures/react/index.ts'], { 'package.json': { name: 'root' }, 'test/fixtures/react/package.json': { name: 'react' } });
    expect(resolve('src/x.ts', 'react')).toBe('external react');
  });

  it('follows `file:` dependencies, negated workspace patterns and members of one name', () => {
    const resolve = program(['x.ts', 'vendor/p/index.ts', 'packages/a/index.ts', 'packages/old/a/index.ts', 'packages/b/x.ts'], {
      'package.json': { workspaces: { packages: ['packages/**', '!packages/old/**'] }, dependencies: { p: 'file:./vendor/p' } },
      'vendor/p/package.json': { name: 'other' },
      'packages/a/package.json': { name: 'a' },
      'packages/old/a/package.json': { name: 'a' },
    });
    expect(resolve('x.ts', 'p')).toBe('vendor/p/index.ts');
    expect(resolve('packages/b/x.ts', 'a')).toBe('packages/a/index.ts');
  });

  it('takes a built file that is not there for its source', () => {
    expect(program(['bin/cli.js', 'src/cli.ts'])('bin/cli.js', '../dist/cli.js')).toBe('src/cli.ts');
    expect(program(['src/a.ts', 'src/x.ts'])('src/a.ts', './gone/x')).toBe('missing');
  });
});
