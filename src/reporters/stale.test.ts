import { expect, it } from 'vitest';
import { clean, findingAt, sample } from './sample.ts';
import { staleWarnings } from './stale.ts';

it('warns of every stale entry, and of nothing else', () => {
  expect(staleWarnings(sample)).toBe('warning: `src/b.ts#GONE:read:B` in the baseline of `env-read` covers nothing\nrun `ghostwire --prune-baseline` to drop what covers nothing\n');
  expect(staleWarnings(clean)).toBe('');
});

it('RR12 calls the entry of a marked finding redundant', () => {
  expect(staleWarnings({ ...sample, stale: [{ rule: 'env-read', entry: 'src/b.ts#BAZ:read:B' }] })).toContain('`src/b.ts#BAZ:read:B` in the baseline of `env-read` is redundant: a marker allows its finding\n');
});

it('tells an entry whose time is over from one whose finding is gone', () => {
  expect(staleWarnings({ ...clean, new: [findingAt(1, 'src/b.ts#FOO:read:B')], stale: [{ rule: 'env-read', entry: 'src/b.ts#FOO:read:B' }] })).toContain('is past its `until` and covers nothing\n');
});
