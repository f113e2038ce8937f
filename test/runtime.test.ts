import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRepository } from '../bench/injection/repository.ts';
import { settings } from '../src/analyses/settings/analysis.ts';
import { wiring } from '../src/analyses/wiring/analysis.ts';

/**
 * What really happens is the judge: the example boots in its default configuration with every read of a setting written
 * down, and no setting that was read may be called dead.
 */
const relay = path.resolve(import.meta.dirname, '../examples/relay');
const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-runtime-'));
const log = path.join(directory, 'reads.txt');
const children: ChildProcess[] = [];
let receiver: Server;

beforeAll(async () => {
  await build({
    entryPoints: [path.join(relay, 'src/api/main.ts'), path.join(relay, 'src/worker/main.ts')],
    bundle: true, platform: 'node', format: 'esm', outdir: path.join(directory, 'dist'), outExtension: { '.js': '.mjs' }, logLevel: 'silent',
    plugins: [{ name: 'write-reads-down', setup: builder => builder.onLoad({ filter: /settings[\\/](resolver|init)\.ts$/ }, ({ path: file }) => ({ loader: 'ts', contents: instrumented(fs.readFileSync(file, 'utf8')) })) }],
  });
  receiver = createServer((request, response) => { request.resume().on('end', () => response.writeHead(204).end()); });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});

afterAll(() => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  receiver.close();
  fs.rmSync(directory, { recursive: true, force: true });
});

it('calls no setting dead that the running example reads', async () => {
  const { port } = await start('api', 'listening');
  await start('worker', 'working');
  const api = `http://127.0.0.1:${String(port)}`;
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const sent = await fetch(`${api}/messages`, { method: 'POST', body: JSON.stringify({ url, payload: { hello: 'world' } }) });
  const { id } = (await sent.json()) as { id: string };
  for (let state: unknown; state !== 'delivered'; await sleep(25)) state = ((await (await fetch(`${api}/messages/${id}`)).json()) as { state?: unknown }).state;
  await fetch(`${api}/messages`);
  await fetch(`${api}/admin`);
  await sleep(1_000);
  const seen = [...new Set(fs.readFileSync(log, 'utf8').trim().split('\n'))].sort();
  expect(seen.length).toBeGreaterThan(15);

  const config = JSON.parse(fs.readFileSync(path.join(relay, 'ghostwire.config.json'), 'utf8'));
  const program = openRepository(relay, { vocabularies: config.vocabularies, entries: { app: config.entries }, env: { allow: [] }, external: [], profiles: {} }, config.include).mutated(new Map());
  const registered = program.model(settings).settings;
  const { wirings } = program.model(wiring);
  const verdicts = new Map(wirings.map(({ setting, verdict }) => [registered[setting]!.key, verdict]));
  // A gate that is looked at only at boot is read, and switching it on changes nothing all the same.
  const bootGates = new Set(wirings.filter(({ setting, gates }) => gates.includes(setting)).map(({ setting }) => registered[setting]!.key));
  expect([...bootGates]).toEqual(['archive.enabled']);
  const dead = ['ghost-wired', 'misleading-default', 'self-gated', 'unread', 'test-only', 'write-only', 'mention-only', 'default-off', 'escaped'];
  expect(seen.filter(key => !verdicts.has(key))).toEqual([]);
  expect(seen.filter(key => dead.includes(verdicts.get(key)!) && !bootGates.has(key)).map(key => `${key} ${verdicts.get(key)!}`)).toEqual([]);
}, 30_000);

/** A line in the log for each read: by the resolver, and by what reads before there is one. */
function instrumented(text: string): string {
  const note = (key: string): string => `appendFileSync(process.env.READS!, ${key} + '\\n');`;
  const changed = text
    .replace(/(private async answer\([^)]*\)[^{]*\{)/, (_, head: string) => `${head} ${note("namespace + '.' + key")}`)
    .replace(/(export function resolveInitValue\([^)]*\)[^{]*\{)/, (_, head: string) => `${head} ${note("namespace + '.' + key")}`);
  if (changed === text) throw new Error('the example reads its settings in another way now; instrument that');
  return `import { appendFileSync } from 'node:fs';\n${changed}`;
}

/** Starts one process of the example and waits for the log line that says it is ready. */
async function start(name: string, event: string): Promise<{ readonly port?: unknown }> {
  const child = spawn(process.execPath, [path.join(directory, 'dist', name, 'main.mjs')], {
    env: { PATH: process.env['PATH'], READS: log, RELAY_DATABASE_PATH: path.join(directory, 'data'), RELAY_PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) {
    const entry = JSON.parse(line) as { readonly event?: unknown; readonly port?: unknown };
    if (entry.event !== event) continue;
    child.stdout!.resume();
    return entry;
  }
  throw new Error(`${name} ended before it was ready`);
}
