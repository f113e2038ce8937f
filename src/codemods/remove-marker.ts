import { ts, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { beside, lineEnd, lineStart, nextLine, wholeLines } from './lines.ts';
import { markerTextAt, type MarkerText } from './marker-text.ts';
import { offsetsOf } from './source.ts';

/** Takes rules out of a marker that excuses nothing from them; the whole marker where no rule is left. */
export function removeMarker(file: SourceFile, at: Location, unused: readonly string[]): readonly Edit[] | Left {
  const marker = markerTextAt(file, at);
  if (marker === undefined) return { left: 'its form is not the usual one; delete it by hand' };
  const kept = marker.rules.filter(rule => !unused.includes(rule));
  if (kept.length > 0) return [{ start: marker.rulesStart, end: marker.rulesEnd, text: kept.join(', ') }];
  const text = file.getFullText();
  const { start } = offsetsOf(file, at);
  return text.startsWith('//', start) ? ofLineComment(text, start, marker) : ofBlockComment(file, marker);
}

function ofLineComment(text: string, start: number, marker: MarkerText): Edit[] {
  // Another tool's directive stands in front of it, in the same comment.
  const own = text.lastIndexOf('//', marker.start);
  if (own > start) return [cut(text, own, marker.end)];
  if (beside(text, start, marker.end).before !== '') return [cut(text, start, marker.end), ...continuation(text, marker.end)];
  const last = continuation(text, marker.end).at(-1);
  return [remove(wholeLines(text, start, last === undefined ? marker.end : last.end - 1))];
}

/** The comment lines on which the reason reads on: no full stop before, a small letter after. Others are comments of their own. */
function continuation(text: string, end: number): Edit[] {
  const lines: Edit[] = [];
  for (let before = text.slice(lineStart(text, end), end), at = nextLine(text, end); at < text.length; at = nextLine(text, at)) {
    const line = text.slice(at, lineEnd(text, at));
    const words = /^\s*\/\/\s*(.*)$/.exec(line)?.[1];
    if (words === undefined || !/^[\p{Ll}\d(`'"]/u.test(words) || /[.!?:]\s*$/.test(before) || words.startsWith('lint-allow')) break;
    lines.push({ start: at, end: nextLine(text, at), text: '' });
    before = line;
  }
  return lines;
}

function ofBlockComment(file: SourceFile, marker: MarkerText): readonly Edit[] | Left {
  const text = file.getFullText();
  const opening = text.lastIndexOf('/*', marker.start);
  const closing = text.indexOf('*/', marker.end);
  if (opening < 0 || closing < 0) return { left: 'the comment around it is not the usual one; delete it by hand' };
  const rest = text.slice(opening, marker.start) + text.slice(marker.end, closing + 2);
  // The reason may go on below, and what else a longer comment says is not ours to judge.
  if (rest.replace(/[\s*/!]/g, '') !== '') {
    const alone = text.slice(lineStart(text, marker.start), marker.start).replace(/[\s*]/g, '') === '';
    const below = text.slice(nextLine(text, marker.end), lineEnd(text, nextLine(text, marker.end))).replace(/[\s*/]/g, '');
    if (!alone || (below !== '' && !below.startsWith('@') && !below.startsWith('lint-allow'))) return { left: 'it stands in a longer comment; delete it by hand' };
    return [remove({ start: lineStart(text, marker.start), end: nextLine(text, marker.end) })];
  }
  const [start, end] = withBraces(file, opening, closing + 2);
  const { before, after } = beside(text, start, end);
  if (before === '' && after === '') return [remove(wholeLines(text, start, end))];
  return [after === '' ? cut(text, start, end) : { start, end: end + /^[ \t]*/.exec(text.slice(end))![0].length, text: '' }];
}

/** A comment among the children of JSX stands in braces of its own. */
function withBraces(file: SourceFile, start: number, end: number): readonly [number, number] {
  const braces = file.getDescendantsOfKind(ts.SyntaxKind.JsxExpression).find(each => each.getStart() < start && end < each.getEnd() && each.getExpression() === undefined);
  return braces === undefined ? [start, end] : [braces.getStart(), braces.getEnd()];
}

/** Up to the end of the line, with the white space before. */
const cut = (text: string, start: number, end: number): Edit => ({ start: start - /[ \t]*$/.exec(text.slice(lineStart(text, start), start))![0].length, end, text: '' });

const remove = ({ start, end }: { readonly start: number; readonly end: number }): Edit => ({ start, end, text: '' });
