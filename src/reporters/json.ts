import { formatEntry } from '../core/entry.ts';
import type { Finding, Outcome, Reporter } from '../core/model.ts';
import { byPlace } from '../core/order.ts';

/** For programs, stable: `schema/report.schema.json` describes it, and `version` rises when a reader would break. */
export const json: Reporter = outcome => `${JSON.stringify(report(outcome), null, 2)}\n`;

const report = (outcome: Outcome) => ({
  version: 1,
  exitCode: outcome.exitCode,
  scanned: { files: outcome.scanned.files, settings: outcome.scanned.settings, rules: outcome.scanned.rules },
  findings: statuses(outcome).sort((a, b) => byPlace(a[0], b[0])).map(([finding, status]) => ({
    rule: finding.rule,
    message: finding.text,
    file: finding.at.file,
    line: finding.at.line,
    column: finding.at.column,
    endLine: finding.at.endLine,
    endColumn: finding.at.endColumn,
    entry: formatEntry(finding.entry),
    status,
    witness: (finding.witness ?? []).map(({ file, line, text }) => ({ file, line, text })),
  })),
  stale: outcome.stale.map(({ rule, entry }) => ({ rule, entry })),
  markers: outcome.markers.map(({ problem, at, message }) => ({ problem, file: at.file, line: at.line, message })),
  problems: outcome.problems.map(({ file, message, line }) => ({ file, message, ...(line === undefined ? {} : { line }) })),
});

const statuses = ({ new: found, known, moved, allowed }: Outcome): (readonly [Finding, 'new' | 'known' | 'moved' | 'allowed'])[] => [
  ...found.map(finding => [finding, 'new'] as const),
  ...known.map(finding => [finding, 'known'] as const),
  ...moved.map(({ finding }) => [finding, 'moved'] as const),
  ...allowed.map(({ finding }) => [finding, 'allowed'] as const),
];
