import { createColors } from 'picocolors';
import type { Deployables, SettingRow, SettingVerdict } from '../analyses/inventory/model.ts';
import type { Style } from '../core/model.ts';
import { heading, sectionsOf } from './settings-selection.ts';

const headings = ['setting', 'default', 'type', 'variable', 'flags', 'readers', 'verdict'] as const;

/** Verdicts that say a setting works as it stands; the others want a look. */
const sound: readonly SettingVerdict[] = ['live', 'weakly-live', 'escaped', 'external', 'skipped', 'default-off'];

interface Layout extends Style, Deployables {
  /** Width in characters; `undefined`: as wide as it takes. */
  readonly columns: number | undefined;
  /** The rows come in an order that was asked for, which sections would break. */
  readonly sorted: boolean;
}

/** The inventory as a table; on a terminal, long cells are cut so that a row keeps to its line. */
export function settingsTable(rows: readonly SettingRow[], { color, columns, sorted, onlyIn }: Layout): string {
  const cells = new Map(rows.map(row => [row, cellsOf(row, onlyIn(row.index))]));
  const all = [headings, ...cells.values()];
  const widths = headings.map((_, column) => Math.max(...all.map(row => row[column]!.length)));
  if (columns !== undefined) shrink(widths, columns);
  const paint = createColors(color);
  const line = (row: readonly string[]): string => row.map((cell, column) => cut(cell, widths[column]!).padEnd(column === row.length - 1 ? 0 : widths[column]!)).join('  ').trimEnd();
  const lines = sectionsOf(rows, sorted).flatMap(({ gates, rows: own }) => [
    ...(gates === undefined ? [] : ['', paint.dim(cut(heading(gates), columns ?? Infinity))]),
    ...own.map(row => (sound.includes(row.verdict) ? line(cells.get(row)!) : paint.yellow(line(cells.get(row)!)))),
  ]);
  return [paint.bold(line(headings)), ...lines, ''].map(each => `${each}\n`).join('');
}

const cellsOf = (row: SettingRow, only: readonly string[]): readonly string[] => [
  row.key,
  row.computed ? 'computed' : row.default === undefined ? '' : row.flags.includes('sensitive') && row.default !== '' ? '***' : JSON.stringify(row.default),
  row.type,
  row.env ?? '',
  row.flags.join(','),
  String(row.readers.length),
  `${row.verdict}${only.length === 0 ? '' : ` only in ${only.join(', ')}`}`,
];

/** Takes width from the widest column among those that can lose some, until the row fits or nothing is left to take. */
function shrink(widths: number[], columns: number): void {
  const gaps = 2 * (widths.length - 1);
  for (const least of [12, 6]) {
    while (widths.reduce((sum, width) => sum + width, gaps) > columns) {
      const widest = widths.indexOf(Math.max(...widths.slice(0, -1)));
      if (widths[widest]! <= least) break;
      widths[widest] = widths[widest]! - 1;
    }
  }
}

const cut = (cell: string, width: number): string => (cell.length <= width ? cell : `${cell.slice(0, width - 1)}…`);
