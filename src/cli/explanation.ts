import type { Capture } from '../analyses/capture/model.ts';
import type { SettingReader, SettingRow } from '../analyses/inventory/model.ts';
import { formatEntry } from '../core/entry.ts';
import type { Finding, Step } from '../core/model.ts';

/** A finding and what became of it. */
export interface Told {
  readonly finding: Finding;
  readonly status: string;
}

/** Everything that is known of one setting. */
export function explainSetting(row: SettingRow): string {
  const facts: readonly (readonly [string, string])[] = [
    ['verdict', row.verdict],
    ['registered', `${row.at.file}:${row.at.line}`],
    ['type', row.type],
    ['default', row.default === undefined ? '' : JSON.stringify(row.default)],
    ['environment', row.env ?? ''],
    ['flags', row.flags.join(', ')],
    ['about', row.description ?? ''],
  ];
  return [
    row.key,
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    ...section('why', row.why.map(step)),
    ...section('readers', row.readers.map(reader)),
    '',
  ].join('\n');
}

/** When a change of the setting is seen, read by read: at what time it is read, and how long its value lives. */
export function explainChanges({ reads, verdict }: Capture): string {
  if (reads.length === 0) return '';
  const lines = reads.flatMap(({ access, phase, owner, ends }) => [
    `${access.file}:${access.at.line}  ${owner}  read ${PHASE[phase]}`,
    ...new Set(ends.map(end => `  ${end.effect}: ${end.what}`)),
  ]);
  return [`  ${'changes'.padEnd(12)}${CHANGES[verdict]}`, ...section('reads', lines), ''].join('\n');
}

const PHASE: { readonly [P in Capture['reads'][number]['phase']]: string } = { boot: 'while the program boots', event: 'on events', both: 'while the program boots and on events', unknown: 'nobody sees when' };

const CHANGES: { readonly [V in Capture['verdict']]: string } = {
  live: 'seen at once, everywhere', captured: 'not seen before a restart', mixed: 'seen in some places and not in others', once: 'used only while the program boots', unknown: 'not every read can be followed', none: 'nothing reads it',
};

/** A finding with the evidence for it and where to read on. */
export const explainFinding = ({ finding, status }: Told): string =>
  [
    `${finding.rule}: ${finding.text}`,
    `  ${'place'.padEnd(12)}${finding.at.file}:${finding.at.line}:${finding.at.column}`,
    `  ${'entry'.padEnd(12)}${formatEntry(finding.entry)}`,
    `  ${'status'.padEnd(12)}${status}`,
    ...section('why', (finding.witness ?? []).map(step)),
    `  ${'rule'.padEnd(12)}ghostwire explain ${finding.rule}`,
    '',
  ].join('\n');

const section = (name: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`  ${name}`, ...lines.map(line => `    ${line}`)]);

const step = ({ file, line, text }: Step): string => (file === '' ? text : `${file}:${line}  ${text}`);

const reader = ({ file, line, owner, verdict }: SettingReader): string => `${file}:${line}  ${owner}  ${verdict}`;
