import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { hoistAll } from './codemods/hoist-all.ts';
import { typeErrors, type Texts } from './codemods/type-errors.ts';
import { bin, copyCheckout, temporaryDirectory } from './measure.ts';

/**
 * Lets the codemods loose on copies of checkouts and says what they did and what broke: `jiti bench/codemods.ts
 * <checkout>… [--allow 5] [--seed 1] [--config file]
 * [--hoist] [--verbose]`; `--hoist` hoists numbers alone. See README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { allow: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' }, config: { type: 'string' }, hoist: { type: 'boolean', default: false }, fix: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
});

interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly entry: string;
  readonly status: string;
}

/** What one codemod did to one repository. */
interface Row {
  readonly repository: string;
  readonly codemod: string;
  readonly places: number;
  readonly files: readonly string[];
  readonly lines: string;
  /** What must not happen, each as a sentence. */
  readonly broken: readonly string[];
  readonly remarks: readonly string[];
}

/** `process` without the types of Node.js, and parameters that a library would give their types: gone with the code itself, where nothing is installed. */
const UNINSTALLED = /^TS(2580|2591|7006|7031) /;

const work = temporaryDirectory();
console.log('| repository | codemod | places | files | lines | broken |\n|---|---|---|---|---|---|');
const rows: Row[] = [];
for (const checkout of positionals) {
  const repository = path.basename(path.resolve(checkout));
  const root = path.join(work, repository);
  copyCheckout(checkout, root);
  if (values.config !== undefined) fs.copyFileSync(values.config, path.join(root, 'ghostwire.config.json'));
  for (const row of values.fix ? [fixed(repository, root)] : [...(values.hoist ? [] : [fixed(repository, root), ...marked(repository, root)]), hoisted(repository, root)]) {
    rows.push(row);
    console.log(`| ${row.repository} | ${row.codemod} | ${row.places} | ${row.files.length} | ${row.lines} | ${row.broken.length} |`);
    for (const sentence of [...row.broken, ...(values.verbose ? row.remarks : [])]) process.stderr.write(`${row.repository}: ${sentence}\n`);
  }
  fs.rmSync(root, { recursive: true, force: true });
}
const touched = new Set(rows.flatMap(row => row.files.map(file => `${row.repository} ${file}`)));
console.log(`\n${touched.size} files in ${new Set(rows.filter(row => row.files.length > 0).map(row => row.repository)).size} repositories, ${rows.reduce((sum, row) => sum + row.places, 0)} places, ${rows.reduce((sum, row) => sum + row.broken.length, 0)} broken`);

/** `fix` as it comes. */
function fixed(repository: string, root: string): Row {
  const open = findings(root);
  const dry = ghostwire(root, 'fix', '--dry-run');
  const files = [...dry.stdout.matchAll(/^\+\+\+ b\/(.*)$/gm)].map(match => match[1]!);
  const before = textsOf(root, files);
  const done = ghostwire(root, 'fix');
  const after = textsOf(root, files);
  const again = files.length === 0 ? '' : ghostwire(root, 'fix', '--dry-run').stdout;
  const known = new Set(open.map(identity));
  return {
    repository, codemod: '`fix`', places: Number(/fixed (\d+)/.exec(done.stdout)?.[1] ?? 0), files, lines: changedLines(dry.stdout),
    broken: [
      ...(done.status === 0 ? [] : [`\`fix\` ended with ${done.status}: ${done.stderr}`]),
      ...(again === '' ? [] : [`a second run of \`fix\` changes:\n${again}`]),
      ...(files.length === 0 ? [] : findings(root).filter(each => !known.has(identity(each))).map(each => `\`fix\` leads to a new finding ${identity(each)}`)),
      ...newErrors(root, before, after, true),
    ],
    remarks: [dry.stdout, done.stdout],
  };
}

/** `allow` on a sample of findings, each in another file where there are so many; then every marker made unused and taken away by `fix`. */
function marked(repository: string, root: string): readonly [Row, Row] {
  const all = findings(root).filter(each => each.status !== 'allowed' && /\.[cm]?[jt]sx?$/.test(each.file));
  const chosen = [...new Map(shuffled(all).map(each => [each.file, each])).values()].slice(0, Number(values.allow));
  const files = [...new Set(chosen.map(each => each.file))];
  const before = textsOf(root, files);
  const broken: string[] = [];
  const remarks: string[] = [];
  const done: Finding[] = [];
  let lines = [0, 0];
  for (const each of chosen) {
    const text = textsOf(root, [each.file]).values().next().value!;
    const { status, stdout, stderr } = allow(root, each);
    if (status !== 0 && /no marker can excuse/.test(stderr)) remarks.push(`${each.file}:${each.line} cannot be excused`);
    else if (status !== 0) broken.push(`\`allow ${each.entry}\` ended with ${status}: ${stderr}`);
    const now = textsOf(root, [each.file]).values().next().value!;
    const [plus, minus] = difference(text, now);
    if (status === 0) done.push({ ...each, line: each.line + plus - minus });
    if (status === 0 && (plus !== 1 || minus > 1)) broken.push(`\`allow ${each.entry}\` adds ${plus} lines and takes ${minus}`);
    lines = [lines[0]! + plus, lines[1]! + minus];
    remarks.push(stdout);
  }
  const after = textsOf(root, files);
  for (const each of done) if (!/already allowed/.test(allow(root, each).stdout)) broken.push(`a second \`allow ${each.entry}\` does something`);
  broken.push(...changed(after, textsOf(root, files)).map(file => `a second \`allow\` changes ${file}`), ...newErrors(root, before, after, false));
  const first: Row = { repository, codemod: '`allow`', places: done.length, files: changed(before, after).map(file => path.relative(root, file)), lines: `+${lines[0]} −${lines[1]}`, broken, remarks };

  const lost: string[] = [];
  for (const [file, text] of after) {
    const own = new Set(all.filter(each => path.join(root, each.file) === file).map(each => each.rule));
    const other = ['elided-boot-import', 'duplicate-setting', 'long-running-loop-kill-switch', 'restart-required', 'env-read', 'magic-numbers'].find(rule => !own.has(rule)) ?? 'bootstrap-wiring';
    fs.writeFileSync(file, text.replace(/lint-allow: [\w-]+(?= -- measured)/g, `lint-allow: ${other}`));
  }
  const { status, stdout, stderr } = ghostwire(root, 'fix');
  if (status !== 0) lost.push(`\`fix\` ended with ${status}: ${stderr}${stdout}`);
  for (const file of changed(before, textsOf(root, files))) lost.push(`${path.relative(root, file)} is not what it was before its marker came and went`);
  return [first, { repository, codemod: 'unused markers', places: done.length, files: first.files, lines: `+${lines[1]} −${lines[0]}`, broken: lost, remarks: [stdout] }];
}

/** Every deciding number, hoisted. */
function hoisted(repository: string, root: string): Row {
  const all = hoistAll(root).filter(each => each.numbers > 0);
  const before = new Map(all.map(each => [path.join(root, each.file), each.before]));
  const after = new Map(all.map(each => [path.join(root, each.file), each.after]));
  const sums = all.map(each => difference(each.before, each.after)).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
  return {
    repository, codemod: 'numbers hoisted', places: all.reduce((sum, each) => sum + each.numbers, 0), files: all.map(each => each.file), lines: `+${sums[0]} −${sums[1]}`,
    broken: newErrors(root, before, after, false),
    remarks: all.flatMap(each => each.left.map(left => `${each.file}: ${left}`)),
  };
}

function newErrors(root: string, before: Texts, after: Texts, all: boolean): string[] {
  const files = [...before.keys()];
  if (files.length === 0) return [];
  const rest = [...typeErrors(root, files, before, all)];
  const found = typeErrors(root, files, after, all);
  const more = found.filter(each => !take(rest, each)).map(each => `a new type error: ${each}`);
  return [...more, ...rest.filter(each => !UNINSTALLED.test(each)).map(each => `a type error that is gone: ${each}`)];
}

function take(list: string[], value: string): boolean {
  const at = list.indexOf(value);
  if (at >= 0) list.splice(at, 1);
  return at >= 0;
}

function allow(root: string, { rule, entry, file, line, column }: Finding): Ran {
  return ghostwire(root, 'allow', rule, entry, '--reason', 'measured and right as it is', '--at', `${file}:${line}:${column}`);
}

function findings(root: string): readonly Finding[] {
  const { stdout, stderr } = ghostwire(root, '--format', 'json');
  if (stdout === '') throw new Error(`${root} cannot be scanned\n${stderr}`);
  return (JSON.parse(stdout) as { readonly findings: readonly Finding[] }).findings; // The command's own format, version 1.
}

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function ghostwire(root: string, ...args: readonly string[]): Ran {
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30, env: { ...process.env, CI: '', NO_COLOR: '1' } });
}

function identity({ rule, entry }: Finding): string {
  return `${rule} ${entry}`;
}

function textsOf(root: string, files: readonly string[]): Texts {
  return new Map(files.map(file => [path.join(root, file), fs.readFileSync(path.join(root, file), 'utf8')]));
}

function changed(before: Texts, after: Texts): string[] {
  return [...before].filter(([file, text]) => after.get(file) !== text).map(([file]) => file);
}

/** Lines that came and went, by what they say. */
function difference(before: string, after: string): [plus: number, minus: number] {
  const rest = before.split('\n');
  const plus = after.split('\n').filter(line => !take(rest, line)).length;
  return [plus, rest.length];
}

function changedLines(diff: string): string {
  const count = (sign: string): number => diff.split('\n').filter(line => line.startsWith(sign) && !line.startsWith(sign.repeat(3))).length;
  return `+${count('+')} −${count('-')}`;
}

/** The same order for the same seed, by a linear congruential generator. */
function shuffled<T>(items: readonly T[]): readonly T[] {
  let state = Number(values.seed);
  const random = (): number => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
  return items.map(item => [random(), item] as const).sort((a, b) => a[0] - b[0]).map(([, item]) => item);
}
