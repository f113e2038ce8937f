import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { json } from './json.ts';
import { broken, clean, sample } from './sample.ts';

// What of JSON Schema the report's schema uses.
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly required?: readonly string[];
  readonly properties?: { readonly [name: string]: Schema };
  readonly items?: Schema;
}
const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8')) as Schema; // The file beside this code.

/** What does not fit; a property that the schema does not know does not fit either. */
function misfits(value: unknown, { type, const: only, enum: allowed, minimum, required = [], properties = {}, items }: Schema, path = '$'): string[] {
  if (only !== undefined && value !== only) return [`${path} is not ${String(only)}`];
  if (allowed !== undefined && !allowed.includes(value)) return [`${path} is ${String(value)}`];
  if (minimum !== undefined && Number(value) < minimum) return [`${path} is below ${minimum}`];
  if (type === 'array') return Array.isArray(value) ? value.flatMap((item, index) => misfits(item, items ?? {}, `${path}[${index}]`)) : [`${path} is no array`];
  if (type === 'object') {
    const object = value as { readonly [name: string]: unknown }; // Only asked for its keys, which every value has.
    return [
      ...required.filter(name => !(name in object)).map(name => `${path}.${name} is missing`),
      ...Object.keys(object).flatMap(name => (properties[name] === undefined ? [`${path}.${name} is unknown`] : misfits(object[name], properties[name], `${path}.${name}`))),
    ];
  }
  if (type === 'integer') return Number.isInteger(value) ? [] : [`${path} is no integer`];
  return type === undefined || typeof value === type ? [] : [`${path} is no ${type}`];
}

describe('json', () => {
  it.each([['one of everything', sample], ['nothing', clean], ['problems', broken]])('fits its schema: %s', (_, outcome) => {
    expect(misfits(JSON.parse(json(outcome, { color: false })), schema)).toEqual([]);
  });

  it('is told from a report that does not fit', () => {
    const report = JSON.parse(json(sample, { color: false }));
    report.findings[0].status = 'old';
    delete report.findings[1].entry;
    expect(misfits(report, schema)).toEqual(['$.findings[0].status is old', '$.findings[1].entry is missing']);
  });

  it('holds every finding with its status, sorted by place', () => {
    const report = JSON.parse(json(sample, { color: true }));
    expect(report.findings.map((finding: { file: string; line: number; status: string }) => `${finding.file}:${finding.line} ${finding.status}`)).toEqual([
      'src/a.ts:5 new', 'src/b.ts:9 new', 'src/b.ts:20 known', 'src/b.ts:30 moved', 'src/b.ts:41 allowed',
    ]);
    expect(report.findings[0]).toEqual({
      rule: 'magic-numbers', message: '`5`, 100% <b> & "policy"', file: 'src/a.ts', line: 5, column: 3, endLine: 5, endColumn: 18, entry: 'src/a.ts#setTimeout.1=5:delay:A', status: 'new',
      witness: [{ file: 'src/a.ts', line: 1, text: 'boots here' }, { file: 'src/a.ts', line: 5, text: 'waits here' }],
    });
    expect({ ...report, findings: [] }).toEqual({
      version: 1, exitCode: 1, scanned: { files: 12, settings: 34, rules: ['env-read', 'magic-numbers'] }, findings: [],
      stale: [{ rule: 'env-read', entry: 'src/b.ts#GONE:read:B' }],
      markers: [{ problem: 'unused', file: 'src/b.ts', line: 50, message: '`lint-allow: env-read` excuses nothing; delete the marker' }], problems: [],
    });
  });
});
