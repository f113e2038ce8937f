/** The orders in which everything is shown, the same on every machine. */
import type { Finding, Location, Problem } from './model.ts';

/** By path, line, column, rule; then by what is said, so that no order of evaluation shows. */
export const byPlace = (a: Finding, b: Finding): number =>
  compareLocations(a.at, b.at) || compareText(a.rule, b.rule) || compareText(a.text, b.text) || compareText(a.entry.key, b.entry.key);

export const compareLocations = (a: Location, b: Location): number =>
  compareText(a.file, b.file) || a.line - b.line || a.column - b.column;

/** By code unit, never by locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const byFileAndLine = (a: Problem, b: Problem): number =>
  compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.message, b.message);
