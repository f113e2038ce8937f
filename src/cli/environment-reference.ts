import type { Deployables, SettingRow, SettingVerdict } from '../analyses/inventory/model.ts';
import { code, defaultOf, markdownTable, text } from './settings-markdown.ts';

/**
 * The environment reference: one row for each variable that sets something, in one table for each application. Nothing
 * in it moves when code moves: no lines, no files.
 */
export function environmentReference(rows: readonly SettingRow[], { onlyIn }: Deployables, command: string): string {
  const variables = rows.flatMap(row => (row.env === undefined ? [] : [{ variable: row.env, row }]));
  const applications = [...new Set(variables.map(({ row }) => row.application))].sort();
  return [
    `<!-- Written by \`${command}\`; changes made by hand are lost. -->`, '',
    '# Environment', '',
    variables.length === 0 ? 'No variable sets anything.\n' : 'Every variable that sets something, with the default that holds without it.\n',
    ...applications.map(application => {
      const own = variables.filter(({ row }) => row.application === application);
      const names = [...new Set(own.map(({ variable }) => variable))].sort();
      const table = markdownTable(['variable', 'default', 'type', 'what it does'], names.map(name => {
        const alike = own.filter(({ variable }) => variable === name).map(({ row }) => row);
        return [code(name), ...rowOf(name, alike)];
      }));
      return applications.length === 1 ? table : `## ${text(application === '' ? 'the workspace itself' : application)}\n\n${table}`;
    }),
  ].join('\n');

  /** A variable may stand in several schemas; the first of them that says something counts. */
  function rowOf(variable: string, alike: readonly SettingRow[]): string[] {
    const best = [...alike].sort((a, b) => works(b) - works(a))[0]!;
    const said = (part: (row: SettingRow) => string): string => [best, ...alike].map(part).find(each => each !== '') ?? '';
    const remarks = [
      said(row => text(row.description ?? '').replace(/\.$/, '')),
      ...alike.filter(({ key }, index) => key !== variable && alike.findIndex(other => other.key === key) === index).map(({ key }) => `sets ${code(key)}`),
      ...(best.otherEnv ?? []).map(each => `${code(each)} does the same`),
      ...(alike.some(({ flags }) => flags.includes('sensitive')) ? ['a secret'] : []),
      ...(alike.some(({ flags }) => flags.includes('restart')) ? ['takes effect after a restart'] : []),
      ...(alike.some(({ flags }) => flags.includes('deprecated')) ? ['deprecated'] : []),
      ...(best.verdict === 'default-off' && best.gates.length > 0 ? [`only while ${best.gates.map(code).join(' or ')} is on`] : []),
      ...(onlyIn(best.index).length > 0 ? [`only in ${onlyIn(best.index).join(' and ')}`] : []),
      ...(idle.includes(best.verdict) ? [`changes nothing today (${best.verdict})`] : []),
    ];
    return [said(defaultOf), text(said(row => row.type)), remarks.filter(each => each !== '').join('; ')];
  }
}

const idle: readonly SettingVerdict[] = ['ghost-wired', 'misleading-default', 'self-gated', 'test-only', 'unread', 'write-only', 'mention-only'];

const works = ({ verdict }: SettingRow): number => (idle.includes(verdict) ? 0 : 1);

/** Why a document is not what it would be today, in one sentence; `undefined` when it is. */
export function staleness(file: string, today: string, document: string | undefined, command: string): string | undefined {
  const remedy = `write it with \`${command} > ${file}\``;
  if (document === undefined) return `\`${file}\` does not exist; ${remedy}`;
  const then = document.replace(/^\uFEFF/, '').replace(/\r\n/g, '\n');
  if (then === today) return undefined;
  const [old, now] = [rowsIn(then), rowsIn(today)];
  const differences = [
    ...[...now.keys()].filter(name => !old.has(name)).map(name => `${name} is missing`),
    ...[...old.keys()].filter(name => !now.has(name)).map(name => `${name} is no longer there`),
    ...[...now].filter(([name, row]) => old.has(name) && old.get(name) !== row).map(([name]) => `${name} has changed`),
  ];
  const shown = differences.length > 5 ? [...differences.slice(0, 5), `${differences.length - 5} more`] : differences;
  return `\`${file}\` is out of date${shown.length === 0 ? '' : ` (${shown.join(', ')})`}; ${remedy}`;
}

/** The rows of each variable, by its name. */
function rowsIn(document: string): ReadonlyMap<string, string> {
  const rows = new Map<string, string>();
  for (const line of document.split('\n')) {
    const name = /^\| (`[^`]+`) \|/.exec(line)?.[1];
    if (name !== undefined) rows.set(name, `${rows.get(name) ?? ''}${line}\n`);
  }
  return rows;
}
