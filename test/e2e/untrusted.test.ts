import { describe, expect, it } from 'vitest';
import { ghostwire, repository, snapshot } from './cli.ts';

const MAIN = "import './definitions';\nimport { resolver } from './resolver';\nconsole.log(resolver.getInt('http', 'port'));\n";
const RESOLVER = 'export class ConfigResolver { getInt(namespace: string, key: string): number { return namespace.length + key.length; } }\nexport const resolver = new ConfigResolver();\n';
const DEFINITIONS = "declare const registry: { register(definition: object): void };\nregistry.register({ namespace: 'http', key: 'port', default: 1 });\n";
const PROGRAM = { 'package.json': '{ "name": "x", "private": true }', 'src/main.ts': MAIN, 'src/resolver.ts': RESOLVER, 'src/definitions.ts': DEFINITIONS };

/** Runs a check that must end with 2, say the sentence, and write nothing. */
const untrusted = (files: { readonly [path: string]: string | Uint8Array }, sentence: RegExp, args: readonly string[] = []): void => {
  const root = repository({ ...PROGRAM, ...files });
  const before = snapshot(root);
  for (const each of [args, [...args, '--update-baseline']]) {
    const { code, out, err } = ghostwire(root, each);
    expect(out + err).toMatch(sentence);
    expect(code).toBe(2);
    expect(snapshot(root)).toEqual(before);
  }
};

describe('a program that is in order', () => {
  it('ends with 0 and says what it covered', () => {
    const { code, out } = ghostwire(repository(PROGRAM));
    expect(out).toMatch(/checked \d+ rules over 3 files and 1 setting/);
    expect(code).toBe(0);
  });
});

describe('a run that cannot be trusted ends with 2, says why and writes nothing', () => {
  it('GW26 a syntax error in a definitions file', () => untrusted({ 'src/definitions.ts': `${DEFINITIONS}registry.register({ namespace: 'http', key: 'host'` }, /src\/definitions\.ts.*expected/));
  it('GW27 a syntax error in a lifecycle file', () => untrusted({ 'src/main.ts': 'if (backup { start(); }' }, /src\/main\.ts/));
  it('KS30 a syntax error in any file', () => untrusted({ 'src/loop.ts': 'while (true) { await' }, /src\/loop\.ts/));
  it('GW32 a root that does not exist', () => {
    const { code, err } = ghostwire(repository(PROGRAM), ['--root', 'nowhere']);
    expect(err).toMatch(/nowhere/);
    expect(code).toBe(2);
  });
  it('GW46 a source root that is missing', () => untrusted({ 'ghostwire.config.json': '{ "include": ["sources/**/*.ts"] }' }, /sources\/\*\*\/\*\.ts/));
  it('GW46 lifecycle entries that are all missing', () => untrusted({ 'ghostwire.config.json': '{ "entries": ["src/boot.ts"] }' }, /src\/boot\.ts/));
  it('an entry without a source, in `check` and in `settings`, which leaves undecided what may run', () => {
    const files = { 'package.json': '{ "name": "x", "private": true, "scripts": { "start": "node dist/gone.js" } }', 'src/part.ts': MAIN, 'src/resolver.ts': RESOLVER, 'src/definitions.ts': DEFINITIONS };
    expect(ghostwire(repository(files))).toMatchObject({ code: 2, out: expect.stringMatching(/`dist\/gone\.js`.*`entries`/) });
    const { code, out, err } = ghostwire(repository(files), ['settings', '--format', 'json']);
    expect(err).toMatch(/no source belongs to `dist\/gone\.js`/);
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({ settings: [{ key: 'http.port', verdict: 'undecided' }] });
  });
  it('and calls no baseline entry stale that it may not have seen', () => {
    const root = repository({ ...PROGRAM, 'src/loop.ts': 'while (true) { await', 'baselines/env-read.txt': 'src/loop.ts#A:read:<module>\n' });
    const { code, out, err } = ghostwire(root);
    expect(out + err).not.toMatch(/stale|covers nothing|prune/);
    expect(code).toBe(2);
  });
  it('a scan that sees no file', () => {
    const root = repository({ 'README.md': 'nothing' });
    const { code, out, err } = ghostwire(root);
    expect(out + err).toMatch(/no .*file/);
    expect(code).toBe(2);
  });
  it('a named vocabulary that recognises nothing', () => untrusted({ 'src/definitions.ts': 'export {};\n', 'ghostwire.config.json': '{ "vocabularies": ["registry"] }' }, /registry/));
  it('a vocabulary that does not exist, with the nearest one', () => untrusted({ 'ghostwire.config.json': '{ "vocabularies": ["registri"] }' }, /`registri`.*`registry`/));
  it('an unknown key in the configuration, with the nearest one', () => untrusted({ 'ghostwire.config.json': '{ "entrys": [] }' }, /`entrys`.*`entries`/));
  it('an unknown option on the command line, with the nearest one', () => {
    const { code, err } = ghostwire(repository(PROGRAM), ['--strict-baselin']);
    expect(err).toMatch(/--strict-baseline/);
    expect(code).toBe(2);
  });
  it('a configuration that is no JSON', () => untrusted({ 'ghostwire.config.json': '{ "rules": ' }, /ghostwire\.config\.json/));
  it('source that is not UTF-8', () => untrusted({ 'src/latin.ts': Uint8Array.from([0x2f, 0x2f, 0x20, 0xe9, 0x0a]) }, /src\/latin\.ts.*UTF-8/));
  it('a damaged baseline', () => {
    const root = repository({ ...PROGRAM, 'baselines/env-read.txt': 'no entry at all\n' });
    const before = snapshot(root);
    const { code, out, err } = ghostwire(root, ['--prune-baseline']);
    expect(out + err).toMatch(/baselines\/env-read\.txt/);
    expect(code).toBe(2);
    expect(snapshot(root)).toEqual(before);
  });
  it('a baseline with conflict markers', () => untrusted({ 'baselines/env-read.txt': '# env-read\n<<<<<<< ours\na:read:b\n=======\n>>>>>>> theirs\n' }, /conflict/));
  it('a registration with a computed key', () => untrusted({ 'src/definitions.ts': `${DEFINITIONS}registry.register({ namespace: 'http', key: String(Math.random()), default: 2 });\n` }, /src\/definitions\.ts.*key/));
});

describe('what the command line refuses', () => {
  it('to rewrite baselines in CI without an approval', () => {
    const root = repository({ ...PROGRAM, 'src/env.ts': "export const url = process.env['SOME_URL'];\n" });
    expect(ghostwire(root, ['--update-baseline'], { CI: 'true' })).toMatchObject({ code: 2, err: expect.stringMatching(/--approve/) });
    expect(ghostwire(root, ['--update-baseline', '--approve', 'agreed in review'], { CI: 'true' }).code).toBe(0);
    expect(ghostwire(root).code).toBe(0);
  });
});

describe('a configuration that is a program of its own', () => {
  it.each([
    ['ends the process', 'process.exit(0);'],
    ['ends it later', 'setTimeout(() => process.exit(0)); await new Promise(done => setTimeout(done, 60_000));'],
    ['waits for what never comes', 'await new Promise(() => {});'],
    ['leaves an error to nobody', "setTimeout(() => { throw new Error('later'); }); await new Promise(done => setTimeout(done, 60_000));"],
  ])('ends with 2 where it %s', (_, code) => untrusted({ 'ghostwire.config.mjs': `${code}\nexport default {};\n` }, /the run was cut short.*`process\.exit`/));
  it('keeps nobody waiting with what it leaves running', () => {
    const { code, out } = ghostwire(repository({ ...PROGRAM, 'ghostwire.config.mjs': 'setInterval(() => {}, 1000);\nexport default {};\n' }));
    expect(out).toMatch(/checked \d+ rules/);
    expect(code).toBe(0);
  });
});

it('hands on what Node warns of, but not that it looked twice at a configuration', () => {
  const config = "process.emitWarning('looked twice', { code: 'MODULE_TYPELESS_PACKAGE_JSON' });\nprocess.emitWarning('something else');\nexport default {};\n";
  const { err, code } = ghostwire(repository({ ...PROGRAM, 'ghostwire.config.mjs': config }));
  expect(err).toContain('something else');
  expect(err).not.toContain('looked twice');
  expect(code).toBe(0);
});

it('remarks on an `exclude` and a baseline without effect, and ends as it would without them', () => {
  const root = repository({ ...PROGRAM, 'ghostwire.config.json': '{ "exclude": ["srcc/**", "**/node_modules/**"] }', 'baselines/env-reed.txt': 'a#b:c:d\n' });
  const { err, code } = ghostwire(root);
  expect(err).toBe('warning: `exclude[0]` in `ghostwire.config.json` is `srcc/**`, which leaves out no file; the nearest is `src`\nwarning: `baselines/env-reed.txt` is the baseline of no rule and covers nothing; the nearest is `env-read`\n');
  expect(code).toBe(0);
  expect(ghostwire(root, ['--quiet']).err).toBe('');
});
