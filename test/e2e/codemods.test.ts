import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { ghostwire, repository, snapshot } from './cli.ts';

const house = fileURLToPath(new URL('../..', import.meta.url));

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** In this process, because allowing every finding takes a run for each. */
async function run(cwd: string, ...args: string[]): Promise<Ran> {
  const texts = { out: '', err: '' };
  const sink = (name: 'out' | 'err') => ({ write: (text: string) => void (texts[name] += text), terminal: false, columns: undefined });
  const code = await main([...args, '--no-color'], { cwd, out: sink('out'), err: sink('err'), surroundings: { ci: false, color: false } });
  return { code, ...texts };
}

const typeErrors = (root: string): string =>
  spawnSync(process.execPath, [join(house, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json'), '--noEmit', '--typeRoots', join(house, 'node_modules/@types')], { encoding: 'utf8' }).stdout;

interface Report {
  readonly findings: readonly { readonly rule: string; readonly entry: string; readonly file: string; readonly line: number; readonly status: string }[];
  readonly markers: readonly unknown[];
}

describe('the example service', () => {
  let relay = '';
  beforeAll(() => {
    relay = mkdtempSync(join(tmpdir(), 'ghostwire-relay-'));
    cpSync(join(house, 'examples/relay'), relay, { recursive: true, filter: source => !/\/(dist|node_modules)$/.test(source) });
  });
  afterAll(() => rmSync(relay, { recursive: true, force: true }));

  const demo = ['--config', 'demo/ghostwire.config.json'];
  const report = async (): Promise<Report> => JSON.parse((await run(relay, '--format', 'json', ...demo)).out);
  const open = ({ findings }: Report) => findings.filter(({ status }) => status !== 'allowed');

  it('is clean once every finding is allowed, and still compiles', { timeout: 180_000 }, async () => {
    const before = open(await report());
    expect(before.length).toBeGreaterThan(15);
    const refused: string[] = [];
    for (const { rule, entry, file } of before) {
      const { code, err } = await run(relay, 'allow', rule, entry, '--reason', 'the example shows it', ...demo);
      if (code === 0) continue;
      refused.push(entry);
      // What the code contradicts, and what stands in a file that takes no comments of ours.
      expect(err).toMatch(file.endsWith('.ts') ? /no marker can excuse/ : /takes no marker/);
    }
    expect(refused.length).toBeLessThan(4);
    const after = await report();
    expect(open(after).map(({ entry }) => entry).sort()).toEqual(refused.sort());
    expect(after.markers).toEqual([]);
    expect(typeErrors(relay)).toBe('');
    const again = await run(relay, 'allow', before.find(finding => finding.rule === 'magic-numbers')!.entry, '--reason', 'another reason for it', ...demo);
    expect(again).toMatchObject({ code: 0, out: expect.stringMatching(/already allowed, because .*the example shows it/) });
  });
});

describe('fix on the example service', () => {
  it('deletes what nothing reads and the markers that excuse nothing; the second run finds nothing to do', { timeout: 120_000 }, async () => {
    const relay = mkdtempSync(join(tmpdir(), 'ghostwire-relay-'));
    try {
      cpSync(join(house, 'examples/relay'), relay, { recursive: true, filter: source => !/\/(dist|node_modules)$/.test(source) });
      const settings = join(relay, 'src/settings/definitions/log.ts');
      writeFileSync(settings, readFileSync(settings, 'utf8').replace('registry.register({', `const LIMIT = 5;\n\n// Nobody reads this one.\nregistry.register({\n  namespace: SettingNamespace.Log,\n  key: 'forgotten',\n  type: 'integer',\n  default: LIMIT,\n  description: 'Read by nobody.',\n});\n\n// lint-allow: env-read, magic-numbers -- there is neither here\nregistry.register({`));
      const original = readFileSync(join(house, 'examples/relay/src/settings/definitions/log.ts'), 'utf8');
      const before = snapshot(relay);
      const dry = await run(relay, 'fix', '--dry-run');
      expect(dry.code).toBe(1);
      expect(dry.out).toContain('-// lint-allow: env-read, magic-numbers -- there is neither here\n');
      expect(snapshot(relay)).toEqual(before);
      const applied = spawnSync('git', ['apply', '--check', '-'], { cwd: relay, input: dry.out, encoding: 'utf8' });
      expect(applied.stderr).toBe('');

      const done = await run(relay, 'fix');
      expect(done).toMatchObject({ code: 0, out: expect.stringMatching(/unread registrations/) });
      expect(readFileSync(settings, 'utf8')).toBe(original);
      expect(typeErrors(relay)).toBe('');
      const after = snapshot(relay);
      expect(await run(relay, 'fix', '--dry-run')).toMatchObject({ code: 0, out: '' });
      expect((await run(relay, 'fix')).code).toBe(0);
      expect(snapshot(relay)).toEqual(after);
    } finally {
      rmSync(relay, { recursive: true, force: true });
    }
  });
});

const PROGRAM = {
  'package.json': '{ "name": "x", "private": true, "type": "module" }',
  'ghostwire.config.json': '{ "entries": ["src/main.ts"], "vocabularies": ["registry"] }',
  'src/resolver.ts': 'export class ConfigResolver {\n  getInt(namespace: string, key: string): number {\n    return namespace.length + key.length;\n  }\n}\nexport const resolver = new ConfigResolver();\n',
  'src/definitions.ts': "declare const registry: { register(definition: object): void };\nregistry.register({ namespace: 'http', key: 'port', type: 'int', default: 1, envVarOverride: 'HTTP_PORT' });\nregistry.register({ namespace: 'http', key: 'depth', type: 'int', default: 8, envVarOverride: 'HTTP_DEPTH' });\n",
  'src/main.ts': "import './definitions.ts';\nimport { resolver } from './resolver.ts';\n\nconsole.log(resolver.getInt('http', 'port'), resolver.getInt('http', 'depth'));\nconsole.log(Number(process.env.HTTP_DEPTH ?? 8));\n\nexport function isLikely(confidence: number): boolean {\n  return confidence < 0.35;\n}\nisLikely(0.5);\n",
};

describe('fix', () => {
  it('reads through the resolver and names a number, until nothing is left', () => {
    const root = repository(PROGRAM);
    expect(ghostwire(root).code).toBe(1);
    expect(ghostwire(root, ['fix', 'src/main.ts'])).toMatchObject({ code: 0, err: '' });
    const main = readFileSync(join(root, 'src/main.ts'), 'utf8');
    expect(main).toContain("console.log(resolver.getInt('http', 'depth'));\n");
    expect(main).toContain('const CONFIDENCE_THRESHOLD = 0.35;\n\nexport function isLikely');
    expect(ghostwire(root, ['fix', '--dry-run'])).toMatchObject({ code: 0, out: '' });
  });
  it('mends only what a named rule reports', () => {
    const root = repository(PROGRAM);
    const { code, out } = ghostwire(root, ['fix', '--rule', 'env-read', '--dry-run']);
    expect(code).toBe(1);
    expect(out).toContain("+console.log(resolver.getInt('http', 'depth'));");
    expect(out).not.toContain('CONFIDENCE_THRESHOLD');
  });
  it('trades no old finding for a new one: a number that is named asks for nothing more', () => {
    const root = repository(PROGRAM);
    ghostwire(root, ['--update-baseline']);
    expect(ghostwire(root, ['fix', '--rule', 'magic-numbers'])).toMatchObject({ code: 0, out: expect.stringContaining('fixed 1 in 1 file: 1 number without a name') });
    expect(ghostwire(root, ['check'])).toMatchObject({ code: 0 });
    expect(ghostwire(root, ['--prune-baseline'])).toMatchObject({ code: 0 });
    expect(ghostwire(root, ['fix', '--rule', 'magic-numbers', '--dry-run'])).toMatchObject({ code: 0 });
  });

  it('takes unused markers out of whatever they stand in, and leaves the rest byte for byte', () => {
    const marker = 'lint-allow: magic-numbers -- measured and right as it is';
    const kept = ['#!/usr/bin/env node', '«// M', '»declare const f: any, D: any, B: any;', 'f(5);« // M»', 'f(6);« // lint-allow: magic-numbers, env-read -- measured and right as it is»', 'export const a = <B>', '«\t{/* M */}', '»\t<B n={5} />', '</B>;', 'f(«/* M */ »5);', '/**', ' * Doc.', '« * M', '» */', 'class A {', '\t@D(5)« // M»', '\tx = 1;', '}', 'const s = `', '// M', '`;« // M»', 'switch (s) {', '\t«// M', "\t»case 'a': f(A);", '}', '// eslint-disable-next-line no-x« // M»', "f('x')« // M»"];
    for (const lineBreak of ['\n', '\r\n']) {
      const text = kept.join(lineBreak).replaceAll('// M', `// ${marker}`).replaceAll('/* M', `/* ${marker}`).replaceAll(' * M', ` * ${marker}`);
      const root = repository({ 'package.json': '{ "name": "x", "main": "src/a.tsx" }', 'src/a.tsx': text.replace(/[«»]/g, '') });
      expect(ghostwire(root, ['fix'])).toMatchObject({ code: 0 });
      expect(readFileSync(join(root, 'src/a.tsx'), 'utf8')).toBe(text.replace(/«[^»]*»/g, ''));
      expect(ghostwire(root, ['fix', '--dry-run'])).toMatchObject({ code: 0, out: '' });
    }
  });
  it('prints a diff that can be applied to a file with a byte order mark and the line breaks of Windows', () => {
    const root = repository({ 'package.json': '{ "name": "x", "main": "a.ts" }', 'a.ts': '\uFEFFconst a = 1; // lint-allow: env-read -- there is none here\r\nexport { a };\r\n' });
    const { out } = ghostwire(root, ['fix', '--dry-run']);
    expect(spawnSync('git', ['apply', '-'], { cwd: root, input: out, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(root, 'a.ts'), 'utf8')).toBe('\uFEFFconst a = 1;\r\nexport { a };\r\n');
  });
  it('names no number of which the rule asks for a setting once it has a name', () => {
    const root = repository({
      'package.json': '{ "name": "x", "main": "main.ts" }',
      'main.ts': "import { db } from './db.ts';\nexport const isLikely = (confidence: number) => confidence < 0.35;\nexport const run = async () => {\n  const rows = await db.selectFrom('Envelope').where('id', '>', 1).limit(100).execute();\n  await new Promise(resolve => setTimeout(resolve, 150));\n  return rows;\n};\nrun();\n",
      'db.ts': 'export declare const db: any;\n',
    });
    const entries = (): string[] => JSON.parse(ghostwire(root, ['--format', 'json']).out).findings.map(({ entry }: { readonly entry: string }) => entry);
    const before = entries();
    expect(before).toHaveLength(3);
    expect(ghostwire(root, ['fix']).out).toMatch(/^fixed [123] in 1 file/m);
    const after = entries();
    expect(after.length).toBeLessThan(before.length);
    expect(after.filter(entry => !before.includes(entry))).toEqual([]);
  });
  it('speaks of the baseline only where something of it was mended', () => {
    const root = repository(PROGRAM);
    expect(ghostwire(root, ['fix']).out).not.toContain('baseline');
  });
  it('leaves the one registration whose deletion leads to another finding, and deletes the rest', () => {
    const unread = (key: string, more = ''): string => `registry.register({ namespace: 'auth', key: '${key}', type: 'string', default: ''${more} });\n`;
    const root = repository({
      ...PROGRAM, '.env.example': 'HTTP_PORT=1\nHTTP_DEPTH=8\n\n# Where to go after a login\nAUTH_CALLBACK=\n',
      'src/definitions.ts': PROGRAM['src/definitions.ts'] + unread('one') + unread('callback', ", envVarOverride: 'AUTH_CALLBACK'") + unread('two'),
    });
    const { out } = ghostwire(root, ['fix', '--rule', 'bootstrap-wiring', '--rule', 'env-inventory']);
    expect(out).toContain('unread registration left: fixing it leads to another finding (`AUTH_CALLBACK`');
    expect(out).toContain('2 unread registrations');
    expect(readFileSync(join(root, 'src/definitions.ts'), 'utf8')).toBe(PROGRAM['src/definitions.ts'] + unread('callback', ", envVarOverride: 'AUTH_CALLBACK'"));
  });

  it('writes nothing when the scan cannot be trusted', () => {
    const root = repository({ ...PROGRAM, 'src/broken.ts': 'while (true) { await' });
    const before = snapshot(root);
    expect(ghostwire(root, ['fix'])).toMatchObject({ code: 2, err: expect.stringContaining('src/broken.ts') });
    expect(ghostwire(root, ['allow', 'src/main.ts#HTTP_DEPTH:bypass:<module>', '--reason', 'read before boot'])).toMatchObject({ code: 2, err: expect.stringContaining('src/broken.ts') });
    expect(snapshot(root)).toEqual(before);
  });
});

describe('allow', () => {
  const entry = 'src/main.ts#HTTP_DEPTH:bypass:<module>';

  it('shows the marker under --dry-run and writes it otherwise', () => {
    const root = repository(PROGRAM);
    const before = snapshot(root);
    const dry = ghostwire(root, ['allow', entry, '--reason', 'read before boot', '--owner', '@core', '--until', '2999-12-31', '--dry-run']);
    expect(dry.code).toBe(1);
    expect(dry.out).toContain('+// lint-allow: env-read owner=@core until=2999-12-31 -- read before boot\n');
    expect(snapshot(root)).toEqual(before);
    expect(ghostwire(root, ['allow', entry, '--reason', 'read before boot']).code).toBe(0);
    expect(ghostwire(root, ['--rule', 'env-read']).code).toBe(0);
  });
  it.each<[string, readonly string[], RegExp]>([
    ['no reason', [entry], /--reason/],
    ['a reason that says nothing', [entry, '--reason', 'TODO'], /says nothing/],
    ['a blank reason', [entry, '--reason', '  '], /is blank/],
    ['a reason that would end a comment', [entry, '--reason', 'read */ before boot'], /would end a block comment/],
    ['a reason over two lines', [entry, '--reason', 'read\nbefore boot'], /on one line/],
    ['a day that is past', [entry, '--reason', 'read before boot', '--until', '2020-01-01'], /no day to come/],
    ['an owner with a space', [entry, '--reason', 'read before boot', '--owner', 'the team'], /no name/],
    ['an unknown rule', ['env-reed', entry, '--reason', 'read before boot'], /nearest is `env-read`/],
    ['an unknown entry', ['src/main.ts#HTTP_DEPT:bypass:<module>', '--reason', 'read before boot'], /nearest is `src\/main\.ts#HTTP_DEPTH:bypass:<module>`/],
  ])('refuses %s', (_, args, sentence) => {
    const root = repository(PROGRAM);
    const before = snapshot(root);
    expect(ghostwire(root, ['allow', ...args])).toMatchObject({ code: 2, err: expect.stringMatching(sentence) });
    expect(snapshot(root)).toEqual(before);
  });
  it('takes a finding by its place, as reports print it', () => {
    const root = repository({ ...PROGRAM, 'src/main.ts': PROGRAM['src/main.ts'].replace('  return confidence < 0.35;', '  return confidence < 0.35 || process.env.HTTP_DEPTH === undefined;') });
    expect(ghostwire(root, ['allow', 'src/main.ts:5', '--reason', 'read before boot', '--dry-run']).out).toContain('+// lint-allow: env-read -- read before boot\n');
    expect(ghostwire(root, ['allow', './src/main.ts:5:20', '--reason', 'read before boot']).code).toBe(0);
    expect(ghostwire(root, ['allow', 'src/main.ts:9', '--reason', 'read before boot'])).toMatchObject({ code: 2, err: expect.stringMatching(/found 2 times; say which is meant with its rule in front\n.*magic-numbers .* at src\/main\.ts:9:23\n.*env-read src\/main\.ts#HTTP_DEPTH:bypass:isLikely at src\/main\.ts:9:31\n/) });
    expect(ghostwire(root, ['allow', 'magic-numbers', 'src/main.ts:9', '--reason', 'measured once']).code).toBe(0);
    expect(ghostwire(root, ['allow', 'src/main.ts:1', '--reason', 'read before boot'])).toMatchObject({ code: 2, err: expect.stringContaining('nothing reports `src/main.ts:1`') });
  });
  it('lists the places of an entry that stands several times, and takes one of them', () => {
    const root = repository({ ...PROGRAM, 'src/main.ts': `${PROGRAM['src/main.ts']}console.log(process.env.HTTP_DEPTH);\n` });
    const asked = ghostwire(root, ['allow', entry, '--reason', 'read before boot']);
    expect(asked).toMatchObject({ code: 2, err: expect.stringMatching(/found 2 times[^]*src\/main\.ts:5:20[^]*src\/main\.ts:11:13/) });
    expect(ghostwire(root, ['allow', entry, '--reason', 'read before boot', '--at', 'src/main.ts:11']).code).toBe(0);
    expect(readFileSync(join(root, 'src/main.ts'), 'utf8')).toMatch(/read before boot\nconsole\.log\(process\.env\.HTTP_DEPTH\);\n$/);
  });
});
