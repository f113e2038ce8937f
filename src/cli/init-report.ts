import { createColors } from 'picocolors';
import type { Outcome, Style } from '../core/model.ts';
import type { ConfigPlan, Deployable, Proposal, Proposed, Seen } from '../init/model.ts';

export interface InitReport {
  readonly seen: Seen;
  readonly deployables: readonly Deployable[];
  readonly scanned: number;
  readonly proposal: Proposal;
  readonly plan: ConfigPlan;
  readonly baselines: readonly Proposed[];
  readonly result: Outcome;
  /** The configuration is one that was there before. */
  readonly today: boolean;
}

/** What was seen, what would be written, what stays as it is, and what is left to do. */
export function initReport({ seen, deployables, scanned, proposal, plan, baselines, result, today }: InitReport, style: Style): string {
  const paint = createColors(style.color);
  const files = [...proposal.files, ...baselines];
  const sections = [
    [`${scanned} source files; packages by ${seen.manager.name}`],
    section(
      'settings',
      seen.dialects.length === 0
        ? ['none that a known dialect spells; `docs/vocabularies.md` of this package says how to describe one']
        : columns(seen.dialects.map(dialectRow)),
    ),
    section('may be settings too', columns(seen.perhaps.map(dialectRow))),
    section(
      'what boots',
      deployables.length === 0
        ? ['nothing says; files that nothing imports are taken for it']
        : columns(deployables.slice(0, most).flatMap(deployableRows)).concat(more(deployables.length)),
    ),
    section('not as it might be', plan.because),
    section('will write', columns(files.map(({ path, before, what }) => [before === undefined ? '+' : '~', path, what]))),
    ...proposal.files.map(file => [paint.bold(file.path), ...indented(file.before === undefined ? file.text : changesOf(file.before, file.text))]),
    section('left alone', columns(proposal.untouched.map(({ path, why }) => [path, why]))),
    section(
      'left to do',
      proposal.steps.flatMap((step, index) => [
        `${index + 1}. ${step.split('\n')[0]}`,
        ...step
          .trimEnd()
          .split('\n')
          .slice(1)
          .map(line => `   ${line}`),
      ]),
    ),
    [verdict(result, files.length, today)],
  ];
  return `${sections.filter(lines => lines.length > 0).map(lines => lines.map(line => `${line.trimEnd()}\n`).join('')).join('\n')}`;

  function section(name: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [paint.bold(name), ...lines.map(line => `  ${line}`)];
  }
}

const most = 12;

const more = (count: number): string[] => (count > most ? [`and ${count - most} more`] : []);

const dialectRow = ({ name, registrations, accesses, example }: Seen['dialects'][number]): string[] =>
  [name, `${registrations} ${registrations === 1 ? 'setting' : 'settings'}`, `${accesses} ${accesses === 1 ? 'access' : 'accesses'}`, `\`${example.key}\` at ${example.file}:${example.line}`];

/** The entries of a deployable that fit on a few lines: which ones are missed is what a reader looks for. */
const mostEntries = 4;

function deployableRows({ name, entries }: Deployable): string[][] {
  if (entries.length === 0) return [[name, 'nothing', '']];
  const shown = entries.length > mostEntries ? entries.slice(0, mostEntries - 1) : entries;
  const rest = entries.length - shown.length;
  return [...shown.map(({ file, why }, index) => [index === 0 ? name : '', file, why]), ...(rest === 0 ? [] : [['', `and ${rest} more`, '']])];
}

/** Only the lines that are added or taken away: what is added to a file stands in one place. */
function changesOf(before: string, after: string): string {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let [head, tail] = [0, 0];
  while (head < old.length && old[head] === now[head]) head++;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  return [...old.slice(head, old.length - tail).map(line => `- ${line}`), ...now.slice(head, now.length - tail).map(line => `+ ${line}`)].join('\n');
}

const indented = (text: string): string[] => text.replace(/\n$/, '').split('\n').map(line => `  ${line}`);

function verdict({ exitCode, known, new: fresh, moved, markers, problems }: Outcome, files: number, today: boolean): string {
  if (problems.length > 0) return 'a run cannot be trusted';
  const with_ = files === 0 ? 'nothing to write' : 'with these files';
  const covered = `${known.length + moved.length} ${known.length + moved.length === 1 ? 'finding' : 'findings'} in the baselines`;
  if (exitCode === 0) return `${with_}: \`ghostwire\` ends with 0; ${covered}`;
  const left = [
    ...(fresh.length > 0 ? [`${fresh.length} new ${fresh.length === 1 ? 'finding' : 'findings'}`] : []),
    ...(markers.length > 0 ? [`${markers.length} marker ${markers.length === 1 ? 'problem' : 'problems'}`] : []),
  ].join(' and ');
  return `${with_}: \`ghostwire\` ends with 1 because of ${left}${today || fresh.length > 0 ? '; run it to see them' : ''}; ${covered}`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  return rows.map(row => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column]!))).join('  '));
}
