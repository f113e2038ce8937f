import { ANY, follow, KIND, MARKS, TEXT, WHOLE, type ShapeNode, type Shapes } from './packed-shapes.ts';

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
