import { createColors } from 'picocolors';
import type { SettingRow, SettingVerdict } from '../analyses/inventory/model.ts';
import type { Style } from '../core/model.ts';

const headings = ['setting', 'type', 'default', 'env', 'flags', 'readers', 'verdict'] as const;

/** Verdicts that say a setting works as it stands; the others want a look. */
const sound: readonly SettingVerdict[] = ['live', 'external', 'skipped', 'default-off'];

/** The inventory as a table; on a terminal, long cells are cut so that a row keeps to its line. */
export function settingsTable(rows: readonly SettingRow[], { color, columns }: Style & { readonly columns: number | undefined }): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map(row => row[column]!.length)));
  if (columns !== undefined) shrink(widths, columns);
  const paint = createColors(color);
  return cells
    .map((row, index) => {
      const line = row.map((cell, column) => cut(cell, widths[column]!).padEnd(column === row.length - 1 ? 0 : widths[column]!)).join('  ').trimEnd();
      if (index === 0) return paint.bold(line);
      return sound.includes(rows[index - 1]!.verdict) ? line : paint.yellow(line);
    })
    .map(line => `${line}\n`)
    .join('');
}

const cellsOf = (row: SettingRow): readonly string[] => [
  row.key,
  row.type,
  row.default === undefined ? '' : JSON.stringify(row.default),
  row.env ?? '',
  row.flags.join(','),
  String(row.readers.length),
  row.verdict,
];

/** Takes width from the widest column among those that can lose some, until the row fits or nothing is left to take. */
function shrink(widths: number[], columns: number): void {
  const least = 12;
  const gaps = 2 * (widths.length - 1);
  while (widths.reduce((sum, width) => sum + width, gaps) > columns) {
    const widest = widths.indexOf(Math.max(...widths.slice(0, -1)));
    if (widths[widest]! <= least) return;
    widths[widest] = widths[widest]! - 1;
  }
}

const cut = (cell: string, width: number): string => (cell.length <= width ? cell : `${cell.slice(0, width - 1)}…`);
