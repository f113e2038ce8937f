import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { discover } from '../src/engine/discover.ts';
import { diskWorld } from '../src/engine/world.ts';
import { bin, copyCheckout, here, measured, median, temporaryDirectory, type Usage } from './measure.ts';

/**
 * Measures the built suite on a checkout, side by side with the least any such tool must do and with its peers. Every
 * round runs every situation once, so that what else the machine does falls on all of them alike; ratios are taken
 * within a round, and the median over the rounds is printed. See README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string', multiple: true, default: [] }, json: { type: 'boolean', default: false }, preset: { type: 'string', default: 'zod-env' } },
});

interface Situation {
  readonly name: string;
  readonly prepare?: () => void;
  readonly command: readonly string[];
}

const source = positionals[0];
if (source === undefined || !fs.existsSync(source)) throw new Error('name a checkout to measure on: jiti bench/run.ts <directory>');

const work = temporaryDirectory();
const root = path.join(work, 'corpus');
copyCheckout(source, root);
// With a `node_modules` of its own the cache lies there and goes with the copy.
fs.mkdirSync(path.join(root, 'node_modules'));
const cache = path.join(root, 'node_modules/.cache');

const { sources } = discover(diskWorld(root), { include: undefined, exclude: [] });
const list = path.join(work, 'files.txt');
fs.writeFileSync(list, sources.join('\n'));
const touched = path.join(root, sources[Math.floor(sources.length / 2)]!);
const hasEslint = fs.existsSync(path.join(here, 'node_modules/eslint'));

const removeCache = (): void => fs.rmSync(cache, { recursive: true, force: true });
const fillCache = (): void => void execute([bin, '--root', root]);
const touchAll = (when = new Date()): void => sources.forEach(file => fs.utimesSync(path.join(root, file), when, when));
const original = fs.readFileSync(touched);
/** ESLint's cache goes by times, so they must be as they were. */
const restore = (): void => {
  fs.writeFileSync(touched, original);
  touchAll(new Date(0));
};
const overlapping = ['--rule', 'env-read', '--rule', 'magic-numbers'];
const eslint = [path.join(here, 'eslint.mjs'), root, list];

/** One preset instead of all that need not be asked for: what the others cost where they recognise nothing. */
const onePreset = path.join(work, 'one-preset.json');
fs.writeFileSync(onePreset, JSON.stringify({ vocabularies: [values.preset] }));
const changeOne = (args: readonly string[]) => (): void => {
  execute([bin, '--root', root, ...args]);
  fs.appendFileSync(touched, '\n');
};

const situations: readonly Situation[] = [
  { name: 'empty Node start', command: ['-e', '0'] },
  { name: 'limit: parse and raw walk', command: [path.join(here, 'limit.cjs'), root, list] },
  { name: 'loading ts-morph', command: ['-e', `require(${JSON.stringify(createRequire(import.meta.url).resolve('ts-morph'))})`] },
  { name: 'cold, all rules', prepare: removeCache, command: [bin, '--root', root] },
  { name: 'no cache, all rules', command: [bin, '--root', root, '--no-cache'] },
  { name: 'cold, two rules', prepare: removeCache, command: [bin, '--root', root, ...overlapping] },
  { name: 'no cache, two rules', command: [bin, '--root', root, '--no-cache', ...overlapping] },
  { name: 'warm, nothing changed', prepare: fillCache, command: [bin, '--root', root] },
  { name: 'warm, by content', prepare: () => touchAll(), command: [bin, '--root', root] },
  { name: 'warm, one file changed', prepare: () => fs.appendFileSync(touched, '\n'), command: [bin, '--root', root] },
  { name: 'presets: cold, all', prepare: removeCache, command: [bin, '--root', root] },
  { name: 'presets: cold, one', prepare: removeCache, command: [bin, '--root', root, '--config', onePreset] },
  { name: 'presets: one file changed, all', prepare: changeOne([]), command: [bin, '--root', root] },
  { name: 'presets: one file changed, one', prepare: changeOne(['--config', onePreset]), command: [bin, '--root', root, '--config', onePreset] },
  { name: '--help', command: [bin, '--help'] },
  ...(hasEslint
    ? [
        { name: 'ESLint, two rules', command: eslint },
        { name: 'ESLint, cached, nothing changed', prepare: restore, command: [...eslint, path.join(work, 'eslintcache')] },
      ]
    : []),
];

const pairs: readonly (readonly [situation: string, against: string, goal: string])[] = [
  ['cold, all rules', 'limit: parse and raw walk', '≤ 1.4'],
  ['no cache, all rules', 'limit: parse and raw walk', ''],
  ['cold, two rules', 'limit: parse and raw walk', ''],
  ['warm, nothing changed', 'empty Node start', '≤ 3'],
  ['warm, by content', 'empty Node start', ''],
  ['warm, one file changed', 'loading ts-morph', ''],
  ['presets: cold, all', 'presets: cold, one', '≤ 1.1'],
  ['presets: one file changed, all', 'presets: one file changed, one', '≤ 1.1'],
  ['--help', 'empty Node start', '≤ 1.25'],
  ['cold, two rules', 'ESLint, two rules', '≤ 1/8'],
  ['no cache, two rules', 'ESLint, two rules', '≤ 1/8'],
  ['warm, nothing changed', 'ESLint, cached, nothing changed', '≤ 1/14'],
];

const wanted = situations.filter(({ name }) => values.only.length === 0 || values.only.some(part => name.includes(part)));
const rounds: Map<string, Usage>[] = [];
for (let round = 0; round < Number(values.rounds); round++) {
  const usages = new Map<string, Usage>();
  for (const { name, prepare, command } of wanted) {
    prepare?.();
    // ESLint's cache is filled by the first run of its kind, which does not count.
    if (name.startsWith('ESLint, cached') && round === 0) execute(command);
    usages.set(name, execute(command));
  }
  rounds.push(usages);
  process.stderr.write(`round ${round + 1} of ${values.rounds}\n`);
}

const over = (name: string, of: (usage: Usage) => number): number => median(rounds.map(round => of(round.get(name)!)));
const absolute = wanted.map(({ name }) => ({ name, cpu: over(name, usage => usage.cpu), wall: over(name, usage => usage.wall), mib: over(name, usage => usage.mib) }));
const ratios = pairs
  .filter(pair => pair.slice(0, 2).every(name => rounds[0]!.has(name)))
  .map(([name, against, goal]) => {
    const ratio = (of: (usage: Usage) => number): number => median(rounds.map(round => of(round.get(name)!) / of(round.get(against)!)));
    return { name, against, goal, cpu: ratio(usage => usage.cpu), wall: ratio(usage => usage.wall) };
  });
process.stdout.write(values.json ? `${JSON.stringify({ files: sources.length, rounds: rounds.length, absolute, ratios }, null, 2)}\n` : table());

function table(): string {
  const seconds = (ms: number): string => (ms / 1000).toFixed(2);
  return [
    `${sources.length} files, median of ${rounds.length} rounds, Node ${process.version}`, '',
    '| situation | CPU s | wall s | peak MiB |', '|---|---|---|---|',
    ...absolute.map(({ name, cpu, wall, mib }) => `| ${name} | ${seconds(cpu)} | ${seconds(wall)} | ${Math.round(mib)} |`), '',
    '| situation | against | goal (CPU) | CPU | wall |', '|---|---|---|---|---|',
    ...ratios.map(({ name, against, goal, cpu, wall }) => `| ${name} | ${against} | ${goal} | ${asRatio(cpu)} | ${asRatio(wall)} |`), '',
  ].join('\n');
}

function asRatio(ratio: number): string {
  return ratio < 0.3 ? `1/${(1 / ratio).toFixed(1)}` : `${ratio.toFixed(2)} ×`;
}

function execute(command: readonly string[]): Usage {
  return measured(command, work);
}
