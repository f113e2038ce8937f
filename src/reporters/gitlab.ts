import type { Reporter } from '../core/model.ts';
import { byPlace } from '../core/order.ts';
import { fingerprints } from './fingerprint.ts';
import { itemsOf } from './items.ts';

/** GitLab's code quality report. GitLab keeps one of the issues that share a fingerprint, so each has its own. */
export const gitlab: Reporter = outcome => {
  const prints = fingerprints([...outcome.new].sort(byPlace));
  const issues = itemsOf(outcome).map(({ level, file, line = 1, label, text, finding }) => ({
    description: text,
    check_name: label,
    fingerprint: digest((finding && prints.get(finding)) ?? `${label} ${file}:${line} ${text}`),
    severity: level === 'problem' ? 'blocker' : level === 'error' ? 'major' : 'minor',
    location: { path: file || '.', lines: { begin: line } },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};

/** 64 bits of FNV-1a as hexadecimal digits: enough to keep some thousand issues apart, without a cryptographic library. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, '0');
}
