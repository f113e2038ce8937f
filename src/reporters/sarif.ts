import type { Finding, Location, Outcome, Reporter } from '../core/model.ts';
import { byPlace, compareText } from '../core/order.ts';
import { fingerprints } from './fingerprint.ts';

type State = 'new' | 'unchanged' | 'updated';

/**
 * SARIF 2.1.0 with the state of each result against the baseline. What a marker allows is left out: GitHub would open
 * an alert for it. The fingerprint has a name of our own, because GitHub computes the usual one itself and objects to
 * another's.
 */
export const sarif: Reporter = outcome => `${JSON.stringify(log(outcome), null, 2)}\n`;

const log = (outcome: Outcome) => ({
  $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
  version: '2.1.0',
  runs: [{
    tool: { driver: { name: 'ghostwire', rules: ruleIds(outcome).map(id => ({ id })) } },
    columnKind: 'utf16CodeUnits',
    invocations: [{
      executionSuccessful: outcome.exitCode !== 2,
      exitCode: outcome.exitCode,
      toolExecutionNotifications: outcome.problems.map(({ file, line, message }) => ({
        level: 'error', message: { text: message },
        ...(file === '' ? {} : { locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, ...(line === undefined ? {} : { region: { startLine: line } }) } }] }),
      })),
    }],
    results: [...results(outcome), ...outcome.markers.map(({ problem, at, message }) => ({
      ruleId: 'lint-allow', level: 'error', message: { text: message }, locations: [locationOf(at)], properties: { problem },
    }))],
  }],
});

const ruleIds = ({ scanned, markers }: Outcome): string[] => [...scanned.rules, ...(markers.length > 0 ? ['lint-allow'] : [])].sort(compareText);

function results({ new: found, known, moved }: Outcome) {
  const states = new Map<Finding, State>([
    ...found.map(finding => [finding, 'new'] as const), ...known.map(finding => [finding, 'unchanged'] as const), ...moved.map(({ finding }) => [finding, 'updated'] as const),
  ]);
  const findings = [...states.keys()].sort(byPlace);
  const prints = fingerprints(findings);
  return findings.map(finding => ({
    ruleId: finding.rule,
    level: finding.severity === 'warn' ? 'warning' : 'error',
    message: { text: finding.text },
    locations: [locationOf(finding.at)],
    ...(finding.witness === undefined || finding.witness.length === 0 ? {} : { relatedLocations: finding.witness.map(({ file, line, text }, id) => ({
      id, message: { text }, physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line } },
    })) }),
    partialFingerprints: { 'ghostwireEntry/v1': prints.get(finding) },
    baselineState: states.get(finding),
  }));
}

const locationOf = ({ file, line, column, endLine, endColumn }: Location) => ({
  physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line, startColumn: column, endLine, endColumn } },
});

const uriOf = (file: string): string => file.split('/').map(encodeURIComponent).join('/');
