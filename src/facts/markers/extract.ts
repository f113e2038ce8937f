import type { Marker } from '../../core/model.ts';
import type { Extractor, Source } from '../walk/visitor.ts';
import type { Comment } from './comments.ts';
import { markers } from './kind.ts';
import { parseDirective } from './parse.ts';
import { layoutOf, type Layout } from './reach.ts';

/** Finds markers in comments, whatever their form, and nowhere else. */
export const markersExtractor: Extractor<readonly Marker[]> = {
  kind: markers,
  begin: source => ({
    wants: [],
    visit: () => {},
    finish: () => (markers.mayOccur(source.text) ? markersOf(source) : markers.empty),
  }),
};

function markersOf(source: Source): readonly Marker[] {
  const layout = layoutOf(source);
  return layout.comments.flatMap((comment, index) => (source.text.slice(comment.s, comment.e).includes('lint-allow') ? inComment(source, layout, comment, index) : []));
}

/** A block comment may hold several markers, a line of it each. */
function inComment(source: Source, layout: Layout, comment: Comment, index: number): Marker[] {
  const run = comment.block ? [] : runBelow(layout, index);
  const lines = comment.block ? linesOf(source.text, comment) : [comment, ...run].map(line => ({ s: line.s, text: wordsOf(source.text.slice(line.s + 2, line.e)) }));
  const lastLine = layout.lineOf((layout.isAlone(comment) ? run.at(-1) ?? comment : comment).e);
  return (comment.block ? lines : lines.slice(0, 1)).flatMap(({ s, text }, at) => {
    const directive = parseDirective(text, lines.slice(at + 1).map(line => line.text));
    if (directive === undefined) return [];
    return [{ ...directive, at: source.at(s, endOfLine(source.text, s, comment.e)), lastLine, reaches: layout.reaches(comment, lastLine) }];
  });
}

/** The line comments right below, line for line, with nothing beside them. */
function runBelow({ comments, lineOf, isAlone }: Layout, index: number): readonly Comment[] {
  const first = lineOf(comments[index]!.s); // The index comes from the list itself.
  const below = comments.slice(index + 1);
  const end = below.findIndex((comment, n) => comment.block || lineOf(comment.s) !== first + n + 1 || !isAlone(comment));
  return end < 0 ? below : below.slice(0, end);
}

/** The lines of a block comment without their decoration, each with the offset where its words start. */
function linesOf(text: string, { s, e }: Comment): { readonly s: number; readonly text: string }[] {
  let at = s + 2;
  return text.slice(s + 2, e - 2).split('\n').map(line => {
    const words = wordsOf(line);
    const start = at + line.indexOf(words);
    at += line.length + 1;
    return { s: start, text: words };
  });
}

const wordsOf = (line: string): string => line.replace(/^[\s*/!]+/, '').trim();

function endOfLine(text: string, from: number, end: number): number {
  const line = text.slice(from, end);
  return from + (/[\n\r]|\*\/$/.exec(line)?.index ?? line.length);
}
