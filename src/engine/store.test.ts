import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskStore } from './store.ts';

let root = '';
beforeEach(() => { root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-store-')); });
afterEach(() => fs.rmSync(root, { recursive: true }));

const text = (content: Buffer | undefined): string | undefined => content?.toString();

it('keeps what it is given, whole, beside nothing else', () => {
  fs.mkdirSync(path.join(root, 'node_modules'));
  const store = diskStore(root);
  expect(store.names()).toEqual([]);
  expect(store.read('a')).toBeUndefined();
  store.write('a', [Buffer.from('on'), Buffer.from('e')]);
  store.write('a', [Buffer.from('two')]);
  store.write('empty', []);
  expect([text(store.read('a')), text(store.read('empty'))]).toEqual(['two', '']);
  expect(store.names()).toEqual(['a', 'empty']);
  expect(fs.readdirSync(path.join(root, 'node_modules/.cache/ghostwire')).sort()).toEqual(['a', 'empty']);
  store.remove('a');
  store.remove('never there');
  expect(store.names()).toEqual(['empty']);
});

it('writes parts of any size', () => {
  fs.mkdirSync(path.join(root, 'node_modules'));
  const store = diskStore(root);
  const parts = Array.from({ length: 300 }, (_, i) => Buffer.alloc(i * 50, i % 251));
  store.write('large', parts);
  expect(store.read('large')!.equals(Buffer.concat(parts))).toBe(true);
});

it('leaves no trace in a root without node_modules', () => {
  const store = diskStore(root);
  store.write('a', [Buffer.from('one')]);
  expect(text(diskStore(root).read('a'))).toBe('one');
  expect(fs.readdirSync(root)).toEqual([]);
  store.remove('a');
});

it('goes without a cache where none can be kept', () => {
  fs.writeFileSync(path.join(root, 'node_modules'), 'a file in the way');
  const store = diskStore(root);
  store.write('a', [Buffer.from('one')]);
  store.remove('a');
  expect([store.read('a'), store.names()]).toEqual([undefined, []]);
});
