import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Json } from '../../../core/model.ts';

/** A data file with the place of every name. Offsets count from the beginning of the file. */
export type DataNode =
  | { readonly k: 'map'; readonly items: readonly DataItem[]; readonly e: number }
  | { readonly k: 'list'; readonly items: readonly DataNode[]; readonly e: number }
  | { readonly k: 'scalar'; readonly v: string | number | boolean | null; readonly e: number };

export interface DataItem {
  readonly name: string;
  readonly s: number;
  readonly e: number;
  readonly value: DataNode;
}

/** `undefined` when the file cannot be made sense of. */
export function dataOf(path: string, text: string): DataNode | undefined {
  if (!/\.jsonc?$/.test(path)) return fromYaml(text);
  try {
    return parseJson(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

export const memberOf = (node: DataNode | undefined, name: string): DataNode | undefined => (node?.k === 'map' ? node.items.findLast(each => each.name === name)?.value : undefined);

export function plain(node: DataNode | undefined): Json | undefined {
  if (node === undefined) return undefined;
  if (node.k === 'scalar') return node.v;
  return node.k === 'list' ? node.items.map(each => plain(each) ?? null) : Object.fromEntries(node.items.map(each => [each.name, plain(each.value) ?? null]));
}

/** JSON with comments and trailing commas. A parser of YAML takes a hundred times as long for a manifest of a megabyte. */
function parseJson(text: string): DataNode {
  let at = 0;
  const blank = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
  const word = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
  const quoted = /"(?:[^"\\]|\\[\s\S])*"/y;

  const skip = (): void => {
    blank.lastIndex = at;
    at += blank.exec(text)![0].length;
  };
  const taken = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  };
  const separated = (end: string, one: () => void): void => {
    at++;
    for (skip(); text[at] !== end; skip()) {
      one();
      skip();
      if (text[at] === ',') at++;
      else if (text[at] !== end) throw new SyntaxError(`expected \`${end}\` at ${at}`);
    }
    at++;
  };
  const name = (): string => {
    const found = taken(quoted);
    if (found === undefined) throw new SyntaxError(`expected a text at ${at}`);
    return JSON.parse(found.replace(/[\n\r\t]/g, ' ')) as string; // It is in quotes.
  };
  const value = (): DataNode => {
    skip();
    if (text[at] === '{') {
      const items: DataItem[] = [];
      separated('}', () => {
        const s = at;
        const own = name();
        const e = at;
        skip();
        if (text[at++] !== ':') throw new SyntaxError(`expected a colon at ${at}`);
        items.push({ name: own, s, e, value: value() });
      });
      return { k: 'map', items, e: at };
    }
    if (text[at] === '[') {
      const items: DataNode[] = [];
      separated(']', () => items.push(value()));
      return { k: 'list', items, e: at };
    }
    if (text[at] === '"') return { k: 'scalar', v: name(), e: at };
    const found = taken(word);
    if (found === undefined) throw new SyntaxError(`expected a value at ${at}`);
    return { k: 'scalar', v: JSON.parse(found) as number | boolean | null, e: at }; // It matches one of these.
  };
  return value();
}

function fromYaml(text: string): DataNode | undefined {
  const { contents, errors } = parseDocument(text, { strict: false, logLevel: 'silent', prettyErrors: false });
  return errors.length > 0 ? undefined : converted(contents);
}

function converted(node: unknown): DataNode {
  if (isMap(node)) {
    return {
      k: 'map', e: node.range?.[1] ?? 0,
      items: node.items.flatMap(({ key, value }) => (isScalar(key) && key.range ? [{ name: String(key.value), s: key.range[0], e: key.range[1], value: converted(value) }] : [])),
    };
  }
  if (isSeq(node)) return { k: 'list', items: node.items.map(converted), e: node.range?.[1] ?? 0 };
  const value: unknown = isScalar(node) ? node.value : null;
  return {
    k: 'scalar',
    v:
      typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : value === null || value === undefined
          ? null
          : String(value),
    e: (isScalar(node) ? node.range?.[1] : undefined) ?? 0,
  };
}
