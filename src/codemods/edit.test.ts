import { describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from './edit.ts';

const without = (text: string, ...cut: string[]): string | undefined =>
  applyEdits(text, cut.map((each): Edit => ({ start: text.indexOf(each), end: text.indexOf(each) + each.length, text: '', withComment: true })));

describe('edits of a file', () => {
  it('apply all at once, wherever they come from', () => {
    expect(applyEdits('abc', [{ start: 2, end: 3, text: 'C' }, { start: 0, end: 1, text: 'A' }])).toBe('AbC');
  });
  it('apply once when two ask for the same', () => {
    expect(applyEdits('abc', [{ start: 0, end: 1, text: '' }, { start: 0, end: 1, text: '' }])).toBe('bc');
  });
  it('refuse each other where they overlap', () => {
    expect(applyEdits('abc', [{ start: 0, end: 2, text: '' }, { start: 1, end: 3, text: '' }])).toBeUndefined();
  });
});

describe('deleted lines', () => {
  it('leave one blank line where they had one on either side', () => {
    expect(without('a\n\nb\n\nc\n', 'b\n')).toBe('a\n\nc\n');
  });
  it('leave none at the end of a block or of the file', () => {
    expect(without('{\n  a\n\n  b\n}\n', '  b\n')).toBe('{\n  a\n}\n');
    expect(without('a\n\nb\n', 'b\n')).toBe('a\n');
  });
  it('count as one where they follow each other', () => {
    expect(without('a\n\nb\nc\n\nd\n', 'b\n', 'c\n')).toBe('a\n\nd\n');
  });
  it('take along the comment of all of them', () => {
    expect(without('a\n\n// about both\nb\nc\n\nd\n', 'b\n', 'c\n')).toBe('a\n\nd\n');
  });
  it('leave the heading of a group that goes on', () => {
    expect(without('a\n\n// everything about letters\nb\nc\n', 'b\n')).toBe('a\n\n// everything about letters\nc\n');
    expect(without('a\n// Letters\nb\nc\n', 'b\n')).toBe('a\n// Letters\nc\n');
  });
  it('take the comment that stands between two lines', () => {
    expect(without('a\n// what b is for\nb\nc\n', 'b\n')).toBe('a\nc\n');
  });
});
