import { expect, it } from 'vitest';
import { github } from './github.ts';
import { broken, findingAt, clean, sample } from './sample.ts';

it('annotates what is new and closes with what was covered', () => {
  expect(github(sample, { color: false }).split('\n')).toEqual([
    '::warning file=src/a.ts,line=5,col=3,endColumn=18,title=ghostwire magic-numbers::`5`, 100%25 <b> & "policy"',
    expect.stringMatching(/^::error file=src\/b\.ts,line=9,col=3,endColumn=18,title=ghostwire env-read::line 9 reads `FOO` \(/),
    '::error file=src/b.ts,line=50,col=5,title=ghostwire lint-allow::`lint-allow: env-read` excuses nothing; delete the marker',
    'checked 2 rules over 12 files and 34 settings; 2 baseline entries used; 4 findings outside the given paths',
    '',
  ]);
});

it('annotates problems, without a place where there is none', () => {
  expect(github(broken, { color: false }).split('\n').slice(0, 2)).toEqual(['::error title=ghostwire problem::no file was seen', '::error file=baselines/env-read.txt,line=3,title=ghostwire problem::an entry has three fields']);
});

it('escapes what would end a property or a command', () => {
  const nasty = findingAt(1, 'src/b.ts#FOO:read:B', { file: 'src/a,b:c.ts', text: 'one\n::error::two' });
  expect(github({ ...clean, new: [nasty] }, { color: false })).toContain('file=src/a%2Cb%3Ac.ts,line=1,col=3,endColumn=18,title=ghostwire env-read::one%0A::error::two\n');
});
