import { describe, expect, it } from 'vitest';
import type { SettingRow } from '../analyses/inventory/model.ts';
import { environmentReference, staleness } from './environment-reference.ts';

const row = (key: string, more: Partial<SettingRow> = {}): SettingRow => ({
  key, index: 0, application: '', type: 'string', flags: [], gates: [], readers: [], verdict: 'live', env: key,
  at: { file: 'src/env.ts', line: 1, column: 1, endLine: 1, endColumn: 1 }, ...more,
});
const nowhere = { onlyIn: () => [] };
const reference = (...rows: SettingRow[]): string => environmentReference(rows, nowhere, 'npx ghostwire settings --env');

describe('the environment reference', () => {
  it('has a row for each variable, by name, with what is known of it', () => {
    const text = reference(
      row('PORT', { default: 8080, type: 'integer', description: 'Where it listens | waits.', flags: ['restart'], otherEnv: ['HTTP_PORT'] }),
      row('http.host', { env: 'HOST', default: '::' }),
      row('OLD', { verdict: 'unread' }),
      row('PUSH_URL', { verdict: 'default-off', gates: ['PUSH'] }),
      row('no.variable', { env: undefined } as unknown as Partial<SettingRow>),
    );
    expect(text.split('\n').filter(line => line.startsWith('| `'))).toEqual([
      '| `HOST` | `"::"` | string | sets `http.host` |',
      '| `OLD` |  | string | changes nothing today (unread) |',
      '| `PORT` | `8080` | integer | Where it listens \\| waits; `HTTP_PORT` does the same; takes effect after a restart |',
      '| `PUSH_URL` |  | string | only while `PUSH` is on |',
    ]);
  });

  it('shows no secret', () => {
    expect(reference(row('TOKEN', { default: 'hunter2', flags: ['sensitive'] }))).toMatch(/\| `TOKEN` \| not shown \| string \| a secret \|/);
  });

  it('is the same wherever the registration stands in its file', () => {
    const moved = row('A', { at: { file: 'src/other.ts', line: 99, column: 2, endLine: 99, endColumn: 3 } });
    expect(reference(moved)).toBe(reference(row('A')));
  });

  it('has a table for each application, and one row where several schemas declare a variable', () => {
    const text = reference(row('A', { application: 'apps/web', verdict: 'unread' }), row('A', { application: 'apps/web', default: 1 }), row('A', { application: 'apps/api' }));
    expect(text.match(/^## .*$/gm)).toEqual(['## apps/api', '## apps/web']);
    expect(text.split('\n').filter(line => line.startsWith('| `A`'))).toEqual(['| `A` |  | string |  |', '| `A` | `1` | string |  |']);
  });
});

describe('staleness', () => {
  const command = 'npx ghostwire settings --env';
  const today = reference(row('A'), row('B', { default: 1 }));
  it('is none for the same text, whatever its line ends', () => {
    expect(staleness('docs/e.md', today, today, command)).toBeUndefined();
    expect(staleness('docs/e.md', today, `\uFEFF${today.replace(/\n/g, '\r\n')}`, command)).toBeUndefined();
  });
  it('names what differs, and how to mend it', () => {
    expect(staleness('docs/e.md', today, reference(row('B', { default: 2 }), row('C')), command))
      .toBe('`docs/e.md` is out of date (`A` is missing, `C` is no longer there, `B` has changed); write it with `npx ghostwire settings --env > docs/e.md`');
    expect(staleness('docs/e.md', today, undefined, command)).toBe('`docs/e.md` does not exist; write it with `npx ghostwire settings --env > docs/e.md`');
  });
});
