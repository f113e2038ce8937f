import type { SettingRow, SettingVerdict } from '../analyses/inventory/model.ts';
import { ConfigError } from '../config/config-error.ts';
import { globMatcher } from '../core/glob.ts';
import { addTo } from '../core/multimap.ts';
import { orNearest } from '../core/nearest.ts';
import { compareText } from '../core/order.ts';

/** Which settings are shown, in which order. Each list narrows; within a list one match is enough. */
export interface Selection {
  readonly verdicts: readonly string[];
  readonly namespaces: readonly string[];
  readonly flags: readonly string[];
  readonly sort: string | undefined;
}

const verdicts: readonly SettingVerdict[] = [
  'live', 'default-off', 'weakly-live', 'escaped', 'external', 'skipped', 'undecided',
  'ghost-wired', 'misleading-default', 'self-gated', 'test-only', 'unread', 'write-only', 'mention-only',
];
const flags: readonly string[] = ['restart', 'read-only', 'sensitive', 'hidden', 'external', 'action', 'deprecated'];
const orders: { readonly [name: string]: (a: SettingRow, b: SettingRow) => number } = {
  key: () => 0, // As the inventory has it.
  verdict: (a, b) => verdicts.indexOf(b.verdict) - verdicts.indexOf(a.verdict),
  readers: (a, b) => a.readers.length - b.readers.length,
  place: (a, b) => compareText(a.at.file, b.at.file) || a.at.line - b.at.line || a.at.column - b.at.column,
};

/** Refuses names that do not exist, before anything is scanned. */
export function checkSelection({ verdicts: given, flags: raised, sort }: Selection): void {
  const problems = [
    ...unknown('verdict', given, verdicts),
    ...unknown('flag', raised, flags),
    ...unknown('order', sort === undefined ? [] : [sort], Object.keys(orders)),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
}

const unknown = (what: string, given: readonly string[], known: readonly string[]): string[] =>
  given.filter(each => !known.includes(each)).map(each => `there is no ${what} \`${each}\`${orNearest(each, known) || `; known are ${known.map(name => `\`${name}\``).join(', ')}`}`);

/** Throws `ConfigError` for a namespace that no setting has: nothing would be shown, and that is never what was meant. */
export function select(rows: readonly SettingRow[], selection: Selection): readonly SettingRow[] {
  const namespaces = [...new Set(rows.flatMap(row => row.namespace ?? /^(.+)\./.exec(row.key)?.[1] ?? []))].sort();
  const missing = selection.namespaces.filter(each => !rows.some(within(each)));
  if (missing.length > 0) throw new ConfigError(missing.map(each => `no setting has the namespace \`${each}\`${orNearest(each, namespaces) || '; `ghostwire settings` lists the keys'}`));
  const chosen = rows.filter(row =>
    (selection.verdicts.length === 0 || selection.verdicts.includes(row.verdict))
    && (selection.flags.length === 0 || selection.flags.some(flag => row.flags.includes(flag)))
    && (selection.namespaces.length === 0 || selection.namespaces.some(each => within(each)(row))));
  return [...chosen].sort(orders[selection.sort ?? 'key']);
}

/** `http`: the namespace itself and those in it; `HTTP_*`: keys. */
const within = (namespace: string): ((row: SettingRow) => boolean) => {
  if (/[*?[{]/.test(namespace)) {
    const matches = globMatcher(namespace);
    return row => matches(row.key);
  }
  return row => row.namespace === namespace || row.key.startsWith(`${namespace}.`);
};

/** What is shown together: all that is not held back by a gate, then what each gate holds back. */
export interface Section {
  /** Keys that have to be switched on; absent for the first. */
  readonly gates?: readonly string[];
  readonly rows: readonly SettingRow[];
}

export function sectionsOf(rows: readonly SettingRow[], sorted: boolean): readonly Section[] {
  if (sorted) return [{ rows }];
  const isHeld = (row: SettingRow): boolean => row.verdict === 'default-off' && row.gates.length > 0;
  const byGate = new Map<string, SettingRow[]>();
  for (const row of rows.filter(isHeld)) addTo(byGate, row.gates.join('\n'), row);
  const held = [...byGate].sort(([a], [b]) => compareText(a, b)).map(([gates, own]): Section => ({ gates: gates.split('\n'), rows: own }));
  return [{ rows: rows.filter(row => !isHeld(row)) }, ...held].filter(section => section.rows.length > 0);
}

/** `off until \`x\` is on`. */
export const heading = (gates: readonly string[]): string => `off until ${gates.map(each => `\`${each}\``).join(' or ')} is switched on`;
