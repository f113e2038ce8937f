import type { FilePath, Location } from '../../core/model.ts';

/** The lines of a text with a location for a part of one. */
export interface Line {
  readonly text: string;
  /** Of `length` characters from the column `at`, which counts from 0. */
  locate(at: number, length: number): Location;
}

export const linesOf = (file: FilePath, text: string): readonly Line[] =>
  text.split(/\r?\n/).map((line, i) => ({ text: line, locate: (at, length) => ({ file, line: i + 1, column: at + 1, endLine: i + 1, endColumn: at + length + 1 }) }));
