import { describe, expect, it } from 'vitest';
import { formatLine, readBaseline } from './baseline.ts';
import { compare, movedFinding, staleEntries, type Comparison } from './compare.ts';
import { formatEntry, parseEntry, placeOf } from './entry.ts';
import type { Finding } from './model.ts';

const finding = (entry: string, line = 1, rule = 'r', file?: string): Finding => {
  const parsed = parseEntry(entry);
  const path = file ?? placeOf(parsed)?.path ?? 'settings.ts';
  return { rule, message: 'm', text: 't', at: { file: path, line, column: 1, endLine: line, endColumn: 2 }, entry: parsed, severity: 'error' };
};

const run = (findings: readonly Finding[], baseline: string, { gone = [] as string[], today = '2026-06-01', rules = ['r'], baselines = [{ rule: 'r', lines: readBaseline(baseline).lines }] } = {}) =>
  compare({ findings, baselines, scannedRules: rules, exists: path => !gone.includes(path), today });

const brief = ({ new: fresh, known, moved, stale, expired }: Comparison) => ({
  new: fresh.map(found => `${formatEntry(found.entry)}@${found.at.line}`),
  known: known.map(cover => formatEntry(cover.finding.entry)),
  moved: moved.map(cover => `${movedFinding(cover).from} > ${formatEntry(cover.finding.entry)}`),
  stale: stale.map(entry => formatLine(entry.line)),
  expired: expired.map(entry => formatLine(entry.line)),
});

const none = { new: [], known: [], moved: [], stale: [], expired: [] };

describe('equal entries', () => {
  it('GW23 reports nothing when the baseline covers all', () => {
    expect(brief(run([finding('a.x:ghost-wired:X'), finding('a.y:ghost-wired:Y')], 'a.x:ghost-wired:X\na.y:ghost-wired:Y\n')))
      .toEqual({ ...none, known: ['a.x:ghost-wired:X', 'a.y:ghost-wired:Y'] });
  });

  it('GW24 reports only the new one when the baseline covers one of two', () => {
    expect(brief(run([finding('a.x:ghost-wired:X', 1), finding('a.y:ghost-wired:Y', 2)], 'a.x:ghost-wired:X\n')))
      .toEqual({ ...none, known: ['a.x:ghost-wired:X'], new: ['a.y:ghost-wired:Y@2'] });
  });

  it('GW25 reports a line whose finding is fixed as stale', () => {
    expect(brief(run([], 'a.x:ghost-wired:X\n'))).toEqual({ ...none, stale: ['a.x:ghost-wired:X'] });
  });

  it('RR06 accepts a restart flag in the baseline, with nothing stale', () => {
    expect(brief(run([finding('a.x:unjustified:-')], 'a.x:unjustified:-\n'))).toEqual({ ...none, known: ['a.x:unjustified:-'] });
  });

  it('RR09 reports a key without a registration as stale', () => {
    expect(brief(run([finding('a.x:unjustified:-')], 'a.gone:unjustified:-\na.x:unjustified:-\n'))).toEqual({ ...none, known: ['a.x:unjustified:-'], stale: ['a.gone:unjustified:-'] });
  });

  it('KS27 still matches a loop after an edit above it', () => {
    const line = 'src/a.ts#loop=always:unguarded:A.run\n';
    expect(brief(run([finding('src/a.ts#loop=always:unguarded:A.run', 40)], line))).toEqual(brief(run([finding('src/a.ts#loop=always:unguarded:A.run', 3)], line)));
  });

  it('KS28 reports the second loop of a function whose first is in the baseline', () => {
    expect(brief(run([finding('src/a.ts#loop=always:unguarded:A.run', 3), finding('src/a.ts#loop=always:unguarded:A.run', 9)], 'src/a.ts#loop=always:unguarded:A.run\n')))
      .toEqual({ ...none, known: ['src/a.ts#loop=always:unguarded:A.run'], new: ['src/a.ts#loop=always:unguarded:A.run@9'] });
  });

  it('KS29 keeps methods of one name in two classes of a file apart', () => {
    const [a, b] = ['src/a.ts#loop=always:unguarded:A.run', 'src/a.ts#loop=always:unguarded:B.run'] as const;
    expect(brief(run([finding(a, 3), finding(b, 9)], `${a}\n`))).toEqual({ ...none, known: [a], new: [`${b}@9`] });
  });

  it('MN51 still matches a literal after a line was inserted above it', () => {
    expect(brief(run([finding('src/a.ts#setTimeout.1=5000:delay:A', 12)], 'src/a.ts#setTimeout.1=5000:delay:A\n'))).toEqual({ ...none, known: ['src/a.ts#setTimeout.1=5000:delay:A'] });
  });

  // Upstream had one line per place, so a duplicate was an error. Here equal findings repeat their line (DESIGN §9),
  // and a duplicate is caught by its meaning: a line more than there are findings covers nothing and is reported.
  it('MN38 never lets a duplicate line pass in silence: it covers one finding more or is stale', () => {
    const line = 'src/a.ts#retries=5:retry:A';
    expect(brief(run([finding(line, 1)], `${line}\n${line}\n`))).toEqual({ ...none, known: [line], stale: [line] });
    expect(brief(run([finding(line, 1), finding(line, 2)], `${line}\n${line}\n`))).toEqual({ ...none, known: [line, line] });
    expect(brief(run([finding(line, 1), finding(line, 2), finding(line, 3)], `${line}\n${line}\n`))).toEqual({ ...none, known: [line, line], new: [`${line}@3`] });
  });

  it('leaves the lines of rules that did not run alone', () => {
    const baselines = [{ rule: 'other', lines: readBaseline('a.x:unread:-\n').lines }];
    expect(brief(run([], '', { baselines }))).toEqual(none);
  });
});

describe('moved entries', () => {
  const [from, to] = ['src/old.ts#FOO:read:A', 'src/new.ts#FOO:read:A'] as const;

  it('are covered when all but the path is equal and the old path is gone', () => {
    expect(brief(run([finding(to)], `${from}\n`, { gone: ['src/old.ts'] }))).toEqual({ ...none, moved: [`${from} > ${to}`] });
  });

  it('are new when the old file is still there', () => {
    expect(brief(run([finding(to)], `${from}\n`))).toEqual({ ...none, new: [`${to}@1`], stale: [from] });
  });

  it('cover no more findings than there are lines, and the file of the same name first', () => {
    const findings = [finding('src/a.ts#FOO:read:A'), finding('src/b.ts#FOO:read:A'), finding('src/deep/old.ts#FOO:read:A')];
    expect(brief(run(findings, `${from}\n`, { gone: ['src/old.ts'] })))
      .toEqual({ ...none, moved: [`${from} > src/deep/old.ts#FOO:read:A`], new: ['src/a.ts#FOO:read:A@1', 'src/b.ts#FOO:read:A@1'] });
  });

  it('differ in nothing else: another value, kind or owner is new', () => {
    for (const other of ['src/new.ts#BAR:read:A', 'src/new.ts#FOO:write:A', 'src/new.ts#FOO:read:B']) {
      expect(brief(run([finding(other)], `${from}\n`, { gone: ['src/old.ts'] }))).toEqual({ ...none, new: [`${other}@1`], stale: [from] });
    }
  });
});

describe('renamed entries', () => {
  const at = 'src/a.ts#loop=always:unguarded:';

  it('are covered when all but the owner is equal and the counts balance', () => {
    expect(brief(run([finding(`${at}New.run`)], `${at}Old.run\n`))).toEqual({ ...none, moved: [`${at}Old.run > ${at}New.run`] });
    expect(brief(run([finding('a.x:ghost-wired:New')], 'a.x:ghost-wired:Old\n'))).toEqual({ ...none, moved: ['a.x:ghost-wired:Old > a.x:ghost-wired:New'] });
  });

  it('are new and stale when one owner became two', () => {
    expect(brief(run([finding(`${at}A.run`, 1), finding(`${at}B.run`, 2)], `${at}Old.run\n`))).toEqual({ ...none, new: [`${at}A.run@1`, `${at}B.run@2`], stale: [`${at}Old.run`] });
  });

  it('are no cover for another kind or slot', () => {
    expect(brief(run([finding('a.x:self-gated:New')], 'a.x:ghost-wired:Old\n'))).toEqual({ ...none, new: ['a.x:self-gated:New@1'], stale: ['a.x:ghost-wired:Old'] });
  });
});

describe('an `until`', () => {
  const line = 'a.x:unread:-  # until=2026-06-01 -- soon\n';

  it('covers through its day', () => {
    expect(brief(run([finding('a.x:unread:-')], line, { today: '2026-06-01' }))).toEqual({ ...none, known: ['a.x:unread:-'] });
  });

  it('covers nothing afterwards, neither exactly nor as moved', () => {
    expect(brief(run([finding('a.x:unread:-')], line, { today: '2026-06-02' }))).toEqual({ ...none, new: ['a.x:unread:-@1'], expired: ['a.x:unread:-  # until=2026-06-01 -- soon'] });
    expect(staleEntries(run([], `${line}a.b:unread:-\n`, { today: '2026-06-02' }))).toEqual([{ rule: 'r', entry: 'a.b:unread:-' }, { rule: 'r', entry: 'a.x:unread:-' }]);
    expect(brief(run([finding('a.x:unread:B')], line, { today: '2026-06-02' })).new).toEqual(['a.x:unread:B@1']);
  });
});

it('does not depend on the order of findings or lines', () => {
  const findings = ['src/a.ts#F:read:A', 'src/a.ts#F:read:A', 'src/b.ts#F:read:B', 'a.x:unread:-'].map((entry, index) => finding(entry, index + 1));
  const baseline = 'src/a.ts#F:read:A\nsrc/z.ts#F:read:B\na.x:unread:Old\n';
  const gone = ['src/z.ts'];
  const reversed = baseline.trim().split('\n').reverse().join('\n');
  expect(brief(run([...findings].reverse(), reversed, { gone }))).toEqual(brief(run(findings, baseline, { gone })));
});
