import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { capture } from './analysis.ts';

const HOUSE: Files = {
  'src/settings.ts': `export declare const registry: { register(definition: object): void };
export declare const resolver: { getInt(ns: string, key: string): Promise<number>; getBool(ns: string, key: string): Promise<boolean>; getString(ns: string, key: string): Promise<string> };
registry.register({ namespace: 'http', key: 'limit', type: 'integer', default: 10 });
`,
};

/** The verdict on \`http.limit\`, and where its values end, in a program whose entry is \`main.ts\`. */
const judge = (main: string, more: Files = {}, vocabularies: readonly Json[] = ['registry']): { verdict: string; ends: string[] } => {
  const linked = models({ ...HOUSE, 'src/main.ts': `import { resolver } from './settings.ts';\n${main}`, ...more }, { entries: { app: ['src/main.ts'] }, vocabularies });
  const [index] = linked.model(settings).byKey('http.limit');
  const found = linked.model(capture).captures[index!]!;
  return { verdict: found.verdict, ends: [...new Set(found.reads.flatMap(read => read.ends.map(end => `${end.effect} ${end.lifetime}`)))].sort() };
};

const SERVER = "declare const app: { get(path: string, handler: (request: object) => unknown): void; listen(port: number): void };\n";
const READ = "await resolver.getInt('http', 'limit')";

describe('a value that is read where it is used', () => {
  it.each([
    ['in a request handler', `${SERVER}app.get('/', async request => String(request).slice(0, ${READ}));`],
    ['in a method that a handler calls', `${SERVER}class Page { async show(): Promise<number> { return ${READ}; } }\nconst page = new Page();\napp.get('/', async () => (await page.show()) + 1);`],
    ['through a helper that yields it', `${SERVER}const limit = async () => ${READ};\napp.get('/', async () => (await limit()) + 1);`],
    ['through a getter', `${SERVER}class Page { get limit() { return resolver.getInt('http', 'limit'); } async show() { return (await this.limit) + 1; } }\nconst page = new Page();\napp.get('/', async () => page.show());`],
    ['in an endless loop', `async function run(signal: AbortSignal) { while (!signal.aborted) { await work(${READ}); } }\nasync function work(n: number) { console.table(n); }\nawait run(new AbortController().signal);`],
    ['for each round of a timer that arms itself anew', `class Sweep { async start() { setTimeout(() => void this.tick(), ${READ}); } async tick() { await this.start(); } }\nawait new Sweep().start();`],
    ['for each round of a timer that is handed a bound method', `class Sweep { start() { setTimeout(this.tick.bind(this), 5); } async tick() { if ((${READ}) > 1) console.table(1); this.start(); } }\nnew Sweep().start();`],
    ['in an object that each request makes', `${SERVER}class Reply { limit: number; constructor(limit: number) { this.limit = limit; } body() { return this.limit + 1; } }\napp.get('/', async () => new Reply(${READ}).body());`],
  ])('is live %s', (_, main) => {
    expect(judge(main).verdict).toBe('live');
  });
});

describe('a value that outlives its read', () => {
  it.each([
    ['a field', 'field', `${SERVER}class Page { private limit = 0; async start() { this.limit = ${READ}; } show() { return this.limit + 1; } }\nconst page = new Page();\nawait page.start();\napp.get('/', () => page.show());`],
    ['a field, by way of an options object', 'field', `${SERVER}class Page { private readonly limit: number; constructor(options: { limit: number }) { this.limit = options.limit; } show() { return this.limit + 1; } }\nconst page = new Page({ limit: ${READ} });\napp.get('/', () => page.show());`],
    ['a field that is a parameter of the constructor', 'field', `${SERVER}class Page { constructor(private readonly limit: number) {} show() { return this.limit + 1; } }\nconst page = new Page(${READ});\napp.get('/', () => page.show());`],
    ['options kept whole', 'field', `${SERVER}interface Options { limit: number }\nclass Page { constructor(private readonly options: Options) {} show() { return this.options.limit + 1; } }\nconst page = new Page({ limit: ${READ} });\napp.get('/', () => page.show());`],
    ['a field, destructured on the way', 'field', `${SERVER}class Page { private readonly limit: number; constructor({ limit }: { limit: number }) { this.limit = limit; } show() { return this.limit + 1; } }\nconst page = new Page({ limit: ${READ} });\napp.get('/', () => page.show());`],
    ['a module variable', 'variable', `${SERVER}const limit = ${READ};\napp.get('/', () => limit + 1);`],
    ['a module variable with a setter', 'variable', `${SERVER}let limit = 0;\nfunction setLimit(value: number) { limit = value; }\nsetLimit(${READ});\napp.get('/', () => limit + 1);`],
    ['a closure', 'closure', `${SERVER}async function main() { const limit = ${READ}; app.get('/', () => limit + 1); }\nawait main();`],
    ['an endless loop', 'loop', `async function run(signal: AbortSignal) { const limit = ${READ}; while (!signal.aborted) { await work(limit); } }\nasync function work(n: number) { console.table(n); }\nawait run(new AbortController().signal);`],
    ['a timer', 'timer', `setInterval(() => console.table(1), ${READ});`],
    ['a socket', 'resource', `${SERVER}app.listen(${READ});`],
    ['a pool', 'resource', `import { Pool } from 'pg';\nconst pool = new Pool({ max: ${READ} });\nvoid pool;`],
    ['workers', 'resource', `import cluster from 'node:cluster';\nfor (let i = 0; i < (${READ}); i++) cluster.fork();`],
    ['a promise that is chained', 'timer', `resolver.getInt('http', 'limit').then(ms => setInterval(() => console.table(1), ms));`],
  ])('is captured in %s', (_, lifetime, main) => {
    expect(judge(main)).toEqual({ verdict: 'captured', ends: expect.arrayContaining([`captured ${lifetime}`]) });
  });

  it.each([
    ['??=', "private value: Promise<number> | undefined; limit() { return (this.value ??= resolver.getInt('http', 'limit')); }"],
    ['an early return', "private value: number | undefined; async limit() { if (this.value !== undefined) return this.value; this.value = await resolver.getInt('http', 'limit'); return this.value; }"],
    ['if (!x)', "private value: number | undefined; async limit() { if (!this.value) { const fresh = await resolver.getInt('http', 'limit'); this.value = fresh; } return this.value; }"],
    ['a map', "private readonly values = new Map<string, number>(); async limit() { if (!this.values.has('a')) this.values.set('a', await resolver.getInt('http', 'limit')); return this.values.get('a'); }"],
  ])('is captured by what remembers the first read: %s', (_, members) => {
    expect(judge(`${SERVER}class Page { ${members} }\nconst page = new Page();\napp.get('/', async () => Number(await page.limit()) + 1);`)).toEqual({ verdict: 'captured', ends: ['captured memo'] });
  });

  it('takes a local that is filled when nothing else filled it for no memory', () => {
    expect(judge(`${SERVER}app.get('/', async request => { let n = String(request).length; if (!n) n = ${READ}; return n + 1; });`).verdict).toBe('live');
  });

  it('leaves a copy alone that is kept by what sets the setting', () => {
    expect(judge(`declare const settings: { set(ns: string, key: string, value: unknown): void };\n${SERVER}let limit: number | undefined;
app.get('/', async () => { if (limit === undefined) limit = ${READ}; limit++; settings.set('http', 'limit', limit); return limit; });`, {}, [{ name: 'own', changes: 'live', registries: [{ kind: 'call', callee: ['register'], key: 'arg0.key', namespace: 'arg0.namespace', default: 'arg0.default' }], accesses: [
      { kind: 'call', callee: ['getInt'], mode: 'read', namespace: 'arg0', key: 'arg1' }, { kind: 'call', callee: ['set'], mode: 'write', namespace: 'arg0', key: 'arg1' },
    ] }]).verdict).not.toBe('captured');
  });

  it('takes a comparison with the value of before for no memory of the first read', () => {
    expect(judge(`${SERVER}class Page { private value = 0; async limit() { const fresh = ${READ}; if (this.value !== fresh) this.value = fresh; return this.value; } }\nconst page = new Page();\napp.get('/', async () => (await page.limit()) + 1);`).ends).not.toContain('captured memo');
  });
});

describe('a copy that is renewed when the setting changes', () => {
  const COPY = `${SERVER}class Page { readonly watched = [['http', 'limit']] as const; private limit = 0;
  async start() { this.limit = ${READ}; }
  async settingsChanged() { await this.renew(); }
  private async renew() { this.limit = ${READ}; }
  show() { return this.limit + 1; } }
const page = new Page();
await page.start();
app.get('/', () => page.show());
`;

  it('is live through a subscriber that lists the setting', () => {
    expect(judge(COPY)).toEqual({ verdict: 'live', ends: ['live field'] });
  });

  it('is captured once the line that renews it is gone', () => {
    expect(judge(COPY.replace('await this.renew();', ''))).toMatchObject({ verdict: 'captured' });
  });

  it('is not known where only another setting is watched, with which it is renewed', () => {
    expect(judge(COPY.replace("['http', 'limit']]", "['http', 'other']]"))).toMatchObject({ verdict: 'unknown' });
  });

  it('is renewed through a setter of a module', () => {
    expect(judge(`import { setLimit, show } from './page.ts';\n${SERVER}class Limits { readonly watched = ['http.limit']; async settingsChanged() { setLimit(${READ}); } }\nconst limits = new Limits();\nvoid limits;\nsetLimit(${READ});\napp.get('/', () => show());`, {
      'src/page.ts': 'let limit = 0;\nexport function setLimit(value: number): void { limit = value; }\nexport const show = (): number => limit + 1;\n',
    }).verdict).toBe('live');
  });

  it('is renewed when its owner is made anew', () => {
    expect(judge(`${SERVER}class Page { constructor(private readonly limit: number) {} show() { return this.limit + 1; } }
class Pages { readonly watched = ['http.limit']; page = new Page(0);
  async start() { this.page = new Page(${READ}); }
  async settingsChanged() { this.page = new Page(${READ}); }
  show() { return this.page.show(); } }
const pages = new Pages();
await pages.start();
app.get('/', () => pages.show());`).ends.filter(end => end.startsWith('captured'))).toEqual([]);
  });

  it('is renewed when the timer is armed again', () => {
    const timer = (handler: string): string => `class Sweep { readonly watched = ['http.limit']; private timer: NodeJS.Timeout | undefined;
  async start() { this.timer = setInterval(() => console.table(1), ${READ}); }
  async settingsChanged() { ${handler} } }
await new Sweep().start();`;
    expect(judge(timer('clearInterval(this.timer); await this.start();')).verdict).toBe('live');
    expect(judge(timer('console.table(2);')).verdict).toBe('captured');
  });
});

describe('a program that changes settings itself', () => {
  /** The settings are handed out, and changed, by one module. */
  const STORE: Files = {
    'src/store.ts': `const values = new Map<string, number>();
export class SettingsResolver { getInt(ns: string, key: string): number { return values.get(ns + key) ?? 0; } }
export const resolver = new SettingsResolver();
export function applyChanges(changes: { [ns: string]: unknown }): void { for (const name of Object.keys(changes)) values.set(name, Number(changes[name])); }
`,
  };
  const rebuilt = (condition: string): string => `import { applyChanges, resolver as store } from './store.ts';
${SERVER}class Page { private readonly limit = store.getInt('http', 'limit'); show() { return this.limit + 1; } }
class Pages { page = new Page(); rebuild() { this.page = new Page(); } }
const pages = new Pages();
app.get('/', () => pages.page.show());
app.get('/change', request => { const changes = request as { http?: unknown; log?: unknown }; applyChanges(changes); if (${condition}) pages.rebuild(); });`;

  it('renews what it makes anew under the name of the setting', () => {
    expect(judge(rebuilt('changes.http'), STORE).verdict).toBe('live');
  });

  it('proves nothing of what it makes anew under another name', () => {
    expect(judge(rebuilt('changes.log'), STORE).verdict).toBe('unknown');
  });

  it('is not on events what an event boots again as a whole', () => {
    const steps = Array.from({ length: 25 }, (_, i) => `function step${i}() { console.table(${i}); }`).join('\n');
    expect(judge(`${SERVER}${steps}
async function boot() { ${Array.from({ length: 25 }, (_, i) => `step${i}();`).join(' ')} const limit = ${READ}; app.get('/', () => limit + 1); }
await boot();
setInterval(() => { if (Math.random() > 1) void boot(); }, 1000);`).verdict).toBe('captured');
  });
});

describe('a value that cannot be followed, or is used once', () => {
  it.each([
    ['once', 'a startup action', `async function prune(n: number) { if (n > 1) console.table(1); }\nawait prune(${READ});`],
    ['once', 'a callback that runs one time', `${SERVER}declare const client: { once(event: string, f: () => void): void };\nclient.once('ready', async () => { if ((${READ}) > 1) console.table(1); });`],
    ['unknown', 'something outside that is handed it at boot', `declare const metrics: { configure(options: object): void };\nmetrics.configure({ limit: ${READ} });`],
    ['unknown', 'a callback nobody knows when', `declare function later(f: () => void): number;\nconst n = later(async () => { if ((${READ}) > 1) console.table(1); });\nvoid n;`],
  ])('is %s for %s', (verdict, _, main) => {
    expect(judge(main).verdict).toBe(verdict);
  });

  it('proves nothing of a switch that is asked by a helper on events, and by a start that may come again', () => {
    const beat = (start: string): string => `${SERVER}class Beat {
  async isOn() { return resolver.getBool('http', 'limit'); }
  async start() { ${start} }
  beat() { setTimeout(() => this.beat(), 5); }
  async show() { return (await this.isOn()) ? 1 : 2; } }
const beat = new Beat();
await beat.start();
app.get('/', () => beat.show());
app.get('/again', () => beat.start());`;
    const asSwitch: Files = { 'src/settings.ts': HOUSE['src/settings.ts']!.replace("type: 'integer', default: 10", "type: 'boolean', default: true") };
    expect(judge(beat('if (await this.isOn()) this.beat();'), asSwitch).verdict).toBe('unknown');
    expect(judge(beat("if (await this.isOn()) console.table('on');"), asSwitch).verdict).toBe('live');
  });

  it('is used at boot in a helper that requests use as well', () => {
    expect(judge(`${SERVER}function check(n: number) { if (n > 1) console.table(1); }\ncheck(${READ});\napp.get('/', request => check(String(request).length));`)).toEqual({ verdict: 'once', ends: ['once local'] });
  });

  it('comes back from a helper to who called it, and to nobody else', () => {
    expect(judge(`${SERVER}const double = (n: number) => n * 2;\nsetInterval(() => console.table(1), double(5));\napp.get('/', async request => String(request).slice(double(${READ})));`).verdict).toBe('live');
  });

  it('is not used by telling an operator of it', () => {
    expect(judge(`${SERVER}declare const log: { info(text: string, fields: object): void };\nlog.info('up', { limit: ${READ} });\napp.get('/', async () => (${READ}) + 1);`).verdict).toBe('live');
  });

  it('is mixed where one place captures it and another reads it anew', () => {
    expect(judge(`${SERVER}const limit = ${READ};\napp.get('/a', () => limit + 1);\napp.get('/b', async () => (${READ}) + 1);`).verdict).toBe('mixed');
  });
});
