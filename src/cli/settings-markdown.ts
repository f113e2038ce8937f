import type { Deployables, SettingRow } from '../analyses/inventory/model.ts';
import { heading, sectionsOf } from './settings-selection.ts';

/** The inventory as Markdown tables, one for each section. */
export function settingsMarkdown(rows: readonly SettingRow[], { onlyIn }: Deployables, sorted: boolean): string {
  return sectionsOf(rows, sorted).map(({ gates, rows: own }) => [
    ...(gates === undefined ? [] : [`### ${heading(gates)}`, '']),
    markdownTable(['setting', 'default', 'type', 'variable', 'flags', 'readers', 'verdict'], own.map(row => {
      const only = onlyIn(row.index);
      return [
        code(row.key),
        defaultOf(row),
        text(row.type),
        row.env === undefined ? '' : code(row.env),
        row.flags.join(', '),
        String(row.readers.length),
        `${row.verdict}${only.length === 0 ? '' : `, only in ${only.join(' and ')}`}`,
      ];
    })),
  ].join('\n')).join('\n');
}

export const markdownTable = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('');

/** The default as it is shown to anybody: what must not be shown is not. */
export function defaultOf({ default: value, computed, flags }: SettingRow): string {
  if (computed) return 'computed';
  if (value === undefined) return '';
  return flags.includes('sensitive') && value !== '' && value !== null ? 'not shown' : code(JSON.stringify(value));
}

/** A cell of code; a bar would end the cell. */
export function code(content: string): string {
  const one = content.replace(/\s+/g, ' ').replace(/\|/g, '\\|');
  const fence = '`'.repeat(Math.max(0, ...[...one.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  return fence.length === 1 ? `\`${one}\`` : `${fence} ${one} ${fence}`;
}

export const text = (content: string): string => content.replace(/\s+/g, ' ').trim().replace(/[|<>]/g, each => (each === '|' ? '\\|' : each === '<' ? '&lt;' : '&gt;'));
