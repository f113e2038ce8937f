import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../src/config/load.ts';
import { settings } from '../../src/analyses/settings/analysis.ts';
import type { AnalysisOptions } from '../../src/core/model.ts';
import type { Around } from './around.ts';
import { familyOf, ofCarriers } from './carriers/carry.ts';
import { batches } from './design.ts';
import { offFlags } from './flags.ts';
import { Judge } from './judge.ts';
import { changedTexts, type Mutant } from './mutant.ts';
import { ofCalls } from './operators/calls.ts';
import { ofConstructions } from './operators/constructions.ts';
import { ofEvents } from './operators/events.ts';
import { ofModules } from './operators/modules.ts';
import { oracleOf } from './oracle.ts';
import { isAlive, loneReads, readsOf } from './program.ts';
import { report } from './report.ts';
import { openRepository } from './repository.ts';
import { sample, sampleOf } from './sample.ts';
import type { Result } from './score.ts';

/**
 * Injects ghosts into a repository and counts how many `bootstrap-wiring` sees. `jiti bench/injection/run.ts <checkout>
 * [--most 4 | --sample 60] [--seed 1] [--only M5] [--family services,servers] [--replay <id> [--write <copy>]] [--list] [--json]`. See README.md.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: '4' }, sample: { type: 'string' }, seed: { type: 'string', default: '1' }, family: { type: 'string' }, only: { type: 'string', default: '' }, replay: { type: 'string' }, write: { type: 'string' },
    list: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
  },
});
const root = path.resolve(positionals[0] ?? '.');
const { config } = await loadConfig(root, undefined);
const options: AnalysisOptions = {
  // The configuration has been parsed; vocabularies and entries are plain data.
  vocabularies: (config.vocabularies ?? []) as AnalysisOptions['vocabularies'], entries: (Array.isArray(config.entries) ? { app: config.entries } : config.entries ?? {}) as AnalysisOptions['entries'],
  env: { allow: (config.env?.allow ?? []) as AnalysisOptions['env']['allow'] }, external: (config.external ?? []) as AnalysisOptions['external'], profiles: {},
};

const repository = openRepository(root, options, config.include as readonly string[] | undefined);
const linked = repository.mutated(new Map());
const known = linked.model(settings);
const reads = readsOf(linked, repository);
const oracle = oracleOf(repository, known.settings, (file, start, end) => reads.filter(read => read.file === file && read.s >= start && read.s < end).map(read => read.setting.key));
const around: Around = { repository, oracle, off: offFlags(repository, linked, reads), reads: loneReads(reads, repository, oracle.settingsIn) };
const judge = new Judge(repository);

const all = [...mutants()];
const results: Result[] = [];
const chosen = values.replay === undefined ? choose() : all.filter(mutant => mutant.id === values.replay);
if (values.write !== undefined) {
  // Into a copy of the checkout, where `ghostwire explain` can be asked about it.
  for (const [file, text] of changedTexts(repository.texts, chosen.map(mutant => mutant.cut))) {
    const to = path.join(values.write, file);
    fs.mkdirSync(path.dirname(to), { recursive: true });
    if (text === undefined) fs.rmSync(to, { force: true });
    else fs.writeFileSync(to, text);
  }
} else if (values.list) for (const { id, expected } of chosen) console.log(`${id}  ${expected.join(' ')}`);
else {
  for (const batch of values.replay === undefined ? batches(chosen) : chosen.map(mutant => ({ mutants: [mutant], programs: [] }))) {
    results.push(...judge.batch(batch));
    if (!values.json) process.stderr.write('.');
  }
  if (!values.json) process.stderr.write('\n');
  if (values.json) console.log(JSON.stringify({ settings: known.settings.length, mutants: all.length, programs: judge.programs, results }, undefined, 1));
  else report(`${path.basename(root)}: ${known.settings.length} settings, ${all.length} mutants, ${results.length} run in ${judge.programs} programs (seed ${values.seed}, ${values.sample === undefined ? `at most ${values.most} of a shape` : `a sample of ${values.sample}`})`, results, around, all);
}

// A ghost that another of its name brings to life without a doubt being said is the one error that must never happen.
if (results.some(each => each.operator === 'M10' && each.missed.length > 0)) process.exitCode = 1;

function choose(): readonly Mutant[] {
  const families = values.family?.split(',');
  const some = all.filter(mutant => (mutant.operator.startsWith(values.only) || mutant.shape.includes(values.only)) && (families === undefined || families.includes(familyOf(mutant.shape) ?? '')));
  return values.sample === undefined ? sample(some, Number(values.most), Number(values.seed)) : sampleOf(some, Number(values.sample), Number(values.seed));
}

/** All mutants of the repository that expect anything, in the order of its files. */
function* mutants(): Generator<Mutant> {
  for (const file of repository.sources) {
    for (const operator of [ofCalls, ofConstructions, ofModules, ofEvents, ofCarriers]) {
      for (const mutant of operator(around, file)) {
        const expected = mutant.expected.filter(key => isAlive(judge.baseline.get(key)));
        if (expected.length > 0) yield { ...mutant, expected };
      }
    }
  }
}
