import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { discover } from '../src/engine/discover.ts';
import { diskWorld } from '../src/engine/world.ts';
import { bin, copyCheckout, here, measured, median, temporaryDirectory } from './measure.ts';
import { plot } from './plot.ts';
import { renamePackages } from './rename-packages.ts';

/**
 * How time and memory grow with the program: one, two and four copies of a real checkout side by side, whose packages
 * bear names of their own, so that each copy is linked in itself, while every other name, of settings too, occurs as
 * often as there are copies. That is the worst case for whatever goes by names. Prints a table and writes a plot.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, copies: { type: 'string', default: '1,2,4' }, plot: { type: 'string' } },
});
const source = positionals[0];
if (source === undefined || !fs.existsSync(source)) throw new Error('name a checkout to measure on: jiti bench/scale.ts <directory>');

const work = temporaryDirectory();
const sizes = values.copies.split(',').map(Number).map(copies => {
  const root = path.join(work, `times-${copies}`);
  // With a `node_modules` of its own the cache lies there.
  fs.mkdirSync(path.join(root, 'node_modules'), { recursive: true });
  fs.writeFileSync(path.join(root, 'package.json'), JSON.stringify({ name: 'scale', private: true }));
  for (let copy = 0; copy < copies; copy++) {
    const to = path.join(root, `copy-${copy}`);
    copyCheckout(source, to);
    renamePackages(to, `-copy-${copy}`);
  }
  const { sources } = discover(diskWorld(root), { include: undefined, exclude: [] });
  const list = path.join(work, `files-${copies}.txt`);
  fs.writeFileSync(list, sources.join('\n'));
  return { copies, root, list, files: sources.length, changed: path.join(root, sources[Math.floor(sources.length / 2)]!) };
});

interface Round {
  /** CPU milliseconds. */
  readonly parse: number;
  readonly cold: number;
  /** Everything behind the facts, which come from the cache: linking, solving, verdicts. */
  readonly judge: number;
  readonly peak: number;
}

const found = sizes.map((): Round[] => []);
for (let round = 0; round < Number(values.rounds); round++) {
  sizes.forEach(({ root, list, changed }, i) => {
    const start = measured(['-e', '0'], work).cpu;
    const parse = measured([path.join(here, 'limit.cjs'), root, list], work).cpu - start;
    fs.rmSync(path.join(root, 'node_modules/.cache'), { recursive: true, force: true });
    const cold = measured([bin, '--root', root], work);
    const unchanged = measured([bin, '--root', root], work).cpu;
    fs.appendFileSync(changed, '\n');
    const judge = measured([bin, '--root', root], work).cpu - unchanged;
    found[i]!.push({ parse, cold: cold.cpu, judge, peak: cold.mib });
    process.stderr.write(`round ${round + 1} of ${values.rounds}, ${sizes[i]!.copies} ×\n`);
  });
}

const middle = (rounds: readonly Round[]): Round => ({
  parse: median(rounds.map(each => each.parse)), cold: median(rounds.map(each => each.cold)), judge: median(rounds.map(each => each.judge)), peak: median(rounds.map(each => each.peak)),
});
const medians = found.map(middle);
const times = (of: (round: Round) => number): readonly number[] => medians.map(each => of(each) / of(medians[0]!));
const seconds = (ms: number): string => (ms / 1000).toFixed(1);
process.stdout.write([
  `Medians of ${values.rounds} rounds, Node ${process.version}; CPU seconds, and how many times the first row in brackets`, '',
  '| copies | files | parse (limit) | cold run | link, solve, verdicts | of the parse | peak MiB |', '|---|---|---|---|---|---|---|',
  ...medians.map((each, i) => {
    const grown = (of: (round: Round) => number): string => ` (${times(of)[i]!.toFixed(1)})`;
    return `| ${sizes[i]!.copies} | ${sizes[i]!.files} | ${seconds(each.parse)}${grown(at => at.parse)} | ${seconds(each.cold)}${grown(at => at.cold)} | ${seconds(each.judge)}${grown(at => at.judge)} | ${(each.judge / each.parse).toFixed(2)} × | ${Math.round(each.peak)}${grown(at => at.peak)} |`;
  }), '',
].join('\n'));
if (values.plot !== undefined) {
  fs.writeFileSync(values.plot, plot({
    title: 'Growth with the number of files, each as a multiple of one copy',
    across: sizes.map(({ files }) => files / sizes[0]!.files),
    lines: [
      { name: 'files', of: sizes.map(({ files }) => files / sizes[0]!.files), dashed: true },
      { name: 'cold run, CPU', of: times(each => each.cold) },
      { name: 'link, solve, verdicts, CPU', of: times(each => each.judge) },
      { name: 'peak memory', of: times(each => each.peak) },
    ],
  }));
}
