import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { capture } from './analysis.ts';

interface Dialect {
  readonly preset: string;
  readonly files: Files;
  readonly key: string;
  /** What the entry begins with, and an expression that reads the setting. */
  readonly head: string;
  readonly read: string;
}

const META = ["'sync.target': { value: 0, type: Kind.Int, public: true }", "'sync.limit': { value: 300, type: Kind.Int, public: true }", "'sync.password': { value: '', type: Kind.String, public: false, secure: true }", "'a.b': { value: true, type: Kind.Bool, public: true }", "'c.d': { value: '', type: Kind.String, public: false }"];

/** The same programs in the words of several dialects. */
const DIALECTS: { readonly [name: string]: Dialect } = {
  registry: {
    preset: 'registry', key: 'sync.limit', read: "(await resolver.getInt('sync', 'limit'))", head: "import { resolver } from './settings.ts';\n",
    files: { 'src/settings.ts': "export declare const registry: { register(definition: object): void };\nexport declare const resolver: { getInt(ns: string, key: string): Promise<number> };\nregistry.register({ namespace: 'sync', key: 'limit', type: 'integer', default: 10 });\n" },
  },
  'JSON schema': {
    preset: 'json-schema-settings', key: 'sync.limit', read: 'settings.get().sync.limit', head: "import * as settings from './settings.ts';\n",
    files: {
      'src/settings.schema.json': '{ "type": "object", "properties": { "sync": { "type": "object", "properties": { "limit": { "type": "number", "default": 10 } } } } }',
      'src/settings.ts': "import schema from './settings.schema.json' with { type: 'json' };\nlet current: Record<string, any> = {};\nexport const get = (): Record<string, any> => current;\nexport const validate = () => schema;\nexport const reload = () => { current = {}; };\n",
    },
  },
  'metadata table': {
    preset: 'metadata-table', key: 'sync.limit', read: "Setting.value('sync.limit')", head: "import { Setting } from './setting.ts';\n",
    files: {
      'src/metadata.ts': `import { Kind } from './setting.ts';\nexport const metadata = () => ({ ...table() });\nconst table = () => { const output = { ${META.join(', ')} }; return output; };\n`,
      'src/setting.ts': 'export enum Kind { Int = 1, String = 2, Bool = 3 }\nexport class Setting {\n  static cache: Record<string, any> = {};\n  static value(key: string): any { return this.cache[key]; }\n}\n',
    },
  },
  contributions: {
    preset: 'contributions', key: 'lens.sync.limit', read: "workspace.getConfiguration('lens').get<number>('sync.limit')!", head: "import { workspace } from 'vscode';\n",
    files: { 'package.json': '{ "name": "lens", "engines": { "vscode": "^1.80.0" }, "contributes": { "configuration": { "title": "Lens", "properties": { "lens.sync.limit": { "type": "number", "default": 5 } } } } }' },
  },
};

const judge = (dialect: Dialect, main: string, more: Files = {}): string => {
  const linked = models({ ...dialect.files, 'src/main.ts': dialect.head + main.replaceAll('READ', dialect.read), ...Object.fromEntries(Object.entries(more).map(([path, text]) => [path, dialect.head + text.replaceAll('READ', dialect.read)])) }, { entries: { app: ['src/main.ts'] }, vocabularies: [dialect.preset] });
  const [index] = linked.model(settings).byKey(dialect.key);
  const found = linked.model(capture).captures[index!]!;
  return `${found.verdict} | ${[...new Set(found.reads.flatMap(read => read.ends.map(end => `${end.effect} ${end.lifetime}: ${end.what}`)))].sort().join(' ; ')}`;
};

const APP = "declare const app: { get(path: string, handler: (request: any, reply: any) => unknown): void; post(path: string, handler: (request: any, reply: any) => unknown): void; use(handler: (request: any, reply: any, next: () => void) => unknown): void; listen(port: number): void };\n";

type Variant = readonly [verdict: string, what: string, main: string, more: Files];

const VARIANTS: readonly (readonly [verdict: string, what: string, main: string, more?: Files])[] = [
  // live
  ['live', 'an arrow in middleware', `${APP}app.use(async (request, reply, next) => { if (String(request).length > READ) reply.end(); next(); });`],
  ['live', 'an event emitter listener', `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\nbus.on('job', async (job: { size: number }) => { if (job.size > READ) console.table(job); });\nsetInterval(() => bus.emit('job', { size: 5 }), 1000);`],
  ['live', 'a queue worker', `import { Worker } from 'bullmq';\nexport const worker = new Worker('mail', async job => { const max = READ; return String(job.data).slice(0, max); });`],
  ['live', 'an interval body', `setInterval(async () => { const n = READ; for (let i = 0; i < n; i++) console.table(i); }, 1000);`],
  ['live', 'a cron job', `import cron from 'node-cron';\ncron.schedule('* * * * *', async () => { console.table(String(READ)); });`],
  ['live', 'a method used by a handler of a class that is made at boot', `${APP}class Mailer { async limit() { return READ; } async send(text: string) { return text.slice(0, await this.limit()); } }\nconst mailer = new Mailer();\napp.post('/send', async request => mailer.send(String(request)));`],
  ['live', 'an exported helper of another file', `import { capOf } from './cap.ts';\n${APP}app.get('/', async () => (await capOf()) + 1);`, { 'src/cap.ts': 'export async function capOf(): Promise<number> { return Math.max(1, READ); }\n' }],
  ['live', 'a local kept in a request-scoped object', `${APP}app.get('/', async request => { const options = { max: READ, text: String(request) }; return cut(options); });\nfunction cut(options: { max: number; text: string }) { return options.text.slice(0, options.max); }`],
  ['unknown', 'a getter of an object literal', `${APP}const options = { get max() { return READ_SYNC; } };\napp.get('/', () => options.max + 1);`],
  ['live', 'an arrow stored in a field and called on events', `${APP}class Page { private readonly limit = async () => READ; async show() { return (await this.limit()) + 1; } }\nconst page = new Page();\napp.get('/', () => page.show());`],
  ['live', 'a callback handed to a constructor', `${APP}class Page { constructor(private readonly limit: () => Promise<number>) {} async show() { return (await this.limit()) + 1; } }\nconst page = new Page(async () => READ);\napp.get('/', () => page.show());`],
  ['live', 'a callback in an options object', `${APP}function pageOf(options: { limit: () => Promise<number> }) { return { show: async () => (await options.limit()) + 1 }; }\nconst page = pageOf({ limit: async () => READ });\napp.get('/', () => page.show());`],
  ['live', 'an object of each request that remembers for itself', `${APP}class Page { private max: number | undefined; async limit() { this.max ??= READ; return this.max; } }\napp.get('/', async () => { const page = new Page(); return (await page.limit()) + 1; });`],
  ['live', 'a lazy value of one call', `import { lazy } from 'some-lazy';\n${APP}app.get('/', async request => { const max = lazy(async () => READ); return String(request).length > 5 ? (await max.value) + 1 : 0; });`],
  ['live', 'an object that is used where it is made, at boot too', `${APP}class Cutter { constructor(private readonly max: number) {} cut(text: string) { return text.slice(0, this.max); } }\nasync function cut(text: string) { return new Cutter(READ).cut(text); }\nawait cut('a');\napp.get('/', async request => cut(String(request)));`],
  ['live', 'a local object that a request uses', `${APP}class Cutter { constructor(readonly max: number) {} }\napp.get('/', async request => { const cutter = new Cutter(READ); return String(request).slice(cutter.max); });\nconsole.table(new Cutter(3).max);`],
  ['live', 'a first value that the callbacks of one call share', `${APP}app.get('/', async request => { let max: any; [1, 2].forEach(() => { if (max === undefined) max = READ_SYNC; }); return String(request).slice(max); });`],
  ['live', 'a component that asks by a hook', `import { list, mount, useSetting } from 'view';\nexport function Page() { const max = useSetting(READ_SYNC); return list({ row: (index: number) => index + max }); }\nmount(Page);`],
  ['live', 'a watcher kept under the very value', `import { watchFile } from 'some-watcher';\n${APP}const watchers = new Map<unknown, unknown>();\nfunction watch(path: unknown) { if (watchers.has(path)) return; watchers.set(path, watchFile(path)); }\napp.get('/', async () => { watch(READ); return watchers.size; });`],
  ['live', 'an object that a command makes, among commands that a loop registers', `import { commands } from 'vscode';\nclass Info { constructor(private readonly max: any) {} show(key: string) { return key.slice(0, this.max); } }\nasync function info(key: string) { return new Info(READ).show(key); }\nexport const all = ['a', 'b'].map(key => commands.registerCommand(key, () => info(key)));`],
  // captured
  ['captured', 'a static field', `${APP}class Page { static limit = 0; static show() { return Page.limit + 1; } }\nPage.limit = READ;\napp.get('/', () => Page.show());`],
  ['captured', 'a private field', `${APP}class Page { #limit = 0; async init() { this.#limit = READ; } show() { return this.#limit + 1; } }\nconst page = new Page();\nawait page.init();\napp.get('/', () => page.show());`],
  ['captured', 'a closure of a factory', `${APP}function pageOf(limit: number) { return { show: () => limit + 1 }; }\nconst page = pageOf(READ);\napp.get('/', () => page.show());`],
  ['captured', 'a closure of a factory that is a middleware', `${APP}const limiter = (max: number) => (request: any, reply: any, next: () => void) => { if (String(request).length > max) reply.end(); next(); };\napp.use(limiter(READ));`],
  ['captured', 'a property of a module object', `${APP}export const limits = { max: READ };\napp.get('/', () => limits.max + 1);`],
  ['captured', 'a module constant of another file', `import { MAX } from './max.ts';\n${APP}app.get('/', () => MAX + 1);`, { 'src/max.ts': 'export const MAX = READ;\n' }],
  ['captured', 'a destructured module constant', `import { limits } from './max.ts';\n${APP}const { max } = limits;\napp.get('/', () => max + 1);`, { 'src/max.ts': 'export const limits = { max: READ };\n' }],
  ['captured', 'Object.assign to this', `${APP}class Page { limit!: number; constructor(options: { limit: number }) { Object.assign(this, { limit: options.limit }); } show() { return this.limit + 1; } }\nconst page = new Page({ limit: READ });\napp.get('/', () => page.show());`],
  ['captured', 'a field of a base class', `${APP}class Base { constructor(protected readonly limit: number) {} }\nclass Page extends Base { show() { return this.limit + 1; } }\nconst page = new Page(READ);\napp.get('/', () => page.show());`],
  ['captured', 'a builder method', `${APP}class Page { private max = 0; withMax(max: number) { this.max = max; return this; } show() { return this.max + 1; } }\nconst page = new Page().withMax(READ);\napp.get('/', () => page.show());`],
  ['captured', 'a default parameter of a constructor', `${APP}class Page { private readonly max: number; constructor(options: { max?: number }) { this.max = options.max ?? 5; } show() { return this.max + 1; } }\nconst page = new Page({ max: READ });\napp.get('/', () => page.show());`],
  ['captured', 'a ternary on the way', `${APP}const size = READ > 5 ? 'large' : 'small';\napp.get('/', () => size + '!');`],
  ['captured', 'a RegExp made of it', `${APP}const pattern = new RegExp('^.{0,' + String(READ) + '}$');\napp.get('/', request => pattern.test(String(request)));`],
  ['captured', 'a listener bound in a constructor closure', `import { EventEmitter } from 'node:events';\nconst bus = new EventEmitter();\nclass Keeper { constructor(max: number) { bus.on('job', (job: { size: number }) => { if (job.size > max) console.table(job); }); } }\nnew Keeper(READ);\nsetInterval(() => bus.emit('job', { size: 5 }), 1000);`],
  ['captured', 'a setInterval through a field initialiser', `class Beat { private readonly timer = setInterval(() => console.table(1), this.ms); constructor(private readonly ms: number) {} stop() { clearInterval(this.timer); } }\nconst beat = new Beat(READ);\nprocess.on('SIGTERM', () => beat.stop());`],
  ['captured', 'a lodash memoize', `import { memoize } from 'lodash';\n${APP}const limit = memoize(async () => READ);\napp.get('/', async () => (await limit()) + 1);`],
  ['captured', 'a lazy singleton', `${APP}class Page { constructor(readonly limit: number) {} }\nlet page: Page | undefined;\nasync function thePage() { if (!page) page = new Page(READ); return page; }\napp.get('/', async () => (await thePage()).limit + 1);`],
  ['captured', 'a for (;;) loop', `async function run() { const n = READ; for (;;) { await work(n); } }\nasync function work(n: number) { await fetch('http://x/' + n); }\nvoid run();`],
  ['captured', 'a listening socket by options', `import http from 'node:http';\nconst server = http.createServer();\nserver.listen({ port: READ });`],
  ['captured', 'an https server', `import https from 'node:https';\nhttps.createServer({ key: String(READ), cert: 'x' }, () => undefined).listen(1);`],
  ['captured', 'a pool made in a method', `import { Pool } from 'pg';\nclass Db { private pool!: Pool; async open() { this.pool = new Pool({ max: READ }); } query() { return this.pool.query('select 1'); } }\nconst db = new Db();\nawait db.open();\nsetInterval(() => db.query(), 1000);`],
  ['captured', 'a pool in a helper that is handed the options', `import { createPool } from 'mysql2';\nfunction connectTo(options: { connectionLimit: number }) { return createPool(options); }\nexport const pool = connectTo({ connectionLimit: READ });`],
  ['captured', 'a write stream', `import { createWriteStream } from 'node:fs';\nexport const log = createWriteStream('/var/log/' + String(READ));`],
  ['captured', 'a worker count', `import { Worker } from 'node:worker_threads';\nconst count = READ;\nfor (let i = 0; i < count; i++) new Worker('./job.js');`],
  ['captured', 'an object for each name, made once', `${APP}class Page { constructor(readonly limit: number) {} }\nconst pages = new Map<string, Page>();\nasync function pageFor(name: string) { if (!pages.has(name)) pages.set(name, new Page(READ)); return pages.get(name)!; }\napp.get('/', async request => (await pageFor(String(request))).limit + 1);`],
  ['captured', 'a constant of a module that is loaded on an event', `${APP}app.get('/', async request => { const { cut } = await import('./cut.ts'); return cut(String(request)); });`, { 'src/cut.ts': 'const MAX = READ;\nexport const cut = (text: string): string => text.slice(0, MAX);\n' }],
  // mixed
  ['mixed', 'a module constant beside a handler', `${APP}const max = READ;\napp.get('/a', () => max + 1);\napp.get('/b', async () => READ + 1);`],
  ['mixed', 'a timer beside a handler', `${APP}setInterval(() => console.table(1), READ);\napp.get('/b', async () => READ + 1);`],
  // once
  ['once', 'a startup action', `async function seed(n: number) { for (let i = 0; i < n; i++) console.table(i); }\nawait seed(READ);`],
  // unknown
  ['unknown', 'an object made anew by a command that keeps its first value', `${APP}class Shell { private size: any; constructor(size: any) { if (this.size) this.size.grow(size); else this.size = size; } show() { return this.size + 1; } }\nlet shell: Shell;\napp.post('/start', async () => { shell = new Shell(READ); });\napp.get('/', () => shell.show());`],
  ['once', 'a process that is waited for', `import { spawn } from 'node:child_process';\nconst version = (path: unknown) => new Promise(resolve => { const child = spawn(String(path), ['--version']); child.on('error', console.error).on('exit', code => resolve(code)); });\nexport const found = await version(READ);`],
  ['captured', 'a process that stays', `import { spawn } from 'node:child_process';\nconst server = spawn(String(READ), ['serve']);\nserver.on('exit', code => console.table(code));\nsetInterval(() => server.kill(0), 1000);`],
  ['unknown', 'a memory of a base class whose subclasses are made again and again', `${APP}class Node { children: any; constructor(readonly max: unknown) {} async compute(): Promise<any> { return []; } async all() { if (!this.children) this.children = await this.compute(); return this.children; } }\nclass Leaf extends Node { async compute() { const max = READ; return [new Leaf(max)]; } }\nlet root: Leaf | undefined;\napp.post('/refresh', () => { root = undefined; });\napp.get('/', async () => { if (!root) root = new Leaf(0); return root.all(); });`],
  ['unknown', 'what a state begins with', `import { createSlice } from '@reduxjs/toolkit';\n${APP}const slice = createSlice({ name: 'limits', initialState: { max: READ }, reducers: { set(state: any, action: any) { state.max = action.payload; } } });\nconst { set } = slice.actions;\napp.get('/', () => set(3));`],
  ['unknown', 'a component that a wrapper is handed', `import { Component } from 'view';\nimport { wrap } from './wrap.ts';\n${APP}class Page extends Component { constructor(props: any) { super(props); this.state = { max: READ_SYNC }; app.get('/', () => this.state.max + 1); } }\nexport const Wrapped = wrap(Page);`, { 'src/wrap.ts': 'export const wrap = (inner: unknown): unknown => [inner];\n' }],
  ['unknown', 'a state that is set again', `import { Component } from 'view';\n${APP}class Page extends Component { constructor(props: any) { super(props); this.state = { max: READ_SYNC }; } told(max: number) { this.setState({ max }); } show() { return this.state.max + 1; } }\nconst page = new Page({});\napp.post('/told', () => page.told(3));\napp.get('/', () => page.show());`],
  ['unknown', 'a memory that something empties now and then', `${APP}let cached: number | undefined;\nasync function limit() { if (cached === undefined) cached = READ; return cached; }\napp.get('/', async () => (await limit()) + 1);\napp.post('/reset', () => { cached = undefined; });`],
  ['unknown', 'an outside function', `import { setup } from 'some-lib';\nsetup({ limit: READ });`],
  ['unknown', 'an exported function nobody calls', `export async function limit() { return READ; }`],
  ['unknown', 'a field that something else assigns', `${APP}class Page { limit = 0; async start() { this.limit = READ; } set(limit: number) { this.limit = limit; } show() { return this.limit + 1; } }\nconst page = new Page();\nawait page.start();\napp.post('/', request => page.set(Number(request)));\napp.get('/', () => page.show());`],
];

describe.each(Object.entries(DIALECTS))('in the words of %s', (_, dialect) => {
  it.each<Variant>(VARIANTS.map(([verdict, what, main, more = {}]) => [verdict, what, main, more]))('%s: %s', (verdict, _what, main, more) => {
    const found = judge(dialect, main.replaceAll('READ_SYNC', dialect.read.replace('(await ', '(')), more);
    expect(`${found.split(' |')[0]}`, found).toBe(verdict);
  });
});
