import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../analysis.ts';
import type { SettingsModel } from '../model.ts';

const REGISTRY = 'declare const registry: { register(definition: object): void };\n';

const modelOf = (files: Files | string): SettingsModel => models(typeof files === 'string' ? { 'src/settings.ts': files } : files).model(settings);

const keysOf = (files: Files | string): string[] => {
  const { settings: found, problems } = modelOf(files);
  expect(problems).toEqual([]);
  return found.map(setting => setting.key);
};

const problemsOf = (files: Files | string): string[] => modelOf(files).problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe('registrations', () => {
  it('GW01 records two registrations of one file with dotted keys', () => {
    const { settings: found } = modelOf(`${REGISTRY}
registry.register({
  namespace: 'http',
  key: 'port',
  type: 'integer',
  default: 8080,
  description: 'TCP port',
  envVarOverride: 'HTTP_PORT',
});
registry.register({ namespace: 'http', key: 'host', default: '127.0.0.1', sensitive: true });
`);
    expect(found.map(({ key, namespace, name, type, default: value, env }) => ({ key, namespace, name, type, value, env }))).toEqual([
      { key: 'http.port', namespace: 'http', name: 'port', type: 'integer', value: { k: 'constant', value: 8080 }, env: ['HTTP_PORT'] },
      { key: 'http.host', namespace: 'http', name: 'host', type: 'string', value: { k: 'constant', value: '127.0.0.1' }, env: [] },
    ]);
    expect(found[0]).toMatchObject({ description: 'TCP port', at: { file: 'src/settings.ts', line: 5 }, span: { startLine: 3, endLine: 10 }, vocabulary: 'registry', changes: 'live' });
    expect(found[1]!.flags).toMatchObject({ sensitive: true, restart: false });
  });

  it('GW02 records whether a setting is read-only', () => {
    const { settings: found } = modelOf(`${REGISTRY}
registry.register({ namespace: 'a', key: 'fixed', default: 1, readOnlyPostInit: true });
registry.register({ namespace: 'a', key: 'loose', default: 1 });
`);
    expect(found.map(({ key, flags }) => [key, flags.readOnly])).toEqual([['a.fixed', true], ['a.loose', false]]);
  });

  it('GW03 keeps the dotted key when the environment name is overridden', () => {
    const { settings: found } = modelOf(`${REGISTRY}registry.register({ namespace: 'a', key: 'b', default: 1, envVarOverride: 'LEGACY_B' });`);
    expect(found.map(({ key, env }) => [key, env])).toEqual([['a.b', ['LEGACY_B']]]);
  });

  it('GW22 takes the real value of an enum member, across files and barrels', () => {
    expect(keysOf({
      'src/namespaces.ts': `export enum SettingNamespace { Http = 'http', Log = 'logging' }`,
      'src/settings/index.ts': `export * from '../namespaces.js';`,
      'src/a.ts': `import { SettingNamespace as N } from './settings/index.js';\n${REGISTRY}registry.register({ namespace: N.Log, key: 'level', default: 'info' });`,
    })).toEqual(['logging.level']);
  });

  it('GW44 resolves helpers, loops over visible lists and aliased classes, and reports what is computed', () => {
    expect(keysOf(`${REGISTRY}
const NS = 'http';
const reg = (key: string, value: unknown) => registry.register({ namespace: NS, key, default: value });
reg('port', 8080);
reg('host', 'localhost');
`)).toEqual(['http.port', 'http.host']);
    expect(keysOf({
      'src/definition.ts': `export class SettingDefinition { constructor(readonly d: object) {} }`,
      'src/a.ts': `import { SettingDefinition as Def } from './definition.ts';
${REGISTRY}
registry.register(new Def({ namespace: 'a', key: 'x', default: 1 }));
class BooleanSetting extends Def {}
registry.register(new BooleanSetting({ namespace: 'a', key: 'y', default: true }));
`,
    })).toEqual(['a.x', 'a.y']);
    expect(keysOf(`${REGISTRY}for (const key of ['x', 'y'] as const) registry.register({ namespace: 'a', key, default: 1 });`)).toEqual(['a.x', 'a.y']);
    expect(problemsOf(`import { keys } from 'somewhere';
${REGISTRY}
for (const key of keys()) registry.register({ namespace: 'a', key, default: 1 });
`)).toEqual(['src/settings.ts:4 a setting is registered under a `key` that cannot be resolved; give it as a literal, a constant or an enum member']);
  });

  it('follows helpers through several hops, files and argument objects', () => {
    const { settings: found } = modelOf({
      'src/register.ts': `${REGISTRY}
export function setting(namespace: string, { key, value, restart = false }: { key: string; value: unknown; restart?: boolean }) {
  registry.register({ namespace, key, default: value, restartRequired: restart });
}
export const httpSetting = (options: { key: string; value: unknown; restart?: boolean }) => setting('http', options);
`,
      'src/http.ts': `import { httpSetting as define } from './register.ts';
define({ key: 'port', value: 8080, restart: true });
define({
  key: 'host',
  value: 'localhost',
});
`,
    });
    expect(found.map(({ key, default: value, flags, at, span, file }) => [key, value, flags.restart, at.line, span, file])).toEqual([
      ['http.port', { k: 'constant', value: 8080 }, true, 2, { startLine: 2, endLine: 2 }, 'src/http.ts'],
      ['http.host', { k: 'constant', value: 'localhost' }, false, 4, { startLine: 3, endLine: 6 }, 'src/http.ts'],
    ]);
  });

  it('follows a helper that another function makes', () => {
    expect(keysOf(`${REGISTRY}
const registrar = (namespace: string) => (key: string, value: unknown) => registry.register({ namespace, key, default: value });
const http = registrar('http');
const log = registrar('log');
http('port', 1);
log('level', 'info');
`)).toEqual(['http.port', 'log.level']);
  });

  it('reads definitions in variables, spreads, lists and tables', () => {
    expect(keysOf({
      'src/definitions.ts': `export const port = { namespace: 'http', key: 'port', default: 1 };
export const limits = [{ namespace: 'limits', key: 'rate', default: 5 }, { namespace: 'limits', key: 'burst', default: 9 }];
export const base = { namespace: 'spread', default: 0 };
export const table = { one: { default: 1 }, two: { default: 2 } };
`,
      'src/a.ts': `import { base, limits, port, table } from './definitions.ts';
${REGISTRY}
registry.register(port);
limits.forEach(limit => registry.register(limit));
registry.register({ ...base, key: 'x' });
for (const [key, rest] of Object.entries(table)) registry.register({ namespace: 'table', key, ...rest });
`,
    }).sort()).toEqual(['http.port', 'limits.burst', 'limits.rate', 'spread.x', 'table.one', 'table.two']);
  });

  it('counts a definition once, however it is handed on', () => {
    expect(keysOf(`
class SettingDefinition { constructor(readonly d: object) {} }
const FLAG = new SettingDefinition({ namespace: 'a', key: 'flag', default: true });
class Registry {
  readonly all: object[] = [];
  register(definition: object) { this.all.push(definition); }
  registerAll(definitions: object[]) { for (const definition of definitions) this.register(definition); }
}
const registry = new Registry();
registry.register(FLAG);
registry.registerAll([{ namespace: 'a', key: 'list', default: 1 }]);
`).sort()).toEqual(['a.flag', 'a.list']);
  });

  it('takes a class that writes its definition in its constructor for what its constructions say', () => {
    expect(keysOf(`
class SettingDefinition { constructor(readonly d: object) {} }
class Toggle extends SettingDefinition {
  constructor(key: string) { super({ namespace: 'toggles', key, type: 'bool', default: false }); }
}
export const toggles = [new Toggle('sync'), new Toggle('export')];
`)).toEqual(['toggles.sync', 'toggles.export']);
  });

  it('leaves other methods named register alone, whatever they are given', () => {
    expect(keysOf(`
declare const app: any;
app.register({ name: 'plugin' });
app.register({ namespace: 'x', key: () => 1 });
app.register(app.plugin, { prefix: '/x' });
app.register({ namespace: app.namespace, key: app.key, handler: app.handler });
app.register(document.createElement('span'), app.descriptor);
app.register({ ...app.config, type: 'icon', description: 'An icon' });
`)).toEqual([]);
  });

  it('reports a namespace that cannot be resolved', () => {
    expect(problemsOf(`import { ns } from 'elsewhere';
${REGISTRY}
registry.register({ namespace: ns(), key: 'x', default: 1 });
`)).toEqual(['src/settings.ts:4 a setting is registered under a `namespace` that cannot be resolved; give it as a literal, a constant or an enum member']);
  });

  it('RR11 resolves a flag given by a constant and reports one that is computed', () => {
    const { settings: found } = modelOf({
      'src/flags.ts': 'export const Flags = { restart: true } as const;',
      'src/a.ts': `import { Flags } from './flags.ts';
${REGISTRY}registry.register({ namespace: 'a', key: 'x', default: 1, restartRequired: Flags.restart });`,
    });
    expect(found[0]!.flags.restart).toBe(true);
    expect(problemsOf(`import { isProduction, more } from 'elsewhere';
${REGISTRY}
registry.register({ namespace: 'a', key: 'x', default: 1, restartRequired: isProduction() });
registry.register({ namespace: 'a', key: 'y', default: 1, ...more });
`)).toEqual([
      'src/settings.ts:4 whether `a.x` has the flag `restartRequired` cannot be resolved; give it as `true`, `false` or a constant',
      'src/settings.ts:5 whether `a.y` has the flag `restartRequired` cannot be resolved; give it as `true`, `false` or a constant',
    ]);
  });

  it('reports a definition that cannot be seen where the same function registers settings', () => {
    expect(problemsOf({
      'src/registry.ts': 'class Registry { register(definition: object) { void definition; } }\nexport const registry = new Registry();',
      'src/a.ts': `import { load } from 'elsewhere';
import { registry } from './registry.ts';
registry.register({ namespace: 'a', key: 'x', default: 1 });
registry.register(load());
`,
      'src/b.ts': `import { other } from 'elsewhere';\nother.register(other.load());`,
    })).toEqual(['src/a.ts:4 a setting is registered here whose definition cannot be seen; write the definition as an object, or hand on a constant']);
  });

  it('keeps both registrations of a key: which of them counts is for `duplicate-setting` to say', () => {
    const one = `${REGISTRY}registry.register({ namespace: 'a', key: 'x', default: 1 });`;
    expect(problemsOf({ 'src/a.ts': one, 'src/b.ts': one })).toEqual([]);
  });

  it('comes to an end where a function calls itself on the elements it was handed', () => {
    expect(problemsOf(`${REGISTRY}
function visit(nodes: any[]) {
  nodes.forEach(node => { registry.register({ namespace: 'a', key: node.key, default: 1 }); visit(node.children); });
}
`)).toHaveLength(1);
  });

  it('ends on objects that are spread into each other', () => {
    const { settings: found } = modelOf({
      'src/a.ts': `import { b } from './b';\n${REGISTRY}export const a = { key: 'y', ...b };\nregistry.register({ ...a, ...a.more, namespace: 'x', key: 'w', default: 1 });`,
      'src/b.ts': "import { a } from './a';\nexport const b = { ...a };",
    });
    expect(found.map(({ key }) => key)).toEqual(['x.w']);
  });

  it('leaves registrations of tests out', () => {
    expect(keysOf({ 'src/a.test.ts': `${REGISTRY}registry.register({ namespace: 'a', key: 'x', default: 1 });` })).toEqual([]);
  });

  it('holds a vocabulary that is named to its promise', () => {
    const { problems } = models({ 'src/a.ts': 'export const x = 1;' }, { vocabularies: ['registry'] }).model(settings);
    expect(problems.map(({ message }) => message)).toEqual(['the vocabulary `registry` recognises no registration; take it out of `vocabularies`, or check `include`']);
  });

  it('derives the environment variable where the vocabulary says how', () => {
    const { settings: found } = models(
      { 'src/a.ts': `${REGISTRY}registry.register({ namespace: 'http', key: 'maxBodyBytes', default: 1 });\nregistry.register({ namespace: 'http', key: 'b', default: 1, envVarOverride: 'B' });` },
      { vocabularies: [{ extends: 'registry', derivedEnv: { prefix: 'RELAY' } }] },
    ).model(settings);
    expect(found.map(({ env }) => env)).toEqual([['RELAY_HTTP_MAX_BODY_BYTES'], ['B']]);
  });
});

it('a variable is read elsewhere where the client that reads it by itself is imported', () => {
  const external = (files: { readonly [path: string]: string }): string[] => models({
    'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ QSTASH_TOKEN: z.string(), QUEUE_TOKEN: z.string() }).parse(process.env);\n", ...files,
  }).model(settings).settings.filter(each => each.flags.external === true).map(each => each.key);
  expect(external({ 'src/queue.ts': "import { Client } from '@upstash/qstash/nextjs';\nexport const client = new Client();\n" })).toEqual(['QSTASH_TOKEN']);
  expect(external({ 'src/queue.ts': "import { Client } from './client';\nexport const client = new Client();\n", 'src/client.ts': 'export class Client {}\n' })).toEqual([]);
});

it('a list of objects is no table of flags', () => {
  const keys = (flags: string): string[] => models({ 'src/flags.ts': `export const EXPERIMENT_FLAGS = ${flags};\n` }, { vocabularies: ['feature-flags'] }).model(settings).settings.map(each => each.key);
  expect(keys("{ a: 'my-a', b: 'my-b' }")).toEqual(['my-a', 'my-b']);
  expect(keys("[{ flag: 'my-a', attribute: 'exp_a' }, { flag: 'my-b', attribute: 'exp_b' }]")).toEqual([]);
});
