import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { policyRelations } from './relations.ts';

const relations = (files: Files) => models(files).model(policyRelations);
const repeated = (files: Files): string[] => [...relations(files).repeated.keys()].map(({ file, slot }) => `${file} ${slot}`);

/** `slot key` of each number that repeats a registered default, `slot ≠ key` of each that drifts from one. */
function registered(defaults: { readonly [key: string]: number }, files: Files): string[] {
  const registrations = Object.entries(defaults).map(([key, value]) => `registry.register({ namespace: '${key.split('.')[0]}', key: '${key.split('.')[1]}', type: 'int', default: ${value} });`);
  const settings = `export function register(registry: { register(definition: object): void }): void {\n${registrations.join('\n')}\n}\n`;
  return [...relations({ 'src/settings.ts': settings, ...files }).counterparts].map(([{ slot }, { setting, same }]) => `${slot} ${same ? '' : '≠ '}${setting.key}`);
}

describe('a policy that is stated again', () => {
  const three = (line: string): Files => ({ 'src/a.ts': line, 'src/b.ts': line, 'src/c.ts': line });
  it('takes three files', () => {
    expect(repeated(three('connect({ handshakeTimeoutMs: 5_000 });'))).toEqual(['src/a.ts handshakeTimeoutMs', 'src/b.ts handshakeTimeoutMs', 'src/c.ts handshakeTimeoutMs']);
    expect(repeated({ 'src/a.ts': 'connect({ handshakeTimeoutMs: 5_000 }); connect({ handshakeTimeoutMs: 5_000 });', 'src/b.ts': 'connect({ handshakeTimeoutMs: 5_000 });' })).toEqual([]);
  });
  it('goes by the name, whatever its spelling and unit', () => {
    expect(repeated({ 'src/a.ts': 'const LOCK_TTL_SECONDS = 300;', 'src/b.ts': 'connect({ lockTtlMs: 300_000 });', 'src/c.ts': 'class C { lockTtlMinutes = 5; }' })).toHaveLength(3);
    expect(repeated({ 'src/a.ts': 'const LOCK_TTL_SECONDS = 300;', 'src/b.ts': 'connect({ lockTtlMs: 300 });', 'src/c.ts': 'class C { lockTtlMinutes = 5; }' })).toEqual([]);
  });
  it('counts a constant once, however often it is imported', () => {
    const use = "import { LOCK_TTL_MS } from './ttl.ts';\nlock({ ttl: LOCK_TTL_MS });";
    expect(repeated({ 'src/ttl.ts': 'export const LOCK_TTL_MS = 5_000;', 'src/a.ts': use, 'src/b.ts': use, 'src/c.ts': use })).toEqual([]);
  });
  it('leaves weights to their formulas and pages to their lists', () => {
    expect(repeated(three('open({ elasticityMultiplier: 2 });'))).toEqual([]);
    expect(repeated(three('client.rows({ ordersPageSize: 50 });'))).toEqual([]);
  });
  it('does not take a name that many share for one policy', () => {
    expect(repeated(three('connect({ timeout: 5_000 });'))).toHaveLength(3);
    expect(repeated({ 'src/a.ts': 'connect({ timeout: 5_000 });', 'src/b.ts': 'render({ timeout: 5_000 });', 'src/c.ts': 'wait({ timeout: 5_000 });' })).toEqual([]);
    for (const line of ['setTimeout(run, 5_000);', 'await sleep(250);', 'if (attempt > 5) stop();', 'const BATCH_SIZE = 100;', 'read({ limit: 50 });']) expect(repeated(three(line)), line).toHaveLength(line.startsWith('read') ? 3 : 0);
  });
  it('takes how long loops wait, and how much they do at once, for each loop\'s own', () => {
    for (const line of ['const WAIT_TIME = 10_000; poll(WAIT_TIME);', 'run({ minJitterMillis: 10 });', 'run({ numberOfParallelExecutions: 10 });', 'const SLEEP_TIME = 750; await sleep(SLEEP_TIME);']) expect(repeated(three(line)), line).toEqual([]);
  });
  it('takes a general name for one policy within a package', () => {
    expect(repeated(three('export const MAX_RETRIES = 3;'))).toHaveLength(3);
    const packages = Object.fromEntries(['a', 'b', 'c'].flatMap(name => [[`packages/${name}/package.json`, `{ "name": "${name}" }`], [`packages/${name}/src/a.ts`, 'export const MAX_RETRIES = 3;']]));
    expect(repeated({ 'package.json': '{ "workspaces": ["packages/*"] }', ...packages })).toEqual([]);
  });
  it('finds a judgement too, though it has a name', () => {
    expect(repeated(three('const NAME_SIMILARITY_THRESHOLD = 0.8; export const same = (similarity: number) => similarity > NAME_SIMILARITY_THRESHOLD;'))).toHaveLength(3);
  });
});

describe('a number and a setting of its meaning', () => {
  it('meet by the same words, or by what stands around the number', () => {
    expect(registered({ 'queue.poll_interval_ms': 5000 }, { 'src/a.ts': 'const QUEUE_POLL_INTERVAL_MS = 5_000;' })).toEqual(['QUEUE_POLL_INTERVAL_MS queue.poll_interval_ms']);
    expect(registered({ 'queue.poll_interval_ms': 5000, 'mail.poll_interval_ms': 5000 }, { 'src/a.ts': 'export class QueueReader { pollIntervalMs = 5_000; }' })).toEqual(['pollIntervalMs queue.poll_interval_ms']);
    expect(registered({ 'redis.timeout_ms': 5000 }, { 'src/redis.ts': 'connect({ timeout: 5_000 });' })).toEqual(['timeout redis.timeout_ms']);
    expect(registered({ 'mail.max_retries': 4 }, { 'src/a.ts': 'export function sendMail(options = { maxRetries: 4 }) {}' })).toEqual(['maxRetries mail.max_retries']);
  });
  it('meet where no other setting has these words', () => {
    expect(registered({ 'queue.poll_interval_ms': 5000 }, { 'src/a.ts': 'const pollIntervalMs = 5_000; setInterval(run, pollIntervalMs);' })).toEqual(['pollIntervalMs queue.poll_interval_ms']);
    expect(registered({ 'queue.poll_interval_ms': 5000, 'mail.poll_interval_ms': 9000 }, { 'src/a.ts': 'const pollIntervalMs = 5_000; setInterval(run, pollIntervalMs);' })).toEqual([]);
    expect(registered({ 'mail.max_retries': 4 }, { 'src/upload.ts': 'send({ maxRetries: 4 });' })).toEqual([]);
  });
  it('drift, units converted', () => {
    expect(registered({ 'queue.poll_interval_ms': 5000 }, { 'src/queue.ts': 'open({ pollIntervalSeconds: 5 });' })).toEqual(['pollIntervalSeconds queue.poll_interval_ms']);
    expect(registered({ 'queue.poll_interval_ms': 5000 }, { 'src/queue.ts': 'open({ pollIntervalSeconds: 7 });' })).toEqual(['pollIntervalSeconds ≠ queue.poll_interval_ms']);
    expect(registered({ 'queue.poll_interval': 5 }, { 'src/queue.ts': 'open({ pollIntervalMs: 5_000 });' }), 'the setting may be in seconds').toEqual([]);
  });
  it('are strangers where a word more or another role makes it another quantity', () => {
    const settings = { 'queue.poll_interval_ms': 5000, 'queue.batch_size': 50 };
    for (const line of ['open({ maxPollIntervalMs: 7_000 });', 'open({ pollTimeoutMs: 7_000 });', 'open({ mailPollIntervalMs: 7_000 });', 'open({ size: Math.min(batchSize, 500) });', 'if (batchSize > 500) stop();', 'setInterval(run, 7_000);', 'open({ pollIntervalMs: 250 * 2 ** n });']) {
      expect(registered(settings, { 'src/queue.ts': line }), line).toEqual([]);
    }
  });
  it('are told by `default-drift` where the constant is named as the default', () => {
    expect(registered({ 'queue.poll_interval_ms': 5000 }, { 'src/a.ts': 'export const DEFAULT_QUEUE_POLL_INTERVAL_MS = 7_000;' })).toEqual([]);
  });
});
