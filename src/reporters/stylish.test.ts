import { describe, expect, it } from 'vitest';
import { broken, clean, findingAt, sample } from './sample.ts';
import { stylish } from './stylish.ts';

const plain = { color: false };

describe('stylish', () => {
  it('lists what is new by file, the rest in numbers, and ends with what was covered', () => {
    expect(stylish(sample, plain)).toBe(`src/a.ts:5:3  magic-numbers  warning: \`5\`, 100% <b> & "policy"
    src/a.ts:1  boots here
    src/a.ts:5  waits here

src/b.ts:9:3   env-read    line 9 reads \`FOO\` (the baseline covers 1 equal to it, on line 20; any of them may be the new one)
src/b.ts:50:5  lint-allow  \`lint-allow: env-read\` excuses nothing; delete the marker

1 new finding, 1 new warning, 1 marker to mend; 1 known, 1 moved, 1 allowed by a marker, 1 stale baseline entry
checked 2 rules over 12 files and 34 settings; 2 baseline entries used; 4 findings outside the given paths
`);
  });

  it('says in two lines that there is nothing', () => {
    expect(stylish(clean, plain)).toBe('nothing new\nchecked 2 rules over 12 files and 1 setting; 0 baseline entries used\n');
  });

  it('says why a run cannot be trusted', () => {
    expect(stylish(broken, plain)).toContain('baselines/env-read.txt:3  problem  an entry has three fields\n');
    expect(stylish(broken, plain)).toContain('2 problems, so this run cannot be trusted\n');
  });

  it('MN40 sorts lines as numbers', () => {
    const shuffled = [120, 9, 623, 73].map(line => findingAt(line, 'src/b.ts#FOO:read:B'));
    expect([...stylish({ ...clean, new: shuffled }, plain).matchAll(/^src\/b\.ts:(\d+)/gm)].map(match => match[1])).toEqual(['9', '73', '120', '623']);
  });

  it('MN41 sorts columns of a line as numbers', () => {
    const shuffled = [120, 9, 623, 73].map(column => findingAt(1, 'src/b.ts#FOO:read:B', { column }));
    expect([...stylish({ ...clean, new: shuffled }, plain).matchAll(/^src\/b\.ts:1:(\d+)/gm)].map(match => match[1])).toEqual(['9', '73', '120', '623']);
  });

  it('colours only when told to, and then says the same', () => {
    const colored = stylish(sample, { color: true });
    expect(colored).toContain('\u001b[');
    expect(stylish(sample, plain)).not.toContain('\u001b');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(stylish(sample, plain));
  });

  it('shows what would steer the terminal instead of obeying it', () => {
    const nasty = findingAt(1, 'src/b.ts#FOO:read:B', { text: 'reads \u001b[2J\u202e', file: 'src/\u0007.ts' });
    expect(stylish({ ...clean, new: [nasty] }, plain)).toContain('src/\\u{7}.ts:1:3  env-read  reads \\u{1b}[2J\\u{202e}\n');
  });
});
