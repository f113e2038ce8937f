/**
 * JSON-shaped values as bytes, a sixth of their JSON and several times as fast to read. What makes facts large is the
 * same few key lists two million times over, so an object is the number of its shape and then its values; a string is
 * an index into the strings of its file; an offset is a number of variable length.
 *
 * A shape says of each key what stands under it, so that most values need no mark: a text, a small integer, or
 * anything. What stands under `k` says what kind of thing an object is, so a text there is part of the shape itself.
 *
 * Anything else is a number of variable length whose lowest three bits say what it is: 0 an integer, 1 a string, 2 an
 * object of the shape that the rest numbers, 3 an array of that length, 4 one of `null`, `true`, `false` or a number that
 * is no small integer, which then stands in eight bytes. As in JSON, what is `undefined` is left out of objects.
 */

/** Shapes by number, each a list of keys with a mark in front (`ANY` …). It only grows, so what was packed with it earlier stays readable. */
export interface Shapes {
  readonly keys: readonly (readonly string[])[];
  /** Number of the shape at the end of this path of keys. */
  readonly root: ShapeNode;
}

const ANY = 0;
const TEXT = 1;
const WHOLE = 2;
/** The key is `k`, and this is the text under it. */
const KIND = 3;
const MARKS = '.$#=';

interface ShapeNode {
  /** By mark, then by key, for `KIND` by text. */
  readonly next: readonly Map<string, ShapeNode>[];
  shape: number;
  /** By mark, the key taken last from here and where it led: objects of one shape come in runs. */
  readonly lastKeys: string[];
  readonly last: (ShapeNode | undefined)[];
  /** Marks of the keys on the way here, without those that are part of the shape. */
  readonly marks: readonly number[];
}

const newNode = (marks: readonly number[]): ShapeNode =>
  ({ next: [new Map(), new Map(), new Map(), new Map()], shape: -1, lastKeys: ['', '', '', ''], last: [undefined, undefined, undefined, undefined], marks });

export function shapesOf(keys: readonly (readonly string[])[]): Shapes {
  const shapes = { keys: [] as (readonly string[])[], root: newNode([]) };
  for (const list of keys) {
    let node = shapes.root;
    for (const key of list) node = follow(node, MARKS.indexOf(key[0]!), key.slice(1));
    node.shape = shapes.keys.push(list) - 1;
  }
  return shapes;
}

function follow(node: ShapeNode, mark: number, key: string): ShapeNode {
  let next = node.next[mark]!.get(key);
  if (next === undefined) node.next[mark]!.set(key, (next = newNode(mark === KIND ? node.marks : [...node.marks, mark])));
  node.lastKeys[mark] = key;
  node.last[mark] = next;
  return next;
}

/** Packs the values of one file, one after the other; what they share are the file's strings. */
export class Packer {
  readonly #shapes: { readonly keys: (readonly string[])[]; readonly root: ShapeNode };
  readonly #numbers = new Float64Array(1);
  readonly #numberBytes = new Uint8Array(this.#numbers.buffer);
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #strings = new Map<string, number>();
  /** Values of the objects that are being packed, those of outer objects below; grown and never cut. */
  readonly #stack: unknown[] = [];
  #top = 0;

  constructor(shapes: Shapes) {
    this.#shapes = shapes as { keys: (readonly string[])[]; root: ShapeNode }; // Whoever packs is the one who adds.
  }

  /** Offset at which the next value will stand. */
  get length(): number {
    return this.#length;
  }

  add(value: unknown): void {
    this.#put(value);
  }

  /** What was added, to be copied before more is added, and the strings it refers to; then empty again. */
  take(): { readonly bytes: Uint8Array; readonly strings: readonly string[] } {
    const taken = { bytes: this.#bytes.subarray(0, this.#length), strings: [...this.#strings.keys()] };
    this.#stack.fill(null);
    this.#length = 0;
    this.#strings = new Map();
    return taken;
  }

  #put(value: unknown): void {
    switch (typeof value) {
      case 'string': return this.#number(this.#text(value) * 8 + 1);
      case 'number':
        if (isWhole(value)) return this.#number(zigzag(value) * 8);
        if (!Number.isFinite(value)) return this.#number(4);
        return this.#float(value === 0 ? 0 : value);
      case 'boolean': return this.#number(value ? 12 : 20);
      case 'object':
        if (value === null) return this.#number(4);
        if (!Array.isArray(value)) return this.#object(value as { readonly [key: string]: unknown });
        this.#number(value.length * 8 + 3);
        for (let i = 0; i < value.length; i++) this.#put(value[i]);
        return;
      default: return this.#number(4);
    }
  }

  #object(value: { readonly [key: string]: unknown }): void {
    const stack = this.#stack;
    const base = this.#top;
    let end = base;
    let node = this.#shapes.root;
    for (const key in value) {
      const member = value[key];
      if (member === undefined) continue;
      if (key === 'k' && typeof member === 'string') {
        node = node.lastKeys[KIND] === member && node.last[KIND] !== undefined ? node.last[KIND] : follow(node, KIND, member);
        continue;
      }
      const mark = typeof member === 'string' ? TEXT : typeof member === 'number' && isWhole(member) ? WHOLE : ANY;
      node = node.lastKeys[mark] === key && node.last[mark] !== undefined ? node.last[mark] : follow(node, mark, key);
      stack[end++] = member;
    }
    if (node.shape < 0) node.shape = this.#shapes.keys.push(markedKeys(value)) - 1;
    this.#number(node.shape * 8 + 2);
    this.#top = end;
    const { marks } = node;
    for (let i = base; i < end; i++) {
      const mark = marks[i - base];
      // The mark says what type the member is of.
      if (mark === TEXT) this.#number(this.#text(stack[i] as string));
      else if (mark === WHOLE) this.#number(zigzag(stack[i] as number));
      else this.#put(stack[i]);
    }
    this.#top = base;
  }

  #text(value: string): number {
    let index = this.#strings.get(value);
    if (index === undefined) this.#strings.set(value, (index = this.#strings.size));
    return index;
  }

  #number(value: number): void {
    if (this.#length + 16 > this.#bytes.length) this.#grow();
    const bytes = this.#bytes;
    let at = this.#length;
    while (value >= 128) {
      bytes[at++] = (value & 127) | 128;
      value >>>= 7;
    }
    bytes[at++] = value;
    this.#length = at;
  }

  #float(value: number): void {
    this.#number(28);
    this.#numbers[0] = value;
    this.#bytes.set(this.#numberBytes, this.#length);
    this.#length += 8;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Beyond this an integer would need more than the 32 bits that the arithmetic above has. */
const limit = 1 << 27;

const isWhole = (value: number): boolean => (value | 0) === value && value >= -limit && value < limit && !Object.is(value, -0);

/** So that small negative numbers stay small. */
const zigzag = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;

const markedKeys = (value: { readonly [key: string]: unknown }): string[] => Object.keys(value).flatMap(key => {
  const member = value[key];
  if (member === undefined) return [];
  if (key === 'k' && typeof member === 'string') return [MARKS[KIND]! + member];
  return [MARKS[typeof member === 'string' ? TEXT : typeof member === 'number' && isWhole(member) ? WHOLE : ANY]! + key];
});

/** Reads what `Packer` wrote with these shapes. */
export class Unpacker {
  readonly #shapes: Shapes;
  /** By shape, made when the first object of the shape is met. */
  readonly #readers: ((unpacker: Unpacker) => unknown)[] = [];
  #bytes: Uint8Array = new Uint8Array(0);
  #at = 0;
  #strings: readonly string[] = [];

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  /** The value that stands at an offset. */
  read(bytes: Uint8Array, strings: readonly string[], offset: number): unknown {
    this.#bytes = bytes;
    this.#strings = strings;
    this.#at = offset;
    return this.next();
  }

  next(): unknown {
    const token = this.#number();
    const rest = token >>> 3;
    switch (token & 7) {
      case 0: return (rest >>> 1) ^ -(rest & 1);
      case 1: return this.#strings[rest];
      case 2: return (this.#readers[rest] ??= readerOf(this.#shapes.keys[rest]!))(this);
      case 3: return this.#array(rest);
      default: return rest === 0 ? null : rest === 1 ? true : rest === 2 ? false : this.#float();
    }
  }

  /** A member that is known to be a text. */
  text(): string {
    return this.#strings[this.#number()]!;
  }

  /** A member that is known to be a small integer. */
  whole(): number {
    const value = this.#number();
    return (value >>> 1) ^ -(value & 1);
  }

  #number(): number {
    const byte = this.#bytes[this.#at++]!;
    return byte < 128 ? byte : this.#longer(byte & 127);
  }

  #longer(first: number): number {
    const bytes = this.#bytes;
    let at = this.#at;
    let value = first;
    for (let shift = 7; ; shift += 7) {
      const byte = bytes[at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    this.#at = at;
    return value;
  }

  /** Of the right length from the start: an array that grows from nothing takes room for seventeen, and most hold one or two. */
  #array(length: number): unknown[] {
    switch (length) {
      case 0: return [];
      case 1: return [this.next()];
      case 2: return [this.next(), this.next()];
      case 3: return [this.next(), this.next(), this.next()];
      default: {
        const array: unknown[] = [];
        array.length = length;
        for (let i = 0; i < length; i++) array[i] = this.next();
        return array;
      }
    }
  }

  #float(): number {
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + this.#at, 8);
    this.#at += 8;
    return view.getFloat64(0, true);
  }
}

/**
 * A function that makes an object of one shape in one step. Made from text, because an object that grows key by key
 * costs five times as much, and there are millions; for the same reason keys stand in brackets only where they must.
 */
const readerOf = (shape: readonly string[]): ((unpacker: Unpacker) => unknown) =>
  // Keys and kinds are quoted; members are evaluated in the order they stand.
  new Function('unpacker', `return { ${shape.map(memberOf).join(', ')} }`) as (unpacker: Unpacker) => unknown;

function memberOf(marked: string): string {
  const key = marked.slice(1);
  switch (MARKS.indexOf(marked[0]!)) {
    case KIND: return `k: ${JSON.stringify(key)}`;
    case TEXT: return `${keyOf(key)}: unpacker.text()`;
    case WHOLE: return `${keyOf(key)}: unpacker.whole()`;
    default: return `${keyOf(key)}: unpacker.next()`;
  }
}

/** Without the brackets `__proto__` would set the prototype. */
const keyOf = (key: string): string => (key === '__proto__' ? '["__proto__"]' : JSON.stringify(key));
