import { describe, expect, it } from 'vitest';
import { judgeRule, type Files } from '../../testing/program.ts';
import rule from './rule.ts';

/** `message slot` of each finding; the messages are those of the rule, so that a kind cannot pass for another. */
function told(files: Files | string, options: { readonly [name: string]: readonly string[] } = {}): string[] {
  const program = typeof files === 'string' ? { 'src/a.ts': files } : files;
  return judgeRule(rule, program, { options }).map(({ message, entry }) => `${message} ${entry.key.slice(entry.key.indexOf('#') + 1, entry.key.lastIndexOf('='))}`);
}

describe('a unit that does not fit, however it is spelled', () => {
  it.each<[string, string | Files, readonly string[]]>([
    ['an option', 'open({ timeoutSeconds: 30_000 });', ['magnitude timeoutSeconds']],
    ['a quoted option with dashes', "open({ 'timeout-seconds': 30_000 });", ['magnitude timeout-seconds']],
    ['an abbreviated unit', 'open({ timeout_s: 60_000 });', ['magnitude timeout_s']],
    ['an exponent', 'open({ timeoutSeconds: 3e4 });', ['magnitude timeoutSeconds']],
    ['hex', 'open({ timeoutSeconds: 0x7530 });', ['magnitude timeoutSeconds']],
    ['a text', "open({ timeoutSeconds: Number('30000') });", ['magnitude timeoutSeconds']],
    ['a name that states no unit, beside what takes milliseconds', 'const STALE_INTERVAL = 5 * 60;\nexport const isStale = (seen: number) => Date.now() - seen > STALE_INTERVAL;', ['named STALE_INTERVAL']],
    ['both sides of a choice', 'open({ timeoutSeconds: slow ? 60_000 : 30_000 });', ['magnitude timeoutSeconds', 'magnitude timeoutSeconds']],
    ['a field', 'class C { idleTimeoutSeconds = 30_000; }', ['magnitude idleTimeoutSeconds']],
    ['an assignment', 'client.idleTimeoutSeconds = 30_000;', ['magnitude idleTimeoutSeconds']],
    ['a parameter', 'export function f(timeoutSeconds = 30_000) { wait(timeoutSeconds); }', ['magnitude timeoutSeconds']],
    ['the default of an option', 'export const f = (options: O) => open({ wait: options.timeoutSeconds ?? 30_000 });', ['magnitude timeoutSeconds']],
    ['a default that is kept under its name', 'const DEFAULT_LIMITS = { idleTimeoutSeconds: 30_000 };', ['magnitude DEFAULT_LIMITS.idleTimeoutSeconds']],
    ['a constant product', 'const TTL_SECONDS = 5 * 60 * 1000; keep({ ttl: TTL_SECONDS });', ['magnitude TTL_SECONDS']],
    ['minutes as milliseconds', 'open({ cacheTtlMinutes: 60 * 60 * 1000 });', ['magnitude cacheTtlMinutes']],
    ['days as hours', 'open({ retentionDays: 30 * 24 });', ['magnitude retentionDays']],
    ['megabytes as bytes', 'open({ maxFileSizeMb: 10 * 1024 * 1024 });', ['magnitude maxFileSizeMb']],
    ['milliseconds as seconds', 'open({ delayMs: 5 * 60 });', ['magnitude delayMs']],
    ['seconds in a timer', 'const WAIT_SECONDS = 30; setTimeout(f, WAIT_SECONDS);', ['unit WAIT_SECONDS']],
    ['milliseconds where seconds are kept', 'const WAIT_MS = 500; redis.setex(key, WAIT_MS, value);', ['unit WAIT_MS']],
    ['an enum member', 'enum Wait { shortSeconds = 5 } setTimeout(f, Wait.shortSeconds);', ['unit Wait.shortSeconds']],
    ['a static field', 'class C { static readonly WAIT_SECONDS = 5; run() { setTimeout(f, C.WAIT_SECONDS); } }', ['unit WAIT_SECONDS']],
    ['through a namespace', { 'src/t.ts': 'export const WAIT_SECONDS = 5;', 'src/a.ts': "import * as t from './t.ts'; setTimeout(f, t.WAIT_SECONDS);" }, ['unit WAIT_SECONDS']],
    ['through another name', 'const WAIT_SECONDS = 5; const wait = WAIT_SECONDS; setTimeout(f, wait);', ['unit WAIT_SECONDS']],
  ])('told: %s', (_, files, expected) => expect(told(files)).toEqual(expected));

  it.each([
    ['a conversion', 'const WAIT_SECONDS = 5; setTimeout(f, WAIT_SECONDS * 1000);'],
    ['whole hours', 'open({ ttlSeconds: 36_000 });'],
    ['a week and a year', 'open({ ttlSeconds: 604_800 }); open({ maxAgeSeconds: 31_536_000 });'],
    ['milliseconds', 'open({ delayMs: 5 * 60 * 1000 });'],
    ['a quotient', 'open({ ttlSeconds: 86_400_000 / 1000 });'],
    ['megabytes', 'open({ maxFileSizeMb: 10 });'],
    ['a comparison of what passed', 'const LIMIT_SECONDS = 30; if (elapsedMs / 1000 > LIMIT_SECONDS) stop();'],
  ])('not told: %s', (_, files) => expect(told(files).filter(each => /^(unit|magnitude) /.test(each))).toEqual([]));
});

describe('a policy that is stated again, however it is spelled', () => {
  const again = (a: string, b: string, c: string, more: Files = {}): number => told({ 'src/a.ts': a, 'src/b.ts': b, 'src/c.ts': c, ...more }).filter(each => each.startsWith('repeated ')).length;
  it.each<[string, readonly [string, string, string], number]>([
    ['three units', ['export const ORDER_LOCK_TTL_SECONDS = 300;', "open({ orderLockTtl: ms('5m') });", 'class C { orderLockTtlMinutes = 5; }'], 3],
    ['a default among them', ['const DEFAULT_LOCK_TTL_MS = 5_000; keep({ ttl: DEFAULT_LOCK_TTL_MS });', 'open({ lockTtlMs: 5e3 });', 'open({ lock_ttl_ms: 5 * 1000 });'], 3],
    ['plural and singular', ['open({ uploadRetries: 4 });', 'open({ uploadRetry: 4 });', 'class C { uploadRetries = 4; }'], 3],
    ['two that drift apart', ['open({ lockTtlMs: 5_000 });', 'open({ lockTtlMs: 5_000 });', 'open({ lockTtlMs: 6_000 });'], 0],
    ['limits that are only named', ['export const MAX_NAME_BYTES = 4_096;', 'export const MAX_NAME_BYTES = 4_096;', 'export const MAX_NAME_BYTES = 4_096;'], 0],
    ['judgements of no name', ['if (score < 0.35) stop();', 'if (score < 0.35) stop();', 'if (score < 0.35) stop();'], 0],
  ])('%s', (_, [a, b, c], expected) => expect(again(a, b, c)).toBe(expected));
  it('does not count tests and scripts', () => {
    const line = 'open({ lockTtlMs: 5_000 });';
    expect(told({ 'src/a.ts': line, 'src/b.ts': line, 'src/c.test.ts': line, 'scripts/d.ts': line })).toEqual(['setting lockTtlMs', 'setting lockTtlMs']);
  });
});

describe('a setting beside a number, however it is spelled', () => {
  const settings = (...given: readonly string[]): string => `export function register(registry: { register(definition: object): void }): void {\n${given.join('\n')}\n}\n`;
  const poll = "registry.register({ namespace: 'queue', key: 'poll_interval_ms', type: 'int', default: 5_000 });";
  it.each<[string, string, readonly string[]]>([
    ['an option in seconds', 'open({ pollIntervalSeconds: 5 });', ['repeats pollIntervalSeconds']],
    ['the default of an option', 'export const f = (options: O) => options.pollIntervalMs ?? 5_000;', ['repeats pollIntervalMs']],
    ['another default of an option', 'export const f = (options: O) => options.pollIntervalMs ?? 7_000;', ['drifts pollIntervalMs']],
    ['an object of defaults', 'export const defaultOptions = { pollIntervalMs: 7_000 };', ['drifts defaultOptions.pollIntervalMs']],
    ['a product in minutes', 'class Queue { pollIntervalMinutes = 5 / 60; }', ['repeats pollIntervalMinutes']],
    ['a number in a unit that nobody states', 'open({ pollInterval: 5 });', ['setting pollInterval']],
    ['a part of arithmetic', 'open({ pollIntervalMs: 2_500 * 2 ** n });', ['setting pollIntervalMs']],
  ])('%s', (_, line, expected) => expect(told({ 'src/settings.ts': settings(poll), 'src/queue.ts': line })).toEqual(expected));
});

describe('what is left out on request, however it is called', () => {
  it.each<[string, string, readonly string[]]>([
    ['a method', 'await clock.sleep(250);', []],
    ['an optional one', 'await this.clock?.sleep(250);', []],
    ['a constant that goes nowhere else', 'const WAIT = 250; await sleep(WAIT); await clock.sleep(WAIT);', []],
    ['a constant that goes elsewhere too', 'const WAIT = 6_000; await sleep(WAIT); setTimeout(f, WAIT);', ['named WAIT']],
    ['the options of a constructor', 'new Pool({ max: 10, idleTimeoutMs: 5_000 });', []],
    ['another function', 'await nap(250);', ['name nap.0']],
  ])('ignoreCallees: %s', (_, source, expected) => expect(told(source, { ignoreCallees: ['sleep', 'Pool'] })).toEqual(expected));
  it.each<[string, string, readonly string[]]>([
    ['an option', 'read({ pageSize: 50 });', []],
    ['an option inside others', 'read({ page: { pageSize: 50 } });', []],
    ['a field', 'class C { pageSize = 50; }', []],
    ['a member by its whole name', 'const LIMITS = { wait: 5_000, pause: 6_000 }; setTimeout(f, LIMITS.wait); setTimeout(f, LIMITS.pause);', ['named LIMITS.pause']],
    ['a word of a name', 'read({ resultPageSize: 50 });', ['name resultPageSize']],
  ])('ignoreKeys: %s', (_, source, expected) => expect(told(source, { ignoreKeys: ['pageSize', 'LIMITS.wait'] })).toEqual(expected));
});

describe('a name or a setting, by who runs the package', () => {
  const lines = 'const WAIT = 5_000; setTimeout(f, WAIT); setTimeout(f, 6_000); class C { retryDelayMs = 250; } open({ retries: 3 });';
  const manifest = (more: object): Files => ({ 'package.json': JSON.stringify({ name: 'x', ...more }), 'src/a.ts': lines });
  it.each<[string, Files, readonly string[]]>([
    ['a service', manifest({ private: true }), ['named WAIT', 'setting setTimeout.1', 'setting retryDelayMs', 'setting retries']],
    ['an extension of an editor', manifest({ engines: { vscode: '^1.90.0' } }), ['name setTimeout.1', 'name retries']],
    ['a command', manifest({ bin: './x.js' }), ['name setTimeout.1', 'name retries']],
    ['a published library', manifest({ files: ['dist'] }), ['name setTimeout.1', 'name retries']],
    ['a page', manifest({ private: true, dependencies: { 'react-dom': '^19' } }), ['name setTimeout.1', 'name retries']],
    ['a server that draws pages', manifest({ private: true, dependencies: { 'react-dom': '^19', next: '^16' } }), ['named WAIT', 'setting setTimeout.1', 'setting retryDelayMs', 'setting retries']],
    ['a command line that serves', manifest({ bin: './x.js', oclif: {}, dependencies: { express: '^5' } }), ['name setTimeout.1', 'name retries']],
    ['a published server', manifest({ bin: './x.js', dependencies: { fastify: '^5' } }), ['named WAIT', 'setting setTimeout.1', 'setting retryDelayMs', 'setting retries']],
    ['a published program that is started', manifest({ files: ['dist'], scripts: { start: 'node dist' } }), ['named WAIT', 'setting setTimeout.1', 'setting retryDelayMs', 'setting retries']],
  ])('%s', (_, files, expected) => expect(told(files)).toEqual(expected));
  it('takes what a server is made of for operated', () => {
    const parts = { 'package.json': '{ "workspaces": ["packages/*"] }', 'packages/api/package.json': '{ "name": "@x/api", "private": true, "dependencies": { "express": "5", "@x/queue": "*" } }', 'packages/api/src/a.ts': 'export {};' };
    const queue = { 'packages/queue/package.json': '{ "name": "@x/queue", "files": ["dist"] }', 'packages/queue/src/a.ts': 'const WAIT = 5_000; setTimeout(f, WAIT);' };
    expect(told({ ...parts, ...queue })).toEqual(['named WAIT']);
    expect(told({ 'package.json': '{ "workspaces": ["packages/*"] }', ...queue })).toEqual([]);
  });
  it('takes what only pages are made of for a part of them', () => {
    const files = (server: string): Files => ({
      'package.json': '{ "workspaces": ["*"] }', 'web/package.json': '{ "name": "@x/web", "private": true, "dependencies": { "vue": "3", "@x/client": "*" } }', 'web/src/a.ts': 'export {};',
      'api/package.json': `{ "name": "@x/api", "private": true, "dependencies": { "fastify": "5"${server} } }`, 'api/src/a.ts': 'export {};',
      'client/package.json': '{ "name": "@x/client", "private": true }', 'client/src/a.ts': 'const WAIT = 5_000; setTimeout(f, WAIT); open({ retries: 3 });',
    });
    expect(told(files(''))).toEqual(['name retries']);
    expect(told(files(', "@x/client": "*"'))).toEqual(['named WAIT', 'setting retries']);
  });
});
