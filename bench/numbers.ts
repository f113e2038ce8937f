import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isTest } from '../src/engine/classify.ts';
import { discover } from '../src/engine/discover.ts';
import { diskWorld } from '../src/engine/world.ts';

/**
 * How much each reading of magic numbers has to say on the same files, next to each other: ours, ESLint's rule as it
 * comes, and the same with the exemptions of Sonar's S109. Test files count for none of them. `--sample 80 --seed 1`
 * also prints a random sample of our findings with their lines, for reading. See README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { sample: { type: 'string', default: '0' }, seed: { type: 'string', default: '1' }, peers: { type: 'boolean', default: true } },
  allowNegative: true,
});

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly entry: string;
}

interface Reading {
  readonly found: number;
  /** Milliseconds of user and system time. */
  readonly cpu: number;
}

const here = path.dirname(new URL(import.meta.url).pathname);
const bin = path.join(here, '../bin/ghostwire.js');
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-numbers-'));
process.on('exit', () => fs.rmSync(work, { recursive: true, force: true }));

const all: { readonly repository: string; readonly root: string; readonly finding: Finding }[] = [];
const rows = positionals.map(root => {
  const repository = path.basename(path.resolve(root));
  const { sources } = discover(diskWorld(root), { include: undefined, exclude: [] });
  const files = sources.filter(file => !isTest(file)).sort();
  const lines = files.reduce((sum, file) => sum + fs.readFileSync(path.join(root, file), 'utf8').split('\n').length, 0);
  const list = path.join(work, 'files.txt');
  fs.writeFileSync(list, files.join('\n'));
  const { output, cpu } = execute([bin, '--root', path.resolve(root), '--no-cache', '--rule', 'magic-numbers', '--format', 'json']);
  const { findings }: { readonly findings: readonly Finding[] } = JSON.parse(output); // The command's own format, version 1.
  all.push(...findings.map(finding => ({ repository, root, finding })));
  const peers = values.peers ? { eslint: peer('eslint', root, list), sonar: peer('sonar', root, list) } : {};
  process.stderr.write(`${repository}\n`);
  return { repository, files: files.length, lines, ours: { found: findings.length, cpu }, ...peers };
});

type Row = (typeof rows)[number];
const perThousand = ({ lines }: Pick<Row, 'lines'>, reading: Reading | undefined): string => (reading ? `${((reading.found * 1000) / lines).toFixed(2)}` : '–');
const seconds = (reading: Reading | undefined): string => (reading ? (reading.cpu / 1000).toFixed(1) : '–');
const sum = (of: (row: Row) => Reading | undefined): Reading => ({ found: total(row => of(row)?.found ?? 0), cpu: total(row => of(row)?.cpu ?? 0) });

console.log('| repository | files | lines | ghostwire /1000 | Sonar S109-like /1000 | ESLint /1000 | CPU s: ghostwire | S109-like | ESLint |');
console.log('|---|---|---|---|---|---|---|---|---|');
const whole: Row = { repository: 'all', files: total(row => row.files), lines: total(row => row.lines), ours: sum(row => row.ours), ...(values.peers ? { eslint: sum(row => row.eslint), sonar: sum(row => row.sonar) } : {}) };
for (const row of [...rows, whole]) {
  console.log(`| ${row.repository} | ${row.files} | ${row.lines} | ${perThousand(row, row.ours)} | ${perThousand(row, row.sonar)} | ${perThousand(row, row.eslint)} | ${seconds(row.ours)} | ${seconds(row.sonar)} | ${seconds(row.eslint)} |`);
}

for (const { repository, root, finding } of sampled(all, Number(values.sample), Number(values.seed))) {
  const text = fs.readFileSync(path.join(root, finding.file), 'utf8').split('\n');
  console.log(`\n## ${repository} ${finding.file}:${finding.line}\n${finding.message}`);
  for (let line = Math.max(0, finding.line - 4); line < Math.min(text.length, finding.line + 2); line++) console.log(`${line + 1 === finding.line ? '>' : ' '} ${text[line]!.slice(0, 160)}`);
}

function peer(reading: 'eslint' | 'sonar', root: string, list: string): Reading {
  const { output, cpu } = execute([path.join(here, 'numbers-eslint.mjs'), path.resolve(root), list, reading]);
  const { found }: { readonly found: number } = JSON.parse(output); // What that script prints.
  return { found, cpu };
}

function execute(command: readonly string[]): { readonly output: string; readonly cpu: number } {
  const usage = path.join(work, 'usage.json');
  fs.rmSync(usage, { force: true });
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', path.join(here, 'usage.cjs'), ...command], {
    env: { ...process.env, BENCH_USAGE: usage, NO_COLOR: '1' }, encoding: 'utf8', maxBuffer: 1 << 30, cwd: here,
  });
  if (stdout === '' || !fs.existsSync(usage)) throw new Error(`\`${command.join(' ')}\` did not end by itself\n${stderr}`);
  return { output: stdout, cpu: (JSON.parse(fs.readFileSync(usage, 'utf8')) as { readonly cpu: number }).cpu }; // Written by `usage.cjs`.
}

function total(of: (row: Row) => number): number {
  return rows.reduce((whole, row) => whole + of(row), 0);
}

/** The same sample for the same seed: a shuffle by a linear congruential generator. */
function sampled<T>(items: readonly T[], count: number, seed: number): readonly T[] {
  const rest = [...items];
  let state = seed;
  const random = (): number => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32;
  return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(Math.floor(random() * rest.length), 1)[0]!);
}
