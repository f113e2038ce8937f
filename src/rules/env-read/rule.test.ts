import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import type { EnvAllowance } from '../../core/model.ts';
import { brief, judgeRule, type Files } from '../../testing/program.ts';
import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);

interface Given {
  readonly options?: { readonly [option: string]: Json };
  readonly allow?: readonly EnvAllowance[];
}

const judged = (files: Files | string, { options, allow }: Given = {}) =>
  judgeRule(rule, typeof files === 'string' ? { 'src/a.ts': files } : files, { ...(options ? { options } : {}), ...(allow ? { analysis: { env: { allow } } } : {}) });

/** `FOO:read` for each finding, in order. */
const found = (files: Files | string, given?: Given): string[] =>
  judged(files, given).map(({ entry }) => `${entry.key.slice(entry.key.indexOf('#') + 1)}:${entry.kind}`);

const lines = (files: Files | string): string[] => judged(files).map(finding => brief(finding).replace(/^src\//, ''));

describe('the original forms', () => {
  it('ENV01 reports a property of `process.env`, on its line', () => {
    expect(lines('const a = 1;\nexport const foo = process.env.FOO;\n')).toEqual(['a.ts:2:20 src/a.ts#FOO:read:<module>']);
  });
  it('ENV02 reports a subscript of `process.env`, on its line', () => {
    expect(lines("const a = 1;\n\nexport const foo = process.env['FOO'];\n")).toEqual(['a.ts:3:20 src/a.ts#FOO:read:<module>']);
  });
  it('ENV03 reports a call that gets a variable by name, on its line (`getenv`: `Deno.env.get`)', () => {
    expect(lines("export function port() {\n  return Deno.env.get('PORT');\n}\n")).toEqual(['a.ts:2:10 src/a.ts#PORT:read:port']);
  });
  it('ENV04 reports a getter imported by itself (`from os import getenv`: `env-var`)', () => {
    expect(lines("import { get } from 'env-var';\nexport const port = get('PORT').required().asPortNumber();\n")).toEqual(['a.ts:2:21 src/a.ts#PORT:read:<module>']);
  });
  it('ENV05 reports a subscript after `import { env }`', () => {
    expect(lines("import { env } from 'node:process';\nexport const foo = env['FOO'];\n")).toEqual(['a.ts:2:20 src/a.ts#FOO:read:<module>']);
  });
  it('ENV06 reports a property after `import { env }`', () => {
    expect(lines("import { env } from 'process';\nexport const foo = () => env.FOO?.trim();\n")).toEqual(['a.ts:2:26 src/a.ts#FOO:read:foo']);
  });
  it('ENV07 reports through an import under another name', () => {
    expect(lines("import { env as surroundings } from 'node:process';\nexport const foo = surroundings.FOO;\n")).toEqual(['a.ts:2:20 src/a.ts#FOO:read:<module>']);
  });
  it('ENV08 accepts the whole environment copied, spread and iterated', () => {
    expect(found(`
      export const copy = { ...process.env };
      export const other = Object.assign({}, process.env);
      export const pairs = Object.entries(process.env).map(([name, value]) => name + '=' + value);
      for (const name of Object.keys(process.env)) console.log(name, process.env[name]);
      for (const name in process.env) console.log(process.env[name]);
      structuredClone(process.env);
      spawn('node', { env: process.env });
    `)).toEqual([]);
  });
  it('ENV09 accepts the same of an imported `env`', () => {
    expect(found(`
      import { env } from 'node:process';
      export const copy = { ...env, PATH: '/bin' };
      export const pairs = Object.entries(env);
      spawn('node', { env });
    `)).toEqual([]);
  });
  it('ENV10 accepts the environment as a default argument, which is a seam for injection', () => {
    expect(found(`
      export function load(env: NodeJS.ProcessEnv = process.env) { return env.FOO; }
      export const other = ({ env = process.env } = {}) => env.FOO;
      export class Config { constructor(private readonly env = process.env) {} foo() { return this.env.FOO; } }
    `)).toEqual([]);
  });
  it('ENV10 accepts a value that is the environment only when nothing else is given, and one that is validated', () => {
    expect(found('export function load(options) { const env = options.env ?? process.env; return env.FOO; }')).toEqual([]);
    expect(found("import { z } from 'zod'; const S = z.object({}); export const env = process.env.SKIP ? process.env : S.parse(process.env); use(env.FOO);")).toEqual(['SKIP:read']);
  });
  it('ENV11 accepts a variable that `env.allow` declares for the file', () => {
    const files = { 'src/boot/database.ts': 'export const url = process.env.DATABASE_URL;' };
    const allow = [{ file: 'src/boot/database.ts', variables: ['DATABASE_URL'], reason: 'read before the settings service exists' }];
    expect(found(files, { allow })).toEqual([]);
    expect(found(files)).toEqual(['DATABASE_URL:read']);
  });
  it('ENV15 never passes over a file that does not parse', () => {
    expect(() => found('export const = process.env.FOO')).toThrow('src/a.ts:1 does not parse');
  });
});

describe('ENV16 one variable, however it is spelled', () => {
  const forms: readonly (readonly [string, string])[] = [
    ['property', 'use(process.env.FOO)'],
    ['subscript', "use(process.env['FOO'])"],
    ['template subscript', 'use(process.env[`FOO`])'],
    ['optional chain', 'use(process?.env?.FOO)'],
    ['non-null and cast', 'use((process.env as any)!.FOO!)'],
    ['method call on the value', "use(process.env.FOO!.split(','))"],
    ['fallback with a method', "use((x || process.env.FOO).trim())"],
    ['constant name', "const NAME = 'FOO'; use(process.env[NAME])"],
    ['enum name', "enum Name { Foo = 'FOO' } use(process.env[Name.Foo])"],
    ['name put together of constants', "const PRE = 'F'; use(process.env[`${PRE}OO`])"],
    ['destructuring', 'const { FOO } = process.env; use(FOO)'],
    ['destructuring under another name, with a default', "const { FOO: foo = 'x' } = process.env; use(foo)"],
    ['`env` taken of process', 'const { env } = process; use(env.FOO)'],
    ['nested destructuring', 'const { env: { FOO } } = process; use(FOO)'],
    ['destructuring assignment', 'let foo; ({ FOO: foo } = process.env); use(foo)'],
    ['destructured default of a parameter', 'export const f = ({ FOO } = process.env) => FOO'],
    ['alias of env', 'const e = process.env; use(e.FOO)'],
    ['alias of an alias', 'const p = process; const e = p.env; use(e.FOO)'],
    ['alias with a fallback', "const e = typeof process === 'undefined' ? {} : process.env; use(e.FOO)"],
    ['alias with `||`', "const e = (typeof process !== 'undefined' && process.env) || {}; use(e.FOO)"],
    ['alias that the platform decides', "const e = typeof window === 'undefined' ? process.env : window.env; use(e.FOO)"],
    ['alias assigned later', 'let e; e = process.env; use(e.FOO)'],
    ['constant name of env itself', "const E = 'env'; use(process[E].FOO)"],
    ['a frozen alias', 'const e = Object.freeze(process.env); use(e.FOO)'],
    ['member of an object', 'const config = { env: process.env }; use(config.env.FOO)'],
    ['field of a class', 'export class A { private env = process.env; foo() { return this.env.FOO } }'],
    ['static field of a class', 'class A { static readonly env = process.env } use(A.env.FOO)'],
    ['function that returns it', 'const environment = () => process.env; use(environment().FOO)'],
    ['default import', "import process from 'node:process'; use(process.env.FOO)"],
    ['default import under another name', "import proc from 'process'; use(proc.env.FOO)"],
    ['named default import', "import { default as proc } from 'node:process'; use(proc.env.FOO)"],
    ['namespace import', "import * as p from 'node:process'; use(p.env.FOO)"],
    ['import equals', "import p = require('process'); use(p.env.FOO)"],
    ['named import', "import { env } from 'process'; use(env.FOO)"],
    ['require', "use(require('process').env.FOO)"],
    ['require under a name', "const { env } = require('node:process'); use(env.FOO)"],
    ['dynamic import', "export async function f() { const { env } = await import('node:process'); return env.FOO }"],
    ['dynamic import in place', "export async function f() { return (await import('node:process')).env.FOO }"],
    ['getBuiltinModule', "use(process.getBuiltinModule('node:process').env.FOO)"],
    ['globalThis', 'use(globalThis.process.env.FOO)'],
    ['global', 'use(global.process.env.FOO)'],
    ['globalThis, cast and optional', 'use((globalThis as any).process?.env?.FOO)'],
    ['globalThis by subscript', "use(globalThis['process']['env']['FOO'])"],
    ['presence by `in`', "use('FOO' in process.env)"],
    ['presence by `in` of an alias, as a condition', "export function f() { const e = process.env; if ('FOO' in e) return 1; return 2 }"],
    ['Object.hasOwn', "use(Object.hasOwn(process.env, 'FOO'))"],
    ['hasOwnProperty', "use(process.env.hasOwnProperty('FOO'))"],
    ['hasOwnProperty by call', "use(Object.prototype.hasOwnProperty.call(process.env, 'FOO'))"],
    ['Reflect.get', "use(Reflect.get(process.env, 'FOO'))"],
    ['Reflect.has', "use(Reflect.has(process.env, 'FOO'))"],
    ['pick of a library', "import { pick } from 'lodash'; use(pick(process.env, ['FOO']))"],
    ['import.meta.env', 'use(import.meta.env.FOO)'],
    ['import.meta.env by subscript', "use(import.meta.env['FOO'])"],
    ['import.meta.env destructured', 'const { FOO } = import.meta.env; use(FOO)'],
    ['import.meta taken apart', 'const { env } = import.meta; use(env.FOO)'],
    ['Bun.env', 'use(Bun.env.FOO)'],
    ['env of bun', "import { env } from 'bun'; use(env.FOO)"],
    ['Deno.env.get', "use(Deno.env.get('FOO'))"],
    ['Deno.env.has', "use(Deno.env.has('FOO'))"],
    ['Deno.env.toObject', 'use(Deno.env.toObject().FOO)'],
    ['Deno.env taken apart', "const { env } = Deno; use(env.get('FOO'))"],
    ['dotenv', "import dotenv from 'dotenv'; use(dotenv.config().parsed?.FOO)"],
    ['dotenv destructured', "import { config } from 'dotenv'; const { parsed } = config(); use(parsed.FOO)"],
    ['dotenv parse', "import * as dotenv from 'dotenv'; const file = dotenv.parse(text); use(file.FOO)"],
    ['env-var', "import env from 'env-var'; use(env.get('FOO').default('x').asString())"],
    ['env-var from process.env', "import { from } from 'env-var'; const env = from(process.env); use(env.get('FOO'))"],
    ['std-env', "import { env } from 'std-env'; use(env.FOO)"],
    ['SvelteKit static', "import { FOO } from '$env/static/private'; use(FOO)"],
    ['SvelteKit dynamic', "import { env } from '$env/dynamic/private'; use(env.FOO)"],
    ['arrow helper', "const get = (name: string) => process.env[name]; use(get('FOO'))"],
    ['helper with a fallback', "function get(name: string, fallback = '') { const raw = process.env[name]; return raw ?? fallback } use(get('FOO'))"],
    ['helper of a helper', "const get = (name: string) => process.env[name]; const int = (name: string) => Number(get(name)); use(int('FOO'))"],
    ['helper that looks twice', "function get(name: string) { if (!(name in process.env)) throw new Error(name); return process.env[name] } use(get('FOO'))"],
    ['helper in an object', "export const read = { str: (name: string) => process.env[name] }; use(read.str('FOO'))"],
    ['static method as helper', "class Env { static get(name: string) { return process.env[name] } } use(Env.get('FOO'))"],
    ['statement', 'process.env.FOO'],
    ['decorator', '@Injectable({ foo: process.env.FOO }) export class A {}'],
    ['base class', 'export class A extends mixin(process.env.FOO) {}'],
    ['computed property', 'use({ [process.env.FOO!]: 1 })'],
    ['enum member', 'export enum E { A = process.env.FOO as any }'],
    ['namespace of TypeScript', 'namespace N { export const foo = process.env.FOO }'],
    ['helper with a prefix', "const get = (name: string) => process.env[`F${name}`]; use(get('OO'))"],
    ['helper with named arguments', "const get = ({ name }: { name: string }) => process.env[name]; use(get({ name: 'FOO' }))"],
    ['method as helper', "class Env { get(name: string) { return process.env[name] } } const env = new Env(); use(env.get('FOO'))"],
    ['private method as helper', "export class Env { foo = this.get('FOO'); private get(name: string) { return process.env[name] } }"],
    ['names in a list', "const NAMES = ['FOO'] as const; for (const name of NAMES) use(process.env[name])"],
    ['names in a list, mapped', "const NAMES = ['FOO']; export const all = NAMES.map(name => process.env[name])"],
    ['names as keys of an object', "const NAMES = { FOO: 'foo' }; for (const [name] of Object.entries(NAMES)) use(process.env[name])"],
    ['condition', 'export function f() { if (process.env.FOO) return 1; return 2 }'],
    ['switch', "export function f() { switch (process.env.FOO) { case 'a': return 1 } return 2 }"],
    ['template', 'use(`${process.env.FOO}`)'],
    ['default of a parameter', 'export function f(foo = process.env.FOO) { return foo }'],
  ];
  it.each(forms)('ENV16 %s', (_, text) => {
    expect(found(`${text.startsWith('import') ? '' : 'export {};'}${text};\n`)).toEqual(['FOO:read']);
  });

  it('ENV16 follows the environment from module to module', () => {
    expect(lines({
      'src/env.ts': 'export const env = process.env;\nexport default process.env;\n',
      'src/index.ts': "export { env as settings } from './env.js';\nexport * as all from './env.js';\nexport { env } from 'node:process';\n",
      'src/a.ts': "import { settings, all, env } from './index.js';\nimport whole from './env.js';\nuse(settings.A);\nuse(all.env.B);\nuse(env.C);\nuse(whole.D);\nconst { E } = settings;\n",
      'src/b.ts': "import * as ns from './index.js';\nuse(ns.settings.F, ns.all.default.G);\n",
    })).toEqual([
      'a.ts:3:5 src/a.ts#A:read:<module>', 'a.ts:4:5 src/a.ts#B:read:<module>', 'a.ts:5:5 src/a.ts#C:read:<module>', 'a.ts:6:5 src/a.ts#D:read:<module>',
      'a.ts:7:9 src/a.ts#E:read:<module>', 'b.ts:2:5 src/b.ts#F:read:<module>', 'b.ts:2:20 src/b.ts#G:read:<module>',
    ]);
  });

  it('ENV16 reads through a helper of another module stand where it is called', () => {
    expect(lines({
      'src/env.ts': 'export function required(name: string): string {\n  const value = process.env[name];\n  if (!value) throw new Error(name);\n  return value;\n}\n',
      'src/a.ts': "import { required as need } from './env.js';\nexport class Mail {\n  readonly host = need('SMTP_HOST');\n}\n",
    })).toEqual(['a.ts:3:19 src/a.ts#SMTP_HOST:read:Mail.host']);
  });

  it('ENV16 a name that only the running program knows is dynamic, at the helper when a caller does not tell', () => {
    expect(found('export const get = (name: string) => process.env[name];')).toEqual(['*:dynamic']);
    expect(found("const get = (name: string) => process.env[name]; use(get('FOO')); use(get(await ask()));")).toEqual(['*:dynamic', 'FOO:read']);
    expect(found('use(process.env[await ask()])')).toEqual(['*:dynamic']);
  });

  it('ENV16 the owner is the nearest class and member, or the chain of functions', () => {
    expect(lines('export class A {\n  static B = process.env.B;\n  run() {\n    return [1].map(() => process.env.C);\n  }\n}\nexport function outer() {\n  const inner = () => process.env.D;\n  return inner;\n}\n')).toEqual([
      'a.ts:2:14 src/a.ts#B:read:A.B', 'a.ts:4:26 src/a.ts#C:read:A.run', 'a.ts:8:23 src/a.ts#D:read:outer.inner',
    ]);
  });

  it('ENV16 two reads of one variable are two findings', () => {
    expect(found('use(process.env.FOO ? process.env.FOO : 1)')).toEqual(['FOO:read', 'FOO:read']);
  });

  it('ENV16 what is taken of an aliased variable is no second read', () => {
    expect(found('const foo = process.env.FOO; use(foo.length, foo?.trim()); export { foo };')).toEqual(['FOO:read']);
  });

  it('ENV16 a local that happens to be called `process` or `env` is something else', () => {
    expect(found(`
      export function run(process: { env: Record<string, string> }) { return process.env.FOO; }
      export function walk(env: Record<string, string>) { return env.FOO; }
      const own = { process: { env: { FOO: 1 } } };
      use(own.process.env.FOO, other.process.env.FOO, this.process.env.FOO);
      { const process = { env: { FOO: 1 } }; use(process.env.FOO); }
      type Port = typeof process.env.PORT;
      use("process.env.FOO"); // process.env.FOO
    `)).toEqual([]);
    expect(found("import { process } from './tasks.js'; use(process.env.FOO);")).toEqual([]);
  });

  it('ENV16 takes no other member of process, and nothing of what was handed on', () => {
    expect(found('use(process.argv[2], process.pid, process.env); const e = { ...process.env }; use(e)')).toEqual([]);
  });
});

describe('ENV17 entries filtered by known names', () => {
  it.each([
    ['list in a filter', "const KNOWN = ['FOO', 'BAR']; export const some = Object.entries(process.env).filter(([name]) => KNOWN.includes(name));"],
    ['set', "const KNOWN = new Set(['FOO', 'BAR']); export const some = Object.keys(process.env).filter(name => KNOWN.has(name));"],
    ['object', 'const KNOWN = { FOO: 1, BAR: 2 }; for (const [name, value] of Object.entries(process.env)) if (name in KNOWN) use(value);'],
    ['loop', "const KNOWN = ['FOO', 'BAR'] as const; for (const name in process.env) { if (!KNOWN.includes(name)) continue; use(process.env[name]); }"],
    ['names compared', "for (const [name, value] of Object.entries(process.env)) { if (name === 'FOO' || name === 'BAR') use(value); }"],
  ])('ENV17 %s', (_, text) => {
    expect(found(text).sort()).toEqual(['BAR:read', 'FOO:read']);
  });
});

describe('ENV18 writes are a kind of their own', () => {
  it.each([
    ['assignment', "process.env.FOO = 'x'", 'FOO:write'],
    ['subscript', "process.env['FOO'] = 'x'", 'FOO:write'],
    ['default', "process.env.FOO ??= 'x'", 'FOO:write'],
    ['append', "process.env.FOO += 'x'", 'FOO:write'],
    ['through an alias', "const e = process.env; e.FOO = 'x'", 'FOO:write'],
    ['delete', 'delete process.env.FOO', 'FOO:write'],
    ['Reflect.set', "Reflect.set(process.env, 'FOO', 'x')", 'FOO:write'],
    ['Reflect.deleteProperty', "Reflect.deleteProperty(process.env, 'FOO')", 'FOO:write'],
    ['Object.defineProperty', "Object.defineProperty(process.env, 'FOO', { value: 'x' })", 'FOO:write'],
    ['Object.assign', "Object.assign(process.env, { FOO: 'x' })", 'FOO:write'],
    ['Object.assign of anything', 'Object.assign(process.env, load())', '*:write'],
    ['all of it', 'process.env = { ...process.env, ...more }', '*:write'],
    ['computed name', 'process.env[await ask()] = "x"', '*:write'],
    ['Deno.env.set', "Deno.env.set('FOO', 'x')", 'FOO:write'],
    ['Deno.env.delete', "Deno.env.delete('FOO')", 'FOO:write'],
    ['destructuring into it', '({ foo: process.env.FOO } = options)', 'FOO:write'],
  ])('ENV18 %s', (_, text, expected) => {
    expect(found(`export {}; ${text};`)).toEqual([expected]);
  });
  it('ENV18 the value that is written may be a read', () => {
    expect(found('process.env.FOO = process.env.BAR;')).toEqual(['FOO:write', 'BAR:read']);
  });
  it('ENV18 replacing an alias writes nothing', () => {
    expect(found('let e = process.env; e = {}; use(e);')).toEqual([]);
  });
});

describe('declared bootstrap sites', () => {
  const allow = [{ file: 'src/boot/*.ts', variables: ['DATABASE_URL', 'REDIS_*'], reason: 'read before the settings service exists' }];

  it('ENV19 reports a new variable in an allowed file', () => {
    expect(found({ 'src/boot/db.ts': 'use(process.env.DATABASE_URL, process.env.REDIS_HOST, process.env.NEW_ONE)' }, { allow })).toEqual(['NEW_ONE:read']);
  });
  it('ENV19 a bare `*` allows computed names, not every name', () => {
    const any = [{ file: 'src/a.ts', variables: ['*'], reason: 'the secret store asks by name' }];
    expect(found('use(process.env[await ask()], process.env.FOO)', { allow: any })).toEqual(['FOO:read']);
  });
  it('ENV19 reports an allowed variable in another file', () => {
    expect(found({ 'src/boot/db.ts': 'use(process.env.DATABASE_URL, process.env.REDIS_HOST)', 'src/other.ts': 'use(process.env.DATABASE_URL)' }, { allow })).toEqual(['DATABASE_URL:read']);
  });
  it('ENV20 reports an entry for a file that is not there', () => {
    const [finding, ...rest] = judged('use(1)', { allow: [{ file: 'src/gone.ts', variables: ['FOO'], reason: 'was the boot module once' }] });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({ entry: { key: 'src/gone.ts#*', kind: 'stale', owner: 'env.allow' }, text: expect.stringContaining('`src/gone.ts`, which no scanned file matches') });
  });
  it('ENV20 reports an entry for a variable that the file does not touch', () => {
    const files = { 'src/boot/db.ts': 'use(process.env.DATABASE_URL); spawn({ env: process.env })' };
    expect(judged(files, { allow }).map(brief)).toEqual(['src/boot/*.ts:1:1 src/boot/*.ts#REDIS_*:stale:env.allow']);
  });
});

describe('what is no hidden setting', () => {
  it('ENV08 the whole environment handed to a validating schema', () => {
    expect(found("import { z } from 'zod'; const schema = z.object({ PORT: z.string() }); export const env = schema.parse(process.env); use(env.PORT);")).toEqual([]);
    expect(found("import { cleanEnv, str } from 'envalid'; export const env = cleanEnv(process.env, { PORT: str() }); use(env.PORT);")).toEqual([]);
    expect(found("import { createEnv } from '@t3-oss/env-core'; export const env = createEnv({ server: {}, runtimeEnv: process.env }); use(env.PORT);")).toEqual([]);
  });
  it('ENV08 variables handed to a schema one by one are registered, not read', () => {
    expect(found("import { createEnv } from '@t3-oss/env-nextjs'; export const env = createEnv({ server: {}, runtimeEnv: { PORT: process.env.PORT }, skipValidation: !!process.env.SKIP });")).toEqual([]);
    expect(found("import { z } from 'zod'; const schema = z.object({ PORT: z.string() }); export const env = schema.safeParse({ PORT: process.env.PORT });")).toEqual([]);
  });
  it('ENV01 a schema around one value is a raw read all the same', () => {
    expect(found("import { z } from 'zod'; export const port = z.coerce.number().parse(process.env.PORT);")).toEqual(['PORT:read']);
    expect(found("import { z } from 'zod'; export const body = z.object({ n: z.number().max(Number(process.env.MAX)) });")).toEqual(['MAX:read']);
  });
  it('leaves alone what npm says of the package and the script', () => {
    expect(found('use(process.env.npm_package_version, process.env.npm_lifecycle_event, process.env.npm_token)')).toEqual(['npm_token:read']);
  });
  it('ENV01 `NODE_ENV` is ignored unless it is written or the option says otherwise', () => {
    expect(found("use(process.env.NODE_ENV === 'production'); process.env.NODE_ENV = 'test';")).toEqual(['NODE_ENV:write']);
    expect(found('use(process.env.NODE_ENV, process.env.npm_package_version)', { options: { ignore: ['npm_*'] } })).toEqual(['NODE_ENV:read']);
  });
  it('ENV16 what a bundler puts into `import.meta.env` is a constant of the build', () => {
    expect(found('use(import.meta.env.DEV, import.meta.env.MODE, import.meta.env.VITE_API, process.env.MODE)')).toEqual(['VITE_API:read', 'MODE:read']);
  });
  it('ENV01 build and tool configuration is left out unless asked for', () => {
    const text = 'export default { x: process.env.FOO }';
    const files = { 'package.json': '{}', 'vite.config.ts': text, 'next.config.mjs': text, 'scripts/deploy.ts': text, 'app/webpack.config.js': text, 'trigger.config.ts': text };
    expect(found(files)).toEqual([]);
    expect(found(files, { options: { tooling: true } })).toHaveLength(5);
    expect(found({ 'src/config/database.config.ts': text, 'src/app.config.ts': text, 'sentry.server.config.ts': text })).toHaveLength(3);
  });
  it('ENV01 test code is evidence and never reported in', () => {
    expect(found({ 'src/a.test.ts': 'use(process.env.FOO)', 'test/b.ts': 'use(process.env.FOO)' })).toEqual([]);
  });
});
