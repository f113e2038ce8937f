import { describe, expect, it } from 'vitest';
import { readBaseline } from './baseline.ts';
import { compare, staleEntries } from './compare.ts';
import type { Finding, Marker } from './model.ts';
import { suppress, type SuppressInput } from './suppress.ts';

const finding = (line: number, more: Partial<Finding> & { readonly column?: number } = {}): Finding => {
  const { column = 1, ...rest } = more;
  return { rule: 'env-read', message: 'm', text: 't', at: { file: 'a.ts', line, column, endLine: line, endColumn: column + 1 }, entry: { key: 'a.ts#X', kind: 'read', owner: 'A' }, severity: 'error', ...rest };
};
const marker = (line: number, more: Partial<Marker> = {}): Marker => ({
  rules: ['env-read'], reason: 'read before boot', at: { file: 'a.ts', line, column: 1, endLine: line, endColumn: 40 }, lastLine: line, reaches: [line + 1], ...more,
});
const run = (findings: readonly Finding[], markers: readonly Marker[], more: Partial<SuppressInput> = {}) => {
  const { kept, allowed, problems } = suppress({ findings, markers, rules: ['env-read', 'magic-numbers', 'restart-required'], ran: ['env-read', 'magic-numbers'], today: '2026-06-01', ...more });
  return { kept: kept.map(at), allowed: allowed.map(({ finding: of }) => at(of)), problems: problems.map(({ problem, at: place }) => `${problem}@${place.line}`) };
};
const at = ({ at: { line, column }, rule }: Finding): string => `${line}:${column} ${rule}`;

describe('suppression', () => {
  it('excuses one node of a line, and says so of the other', () => {
    expect(run([finding(2, { column: 1 }), finding(2, { column: 20 })], [marker(1)])).toEqual({ kept: ['2:20 env-read'], allowed: ['2:1 env-read'], problems: [] });
  });

  it('keeps what no marker can excuse, and leaves out what needs none; the marker is used in both cases', () => {
    expect(run([finding(2, { excuse: 'never' })], [marker(1)])).toEqual({ kept: ['2:1 env-read'], allowed: [], problems: [] });
    expect(run([finding(2, { excuse: 'given' })], [marker(1)])).toEqual({ kept: [], allowed: ['2:1 env-read'], problems: [] });
    expect(run([finding(2, { excuse: 'given' })], [])).toEqual({ kept: [], allowed: [], problems: [] });
  });

  it('excuses all that one rule says of one node', () => {
    expect(run([finding(2), finding(2, { message: 'other' })], [marker(1)]).kept).toEqual([]);
  });

  it('excuses a node for each rule that a marker names', () => {
    const both = marker(1, { rules: ['env-read', 'magic-numbers'] });
    expect(run([finding(2), finding(2, { rule: 'magic-numbers' })], [both])).toEqual({ kept: [], allowed: ['2:1 env-read', '2:1 magic-numbers'], problems: [] });
    expect(run([finding(2)], [both]).problems).toEqual(['unused@1']);
  });

  it('gives a node to the nearest marker, and reports the other as unused', () => {
    expect(run([finding(3)], [marker(1, { reaches: [3] }), marker(3, { reaches: [3] })])).toEqual({ kept: [], allowed: ['3:1 env-read'], problems: ['unused@1'] });
  });

  it('never crosses files', () => {
    expect(run([finding(2)], [marker(1, { at: { file: 'b.ts', line: 1, column: 1, endLine: 1, endColumn: 2 } })])).toMatchObject({ kept: ['2:1 env-read'], problems: ['unused@1'] });
  });

  it('reports an unknown rule with the nearest name, and honours the rest of the marker', () => {
    const result = suppress({ findings: [finding(2)], markers: [marker(1, { rules: ['env-read', 'magic-number'] })], rules: ['env-read', 'magic-numbers'], ran: ['env-read'], today: '2026-06-01' });
    expect(result.allowed).toHaveLength(1);
    expect(result.problems).toMatchObject([{ problem: 'unknown-rule', message: '`magic-number` is no rule; the nearest is `magic-numbers`' }]);
  });

  it('stays quiet about a marker for a rule that did not run, even a void or expired one', () => {
    const markers = [{}, { malformed: 'no reason' }, { until: '2020-01-01' }].map(more => marker(1, { rules: ['restart-required'], ...more }));
    expect(run([], markers).problems).toEqual([]);
  });

  it('honours a date through its day, and reports it afterwards', () => {
    const dated = [marker(1, { until: '2026-06-01' })];
    expect(run([finding(2)], dated)).toEqual({ kept: [], allowed: ['2:1 env-read'], problems: [] });
    expect(run([finding(2)], dated, { today: '2026-06-02' })).toEqual({ kept: ['2:1 env-read'], allowed: [], problems: ['expired@1'] });
  });

  it('takes nothing from a void marker but its complaint', () => {
    expect(run([finding(2)], [marker(1, { malformed: 'no reason' })])).toEqual({ kept: ['2:1 env-read'], allowed: [], problems: ['malformed@1'] });
  });

  it('does not depend on the order of findings or markers', () => {
    const findings = [finding(2), finding(3), finding(4, { column: 9 }), finding(4)];
    const markers = [marker(1), marker(2, { reaches: [3] }), marker(3, { reaches: [4] })];
    expect(run([...findings].reverse(), [...markers].reverse())).toEqual(run(findings, markers));
  });

  it('RR12 leaves the baseline entry of a marked flag without a finding, so that it is reported as stale', () => {
    const flag = finding(2, { rule: 'magic-numbers', entry: { key: 'a.x', kind: 'unjustified', owner: '-' } });
    const { kept, problems } = suppress({ findings: [flag], markers: [marker(1, { rules: ['magic-numbers'] })], rules: ['magic-numbers'], ran: ['magic-numbers'], today: '2026-06-01' });
    const comparison = compare({ findings: kept, baselines: [{ rule: 'magic-numbers', lines: readBaseline('a.x:unjustified:-\n').lines }], scannedRules: ['magic-numbers'], exists: () => true, today: '2026-06-01' });
    expect([problems, staleEntries(comparison)]).toEqual([[], [{ rule: 'magic-numbers', entry: 'a.x:unjustified:-' }]]);
  });
});
