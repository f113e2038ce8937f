import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { wiring } from './analysis.ts';

const SETTINGS: Files = {
  'src/registry.ts': "export class Registry { register(definition: object): void { console.log(definition); } }\nexport const registry = new Registry();\nregistry.register({ namespace: 'backup', key: 'path', default: '/var' });\n",
};
const READER = "import { registry } from './registry';\nexport const read = (resolver: { getStr(ns: string, key: string): string }) => [registry, resolver.getStr('backup', 'path')];\n";
const loose = (count: number): Files => Object.fromEntries(Array.from({ length: count }, (_, i) => [`src/loose/part${i}.ts`, `export const part${i} = Math.random();\nconsole.log(part${i});\n`]));

const judged = (files: Files, entries = {}) => {
  const program = models({ ...SETTINGS, 'src/part.ts': READER, ...files }, { vocabularies: ['registry'], entries });
  const model = program.model(wiring);
  return { distrust: model.distrust, problems: program.problems().map(each => each.message) };
};

const manifest = (start: string): Files => ({ 'package.json': JSON.stringify({ private: true, scripts: { start } }) });

describe('no verdict is given', () => {
  it('where an entry that is named has no source', () => {
    const { distrust, problems } = judged(manifest('node dist/gone.js'));
    expect(distrust).toBe('no source belongs to `dist/gone.js`, which package.json script `start` starts, so nobody can say which settings are live; name what boots in `entries`');
    expect(problems).toContain(distrust);
  });

  it('where more than 30 % of the modules with code are reached from no entry', () => {
    const { distrust, problems } = judged({ ...manifest('node dist/boot.js'), 'src/boot.ts': "import './part';\n", ...loose(8) });
    expect(distrust).toMatch(/^8 of 11 modules are reached from no entry \(`src\/loose\/part0.ts`, .*; name what boots in `entries`$/);
    expect(problems).toContain(distrust);
  });

  it('and neither where the configuration names too little', () => {
    expect(judged(loose(8), { app: ['src/part.ts'] }).distrust).toMatch(/^8 of 10 modules/);
  });
});

it('what does not run is undecided then, and what nobody reads is still unread', () => {
  const registry = `${SETTINGS['src/registry.ts']!}registry.register({ namespace: 'backup', key: 'mode', default: 'full' });\nregistry.register({ namespace: 'backup', key: 'level', default: 1 });\n`;
  const program = models({ ...manifest('node dist/gone.js'), 'src/registry.ts': registry, 'src/part.ts': READER.replace('export const read', "export const wrote = (resolver: { set(ns: string, key: string): void }) => resolver.set('backup', 'level');\nexport const read") }, { vocabularies: ['registry'] });
  const { wirings, unheard } = program.model(wiring);
  expect(wirings.map(({ setting, verdict, readers }) => [setting, verdict, readers.map(reader => reader.verdict)])).toEqual([[0, 'undecided', ['undecided']], [1, 'unread', []], [2, 'unread', []]]);
  expect(unheard).toEqual([]);
});

describe('a verdict is given', () => {
  it('where modules of types alone are reached from nowhere', () => {
    const types = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`src/types/t${i}.ts`, `export interface T${i} { readonly a: string }\n`]));
    expect(judged({ ...manifest('node dist/boot.js'), 'src/boot.ts': "import './part';\n", ...types })).toEqual({ distrust: undefined, problems: [] });
  });

  it('where a lost entry belongs to a package that reads no setting', () => {
    const site: Files = { 'site/package.json': JSON.stringify({ name: 'site', private: true, scripts: { start: 'node out/gone.js' } }), 'site/lib/show.ts': 'console.log(1);\n' };
    expect(judged({ ...manifest('node dist/boot.js'), 'src/boot.ts': "import './part';\n", ...site }).distrust).toBeUndefined();
  });

  it('where what is reached from no entry lies in packages that neither read a setting nor import one that does', () => {
    const site = Object.fromEntries(Object.entries(loose(30)).map(([file, text]) => [`site/${file}`, text]));
    const backend: Files = { ...manifest('node dist/boot.js'), 'src/boot.ts': "import './part';\n" };
    const own: Files = { 'site/package.json': JSON.stringify({ name: 'site', private: true, exports: './src/index.ts' }), 'site/src/index.ts': 'export const a = 1;\n' };
    expect(judged({ ...backend, ...own, ...site }).distrust).toBeUndefined();
    expect(judged({ ...backend, ...own, ...site, 'site/src/loose/part0.ts': "import '../../../src/part';\nconsole.log(1);\n" }).distrust).toMatch(/^30 of 34 modules/);
  });
});
