import { inventory } from '../analyses/inventory/analysis.ts';
import type { SettingRow } from '../analyses/inventory/model.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Problem } from '../core/model.ts';
import type { Arguments } from './arguments.ts';
import { openSession } from './session.ts';
import type { Io } from './streams.ts';
import { settingsTable } from './settings-table.ts';
import { styleOf } from './style.ts';

/** Prints the inventory. A scan that cannot be trusted prints what it knows and returns 2. */
export async function settings(args: Arguments, io: Io): Promise<number> {
  const format = args.value('format') ?? 'table';
  if (format !== 'table' && format !== 'json') throw new ConfigError(`\`${format}\` is not a format of \`settings\`; write \`table\` or \`json\``);
  const session = await openSession(args, io);
  const { outcome, model } = await session.run({ rules: [], also: [inventory] });
  const { rows } = model(inventory);
  io.out.write(format === 'json' ? `${JSON.stringify({ version: 1, settings: rows }, null, 2)}\n` : settingsTable(rows, { ...styleOf(args, io), columns: io.out.columns }));
  io.err.write(problemLines(outcome.problems));
  (format === 'json' ? io.err : io.out).write(`${total(rows, outcome.scanned.files)}\n`);
  return outcome.problems.length > 0 ? 2 : 0;
}

/** One line for each reason not to trust the run. */
export const problemLines = (problems: readonly Problem[]): string =>
  problems.map(({ file, line, message }) => `ghostwire: ${file === '' ? '' : `${file}${line === undefined ? '' : `:${line}`} `}${message}\n`).join('');

function total(rows: readonly SettingRow[], files: number): string {
  const counts = new Map<string, number>();
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([verdict, count]) => `${count} ${verdict}`);
  return `${rows.length} settings in ${files} files${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
