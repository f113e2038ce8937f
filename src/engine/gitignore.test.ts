import ignore from 'ignore';
import { expect, it } from 'vitest';
import { gitIgnore } from './gitignore.ts';

const paths = [
  'a.ts', 'a.js', 'b/a.ts', 'b/c/a.ts', 'build', 'build/', 'src/build/', 'src/build', 'tmp/', 'src/tmp/', 'docs/api', 'docs/api/', 'x/docs/api/', 'foo.log', 'foo.log/', 'a/foo.log', 'foo bar', 'foo ',
  '#note', '!bang', 'abc', 'adc', 'a/c', 'a-c', 'a]c', 'a^c', 'gen-a.config.js', 'examples/x/src-gen/', 'examples/x/y/src-gen/', 'secret/keep.ts', 'deep/x/y/z.ts', 'deep/z.ts', '.env', '.env.example', '.idea/',
  'a*b', 'a?b', 'axb', 'foo(1).ts', 'a.b+c', '[x]', 'x', 'node_modules/', 'p/node_modules/', 'nested/x/', 'nested/x/y', 'nested/', 'x.y.z', 'xayaz', 'a\\b', 'README', 'z9', 'zz',
];

it.each([
  ['build'], ['build/'], ['/build'], ['/build/'], ['*.log'], ['*.log\n!foo.log'], ['docs/api'], ['**/docs/api'], ['/docs/api/'], ['examples/*/src-gen'], ['examples/**/src-gen'], ['deep/**'], ['deep/**/z.ts'], ['**/a.ts'],
  ['a?c'], ['a[bd]c'], ['a[!b]c'], ['a[a-z]c'], ['[]]'], ['# comment\n\n  \n*.ts'], ['\\#note'], ['\\!bang'], ['foo\\ '], ['foo  '], ['foo bar'], ['.env*\n!.env.example'], ['*\n!*.ts'], ['*.ts\n!a.ts\n/a.ts'],
  ['a\\*b'], ['foo(1).ts'], ['a.b+c'], ['x.y.z'], ['nested/*'], ['nested/**/'], ['*/'], ['/*'], ['/*.ts'], ['gen-*.config.js'], ['**'], ['z[0-9]'], ['a/**/c'], ['node_modules'], ['\r\nbuild\r\n'],
  ['foo\\  '], ['foo\\'], ['  '],
])('agrees with the ignore package about %j', text => {
  const ours = gitIgnore(text);
  const oracle = ignore({ ignorecase: false }).add(text);
  for (const path of paths) {
    // The package asks for the directories above as well, which we leave out before.
    if (path.slice(0, -1).split('/').slice(0, -1).some((_, i, parts) => oracle.ignores(`${parts.slice(0, i + 1).join('/')}/`))) continue;
    const { ignored, unignored } = oracle.test(path);
    expect({ path, says: ours(path.replace(/\/$/, ''), path.endsWith('/')) }).toEqual({ path, says: ignored ? true : unignored ? false : undefined });
  }
});

it('takes a line that is longer than any path for none', () => {
  expect(gitIgnore(`a${'/'.repeat(100_000)}b\nfoo`)('foo', false)).toBe(true);
});

it('reads a line with a hundred thousand spaces once', () => {
  expect(gitIgnore(`a${' '.repeat(100_000)}b\nfoo`)('foo', false)).toBe(true);
});
