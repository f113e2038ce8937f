import type { Capture } from '../analyses/capture/model.ts';
import type { SettingReader, SettingRow, SettingVerdict } from '../analyses/inventory/model.ts';
import { formatEntry } from '../core/entry.ts';
import type { Finding, Step } from '../core/model.ts';

/** A finding and what became of it. */
export interface Told {
  readonly finding: Finding;
  readonly status: string;
}

/** Everything that is known of one setting, on one screen. */
export function explainSetting(row: SettingRow, why: readonly Step[], onlyIn: readonly string[] = []): string {
  const facts: readonly (readonly [string, string])[] = [
    ['registered', `${row.at.file}:${row.at.line}`],
    ['type', row.type],
    ['default', row.default === undefined ? '' : JSON.stringify(row.default)],
    ['environment', row.env ?? ''],
    ['flags', row.flags.join(', ')],
    ['live in', onlyIn.length === 0 ? '' : `${onlyIn.join(' and ')} only`],
    ['gated by', row.gates.join(', ')],
    ['about', row.description ?? ''],
  ];
  const [meaning, advice] = VERDICTS[row.verdict];
  const unseen = row.readers.filter(({ file, line }) => !why.some(each => each.file === file && each.line === line));
  return [
    `${row.key}: ${row.verdict}, ${meaning}`,
    ...facts.filter(([, value]) => value !== '').map(([name, value]) => `  ${name.padEnd(12)}${value}`),
    ...section('why', [...new Set(why.map(marked))]),
    ...section(why.length === 0 ? 'readers' : 'more readers', capped([...new Set(unseen.map(reader))], MAX_READERS)),
    ...(advice === undefined ? [] : [`  ${'to do'.padEnd(12)}${advice}`]),
    '',
  ].join('\n');
}

const MAX_READERS = 8;

const capped = (lines: readonly string[], most: number): readonly string[] => (lines.length <= most ? lines : [...lines.slice(0, most), `and ${lines.length - most} more`]);

/** What each verdict says, and what to do about it. */
const VERDICTS: { readonly [V in SettingVerdict]: readonly [meaning: string, advice?: string] } = {
  live: ['code that runs by default reads it'],
  'weakly-live': ['it is read if something that is known by its name alone is what it looks like'],
  'default-off': ['what reads it runs once something else is switched on'],
  escaped: ['something holds a place for what reads it, and nothing here fills it'],
  external: ['something outside this program reads it'],
  skipped: ['it has no value that code would read, or none that can change'],
  undecided: ['the entries that are known cannot be all, so nobody can say whether its readers run', 'name what boots in `entries`'],
  'ghost-wired': ['changing it changes nothing', 'start what reads it at boot, look at the gate whenever it matters, or delete the setting'],
  'misleading-default': ['its default says on, and nothing that reads it runs by default', 'register its default as off, or switch on what gates it'],
  'self-gated': ['it alone decides, at boot, whether what reads it runs, and its default says no', 'look at it whenever it matters, or declare that it needs a restart'],
  'test-only': ['only tests read it', 'delete it, or read it where it matters'],
  unread: ['nothing reads it', 'delete the registration, or name its reader under `external`'],
  'write-only': ['it is written and never read', 'delete it, or read it where it matters'],
  'mention-only': ['its name stands in the code, and nothing reads it', 'delete it, or read it where it matters'],
};

/** When a change of the setting is seen, read by read: at what time it is read, and how long its value lives. */
export function explainChanges({ reads, verdict }: Capture): string {
  if (reads.length === 0) return '';
  // What is not seen comes first, whatever is left out at the end.
  const foremost = (ends: Capture['reads'][number]['ends']): number => Math.min(...ends.map(end => ORDER.indexOf(end.effect)));
  const told = [...reads].sort((a, b) => foremost(a.ends) - foremost(b.ends)).map(({ access, phase, owner, ends }) => [
    `${access.file}:${access.at.line}  ${inWords(owner)}  read ${PHASE[phase]}`,
    ...capped([...new Set([...ends].sort((a, b) => ORDER.indexOf(a.effect) - ORDER.indexOf(b.effect)).map(end => inWords(`${end.effect}: ${end.what}`)))], MAX_READERS).map(line => `  ${line}`),
  ].join('\n    '));
  return [`  ${'changes'.padEnd(12)}${CHANGES[verdict]}`, ...section('reads', capped([...new Set(told)], MAX_READERS)), ''].join('\n');
}

const ORDER: readonly Capture['reads'][number]['ends'][number]['effect'][] = ['captured', 'live', 'once', 'unknown'];

const PHASE: { readonly [P in Capture['reads'][number]['phase']]: string } = {
  boot: 'while the program boots',
  event: 'on events',
  both: 'while the program boots and on events',
  unknown: 'nobody sees when',
};

const CHANGES: { readonly [V in Capture['verdict']]: string } = {
  live: 'seen at once, everywhere',
  captured: 'not seen before a restart',
  mixed: 'seen in some places and not in others',
  once: 'used only while the program boots',
  unknown: 'not every read can be followed',
  none: 'nothing reads it',
};

/** A finding with the evidence for it, unless that has been told already, and where to read on. */
export const explainFinding = ({ finding, status }: Told, known: readonly (readonly Step[])[] = []): string =>
  [
    `${finding.rule}: ${finding.text}`,
    `  ${'place'.padEnd(12)}${finding.at.file}:${finding.at.line}:${finding.at.column}`,
    `  ${'entry'.padEnd(12)}${formatEntry(finding.entry)}`,
    `  ${'status'.padEnd(12)}${status}`,
    ...section('why', known.some(why => JSON.stringify(why) === JSON.stringify(finding.witness)) ? [] : (finding.witness ?? []).map(step)),
    `  ${'rule'.padEnd(12)}ghostwire explain ${finding.rule}`,
    '',
  ].join('\n');

const section = (name: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`  ${name}`, ...lines.map(line => `    ${line}`)]);

const step = ({ file, line, text }: Step): string => (file === '' ? text : `${file}:${line}  ${inWords(text.replace(/ in `<module>`$/, ' as the file loads'))}`);

/** What stands in no function stands in the file. */
const inWords = (text: string): string => text.replace(/`?<module>`?/g, 'the file');

/** A step with a mark: the way that runs, and where it ends. */
const marked = (each: Step): string =>
  `${/^(stops here|nothing (constructs|calls|loads) )/.test(each.text) ? '✗' : /, if (a call|this name|`)/.test(each.text) ? '?' : /^(then )?`[^`]*`( starts)?$/.test(each.text) ? '✓' : ' '} ${step(each)}`;

const reader = ({ file, line, owner, verdict }: SettingReader): string => `${file}:${line}  ${inWords(owner)}  ${verdict}`;
