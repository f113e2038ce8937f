import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ghostwire } from './cli.ts';

const relay = fileURLToPath(new URL('../../examples/relay', import.meta.url));
const expected: { readonly [rule: string]: readonly string[] } = JSON.parse(readFileSync(join(relay, 'test/expected-findings.json'), 'utf8'));
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ghostwire-relay-'));
  cpSync(relay, copy, { recursive: true, filter: path => !/node_modules|\/dist$/.test(path) });
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

interface Report {
  readonly findings: readonly { readonly rule: string; readonly entry: string; readonly status: string }[];
}

/** The example without its baseline: every finding, marked ones left out. */
const findings = (): readonly { readonly rule: string; readonly entry: string }[] => {
  rmSync(join(copy, 'baselines'), { recursive: true, force: true });
  const report: Report = JSON.parse(ghostwire(copy, ['--format', 'json']).out);
  return report.findings.filter(finding => finding.status === 'new');
};

describe('the example service', () => {
  it('RR10 ends with 0 under its own baseline', () => {
    const { code, out } = ghostwire(relay);
    expect(out).toMatch(/nothing new/);
    expect(code).toBe(0);
  });

  it('GW38 holds exactly the ghosts that are known, and never the settings that are live', () => {
    const ghosts = findings().filter(finding => finding.rule === 'bootstrap-wiring').map(finding => finding.entry).sort();
    expect(ghosts).toEqual([...expected['bootstrap-wiring']!].sort());
    for (const live of ['delivery.worker_enabled', 'delivery.max_attempts', 'delivery.circuit_breaker_enabled', 'delivery.circuit_breaker_threshold', 'metrics.push_url', 'log.level', 'api.listen_port', 'retention.delivered_hours']) {
      expect(ghosts.filter(entry => entry.startsWith(`${live}:`))).toEqual([]);
    }
  });

  it.each(Object.keys(expected))('holds exactly the debt of %s that is known', rule => {
    expect(findings().filter(finding => finding.rule === rule).map(finding => finding.entry).sort()).toEqual([...expected[rule]!].sort());
  });
});
