import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { judge as judgeProgram } from '../../core/judge.ts';
import { link } from '../../core/link.ts';
import type { FileFacts } from '../../core/model.ts';
import { factsOf, noOptions, projectOf, type Files } from '../../testing/program.ts';
import rule from './rule.ts';

const ROOT = new URL('../../../examples/relay/', import.meta.url);
const RELAY: Files = Object.fromEntries(['package.json', ...(readdirSync(new URL('src', ROOT), { recursive: true }) as string[]).filter(path => path.endsWith('.ts')).map(path => `src/${path.replaceAll('\\', '/')}`)]
  .map(path => [path, readFileSync(new URL(path, ROOT), 'utf8')]));

const OPTIONS = { ...noOptions, entries: { api: ['src/api/main.ts'], worker: ['src/worker/main.ts'] }, vocabularies: ['registry'] };
const kept = new Map<string, FileFacts>();

/** All but two or three files are the same in every variation, so their facts are kept; one order of the files is enough here. */
function judge(files: Files): string[] {
  const facts = Object.keys(files).sort().filter(path => path.endsWith('.ts')).map(path => {
    const key = `${path}\n${files[path]!}`;
    const known = kept.get(key) ?? factsOf({ [path]: files[path]! })[0]!; // One source gives one.
    kept.set(key, known);
    return known;
  });
  const program = link({ files: facts, project: projectOf(files, OPTIONS.vocabularies), options: OPTIONS });
  const { findings, problems } = judgeProgram(program, [{ rule, severity: 'error', options: rule.defaults }]);
  if (problems.length > 0) throw new Error(problems.map(problem => `${problem.file}: ${problem.message}`).join('\n'));
  return findings.filter(({ excuse }) => excuse !== 'given').map(({ entry }) => `${entry.key}:${entry.kind}`).sort();
}

const UNTOUCHED = judge(RELAY);

/** The example with every pair of texts replaced in a file; each must be there. */
function withChanges(changes: readonly (readonly [path: string, from: string, to: string])[]): Files {
  const files: { [path: string]: string } = { ...RELAY };
  for (const [path, from, to] of changes) {
    if (!files[path]!.includes(from)) throw new Error(`${path} has no \`${from}\``);
    files[path] = files[path]!.replaceAll(from, to);
  }
  return files;
}

const flagged = (file: string, key: string): readonly [string, string, string] => [`src/settings/definitions/${file}.ts`, `key: '${key}',`, `key: '${key}', restartRequired: true,`];

const COURIER = 'src/worker/delivery/courier.ts';
const LOOP = 'src/worker/delivery/loop.ts';
const MAIN = 'src/worker/main.ts';
/** A field in a class, filled by a method that the worker calls while it boots. */
const intoField = (path: string, before: string, field: string, read: string, start: string): (readonly [string, string, string])[] => [
  [path, read, `this.${field}`],
  [path, before, `private ${field} = 0 as never;\n  async prepare(): Promise<void> { this.${field} = (${read.replace(/^\((.*)\)$/, '$1')}) as never; }\n\n  ${before}`],
  [MAIN, 'if (backup) await backup.start();', `${start}\n  if (backup) await backup.start();`],
];
const get = (kind: string, ns: string, key: string): string => `await this.resolver.get${kind}('${ns}', '${key}')`;

describe('a live read that is hoisted', () => {
  it.each<readonly [string, readonly (readonly [string, string, string])[]]>([
    ['delivery.timeout_ms', intoField(COURIER, 'async deliver(', 'kept', get('Int', 'delivery', 'timeout_ms'), 'await courier.prepare();')],
    ['delivery.max_attempts', intoField(COURIER, 'async deliver(', 'kept', get('Int', 'delivery', 'max_attempts'), 'await courier.prepare();')],
    ['delivery.backoff_base_ms', intoField(COURIER, 'async deliver(', 'kept', get('Int', 'delivery', 'backoff_base_ms'), 'await courier.prepare();')],
    ['delivery.backoff_max_ms', intoField(COURIER, 'async deliver(', 'kept', get('Int', 'delivery', 'backoff_max_ms'), 'await courier.prepare();')],
    ['delivery.signing_secret', intoField(COURIER, 'async deliver(', 'kept', get('String', 'delivery', 'signing_secret'), 'await courier.prepare();')],
    ['queue.lease_ms', intoField('src/worker/lease-reaper.ts', 'private async reap(', 'kept', get('Int', 'queue', 'lease_ms'), 'await reaper.prepare();')],
    ['retention.delivered_hours', intoField('src/worker/retention/sweep.ts', 'private async sweep(', 'kept', get('Int', 'retention', 'delivered_hours'), 'await sweep.prepare();')],
    ['metrics.report_enabled', intoField('src/worker/metrics/reporter.ts', 'private async tick(', 'kept', get('Bool', 'metrics', 'report_enabled'), 'await reporter.prepare();')],
    ['delivery.circuit_breaker_enabled', [
      ['src/worker/delivery/breaker.ts', `(${get('Bool', 'delivery', 'circuit_breaker_enabled')})`, 'this.enabled'],
      ['src/worker/delivery/breaker.ts', '(private readonly resolver: ConfigResolver)', '(private readonly resolver: ConfigResolver, private readonly enabled: boolean)'],
      [MAIN, 'new CircuitBreaker(resolver)', "new CircuitBreaker(resolver, await resolver.getBool('delivery', 'circuit_breaker_enabled'))"],
    ]],
    ['queue.batch_size', [
      [LOOP, "await this.resolver?.getInt('queue', 'batch_size')", 'this.batchSize'],
      [LOOP, 'private readonly concurrency: number;', 'private readonly concurrency: number;\n  private readonly batchSize: number;'],
      [LOOP, 'this.concurrency = options.concurrency;', 'this.concurrency = options.concurrency;\n    this.batchSize = options.batchSize;'],
      [LOOP, 'readonly concurrency: number;\n}', 'readonly concurrency: number;\n  readonly batchSize: number;\n}'],
      [MAIN, "concurrency: await resolver.getInt('delivery', 'concurrency'),", "concurrency: await resolver.getInt('delivery', 'concurrency'),\n    batchSize: await resolver.getInt('queue', 'batch_size'),"],
    ]],
    ['delivery.poll_interval_ms', [
      [LOOP, 'while (!signal.aborted) {', 'const restMs = await this.pollInterval();\n    while (!signal.aborted) {'],
      [LOOP, 'await pause(await this.pollInterval(), signal)', 'await pause(restMs, signal)'],
    ]],
    ['api.page_size', [
      ['src/api/messages.ts', "await context.resolver.getInt('api', 'page_size')", 'context.pageSize'],
      ['src/api/context.ts', 'readonly queue: QueueStore;', 'readonly queue: QueueStore;\n  readonly pageSize: number;'],
      ['src/api/main.ts', 'createRelayServer({ queue,', "createRelayServer({ pageSize: await resolver.getInt('api', 'page_size'), queue,"],
    ]],
    ['api.admin_enabled', [
      ['src/api/admin/access.ts', "(await resolver.getBool('api', 'admin_enabled'))", 'adminEnabled.value'],
      ['src/api/admin/access.ts', 'const LOOPBACK', 'export const adminEnabled = { value: true };\nconst LOOPBACK'],
      ['src/api/main.ts', "import { RateLimiter }", "import { adminEnabled } from './admin/access.ts';\nimport { RateLimiter }"],
      ['src/api/main.ts', 'const limiter = new', "adminEnabled.value = await resolver.getBool('api', 'admin_enabled');\n  const limiter = new"],
    ]],
    ['log.level', [['src/boot/settings.ts', 'dispatcher.subscribe(new LogLevelSubscriber());', ''], ['src/boot/settings.ts', "import { LogLevelSubscriber } from '../log/level-subscriber.ts';", '']]],
    ['api.rate_limit_burst', [['src/api/rate-limit.ts', "[SettingNamespace.Api, 'rate_limit_burst'],", ''], ['src/api/rate-limit.ts', "    this.burst = await resolver.getInt('api', 'rate_limit_burst');\n", ''],
      ['src/api/rate-limit.ts', 'await this.settingsChanged(resolver);', "await this.settingsChanged(resolver);\n    this.burst = await resolver.getInt('api', 'rate_limit_burst');"]]],
  ])('misses a flag on %s', (key, changes) => {
    expect(judge(withChanges(changes))).toEqual([...UNTOUCHED, `${key}:missing`].sort());
  });
});

describe('a captured value that is read where it is used', () => {
  it.each<readonly [string, readonly (readonly [string, string, string])[]]>([
    ['delivery.concurrency', [[LOOP, 'this.inFlight.size >= this.concurrency', "this.inFlight.size >= (await this.courier.resolver.getInt('delivery', 'concurrency'))"], [COURIER, 'private readonly resolver', 'readonly resolver'],
      [LOOP, 'this.concurrency = options.concurrency;', ''], [MAIN, "concurrency: await resolver.getInt('delivery', 'concurrency'),", 'concurrency: 1,']]],
    ['log.format', [['src/boot/settings.ts', "setLogFormat(String(resolveInitValue(SettingNamespace.Log, 'format')));", ''], ['src/log/log.ts', 'const line = asText', "const line = resolveInitValue('log', 'format') === 'text'"],
      ['src/log/log.ts', 'const LEVELS', "import { resolveInitValue } from '../settings/init.ts';\nconst LEVELS"]]],
    ['metrics.push_enabled', [[MAIN, "(await resolver.getBool('metrics', 'push_enabled')) ? new MetricsPusher(resolver, workerId) : null", 'new MetricsPusher(resolver, workerId)'],
      ['src/worker/metrics/pusher.ts', 'const labels =', "if (!(await this.resolver.getBool('metrics', 'push_enabled'))) return;\n    const labels ="]]],
    // Flags put on settings that are live as they stand.
    ...([['delivery', 'timeout_ms'], ['delivery', 'max_attempts'], ['delivery', 'signing_secret'], ['delivery', 'poll_interval_ms'], ['delivery', 'worker_enabled'], ['queue', 'lease_ms'], ['queue', 'batch_size'],
      ['retention', 'delivered_hours'], ['api', 'page_size'], ['api', 'max_body_bytes'], ['api', 'admin_enabled'], ['api', 'rate_limit_burst'], ['log', 'level'], ['metrics', 'report_interval_ms'], ['metrics', 'report_enabled']] as const)
      .map(([file, key]) => [`${file}.${key}`, [flagged(file, key)]] as const),
  ])('proves the flag on %s unnecessary', (key, changes) => {
    const others = UNTOUCHED.filter(entry => !entry.startsWith(`${key}:`));
    expect(judge(withChanges(changes))).toEqual([...others, `${key}:unnecessary`].sort());
  });
});
