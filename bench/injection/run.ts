import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { settings } from '../../src/analyses/settings/analysis.ts';
import { modules } from '../../src/analyses/modules/analysis.ts';
import { wiring } from '../../src/analyses/wiring/analysis.ts';
import type { SettingVerdict } from '../../src/analyses/inventory/model.ts';
import { booleanOf } from '../../src/analyses/reach/defaults.ts';
import type { Linked } from '../../src/core/link.ts';
import type { AnalysisOptions } from '../../src/core/model.ts';
import { mutantsOf, type Mutant } from './operators.ts';
import { oracleOf } from './oracle.ts';
import { openRepository } from './repository.ts';
import { interval, score, type Result } from './score.ts';

/**
 * Injects ghosts into a repository and counts how many `bootstrap-wiring` sees. `jiti bench/injection/run.ts <checkout>
 * [--most 40] [--seed 1] [--replay <id>] [--json]`. See README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '40' }, seed: { type: 'string', default: '1' }, replay: { type: 'string' }, json: { type: 'boolean', default: false } },
});
const root = path.resolve(positionals[0] ?? '.');
const given = fs.existsSync(path.join(root, 'ghostwire.config.json')) ? JSON.parse(fs.readFileSync(path.join(root, 'ghostwire.config.json'), 'utf8')) : {};
const options: AnalysisOptions = {
  vocabularies: given.vocabularies ?? [], entries: Array.isArray(given.entries) ? { app: given.entries } : given.entries ?? {}, env: { allow: given.env?.allow ?? [] }, external: given.external ?? [], profiles: {},
};

const repository = openRepository(root, options, given.include);
const before = repository.mutated(new Map());
const known = before.model(settings);
const baseline = verdictsOf(before);
const ALIVE: ReadonlySet<SettingVerdict> = new Set(['live', 'weakly-live']);

const starts = new Map(before.files.map(file => [file.path, file.lineStarts]));
const reads = known.accesses.filter(access => !access.test && access.mode === 'read').flatMap(access => access.settings.map(index => ({
  key: known.settings[index]!.key, index, file: access.file, at: starts.get(access.file)![access.at.line - 1]! + access.at.column - 1, end: starts.get(access.file)![access.at.endLine - 1]! + access.at.endColumn - 1,
  call: access.call,
})));
const oracle = oracleOf(repository, known.settings, (file, start, end) => reads.filter(read => read.file === file && read.at >= start && read.at < end).map(read => read.key));

const all = [...mutantsOf({ repository, oracle, offRead, offImport })].map(mutant => ({ ...mutant, expected: mutant.expected.filter(key => ALIVE.has(baseline.get(key)!)) })).filter(mutant => mutant.expected.length > 0);
const chosen = values.replay !== undefined ? all.filter(mutant => mutant.id === values.replay) : sample(all, Number(values.most), Number(values.seed));
const results: Result[] = [];
for (const mutant of chosen) {
  results.push(judge(mutant));
  if (!values.json) process.stderr.write('.');
}
if (!values.json) process.stderr.write('\n');
if (values.json) console.log(JSON.stringify({ settings: known.settings.length, mutants: all.length, results }, undefined, 1));
else report();

function judge(mutant: Mutant): Result {
  const still = mutant.harmless ? verdictsOf(repository.mutated(mutant.harmless)) : undefined;
  const alarms = still ? mutant.expected.filter(key => !ALIVE.has(still.get(key)!)) : [];
  const after = verdictsOf(repository.mutated(mutant.changes));
  const isDead = (key: string): boolean => (mutant.collision ? after.get(key) !== 'live' : !ALIVE.has(after.get(key)!));
  const seen = mutant.expected.filter(isDead);
  const extra = [...after].filter(([key, verdict]) => !ALIVE.has(verdict) && ALIVE.has(baseline.get(key)!) && !mutant.expected.includes(key)).map(([key]) => key);
  return { id: mutant.id, operator: mutant.operator, stratum: mutant.stratum, expected: mutant.expected, missed: mutant.expected.filter(key => !isDead(key)), seen, extra, alarms };
}

function verdictsOf(linked: Linked): Map<string, SettingVerdict> {
  const { settings: registered } = linked.model(settings);
  return new Map(linked.model(wiring).wirings.map(each => [registered[each.setting]!.key, each.verdict]));
}

/** Text of a read, in the same file, of a boolean setting that is off by default: a guard that needs nothing in scope that is not there. */
function offRead(file: string): string | undefined {
  const read = reads.find(each => {
    const setting = known.settings[each.index]!;
    return each.file === file && each.call === undefined && setting.default.k === 'constant' && booleanOf(setting.default.value) === false && typeof setting.default.value === 'boolean';
  });
  return read && repository.texts.get(file)!.slice(read.at, read.end);
}

/** As `offRead`, where some file imports what it reads from, so that any file can. */
function offImport(file: string): { readonly head: string; readonly read: string } | undefined {
  const found = importable();
  if (!found || file === found.home) return undefined;
  const from = path.posix.relative(path.posix.dirname(file), found.home).replace(/(\/index)?\.[cm]?[jt]sx?$/, '');
  return { head: `import { ${found.name} as injectedFlags } from '${from.startsWith('.') ? from : `./${from}`}'; `, read: `injectedFlags${found.rest}` };
}

function importable(): { readonly home: string; readonly name: string; readonly rest: string } | undefined {
  for (const { file, at, end, index, call } of reads) {
    const setting = known.settings[index]!;
    if (call !== undefined || setting.default.k !== 'constant' || typeof setting.default.value !== 'boolean' || booleanOf(setting.default.value)) continue;
    const text = repository.texts.get(file)!.slice(at, end);
    const root = /^([A-Za-z_$][\w$]*)((?:\.[\w$]+)+)$/.exec(text);
    const facts = repository.facts(file);
    const each = root && facts.imports.find(({ decl }) => facts.decls[decl]?.n === root[1]);
    const binding = each ? before.model(modules).binding(file, each.decl) : undefined;
    if (!root || binding?.k !== 'decl') continue;
    const name = repository.facts(binding.file).exports.find(({ decl, from }) => decl === binding.decl && from === undefined)?.n;
    if (name !== undefined && name !== 'default') return { home: binding.file, name, rest: root[2]! };
  }
  return undefined;
}

function sample(mutants: readonly Mutant[], most: number, seed: number): readonly Mutant[] {
  let state = seed;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const byOperator = groups(mutants);
  return [...byOperator.values()].flatMap(list => list.map(mutant => ({ mutant, order: random() })).sort((a, b) => a.order - b.order).slice(0, most).map(each => each.mutant));
}

function groups(mutants: readonly Mutant[]): Map<string, Mutant[]> {
  const found = new Map<string, Mutant[]>();
  for (const mutant of mutants) found.set(mutant.operator, [...(found.get(mutant.operator) ?? []), mutant]);
  return found;
}

function report(): void {
  console.log(`${root.split('/').at(-1)}: ${known.settings.length} settings, ${all.length} mutants, ${results.length} run (seed ${values.seed}, at most ${values.most} an operator)`);
  console.log('group        mutants  settings  recall                exact   silent  extra');
  for (const [title, group] of score(results)) {
    const { mutants, expected, seen, exact, silent, extra } = group;
    console.log(`${title.padEnd(12)} ${String(mutants).padStart(7)} ${String(expected).padStart(9)}  ${percent(seen, expected)} ${interval(seen, expected).padEnd(13)} ${percent(exact, mutants)}  ${percent(silent, mutants)} ${String(extra).padStart(6)}`);
  }
  for (const { id, missed } of results.filter(each => each.missed.length > 0)) console.log(`missed  ${id}  ${missed.join(' ')}`);
  for (const { id, alarms } of results.filter(each => each.alarms.length > 0)) console.log(`alarm   ${id}  ${alarms.join(' ')}`);
  for (const { id, extra } of results.filter(each => each.extra.length > 0)) console.log(`extra   ${id}  ${extra.slice(0, 8).join(' ')}`);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '     -' : `${((100 * part) / whole).toFixed(1).padStart(5)}%`;
}
