import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { judgeRule } from '../../testing/program.ts';
import rule from './rule.ts';

const INT = "await resolver.getInt('app', 'value')";
const TEXT = "await resolver.getString('app', 'value')";
const APP = "declare const app: { get(path: string, handler: (request: any, reply: any) => unknown): void; post(path: string, handler: (request: any, reply: any) => unknown): void };\n";

/** The kind the rule reports for the setting, with the flag and without. */
function said(main: string, flagged: boolean): string {
  const files = {
    'src/settings.ts': `export declare const registry: { register(definition: object): void };\nexport declare const resolver: { getInt(ns: string, key: string): Promise<number>; getString(ns: string, key: string): Promise<string>; getBool(ns: string, key: string): Promise<boolean>; subscribe(watched: object): void };\nregistry.register({ namespace: 'app', key: 'value', default: 1${flagged ? ', restartRequired: true' : ''} });\n`,
    'src/main.ts': `import { resolver } from './settings.ts';\n${main}\n`,
  };
  const [found] = judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] satisfies Json[] } });
  return found?.entry.kind ?? 'nothing';
}

describe('what the operating system or another party holds, spelled unlike a tutorial', () => {
  it.each<readonly [string, string]>([
    ['http2', `import http2 from 'node:http2';\nconst server = http2.createSecureServer({ key: ${TEXT}, cert: 'c' });\nserver.listen(443);`],
    ['a port in a URL', `import { createServer } from 'node:http';\nconst url = new URL('http://localhost:' + ${INT});\ncreateServer().listen(Number(url.port));`],
    ['a port by apply', `import { createServer } from 'node:http';\nconst server = createServer();\nconst args: [number] = [${INT}];\nserver.listen(...args);`],
    ['a promise around listen', `import { createServer } from 'node:http';\nconst server = createServer();\nconst port = ${INT};\nawait new Promise<void>(resolve => server.listen(port, resolve));`],
    ['promisify', `import { createServer } from 'node:http';\nimport { promisify } from 'node:util';\nconst server = createServer();\nconst listen = promisify(server.listen.bind(server));\nawait listen(${INT});`],
    ['hono serve', `import { serve } from '@hono/node-server';\nimport { Hono } from 'hono';\nserve({ fetch: new Hono().fetch, port: ${INT} });`],
    ['Deno.serve', `declare const Deno: { serve(options: object, handler: () => Response): void };\nDeno.serve({ port: ${INT} }, () => new Response(''));`],
    ['a unix socket path', `import net from 'node:net';\nnet.createServer().listen({ path: ${TEXT} });`],
    ['grpc bindAsync', `import grpc from '@grpc/grpc-js';\nconst server = new grpc.Server();\nserver.bindAsync('0.0.0.0:' + ${INT}, grpc.ServerCredentials.createInsecure(), () => undefined);`],
    ['socket.io', `import { Server } from 'socket.io';\nexport const io = new Server(${INT});`],
    ['ssh2', `import { Server } from 'ssh2';\nnew Server({ hostKeys: [${TEXT}] }, client => client.end()).listen(22);`],
    ['a fastify logger file', `import fastify from 'fastify';\nimport pino from 'pino';\nconst logger = pino({ transport: { target: 'pino/file', options: { destination: ${TEXT} } } });\nfastify({ logger }).listen({ port: 1 });`],
    ['winston file transport', `import winston from 'winston';\nexport const log = winston.createLogger({ transports: [new winston.transports.File({ filename: ${TEXT} })] });`],
    ['a bullmq connection', `import IORedis from 'ioredis';\nimport { Queue } from 'bullmq';\nconst connection = new IORedis({ host: ${TEXT} });\nexport const queue = new Queue('mail', { connection });`],
    ['a bullmq worker concurrency', `import { Worker } from 'bullmq';\nexport const worker = new Worker('mail', async job => console.table(job), { concurrency: ${INT} });`],
    ['kysely dialect', `import { Kysely, PostgresDialect } from 'kysely';\nimport { Pool } from 'pg';\nexport const db = new Kysely({ dialect: new PostgresDialect({ pool: new Pool({ max: ${INT} }) }) });`],
    ['mikro-orm', `import { MikroORM } from '@mikro-orm/core';\nexport const orm = await MikroORM.init({ dbName: 'x', pool: { max: ${INT} } });`],
    ['drizzle over postgres.js', `import postgres from 'postgres';\nimport { drizzle } from 'drizzle-orm/postgres-js';\nexport const db = drizzle(postgres('postgres://x', { max: ${INT} }));`],
    ['sqlite file', `import Database from 'better-sqlite3';\nconst file = ${TEXT};\nexport const db = new Database(file);`],
    ['os.cpus and a limit', `import os from 'node:os';\nimport cluster from 'node:cluster';\nconst n = Math.min(os.cpus().length, ${INT});\nfor (let i = 0; i < n; i += 1) cluster.fork();`],
    ['workers in a while loop', `import { fork } from 'node:child_process';\nlet left = ${INT};\nwhile (left-- > 0) fork('./job.js');`],
    ['workers by Array.from with a mapper', `import { Worker } from 'node:worker_threads';\nexport const workers = Array.from({ length: ${INT} }, () => new Worker('./job.js'));`],
    ['workers by recursion of map', `import { Worker } from 'node:worker_threads';\nexport const workers = [...Array(${INT}).keys()].map(() => new Worker('./job.js'));`],
    ['spawn arguments', `import { spawn } from 'node:child_process';\nexport const child = spawn('ffmpeg', ['-threads', String(${INT})]);`],
    ['max old space by execArgv', `import { Worker } from 'node:worker_threads';\nexport const worker = new Worker('./job.js', { resourceLimits: { maxOldGenerationSizeMb: ${INT} } });`],
    ['an undici agent', `import { Agent, setGlobalDispatcher } from 'undici';\nsetGlobalDispatcher(new Agent({ connections: ${INT} }));`],
    ['an http agent', `import http from 'node:http';\nexport const agent = new http.Agent({ keepAlive: true, maxSockets: ${INT} });`],
    ['fs.watch', `import fs from 'node:fs';\nfs.watch(${TEXT}, () => console.table(1));`],
    ['chokidar', `import chokidar from 'chokidar';\nchokidar.watch(${TEXT}).on('change', () => console.table(1));`],
    ['a file handle by callback', `import fs from 'node:fs';\nconst path = ${TEXT};\nfs.open(path, 'a', (error, fd) => console.table(fd));`],
    ['nats', `import { connect } from 'nats';\nexport const nc = await connect({ servers: ${TEXT} });`],
    ['kafka', `import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: [${TEXT}] });\nexport const producer = kafka.producer();`],
    ['mongo', `import { MongoClient } from 'mongodb';\nconst client = new MongoClient(${TEXT});\nawait client.connect();`],
    ['memcached by a helper', `import { createClient } from 'redis';\nconst make = async () => { const url = ${TEXT}; return createClient({ url }); };\nexport const client = await make();`],
  ])('%s', (_, main) => {
    expect(`${said(main, true)} ${said(main, false)}`).toBe('nothing missing');
  });
});

describe('half live, or not', () => {
  it.each<readonly [kind: string, string, string]>([
    ['half-live', 'a default of a class field beside a handler', `${APP}const max = ${INT};\nclass A { limit = max; f() { return this.limit + 1; } }\nconst a = new A();\napp.get('/', () => a.f());\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a bound argument', `${APP}function cut(max: number, request: unknown) { return String(request).slice(0, max); }\nconst bound = cut.bind(null, ${INT});\napp.get('/a', request => bound(request));\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a curried arrow', `${APP}const cut = (max: number) => (text: string) => text.slice(0, max);\nconst short = cut(${INT});\napp.get('/a', request => short(String(request)));\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a frozen table', `${APP}const table = Object.freeze({ max: ${INT} });\napp.get('/a', () => table.max + 1);\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a map filled at boot', `${APP}const limits = new Map([['a', ${INT}]]);\napp.get('/a', () => limits.get('a')! + 1);\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a destructured tuple', `${APP}const [max] = [${INT}];\napp.get('/a', () => max + 1);\napp.get('/b', async () => (${INT}) + 1);`],
    ['half-live', 'a getter over a kept copy', `${APP}class A { #max = 0; get max() { return this.#max; } async init() { this.#max = ${INT}; } }\nconst a = new A();\nawait a.init();\napp.get('/a', () => a.max + 1);\napp.get('/b', async () => (${INT}) + 1);`],
    ['missing', 'a promise kept', `${APP}const max = resolver.getInt('app', 'value');\napp.get('/a', async () => (await max) + 1);`],
    ['missing', 'a promise kept in a field', `${APP}class A { private readonly max = resolver.getInt('app', 'value'); async f() { return (await this.max) + 1; } }\nconst a = new A();\napp.get('/a', () => a.f());`],
    ['missing', 'Promise.all at boot', `${APP}const [max, other] = await Promise.all([resolver.getInt('app', 'value'), Promise.resolve(1)]);\napp.get('/a', () => max + other);`],
    ['missing', 'a then at boot', `${APP}let max = 0;\nvoid resolver.getInt('app', 'value').then(value => { max = value; });\napp.get('/a', () => max + 1);`],
    ['missing', 'a label and a nullish default', `${APP}const settings = { max: (${INT}) ?? 5 };\napp.get('/a', () => { const { max } = settings; return max + 1; });`],
    ['missing', 'a debounce', `import debounce from 'lodash/debounce';\n${APP}const save = debounce(() => console.table(1), ${INT});\napp.post('/a', () => save());`],
    ['missing', 'a cron schedule', `import cron from 'node-cron';\ncron.schedule(${TEXT}, () => console.table(1));`],
    ['nothing', 'renewed by a subscriber that awaits', `${APP}let max = ${INT};\nexport const watcher = { watched: ['app.value'], async settingsChanged() { max = ${INT}; } };\napp.get('/a', () => max + 1);`],
    ['nothing', 'read for each turn of a timer', `setInterval(async () => { const n = ${INT}; console.table(n); }, 1000);`],
    ['nothing', 'rebuilt for each request', `${APP}class A { constructor(readonly max: number) {} }\napp.get('/a', async () => new A(${INT}).max + 1);`],
    ['nothing', 'a copy that one request keeps for its callbacks', `${APP}app.get('/a', async request => { const max = ${INT}; return [request].map(each => String(each).slice(0, max)); });`],
    ['nothing', 'printed at the start', `console.log('limit', ${INT});`],
    ['nothing', 'a banner at the start beside a handler', `${APP}console.log('limit', ${INT});\napp.get('/b', async () => (${INT}) + 1);`],
    ['nothing', 'checked at the start beside a handler', `${APP}if ((${INT}) < 1) throw new Error('too small');\napp.get('/b', async () => (${INT}) + 1);`],
  ])('%s: %s', (kind, _, main) => {
    expect(said(main, false)).toBe(kind);
  });
});
