import { describe, expect, it } from 'vitest';
import { isProjectFile, isTest } from './classify.ts';
import { discover } from './discover.ts';
import { memoryWorld } from './world.ts';

const tree = (paths: readonly string[], texts: { readonly [path: string]: string } = {}) => memoryWorld({ ...Object.fromEntries(paths.map(path => [path, ''])), ...texts });
const sources = (paths: readonly string[], texts = {}, selection = {}) => discover(tree(paths, texts), { include: undefined, exclude: [], ...selection }).sources;

describe('discovery', () => {
  it('finds TypeScript of every extension, in the order of code units, and no declarations', () => {
    expect(sources(['b.ts', 'a.tsx', 'Z.mts', 'é.cts', 'types.d.ts', 'types.d.mts', 'styles.d.css.ts', 'README.md'])).toEqual(['Z.mts', 'a.tsx', 'b.ts', 'é.cts']);
  });

  it('leaves out what is installed or built, but not a source folder of such a name', () => {
    expect(sources(['package.json', 'node_modules/x/a.ts', 'dist/a.ts', 'build/a.ts', 'src/build/a.ts', 'pkg/out/a.ts', 'apps/web/package.json', 'apps/web/out/a.ts', 'apps/web/.next/a.ts', '.git/a.ts']))
      .toEqual(['pkg/out/a.ts', 'src/build/a.ts']);
  });

  it('takes JavaScript where a tsconfig allows it or none is in sight', () => {
    const paths = ['typed/a.js', 'allowed/a.js', 'inherits/src/a.js', 'plain/a.js', 'plain/lib.min.js'];
    const texts = {
      'typed/tsconfig.json': '{ // "allowJs": true,\n }', 'allowed/tsconfig.json': '{"compilerOptions":{"allowJs":true}}',
      'inherits/tsconfig.json': '{ "extends": "../allowed/tsconfig" }',
    };
    expect(sources(paths, texts)).toEqual(['allowed/a.js', 'inherits/src/a.js', 'plain/a.js']);
  });

  it('follows a tsconfig into the package of the workspace that it extends', () => {
    const texts = {
      'web/tsconfig.json': '{ "extends": "@acme/tsconfig/app.json" }', 'api/tsconfig.json': '{ "extends": "@acme/tsconfig/strict" }', 'lib/tsconfig.json': '{ "extends": "@tsconfig/node20/tsconfig.json" }',
      'packages/tsconfig/package.json': '{\n  "name": "@acme/tsconfig"\n}', 'packages/tsconfig/app.json': '{ "compilerOptions": { "allowJs": true } }', 'packages/tsconfig/strict.json': '{}',
    };
    expect(sources(['web/src/env.mjs', 'api/a.js', 'lib/a.js'], texts)).toEqual(['web/src/env.mjs']);
  });

  it('obeys .gitignore files, the inner before the outer', () => {
    const texts = { '.gitignore': '*.gen.ts\n/tmp/\nsecret\n', 'pkg/.gitignore': '!kept.gen.ts\nlocal.ts\n' };
    expect(sources(['a.gen.ts', 'a.ts', 'tmp/a.ts', 'src/tmp/a.ts', 'x/secret/a.ts', 'pkg/kept.gen.ts', 'pkg/other.gen.ts', 'pkg/local.ts', 'local.ts'], texts))
      .toEqual(['a.ts', 'local.ts', 'pkg/kept.gen.ts', 'src/tmp/a.ts']);
  });

  it('narrows to `include`, which may name directories and JavaScript, less `exclude` and patterns with `!`', () => {
    const paths = ['src/a.ts', 'src/b.js', 'src/deep/c.ts', 'lib/d.ts', 'tsconfig.json'];
    expect(sources(paths, {}, { include: ['src'] })).toEqual(['src/a.ts', 'src/b.js', 'src/deep/c.ts']);
    expect(sources(paths, {}, { include: ['src/**/*.ts', '!src/deep'] })).toEqual(['src/a.ts']);
    expect(sources(paths, {}, { exclude: ['src/deep/**'] })).toEqual(['lib/d.ts', 'src/a.ts']);
  });

  it('tells of a directory that cannot be listed', () => {
    const world = tree(['a.ts', 'locked/b.ts']);
    const entries: typeof world.entries = directory => {
      if (directory === 'locked') throw Object.assign(new Error(), { code: 'EACCES' });
      return world.entries(directory);
    };
    expect(discover({ ...world, entries }, { include: undefined, exclude: [] }).problems)
      .toEqual([{ file: 'locked', message: 'cannot list this directory (EACCES); make it readable or exclude it in `.gitignore`' }]);
  });
});

describe('paths', () => {
  it.each([
    'src/a.test.ts', 'src/a.spec.tsx', 'src/__tests__/a.ts', 'test/helper.ts', 'pkg/tests/a.ts', 'e2e/login.ts', 'src/fixtures/a.ts', 'src/__mocks__/a.ts', 'ui/Button.stories.tsx',
    'vitest.config.ts', 'vitest.workspace.ts', 'jest.config.cjs', 'jest.setup.ts', 'playwright.config.ts', 'src/a.mock.ts', 'src/queue-test.ts', 'src/setupTests.ts', 'src/a.test-d.ts', 'spec/a.ts',
  ])('%s is test code', path => expect(isTest(path)).toBe(true));

  it.each(['src/latest.ts', 'src/contest/a.ts', 'src/openapi/spec/user.ts', 'src/protest.ts', 'src/attestation.ts', 'src/testimonials/a.ts', 'src/story.ts', 'src/inspect.ts', 'jester.config.ts'])(
    '%s is not', path => expect(isTest(path)).toBe(false));

  it.each([
    'package.json', 'apps/web/tsconfig.build.json', 'Dockerfile', 'apps/api/Dockerfile.dev', 'docker/api.Dockerfile', 'docker-compose.override.yml', 'compose.yaml', 'Procfile', 'ecosystem.config.cjs',
    'pnpm-workspace.yaml', 'nest-cli.json', 'serverless.yml', '.env.example', 'apps/api/.env.sample', 'next.config.mjs', 'vite.config.ts', 'jsconfig.json',
  ])('%s is a project file', path => expect(isProjectFile(path)).toBe(true));

  it.each(['.env', 'src/package.ts', 'my-package.json', 'NOTES.md', 'docs/guide.md', 'src/composer.yaml'])('%s is none', path => expect(isProjectFile(path)).toBe(false));
});
