import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { wiring } from '../../wiring/analysis.ts';
import { settings } from '../analysis.ts';

/** Verdicts on the variables `PORT`, `HOST` and `LOG_LEVEL`, names that other objects have too. */
const verdicts = (main: readonly string[], files: Files = {}): { readonly [key: string]: string } => {
  const linked = models({
    'package.json': '{ "name": "app", "main": "src/main.ts" }',
    'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ PORT: z.string(), HOST: z.string(), LOG_LEVEL: z.string() }).parse(process.env);\nexport type Env = typeof env;\n",
    'src/main.ts': `import { env, type Env } from './env.ts';\n${main.join('\n')}\n`,
    ...files,
  }, { vocabularies: ['zod-env'] });
  const { settings: all } = linked.model(settings);
  return Object.fromEntries(linked.model(wiring).wirings.map(({ setting, verdict }) => [all[setting]!.key, verdict]));
};
const ONE = { PORT: 'live', HOST: 'unread', LOG_LEVEL: 'unread' };
const NONE = { PORT: 'unread', HOST: 'unread', LOG_LEVEL: 'unread' };
const MAYBE = { PORT: 'weakly-live', HOST: 'weakly-live', LOG_LEVEL: 'weakly-live' };

describe('settings objects that are handed on whole', () => {
  it.each([
    ['to a parameter', ['const listen = (given: Env) => given.PORT;', 'listen(env);']],
    ['to a pattern', ['function listen({ PORT }: Env) { return PORT; }', 'listen(env);']],
    ['by default', ['function listen(given = env) { return given.PORT; }', 'listen();']],
    ['within options', ['const inner = ({ config: { PORT } }: any) => PORT;', 'const listen = (options: any) => inner(options);', 'listen({ config: env, other: 1 });']],
    ['spread into others', ['const listen = (given: any) => given.PORT;', 'listen({ name: "app", ...env });']],
    ['further and further', ['const one = (a: Env) => two(a);', 'const two = (b: Env) => { const c = b; return three(c); };', 'const three = (d: Env) => d.PORT;', 'one(env);']],
    ['to a field that is a parameter', ['class Server { constructor(private readonly config: Env) {} listen() { return this.config.PORT; } }', 'new Server(env).listen();']],
    ['to a field', ['class Server { config; constructor(options: { config: Env }) { this.config = options.config; } listen() { return this.config.PORT; } }', 'new Server({ config: env }).listen();']],
    ['to the field of a base class', ['class Base { constructor(protected config: Env) {} }', 'class Server extends Base { constructor(given: Env) { super(given); } listen() { return this.config.PORT; } }', 'new Server(env).listen();']],
    ['to a field read from outside', ['class App { constructor(readonly config: Env) {} }', 'const app = new App(env);', 'const listen = (given: App) => given.config.PORT;', 'listen(app);']],
    ['to a method', ['class Server { listen(given: Env) { return given.PORT; } }', 'new Server().listen(env);']],
    ['to a variable that is set later', ['let config: Env | undefined;', 'const init = () => { config = env; };', 'init();', 'console.log(config!.PORT);']],
    ['by a function with several ends', ['const choose = (given?: Env) => { if (given) return given; return env; };', 'console.log(choose().PORT);']],
    ['to what freezes or copies it', ['const copy = Object.assign({}, env);', 'console.log(structuredClone(Object.freeze(copy)).PORT);']],
    ['to an element', ['const Banner = (props: { env: Env }) => <b>{props.env.PORT}</b>;', 'console.log(<Banner env={env} />);']],
  ])('are followed %s', (_, main) => {
    const isElement = main.some(line => line.includes('<b>'));
    expect(verdicts(isElement ? ["import './view.tsx';"] : main, isElement ? { 'src/view.tsx': `import { env, type Env } from './env.ts';\n${main.join('\n')}\n` } : {})).toEqual(ONE);
  });

  it.each([
    ['a module that is not seen', ["import { start } from 'framework';", 'start(env);']],
    ['a text', ['console.log(JSON.stringify(env));']],
    ['a module that is not seen, within options', ["import { createContext } from 'framework';", 'export const context = createContext({ value: { env } });']],
    ['a list', ['export const all = [env];']],
    ['a global', ['(globalThis as any).config = env;']],
    ['what is picked elsewhere', ["import pick from 'lodash/pick';", "console.log(pick(env, ['PORT']));"]],
    ['a function without a name', ["import { once } from 'framework';", 'export const get = once(() => env);']],
    ['its entries', ['for (const [name, value] of Object.entries(env)) console.log(name, value);']],
    ['its names, by which it is read', ['for (const name in env) console.log(env[name as "PORT"]);']],
    ['its keys, by which it is read', ['Object.keys(env).forEach(name => console.log(env[name as "PORT"]));']],
  ])('may be read by %s', (_, main) => {
    expect(verdicts(main)).toEqual(MAYBE);
  });

  it.each([
    ['a function that reads nothing of it', ['const listen = (given: Env) => given !== undefined;', 'listen(env);']],
    ['its names alone', ['console.log(Object.keys(env).length);']],
    ['another object of the same names', ["const listen = (given: { PORT: string }) => given.PORT;", "listen({ PORT: '1' });"]],
    ['a test', [], { 'src/a.test.ts': "import { env } from './env.ts';\nconsole.log(JSON.stringify(env));\n" }],
    ['a schema that checks it', ["import { z } from 'zod';", 'export const checked = z.object({}).parse(env);']],
  ])('are not read by %s', (_, main, files: Files = {}) => {
    expect(verdicts(main, files)).toEqual(NONE);
  });

  const use = 'const listen = (given: any) => given.PORT;\n';
  it.each<[string, string, Files]>([
    ['under another name', "import { config } from './barrel.ts';", { 'src/barrel.ts': "export { env as config } from './env.ts';\n" }],
    ['as the default of a module', "import config from './barrel.ts';", { 'src/barrel.ts': "import { env } from './env.ts';\nexport default Object.freeze(env);\n" }],
    ['as a default that is exported by name', "import { config } from './barrel.ts';", { 'src/barrel.ts': "export { default as config } from './inner.ts';\n", 'src/inner.ts': "import { env } from './env.ts';\nexport default env;\n" }],
    ['by a function of another module', "import { load } from './load.ts';\nconst config = load();", { 'src/load.ts': "import { env } from './env.ts';\nexport function load() { return inner(); }\nconst inner = () => env;\n" }],
    ['by a method', "import { loader } from './load.ts';\nconst config = loader.load();", { 'src/load.ts': "import { env } from './env.ts';\nexport const loader = { load: () => env };\n" }],
    ['as a member of a default', "import { config } from './barrel.ts';", { 'src/barrel.ts': "import all from './inner.ts';\nexport const config = all.env;\n", 'src/inner.ts': "import { env } from './env.ts';\nexport default { env };\n" }],
  ])('are followed from where they arrive %s', (_, arrival, files) => {
    expect(verdicts([], { ...files, 'src/main.ts': `${arrival}\n${use}listen(config);\n` })).toEqual(ONE);
  });

  it.each([
    ["Object.entries(env).filter(([name]) => name.startsWith('PO')).map(([, value]) => value)"],
    ["Object.keys(env).sort().filter(name => name.endsWith('RT')).map(name => env[name as 'PORT'])"],
    ["Object.fromEntries(Object.entries(env).filter(([name, value]) => value && name.includes('OR')))"],
  ])('are read where names are picked: %s', expression => {
    expect(verdicts([`console.log(${expression});`])).toEqual({ PORT: 'weakly-live', HOST: 'unread', LOG_LEVEL: 'unread' });
  });
});
