import { describe, expect, it } from 'vitest';
import { formatBaseline, readBaseline, type BaselineError, type BaselineLine } from './baseline.ts';

const lines: readonly BaselineLine[] = [
  { entry: { key: 'src/b.ts#loop=always', kind: 'unguarded', owner: 'B.run' } },
  { entry: { key: 'src/B.ts#loop=always', kind: 'unguarded', owner: 'B.run' }, annotation: { owner: '@core', until: '2027-01-31', why: 'goes with the old queue' } },
  { entry: { key: 'src/a.ts#loop=always', kind: 'unguarded', owner: 'A.run' } },
  { entry: { key: 'src/a.ts#loop=always', kind: 'unguarded', owner: 'A.run' }, annotation: { why: 'second of two' } },
];

const refusal = (text: string): BaselineError => {
  const [error] = readBaseline(text).errors;
  if (!error) throw new Error('nothing was refused');
  return error;
};

describe('a baseline', () => {
  it('MN36 comes back identical from a round trip, and a missing one is empty text', () => {
    const text = formatBaseline('magic-numbers', lines);
    expect(formatBaseline('magic-numbers', readBaseline(text).lines)).toBe(text);
    expect(readBaseline('').lines).toEqual([]);
    expect(readBaseline(formatBaseline('magic-numbers', [])).lines).toEqual([]);
  });

  it('is sorted by code unit under a header, with LF and a final newline, whatever order it is given', () => {
    const text = formatBaseline('long-running-loop-kill-switch', lines);
    expect(text).toBe(formatBaseline('long-running-loop-kill-switch', [...lines].reverse()));
    expect(text.split('\n').filter(line => !line.startsWith('#'))).toEqual([
      'src/B.ts#loop=always:unguarded:B.run  # owner=@core until=2027-01-31 -- goes with the old queue',
      'src/a.ts#loop=always:unguarded:A.run',
      'src/a.ts#loop=always:unguarded:A.run  # -- second of two',
      'src/b.ts#loop=always:unguarded:B.run',
      '',
    ]);
    expect(text).not.toMatch(/\r|\d{4}-\d\d-\d\dT|\d+\.\d+\.\d+/);
  });

  it('is read with the line ends of Windows and in any order', () => {
    expect(readBaseline('# header\r\nb.c:unread:-\r\na.b:unread:-\r\n').lines).toEqual([{ entry: { key: 'b.c', kind: 'unread', owner: '-' } }, { entry: { key: 'a.b', kind: 'unread', owner: '-' } }]);
  });

  it('GW29 refuses a line of two fields', () => {
    expect(refusal('# header\na.b:ghost-wired\n').line).toBe(2);
  });

  it('GW30 refuses a line whose middle field is empty', () => {
    expect(refusal('a.b:ghost-wired:A\na.b::A\n').line).toBe(2);
  });

  it('GW31 refuses a line of four fields', () => {
    expect(refusal('a.b:ghost-wired:A:B\n').line).toBe(1);
  });

  it('MN37 refuses a malformed line, and says which', () => {
    expect(refusal('# header\n\nsrc/a.ts:12:5\n').line).toBe(3);
    expect(refusal('a.b:unread:-\ngarbage\n')).toMatchObject({ line: 2, conflict: false });
  });

  it.each([
    ['a header line below the first entry', 'a.b:unread:-\n# why\n', 2, false],
    ['the marker of a merge conflict', '# header\n<<<<<<< HEAD\na.b:unread:-\n=======\n>>>>>>> topic\n', 2, true],
    ['the middle of a merge conflict alone', 'a.b:unread:-\n=======\n', 2, true],
    ['one space before a note', 'a.b:unread:- # -- why\n', 1, false],
    ['a note without content', 'a.b:unread:-  #\n', 1, false],
    ['a note that is no annotation', 'a.b:unread:-  # later\n', 1, false],
    ['a date that does not exist', 'a.b:unread:-  # until=2027-02-30\n', 1, false],
    ['white space at the end', 'a.b:unread:- \n', 1, false],
  ])('refuses %s', (_, text, line, conflict) => {
    expect(refusal(text)).toMatchObject({ line, conflict });
  });

  it('keeps the lines that can be read of a damaged one', () => {
    const { lines: left, errors } = readBaseline('garbage\na.b:unread:-  # owner=@core\n# below\n<<<<<<< HEAD\nx:y\n');
    expect(left).toEqual([{ entry: { key: 'a.b', kind: 'unread', owner: '-' }, annotation: { owner: '@core' } }]);
    expect(errors).toMatchObject([{ line: 1, conflict: false }, { line: 3, conflict: false }, { line: 4, conflict: true }, { line: 5, conflict: false }]);
  });
});
