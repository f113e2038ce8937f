import fs from 'node:fs';
import path from 'node:path';
import { entries } from '../analyses/entries/analysis.ts';
import { modules } from '../analyses/modules/analysis.ts';
import { reach } from '../analyses/reach/analysis.ts';
import { settings } from '../analyses/settings/analysis.ts';
import { wiring } from '../analyses/wiring/analysis.ts';
import { ConfigError } from '../config/config-error.ts';
import type { Config } from '../config/config.ts';
import { deadGlobs } from '../config/dead-globs.ts';
import { resolveConfig } from '../config/resolve.ts';
import type { FilePath } from '../core/model.ts';
import { isSource } from '../engine/classify.ts';
import { writeNewFiles } from '../engine/new-files.ts';
import type { ResolvedConfig, RunRequest } from '../engine/request.ts';
import { trialOf, type TrialResult } from '../engine/trial.ts';
import { packageManager } from '../init/manager.ts';
import type { ConfigPlan, Deployable, Proposed, Seen } from '../init/model.ts';
import { adjusted, firstPlan, type Trouble } from '../init/plan.ts';
import { propose } from '../init/propose.ts';
import { presets } from '../vocabulary/presets/index.ts';
import { chooseVocabularies, dataFilesOf } from '../vocabulary/select.ts';
import type { Arguments } from './arguments.ts';
import { dialectsIn } from './dialects.ts';
import { initReport } from './init-report.ts';
import { problemLines } from './problem-lines.ts';
import { progressLine } from './progress.ts';
import { openSession, type Session } from './session.ts';
import type { Io } from './streams.ts';
import { styleOf } from './style.ts';

/** A repository that needs more changes of plan than this is beyond a proposal. */
const rounds = 6;

/** Proposes everything that adoption takes, tries it in memory, shows it, and writes it when told to. */
export async function init(args: Arguments, io: Io): Promise<number> {
  if (!args.has('dry-run') && !args.has('yes') && io.ask === undefined) {
    throw new ConfigError('`init` asks before it writes, and there is no terminal to ask on; give `--yes` to write without asking, or `--dry-run` to see what it would write');
  }
  const session = await openSession(args, io);
  const progress = progressLine(io.err);
  const trial = trialOf(session.root);
  const run = (config: ResolvedConfig, files: readonly Proposed[], own: Partial<RunRequest>): Promise<TrialResult> =>
    trial.run({
      root: session.root, config, parts: session.parts, rules: undefined, paths: undefined, cache: true,
      today: new Date().toISOString().slice(0, 10), baseline: { write: 'none', strict: false },
      inspect: paths => deadGlobs(config, paths, session.root), onProgress: progress.show, ...own,
    }, new Map(files.map(({ path, text }) => [path, text]))).finally(progress.clear);

  const { seen, deployables, files: scanned } = await look(session, run);
  if (scanned === 0) throw new ConfigError('no source file was found, so there is nothing to adopt; run `init` where the sources are, or name the place with `--root`');
  const tried = await tryOut(session, seen, run);
  const { proposal, plan, result, baselines } = tried;
  const files = [...proposal.files, ...baselines];
  io.out.write(initReport({ seen, deployables, scanned, proposal, plan, baselines, result: result.outcome, today: session.config.file !== undefined }, styleOf(args, io)));
  if (result.outcome.problems.length > 0) {
    io.err.write(`${problemLines(result.outcome.problems)}ghostwire: nothing was written, because no configuration was found under which a run can be trusted\n`);
    return 2;
  }
  if (args.has('dry-run') || files.length === 0) return 0;
  if (!args.has('yes') && !/^y(es)?$/i.test((await io.ask!('write these files? (y/N) ')).trim())) {
    io.out.write('nothing was written\n');
    return 0;
  }
  const failure = writeNewFiles(session.root, files);
  if (failure !== undefined) throw new ConfigError(failure);
  io.out.write(`wrote ${files.length} ${files.length === 1 ? 'file' : 'files'}\n`);
  return 0;
}

type RunIt = (config: ResolvedConfig, files: readonly Proposed[], own: Partial<RunRequest>) => Promise<TrialResult>;

/** What there is before anything is proposed. Dialects that can mean something else are mentioned where no other one is spoken. */
async function look(session: Session, run: RunIt): Promise<{ readonly seen: Seen; readonly deployables: readonly Deployable[]; readonly files: number }> {
  const paths: FilePath[] = [];
  const inspect = (all: readonly FilePath[]): string[] => {
    paths.push(...all);
    return [];
  };
  const survey = await run(session.config, [], { rules: [], also: [settings, entries], inspect });
  const dialects = dialectsIn(survey.model(settings), 1);
  let perhaps: Seen['perhaps'] = [];
  if (dialects.length === 0 && session.config.file === undefined) {
    const optIn = Object.values(presets).filter(preset => preset.optIn).map(({ name }) => name);
    const config = resolved(session, { vocabularies: optIn }, undefined);
    perhaps = dialectsIn((await run(config, [], { rules: [], also: [settings] })).model(settings), leastOptIn);
  }
  const text = (file: FilePath): string | undefined => textAt(session.root, file);
  const top = repositoryOf(session.root);
  const seen: Seen = {
    paths, text, dialects, perhaps,
    nested: top !== undefined && top !== session.root,
    manager: packageManager(file => text(file) ?? (top === undefined ? undefined : textAt(top, file))),
    ...(session.config.file === undefined ? {} : { config: session.config.file }),
  };
  return { seen, deployables: survey.model(entries).groups, files: survey.outcome.scanned.files };
}

/** What a dialect that can mean something else has to show before it is mentioned. */
const leastOptIn = 8;

/** Changes the plan until a run with everything in place can be trusted. The baselines are those of that run. */
async function tryOut(session: Session, seen: Seen, run: RunIt) {
  let plan: ConfigPlan = firstPlan(seen.dialects);
  for (let round = 1; ; round++) {
    const proposal = propose(seen, plan);
    const file = proposal.files.find(({ path }) => path.startsWith('ghostwire.config.'))?.path;
    const config = file === undefined ? session.config : resolved(session, plan.config, file);
    // Once a baseline is there, what is new since then is not for `init` to accept.
    const adopted = seen.config !== undefined || seen.paths.some(path => path.startsWith(`${config.baselines}/`) && path.endsWith('.txt'));
    const result = await run(config, proposal.files, { baseline: { write: adopted ? 'none' : 'update', strict: false }, also: [settings, entries, wiring, reach, modules] });
    const next = result.outcome.problems.length === 0 || seen.config !== undefined || round === rounds ? undefined : adjusted(plan, troubleOf(session, seen, plan, result));
    if (next === undefined) return { proposal, plan, result, baselines: baselinesOf(result, seen) };
    plan = next;
  }
}

const baselinesOf = ({ written, baselines = [] }: TrialResult, seen: Seen): Proposed[] =>
  [...written].filter(([file]) => seen.text(file) === undefined).map(([file, text]) => {
    const entries = baselines.find(each => each.file === file)?.added.length ?? 0;
    return { path: file, text, what: `${entries} ${entries === 1 ? 'finding' : 'findings'} of today` };
  });

function troubleOf({ parts }: Session, seen: Seen, plan: ConfigPlan, { outcome, model }: TrialResult): Trouble {
  const known = model(settings);
  const graph = model(modules);
  return {
    problems: outcome.problems,
    sources: seen.paths.filter(isSource),
    silent: (plan.config.vocabularies ?? []).filter(each => typeof each === 'string' && !known.traits.has(each)).map(String),
    distrust: model(wiring).distrust !== undefined,
    deployables: model(entries).groups,
    unreached: model(reach).unreached,
    imports: file => graph.imports(file).map(each => each.file),
    wired: parts.rules.filter(rule => rule.needs.some(need => need.id === wiring.id)).map(rule => rule.id),
  };
}

function resolved({ parts }: Session, config: Config, file: string | undefined): ResolvedConfig {
  const result = resolveConfig(config, file, { rules: parts.rules, vocabularyProblems: configured => chooseVocabularies(configured).problems });
  return { ...result, data: dataFilesOf(result.analysis.vocabularies) };
}

function textAt(root: string, file: FilePath): string | undefined {
  try {
    return fs.readFileSync(path.join(root, file), 'utf8');
  } catch {
    return undefined;
  }
}

/** The directory of the repository that the root lies in. */
function repositoryOf(root: string): string | undefined {
  for (let directory = root; ; directory = path.dirname(directory)) {
    if (fs.existsSync(path.join(directory, '.git'))) return directory;
    if (path.dirname(directory) === directory) return undefined;
  }
}
