import type { FileFacts, FilePath } from '../core/model.ts';
import { once } from './once.ts';
import type { Shapes } from './packed-shapes.ts';
import { Packer } from './packer.ts';
import { Unpacker } from './unpacker.ts';

/**
 * The facts of one file as they are kept, in memory and in the cache: a header of JSON (strings, and where each part of
 * each table begins), its length in front in four bytes, then the packed parts. A part is unpacked when it is first
 * asked for: most analyses look at few parts of most files, and what stays packed costs the garbage collector nothing.
 */
export type FactBytes = Uint8Array;

interface Header {
  readonly strings: readonly string[];
  readonly lines: number;
  /** By kind: where its table begins or, for a table of several parts, where each part does. */
  readonly tables: { readonly [kind: string]: number | { readonly [part: string]: number } };
}

/** Packs file after file with the same shapes. */
export function factPacker(shapes: Shapes): (facts: Pick<FileFacts, 'lineStarts' | 'tables'>) => FactBytes {
  const packer = new Packer(shapes);
  const add = (value: unknown): number => {
    const at = packer.length;
    packer.add(value);
    return at;
  };
  return ({ lineStarts, tables }) => {
    const lines = add(lineStarts);
    const places = mapped(tables, table => (isRecord(table) ? mapped(table, add) : add(table)));
    const { bytes, strings } = packer.take();
    const header = Buffer.from(JSON.stringify({ strings, lines, tables: places } satisfies Header));
    const all = Buffer.allocUnsafe(4 + header.length + bytes.length);
    all.writeUInt32LE(header.length);
    all.set(header, 4);
    all.set(bytes, 4 + header.length);
    return all;
  };
}

/** Puts facts together again, as far as they are asked for. The shapes are those they were packed with, or more. */
export function factReader(shapes: Shapes): (path: FilePath, test: boolean, bytes: FactBytes) => FileFacts {
  const unpacker = new Unpacker(shapes);
  return (path, test, bytes) => {
    const open = once(() => {
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
      const body = bytes.subarray(4 + length);
      const { strings, lines, tables } = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + 4, length).toString('utf8')) as Header; // Written above; the cache checks its hash.
      return { strings, tables, lines, read: (at: number) => unpacker.read(body, strings, at) };
    });
    const tableOf = (kind: string): unknown => {
      const { tables, read } = open();
      const place = tables[kind]!;
      return typeof place === 'number' ? read(place) : lazyRecord(Object.keys(place), part => read(place[part]!));
    };
    const lineStarts = once(() => open().read(open().lines) as readonly number[]); // Packed from `lineStarts`.
    const tables = once(() => lazyRecord(Object.keys(open().tables), tableOf));
    return new StoredFile(path, test, lineStarts, tables, () => open().strings);
  };
}

class StoredFile implements FileFacts {
  readonly path: FilePath;
  readonly test: boolean;
  readonly #lineStarts: () => readonly number[];
  readonly #tables: () => FileFacts['tables'];
  readonly #words: () => readonly string[];

  constructor(path: FilePath, test: boolean, lineStarts: () => readonly number[], tables: () => FileFacts['tables'], words: () => readonly string[]) {
    this.path = path;
    this.test = test;
    this.#lineStarts = lineStarts;
    this.#tables = tables;
    this.#words = words;
  }

  get lineStarts() {
    return this.#lineStarts();
  }

  get tables() {
    return this.#tables();
  }

  get words() {
    return this.#words();
  }

  toJSON() {
    return { path: this.path, test: this.test, lineStarts: this.lineStarts, tables: this.tables };
  }
}

type LazyRecord = new (read: (key: string) => unknown) => { readonly [key: string]: unknown };

/** By keys. A class with getters on its prototype, because V8 gives literals with getters a hidden class each. */
const classes = new Map<string, LazyRecord>();

/** A record whose members are read when they are first asked for. */
function lazyRecord(keys: readonly string[], read: (key: string) => unknown): { readonly [key: string]: unknown } {
  const id = keys.join('\n');
  let made = classes.get(id);
  if (made === undefined) classes.set(id, (made = lazyClass(keys)));
  return new made(read);
}

function lazyClass(keys: readonly string[]): LazyRecord {
  class Lazy {
    readonly #read: (key: string) => unknown;
    readonly #values: unknown[] = [];

    constructor(read: (key: string) => unknown) {
      this.#read = read;
    }

    member(index: number): unknown {
      // No packed value is `undefined`.
      return (this.#values[index] ??= this.#read(keys[index]!));
    }

    toJSON(): unknown {
      return Object.fromEntries(keys.map((key, index) => [key, this.member(index)]));
    }
  }
  keys.forEach((key, index) => Object.defineProperty(Lazy.prototype, key, { get(this: Lazy) { return this.member(index); }, enumerable: true, configurable: true }));
  return Lazy as unknown as LazyRecord; // The getters have just been defined.
}

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } => typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 1;

function mapped<V, R>(record: { readonly [key: string]: V }, map: (value: V) => R): { [key: string]: R } {
  const result: { [key: string]: R } = {};
  for (const key in record) if (record[key] !== undefined) result[key] = map(record[key]);
  return result;
}
