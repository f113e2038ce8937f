import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { capture } from '../../src/analyses/capture/analysis.ts';
import type { CaptureModel, ReadJudged } from '../../src/analyses/capture/model.ts';
import { settings } from '../../src/analyses/settings/analysis.ts';
import type { Linked } from '../../src/core/link.ts';
import type { AnalysisOptions } from '../../src/core/model.ts';
import type { ProgramFacts, Val } from '../../src/facts/program/model.ts';
import { openRepository } from '../injection/repository.ts';
import { interval } from '../injection/score.ts';
import { ASKING, KEEPING, RENEWED, type Form } from './forms.ts';
import { saidOf } from './said.ts';

/**
 * Three directions, each judged by what the rule says. Puts other forms in the place of reads that are live: forms that keep what they read, of which `restart-required` must
 * say that a change is missed, and forms that ask anew, of which it must still prove that none is, so that a flag is unnecessary; and
 * takes away what renews a copy. `jiti bench/restart/run.ts <checkout> [--most 3] [--seed 1] [--vocabularies <names>]
 * [--watch "settings.watch('{key}', () => { {renew} })"]`; `--most` is the number of reads for each form. See README.md.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { most: { type: 'string', default: '3' }, seed: { type: 'string', default: '1' }, vocabularies: { type: 'string', default: '' }, watch: { type: 'string' } } });
const root = path.resolve(positionals[0] ?? '.');
const file = path.join(root, 'ghostwire.config.json');
const given = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
const options: AnalysisOptions = {
  vocabularies: values.vocabularies === '' ? given.vocabularies ?? [] : values.vocabularies.split(','), entries: Array.isArray(given.entries) ? { app: given.entries } : given.entries ?? {}, env: { allow: [] }, external: [], profiles: {},
};
const repository = openRepository(root, options, given.include);
const before = repository.mutated(new Map());
const known = before.model(settings);
const keyOf = (index: number): string => `${known.settings[index]!.file}#${known.settings[index]!.key}`;

interface Place {
  readonly index: number;
  readonly read: ReadJudged;
  readonly s: number;
  readonly e: number;
}

/** Used where it is read; a copy that a subscriber renews stays live wherever else it is put. */
const isLive = ({ ends }: ReadJudged): boolean => ends.length > 0 && ends.every(end => end.effect === 'live' && end.lifetime === 'local');
const capturesOf = (program: Linked): CaptureModel => program.model(capture);
/** Live reads of settings of which nothing is kept, spelled with names of the module alone. */
const places = capturesOf(before).captures.flatMap((seen, index): Place[] => (seen.captured.length > 0 ? [] : seen.reads.filter(isLive).flatMap((read): Place[] => {
  const { access } = read;
  if (access.via.length > 0 || access.inside !== undefined) return [];
  const facts = repository.facts(access.file);
  const call = access.site === 'call' && access.call !== undefined ? facts.calls[access.call] : undefined;
  const span = call ? { s: call.s, e: call.e } : { s: offsetOf(access.file, access.at.line, access.at.column), e: offsetOf(access.file, access.at.endLine, access.at.endColumn) };
  return isOfModule(facts, span, access.fn) ? [{ index, read, ...span }] : [];
})));

type Group = 'keeps' | 'asks' | 'is renewed' | 'is no longer renewed';
interface Row {
  readonly form: string;
  readonly group: Group;
  readonly ok: boolean;
  readonly at: string;
  readonly was: string;
}

const rows: Row[] = [];
let n = 0;
const live = places.filter(each => capturesOf(before).captures[each.index]!.verdict === 'live');
for (const form of KEEPING) for (const place of sample(places)) judge('keeps', form, place);
for (const form of ASKING) for (const place of sample(live)) judge('asks', form, place);
if (values.watch !== undefined) for (const form of RENEWED) for (const place of sample(live)) {
  judge('is renewed', form, place);
  judge('is no longer renewed', form, place);
}
report();

/** What keeps a value must be missed without a flag; what does not makes a flag unnecessary. */
function judge(group: Group, form: Form, place: Place): void {
  const { access } = place.read;
  const text = repository.texts.get(access.file)!;
  const read = text.slice(place.s, place.e);
  const from = endOfImports(access.file);
  const watch = group === 'is renewed' ? values.watch!.replace('{key}', known.settings[place.index]!.key).replace('{renew}', `injectedRenew${++n}();`) : '';
  if (group !== 'is renewed') n++;
  const changed = `${text.slice(0, from)}\n${form.head(read, n)}\n${watch}\n${text.slice(from, place.s)}${form.use(read, n)}${text.slice(place.e)}`;
  let program: Linked;
  try {
    program = repository.mutated(new Map([[access.file, changed]]));
  } catch {
    return; // The read cannot stand there.
  }
  const isKept = group === 'keeps' || group === 'is no longer renewed';
  const said = saidOf(program, keyOf(place.index), !isKept);
  const row: Row = { form: form.name, group, ok: isKept ? said === 'missing' || said === 'half-live' : said === 'unnecessary', at: `${access.file}:${access.at.line} ${known.settings[place.index]!.key}`, was: `${said}; ${endsOf(program, place.index)}` };
  rows.push(row);
  // A run takes minutes, and what is seen so far counts.
  console.error(`${row.ok ? 'seen' : 'not seen'}  ${group}  ${form.name}  ${row.at}`);
}

function endsOf(program: Linked, index: number): string {
  const after = program.model(settings).settings.findIndex(each => `${each.file}#${each.key}` === keyOf(index));
  const seen = capturesOf(program).captures[after];
  return seen ? `${seen.verdict}: ${seen.reads.flatMap(each => each.ends).filter(end => end.effect !== 'live').map(end => `${end.effect} ${end.what}`).slice(0, 2).join('; ')}` : 'gone';
}

function report(): void {
  console.log(`${path.basename(root)}: ${known.settings.length} settings, ${places.length} live reads that can be moved`);
  for (const group of ['keeps', 'asks', 'is renewed', 'is no longer renewed']) {
    const all = rows.filter(row => row.group === group);
    for (const form of new Set(all.map(row => row.form))) line(form, all.filter(row => row.form === form));
    if (all.length > 0) line(`all that ${group}`, all);
  }
  for (const row of rows) if (!row.ok) console.log(`not seen  ${row.form}  ${row.at}  ${row.was}`);
}

function line(title: string, of: typeof rows): void {
  const good = of.filter(row => row.ok).length;
  console.log(`${title.padEnd(28)} ${String(good).padStart(4)} of ${String(of.length).padStart(4)}  ${interval(good, of.length)}`);
}

function sample(all: readonly Place[]): readonly Place[] {
  let state = Number(values.seed) + n;
  const random = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return all.map(place => ({ place, order: random() })).sort((a, b) => a.order - b.order).slice(0, Number(values.most)).map(each => each.place);
}

function offsetOf(path: string, line: number, column: number): number {
  return before.files.find(each => each.path === path)!.lineStarts[line - 1]! + column - 1;
}

/** After the last import, or after directives and the shebang. */
function endOfImports(path: string): number {
  const text = repository.texts.get(path)!;
  const last = repository.facts(path).imports.reduce((end, each) => Math.max(end, each.e), 0);
  return last > 0 ? text.indexOf('\n', last) : /^(#!.*\n)?(\s*(\/\/.*|\/\*[\s\S]*?\*\/|['"]use \w+['"];?)\s*)*/.exec(text)![0].length;
}

/** Nothing in the range is a parameter, a local, `this` or a wait. */
function isOfModule(facts: ProgramFacts, { s, e }: { readonly s: number; readonly e: number }, fn: number): boolean {
  const isIn = (each: { readonly s: number; readonly e: number }): boolean => each.s >= s && each.e <= e;
  if (fn === 0 || facts.fns.some((each, f) => f > 0 && isIn(each))) return false;
  let ok = true;
  const look = (v: Val): void => {
    if (v.k === 'ref' && v.d >= 0 && (facts.decls[v.d]!.fn !== 0 || (facts.decls[v.d]!.k !== 'import' && facts.decls[v.d]!.k !== 'function' && facts.decls[v.d]!.k !== 'enum'))) ok = false;
    else if (v.k === 'this' || v.k === 'super' || v.k === 'param' || v.k === '?' || v.k === 'item') ok = false;
    else if (v.k === 'prop') look(v.o);
    else if (v.k === 'elem') { look(v.o); look(v.i); }
    else if (v.k === 'obj') for (const each of v.p) look(each.v);
    else if (v.k === 'call') { const call = facts.calls[v.c]!; look(call.callee); call.args.forEach(look); }
    else if (v.k === 'op' || v.k === 'tpl') v.a.forEach(look);
  };
  for (const call of facts.calls) if (isIn(call)) { look(call.callee); call.args.forEach(look); }
  for (const read of facts.reads) if (read.v.k === 'prop' && isIn(read.v)) look(read.v);
  const found = facts.calls.some(isIn) || facts.reads.some(read => 's' in read.v && read.v.s <= s && e <= read.v.e);
  return ok && found;
}
