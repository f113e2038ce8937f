import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { loops } from './analysis.ts';

const registered = "registry.register({ namespace: 'worker', key: 'sweep_enabled', type: 'boolean', default: true });";

/** The kinds of switch of the loops that last as long as the process. */
const kinds = (source: string | Files): string[] =>
  models({ 'src/settings.ts': registered, ...(typeof source === 'string' ? { 'src/a.ts': source } : source) }).model(loops).services.map(service => service.switch.kind);

const each = (cases: { readonly [name: string]: string | Files }, expected: readonly string[]): void => {
  for (const [name, source] of Object.entries(cases)) it(name, () => expect([...new Set(kinds(source))]).toEqual(expected));
};

describe('loops that last', () => each({
  'stop.value': `export async function a(stop: { value: boolean }) { while (!stop.value) { await work(); await sleep(1); } }`,
  'idleTimeoutSweep': `export async function a() { while (true) { await idleTimeoutSweep(); await sleep(1); } }`,
  'sleepfirst inline': `export async function a() { while (true) { await new Promise(r => setTimeout(r, 100)); doWork(); } }`,
  'sigterm let': `let running = true; process.on('SIGTERM', () => { running = false; }); export async function a() { while (running) { await work(); await sleep(1); } }`,
  'stopEvent.wait': `export async function a(stop: Stop) { while (!(await stop.wait(60_000))) { await work(); } }`,
  'catch abort': `export async function a(signal: AbortSignal) { while (true) { try { await work(signal); await sleep(5, undefined, { signal }); } catch (e) { if (signal.aborted) return; log.error(e); } } }`,
  'isAbortError': `export async function a(signal: AbortSignal) { while (true) { try { await work(signal); } catch (e) { if (isAbortError(e)) break; log.error(e); } await sleep(5); } }`,
  'named fn expr': `setTimeout(function tick() { work(); setTimeout(tick, 1000); }, 1000);`,
  'setImmediate': `async function tick() { await work(); setImmediate(tick); } void tick();`,
  'then chain': `function tick() { return work().then(() => sleep(1000)).then(tick2); } function tick2() { return work().then(() => sleep(1000)).then(() => tick2()); } tick();`,
  '.finally': `class A { start() { void this.poll().finally(() => setTimeout(() => this.start(), 1000)); } async poll() { await x(); } }`,
  'generator method': `class T { async *ticks() { while (true) { await sleep(5); yield 1; } } } export async function a(t: T) { for await (const _ of t.ticks()) await work(); }`,
  'bull class queue': `import Queue from 'bull'; const q = new Queue('x'); q.process(async job => work(job)); q.process('name', 3, handler); async function handler(j: unknown) { await work(j); }`,
  'nest processor': `import { Processor, WorkerHost } from '@nestjs/bullmq'; @Processor('mail') export class M extends WorkerHost { async process(job: Job) { await send(job); } }`,
  'kafka': `import { Kafka } from 'kafkajs'; const kafka = new Kafka({}); const consumer = kafka.consumer({ groupId: 'a' }); export async function a() { await consumer.run({ eachMessage: async m => handle(m) }); }`,
  'pgboss': `import PgBoss from 'pg-boss'; const boss = new PgBoss('x'); export async function a() { await boss.work('q', async job => handle(job)); }`,
  'events.on': `import { on } from 'node:events'; export async function a(e: EventEmitter) { for await (const [m] of on(e, 'message')) await handle(m); }`,
  'label continue': `export async function a() { outer: while (true) { for (const x of await list()) { if (x.bad) continue outer; await handle(x); } await sleep(5); } }`,
  'switch break': `export async function a() { while (true) { const m = await next(); switch (m.k) { case 'a': await x(); break; default: break; } } }`,
  'module top level': `while (true) { await work(); await sleep(5); }`,
  'queue drain forever': `class Q { items = []; async run() { while (true) { const item = this.items.shift(); if (!item) { await sleep(50); continue; } await handle(item); } } }`,
  'state flag': `class Q { private state = 'idle'; async run() { this.state = 'running'; while (this.state === 'running') { await work(); await sleep(5); } } stop() { this.state = 'stopped'; } }`,
  'epoch': `class Q { private gen = 0; async run() { const mine = ++this.gen; while (mine === this.gen) { await work(); await sleep(5); } } }`,
  'interval const': `import { setInterval as every } from 'node:timers'; export const t = every(() => work(), 500);`,
  'globalThis': `globalThis.setInterval(() => work(), 500);`,
  'for with update': `export async function a() { for (let n = 0; ; n++) { await work(n); await sleep(5); } }`,
  'if done only logs': `export async function a() { while (true) { const r = await work(); if (r.done) log.info('done'); await sleep(5); } }`,
  'rethrows what it did not expect': `export async function a(signal: AbortSignal) { while (true) { await work(); try { await sleep(5, signal); } catch (e) { if (isErrorAborted(e)) return; throw e; } } }`,
  'armed in both branches': `export function every(ms: number) { function tick() { const p = work(); if (isPromise(p)) { p.then(function ok() { note(); setTimeout(tick, ms); }, function not(e) { log.error(e); setTimeout(tick, ms); }); } else { setTimeout(tick, ms); } } tick(); }`,
  'state that only others end': `export class Monitor { private status = Status.Idle; private next(): void { if (this.status === Status.Closed) return; setTimeout(async () => { await this.send(); this.next(); }, 5); } private async send() { this.status = Status.Sending; await post(); this.status = Status.Idle; } close() { this.status = Status.Closed; } }`,
  'begun while the server starts': { 'src/clean.ts': `export class Cleaner { private t: NodeJS.Timeout; constructor() { this.t = setInterval(() => this.clean(), 5); } private clean() { remove(); } }`, 'src/server.ts': `import { Cleaner } from './clean.ts'; export class Server { async start() { return new Promise<void>((resolve, reject) => { this.cleaner = new Cleaner(); this.listen(resolve, reject); }); } }` },
  'called at boot and for each request': { 'src/follow.ts': `export async function follow(signal: AbortSignal, job: string) { while (!signal.aborted) { await report(job); await sleep(1_000); } }`, 'src/routes.ts': `import { follow } from './follow.ts'; app.get('/jobs/:id', async (c) => { await follow(c.signal, c.id); }); void follow(forever, 'all');` },
  'another class of the same name is made for each connection': { 'src/a.ts': `export class Worker { async run() { while (true) { await work(); await sleep(5); } } }`, 'src/b.ts': `import { Worker } from 'node:worker_threads'; wss.on('connection', () => new Worker('x'));` },
  'reader that goes on after failures': `export async function a(stream: Stream) { try { while (true) { try { await handle(await stream.read()); } catch (e) { log.error(e); } } } catch (e) { log.error(e); } }`,
  'arrow prop': `export const svc = { async start() { while (true) { await work(); await sleep(5); } } };`,
}, ['unguarded']));

describe('loops that end, or live shorter than the process', () => each({
  'pump whose reads fail in the end': `export class Client { async readAll() { try { while (true) { if (this.beat) await this.ping(); await this.readPayload(); } } catch (e) { this.socket.destroy(e); throw e; } } }`,
  'waits for what another waits for': `export async function withNotes<T>(p: Promise<T>, note: () => void) { let t: T | undefined; const notes = async () => { while (t === undefined) { await sleep(5); note(); await save(); } }; t = await Promise.race([p, notes()]); return t; }`,
  'ends with what it looked for': `export class Peer { sessions = []; current() { return this.sessions.find(each => each.open); } open() { this.sessions = []; } async connect() { while (true) { const session = this.current(); if (session) return session; this.begin(); await this.ready; } } }`,
  'hands back what it found until it was told to stop': `export class Scanner { private closed = false; async find(query: string): Promise<Device[]> { while (!this.closed) { await this.scan(query); await sleep(5); } return this.found(query); } close() { this.closed = true; } }`,
  'in an example': { 'examples/worker.ts': `while (true) { await work(); await sleep(5); }` },
  'ended by who began it': { 'src/beat.ts': `export function beat() { let timer: NodeJS.Timeout; let stopped = false; const tick = () => { if (stopped) return; send(); timer = setTimeout(tick, 5); }; tick(); return () => { stopped = true; clearTimeout(timer); }; }`, 'src/activity.ts': `import { beat } from './beat.ts'; export async function activity() { const stop = beat(); try { await longWork(); } finally { stop(); } }` },
  'cleared by a local function on close': `export function subscribe(stream: Duplex) { const beat = setInterval(() => { stream.write(ack()); }, 5); const destroy = () => { clearInterval(beat); stream.end(); }; stream.once('close', destroy); return { destroy }; }`,
  'pump of a chain': `export class Peer { attach(stream: Stream) { Promise.resolve().then(async () => { while (true) { const message = await stream.read(); this.dispatch(message); } }).catch(error => this.close(error)); } }`,
  'resent later and later': `export function send(rq: Message) { let a = setTimeout(function again(t) { transport(rq); a = setTimeout(again, t * 2, t * 2); }, 500, 500); return () => clearTimeout(a); }`,
  'made for each connection elsewhere': { 'src/beat.ts': `export class Beat { private t?: NodeJS.Timeout; constructor(private readonly send: () => void) {} begin() { this.t = setInterval(() => { this.send(); log(); }, 1_000); } end() { clearInterval(this.t); } }`, 'src/server.ts': `import { Beat } from './beat.ts'; import { accept } from './accept.ts'; wss.on('connection', peer => accept(peer));`, 'src/accept.ts': `import { Beat } from './beat.ts'; export function accept(peer: Peer) { const beat = new Beat(() => peer.ping()); beat.begin(); }` },
  'called for each request elsewhere': { 'src/follow.ts': `export async function follow(signal: AbortSignal, job: string) { while (!signal.aborted) { await report(job); await sleep(1_000); } }`, 'src/routes.ts': `import { follow } from './follow.ts'; app.get('/jobs/:id', async (c) => { await follow(c.signal, c.id); });` },
  'st.running': `export async function a(id: string) { for (;;) { const st = await inspect(id); await note(st); if (!st.running) break; await sleep(5); } }`,
  'container.isRunning': `export async function a(c: Container) { while (await c.isRunning()) { await note(c); await sleep(5); } }`,
  'child.isAlive sync': `export async function a(c: Child) { while (c.isAlive()) { await note(c); await sleep(5); } }`,
  'child exitCode': `export async function a(child: ChildProcess) { while (child.exitCode === null) { await note(child); await sleep(5); } }`,
  'retries--': `export async function a() { let retries = 3; while (retries--) { try { return await f(); } catch { await sleep(5); } } }`,
  'wait ready': `class A { ready = false; async wait() { while (!this.ready) await sleep(10); } open() { this.ready = true; } }`,
  'slug search': `export async function a(s: string) { let n = 1; while (true) { const c = s + n; if (!(await exists(c))) return c; n++; } }`,
  'cas': `export async function a() { while (true) { const v = await get(); if (await cas(v, v + 1)) return; } }`,
  'reader': `export async function a(body: ReadableStream) { const r = body.getReader(); let chunk = await r.read(); while (!chunk.done) { await use(chunk.value); chunk = await r.read(); } }`,
  'ws per connection': `wss.on('connection', ws => { const t = setInterval(() => ws.ping(), 30_000); ws.on('close', () => clearInterval(t)); });`,
  'conn class': `export class Conn { private t?: NodeJS.Timeout; constructor(private readonly socket: WebSocket) {} start() { this.t = setInterval(() => this.socket.ping(), 1); } stop() { clearInterval(this.t); } }`,
  'route while': `app.get('/events', async (c) => { while (true) { await c.write(await next()); await sleep(5); } });`,
  'hasMore fn': `class A { more = true; async run() { while (this.more) { await this.page(); } } async page() { const p = await list(); this.more = p.next; } }`,
  'batch delete': `export async function a(db: Db) { let n; do { n = await db.deleteBatch(100); } while (n > 0); }`,
  'queue drain': `export async function a(q: Q) { while (q.length > 0 && !q.stopped) { await q.next(); } }`,
  'deadline let': `export async function a() { const end = Date.now() + 5; for (;;) { if (Date.now() > end) throw new Error('x'); await work(); await sleep(5); } }`,
  'for await request': `export async function a(req: AsyncIterable<Buffer>) { for await (const c of req) await use(c); }`,
  'promise race deadline': `export async function a(ac: AbortController) { const t = setTimeout(() => ac.abort(), 100); await work(); clearTimeout(t); }`,
  'wait pending': `class A { pending = 0; async drain() { while (this.pending !== 0) { await flush(); await sleep(10); } } one() { this.pending++; void f().finally(() => { this.pending--; }); } }`,
}, []));

describe('loops that ask in every round', () => each({
  'base helper': { 'src/base.ts': `import type { ConfigResolver } from './r.ts'; export abstract class Base { constructor(protected readonly resolver: ConfigResolver) {} protected async isOn(key: string): Promise<boolean> { return this.resolver.getBool('worker', key); } }`, 'src/a.ts': `import { Base } from './base.ts'; export class W extends Base { async run() { while (true) { if (await this.isOn('sweep_enabled')) await work(); await sleep(5); } } }` },
  'while cond': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { while (await resolver.getBool('worker', 'sweep_enabled')) { await work(); await sleep(5); } }`,
  'and': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver, s: AbortSignal) { while (!s.aborted) { if (isLeader() && (await resolver.getBool('worker', 'sweep_enabled'))) { await work(); } await sleep(5); } }`,
  'tick method': `import type { ConfigResolver } from './r.ts'; export class A { constructor(private readonly resolver: ConfigResolver) {} async run() { while (true) { await this.tick(); await sleep(5); } } private async tick() { try { if (!(await this.on())) return; await work(); } catch (e) { log.error(e); } } private on() { return this.resolver.getBool('worker', 'sweep_enabled'); } }`,
  'ternary': `import type { ConfigResolver } from './r.ts'; export class A { constructor(private readonly resolver: ConfigResolver | undefined) {} async run() { while (true) { const on = this.resolver ? await this.resolver.getBool('worker', 'sweep_enabled') : true; if (on) await work(); await sleep(5); } } }`,
  'let': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { let on = true; while (true) { on = await resolver.getBool('worker', 'sweep_enabled'); if (!on) { await sleep(5); continue; } await work(); } }`,
  'getter resolver prop': `import type { SettingsService } from './r.ts'; export class A { constructor(private readonly deps: { settings: SettingsService }) {} start() { setInterval(async () => { const on = await this.deps.settings.getBool('worker', 'sweep_enabled'); if (!on) return; await work(); }, 5); } }`,
  'try in loop': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { while (true) { try { if (!(await resolver.getBool('worker', 'sweep_enabled'))) continue; await work(); } catch (e) { log.error(e); } finally { await sleep(5); } } }`,
  'wrapper runWhileEnabled': `import type { ConfigResolver } from './r.ts'; async function ifOn(resolver: ConfigResolver, work: () => Promise<void>) { if (await resolver.getBool('worker', 'sweep_enabled')) await work(); } export async function a(resolver: ConfigResolver) { while (true) { await ifOn(resolver, async () => { await sweep(); }); await sleep(5); } }`,
  'wrapper loop': `import type { ConfigResolver } from './r.ts'; async function whileOn(resolver: ConfigResolver, key: string, work: () => Promise<void>) { while (true) { if (await resolver.getBool('worker', key)) await work(); await sleep(5); } } export const a = (resolver: ConfigResolver) => whileOn(resolver, 'sweep_enabled', async () => sweep());`,
  '=== true': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { for (;;) { const on = (await resolver.getBool('worker', 'sweep_enabled')) === true; if (on) { await work(); } await sleep(5); } }`,
  'switch after batch prep': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { for (;;) { const now = new Date(); metrics.gauge('x', 1); if (!(await resolver.getBool('worker', 'sweep_enabled'))) { await sleep(5); continue; } await work(now); await sleep(5); } }`,
}, ['ok']));

describe('switches of the kind not-fail-safe', () => each({
  'ternary': `import type { ConfigResolver } from './r.ts'; export class A { constructor(private readonly resolver: ConfigResolver | undefined) {} async run() { while (true) { const on = this.resolver ? await this.resolver.getBool('worker', 'sweep_enabled') : false; if (on) await work(); await sleep(5); } } }`,
  'resolver undefined param': `import type { ConfigResolver } from './r.ts'; async function on(resolver?: ConfigResolver) { return resolver!.getBool('worker', 'sweep_enabled'); } export async function a(resolver?: ConfigResolver) { while (true) { if (await on(resolver)) await work(); await sleep(5); } }`,
  'let false': `import type { ConfigResolver } from './r.ts'; async function on(resolver: ConfigResolver) { let value = false; try { value = await resolver.getBool('worker', 'sweep_enabled'); } catch (e) { log.warn(e); } return value; } export async function a(resolver: ConfigResolver) { while (true) { if (await on(resolver)) await work(); await sleep(5); } }`,
}, ['not-fail-safe']));

describe('switches of the kind captured', () => each({
  'class ctor': `import type { ConfigResolver } from './r.ts'; export class A { private readonly on: boolean; constructor(resolver: ConfigResolver) { this.on = resolver.getBool('worker', 'sweep_enabled'); } async run() { while (true) { if (this.on) await work(); await sleep(5); } } }`,
  'ctor timer': `import type { ConfigResolver } from './r.ts'; export async function start(resolver: ConfigResolver) { const on = await resolver.getBool('worker', 'sweep_enabled'); if (!on) return; setInterval(() => work(), 5); }`,
}, ['captured']));

describe('switches of the kind after-work', () => each({
  'do': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { do { await work(); await sleep(5); } while (await resolver.getBool('worker', 'sweep_enabled')); }`,
}, ['after-work']));

describe('switches of the kind ignored', () => each({
  'void': `import type { ConfigResolver } from './r.ts'; export async function a(resolver: ConfigResolver) { while (true) { const on = await resolver.getBool('worker', 'sweep_enabled'); if (!on) log.warn('off'); await work(); await sleep(5); } }`,
}, ['ignored']));
