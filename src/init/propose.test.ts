import { describe, expect, it } from 'vitest';
import { parseConfig } from '../config/parse.ts';
import { packageManager } from './manager.ts';
import type { ConfigPlan, Seen } from './model.ts';
import { propose } from './propose.ts';

const MANIFEST = '{\n  "name": "x",\n  "scripts": {\n    "test": "vitest"\n  }\n}\n';
const PLAN: ConfigPlan = { config: { vocabularies: ['zod-env'] }, because: [] };

function seen(files: { readonly [path: string]: string }, more: Partial<Seen> = {}): Seen {
  const text = (path: string): string | undefined => files[path];
  return {
    paths: Object.keys(files).sort(), text, nested: false, manager: packageManager(text), perhaps: [],
    dialects: [{ name: 'zod-env', registrations: 2, accesses: 3, example: { key: 'PORT', file: 'src/env.ts', line: 4 } }],
    ...more,
  };
}

const written = (files: { readonly [path: string]: string }, more?: Partial<Seen>, plan = PLAN) => {
  const proposal = propose(seen(files, more), plan);
  return { ...proposal, texts: Object.fromEntries(proposal.files.map(({ path, text }) => [path, text])) };
};

describe('the configuration', () => {
  it('is TypeScript where the repository has such files, with a comment on each part', () => {
    const text = written({ 'package.json': MANIFEST, 'vite.config.ts': '' }).texts['ghostwire.config.ts'];
    expect(text).toContain("    'zod-env', // `PORT` in src/env.ts\n");
    expect(text).toContain("import { defineConfig } from 'ghostwire/define';");
  });

  it('is JSON elsewhere, and what the schema takes', () => {
    const plan: ConfigPlan = { config: { vocabularies: ['zod-env'], exclude: ['a.ts'], entries: { app: ['b.ts'] }, rules: { 'bootstrap-wiring': 'off' } }, because: [] };
    const text = written({ 'package.json': MANIFEST }, {}, plan).texts['ghostwire.config.json']!;
    expect(parseConfig(JSON.parse(text), 'ghostwire.config.json')).toMatchObject(plan.config);
  });

  it('that is there stays', () => {
    const { texts, untouched } = written({ 'package.json': MANIFEST, 'ghostwire.config.json': '{}' }, { config: 'ghostwire.config.json' });
    expect(Object.keys(texts)).not.toContain('ghostwire.config.json');
    expect(untouched).toContainEqual({ path: 'ghostwire.config.json', why: 'it is the configuration already' });
  });

  it('mentions what may be settings, without taking it for settings', () => {
    const perhaps = [{ name: 'env-table', registrations: 9, accesses: 9, example: { key: 'db.host', file: "src/o'brien.ts", line: 1 } }];
    const text = written({ 'package.json': MANIFEST, 'vite.config.ts': '' }, { dialects: [], perhaps }, { config: {}, because: [] }).texts['ghostwire.config.ts'];
    expect(text).toContain("  // vocabularies: ['env-table'], // sees `db.host`");
    expect(text).not.toMatch(/^\s*vocabularies/m);
  });
});

describe('the script', () => {
  it.each([
    ['among others', MANIFEST, '"lint:settings": "ghostwire",\n    "test": "vitest"'],
    ['with tabs', '{\n\t"scripts": {\n\t\t"a": "b"\n\t}\n}', '\n\t\t"lint:settings": "ghostwire",\n\t\t"a": "b"'],
    ['into empty scripts', '{ "scripts": {} }', '"lint:settings": "ghostwire"'],
    ['where there are none', '{\n  "name": "x"\n}\n', '  "scripts": {\n    "lint:settings": "ghostwire"\n  },\n  "name": "x"'],
    ['in a manifest that says nothing', '{}', '"lint:settings": "ghostwire"'],
    ['past what only looks like it', '{ "description": "\\"scripts\\": {", "x": { "scripts": { "no": "1" } }, "scripts": { "a": "b" } }', '"scripts": { "lint:settings": "ghostwire", "a": "b" }'],
  ])('is added %s', (_, manifest, expected) => {
    const text = written({ 'package.json': manifest }).texts['package.json']!;
    expect(text).toContain(expected);
    const { scripts, ...rest } = JSON.parse(text);
    const { scripts: before, ...others } = JSON.parse(manifest);
    expect(rest).toEqual(others);
    expect(scripts).toEqual({ ...before, 'lint:settings': 'ghostwire' });
  });

  it('that is there stays, and a manifest that cannot be read too', () => {
    for (const manifest of ['{ "scripts": { "lint:settings": "mine" } }', '{ "scripts": {', '[]']) {
      const { texts, untouched } = written({ 'package.json': manifest });
      expect(Object.keys(texts)).not.toContain('package.json');
      expect(untouched.map(({ path }) => path)).toContain('package.json');
    }
  });
});

describe('the hook', () => {
  const husky = '{ "devDependencies": { "husky": "^9.0.0" }, "scripts": { "a": "b" } }';
  it('is written where husky is, with the header of old versions', () => {
    expect(written({ 'package.json': husky }).texts['.husky/pre-push']).toMatch(/^# .*\nnpm run lint:settings\n$/);
    expect(written({ 'package.json': husky.replace('^9', '^8') }).texts['.husky/pre-push']).toMatch(/^#!\/usr\/bin\/env sh\n\. ".*husky\.sh"\n/);
  });
  it('keeps what the hook does today', () => {
    expect(written({ 'package.json': MANIFEST, '.husky/pre-push': 'npm test' }).texts['.husky/pre-push']).toMatch(/^npm test\n# .*\nnpm run lint:settings\n$/);
  });
  it('stays when it runs the check, for which a comment is not enough', () => {
    expect(written({ 'package.json': MANIFEST, '.husky/pre-push': 'npm run lint:settings\n' }).texts).not.toHaveProperty(['.husky/pre-push']);
    expect(written({ 'package.json': MANIFEST, '.husky/pre-push': '# npm run lint:settings\n' }).texts).toHaveProperty(['.husky/pre-push']);
  });
  it('is told where there is no husky', () => {
    const { texts, steps } = written({ 'package.json': MANIFEST });
    expect(texts).not.toHaveProperty(['.husky/pre-push']);
    expect(steps.join('\n')).toContain('`npm run lint:settings` belongs before a push');
    expect(written({ 'package.json': MANIFEST, 'lefthook.yml': '' }).steps.join('\n')).toContain('add to `lefthook.yml`, before a push: npm run lint:settings');
  });
});

describe('the step for CI', () => {
  it.each([
    ['npm', { 'package-lock.json': '{}' }, ['cache: npm', 'run: npm ci', 'run: npm run lint:settings']],
    ['pnpm', { 'pnpm-lock.yaml': '' }, ['pnpm/action-setup@v4', 'run: pnpm install --frozen-lockfile', 'run: pnpm run lint:settings']],
    ['yarn', { 'yarn.lock': '# yarn lockfile v1\n' }, ['run: yarn install --frozen-lockfile', 'run: yarn run lint:settings']],
    ['bun', { 'bun.lock': '' }, ['oven-sh/setup-bun@v2', 'run: bun run lint:settings']],
  ])('is a workflow where there is none, by %s', (_, lock: { readonly [path: string]: string }, lines) => {
    const text = written({ 'package.json': MANIFEST, ...lock }).texts['.github/workflows/ghostwire.yml'];
    for (const line of lines) expect(text).toContain(line);
  });
  it('is shown for the workflow that checks pull requests', () => {
    const { texts, steps, untouched } = written({ 'package.json': MANIFEST, '.github/workflows/release.yml': 'on: push', '.github/workflows/ci.yml': 'on: pull_request' });
    expect(Object.keys(texts).filter(path => path.startsWith('.github'))).toEqual([]);
    expect(untouched.map(({ path }) => path)).toEqual(['.github/workflows/ci.yml']);
    expect(steps.join('\n')).toContain('      - name: Settings\n        run: npm run lint:settings\n');
  });
  it('is told where another service builds, or the repository begins further up', () => {
    expect(written({ 'package.json': MANIFEST, '.gitlab-ci.yml': '' }).steps.join('\n')).toContain('add to `.gitlab-ci.yml`: npm run lint:settings');
    const { texts } = written({ 'package.json': MANIFEST }, { nested: true });
    expect(Object.keys(texts).sort()).toEqual(['ghostwire.config.json', 'package.json']);
  });
});

it('what is proposed is there the second time, so that nothing is left to propose', () => {
  const files = { 'package.json': '{ "devDependencies": { "husky": "9", "ghostwire": "1" } }', 'vite.config.ts': '' };
  const after = { ...files, ...written(files).texts };
  expect(written(after, { config: 'ghostwire.config.ts' })).toMatchObject({ files: [], steps: [] });
});
