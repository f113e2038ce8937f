import type { FilePath, Location } from './model.ts';

/** The range between two offsets of a file, from the offsets at which its lines begin. */
export function locate(file: FilePath, lineStarts: readonly number[], start: number, end: number): Location {
  const line = lineAt(lineStarts, start);
  const endLine = lineAt(lineStarts, end);
  return { file, line: line + 1, column: start - lineStarts[line]! + 1, endLine: endLine + 1, endColumn: end - lineStarts[endLine]! + 1 };
}

/** Index of the last line that begins at or before the offset. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
