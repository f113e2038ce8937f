import { expect, it } from 'vitest';
import { shapesOf } from './packed-shapes.ts';
import { Packer } from './packer.ts';
import { Unpacker } from './unpacker.ts';

const roundTrip = (...values: readonly unknown[]): unknown[] => {
  const shapes = shapesOf([]);
  const packer = new Packer(shapes);
  const offsets = values.map(value => {
    const at = packer.length;
    packer.add(value);
    return at;
  });
  const { bytes, strings } = packer.take();
  const unpacker = new Unpacker(shapesOf(JSON.parse(JSON.stringify(shapes.keys))));
  return offsets.map(offset => unpacker.read(bytes, JSON.parse(JSON.stringify(strings)), offset));
};

it.each([
  [0], [1], [-1], [63], [64], [127], [128], [-128], [100_000], [2 ** 27 - 1], [2 ** 27], [-(2 ** 27)], [2 ** 31], [-(2 ** 31) - 1], [Number.MAX_SAFE_INTEGER], [0.1], [-1e300], [5e-324],
  [''], ['a'], ['é \u0000 \u{1f600}'], ['\ud800'], [null], [true], [false], [[]], [{}],
  [[1, [2, ['x', null]], {}]], [{ a: 1, b: { a: 2, c: [] } }], [{ b: 1, a: 2 }], [JSON.parse('{"__proto__": 1, "constructor": 2, "a b": 3}')],
  [[{ k: 'a', n: 1 }, { k: 'b', n: 'x' }, { k: 1, n: 0.5 }, { n: null, k: 'a' }, { k: '' }, { k: 'a', n: { k: 'a' } }]], [{ '=': 1, '#a': '=b', '': 2 }], [{ k: '"}; throw 1; {"', ')': 1 }],
  [{ s: Array.from({ length: 5000 }, (_, i) => ({ s: i * 37, e: 0 - i, n: `name${i % 90}` })) }],
])('gives back value %#', value => {
  expect(roundTrip(value)).toEqual([value]);
  expect(JSON.stringify(roundTrip(value))).toBe(JSON.stringify([value]));
});

it('drops what JSON drops', () => {
  const value = { a: undefined, b: NaN, c: -0, d: [undefined, Infinity], e: 1 };
  expect(roundTrip(value)).toEqual([JSON.parse(JSON.stringify(value))]);
});

it('keeps several values apart, and their strings together', () => {
  expect(roundTrip('a', { a: 'b' }, ['b', 'a'])).toEqual(['a', { a: 'b' }, ['b', 'a']]);
});

it('reads what was packed before its shapes grew', () => {
  const first = shapesOf([]);
  const packer = new Packer(first);
  packer.add({ a: 1 });
  const old = packer.take();
  const grown = shapesOf(first.keys);
  const later = new Packer(grown);
  later.add([{ z: 1 }, { a: 2 }]);
  const recent = later.take();
  const unpacker = new Unpacker(grown);
  expect([unpacker.read(old.bytes, old.strings, 0), unpacker.read(recent.bytes, recent.strings, 0)]).toEqual([{ a: 1 }, [{ z: 1 }, { a: 2 }]]);
  expect(grown.keys).toEqual([['#a'], ['#z']]);
});
