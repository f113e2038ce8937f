import type { Outcome } from '../core/model.ts';

/** The warnings for stderr: one line for each baseline entry that covers nothing; '' when there is none. */
export function staleWarnings({ stale }: Outcome): string {
  if (stale.length === 0) return '';
  const lines = stale.map(({ rule, entry }) => `warning: \`${entry}\` in the baseline of \`${rule}\` covers nothing`);
  return [...lines, 'run `ghostwire --prune-baseline` to drop such entries', ''].join('\n');
}
