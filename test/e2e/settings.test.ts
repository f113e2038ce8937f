import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ghostwire, repository } from './cli.ts';

const FILES = {
  'package.json': '{ "name": "x", "private": true }',
  'ghostwire.config.json': '{ "entries": { "app": ["src/app.ts"], "worker": ["src/worker.ts"] } }',
  'src/definitions.ts': `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'http', key: 'port', default: 8080, type: 'int', envVarOverride: 'PORT', description: 'Where it listens' });
registry.register({ namespace: 'push', key: 'enabled', default: false, type: 'boolean', restartRequired: true });
registry.register({ namespace: 'push', key: 'token', default: 'abc', type: 'string', sensitive: true, envVarOverride: 'PUSH_TOKEN' });
export declare const resolver: { getInt(namespace: string, key: string): number; getBoolean(namespace: string, key: string): boolean; getString(namespace: string, key: string): string };
`,
  'src/app.ts': "import { resolver } from './definitions.ts';\nconsole.log(resolver.getInt('http', 'port'));\n",
  'src/worker.ts': "import { resolver } from './definitions.ts';\nif (resolver.getBoolean('push', 'enabled')) console.log(resolver.getString('push', 'token'));\n",
};

it('lists, groups, filters and counts', () => {
  const root = repository(FILES);
  const { out, code } = ghostwire(root, ['settings']);
  expect(code).toBe(0);
  expect(out).toMatch(/^http\.port +8080 .* PORT .* live only in app$/m);
  expect(out).toMatch(/off until `push\.enabled` is switched on\npush\.token +\*\*\*/);
  expect(out).toContain('3 settings in 3 files: 1 default-off, 2 live');
  expect(ghostwire(root, ['settings', '--verdict', 'default-off']).out).toContain('1 of 3 settings in 3 files: 1 default-off');
  const json = JSON.parse(ghostwire(root, ['settings', '--format', 'json', '--namespace', 'push', '--flag', 'sensitive']).out);
  expect(json.settings).toMatchObject([{ key: 'push.token', verdict: 'default-off', gates: ['push.enabled'] }]);
  expect(json.settings[0]).not.toHaveProperty('default');
  expect(ghostwire(root, ['settings', '--format', 'markdown']).out).toContain('| `http.port` | `8080` | integer | `PORT` |  | 1 | live, only in app |');
  expect(ghostwire(root, ['settings', '--verdict', 'dead'])).toMatchObject({ code: 2, err: expect.stringContaining('there is no verdict `dead`') });
});

it('explains a setting by its key and by its variable, and a finding by its place and by its variable', () => {
  const root = repository({ ...FILES, 'src/app.ts': `${FILES['src/app.ts']}console.log(process.env.PORT, process.env.HOME_URL);\n` });
  const byKey = ghostwire(root, ['explain', 'http.port']);
  expect(byKey).toMatchObject({ code: 0, out: expect.stringContaining('http.port: live') });
  expect(ghostwire(root, ['explain', 'PORT']).out).toContain('http.port: live');
  expect(ghostwire(root, ['explain', 'PORT']).out).toContain('src/app.ts#PORT:bypass:<module>');
  const byVariable = ghostwire(root, ['explain', 'HOME_URL']);
  expect(byVariable).toMatchObject({ code: 0, out: expect.stringContaining('src/app.ts#HOME_URL:read:<module>') });
  expect(ghostwire(root, ['explain', 'src/app.ts:3:31'])).toEqual(byVariable);
  expect(ghostwire(root, ['explain', 'src/app.ts:4'])).toMatchObject({ code: 2, err: expect.stringContaining('`src/app.ts:4` is neither a rule nor a setting nor a finding') });
});

it('says where to read on when no setting is seen', () => {
  expect(ghostwire(repository({ 'package.json': '{ "name": "x", "main": "a.ts" }', 'a.ts': 'export {};\n' }), ['settings'])).toEqual({
    code: 0, out: 'no setting is registered in 1 file in the words of a known dialect; `docs/vocabularies.md` of this package says how to describe one\n', err: '',
  });
});

it('writes an environment reference and tells in CI when it is out of date', () => {
  const root = repository(FILES);
  const check = ['settings', '--check', 'docs/environment.md'];
  expect(ghostwire(root, check)).toMatchObject({ code: 1, err: expect.stringContaining('does not exist; write it with `npx ghostwire settings --env > docs/environment.md`') });
  mkdirSync(join(root, 'docs'));
  writeFileSync(join(root, 'docs/environment.md'), ghostwire(root, ['settings', '--env']).out);
  expect(readFileSync(join(root, 'docs/environment.md'), 'utf8')).toContain('| `PORT` | `8080` | integer | Where it listens; sets `http.port`; only in app |');
  expect(ghostwire(root, check)).toMatchObject({ code: 0, out: '`docs/environment.md` is up to date\n' });
  // Code that moves changes nothing; a default that changes does.
  writeFileSync(join(root, 'src/definitions.ts'), `\n\n${FILES['src/definitions.ts']}`);
  expect(ghostwire(root, check).code).toBe(0);
  writeFileSync(join(root, 'src/definitions.ts'), FILES['src/definitions.ts'].replace('8080', '9090'));
  expect(ghostwire(root, check)).toMatchObject({ code: 1, err: expect.stringContaining('`docs/environment.md` is out of date (`PORT` has changed)') });
  writeFileSync(join(root, 'src/app.ts'), 'if (');
  expect(ghostwire(root, check).code).toBe(2);
});
