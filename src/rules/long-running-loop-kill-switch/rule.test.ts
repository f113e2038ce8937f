import { describe, expect, it } from 'vitest';
import { check } from '../../testing/check.ts';
import { brief, judgeRule, type Files } from '../../testing/program.ts';
import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);

const registered = `
  registry.register({ namespace: 'worker', key: 'sweep_enabled', type: 'boolean', default: true });
  registry.register({ namespace: 'worker', key: 'shy_enabled', type: 'boolean', default: false });
  registry.register({ namespace: 'worker', key: 'fixed_enabled', type: 'boolean', default: true, restartRequired: true });
  registry.register({ namespace: 'worker', key: 'batch', type: 'int', default: 10 });
`;

/** `kind form owner` for each finding, in order. */
const found = (files: Files | string): string[] =>
  judgeRule(rule, { 'src/settings.ts': registered, ...(typeof files === 'string' ? { 'src/a.ts': files } : files) })
    .map(({ entry }) => `${entry.kind} ${entry.key.slice(entry.key.indexOf('#') + 1)} ${entry.owner}`);

/** A class whose `run` is an endless loop with this body. */
const looping = (body: string, members = ''): string => `
  import type { ConfigResolver } from './resolver.ts';
  export class Sweeper {
    constructor(private readonly resolver: ConfigResolver, private readonly queue: Queue) {}
    async run(): Promise<void> {
      while (true) {
        ${body}
      }
    }
    ${members}
  }
`;

describe('what is seen as a loop that lasts', () => {
  it('KS01 reports an endless loop that works and sleeps', () => {
    expect(found(looping('await this.queue.sweep(); await sleep(1_000);'))).toEqual(['unguarded loop=always Sweeper.run']);
  });
  it('KS02 reports a loop that goes on until a stop event is set', () => {
    expect(found(`
      export async function watch(stop: StopEvent) {
        while (!stop.isSet()) { await poll(); await sleep(1_000); }
      }
    `)).toEqual(['unguarded loop=!stop.isSet() watch']);
  });
  it('KS10 attributes a loop to the inner function it stands in', () => {
    expect(found(`
      export function start() {
        async function pump() { while (true) { await drain(); await sleep(5); } }
        void pump();
      }
    `)).toEqual(['unguarded loop=always start.pump']);
  });
  it('KS17 accepts pagination by offset that leaves on an empty or a short page', () => {
    expect(found(`
      export async function all(db: Db) {
        let offset = 0;
        while (true) {
          const page = await db.list(offset, 100);
          if (page.length === 0) break;
          await store(page);
          if (page.length < 100) return;
          offset += page.length;
        }
      }
      export async function every(db: Db) {
        let cursor: string | undefined;
        do { const { items, next } = await db.page(cursor); await store(items); cursor = next; } while (cursor);
      }
    `)).toEqual([]);
  });
  it('KS18 accepts a retry loop with a bound on its attempts', () => {
    expect(found(`
      export async function post(url: string) {
        let attempt = 0;
        for (;;) {
          try { return await fetch(url); } catch (error) { if (++attempt >= 5) throw error; await sleep(100 * attempt); }
        }
      }
    `)).toEqual([]);
  });
  it('KS19 accepts polling a child until it exits, a deadline passes or the call is cancelled', () => {
    expect(found(`
      export async function waitFor(child: Child, ms: number, signal: AbortSignal) {
        const deadline = Date.now() + ms;
        while (true) {
          signal.throwIfAborted();
          const status = await child.inspect();
          if (status.exited) return status;
          if (Date.now() > deadline) throw new Error('too slow');
          await sleep(50);
        }
      }
    `)).toEqual([]);
  });
  it('KS20 accepts a stream that is read to its end, and what a request handler does until the client goes', () => {
    expect(found(`
      export async function pump(reader: Reader, sink: Sink) {
        while (true) { const { done, value } = await reader.read(); if (done) break; await sink.write(value); }
      }
      export async function events(req: Request, res: Response) {
        while (!res.closed) { await res.send(await next()); await sleep(1_000); }
      }
      export function beat(request: IncomingMessage, response: ServerResponse) {
        const timer = setInterval(() => response.write(':'), 15_000);
        request.on('close', () => clearInterval(timer));
      }
    `)).toEqual([]);
  });
  it('KS21 reports a service that only stop() ends: who stops it cannot pause it', () => {
    const source = `
      export class Reaper {
        private stopped = false;
        async run() { while (!this.stopped) { await this.reap(); await sleep(1_000); } }
        stop() { this.stopped = true; }
        private async reap() { await remove(); }
      }
    `;
    expect(found(source)).toEqual(['unguarded loop=!this.stopped Reaper.run']);
    expect(judgeRule(rule, { 'src/a.ts': source })[0]?.text).toContain('whoever stops it ends it');
  });
  it('KS22 reports `while (1)`, a flag as condition, an endless iterator and a loop that blocks its thread', () => {
    expect(found(`
      import { setInterval as ticks } from 'node:timers/promises';
      function* forever() { let n = 0; while (true) yield n++; }
      export async function one() { while (1) { await work(); await sleep(5); } }
      export class Pump {
        running = true;
        async run() { while (this.running) { await work(); await sleep(5); } }
        stop() { this.running = false; }
      }
      export async function each() { for (const _ of forever()) { await work(); await sleep(5); } }
      export function inThread(cell: Int32Array) { while (true) { Atomics.wait(cell, 0, 0, 1_000); work(); } }
    `)).toEqual(['unguarded loop=always one', 'unguarded loop=this.running Pump.run', 'unguarded for-of=forever() each', 'unguarded loop=always inThread']);
  });
  it('KS23 reports the forms of JavaScript', () => {
    expect(found(`
      import { setInterval as ticks } from 'node:timers/promises';
      import cron from 'node-cron';
      import { Worker } from 'bullmq';
      import { Cron } from '@nestjs/schedule';
      export async function a() { for (;;) { await work(); await sleep(5); } }
      export async function b() { do { await work(); await sleep(5); } while (true); }
      export async function c(signal: AbortSignal) { while (!signal.aborted) { await work(); await sleep(5); } }
      export function d() { setInterval(() => void work(), 5_000); }
      export class E {
        private timer: NodeJS.Timeout | undefined;
        start() { this.timer = setTimeout(() => void this.tick(), 5_000); }
        private async tick() { await work(); this.start(); }
        stop() { clearTimeout(this.timer); }
      }
      export async function f() { for await (const _ of ticks(5_000)) await work(); }
      export async function g(): Promise<void> { await work(); await sleep(5_000); return g(); }
      cron.schedule('* * * * *', () => work());
      export const h = new Worker('mail', async job => work(job));
      export class I { @Cron('0 * * * *') async hourly() { await work(); } }
    `)).toEqual([
      'unguarded loop=always a', 'unguarded loop=always b', 'unguarded loop=!signal.aborted c', 'unguarded setInterval d', 'unguarded setTimeout E.start',
      'unguarded for-await=ticks(5_000) f', 'unguarded setTimeout g', 'unguarded schedule=cron.schedule <module>', 'unguarded schedule=Worker <module>', 'unguarded schedule=@Cron I.hourly',
    ]);
  });
  it('accepts each form of JavaScript when every round asks first', () => {
    expect(found(`
      import { setInterval as ticks } from 'node:timers/promises';
      import cron from 'node-cron';
      import { Worker } from 'bullmq';
      import { Cron } from '@nestjs/schedule';
      import type { ConfigResolver } from './resolver.ts';
      const on = (resolver: ConfigResolver) => resolver.getBool('worker', 'sweep_enabled');
      export async function c(signal: AbortSignal, resolver: ConfigResolver) { while (!signal.aborted) { if (await on(resolver)) await work(); await sleep(5); } }
      export function d(resolver: ConfigResolver) { setInterval(async () => { if (!(await on(resolver))) return; await work(); }, 5_000); }
      export class E {
        private timer: NodeJS.Timeout | undefined;
        constructor(private readonly resolver: ConfigResolver) {}
        start() { this.timer = setTimeout(() => void this.tick(), 5_000); }
        private async tick() { if (await on(this.resolver)) await work(); this.start(); }
      }
      export async function f(resolver: ConfigResolver) { for await (const _ of ticks(5_000)) { if (await on(resolver)) await work(); } }
      export async function g(resolver: ConfigResolver): Promise<void> { if (await on(resolver)) await work(); await sleep(5_000); return g(resolver); }
      export function h(resolver: ConfigResolver) { cron.schedule('* * * * *', async () => { if (await on(resolver)) await work(); }); }
      export const i = (resolver: ConfigResolver) => new Worker('mail', async job => { if (await on(resolver)) await work(job); });
      export class J {
        constructor(private readonly resolver: ConfigResolver) {}
        @Cron('0 * * * *') async hourly() { if (!(await on(this.resolver))) return; await work(); }
      }
    `)).toEqual([]);
  });
  it('accepts timers of a call, a component and a wait, and timers that end themselves', () => {
    expect(found({
      'src/a.ts': `
        export async function during(work: Promise<void>) { const timer = setInterval(() => log.info('busy'), 1_000); try { await work; } finally { clearInterval(timer); } }
        export const until = (ready: () => boolean) => new Promise<void>(resolve => { const t = setInterval(() => { if (ready()) { clearInterval(t); resolve(); } }, 10); });
        export function every(fn: () => void, ms: number) { return setInterval(fn, ms); }
        export class Debounce { private t: NodeJS.Timeout | undefined; poke() { clearTimeout(this.t); this.t = setTimeout(() => this.flush(), 5); } flush() { save(); } }
        export class Retry { async connect() { try { await dial(); } catch { setTimeout(() => void this.connect(), 1_000); } } }
      `,
      'src/Clock.tsx': `import { useEffect } from 'react'; export function Clock() { useEffect(() => { const t = setInterval(() => tick(), 1_000); return () => clearInterval(t); }, []); return null; }`,
      'scripts/seed.ts': 'async function main() { while (true) { await seed(); await sleep(1); } } void main();',
      'src/loop.test.ts': 'async function main() { while (true) { await seed(); await sleep(1); } } void main();',
    })).toEqual([]);
  });
});

describe('what counts as a switch', () => {
  it('KS03 accepts a boolean read through the resolver in every round', () => {
    expect(found(looping("if (await this.resolver.getBool('worker', 'sweep_enabled')) await this.queue.sweep(); await sleep(1_000);"))).toEqual([]);
    expect(found(looping("const enabled = await this.resolver.getBool('worker', 'sweep_enabled'); if (!enabled) { await sleep(1_000); continue; } await this.queue.sweep();"))).toEqual([]);
  });
  it('KS04 accepts a helper, method or function, that really reads a setting', () => {
    const method = "private resolveSweepEnabled() { return this.resolver.getBool('worker', 'sweep_enabled'); }";
    expect(found(looping('if (!(await this.resolveSweepEnabled())) { await sleep(5); continue; } await this.queue.sweep();', method))).toEqual([]);
    expect(found({
      'src/enabled.ts': "import type { ConfigResolver } from './resolver.ts'; export async function mayIGo(resolver: ConfigResolver) { return resolver.getBool('worker', 'sweep_enabled'); }",
      'src/a.ts': `import { mayIGo } from './enabled.ts'; ${looping('if (await mayIGo(this.resolver)) await this.queue.sweep(); await sleep(5);')}`,
    })).toEqual([]);
    expect(found(looping('if (!(await this.resolveSweepEnabled())) { await sleep(5); continue; } await this.queue.sweep();', 'private async resolveSweepEnabled() { return true; }'))).toEqual(['unguarded loop=always Sweeper.run']);
  });
  it("KS05 reports a loop whose switch is an unrelated object's", () => {
    expect(found("export async function run(row: Row) { while (true) { if (row.getBool('worker', 'sweep_enabled')) await sweep(); await sleep(5); } }")).toEqual(['unguarded loop=always run']);
  });
  it('KS06 accepts a key in a constant, and a key that is passed by name', () => {
    expect(found(`const KEY = 'sweep_enabled'; ${looping("if (await this.resolver.getBool('worker', KEY)) await this.queue.sweep(); await sleep(5);")}`)).toEqual([]);
    expect(found(looping("if (await this.resolver.getBool({ namespace: 'worker', key: 'sweep_enabled' })) await this.queue.sweep(); await sleep(5);"))).toEqual([]);
  });
  it('KS07 reports a switch whose answer is not used, or comes after the work', () => {
    expect(found(looping("await this.resolver.getBool('worker', 'sweep_enabled'); await this.queue.sweep(); await sleep(5);"))).toEqual(['ignored loop=always Sweeper.run']);
    expect(found(looping("await this.queue.sweep(); if (!(await this.resolver.getBool('worker', 'sweep_enabled'))) await sleep(5_000);"))).toEqual(['after-work loop=always Sweeper.run']);
  });
  it('KS08 reports a switch that is read once, before the loop', () => {
    expect(found(`
      import type { ConfigResolver } from './resolver.ts';
      export async function run(resolver: ConfigResolver) {
        const enabled = await resolver.getBool('worker', 'sweep_enabled');
        while (true) { if (enabled) await sweep(); await sleep(5); }
      }
      export async function gate(resolver: ConfigResolver) {
        if (!(await resolver.getBool('worker', 'sweep_enabled'))) return;
        while (true) { await sweep(); await sleep(5); }
      }
      export class Kept {
        private enabled = true;
        constructor(private readonly resolver: ConfigResolver) {}
        async start() { this.enabled = await this.resolver.getBool('worker', 'sweep_enabled'); setInterval(() => { if (this.enabled) sweep(); }, 5_000); }
      }
    `)).toEqual(['captured loop=always run', 'captured loop=always gate', 'captured setInterval Kept.start']);
  });
  it('accepts a field that a subscriber keeps up to date', () => {
    expect(found(`
      import type { ConfigResolver } from './resolver.ts';
      export class Kept {
        readonly watched = [['worker', 'sweep_enabled']] as const;
        private enabled = true;
        async settingsChanged(resolver: ConfigResolver) { this.enabled = await resolver.getBool('worker', 'sweep_enabled'); }
        start() { setInterval(() => { if (this.enabled) sweep(); }, 5_000); }
      }
    `)).toEqual([]);
  });
  it('KS09 reports a loop whose switch is read only in a closure', () => {
    expect(found(looping("this.queue.onIdle(async () => { if (await this.resolver.getBool('worker', 'sweep_enabled')) log('on'); }); await this.queue.sweep(); await sleep(5);"))).toEqual(['unguarded loop=always Sweeper.run']);
  });
  it('KS25 reports a helper that turns the loop off on failure, swallows cancellation or needs a resolver', () => {
    const read = "return await this.resolver.getBool('worker', 'sweep_enabled');";
    const body = 'if (await this.enabled()) await this.queue.sweep(); await sleep(5);';
    const helper = (text: string): string[] => found(looping(body, `private async enabled() { ${text} }`));
    const unsafe = ['not-fail-safe loop=always Sweeper.run'];
    expect(helper(`try { ${read} } catch { return false; }`)).toEqual(unsafe);
    expect(helper(`try { ${read} } catch (error) { log.warn(error); } return false;`)).toEqual(unsafe);
    expect(helper("return this.resolver.getBool('worker', 'sweep_enabled').catch(() => false);")).toEqual(unsafe);
    expect(helper(`try { ${read} } catch { return true; }`)).toEqual(unsafe);
    expect(helper(`try { ${read} } catch (error) { if (error.name === 'AbortError') throw error; return true; }`)).toEqual([]);
    const missing = (text: string): string[] => found(`
      import type { ConfigResolver } from './resolver.ts';
      export class Sweeper {
        constructor(private readonly resolver: ConfigResolver | null) {}
        async run() { while (true) { ${body} } }
        private async enabled() { ${text} }
      }
    `);
    expect(missing("return this.resolver!.getBool('worker', 'sweep_enabled');")).toEqual(unsafe);
    expect(missing("return (await this.resolver?.getBool('worker', 'sweep_enabled')) ?? false;")).toEqual(unsafe);
    expect(missing("if (!this.resolver) return false; return this.resolver.getBool('worker', 'sweep_enabled');")).toEqual(unsafe);
    expect(missing("if (!this.resolver) return true; return this.resolver.getBool('worker', 'sweep_enabled');")).toEqual([]);
    expect(missing("return (await this.resolver?.getBool('worker', 'sweep_enabled')) ?? true;")).toEqual([]);
  });
  it('KS26 reports a switch that is not registered, no boolean, or off by default', () => {
    const by = (read: string): string[] => found(looping(`if (await this.resolver.${read}) await this.queue.sweep(); await sleep(5);`));
    expect(by("getBool('worker', 'forgotten_enabled')")).toEqual(['unregistered loop=always Sweeper.run']);
    expect(by("getInt('worker', 'batch')")).toEqual(['not-boolean loop=always Sweeper.run']);
    expect(by("getBool('worker', 'shy_enabled')")).toEqual(['off-by-default loop=always Sweeper.run']);
    expect(by("getBool('worker', 'fixed_enabled')")).toEqual(['fixed loop=always Sweeper.run']);
  });
});

describe('with markers and baselines', () => {
  const REASON = 'lint-allow: long-running-loop-kill-switch -- nobody could turn it on again';
  const loop = (name: string, above = ''): string => `export async function ${name}() {\n${above}  while (true) {\n    await work();\n    await sleep(5);\n  }\n}\n`;
  const outcome = (text: string, baseline?: string) =>
    check({ 'package.json': '{ "name": "a" }', 'src/a.ts': text }, { rules: [rule], ...(baseline === undefined ? {} : { baselines: { [rule.id]: baseline } }) });
  const fresh = async (text: string): Promise<string[]> => (await outcome(text)).new.map(finding => `${finding.at.line} ${finding.entry.owner}`);
  const lines = (count: number): string => '// a line\n'.repeat(count);

  it('KS11 reports the second of two loops when one is marked', async () => {
    expect(await fresh(loop('a', `  // ${REASON}\n`) + loop('b'))).toEqual(['9 b']);
  });
  it('KS12 reports a loop that stands one line under a marked one', async () => {
    expect(await fresh(`export async function a() {\n  // ${REASON}\n  while (true) {\n    while (true) {\n      await work(); await sleep(5);\n    }\n  }\n}\n`)).toEqual(['4 a']);
  });
  it('KS13 accepts a marker on the line of the loop and up to two lines above', async () => {
    expect(await fresh(`export async function a() {\n  while (true) { // ${REASON}\n    await work();\n  }\n}\n`)).toEqual([]);
    expect(await fresh(loop('a', `  // ${REASON}\n`))).toEqual([]);
    expect(await fresh(loop('a', `  // ${REASON}\n  // and there is more to say\n`))).toEqual([]);
  });
  it('KS14 accepts a marker at the top of a comment of four lines', async () => {
    expect(await fresh(loop('a', `  // ${REASON}\n  // two\n  // three\n  // four\n`))).toEqual([]);
  });
  it('KS15 reports a marker without a reason, and the loop', async () => {
    const { new: findings, markers } = await outcome(loop('a', '  // lint-allow: long-running-loop-kill-switch\n'));
    expect(findings).toHaveLength(1);
    expect(markers.map(each => each.problem)).toEqual(['malformed']);
  });
  it('KS16 takes the text of a marker in a string for a string', async () => {
    expect(await fresh(loop('a', `  const text = '// ${REASON}';\n`))).toEqual(['3 a']);
  });
  it('KS24 reports the marker of a loop that has its switch', async () => {
    const { new: findings, markers } = await check({
      'package.json': '{ "name": "a" }', 'src/settings.ts': registered,
      'src/a.ts': `import type { ConfigResolver } from './resolver.ts';\nexport async function a(resolver: ConfigResolver) {\n  // ${REASON}\n  while (true) {\n    if (await resolver.getBool('worker', 'sweep_enabled')) await work();\n    await sleep(5);\n  }\n}\n`,
    }, { rules: [rule] });
    expect(findings).toEqual([]);
    expect(markers.map(each => each.problem)).toEqual(['unused']);
  });
  it('KS27 still matches a loop of the baseline after an edit above it', async () => {
    const { new: findings, known, stale } = await outcome(lines(5) + loop('a'), 'src/a.ts#loop=always:unguarded:a\n');
    expect([findings.length, known.length, stale.length]).toEqual([0, 1, 0]);
  });
  it('KS28 reports a second loop in a function that has one in the baseline', async () => {
    const { new: findings, known } = await outcome(`export async function a() {\n  while (true) {\n    await work();\n    while (true) {\n      await sleep(5); await more();\n    }\n  }\n}\n`, 'src/a.ts#loop=always:unguarded:a\n');
    expect([findings.length, known.length]).toEqual([1, 1]);
  });
  it('KS29 tells methods of the same name in two classes apart', async () => {
    const cls = (name: string): string => `export class ${name} {\n  async run() {\n    while (true) { await work(); await sleep(5); }\n  }\n}\n`;
    const { new: findings } = await outcome(cls('A') + cls('B'), 'src/a.ts#loop=always:unguarded:A.run\n');
    expect(findings.map(finding => finding.entry.owner)).toEqual(['B.run']);
  });
  it('KS30 takes a file that does not parse, and a root without sources, for a run that cannot be trusted', async () => {
    expect((await outcome('export async function a() { while (true) {')).exitCode).toBe(2);
    expect((await check({ 'package.json': '{ "name": "a" }' }, { rules: [rule] })).exitCode).toBe(2);
  });
});

it('names path, form, kind and owner', () => {
  expect(judgeRule(rule, { 'src/a.ts': 'export async function run() {\n  while (true) { await work(); await sleep(5); }\n}\n' }).map(brief)).toEqual(['src/a.ts:2:3 src/a.ts#loop=always:unguarded:run']);
});
