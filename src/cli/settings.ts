import fs from 'node:fs';
import path from 'node:path';
import { inventory } from '../analyses/inventory/analysis.ts';
import { deployables } from '../analyses/inventory/deployables.ts';
import type { Deployables, SettingRow } from '../analyses/inventory/model.ts';
import { ConfigError } from '../config/config-error.ts';
import { count } from '../reporters/covering.ts';
import type { Arguments } from './arguments.ts';
import { environmentReference, staleness } from './environment-reference.ts';
import { problemLines } from './problem-lines.ts';
import { openSession } from './session.ts';
import { settingsMarkdown } from './settings-markdown.ts';
import { checkSelection, select, type Selection } from './settings-selection.ts';
import { settingsTable } from './settings-table.ts';
import type { Io } from './streams.ts';
import { styleOf } from './style.ts';

/** Prints the inventory or the environment reference, or says whether a reference is up to date. A scan that cannot be trusted prints what it knows and returns 2. */
export async function settings(args: Arguments, io: Io): Promise<number> {
  const format = formatOf(args);
  const selection: Selection = { verdicts: args.values('verdict'), namespaces: args.values('namespace'), flags: args.values('flag'), sort: args.value('sort') };
  checkSelection(selection);
  const session = await openSession(args, io);
  const { outcome, model, doubts } = await session.run({ rules: [], also: [inventory, deployables] });
  const { rows } = model(inventory);
  const told = model(deployables);
  const problems = [...outcome.problems, ...doubts()];
  io.err.write(problemLines(problems));
  const chosen = select(rows, selection);
  const sorted = selection.sort !== undefined && selection.sort !== 'key';

  const code = problems.length > 0 ? 2 : 0;
  const document = args.value('check');
  if (document !== undefined && code === 2) return code;
  if (document !== undefined) return checkDocument(document, chosen, told, args, io);
  if (args.has('env')) {
    io.out.write(environmentReference(chosen, told, commandOf(args)));
    return code;
  }
  if (format === 'json') io.out.write(`${JSON.stringify({ version: 1, settings: chosen.map(row => asJson(row, told)) }, null, 2)}\n`);
  else if (format === 'markdown') io.out.write(settingsMarkdown(chosen, told, sorted));
  else if (rows.length > 0) io.out.write(settingsTable(chosen, { ...styleOf(args, io), columns: io.out.columns, sorted, onlyIn: told.onlyIn }));
  (format === 'table' ? io.out : io.err).write(`${total(chosen, rows.length, outcome.scanned.files)}\n`);
  return code;
}

const formats = ['table', 'json', 'markdown'];

function formatOf(args: Arguments): string {
  const reference = args.has('env') || args.has('check');
  const format = args.value('format') ?? (reference ? 'markdown' : 'table');
  if (!formats.includes(format)) throw new ConfigError(`\`${format}\` is not a format of \`settings\`; known are ${formats.map(each => `\`${each}\``).join(', ')}`);
  if (reference && format !== 'markdown') throw new ConfigError(`the environment reference is Markdown; leave out \`--format ${format}\``);
  return format;
}

/** The command that writes the reference with this selection, as it stands in the document and in what is said of it. */
const commandOf = (args: Arguments): string =>
  ['npx ghostwire settings --env', ...['root', 'config', 'verdict', 'namespace', 'flag', 'sort'].flatMap(name => args.values(name).map(value => `--${name} ${/[^\w./@-]/.test(value) ? `'${value}'` : value}`))].join(' ');

function checkDocument(file: string, rows: readonly SettingRow[], told: Deployables, args: Arguments, io: Io): number {
  const command = commandOf(args);
  const reason = staleness(file, environmentReference(rows, told, command), textOf(path.resolve(io.cwd, file)), command);
  if (reason === undefined) io.out.write(`\`${file}\` is up to date\n`);
  else io.err.write(`ghostwire: ${reason}\n`);
  return reason === undefined ? 0 : 1;
}

function textOf(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** What must not be shown is left out here too. */
function asJson({ index, default: value, ...row }: SettingRow, { onlyIn }: Deployables) {
  const only = onlyIn(index);
  const secret = row.flags.includes('sensitive') && value !== '' && value !== null;
  return { ...row, ...(value !== undefined && !secret && { default: value }), ...(only.length > 0 && { onlyIn: only }) };
}

function total(rows: readonly SettingRow[], all: number, files: number): string {
  const counts = new Map<string, number>();
  for (const { verdict } of rows) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const parts = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([verdict, count]) => `${count} ${verdict}`);
  if (all === 0) return `no setting is registered in ${count(files, 'file')} in the words of a known dialect; \`docs/vocabularies.md\` of this package says how to describe one`;
  return `${rows.length === all ? '' : `${rows.length} of `}${count(all, 'setting')} in ${count(files, 'file')}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}
