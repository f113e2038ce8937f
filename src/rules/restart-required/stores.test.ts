import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { judgeRule } from '../../testing/program.ts';
import rule from './rule.ts';

/** A store of settings that may change at any time, as services and applications on the desktop have one. */
const STORE: Json = {
  name: 'house', changes: 'live', listeners: ['onAnyChange'],
  registries: [{ kind: 'variable', names: ['DEFAULTS'], entries: { members: 'value' }, key: 'name', default: 'value.value', flags: { restart: 'value.restart' } }],
  accesses: [
    { kind: 'call', callee: ['get'], receiver: { endings: ['store'] }, mode: 'read', key: 'arg0' },
    { kind: 'call', callee: ['set'], receiver: { endings: ['store'] }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'call', callee: ['onDidChange'], receiver: { endings: ['store'] }, mode: 'watch', key: 'arg0', loose: true },
  ],
};
const OUTSIDE = 'export declare const store: { get(key: string): any; set(key: string, value: unknown): void; onDidChange(key: string, told: (value: any) => void): () => void; onAnyChange(told: (key: string, value: unknown) => void): void };\n';
const OWN = `import { EventEmitter } from 'node:events';
class Store extends EventEmitter {
  private readonly values = new Map<string, any>();
  get(key: string): any { return this.values.get(key); }
  set(key: string, value: unknown): void { this.values.set(key, value); this.emit('change', key, value); this.emit('change:' + key, value); }
  onDidChange(key: string, told: (value: any) => void): void { this.on('change:' + key, told); }
  onAnyChange(told: (key: string, value: unknown) => void): void { this.on('change', told); }
}
export const store = new Store();
`;

/** The kinds the rule reports for the two settings that are asked for. */
function said(main: string, { store = OUTSIDE, isFlagged = false, definition = '' } = {}): string {
  const files = {
    'src/store.ts': store,
    'src/settings.ts': `export const DEFAULTS = {\n  limit: { value: 5, restart: ${isFlagged}${definition} },\n  enabled: { value: true },\n  other: { value: 1 },\n};\n`,
    'src/never.ts': "import { store } from './store.ts';\nexport function never() { store.onDidChange('other', () => undefined); store.onAnyChange(() => undefined); }\n",
    'src/configure.ts': 'export function configure(parts: object): number { return arguments.length; }\n',
    'src/main.ts': `import { DEFAULTS } from './settings.ts';\nimport { store } from './store.ts';\ndeclare const app: { get(path: string, handler: (request: any, reply: any) => unknown): void; post(path: string, handler: (request: any, reply: any) => unknown): void };\napp.post('/settings', request => store.set(request.key, request.value));\nvoid DEFAULTS;\n${main}\n`,
  };
  return judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: [STORE] } }).filter(({ entry }) => entry.key !== 'other').map(({ entry }) => entry.kind).join() || 'nothing';
}

const L = "store.get('limit')";
const E = "store.get('enabled')";

describe.each([['of a package', OUTSIDE], ['of the program', OWN]])('a value of a store %s', (_, store) => {
  it.each<readonly [string, string, string]>([
    ['missing', 'field initialiser', `class A { limit = ${L}; f() { return this.limit + 1; } }\nconst a = new A();\napp.get('/', () => a.f());`],
    ['missing', 'constructor options of own class', `class A { constructor(private o: { limit: number }) {} f() { return this.o.limit + 1; } }\nconst a = new A({ limit: ${L} });\napp.get('/', () => a.f());`],
    ['missing', 'timer', `setInterval(() => console.table(1), ${L});`],
    ['missing', 'closure of a factory', `function makeLimiter(max: number) { let n = 0; return () => ++n <= max; }\nconst allowed = makeLimiter(${L});\napp.get('/', () => allowed());`],
    ['missing', 'feature switch decides what is set up', `if (${E}) setInterval(() => console.table(1), 1000);`],
    ['missing', 'memo of a lazily made client', `let client: { limit: number } | undefined;\nfunction getClient() { client ??= { limit: ${L} }; return client; }\napp.get('/', () => getClient().limit + 1);`],
    ['missing', 'endless poll loop', `async function poll() { const ms = ${L}; while (true) { await fetch('http://x'); await new Promise(r => setTimeout(r, ms)); } }\nvoid poll();`],
    ['half-live', 'a copy beside a live read', `const limit = ${L};\napp.get('/', () => limit + 1);\napp.get('/b', () => ${L} + 1);`],
    ['missing', 'snapshot of several at boot', `const config = { limit: ${L}, other: 3 };\napp.get('/', () => config.limit + config.other);`],
    ['missing', 'p-limit', `import pLimit from 'p-limit';\nconst run = pLimit(${L});\napp.get('/', () => run(() => Promise.resolve(1)));`],
    ['missing', 'regular expression', `const pattern = new RegExp(${L});\napp.get('/', request => pattern.test(request.url));`],
    ['missing', 'a bound method', `class A { max = 0; init(max: number) { this.max = max; } f() { return this.max + 1; } }\nconst a = new A();\na.init(${L});\napp.get('/', () => a.f());`],
    ['missing', 'awaited setup function', `async function setup() { const limit = ${L}; app.get('/', () => limit + 1); }\nawait setup();`],
    ['missing', 'spread into defaults', `const options = { ...{ limit: 1 }, limit: ${L} };\napp.get('/', () => options.limit + 1);`],
  ])('%s: %s', (kind, __, main) => {
    expect(said(main, { store })).toBe(kind);
  });

  it.each<readonly [string, string, string]>([
    ['nothing', 'written back: a toggle', `app.post('/toggle', () => { store.set('enabled', !${E}); });`],
    ['nothing', 'written back at boot: a migration', `if (${L} === 1) store.set('limit', 5);\napp.get('/', () => ${L} + 1);`],
    ['nothing', 'written under a key of its own that is kept elsewhere', `const size = store.get('size');\nconst isBig = ${L} > 3;\nstore.set('derived', isBig);\napp.get('/', () => size + ${L});`],
    ['nothing', 'put into what is listed one time', `const shown: any[] = [];\nfunction show(panel: any) { if (!shown.includes(panel)) shown.push(panel); panel.list.add('limit-' + ${L}); }\nstore.onDidChange('limit', () => shown.forEach(panel => show(panel)));\napp.get('/', panel => show(panel));`],
    ['nothing', 'a message that waits in a queue', `const waiting: string[] = [];\nwaiting.push('limit ' + ${L});\napp.get('/', () => { const all = [...waiting]; waiting.length = 0; return all.join(); });`],
    ['nothing', 'a gate in front of what starts nothing but the log of a failure', `import { createLogger } from 'some-logger';\nfunction log(error: unknown) { setInterval(() => console.table(error), 1000); }\nasync function look() { try { return await createLogger(); } catch (error) { log(error); return undefined; } }\nif (${E}) void look();`],
    ['nothing', 'a promotion that dismisses itself', `if (${E}) app.get('/tip', () => { store.set('enabled', false); });`],
    ['nothing', 'onDidChange assigns the new value', `let limit = ${L};\nstore.onDidChange('limit', value => { limit = value; });\napp.get('/', () => limit + 1);`],
    ['nothing', 'a listener that is handed to a helper', `function onLimit(renew: () => void) { store.onDidChange('limit', value => { if (value) renew(); }); }\nlet limit = 0;\nfunction load(now: number) { setInterval(() => console.table(now + limit), 1000); }\nlimit = ${L};\nload(limit);\nonLimit(() => { limit = ${L}; load(limit); });`],
    ['nothing', 'onDidChange of a field', `class A { limit = ${L}; constructor() { store.onDidChange('limit', v => { this.limit = v; }); } f() { return this.limit + 1; } }\nconst a = new A();\napp.get('/', () => a.f());`],
    ['nothing', 'onDidChange method reference', `class A { limit = 0; constructor() { this.reload(); store.onDidChange('limit', this.reload); } reload = () => { this.limit = ${L}; }; f() { return this.limit + 1; } }\nconst a = new A();\napp.get('/', () => a.f());`],
    ['nothing', 'onAnyChange with a switch over keys', `let limit = ${L};\nstore.onAnyChange((key, value) => { switch (key) { case 'limit': limit = value as number; break; } });\napp.get('/', () => limit + 1);`],
    ['nothing', 'onAnyChange filtered by a list', `let limit = ${L};\nconst KEYS = ['limit'];\nstore.onAnyChange(key => { if (!KEYS.includes(key)) return; limit = ${L}; });\napp.get('/', () => limit + 1);`],
    ['nothing', 'timer set again in the listener', `let timer = setInterval(() => console.table(1), ${L});\nstore.onDidChange('limit', ms => { clearInterval(timer); timer = setInterval(() => console.table(1), ms); });`],
    ['nothing', 'restart of a service in the listener', `class Sweep { private timer: any; start() { this.timer = setInterval(() => console.table(1), ${L}); } stop() { clearInterval(this.timer); } }\nconst sweep = new Sweep();\nsweep.start();\nstore.onDidChange('limit', () => { sweep.stop(); sweep.start(); });`],
    ['nothing', 'handler that sets also carries over', `let limit = ${L};\napp.post('/limit', request => { store.set('limit', request.value); limit = request.value; });\napp.get('/', () => limit + 1);`],
    ['nothing', 'window option with a setter in the menu', `import { BrowserWindow } from 'electron';\nconst win = new BrowserWindow({ alwaysOnTop: ${E} });\nwin.on('focus', () => console.table(win.id));\napp.post('/top', (request, focused) => { store.set('enabled', request.value); focused.setAlwaysOnTop(request.value); });`],
    ['nothing', 'state of the window, saved when it closes', `import { BrowserWindow } from 'electron';\nconst state = store.get('theme');\nconst limit = ${L};\nconst win = new BrowserWindow({ width: limit });\nconst contents = win.webContents;\ncontents.on('focus', () => console.table(contents.id));\nwin.on('close', () => store.set('limit', win.getBounds().width));\nvoid state;`],
    ['nothing', 'window option with a setter in a listener of something else', `import { BrowserWindow } from 'electron';\nconst win = new BrowserWindow({ vibrancy: ${L} });\nwin.on('focus', () => console.table(win.id));\napp.post('/vibrancy', () => win.setVibrancy(${L}));`],
    ['missing', 'window option that nothing sets again', `import { BrowserWindow } from 'electron';\nconst win = new BrowserWindow({ vibrancy: ${L} });\nwin.on('focus', () => console.table(win.id));`],
    ['nothing', 'an event that is waited for once', `import { EventEmitter } from 'node:events';\nconst events = new EventEmitter();\nevents.once('ready', () => ${L});`],
    ['nothing', 'a download that is waited for', `import { createWriteStream } from 'node:fs';\nimport { pipeline } from 'node:stream/promises';\nasync function load() { const file = createWriteStream(${L}); await pipeline(process.stdin, file); }\nawait load();`],
    ['nothing', 'per request', `app.get('/', () => { const limit = ${L}; return [1, 2].slice(0, limit); });`],
    ['nothing', 'a cache with lifetime by the setting', `const cache = new Map<string, number>();\napp.get('/', request => { cache.set(request.url, Date.now() + ${L}); return cache.get(request.url); });`],
    ['nothing', 'engine updated in place, else made', `class Engine { constructor(private o: { limit: number }) {} update(o: { limit: number }) { this.o = o; } run() { return this.o.limit + 1; } }\nlet engine: Engine | null = null;\nfunction refresh() { const o = { limit: ${L} }; if (engine) engine.update(o); else engine = new Engine(o); }\nrefresh();\nsetInterval(refresh, 1000);\napp.get('/', () => engine?.run());`],
    ['nothing', 'proxy object over the store', `const config = { get limit() { return ${L}; } };\napp.get('/', () => config.limit + 1);`],
    ['nothing', 'thunk handed on', `class A { constructor(private limit: () => number) {} f() { return this.limit() + 1; } }\nconst a = new A(() => ${L});\napp.get('/', () => a.f());`],
    ['nothing', 'reloaded by an interval', `let limit = ${L};\nsetInterval(() => { limit = ${L}; }, 60000);\napp.get('/', () => limit + 1);`],
    ['nothing', 'React hook', `import { useState } from 'react';\nexport function Page() { const limit = store.get('limit'); const [n] = useState(limit); return n; }\napp.get('/', () => Page());`],
    ['nothing', 'reload by http to itself', `let limit = ${L};\napp.post('/reload', request => { limit = request.value; });\napp.post('/s', async request => { store.set('limit', request.value); if (request.old !== request.value) await fetch('/reload', { method: 'POST' }); });\napp.get('/', () => limit + 1);`],
    ['nothing', 'cache dropped by the listener', `let memo: number | undefined;\nstore.onAnyChange(() => { memo = undefined; });\nfunction limit() { return (memo ??= ${L} + 1); }\napp.get('/', () => limit());`],
    ['nothing', 'object whose member is renewed', `const state = { limit: ${L} };\nstore.onDidChange('limit', v => { state.limit = v; });\napp.get('/', () => state.limit + 1);`],
    ['nothing', 'Object.assign in the listener', `const state = { limit: ${L}, other: 1 };\nstore.onAnyChange(() => { Object.assign(state, { limit: ${L} }); });\napp.get('/', () => state.limit + 1);`],
    ['nothing', 'the program relaunches', `import { app as electron } from 'electron';\nconst limit = ${L};\nstore.onDidChange('limit', () => { electron.relaunch(); electron.exit(); });\napp.get('/', () => limit + 1);`],
    ['nothing', 'the listener asks for a restart', `declare const host: { showInformationMessage(text: string): void };\nconst limit = ${L};\nstore.onDidChange('limit', () => host.showInformationMessage('The change will take effect when you restart the program'));\napp.get('/', () => limit + 1);`],
    ['missing', 'the listener says something else', `declare const host: { showInformationMessage(text: string): void };\nconst limit = ${L};\nstore.onDidChange('limit', () => host.showInformationMessage('The limit was changed'));\napp.get('/', () => limit + 1);`],
    ['nothing', 'a list of runs that an object of the start takes hold of', `class Runner { private runs = new Map<string, any>(); private parts: any; constructor() { this.parts = { runs: this.runs }; } start(id: string) { this.runs.set(id, { limit: ${L} }); } tell(id: string) { return this.parts.runs.get(id).limit + 1; } }\nconst runner = new Runner();\napp.get('/', id => runner.start(id));\napp.get('/b', id => runner.tell(id));`],
    ['nothing', 'process exits and is started again', `const limit = ${L};\nstore.onDidChange('limit', () => process.exit(0));\napp.get('/', () => limit + 1);`],
  ])('%s: %s', (kind, __, main) => {
    expect(said(main, { store })).toBe(kind);
  });
});

describe('a flag on a setting of a store', () => {
  it.each<readonly [string, string, string]>([
    ['unnecessary', 'per request', `app.get('/', () => ${L} + 1);`],
    ['unnecessary', 'per request through a helper', `const limit = () => ${L};\napp.get('/', () => limit() + 1);`],
    ['unnecessary', 'per turn of a timer', `setInterval(() => console.table(${L}), 1000);`],
    ['unnecessary', 'class getter', `class A { get limit() { return ${L}; } f() { return this.limit + 1; } }\nconst a = new A();\napp.get('/', () => a.f());`],
    ['unnecessary', 'renewed by a listener', `let limit = ${L};\nstore.onDidChange('limit', v => { limit = ${L}; });\napp.get('/', () => limit + 1);`],
    ['unnecessary', 'toggled and read per request', `app.post('/t', () => store.set('limit', ${L} + 1));\napp.get('/', () => ${L} + 1);`],
    ['unnecessary', 'self-arming timer', `function again() { setTimeout(() => { console.table(1); again(); }, ${L}); }\nagain();`],
    ['unjustified', 'decides what a function yields that is asked at boot and later', `function pick() { if (${L} > 3) return 'many'; return 'few'; }\nconst first = pick();\napp.get('/', () => first + pick());`],
    ['unjustified', 'put into an object of whoever calls', `class Engine { limit = 0; constructor(o: { limit: number }) { fill(this as any, o); } }\nfunction fill(into: any, o: any) { into.limit = o.limit; }\nfunction make() { const limit = ${L}; if (limit > 9) console.table(9); return new Engine({ limit }); }\nconst first = make();\napp.get('/', () => [first, make()]);`],
    ['unjustified', 'handed on to where nobody takes it', `import { configure } from './configure.ts';\nfunction parts() { return { limit: ${L} ?? 3 }; }\nconst first = configure(parts());\napp.get('/', () => [first, configure(parts())]);`],
    ['unjustified', 'only written back', `app.post('/t', () => store.set('limit', ${L} + 1));`],
    ['unjustified', 'kept', `const limit = ${L};\napp.get('/', () => limit + 1);`],
    ['nothing', 'port', `import { createServer } from 'node:http';\ncreateServer().listen(${L});`],
    ['half-live', 'port and per request', `import { createServer } from 'node:http';\ncreateServer((q, r) => r.end(String(${L}))).listen(${L});`],
    ['unjustified', 'handed to something unknown', `import { configure } from 'x';\nconfigure({ limit: ${L} });`],
    ['unjustified', 'handed to something unknown and per request', `import { configure } from 'x';\nconfigure({ limit: ${L} });\napp.get('/', () => ${L} + 1);`],
    ['unjustified', 'kept by a cache in a request', `const cache = new Map<string, number>();\napp.get('/', request => { if (!cache.has('a')) cache.set('a', ${L}); return cache.get('a'); });`],
    ['unjustified', 'lazy singleton in a request', `let client: any;\napp.get('/', () => { client ??= new (class { constructor(public n: number) {} })(${L}); return client.n; });`],
    ['unjustified', 'asked to restart when it changes', `import { app as electron } from 'electron';\nconst limit = ${L};\nstore.onDidChange('limit', () => electron.relaunch());\napp.get('/', () => limit + 1);`],
  ])('%s: %s', (kind, _, main) => {
    expect(said(main, { isFlagged: true })).toBe(kind);
  });
});

describe('a flag on a switch', () => {
  it.each<readonly [string, string, string]>([
    ['unnecessary', 'asked on each event', `app.get('/', () => (store.get('shown') ? 1 : 2));`],
    ['unnecessary', 'asked in each turn of a loop that begins something', `async function run() { while (true) { if (store.get('shown')) setTimeout(() => console.table(1), 5); await new Promise(done => setTimeout(done, 1)); } }\nvoid run();`],
    ['unjustified', 'what an event of the past has set up stays', `app.get('/', panel => { if (!store.get('shown')) return; panel.on('click', () => console.table(1)); });`],
  ])('%s: %s', (kind, _, main) => {
    const files = {
      'src/store.ts': OUTSIDE,
      'src/settings.ts': 'export const DEFAULTS = { shown: { value: true, restart: true }, other: { value: 1 } };\n',
      'src/never.ts': "import { store } from './store.ts';\nexport function never() { store.onDidChange('other', () => undefined); store.set('other', 1); store.onAnyChange(() => undefined); }\n",
      'src/main.ts': `import { DEFAULTS } from './settings.ts';\nimport { store } from './store.ts';\ndeclare const app: { get(path: string, handler: (panel: any) => unknown): void };\nvoid DEFAULTS;\n${main}\n`,
    };
    expect(judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: [STORE] } }).filter(({ entry }) => entry.key === 'shown').map(({ entry }) => entry.kind).join() || 'nothing').toBe(kind);
  });
});

describe('a definition that says what a change does', () => {
  const KEPT = `import { settle } from './kept.ts';\napp.get('/', () => settle() + 1);`;
  it.each<readonly [string, string]>([
    ['missing', ''],
    ['nothing', ', onChange: () => renew()'],
    ['nothing', ', onPut: renew'],
    ['nothing', ', onChange: debounce(renew, 100)'],
    ['nothing', ', onChange: debouncedReload'],
    ['nothing', ", onChange: 'limits:renew'"],
    ['missing', ', onChange: undefined'],
    ['nothing', ', onChange: () => location.reload()'],
  ])('%s%s', (kind, definition) => {
    const files = {
      'src/store.ts': OUTSIDE,
      'src/kept.ts': `import { debounce, debouncedReload } from 'some-host';\nimport { store } from './store.ts';\nexport const DEFAULTS = {\n  limit: { value: 5${definition} },\n};\nlet limit = ${L};\nfunction renew() { limit = ${L}; }\nexport const settle = () => limit;\nvoid [debounce, debouncedReload];\n`,
      'src/never.ts': "import { store } from './store.ts';\nexport function never() { store.onDidChange('limit', () => undefined); store.set('limit', 1); store.onAnyChange(() => undefined); }\n",
      'src/main.ts': `declare const app: { get(path: string, handler: () => unknown): void };\n${KEPT}\n`,
    };
    expect(judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: [STORE] } }).map(({ entry }) => entry.kind).join() || 'nothing').toBe(kind);
  });
});

describe('a member of an object that holds the settings', () => {
  const MEMBERS: Json = {
    name: 'members', changes: 'live', registries: [{ kind: 'variable', names: ['DEFAULTS'], entries: { members: 'value' }, key: 'name', default: 'value' }],
    accesses: [{ kind: 'result', of: { endings: ['AppSettings'] }, mode: 'read' }],
  };
  const KEPT = `class App { limit = settings.limit; f() { return this.limit + 1; } }\nconst a = new App();\napp.get('/', () => a.f());`;
  it.each<readonly [string, string, string]>([
    ['missing', 'kept', KEPT],
    ['nothing', 'where somebody asks whether it has changed', `${KEPT}\nfunction save(before: AppSettings, after: AppSettings) { if (before.limit !== after.limit) void fetch('/reload'); }\napp.post('/save', request => save(settings, request.body));`],
    ['half-live', 'where somebody only logs that it has changed', `${KEPT}\nfunction save(before: AppSettings, after: AppSettings) { if (before.limit !== after.limit) console.log('changed'); }\napp.post('/save', request => save(settings, request.body));`],
    ['nothing', 'put right while the program boots', `settings.limit = settings.limit || 3;\napp.get('/', () => settings.limit + 1);`],
    ['nothing', 'the default itself, spread into another table', `const ALL = { ...DEFAULTS, more: 1 } satisfies AppSettings;\nconst usual = ALL.limit;\napp.get('/', () => settings.limit + usual);`],
    ['missing', 'a table that is loaded into', `const all: AppSettings = { ...DEFAULTS };\nObject.assign(all, JSON.parse(process.argv[3]!));\nconst usual = all.limit;\napp.get('/', () => usual + 1);`],
    ['nothing', 'the default itself', `const usual = DEFAULTS.limit;\napp.get('/', () => settings.limit + usual);`],
    ['nothing', 'counted', `app.post('/more', () => { settings.limit = settings.limit + 1; });\napp.get('/', () => settings.limit + 1);`],
  ])('%s: %s', (kind, _, main) => {
    const files = {
      'src/settings.ts': 'export interface AppSettings { limit: number; other: number }\nexport const DEFAULTS: AppSettings = { limit: 5, other: 1 };\nexport const settings: AppSettings = JSON.parse(process.argv[2]!);\n',
      'src/main.ts': `import { DEFAULTS, settings, type AppSettings } from './settings.ts';\ndeclare const app: { get(path: string, handler: () => unknown): void; post(path: string, handler: (request: any) => unknown): void };\nvoid DEFAULTS;\n${main}\n`,
    };
    expect(judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: [MEMBERS] } }).filter(({ entry }) => entry.key === 'limit').map(({ entry }) => entry.kind).join() || 'nothing').toBe(kind);
  });
});

describe('a handle of the library', () => {
  const SETTINGS = `import { createSettings, defineSettings, setting } from '@ghostwire/settings';
import { z } from 'zod';
export const api = defineSettings('api', { limit: setting(z.int(), { default: 5, description: 'x' }), flagged: setting(z.int(), { default: 5, description: 'x', restartRequired: 'it is' }) });
export const settings = createSettings({ groups: [api], prefix: 'APP', store: 'memory' });
`;
  it.each([
    ['api.limit:missing', `const limit = await settings.get(api.limit);\napp.get('/', () => limit + 1);`],
    ['api.flagged:unnecessary', `app.get('/', async () => (await settings.get(api.flagged)) + 1);`],
  ])('%s', (found, main) => {
    const files = { 'src/settings.ts': SETTINGS, 'src/main.ts': `import { api, settings } from './settings.ts';\ndeclare const app: { get(path: string, handler: () => unknown): void };\n${main}\n` };
    expect(judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] } } }).map(({ entry }) => `${entry.key}:${entry.kind}`)).toContain(found);
  });
});

describe('what the program notes for its next start', () => {
  const NOTES: Json = {
    name: 'notes', changes: 'live', registries: [{ kind: 'variable', names: ['DEFAULTS'], entries: { members: 'value' }, key: 'name', default: 'value' }],
    accesses: [{ kind: 'result', of: { endings: ['AppSettings'] }, mode: 'read' }, { kind: 'call', callee: ['write'], mode: 'write', key: 'arg0', scope: 'names' }],
  };
  it.each<readonly [string, string, string]>([
    ['nothing', 'by a helper', `function begin(now: AppSettings) { setFirst(now.limit === 0); tryWrite({ limit: 1 }); }\nbegin(settings);`],
    ['missing', 'where it is another setting that is noted', `function begin(now: AppSettings) { setFirst(now.limit === 0); tryWrite({ other: 1 }); }\nbegin(settings);`],
  ])('%s: %s', (kind, _, main) => {
    const files = {
      'src/settings.ts': 'export interface AppSettings { limit: number; other: number }\nexport const DEFAULTS: AppSettings = { limit: 5, other: 1 };\nexport const settings: AppSettings = JSON.parse(process.argv[2]!);\nexport declare function write(part: Partial<AppSettings>): void;\n',
      'src/main.ts': `import { DEFAULTS, settings, write, type AppSettings } from './settings.ts';\ndeclare const app: { get(path: string, handler: () => unknown): void };\nvoid DEFAULTS;\nfunction tryWrite(part: Partial<AppSettings>) { try { write(part); } catch { console.log('no'); } }\nlet isFirst = false;\nfunction setFirst(value: boolean) { isFirst = value; }\napp.get('/', () => isFirst);\n${main}\n`,
    };
    expect(judgeRule(rule, files, { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: [NOTES] } }).filter(({ entry }) => entry.key === 'limit').map(({ entry }) => entry.kind).join() || 'nothing').toBe(kind);
  });
});

describe('a value that one call was given', () => {
  const plan = (rest: string): string => `function plan(limit: number) { setTimeout(() => { console.table(limit); }, 50); }\nplan(${L});\n${rest}`;
  it.each<readonly [string, string, string]>([
    ['nothing', 'what its own delay runs with', plan(`app.get('/', () => plan(${L}));`)],
    ['nothing', 'what runs with it through a helper', `async function flush(n: number) { console.table(n); }\nfunction plan(limit: number) { setTimeout(() => { void flush(limit); }, 50); }\nplan(${L});\napp.get('/', () => plan(${L}));`],
    ['missing', 'a delay that sets itself up again', `function plan(limit: number) { setTimeout(() => { console.table(limit); plan(limit); }, 50); }\nplan(${L});`],
    ['missing', 'a timer that goes on', `function plan(limit: number) { setInterval(() => { console.table(limit); }, 50); }\nplan(${L});`],
  ])('%s: %s', (kind, _, main) => {
    expect(said(main)).toBe(kind);
  });
});

describe('what empties a cache', () => {
  const cache = (more: string): string =>
    `const cache = new Map<string, { key: string }>();\nfunction of(name: string, limit: number) { const key = JSON.stringify({ name, limit }); if (cache.get(name)?.key === key) return 1; cache.set(name, { key }); return 2; }\nof('boot', ${L});\napp.get('/', request => of(request.url, ${L}));\n${more}`;
  it.each<readonly [string, string, string]>([
    ['nothing', 'is no use of what is in it', cache(`app.post('/clear', () => cache.clear());`)],
  ])('%s: %s', (kind, _, main) => {
    expect(said(main)).toBe(kind);
  });
});
