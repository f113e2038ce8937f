import { KIND, MARKS, TEXT, WHOLE, type Shapes } from './packed-shapes.ts';

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
