import { commentsOf, type Comment, type Range } from './comments.ts';
import type { Source } from '../walk/visitor.ts';

/** The lines of a file as markers see them. Lines count from 1. */
export interface Layout {
  readonly comments: readonly Comment[];
  lineOf(offset: number): number;
  /** Whether nothing but comments shares the comment's lines. */
  isAlone(comment: Comment): boolean;
  /** Lines on which a marker in this comment, or in the run of line comments that ends at `lastLine`, can excuse a finding. */
  reaches(comment: Comment, lastLine: number): readonly number[];
}

export function layoutOf({ tree, text, lineStarts }: Source): Layout {
  const { comments, decorators } = commentsOf(tree);
  const covered = comments.map(comment => withBraces(text, comment));
  return {
    comments,
    lineOf,
    isAlone: comment => codeBefore(comment) === '' && codeAfter(comment) === '',
    reaches(comment, lastLine) {
      const before = codeBefore(comment);
      const after = codeAfter(comment);
      const own = new Set<number>();
      if (before !== '') own.add(lineOf(comment.s));
      if (after !== '') own.add(lineOf(comment.e));
      // A marker behind a finished line of code speaks of that line alone; behind a decorator, of what it decorates.
      const goesOn = after === '' && (unfinished.test(before) || codeIn(boundsOf(lineOf(comment.s))[0], comment.s, decorators) === '');
      return goesOn ? [...own, ...linesBelow(lastLine)] : [...own];
    },
  };

  /** The next line of code, if it is one of the two below with comments and decorators between; the decorators too. */
  function linesBelow(lastLine: number): number[] {
    const lines: number[] = [];
    for (const line of [lastLine + 1, lastLine + 2]) {
      const [start, end] = boundsOf(line);
      if (text.slice(start, end).trim() === '') break;
      const code = codeIn(start, end);
      if (code !== '') lines.push(line);
      if (code !== '' && codeIn(start, end, decorators) !== '') break;
    }
    return lines;
  }

  function lineOf(offset: number): number {
    let [low, high] = [0, lineStarts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (lineStarts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  function boundsOf(line: number): readonly [number, number] {
    return [lineStarts[line - 1] ?? text.length, lineStarts[line] ?? text.length];
  }

  function codeBefore(comment: Comment): string {
    return codeIn(boundsOf(lineOf(comment.s))[0], comment.s);
  }

  function codeAfter(comment: Comment): string {
    return codeIn(comment.e, boundsOf(lineOf(comment.e))[1]);
  }

  /** The text of a range without comments and without what else is left out. */
  function codeIn(start: number, end: number, leftOut: readonly Range[] = []): string {
    let code = '';
    let at = start;
    for (const range of [...covered, ...leftOut].filter(other => other.e > start && other.s < end).sort((a, b) => a.s - b.s)) {
      if (range.s > at) code += text.slice(at, range.s);
      at = Math.max(at, range.e);
    }
    return (code + text.slice(at, Math.max(at, end))).trim();
  }
}

/** Code on a marker's line that goes on below: what is open there is what the marker speaks of. */
const unfinished = /(?:[([{=?:&|+]|=>)$/;

/** JSX has no comments of its own: there one stands as `{/* … *\/}`, and the braces belong to it. */
function withBraces(text: string, comment: Comment): Range {
  if (!comment.block) return comment;
  let { s, e } = comment;
  while (/\s/.test(text[s - 1] ?? '')) s -= 1;
  while (/\s/.test(text[e] ?? '')) e += 1;
  return text[s - 1] === '{' && text[e] === '}' ? { s: s - 1, e: e + 1 } : comment;
}
