import { expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from './analysis.ts';

const HOUSE: Files = {
  'src/house.ts': 'export class ConfigResolver { getStr(ns: string, key: string): string { return ns + key; } }\nexport const resolver = new ConfigResolver();\n',
  'src/definitions.ts': "declare const registry: { register(definition: object): void };\nregistry.register({ namespace: 'search', key: 'url', default: '' });\nregistry.register({ namespace: 'backup', key: 'path', default: '/var' });\n",
  'src/options.ts': "import { resolver } from './house';\nexport class Options { name() { return 'x'; } searchUrl() { return resolver.getStr('search', 'url'); } }\n",
  'src/backup.ts': "import { resolver } from './house';\nexport class Backup { start() { return resolver.getStr('backup', 'path'); } }\n",
};

const verdicts = (load: string): Record<string, string> => {
  const program = models({ ...HOUSE, 'src/main.ts': `import './definitions';\nimport { Options } from './options';\nconsole.log(new Options().name());\n${load}\n` }, { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] });
  const known = program.model(settings).settings;
  return Object.fromEntries(program.model(wiring).wirings.map(each => [known[each.setting]!.key, each.verdict]));
};

it('takes a member of a class in use for one that a part of the program which is not here may call', () => {
  expect(verdicts("try { require('./ee/module').start(); } catch { console.log('community edition'); }")).toEqual({ 'search.url': 'escaped', 'backup.path': 'ghost-wired' });
  expect(verdicts("await import('./ee/module');")).toEqual({ 'search.url': 'escaped', 'backup.path': 'ghost-wired' });
});

it('expects no callers in what a build puts there, nor where nothing is missing', () => {
  expect(verdicts("require('./dist/assets');")).toEqual({ 'search.url': 'ghost-wired', 'backup.path': 'ghost-wired' });
  expect(verdicts("await import('./house');")).toEqual({ 'search.url': 'ghost-wired', 'backup.path': 'ghost-wired' });
});
