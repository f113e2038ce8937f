import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { loops } from '../analysis.ts';

/** How many loops last as long as the process. */
const services = (source: string | Files): number => models(typeof source === 'string' ? { 'src/a.ts': source } : source).model(loops).services.length;

const each = (last: number, cases: { readonly [name: string]: string | Files }): void => {
  for (const [name, source] of Object.entries(cases)) it(name, () => expect(services(source)).toBe(last));
};

describe('KS19: waits, whichever way round their branches are written', () => each(0, {
  'a lock, asked again in the other branch': `const held = new Set<string>(); export function withLock(key: string, work: () => Promise<void>) { const again = () => { if (!held.has(key)) { held.add(key); void work().finally(() => held.delete(key)); } else setTimeout(again, 5); }; again(); }`,
  'a lock, asked again in the first branch': `const held = new Set<string>(); export function withLock(key: string, work: () => Promise<void>) { const again = () => { if (held.has(key)) setTimeout(again, 5); else { held.add(key); void work().finally(() => held.delete(key)); } }; again(); }`,
  'a flag, asked again in the other branch': `export class Bus { private busy = false; async send(m: string): Promise<void> { if (!this.busy) { this.busy = true; await write(m); this.busy = false; } else { setTimeout(() => void this.send(m), 5); } } }`,
  'a flag, asked again before it returns': `export class Bus { private busy = false; async send(m: string): Promise<void> { if (this.busy) { setTimeout(() => void this.send(m), 5); return; } this.busy = true; await write(m); this.busy = false; } }`,
  'a flag without parameters': `export class Bus { private busy = false; async flush(): Promise<void> { if (this.busy) { setTimeout(() => void this.flush(), 5); return; } this.busy = true; await write(this.q); this.busy = false; } }`,
  'a flag without parameters, the other branch': `export class Bus { private busy = false; async flush(): Promise<void> { if (!this.busy) { this.busy = true; await write(this.q); this.busy = false; } else setTimeout(() => this.flush(), 5); } }`,
  'the second handler of then': `export function connect() { open().then(link => use(link), e => { log.error(e); setTimeout(connect, 5); }); }`,
  'it returns inside of try': `export async function connect() { try { await open(); return; } catch (e) { log.error(e); } setTimeout(connect, 5); }`,
  'a flag that try sets and finally asks': `export async function connect() { let ok = false; try { await open(); ok = true; } catch (e) { log.error(e); } finally { if (!ok) setTimeout(connect, 5); } }`,
  'an error that a callback is given': `export function connect() { db.open((err, link) => { if (!err) { use(link); } else setTimeout(connect, 5); }); }`,
  'behind ||': `export function whenReady(db: Db) { const look = () => { db.open() || setTimeout(look, 5); }; look(); }`,
  'then returns early': `export function poll() { fetchJob().then(job => { if (job.done) return finish(job); setTimeout(poll, 5); }); }`,
  'cleared in a choice': `export function watch() { const t = setInterval(async () => { (await isDone()) ? clearInterval(t) : note(); }, 5); }`,
  'cleared by a method of a method': `export class W { private t?: NodeJS.Timeout; begin() { this.t = setInterval(() => void this.look(), 5); } private async look() { const job = await load(); if (job.ok) this.finish(job); } private finish(job: Job) { this.end(); report(job); } private end() { clearInterval(this.t); } }`,
  'a test that is handed in': `export async function until(test: () => Promise<boolean>) { while (!(await test())) { await sleep(5); await touch(); } }`,
  'a recursion in then': `export function until(): Promise<void> { return status().then(s => { if (s.ready) return; return sleep(5).then(() => until()); }); }`,
  'until a member is there': `export class L { private link?: Link; use() { if (!this.link) { setTimeout(() => this.use(), 5); return; } this.link.send('x'); } set(l: Link) { this.link = l; } }`,
  'until a member is there, the other branch': `export class L { private link: Link | null = null; use() { if (this.link) { this.link.send('x'); } else { setTimeout(() => { this.use(); }, 5); } } set(l: Link) { this.link = l; } }`,
  'until the module is ready': `let ready = false; export function markReady() { ready = true; } export function boot() { if (ready) { begin(); } else { setTimeout(boot, 5); } }`,
  'until it is initialised': `export class D { private initialised = false; async init() { await load(); this.initialised = true; } report() { if (!this.initialised) { setTimeout(() => this.report(), 5); } else { publish(this.state); } } }`,
  'a lock under a key': `const locks: Record<string, boolean> = {}; export function update(id: string, v: number) { if (!locks[id]) { locks[id] = true; write(id, v); setTimeout(() => { locks[id] = false; }, 5); } else { setTimeout(() => update(id, v), 5); } }`,
  'a recursion behind a lock': `export class P { queue: Promise<void>[] = []; inUse = false; async get() { if (this.inUse === false) { this.inUse = true; const r = await ask(); this.inUse = false; return r; } await new Promise(r => setTimeout(r, 5)); return this.get(); } }`,
  'until there is no cursor': `export async function follow(h: Handle) { let cursor: string | undefined; do { const page = await h.next(cursor); cursor = page.cursor; await save(page); await sleep(5); } while (cursor); }`,
  'a param whose state is asked': `function until(job, context) { if (job.state === 'done') return; ask(job); setTimeout(until, 5, job, context); }`,
  'collects once more where it was asked meanwhile': `export class D { private collecting = false; private recollect = false; async collect() { if (this.collecting) { this.recollect = true; return; } this.collecting = true; await gather(); this.collecting = false; if (this.recollect) { this.recollect = false; setTimeout(() => this.collect(), 5); } } }`,
  'the same, without braces and the other way': `export class D { private running = false; private wanted = false; async sync() { if (this.running) { this.wanted = true; return; } this.running = true; try { await gather(); } finally { this.running = false; } if (!this.wanted) return; this.wanted = false; setTimeout(() => this.sync(), 5); } }`,
  'until a member is there, whatever closes it': `export class S { private link?: Link; open() { this.link = dial(); } close() { this.link = undefined; } async use() { while (this.link === undefined) { await note(); await sleep(5); } this.link.send('x'); } }`,
  'until a member is there, negated': `export class S { private link?: Link; open() { this.link = dial(); } close() { this.link = undefined; } async use() { while (!this.link) { await note(); await sleep(5); } this.link.send('x'); } }`,
  'while an item is left': `export class S { private next?: Item; take() { this.next = pull(); } async drain() { while (this.next) { await handle(this.next); this.take(); await sleep(5); } } }`,
  'again once by a parameter': `export async function ratings(adapter: Adapter, retry: boolean) { await load(adapter); if (retry) { setTimeout(() => void ratings(adapter, false), 5); } }`,
  'done where it fails': `export async function until() { let waiting = true; while (waiting) { try { await ping(); await sleep(5); } catch (e) { waiting = false; } } }`,
  'polling until done, which others may end too': `export class P { private polling = false; stop() { this.polling = false; } async run() { this.polling = true; while (this.polling) { const s = await status(); if (s.done) this.polling = false; await sleep(5); } } }`,
  'ends what it belongs to': `export class I { private t?: NodeJS.Timeout; async start() { await connect(); this.t = setInterval(async () => { await this.listen(); }, 5); } stop() { clearInterval(this.t); } async listen() { const s = await status(); if (s.done) this.stop(); } }`,
}));

describe('KS21 KS22: services that look like waits', () => each(1, {
  'try finally always': `export async function tick() { try { await work(); } finally { setTimeout(tick, 5); } }`,
  'both branches': `export function tick() { work().then(ok => { if (ok) { setTimeout(tick, 5); } else { setTimeout(tick, 50); } }); }`,
  'then and catch': `export function tick() { work().then(() => { setTimeout(tick, 5); }).catch(e => { log.error(e); setTimeout(tick, 50); }); }`,
  'skips where it is busy': `let busy = false; export async function tick() { if (busy) { setTimeout(tick, 5); return; } busy = true; await work(); busy = false; setTimeout(tick, 50); }`,
  'skip when busy, finally': `export class A { private busy = false; async tick() { if (this.busy) return this.later(); this.busy = true; try { await work(); } finally { this.busy = false; this.later(); } } private later() { setTimeout(() => void this.tick(), 5); } }`,
  'not ready, and then goes on': `export class A { private link?: Link; set(l: Link) { this.link = l; } tick() { if (!this.link) { setTimeout(() => this.tick(), 5); return; } this.link.send('x'); setTimeout(() => this.tick(), 50); } }`,
  'a last block that is Infinity unless it is configured': `export class G { constructor(private readonly config: Config) {} async run() { const stopBlock = this.config.stoppingBlock ?? Infinity; let from = await begin(); while (true) { let to = await head(); if (to > stopBlock) to = stopBlock; await handle(from, to); if (to >= stopBlock) { break; } from = to + 1; await sleep(5); } } }`,
  'a count that each round hands on': `export class P { #gen = 0; #destroyed = false; init() { const g = ++this.#gen; void this.poll([1], g); } async poll(attrs: number[], g: number) { await read(attrs); if (!this.#destroyed && g === this.#gen) { this.t = setTimeout(() => this.poll(attrs, g), 5); } } destroy() { this.#destroyed = true; } }`,
  'left for one error, all others survived': `let stopping = false; export function stop() { stopping = true; } export async function run(limiter: Bottleneck, job: Job) { while (!stopping) { try { await limiter.schedule(() => work(job)); } catch (e) { if (e instanceof LimiterError) { break; } console.error(e); } } }`,
  'unload flags': `export class C { unload = false; minute = async () => { try { await work(); } catch (e) { log.error(e); } if (this.unload || this.adapter.unload) { return; } this.t = this.adapter.setTimeout(() => this.minute(), 5); }; stop() { this.unload = true; } }`,
  'unload of an adapter': `export class C { hour = async () => { await work(); if (this.adapter.unloading) return; this.t = setTimeout(() => this.hour(), 5); }; }`,
  'configured coordinates': `function day(adapter, context) { if (adapter.config.latitude === undefined || adapter.config.latitude === '' || adapter.config.longitude === null) { adapter.log.error('no'); return; } const at = sun(adapter.config.latitude); publish(at); t = setTimeout(day, at, adapter, context); } day(a, c);`,
  'a lock that keeps rounds apart': `export class D { private running = false; async tick() { if (!this.running) { this.running = true; try { await gather(); } finally { this.running = false; } } setTimeout(() => this.tick(), 5); } }`,
  'while a member is there that stop takes away': `export class S { private worker?: Worker; start() { this.worker = makeWorker(); void this.gauge(); } async stopWorker() { await this.worker?.close(); this.worker = undefined; } async gauge() { while (this.worker !== undefined) { await update(); await sleep(5); } } }`,
  'again by a parameter that it gives itself': `export async function ratings(adapter: Adapter, force: boolean, auto: boolean) { await load(force); if (auto) { setTimeout(() => void ratings(adapter, force, true), 5); } }`,
  'stops itself where it fails for good': `let running = false; export function start() { running = true; void loop(); } export function stop() { running = false; } async function loop() { while (running) { try { await poll(); } catch (e) { if (!running) break; if (isFatal(e)) { log.error(e); running = false; return; } await sleep(5); } } }`,
  'restarts what it belongs to': `export class I { private t?: NodeJS.Timeout; async start() { await connect(); this.t = setInterval(async () => { await this.listen(); }, 5); } stop() { clearInterval(this.t); } async restart() { this.stop(); await this.start(); } async listen() { try { await handle(); } catch (e) { await this.restart(); } } }`,
}));
