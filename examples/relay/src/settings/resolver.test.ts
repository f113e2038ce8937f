import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import './definitions/index.ts';
import { SettingsDatabase } from './database.ts';
import { SettingsDispatcher } from './dispatcher.ts';
import { registry } from './registry.ts';
import { ConfigResolver } from './resolver.ts';
import { SettingRefused, SettingsService } from './service.ts';

let directory: string;
let resolver: ConfigResolver;
let service: SettingsService;
const threshold = registry.lookup('queue', 'poison_threshold');

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'relay-settings-'));
  const database = new SettingsDatabase(join(directory, 'settings.json'));
  resolver = new ConfigResolver(registry, database);
  service = new SettingsService(database, resolver, new SettingsDispatcher(registry, resolver));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true });
});

it('asks override, database, environment and default in this order', async () => {
  expect(await resolver.getInt('queue', 'poison_threshold')).toBe(3);
  vi.stubEnv('RELAY_QUEUE_POISON_THRESHOLD', '4');
  expect(await resolver.getInt('queue', 'poison_threshold')).toBe(4);
  await service.store(threshold, '5');
  expect(await resolver.getInt('queue', 'poison_threshold')).toBe(5);
  await service.override(threshold, 6);
  expect(await resolver.getInt('queue', 'poison_threshold')).toBe(6);
  await service.reset(threshold);
  expect(await resolver.getInt('queue', 'poison_threshold')).toBe(4);
});

it('passes over what the type refuses, and says so', async () => {
  vi.stubEnv('RELAY_QUEUE_POISON_THRESHOLD', 'many');
  expect(await resolver.explain(threshold)).toEqual({
    value: 3,
    source: 'default',
    rejected: [{ source: 'environment', why: 'is not a whole number' }],
  });
});

it('refuses edits of settings that are fixed while the process runs', async () => {
  await expect(service.store(registry.lookup('log', 'format'), 'text')).rejects.toThrow(SettingRefused);
});
