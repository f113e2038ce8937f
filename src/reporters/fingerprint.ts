import { formatEntry } from '../core/entry.ts';
import type { Finding } from '../core/model.ts';

/**
 * An identity for every finding that survives edits around it: rule and entry, numbered among equal ones in the given
 * order. Forges drop results that share a fingerprint, so no two are equal.
 */
export function fingerprints(findings: readonly Finding[]): ReadonlyMap<Finding, string> {
  const seen = new Map<string, number>();
  return new Map(findings.map(finding => {
    const identity = `${finding.rule}:${formatEntry(finding.entry)}`;
    const n = (seen.get(identity) ?? 0) + 1;
    seen.set(identity, n);
    return [finding, n === 1 ? identity : `${identity}#${n}`];
  }));
}
