import { describe, expect, it } from 'vitest';
import { formatBaseline, readBaseline } from './baseline.ts';
import { compare } from './compare.ts';
import { formatEntry, parseEntry, placeOf } from './entry.ts';
import type { Finding } from './model.ts';
import { rewrite } from './rewrite.ts';

const finding = (entry: string): Finding => {
  const parsed = parseEntry(entry);
  const at = { file: placeOf(parsed)?.path ?? 'settings.ts', line: 1, column: 1, endLine: 1, endColumn: 2 };
  return { rule: 'r', message: 'm', text: 't', at, entry: parsed, severity: 'error' };
};

const rewritten = (found: readonly string[], baseline: string, how: 'update' | 'prune') => {
  const findings = found.map(finding);
  const baselines = [{ rule: 'r', lines: readBaseline(baseline).lines }];
  const terms = { scannedRules: ['r'], exists: (path: string) => path !== 'gone.ts', today: '2026-06-01' };
  const { lines, added, removed, kept } = rewrite('r', compare({ findings, baselines, ...terms }), how);
  const again = compare({ findings, baselines: [{ rule: 'r', lines }], ...terms });
  const text = formatBaseline('r', lines).split('\n').filter(line => line !== '' && !line.startsWith('#'));
  return { text, added: added.map(formatEntry), removed: removed.map(formatEntry), kept, newAfterwards: again.new.length, staleAfterwards: again.stale.length };
};

const baseline = [
  'a.fixed:unread:-',
  'a.known:unread:-  # owner=@core until=2027-01-31 -- waits for the client',
  'gone.ts#FOO:read:A  # -- moved with its note',
].join('\n');
const found = ['a.known:unread:-', 'here.ts#FOO:read:A', 'a.new:unread:-'];
const kept = ['a.known:unread:-  # owner=@core until=2027-01-31 -- waits for the client', 'here.ts#FOO:read:A  # -- moved with its note'];

describe('an update', () => {
  it('covers exactly what was found, keeps annotations and counts', () => {
    expect(rewritten(found, baseline, 'update')).toEqual({
      text: [kept[0], 'a.new:unread:-', kept[1]], added: ['a.new:unread:-'], removed: ['a.fixed:unread:-'], kept: 2, newAfterwards: 0, staleAfterwards: 0,
    });
  });

  it('repeats the line of what was found twice', () => {
    expect(rewritten(['a.x:unread:-', 'a.x:unread:-'], 'a.x:unread:-', 'update')).toMatchObject({ text: ['a.x:unread:-', 'a.x:unread:-'], added: ['a.x:unread:-'], kept: 1 });
  });

  it('accepts again what an expired line covered, without the date', () => {
    expect(rewritten(['a.x:unread:-', 'a.y:unread:-'], 'a.x:unread:-  # owner=@core until=2026-01-31\na.y:unread:-  # until=2026-01-31\na.z:unread:-  # until=2026-01-31', 'update')).toEqual({
      text: ['a.x:unread:-  # owner=@core', 'a.y:unread:-'], added: ['a.x:unread:-', 'a.y:unread:-'], removed: ['a.x:unread:-', 'a.y:unread:-', 'a.z:unread:-'], kept: 0, newAfterwards: 0, staleAfterwards: 0,
    });
  });
});

describe('pruning', () => {
  it('drops what covers nothing, follows what moved, and adds nothing', () => {
    expect(rewritten(found, baseline, 'prune')).toEqual({ text: kept, added: [], removed: ['a.fixed:unread:-'], kept: 2, newAfterwards: 1, staleAfterwards: 0 });
  });

  it('drops a duplicate that covers nothing', () => {
    expect(rewritten(['a.x:unread:-'], 'a.x:unread:-\na.x:unread:-', 'prune')).toMatchObject({ text: ['a.x:unread:-'], removed: ['a.x:unread:-'], kept: 1 });
  });

  it('keeps an expired line as long as its finding is there', () => {
    const expired = 'a.x:unread:-  # owner=@core until=2026-01-31';
    expect(rewritten(['a.x:unread:-'], `${expired}\na.y:unread:-  # until=2026-01-31`, 'prune')).toMatchObject({ text: [expired], removed: ['a.y:unread:-'], newAfterwards: 1 });
  });
});
