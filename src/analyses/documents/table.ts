import type { FilePath } from '../../core/model.ts';
import { linesOf, type Line } from './lines.ts';
import type { Documented } from './model.ts';

/** Rows of Markdown tables whose first cell is the name of a variable; a table of one row is an example. */
export function variablesOfTables(path: FilePath, text: string): Documented[] {
  const found: Documented[] = [];
  let table: Line[] = [];
  let fenced = false;
  for (const line of [...linesOf(path, text), ...linesOf(path, '')]) {
    if (/^\s*(```|~~~)/.test(line.text)) fenced = !fenced;
    if (!fenced && /^\s*\|/.test(line.text)) table.push(line);
    else {
      found.push(...rowsOf(table));
      table = [];
    }
  }
  return found;
}

function rowsOf(table: readonly Line[]): Documented[] {
  const [head, rule, ...rows] = table;
  if (!head || !rule || !/^[\s|:-]+$/.test(rule.text) || !/\b(variables?|env(ironment)?|names?|keys?|options?|settings?)\b/i.test(head.text)) return [];
  const named = rows.flatMap((line): Documented[] => {
    const [, before = '', variable] = /^(\s*\|\s*(?:\*\*|__)?`?)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)`?(?:\*\*|__)?\s*(?:\\?\*\s*)?\|/.exec(line.text) ?? [];
    return variable === undefined ? [] : [{ variable, at: line.locate(before.length, variable.length), scope: '-' }];
  });
  return named.length >= 2 && named.length * 2 >= rows.length ? named : [];
}
