import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { loops } from './analysis.ts';

/** The scopes of the loops that do not end by themselves. */
const scopes = (source: string | Files): string =>
  models(typeof source === 'string' ? { 'src/a.ts': source } : source).model(loops).candidates.filter(each => each.endless).map(each => each.scope).join();

const each = (cases: { readonly [name: string]: readonly [scope: string, source: string | Files] }): void => {
  for (const [name, [scope, source]] of Object.entries(cases)) it(`${name}: ${scope}`, () => expect(scopes(source)).toBe(scope));
};

const BEAT = `export class Beat { private t?: NodeJS.Timeout; constructor(private readonly id: string) {} start() { this.t = setInterval(() => { void send(this.id); }, 5); } stop() { clearInterval(this.t); } }`;

describe('KS20: how long what runs a loop lives', () => each({
  'made in a handler of connections': ['connection', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; server.on('connection', peer => { new Beat(peer.id).start(); });` }],
  'made by a factory that a handler calls': ['connection', { 'src/beat.ts': BEAT, 'src/make.ts': `import { Beat } from './beat.ts'; export const makeBeat = (id: string) => new Beat(id);`, 'src/a.ts': `import { makeBeat } from './make.ts'; wss.on('connection', peer => { makeBeat(peer.id).start(); });` }],
  'made by a factory that boots the program': ['process', { 'src/beat.ts': BEAT, 'src/make.ts': `import { Beat } from './beat.ts'; export const makeBeat = (id: string) => new Beat(id);`, 'src/a.ts': `import { makeBeat } from './make.ts'; makeBeat('all').start();` }],
  'made in a route': ['call', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; app.post('/jobs', async (c) => { const beat = new Beat(c.id); beat.start(); });` }],
  'made by a method of a class that is made in a route': ['call', { 'src/beat.ts': BEAT, 'src/job.ts': `import { Beat } from './beat.ts'; export class Job { begin() { new Beat('x').start(); } }`, 'src/a.ts': `import { Job } from './job.ts'; router.post('/jobs', async (c) => { new Job().begin(); });` }],
  'made in an effect of React': ['component', { 'src/beat.ts': BEAT, 'src/a.ts': `import { useEffect } from 'react'; import { Beat } from './beat.ts'; export function useBeat(id: string) { useEffect(() => { const beat = new Beat(id); beat.start(); return () => beat.stop(); }, [id]); }` }],
  'a hook of its own': ['component', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; export function useBeat(id: string) { useEffect(() => { new Beat(id).start(); }, []); }` }],
  'a singleton of a container': ['process', { 'src/beat.ts': `import { Injectable } from '@nestjs/common'; @Injectable() export class Beat { private t?: NodeJS.Timeout; onModuleInit() { this.t = setInterval(() => void send(), 5); } onModuleDestroy() { clearInterval(this.t); } }`, 'src/module.ts': `import { Module } from '@nestjs/common'; import { Beat } from './beat.ts'; @Module({ providers: [Beat] }) export class BeatModule {}` }],
  'one of a container for each request': ['call', { 'src/beat.ts': `import { Injectable, Scope } from '@nestjs/common'; @Injectable({ scope: Scope.REQUEST }) export class Beat { private t?: NodeJS.Timeout; begin() { this.t = setInterval(() => void send(), 5); } }` }],
  'one of a container for each request, tsyringe': ['call', { 'src/beat.ts': `import { scoped, Lifecycle } from 'tsyringe'; @scoped(Lifecycle.ResolutionScoped) export class Beat { private t?: NodeJS.Timeout; begin() { this.t = setInterval(() => void send(), 5); } }` }],
  'a method of a gateway that takes the client': ['call', `import { WebSocketGateway, SubscribeMessage } from '@nestjs/websockets'; @WebSocketGateway() export class Gateway { @SubscribeMessage('follow') follow(client: Socket) { setInterval(() => client.emit('x', load()), 5); } }`],
  'a method that a decorator makes a route': ['call', `import { Controller, Get } from '@nestjs/common'; @Controller('x') export class X { @Get('follow') async follow() { while (true) { await push(); await sleep(5); } } }`],
  'a resolver of a subscription': ['call', `export const t = router({ follow: procedure.subscription(async () => { setInterval(() => void push(), 5); }) });`],
  'a socket that the class holds': ['connection', `import type { Socket } from 'node:net'; export class Talk { private t?: NodeJS.Timeout; constructor(private readonly peer: Socket) { this.t = setInterval(() => this.peer.write('x'), 5); } end() { clearInterval(this.t); } }`],
  'events of a socket': ['connection', `export function attach(io: Server) { io.on('connection', socket => { const t = setInterval(() => socket.emit('x', load()), 5); socket.on('disconnect', () => clearInterval(t)); }); }`],
  'a stream of a response': ['connection', `export const GET = async () => new Response(new ReadableStream({ start(controller) { setInterval(() => { controller.enqueue(load()); }, 5); } }));`],
  'awaited by its caller, a request': ['call', { 'src/wait.ts': `export async function follow(id: string, signal: AbortSignal) { while (!signal.aborted) { await push(id); await sleep(5); } }`, 'src/a.ts': `import { follow } from './wait.ts'; app.get('/follow/:id', async (c) => { await follow(c.id, c.signal); });` }],
  'ended by who began it': ['call', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; export async function long(id: string) { const beat = new Beat(id); beat.start(); try { await work(); } finally { beat.stop(); } }` }],
  'begun by what begins the program': ['process', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; export async function main() { const beat = new Beat('x'); beat.start(); await serve(); beat.stop(); } void main();` }],
  'a field of a singleton': ['process', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; class App { private readonly beat = new Beat('app'); run() { this.beat.start(); } } export const app = new App(); app.run();` }],
  'lazily, once': ['process', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Beat } from './beat.ts'; let beat: Beat | undefined; export function getBeat() { if (!beat) { beat = new Beat('x'); beat.start(); } return beat; } app.get('/x', () => { getBeat(); });` }],
  'a timer that is begun lazily, once': ['process', `let cleaner: NodeJS.Timeout | undefined; export function get(key: string) { if (!cleaner) cleaner = setInterval(() => void clean(), 5); return cached(key); } app.get('/x', (c) => get(c.key));`],
  'a timer that is begun once, left early': ['process', `let cleaner: NodeJS.Timeout | undefined; function begin() { if (cleaner) return; cleaner = setInterval(() => void clean(), 5); } export const GET = async (request: Request) => { begin(); return answer(request); };`],
  'an action of a command line': ['process', `import { Command } from 'commander'; new Command('serve').action(async () => { while (true) { await work(); await sleep(5); } }).parse();`],
  'made for each job of a queue, which is one of the process': ['process,call', { 'src/beat.ts': BEAT, 'src/a.ts': `import { Worker } from 'bullmq'; import { Beat } from './beat.ts'; export const worker = new Worker('x', async job => { const beat = new Beat(job.id); beat.start(); await handle(job); beat.stop(); });` }],
}));

const POLL = `export class Poll { private t?: NodeJS.Timeout; constructor(private readonly id: string) {} start() { this.t = setInterval(() => { void send(this.id); }, 5); } stop() { clearInterval(this.t); } }`;

describe('KS20: what is kept under a key and taken out again comes and goes', () => each({
  'an object for each key': ['connection', { 'src/poll.ts': POLL, 'src/a.ts': `import { Poll } from './poll.ts'; export class Rooms { private readonly all = new Map<string, Poll>(); enter(id: string) { const poll = new Poll(id); this.all.set(id, poll); poll.start(); } leave(id: string) { this.all.get(id)?.stop(); this.all.delete(id); } } export const rooms = new Rooms();` }],
  'a record with an entry for each key': ['connection', { 'src/poll.ts': POLL, 'src/a.ts': `import { Poll } from './poll.ts'; const all: Record<string, Poll> = {}; export function enter(id: string) { all[id] = new Poll(id); all[id].start(); } export function leave(id: string) { delete all[id]; }` }],
  'one for each guild, as long as the guild is held': ['connection', { 'src/poll.ts': POLL, 'src/a.ts': `import { Poll } from './poll.ts'; const cache = new WeakMap<Guild, object>(); export function partsOf(guild: Guild) { const known = cache.get(guild); if (known) return known; const made = { poll: new Poll(guild.id) }; cache.set(guild, made); return made; }` }],
  'made by a factory for who keeps it': ['connection', { 'src/poll.ts': POLL, 'src/make.ts': `import { Poll } from './poll.ts'; export function make(id: string) { const poll = new Poll(id); poll.start(); return poll; }`, 'src/a.ts': `import { make } from './make.ts'; const all = new Map<string, unknown>(); export function enter(id: string) { all.set(id, make(id)); } export function leave(id: string) { all.delete(id); }` }],
  'listed, and taken from the list': ['connection', { 'src/poll.ts': POLL, 'src/a.ts': `import { Poll } from './poll.ts'; export class Peers { private all: Poll[] = []; add(id: string) { const poll = new Poll(id); this.all.push(poll); return poll; } drop(poll: Poll) { this.all = this.all.filter(each => each !== poll); } } export const peers = new Peers();` }],
  'one for each of the configuration, ended all together': ['process', { 'src/poll.ts': POLL, 'src/a.ts': `import { Poll } from './poll.ts'; const all = new Map<string, Poll>(); export function start() { for (const chain of config.chains) { const poll = new Poll(chain); all.set(chain, poll); poll.start(); } } export function stop() { for (const [chain, poll] of all) { poll.stop(); all.delete(chain); } } start();` }],
  'a handle in an entry of a map': ['connection', `export class Claims { private readonly all = new Map<string, Claim>(); claim(mac: string) { const timer = setInterval(() => void touch(mac), 5); const entry = { mac, timer }; this.all.set(mac, entry); } release(mac: string) { this.all.delete(mac); } } export const claims = new Claims();`],
  'a handle among those of a session that is handed on': ['connection', `const sessions = new Map<string, Session>(); export function open(id: string) { const session = { id, timers: [] }; sessions.set(id, session); follow(session); } function follow(session: Session) { const timer = setInterval(() => void read(session), 5); session.timers.push(timer); } export function close(id: string) { sessions.delete(id); }`],
  'a handle in what was looked up': ['connection', `const bars: Record<string, Bar> = {}; function barOf(file: string) { const bar = bars[file]; return bar; } export function show(file: string) { const bar = barOf(file); bar.timer = setInterval(() => draw(file), 5); }`],
  'a handle among those of the program': ['process', `export function start(app: App) { app.intervals = []; app.intervals.push(setInterval(() => void sweep(), 5)); } start(makeApp());`],
}));

describe('KS20: pages, scripts and streams', () => each({
  'a plugin whose host lends it a storage': ['process', `import net from 'node:net'; const host = localStorage.getItem('host'); export class Link { constructor() { setInterval(() => void ping(net, host), 5); } } export const link = new Link();`],
  'a page with a storage': ['component', `const host = localStorage.getItem('host'); export class Link { constructor() { setInterval(() => void ping(host), 5); } } export const link = new Link();`],
  'what an extension keeps for its views': ['process', { 'src/webview/history.ts': `import * as vscode from 'vscode'; export class History { private t = setInterval(() => void this.reconcile(), 5); async reconcile() { await vscode.workspace.saveAll(); } } export const history = new History();` }],
  'a script that somebody starts by hand': ['tool', { 'package.json': `{ "name": "x", "main": "src/index.ts" }`, 'src/index.ts': `export const x = 1;`, 'lab/toto.ts': `async function loop() { await poll(); setTimeout(() => void loop(), 5); } void loop();` }],
  'a script that the program starts by its name': ['process', { 'package.json': `{ "name": "x", "main": "src/index.ts" }`, 'src/index.ts': `import { fork } from 'node:child_process'; import { resolve } from 'node:path'; export const x = fork(resolve(root, 'lab/toto'));`, 'lab/toto.ts': `async function loop() { await poll(); setTimeout(() => void loop(), 5); } void loop();` }],
  'what feeds a generator': ['call', `export async function* blocks(queue: Queue, signal: AbortSignal) { const run = async () => { while (!signal.aborted) { await subscribe(queue); await sleep(5); } }; void run(); yield* queue; }`],
  'a factory of sockets': ['connection', `export function makeSocket(config: Config) { let timer: NodeJS.Timeout; const begin = () => { timer = setInterval(() => void ping(config), 5); }; const end = () => clearInterval(timer); begin(); return { end }; }`],
  'a factory of sockets for the program itself': ['process', `function makeSocket(config: Config) { let timer: NodeJS.Timeout; const begin = () => { timer = setInterval(() => void ping(config), 5); }; const end = () => clearInterval(timer); begin(); return { end }; } makeSocket(load());`],
  'a middleware': ['call', `app.ws.use(async (ctx) => { const id = next(); setInterval(() => void ctx.websocket.send(id), 5); });`],
}));
