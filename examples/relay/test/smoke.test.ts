import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src', import.meta.url));
const received: { body: unknown; signature: unknown }[] = [];
const children: ChildProcess[] = [];
let directory: string;
let receiver: Server;
let api: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'relay-smoke-'));
  await build({
    entryPoints: [join(source, 'api/main.ts'), join(source, 'worker/main.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: join(directory, 'dist'),
    outExtension: { '.js': '.mjs' },
    logLevel: 'silent',
  });
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk));
    request.on('end', () => {
      received.push({ body: JSON.parse(body), signature: request.headers['x-relay-signature'] });
      response.writeHead(204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');

  const { port } = await start('api', 'listening');
  api = `http://127.0.0.1:${String(port)}`;
  await start('worker', 'working');
}, 10_000);

afterAll(async () => {
  for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
  receiver.close();
  await rm(directory, { recursive: true, force: true });
});

it('delivers a message, shows its settings, obeys them while running, and stops when asked', async () => {
  const { id } = await post({ hello: 'world' });
  await until(async () => (await stateOf(id)) === 'delivered');
  expect(received).toEqual([{ body: { hello: 'world' }, signature: expect.stringMatching(/^t=\d+,v1=[0-9a-f]{64}$/) }]);

  const page = await (await fetch(`${api}/admin`)).text();
  expect(page).toContain('delivery.worker_enabled');
  expect(page).not.toContain('smoke-secret');

  await change('delivery.worker_enabled', false);
  await sleep(1_500); // Longer than the worker takes to notice.
  const held = await post({ held: true });
  await sleep(300);
  expect(await stateOf(held.id)).toBe('pending');
  await change('delivery.worker_enabled', true);
  await until(async () => (await stateOf(held.id)) === 'delivered');

  const exits = children.map((child) => once(child, 'exit'));
  for (const child of children) child.kill('SIGTERM');
  expect((await Promise.all(exits)).map(([code]) => code as number)).toEqual([0, 0]);
}, 14_000);

/** Starts one process of the relay and waits for the log line that says it is ready. */
async function start(name: string, event: string): Promise<Record<string, unknown>> {
  const child = spawn(process.execPath, [join(directory, 'dist', name, 'main.mjs')], {
    env: {
      PATH: process.env.PATH,
      RELAY_DATABASE_PATH: join(directory, 'data'),
      RELAY_PORT: '0',
      RELAY_DELIVERY_POLL_INTERVAL_MS: '20',
      RELAY_DELIVERY_SIGNING_SECRET: 'smoke-secret',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! })) {
    const entry = JSON.parse(line) as Record<string, unknown>;
    if (entry.event !== event) continue;
    child.stdout!.resume();
    return entry;
  }
  throw new Error(`${name} ended before it was ready`);
}

async function post(payload: unknown): Promise<{ id: string }> {
  const { port } = receiver.address() as AddressInfo;
  const body = JSON.stringify({ url: `http://127.0.0.1:${port}/hook`, payload });
  const response = await fetch(`${api}/messages`, { method: 'POST', body });
  expect(response.status).toBe(202);
  return (await response.json()) as { id: string };
}

async function change(name: string, value: unknown): Promise<void> {
  const response = await fetch(`${api}/admin/settings/${name}`, { method: 'PUT', body: JSON.stringify({ value }) });
  expect(response.status).toBe(200);
}

async function stateOf(id: string): Promise<unknown> {
  const response = await fetch(`${api}/messages/${id}`);
  return ((await response.json()) as { state?: unknown }).state;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(25);
}
