import fs from 'node:fs';
import path from 'node:path';
import { capture } from '../analyses/capture/analysis.ts';
import { inventory } from '../analyses/inventory/analysis.ts';
import { deployables } from '../analyses/inventory/deployables.ts';
import type { SettingVerdict } from '../analyses/inventory/model.ts';
import { settings as registered } from '../analyses/settings/analysis.ts';
import { wiring } from '../analyses/wiring/analysis.ts';
import { ConfigError } from '../config/config-error.ts';
import { ownPackage } from '../config/own-package.ts';
import { formatEntry } from '../core/entry.ts';
import type { Outcome } from '../core/model.ts';
import { orNearest } from '../core/nearest.ts';
import type { Arguments } from './arguments.ts';
import { explainChanges, explainFinding, explainSetting, type Told } from './explanation.ts';
import { isAbout, isMeantBy } from './meant.ts';
import { problemLines } from './problem-lines.ts';
import { openSession } from './session.ts';
import type { Io } from './streams.ts';

/** The page of a rule, or why a setting or a finding is judged as it is. */
export async function explain(args: Arguments, io: Io): Promise<number> {
  const asked = args.operands[0]!; // The command takes exactly one.
  const session = await openSession(args, io);
  const ids = session.parts.rules.map(rule => rule.id);
  if (ids.includes(asked)) {
    io.out.write(fs.readFileSync(path.join(ownPackage(), 'src', 'rules', asked, 'rule.md'), 'utf8'));
    return 0;
  }
  const { outcome, model } = await session.run({ also: [inventory, wiring, registered, capture, deployables] });
  const { rows } = model(inventory);
  const byKey = rows.filter(row => row.key === asked);
  const settings = byKey.length > 0 ? byKey : rows.filter(row => row.env === asked || row.otherEnv?.includes(asked));
  const keys = new Set(settings.map(row => row.key));
  const changes = [...keys].flatMap(key => model(registered).byKey(key)).flatMap(index => model(capture).captures[index] ?? []);
  const findings = told(outcome).filter(({ finding }) => isMeantBy(asked, finding) || keys.has(finding.entry.key) || isAbout(asked, finding));
  if (settings.length + findings.length === 0) {
    const names = [...ids, ...rows.map(row => row.key), ...told(outcome).map(({ finding }) => formatEntry(finding.entry))];
    throw new ConfigError([`\`${asked}\` is neither a rule nor a setting nor a finding${orNearest(asked, names) || '; `ghostwire rules`, `ghostwire settings` and `ghostwire` list them'}`]);
  }
  const why = settings.map(row => model(wiring).why(row.index));
  io.out.write(
    [
      ...settings.map((row, i) => explainSetting(row, why[i]!, model(deployables).onlyIn(row.index))),
      ...(settings.some(row => isRead(row.verdict)) ? changes.map(explainChanges).filter(text => text !== '') : []),
      ...findings.map(each => explainFinding(each, why)),
    ].join('\n'),
  );
  io.err.write(problemLines(outcome.problems));
  return outcome.problems.length > 0 ? 2 : 0;
}

/** When a change is seen is no question where nothing runs that would see it. */
const isRead = (verdict: SettingVerdict): boolean => verdict === 'live' || verdict === 'weakly-live' || verdict === 'default-off' || verdict === 'misleading-default';

const told = (outcome: Outcome): readonly Told[] => [
  ...outcome.new.map(finding => ({ finding, status: 'new' })),
  ...outcome.known.map(finding => ({ finding, status: 'in the baseline' })),
  ...outcome.moved.map(({ finding, from }) => ({ finding, status: `in the baseline as \`${from}\`` })),
  ...outcome.allowed.map(({ finding, marker }) => ({ finding, status: `allowed at ${marker.at.file}:${marker.at.line}, because ${marker.reason}` })),
];
