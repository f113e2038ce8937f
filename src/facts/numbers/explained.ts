import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';
import { isUnitName } from './units.ts';
import { wordsOf } from './words.ts';

/**
 * A comment beside the number says what it is for: behind it on its line, or above the line or the statement it stands in.
 * What only says the number again (`// 30 seconds`) explains nothing.
 */
export function isExplained(s: number, place: Place, tree: Ts.SourceFile): boolean {
  const { text } = tree;
  const lineEnd = endOfLine(text, s);
  if (explains(/(?:\/\/|\/\*)(.*)$/.exec(text.slice(s, lineEnd))?.[1])) return true;
  if (explains(commentAbove(text, s))) return true;
  for (let i = 0; ; i++) {
    const outer = place.up(i);
    if (outer === undefined || ts.isFunctionLike(outer) || ts.isBlock(outer)) return false;
    if (ts.isStatement(outer)) return explains(commentAbove(text, outer.getStart(tree)));
  }
}

/** The lines of comment directly above the line of an offset. */
function commentAbove(text: string, offset: number): string {
  const lines: string[] = [];
  let end = text.lastIndexOf('\n', offset - 1);
  while (end > 0) {
    const start = text.lastIndexOf('\n', end - 1) + 1;
    const line = /^\s*(?:\/\/|\/\*+|\*)(.*)$/.exec(text.slice(start, end).trimEnd())?.[1];
    if (line === undefined) break;
    lines.push(line);
    end = start - 1;
  }
  return lines.join(' ');
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

const explains = (comment: string | undefined): boolean =>
  comment !== undefined &&
  !/\b(todo|fixme|hack|xxx|eslint|tslint|prettier|biome|istanbul|@ts-)/i.test(comment) &&
  wordsOf(comment).filter(word => /^[a-z]{2,}$/.test(word) && !isUnitName(word) && !filler.has(word)).length >= LEAST_WORDS;

const LEAST_WORDS = 3;
const filler = new Set([
  'for', 'the', 'of', 'in', 'a', 'an', 'to', 'is', 'at', 'every', 'wait', 'waits', 'sleep', 'delay', 'pause', 'timeout', 'interval', 'default',
  'set', 'max', 'min', 'about', 'equals',
]);
