/** Offset at which the line of an offset begins. */
export const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Offset of the line's last character and one: before its line break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  const end = at < 0 ? text.length : at;
  return text[end - 1] === '\r' && end > offset ? end - 1 : end;
}

/** Offset at which the next line begins, or the end of the text. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

export const indentation = (text: string, offset: number): string => /^[ \t]*/.exec(text.slice(lineStart(text, offset), lineEnd(text, offset)))![0];

/** The line break that the file uses. */
export const lineBreak = (text: string): string => (/\r?\n/.exec(text)?.[0] ?? '\n');

const isBlank = (text: string, start: number): boolean => text.slice(start, lineEnd(text, start)).trim() === '';

/** What stands beside a range on its lines, white space left out. */
export function beside(text: string, start: number, end: number): { readonly before: string; readonly after: string } {
  return { before: text.slice(lineStart(text, start), start).trim(), after: text.slice(end, lineEnd(text, end)).trim() };
}

/** The whole lines of a range that has them to itself. */
export const wholeLines = (text: string, start: number, end: number): { readonly start: number; readonly end: number } => ({ start: lineStart(text, start), end: nextLine(text, end) });

export const isWholeLines = (text: string, { start, end, text: replacement }: { readonly start: number; readonly end: number; readonly text: string }): boolean =>
  replacement === '' && end > start && lineStart(text, start) === start && (end === text.length || lineStart(text, end) === end);

/** Lines with the blank line that would stand twice without them, or at the end of a block. */
export function withBlankLine(text: string, start: number, end: number): { readonly start: number; readonly end: number } {
  const above = start > 0 ? lineStart(text, start - 1) : undefined;
  const blankAbove = above === undefined || isBlank(text, above);
  const opensAbove = above !== undefined && /[{[(]\s*$/.test(text.slice(above, start));
  const blankBelow = end < text.length && isBlank(text, end);
  const closesBelow = end >= text.length || /^\s*[}\])]/.test(text.slice(end, lineEnd(text, end)));
  if ((blankAbove || opensAbove) && blankBelow) return { start, end: nextLine(text, end) };
  return { start: blankAbove && closesBelow && above !== undefined ? above : start, end };
}

/**
 * Where the comment that touches lines from above begins, if it speaks of them alone: what follows them is blank, or
 * the end, or has a comment of its own. Right above another line, a word or two are the heading of a group.
 */
export function commentAbove(text: string, start: number, end: number): number {
  let first = start;
  while (first > 0) {
    const above = lineStart(text, first - 1);
    const line = text.slice(above, lineEnd(text, above)).trim();
    const opening = line.endsWith('*/') ? lineStart(text, text.lastIndexOf('/*', first)) : above;
    if (!line.startsWith('//') && (!line.endsWith('*/') || !text.slice(opening, first).trim().startsWith('/*'))) break;
    first = opening;
  }
  const comment = text.slice(first, start).trim();
  const below = text.slice(end, lineEnd(text, end)).trim();
  if (comment.startsWith('/**') || below === '' || /^([}\])]|\/\/|\/\*)/.test(below)) return first;
  const isTouched = first > 0 && !isBlank(text, lineStart(text, first - 1)) && !/[{[(]\s*$/.test(text.slice(lineStart(text, first - 1), first));
  return isTouched && (comment.match(/[\p{L}\d]+/gu) ?? []).length > 2 ? first : start;
}
