import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLMap } from 'yaml';
import type { FilePath } from '../../core/model.ts';
import type { Documented } from './model.ts';

/** A YAML file with its lines, or nothing when it is damaged. */
export interface YamlFile {
  readonly path: FilePath;
  readonly document: Document;
  readonly root: YAMLMap;
  readonly lines: LineCounter;
}

export function yamlFile(path: FilePath, text: string): YamlFile | undefined {
  try {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
    return isMap(document.contents) ? { path, document, root: document.contents, lines } : undefined;
  } catch {
    return undefined;
  }
}

/** What stands under a name, anchors followed. */
export function under({ document }: YamlFile, node: unknown, name: string): Node | undefined {
  const map = followed(document, node);
  if (!isMap(map)) return undefined;
  const pair = map.items.find(item => isScalar(item.key) && item.key.value === name);
  return followed(document, pair?.value);
}

/** The pairs of a map. */
export function membersOf({ document }: YamlFile, node: unknown): readonly { readonly name: string; readonly value: unknown }[] {
  const map = followed(document, node);
  return isMap(map) ? map.items.flatMap(item => (isScalar(item.key) ? [{ name: String(item.key.value), value: item.value }] : [])) : [];
}

export const itemsOf = ({ document }: YamlFile, node: unknown): readonly unknown[] => {
  const list = followed(document, node);
  return isSeq(list) ? list.items : [];
};

/** Variables of an `environment:` in either form, with those of what is merged into it. */
export function environmentOf(file: YamlFile, node: unknown, scope: string): Documented[] {
  const { document, lines, path } = file;
  const found: Documented[] = [];
  const take = (at: unknown, depth: number): void => {
    const value = followed(document, at);
    if (depth > 5) return;
    if (isSeq(value)) {
      for (const item of value.items) if (isScalar(item)) put(/^[A-Z][A-Z0-9_]*/.exec(String(item.value))?.[0], item);
    } else if (isMap(value)) {
      for (const item of value.items) {
        if (!isPair(item) || !isScalar(item.key)) continue;
        if (item.key.value === '<<') {
          const merged = followed(document, item.value);
          for (const each of isSeq(merged) ? merged.items : [merged]) take(each, depth + 1);
        } else put(/^[A-Z][A-Z0-9_]*$/.exec(String(item.key.value))?.[0], item.key);
      }
    }
  };
  take(node, 0);
  return found;

  function put(variable: string | undefined, { range, source }: { range?: readonly number[] | null; source?: string }): void {
    if (variable === undefined || !range) return;
    const { line, col } = lines.linePos(range[0]!);
    // A quote stands in front of the name.
    const column = source !== undefined && range[1]! - range[0]! > source.length ? col + 1 : col;
    found.push({ variable, scope, at: { file: path, line, column, endLine: line, endColumn: column + variable.length } });
  }
}

const followed = (document: Document, node: unknown): Node | undefined => {
  const value = isAlias(node) ? node.resolve(document) : node;
  return isMap(value) || isSeq(value) || isScalar(value) ? value : undefined;
};
