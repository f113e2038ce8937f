import fs from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import type { Outcome, Style } from '../core/model.ts';
import type { RunRequest } from '../engine/request.ts';
import { covering } from '../reporters/covering.ts';
import { staleWarnings } from '../reporters/stale.ts';
import type { Arguments } from './arguments.ts';
import { baselineRequest } from './baseline-options.ts';
import { baselineReport } from './baseline-report.ts';
import { parseFormats, type Format } from './formats.ts';
import { pathsWithin } from './place.ts';
import { namedRules, openSession } from './session.ts';
import type { Io } from './streams.ts';
import { styleOf } from './style.ts';

/** Judges the project. Returns the exit code. */
export async function check(args: Arguments, io: Io): Promise<number> {
  const formats = parseFormats(args.values('format'));
  const session = await openSession(args, io);
  const paths = pathsWithin(session.root, io.cwd, args.operands);
  const baseline = baselineRequest(args, io.surroundings, paths !== undefined);
  const request: Partial<RunRequest> = { rules: namedRules(args, session.parts), paths, baseline };
  const { outcome, baselines } = await session.run(request);

  const quiet = args.has('quiet');
  const shown = quiet ? withoutWarnings(outcome) : outcome;
  await print(formats, shown, args, io);
  if (baselines !== undefined) io.err.write(baselineReport(baselines));
  if (!quiet) io.err.write(session.remarks().map(remark => `warning: ${remark}\n`).join('') + staleWarnings(outcome));
  // The formats for people end with what was covered; for others it is said here, beside a report that is to be parsed.
  const printed = formats.find(({ file }) => file === undefined)?.name;
  if (printed === undefined) io.out.write(`${covering(outcome)}\n`);
  if (printed !== undefined && !['stylish', 'github', 'markdown'].includes(printed)) io.err.write(`${covering(outcome)}\n`);
  return outcome.exitCode;
}

async function print(formats: readonly Format[], outcome: Outcome, args: Arguments, io: Io): Promise<void> {
  for (const { name, file, load } of formats) {
    const reporter = await load();
    const style: Style = file === undefined ? styleOf(args, io) : { color: false };
    const report = reporter(outcome, style);
    if (file === undefined) io.out.write(report);
    else write(path.resolve(io.cwd, file), report, `--format ${name}=${file}`);
  }
}

function write(target: string, report: string, option: string): void {
  try {
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, report);
  } catch (thrown) {
    throw new ConfigError(`the file of \`${option}\` cannot be written; it fails with: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}

const withoutWarnings = (outcome: Outcome): Outcome => ({ ...outcome, new: outcome.new.filter(finding => finding.severity === 'error'), stale: [] });
