import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { formatEntry } from '../src/core/entry.ts';
import type { Outcome } from '../src/core/model.ts';
import { rules } from '../src/rules/index.ts';
import { check } from '../src/testing/check.ts';

/** The example as it is on disk, so that a violation can be planted in memory and taken out again. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../examples/relay');
const relay: { readonly [path: string]: string } = Object.fromEntries(filesBelow('').map(path => [path, readFileSync(join(root, path), 'utf8')]));
const config = JSON.parse(relay['ghostwire.config.json']!);

const judge = (changed: { readonly [path: string]: string } = {}): Promise<Outcome> => check({ ...relay, ...changed }, {
  rules, today: '2026-01-01',
  config: { include: config.include, analysis: { vocabularies: config.vocabularies, entries: { app: config.entries }, env: config.env, external: config.external ?? [] } },
});

const replaced = (path: string, from: string, to: string): { readonly [path: string]: string } => {
  const text = relay[path];
  if (text === undefined || !text.includes(from)) throw new Error(`${path} no longer holds ${from}`);
  return { [path]: text.replace(from, to) };
};

/** For each rule one violation, and the entries that must turn up, and nothing else. */
const SABOTAGE: { readonly [rule: string]: { readonly change: { readonly [path: string]: string }; readonly entries: readonly string[] } } = {
  'bootstrap-wiring': {
    change: replaced('src/worker/main.ts', 'await sweep.start();', ''),
    entries: ['retention.delivered_hours:ghost-wired:RetentionSweep', 'retention.sweep_interval_ms:ghost-wired:RetentionSweep'],
  },
  'restart-required': {
    change: replaced('src/settings/definitions/queue.ts', "key: 'lease_ms',", "key: 'lease_ms',\n  restartRequired: true,"),
    entries: ['queue.lease_ms:'],
  },
  'long-running-loop-kill-switch': {
    change: replaced('src/worker/main.ts', 'await sweep.start();', "await sweep.start();\n  const beat = setInterval(() => counters.count('beat'), await resolver.getInt('metrics', 'report_interval_ms'));\n  signal.addEventListener('abort', () => clearInterval(beat));"),
    entries: ['src/worker/main.ts#setInterval:unguarded:main'],
  },
  'env-read': {
    change: replaced('src/worker/main.ts', 'await sweep.start();', "await sweep.start();\n  if (process.env['RELAY_SABOTAGE']) log.info('sabotage', {});"),
    entries: ['src/worker/main.ts#RELAY_SABOTAGE:read:main'],
  },
  'magic-numbers': {
    change: replaced('src/worker/main.ts', 'await sweep.start();', "await sweep.start();\n  await fetch('http://127.0.0.1', { signal: AbortSignal.timeout(7_777) });"),
    entries: ['src/worker/main.ts#AbortSignal.timeout.0=7777:timeout:main'],
  },
};

describe('a violation planted in the example', () => {
  it('stands out from green', async () => {
    const outcome = await judge();
    expect(outcome.problems).toEqual([]);
    expect(outcome.new.map(finding => `${finding.rule} ${formatEntry(finding.entry)}`)).toEqual([]);
    expect(outcome.markers).toEqual([]);
    expect(outcome.exitCode).toBe(0);
  });

  it.each(Object.keys(SABOTAGE))('turns %s red with exactly its entry', async rule => {
    const { change, entries } = SABOTAGE[rule]!;
    const outcome = await judge(change);
    const found = outcome.new.filter(finding => finding.rule === rule).map(finding => formatEntry(finding.entry));
    expect(found).toHaveLength(entries.length);
    entries.forEach((entry, i) => expect(found[i]!.startsWith(entry), `${found[i]} is ${entry}`).toBe(true));
    expect(outcome.problems).toEqual([]);
    expect(outcome.exitCode).toBe(1);
    expect((await judge()).exitCode, 'green again without it').toBe(0);
  });

  it('covers every rule there was when the gate was built', () => {
    expect(Object.keys(SABOTAGE).every(id => rules.some(rule => rule.id === id))).toBe(true);
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap(entry => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : filesBelow(path);
    return [path];
  });
}
