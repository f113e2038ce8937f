import { expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { meanSame } from './meaning.ts';

it.each<[Json, Json, string | undefined, string, boolean | undefined]>([
  ['30', 30, 'number', 'size', true],
  ['30', 31, 'number', 'size', false],
  ['1_000', 1000, undefined, 'size', true],
  ['true', 1, 'boolean', 'enabled', true],
  ['0', true, undefined, 'enabled', false],
  ['true', '1', 'string', 'enabled', true],
  ['30s', 30_000, 'duration', 'timeout_ms', true],
  ['5m', 300, undefined, 'ttlSeconds', true],
  ['5m', 5, undefined, 'ttl', undefined],
  ['a, b', ['a', 'b'], 'list', 'hosts', true],
  [['a'], ['a', 'b'], 'list', 'hosts', false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, 'json', 'limits', true],
  ['eu', 'us', 'string', 'region', false],
  ['eu', 5, 'string', 'region', undefined],
  [null, 'us', 'string', 'region', undefined],
])('%j and %j, of the type %s and the name %s: %s', (a, b, type, name, same) => {
  expect(meanSame(a, b, type, name)).toBe(same);
  expect(meanSame(b, a, type, name)).toBe(same);
});
