import { describe, expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { loops } from './analysis.ts';

const registered = "registry.register({ namespace: 'worker', key: 'sweep_enabled', type: 'boolean', default: true }); registry.register({ namespace: 'worker', key: 'sweep_paused', type: 'boolean', default: false });";
const R = "import type { ConfigResolver } from './r.ts'; ";

const H = (helper: string): string => `${R}export class A { constructor(private readonly r: ConfigResolver) {} ${helper} async run() { while (true) { if (await this.on()) await work(); await sleep(5); } } }`;

/** The kinds of switch of the loops that last as long as the process; `none` where there is no such loop. */
const kinds = (source: string): string =>
  [...new Set(models({ 'src/settings.ts': registered, 'src/a.ts': source }).model(loops).services.map(each => each.switch.kind))].join() || 'none';

const each = (cases: { readonly [name: string]: readonly [kind: string, source: string] }): void => {
  for (const [name, [kind, source]] of Object.entries(cases)) it(`${name}: ${kind}`, () => expect(kinds(source)).toBe(kind));
};

describe('KS01 KS02 KS21 KS22 KS23: other spellings of loops that last', () => each({
  'forever labelled continue': ['unguarded', `export async function a() { again: for (;;) { for (const x of await list()) { if (!x.ok) continue again; await handle(x); } await sleep(5); } }`],
  'do while private': ['unguarded', `export class A { #stopped = false; async run() { do { await work(); await sleep(5); } while (!this.#stopped); } stop() { this.#stopped = true; } }`],
  'arrow field': ['unguarded', `export class A { #halt = false; run = async () => { while (!this.#halt) { await work(); await this.#nap(5); } }; halt = () => { this.#halt = true; }; #nap = (ms: number) => new Promise(r => setTimeout(r, ms)); }`],
  'promisified': ['unguarded', `import { promisify } from 'node:util'; const pause = promisify(setTimeout); export async function a() { while (true) { await work(); await pause(5); } }`],
  'unref timer': ['unguarded', `export function a() { const t = setInterval(() => { void work(); }, 5); t.unref(); }`],
  'unref chain': ['unguarded', `export function a() { setInterval(() => { void work(); }, 5).unref(); }`],
  'then recursion': ['unguarded', `export function tick(): Promise<void> { return work().then(() => new Promise<void>(r => setTimeout(r, 5))).then(() => tick()); }`],
  'then recursion ref': ['unguarded', `function wait(ms: number) { return new Promise(r => setTimeout(r, ms)); } export function tick(): Promise<void> { return work().then(() => wait(5)).then(tick); }`],
  'finally recursion': ['unguarded', `export function tick(): void { work().catch(e => log.error(e)).finally(() => setTimeout(tick, 5)); }`],
  'finally ref': ['unguarded', `export class A { private poll = () => { void this.once().finally(() => { this.timer = setTimeout(this.poll, 5); this.timer.unref(); }); }; private timer?: NodeJS.Timeout; private async once() { await work(); } }`],
  'setImmediate rearm': ['unguarded', `export function pump() { work(); setImmediate(pump); }`],
  'setImmediate class': ['unguarded', `export class P { #stop = false; pump() { if (this.#stop) return; void work(); setImmediate(() => this.pump()); } close() { this.#stop = true; } }`],
  'bind': ['unguarded', `export class P { tick() { void work(); this.t = setTimeout(this.tick.bind(this), 5); } stop() { clearTimeout(this.t); } }`],
  'nextTick': ['unguarded', `export function pump() { work(); process.nextTick(pump); }`],
  'queueMicrotask': ['unguarded', `export async function pump() { await work(); queueMicrotask(pump); }`],
  'generator source': ['unguarded', `async function* forever(ms: number) { for (;;) { yield Date.now(); await new Promise(r => setTimeout(r, ms)); } } export async function a() { for await (const at of forever(5)) await work(at); }`],
  'generator object': ['unguarded', `const source = { async *[Symbol.asyncIterator]() { while (true) { yield 1; await sleep(5); } } }; export async function a() { for await (const at of source) await work(at); }`],
  'generator arg': ['unguarded', `function* forever() { while (true) yield; } export async function a() { for (const _ of forever()) { await work(); await sleep(5); } }`],
  'redis stream': ['unguarded', `export class A { async loop() { let last = '$'; while (true) { const res = await this.redis.xread('BLOCK', 0, 'STREAMS', 's', last); if (!res) continue; for (const [id, v] of res) { last = id; await handle(v); } } } }`],
  'var stop closure': ['unguarded', `export function start() { let live = true; (async () => { while (live) { await work(); await sleep(5); } })(); return () => { live = false; }; }`],
  'object stop': ['unguarded', `export function start() { const state = { live: true }; void (async function loop() { while (state.live) { await work(); await sleep(5); } })(); return { stop() { state.live = false; } }; }`],
  'recursive async': ['unguarded', `export async function loop(): Promise<void> { try { await work(); } catch (e) { log.error(e); } await sleep(5); await loop(); }`],
  'recursive this void': ['unguarded', `export class A { async loop(): Promise<void> { await work(); await sleep(5); void this.loop(); } }`],
}));

it('KS23 asks once what a source is, however many ways lead to it', () => {
  const on = (n: number): string => `async function f${n}(s: AsyncIterable<number>) { ${`await f${n - 1}(s); `.repeat(8)}}`;
  const code = `async function f0(s: AsyncIterable<number>) { for await (const x of s) await work(x); }\n${Array.from({ length: 11 }, (_, n) => on(n + 1)).join('\n')}`;
  const ticks = 'async function* ticks() { while (true) { yield Date.now(); await sleep(1_000); } }';
  expect(kinds(`${ticks}\n${code}\nvoid f11(ticks());`)).toBe('unguarded');
});

describe('KS03 KS04: other spellings of loops that ask in every turn', () => each({
  'helper two hops ok': ['ok', R + `const h1 = (r: ConfigResolver) => h2(r); async function h2(r: ConfigResolver) { return h3(r); } function h3(r: ConfigResolver) { return r.getBool('worker', 'sweep_enabled'); } export async function a(r: ConfigResolver) { for (;;) { if (await h1(r)) await work(); await sleep(5); } }`],
  'when wrapper': ['ok', R + `export class A { constructor(private readonly settings: ConfigResolver) {} private async when(key: string, fn: () => Promise<void>) { if (await this.settings.getBool('worker', key)) await fn(); } async run() { for (;;) { await this.when('sweep_enabled', () => this.work()); await sleep(5); } } private async work() { await x(); } }`],
  'when wrapper early return': ['ok', R + `export class A { constructor(private readonly settings: ConfigResolver) {} private when = async (fn: () => Promise<void>) => { const on = await this.settings.getBool('worker', 'sweep_enabled'); if (!on) return; await fn(); }; async run() { for (;;) { await this.when(async () => { await x(); }); await sleep(5); } } }`],
  'label continue guarded': ['ok', R + `export async function a(r: ConfigResolver) { loop: for (;;) { await sleep(5); for (const n of names) { if (!(await r.getBool('worker', 'sweep_enabled'))) continue loop; await work(n); } } }`],
  'switch stmt': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { switch (await r.getBool('worker', 'sweep_enabled')) { case true: await work(); break; default: break; } await sleep(5); } }`],
  'ternary work': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { await ((await r.getBool('worker', 'sweep_enabled')) ? work() : undefined); await sleep(5); } }`],
  'and work': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { (await r.getBool('worker', 'sweep_enabled')) && (await work()); await sleep(5); } }`],
  'paused var': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { const paused = !(await r.getBool('worker', 'sweep_enabled')); if (paused) { await sleep(5); continue; } await work(); await sleep(5); } }`],
  'interval arrow expr': ['ok', R + `export function a(r: ConfigResolver) { setInterval(async () => (await r.getBool('worker', 'sweep_enabled')) && work(), 5); }`],
  'then guarded': ['ok', R + `export function a(r: ConfigResolver) { setInterval(() => { r.getBool('worker', 'sweep_enabled').then(on => { if (on) return work(); }); }, 5); }`],
  'recursion guarded': ['ok', R + `export async function tick(r: ConfigResolver): Promise<void> { const on = await r.getBool('worker', 'sweep_enabled'); if (on) await work(); setTimeout(() => void tick(r), 5); }`],
  'paused setting': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { await sleep(5); if (await r.getBool('worker', 'sweep_paused')) continue; await work(); } }`],
  'paused setting in a helper': ['ok', R + `const running = async (r: ConfigResolver) => !(await r.getBool('worker', 'sweep_paused')); export async function a(r: ConfigResolver) { for (;;) { await sleep(5); if (await running(r)) await work(); } }`],
  'paused setting the wrong way round': ['off-by-default', R + `export async function a(r: ConfigResolver) { for (;;) { await sleep(5); if (!(await r.getBool('worker', 'sweep_paused'))) continue; await work(); } }`],
  'one wrapper, two keys': ['ok', R + `export class A { constructor(private readonly s: ConfigResolver) {} private async when(key: string, fn: () => Promise<void>) { if (await this.s.getBool('worker', key)) await fn(); } async run() { for (;;) { await this.when('sweep_enabled', () => this.work()); await sleep(5); } } async other() { await this.when('nothing', async () => {}); } private async work() { await x(); } }`],
  'inside a lock': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { await lock.run(async () => { if (!(await r.getBool('worker', 'sweep_enabled'))) return; await work(); }); await sleep(5); } }`],
  'for each of many': ['ok', R + `export async function a(r: ConfigResolver) { for (;;) { await Promise.all(names.map(async n => { if (await r.getBool('worker', 'sweep_enabled')) await work(n); })); await sleep(5); } }`],
}));

describe('switches that a subscriber works', () => each({
  'sub starts stops': ['ok', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; private t?: NodeJS.Timeout; async settingsChanged(r: ConfigResolver) { if (await r.getBool('worker', 'sweep_enabled')) this.start(); else this.stop(); } start() { this.t = setInterval(() => void work(), 5); } stop() { clearInterval(this.t); } }`],
  'sub clears inline': ['ok', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; private t?: NodeJS.Timeout; async settingsChanged(r: ConfigResolver) { const on = await r.getBool('worker', 'sweep_enabled'); if (this.t) clearInterval(this.t); this.t = undefined; if (on) this.t = setInterval(() => void work(), 5); } }`],
  'sub flag': ['ok', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; private stopped = false; async settingsChanged(r: ConfigResolver) { const on = await r.getBool('worker', 'sweep_enabled'); this.stopped = !on; if (on) void this.run(); } async run() { while (!this.stopped) { await work(); await sleep(5); } } }`],
  'sub abort': ['ok', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; private ac = new AbortController(); async settingsChanged(r: ConfigResolver) { if (!(await r.getBool('worker', 'sweep_enabled'))) { this.ac.abort(); return; } this.ac = new AbortController(); void this.run(this.ac.signal); } async run(signal: AbortSignal) { while (!signal.aborted) { await work(); await sleep(5); } } }`],
  'sub field neg': ['ok', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; #paused = false; async settingsChanged(r: ConfigResolver) { this.#paused = !(await r.getBool('worker', 'sweep_enabled')); } start() { setInterval(() => { if (this.#paused) return; void work(); }, 5); } }`],
  'sub other setting': ['unguarded', R + `export class A { readonly watched = [['worker', 'sweep_enabled']] as const; private t?: NodeJS.Timeout; async settingsChanged(r: ConfigResolver) { if (await r.getBool('worker', 'sweep_enabled')) log.info('on'); } start() { this.t = setInterval(() => void work(), 5); } stop() { clearInterval(this.t); } }`],
}));

describe('loops that spin while they are paused', () => each({
  'busy': ['busy-wait', R + `export async function a(r: ConfigResolver) { while (true) { if (!r.getBool('worker', 'sweep_enabled')) continue; await work(); await sleep(5); } }`],
  'busy if': ['busy-wait', R + `export async function a(r: ConfigResolver) { while (true) { if (r.getBool('worker', 'sweep_enabled')) { await work(); await sleep(5); } } }`],
  'busy await read': ['busy-wait', R + `export async function a(r: ConfigResolver) { while (true) { if (!(await r.getBool('worker', 'sweep_enabled'))) continue; await work(); await sleep(5); } }`],
  'not busy': ['ok', R + `export async function a(r: ConfigResolver) { while (true) { await sleep(5); if (!(await r.getBool('worker', 'sweep_enabled'))) continue; await work(); } }`],
  'not busy finally': ['ok', R + `export async function a(r: ConfigResolver) { while (true) { try { if (!(await r.getBool('worker', 'sweep_enabled'))) continue; await work(); } finally { await sleep(5); } } }`],
  'not busy for await': ['ok', R + `import { setInterval as ticks } from 'node:timers/promises'; export async function a(r: ConfigResolver) { for await (const _ of ticks(5)) { if (!(await r.getBool('worker', 'sweep_enabled'))) continue; await work(); } }`],
  'not busy stop wait': ['ok', R + `export async function a(r: ConfigResolver, stop: Stop) { while (!(await stop.wait(1_000))) { if (!(await r.getBool('worker', 'sweep_enabled'))) continue; await work(); } }`],
  'not busy helper sleeps': ['ok', R + `export async function a(r: ConfigResolver, q: Q) { while (true) { await gate(r); if (!(await r.getBool('worker', 'sweep_enabled'))) { await backoffABit(); continue; } await work(); } }`],
  'busy setImmediate': ['busy-wait', R + `export async function pump(r: ConfigResolver) { if (r.getBool('worker', 'sweep_enabled')) await work(); setImmediate(() => pump(r)); }`],
}));

describe('KS23: libraries that run something again and again', () => each({
  'rxjs interval': ['unguarded', `import { interval } from 'rxjs'; interval(1000).subscribe(() => work());`],
  'rxjs timer pipe': ['unguarded', `import { timer, switchMap } from 'rxjs'; export function a() { return timer(0, 1000).pipe(switchMap(() => work())).subscribe(); }`],
  'p-forever': ['unguarded', `import pForever from 'p-forever'; void pForever(async () => { await work(); await sleep(5); });`],
  'async forever': ['unguarded', `import async from 'async'; async.forever(next => { work(next); });`],
  'bee': ['unguarded', `import Queue from 'bee-queue'; const q = new Queue('x'); q.process(async job => work(job));`],
  'amqp': ['unguarded', `import amqp from 'amqplib'; export async function a() { const c = await amqp.connect('x'); const ch = await c.createChannel(); await ch.consume('q', m => { void handle(m); }); }`],
  'amqp typed': ['unguarded', `import type { Channel } from 'amqplib'; export async function a(ch: Channel) { await ch.consume('q', m => { void handle(m); }); }`],
  'amqp promise api': ['unguarded', `import * as amqp from 'amqplib/callback_api'; amqp.connect('x', (e, conn) => { conn.createChannel((e2, ch) => { ch.consume('q', m => { handle(m); }); }); });`],
  'kafka class field': ['unguarded', `import { Kafka, type Consumer } from 'kafkajs'; export class K { private consumer: Consumer; constructor(k: Kafka) { this.consumer = k.consumer({ groupId: 'a' }); } async start() { await this.consumer.run({ eachMessage: async ({ message }) => { await handle(message); } }); } }`],
  'kafka handler ref': ['unguarded', `import { Kafka } from 'kafkajs'; export class K { private consumer = new Kafka({}).consumer({ groupId: 'a' }); async start() { await this.consumer.run({ eachMessage: this.onMessage }); } private onMessage = async (m: unknown) => { await handle(m); }; }`],
  'sqs-consumer': ['unguarded', `import { Consumer } from 'sqs-consumer'; const app = Consumer.create({ queueUrl: 'x', handleMessage: async m => { await handle(m); } }); app.start();`],
  'sqs poller': ['unguarded', `import { SQSClient, ReceiveMessageCommand } from '@aws-sdk/client-sqs'; const c = new SQSClient({}); export async function a() { while (true) { const { Messages = [] } = await c.send(new ReceiveMessageCommand({ QueueUrl: 'x' })); for (const m of Messages) await handle(m); } }`],
  'pgboss field': ['unguarded', `import PgBoss from 'pg-boss'; export class A { constructor(private readonly boss: PgBoss) {} async start() { await this.boss.work('q', { teamSize: 1 }, this.handle.bind(this)); } private async handle(j: unknown) { await work(j); } }`],
  'agenda': ['unguarded', `import { Agenda } from 'agenda'; const a = new Agenda({}); a.define('x', async job => { await work(job); });`],
  'graphile': ['unguarded', `import { run } from 'graphile-worker'; export async function a() { const r = await run({ taskList: { hello: async p => { await work(p); } } }); await r.promise; }`],
  'nats sub': ['unguarded', `import { connect } from 'nats'; export async function a() { const nc = await connect(); const sub = nc.subscribe('x'); for await (const m of sub) await handle(m); }`],
  'nats iife': ['unguarded', `import { connect } from '@nats-io/transport-node'; const nc = await connect(); const sub = nc.subscribe('x'); (async () => { for await (const m of sub) { await handle(m); } })();`],
  'nats consume': ['unguarded', `import { connect } from 'nats'; export async function a() { const nc = await connect(); const c = await nc.jetstream().consumers.get('s', 'c'); const messages = await c.consume(); for await (const m of messages) { await handle(m); m.ack(); } }`],
  'nats callback': ['unguarded', `import { connect } from 'nats'; const nc = await connect(); nc.subscribe('x', { callback: (err, msg) => { void handle(msg); } });`],
  'croner': ['unguarded', `import { Cron } from 'croner'; export const job = new Cron('* * * * *', () => work()); `],
  'croner opts': ['unguarded', `import Cron from 'croner'; Cron('* * * * *', { protect: true }, async () => { await work(); }); `],
  'node-schedule': ['unguarded', `import schedule from 'node-schedule'; schedule.scheduleJob('x', '* * * * *', function () { work(); });`],
  'node-schedule ns': ['unguarded', `import * as schedule from 'node-schedule'; const rule = new schedule.RecurrenceRule(); schedule.scheduleJob(rule, () => work());`],
  'cron pkg': ['unguarded', `import { CronJob } from 'cron'; const j = new CronJob('* * * * *', async () => { await work(); }, null, true); `],
  'cron from': ['unguarded', `import { CronJob } from 'cron'; CronJob.from({ cronTime: '* * * * *', onTick: () => work(), start: true });`],
  'nest interval': ['unguarded', `import { Interval } from '@nestjs/schedule'; export class A { @Interval(1000) async tick() { await work(); } }`],
  'nest timeout': ['none', `import { Timeout } from '@nestjs/schedule'; export class A { @Timeout(1000) async tick() { await work(); } }`],
  'toad': ['unguarded', `import { ToadScheduler, SimpleIntervalJob, AsyncTask } from 'toad-scheduler'; const s = new ToadScheduler(); const task = new AsyncTask('x', () => work()); s.addSimpleIntervalJob(new SimpleIntervalJob({ seconds: 5 }, task));`],
  'bullmq sub class': ['unguarded', `import { Worker } from 'bullmq'; class W extends Worker {} export const w = new W('q', async job => { await work(job); });`],
  'bullmq alias': ['unguarded', `import { Worker as BullWorker } from 'bullmq'; export function make(p: Processor) { return new BullWorker('q', p); }`],
  'gcp pubsub': ['unguarded', `import { PubSub } from '@google-cloud/pubsub'; const s = new PubSub().subscription('x'); s.on('message', async m => { await handle(m); });`],
  'cron ok': ['ok', R + `import cron from 'node-cron'; export function a(r: ConfigResolver) { cron.schedule('* * * * *', async () => { if (!(await r.getBool('worker', 'sweep_enabled'))) return; await work(); }); }`],
  'toad ok': ['ok', R + `import { ToadScheduler, SimpleIntervalJob, AsyncTask } from 'toad-scheduler'; export function a(r: ConfigResolver) { const s = new ToadScheduler(); const task = new AsyncTask('x', async () => { if (await r.getBool('worker', 'sweep_enabled')) await work(); }); s.addSimpleIntervalJob(new SimpleIntervalJob({ seconds: 5 }, task)); }`],
  'toad task ref unguarded body': ['unguarded', `import { ToadScheduler, SimpleIntervalJob, Task } from 'toad-scheduler'; export class A { s = new ToadScheduler(); start() { const task = new Task('x', this.tick); const job = new SimpleIntervalJob({ seconds: 1 }, task); this.s.addSimpleIntervalJob(job); } tick = () => { void work(); }; }`],
  'cron-schedule': ['unguarded', `import { TimerBasedCronScheduler as scheduler } from 'cron-schedule/schedulers/timer-based.js'; import { IntervalBasedCronScheduler } from 'cron-schedule'; const s = new IntervalBasedCronScheduler(60_000); s.addTask(parse('* * * * *'), () => work());`],
  'elysia cron': ['unguarded', `import { cron } from '@elysiajs/cron'; app.use(cron({ name: 'sweep', pattern: '* * * * *', run() { void work(); } }));`],
  'deno cron': ['unguarded', `Deno.cron('sweep', '* * * * *', () => work());`],
  'bullmq pro': ['unguarded', `import { WorkerPro } from '@taskforcesh/bullmq-pro'; export const w = new WorkerPro('q', async job => { await work(job); });`],
  'temporal': ['unguarded', `import { Worker } from '@temporalio/worker'; const w = await Worker.create({ taskQueue: 'q', activities }); await w.run();`],
  'pulse': ['unguarded', `import { Pulse } from '@pulsecron/pulse'; export class A { constructor(private readonly pulse: Pulse) {} start() { this.pulse.define('x', async job => { await work(job); }); } }`],
  'rabbit decorator': ['unguarded', `import { RabbitSubscribe } from '@golevelup/nestjs-rabbitmq'; export class A { @RabbitSubscribe({ queue: 'q' }) async handle(m: unknown) { await work(m); } }`],
  'rdkafka': ['unguarded', `import Kafka from 'node-rdkafka'; const consumer = new Kafka.KafkaConsumer({}, {}); consumer.on('data', m => { void work(m); });`],
  'event hubs': ['unguarded', `import { EventHubConsumerClient } from '@azure/event-hubs'; const client = new EventHubConsumerClient('g', 'c'); client.subscribe({ processEvents: async events => { await work(events); }, processError: async () => {} });`],
  'nats through a component': ['unguarded', `import type { INatsComponent } from '@well-known-components/nats-component/dist/types'; import { createNatsComponent } from '@well-known-components/nats-component'; export const make = () => createNatsComponent({}); export async function main(nats: INatsComponent) { nats.subscribe('peer', (err, m) => { void work(m); }); }`],
  'a stream of the same name': ['none', `import Kafka from 'node-rdkafka'; import { createReadStream } from 'node:fs'; export const make = () => new Kafka.Producer({}); createReadStream('x').on('data', m => { void work(m); });`],
  'rxjs ok filter': ['ok', R + `import { interval, filter } from 'rxjs'; export function a(r: ConfigResolver) { interval(5).subscribe(async () => { if (await r.getBool('worker', 'sweep_enabled')) await work(); }); }`],
}));

const READ = "this.r.getBool('worker', 'sweep_enabled')";

describe('KS25: other spellings of helpers that are not fail-safe', () => each({
  'arrow that settles with off': ['not-fail-safe', H(`private on = async () => { try { return await ${READ}; } catch { return Promise.resolve(false); } };`)],
  'second argument of then': ['not-fail-safe', H(`private on() { return ${READ}.then(v => v, () => false); }`)],
  'a constant that is off': ['not-fail-safe', H(`private async on() { const fallback = false; try { return await ${READ}; } catch { return fallback; } }`)],
  'negated on': ['not-fail-safe', H(`private async on() { try { return await ${READ}; } catch { return !true; } }`)],
  'nothing': ['not-fail-safe', H(`private async on() { try { return await ${READ}; } catch (e) { log.error(e); } }`)],
  'swallowed cancellation in a chain': ['not-fail-safe', H(`private on() { return ${READ}.catch(() => true); }`)],
  'rethrows in a chain': ['ok', H(`private on() { return ${READ}.catch(e => { if (e.name === 'AbortError') throw e; return true; }); }`)],
  'throwIfAborted': ['ok', H(`private async on() { try { return await ${READ}; } catch (e) { this.signal.throwIfAborted(); return true; } }`)],
  'lets failures through': ['ok', H(`private async on() { return ${READ}; }`)],
}));
