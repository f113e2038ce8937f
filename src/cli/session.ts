import path from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import { deadGlobs } from '../config/dead-globs.ts';
import { loadConfig } from '../config/load.ts';
import { remarks } from '../config/remarks.ts';
import { resolveConfig } from '../config/resolve.ts';
import { orNearest } from '../core/nearest.ts';
import type { Edited } from '../engine/edit-files.ts';
import type { Parts, ResolvedConfig, Run, RunRequest, RunResult } from '../engine/request.ts';
import { run } from '../engine/run.ts';
import { chooseVocabularies, dataFilesOf } from '../vocabulary/select.ts';
import type { Arguments } from './arguments.ts';
import { parts as assemble } from './parts.ts';
import { rootOf } from './place.ts';
import { progressLine } from './progress.ts';
import type { Io } from './streams.ts';

/** What every command that looks at a project begins with. */
export interface Session {
  readonly root: string;
  readonly config: ResolvedConfig;
  readonly parts: Parts;
  run(own: Partial<RunRequest>): Promise<RunResult>;
  /** The same, as if these files had these texts; writes nothing. */
  runEdited(own: Partial<RunRequest>, edited: Edited): Promise<RunResult>;
  /** What the last run saw to be without effect in the configuration and the baselines, one sentence each. */
  remarks(): readonly string[];
}

/** The project that the command line means. The rules are loaded only once the configuration has been read. */
export async function openSession(args: Arguments, io: Io): Promise<Session> {
  const root = rootOf(io.cwd, args.value('root'));
  const { config: given, file } = await loadConfig(root, configFile(args, io), !args.has('no-cache'));
  const parts = await assemble();
  const resolved = resolveConfig(given, file, { rules: parts.rules, vocabularyProblems: configured => chooseVocabularies(configured).problems });
  const config = { ...resolved, data: [...dataFilesOf(resolved.analysis.vocabularies), ...Object.values(resolved.analysis.profiles)] };
  let seen: readonly string[] = [];
  let runEdited: ((request: RunRequest, edited: Edited) => Promise<RunResult>) | undefined;
  return {
    root,
    config,
    parts,
    remarks: () => seen,
    async run(own) {
      return withProgress(own, run);
    },
    async runEdited(own, edited) {
      runEdited ??= (await import('../engine/edit-files.ts')).editedRuns();
      const run = runEdited;
      return withProgress(own, request => run(request, edited));
    },
  };

  async function withProgress(own: Partial<RunRequest>, run: Run): Promise<RunResult> {
    const progress = progressLine(io.err);
    try {
      return await run({
        root,
        config,
        parts,
        rules: undefined,
        paths: undefined,
        cache: !args.has('no-cache'),
        today: new Date().toISOString().slice(0, 10),
        baseline: { write: 'none', strict: false },
        inspect: paths => {
          seen = remarks(config, paths, root);
          return deadGlobs(config, paths, root);
        },
        onProgress: progress.show,
        ...own,
      });
    } finally {
      progress.clear();
    }
  }
}

/** The rules named by `--rule`, each of which exists. */
export function namedRules(args: Arguments, parts: Parts): readonly string[] | undefined {
  const named = args.values('rule');
  const ids = parts.rules.map(rule => rule.id);
  const unknown = named.filter(id => !ids.includes(id));
  const listed = unknown.find(id => id.includes(','));
  if (listed !== undefined) throw new ConfigError(`\`--rule\` takes one rule; write \`${listed.split(',').map(id => `--rule ${id.trim()}`).join(' ')}\``);
  if (unknown.length > 0) throw new ConfigError(unknown.map(id => `\`${id}\` is not a rule${orNearest(id, ids) || '; `ghostwire rules` lists them'}`));
  return named.length === 0 ? undefined : [...new Set(named)];
}

function configFile(args: Arguments, io: Io): string | undefined {
  const given = args.value('config');
  return given === undefined ? undefined : path.resolve(io.cwd, given);
}
