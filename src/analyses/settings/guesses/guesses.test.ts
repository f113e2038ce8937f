import { describe, expect, it } from 'vitest';
import { wiring } from '../../wiring/analysis.ts';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../analysis.ts';

const verdicts = (files: Files): { readonly [key: string]: string } => {
  const linked = models(files);
  return Object.fromEntries(linked.model(wiring).wirings.map(({ setting, verdict }) => [linked.model(settings).settings[setting]!.key, verdict]));
};

const env = (...lines: readonly string[]): Files => ({
  'package.json': '{ "name": "app", "main": "src/main.ts" }',
  'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ MAIL_HOST: z.string(), MAIL_PORT: z.string(), PORT: z.string(), USED: z.string() }).parse(process.env);\n",
  'src/main.ts': `import { env } from './env.ts';\nimport { ask, store } from 'elsewhere';\ndeclare const what: string;\nconsole.log(env.USED);\n${lines.join('\n')}\n`,
});

describe('a setting without a reader of which something speaks that may be one', () => {
  it.each<[string, string, readonly string[]]>([
    ['a helper that is not here is handed its name', "ask('MAIL_HOST');", ['MAIL_HOST']],
    ['a helper that is not here is handed its name among options', "ask({ names: ['MAIL_HOST', 'MAIL_PORT'] });", ['MAIL_HOST', 'MAIL_PORT']],
    ['an object that is not here has a member of that name', 'console.log(store.PORT);', ['PORT']],
    ['the environment is read by a name of which a part is known', 'console.log(process.env[`${what}_HOST`]);', ['MAIL_HOST']],
    ['a name is put together', "ask('MAIL_' + what);", ['MAIL_HOST', 'MAIL_PORT']],
    ['it is told apart by its name', "ask((name: string) => { if (name === 'MAIL_HOST') console.log(1); });", ['MAIL_HOST']],
    ['a constant that names it is handed on', "namespace keys { export const all = { mailHost: 'MAIL_HOST' }; } ask(keys.all.mailHost);", ['MAIL_HOST']],
    ['a text is logged', "console.log('MAIL_HOST'); store.warn('MAIL_PORT');", []],
    ['it is given a value', "store.set('MAIL_HOST', 'localhost');", []],
    ['an error names it', "throw new RangeError('MAIL_HOST');", []],
    ['an object of the program has a member of that name', 'const own = { PORT: 1 }; console.log(own.PORT);', []],
    ['a class of the program has a member of that name', 'class Own { PORT = 1; } console.log(new Own().PORT);', []],
    ['a function is handed another object', 'const take = (given: { PORT: number }) => given.PORT; take({ PORT: 1 });', []],
    ['a list that is only asked holds it', "const NAMES = ['MAIL_HOST']; if (NAMES.includes(what)) console.log(1);", []],
    ['one word is a text of anything', "ask('PORT');", []],
  ])('%s', (_, line, spoken) => {
    const found = verdicts(env(line));
    expect(Object.keys(found).filter(key => found[key] === 'weakly-live').sort()).toEqual([...spoken].sort());
    expect(found['USED']).toBe('live');
  });

  it('is no reason for it to be a ghost, and counts for nothing where a reader is seen', () => {
    const files = env('console.log(env.MAIL_HOST);');
    expect(verdicts({ ...files, 'src/never.ts': "import { ask } from 'elsewhere';\nexport function never() { ask('MAIL_HOST'); ask('MAIL_PORT'); }\n" }))
      .toMatchObject({ MAIL_HOST: 'live', MAIL_PORT: 'weakly-live' });
  });
});

describe('a setting of an extension', () => {
  const extension = (line: string): Files => ({
    'package.json': JSON.stringify({ name: 'lens', main: 'src/main.ts', contributes: { configuration: { properties: Object.fromEntries(['lens.log.path', 'lens.width', 'lens.retryLimit', 'lens.tool.depth', 'lens.tool.size'].map(key => [key, { type: 'string' }])) } } }),
    'src/main.ts': `import { workspace } from 'vscode';\ndeclare const what: string;\nexport const activate = () => [workspace.getConfiguration('lens').get('log.path'), workspace.getConfiguration('lens').get('width')];\n${line}\n`,
  });
  it.each<[string, string, readonly string[]]>([
    ['a section that cannot be followed', "import { cfg } from 'elsewhere'; console.log(cfg.get('retryLimit'), cfg.get('size'));", ['lens.retryLimit', 'lens.tool.size']],
    ['a name in another section', "import { sections } from 'elsewhere'; console.log(sections.get('tool.size'));", ['lens.tool.size']],
    ['a name that is put together in another section', "import { sections } from 'elsewhere'; console.log(sections.get(`tool.${what}`));", ['lens.tool.depth', 'lens.tool.size']],
    ['any key of a section', "export const tool = (name: string) => workspace.getConfiguration('lens.tool').get(name); console.log(tool(what));", ['lens.tool.depth', 'lens.tool.size']],
  ])('may be read by %s', (_, line, spoken) => {
    const found = verdicts(extension(line));
    expect(Object.keys(found).filter(key => found[key] === 'weakly-live').sort()).toEqual(spoken);
  });

  it.each([
    ['a language server that is not here', '', 'weakly-live'],
    ['nobody where the server is here and asks for none', "import { createConnection } from 'vscode-languageserver/node'; createConnection();", 'unread'],
  ])('may be asked for by %s', (_, server, verdict) => {
    const client = "import { LanguageClient } from 'vscode-languageclient/node'; export const client = new LanguageClient('lens', {}, {});";
    expect(verdicts(extension(`${client}\n${server}`))['lens.retryLimit']).toBe(verdict);
  });
});

describe('a setting of a registry', () => {
  const registry = (definition: string): Files => ({
    'package.json': '{ "name": "app", "main": "src/main.ts" }',
    'src/main.ts': `declare const registry: { register(definition: object): void; lookup(namespace: string, key: string): { default: number } };
registry.register(${definition});
registry.register({ namespace: 'queue', key: 'batch_size', default: 5 });
const resolve = (namespace: string, key: string) => registry.lookup(namespace, key).default;
class ConfigResolver { getInt(namespace: string, key: string) { return resolve(namespace, key); } }
console.log(new ConfigResolver().getInt('queue', 'batch_size'));
`,
  });

  it('is not spoken of by its own registration, whose key has the name of a parameter', () => {
    expect(verdicts(registry("{ namespace: 'queue', key: 'compaction_threshold', default: 5000 }"))).toEqual({ 'queue.compaction_threshold': 'unread', 'queue.batch_size': 'live' });
  });
});

it('calls a variable live that the program reads, also where a program in another language reads it too', () => {
  const linked = models({ ...env('console.log(env.MAIL_HOST);'), 'worker/main.py': "import os\nprint(os.environ['MAIL_HOST'], os.environ['MAIL_PORT'])\n" });
  const found = Object.fromEntries(linked.model(wiring).wirings.map(({ setting, verdict }) => [linked.model(settings).settings[setting]!.key, verdict]));
  expect(found).toMatchObject({ MAIL_HOST: 'live', MAIL_PORT: 'external' });
});
