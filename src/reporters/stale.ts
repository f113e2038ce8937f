import { identityOf } from '../core/entry.ts';
import type { Outcome } from '../core/model.ts';

/** The warnings for stderr: one line for each baseline entry that covers nothing, with the reason; '' when there is none. */
export function staleWarnings({ stale, allowed, new: found }: Outcome): string {
  if (stale.length === 0) return '';
  const marked = new Set(allowed.map(({ finding }) => identityOf(finding)));
  const back = new Set(found.map(identityOf));
  const lines = stale.map(({ rule, entry }) => {
    const id = `${rule} ${entry}`;
    // An entry within its time would have covered an equal finding.
    const why = marked.has(id) ? 'is redundant: a marker allows its finding' : back.has(id) ? 'is past its `until` and covers nothing' : 'covers nothing';
    return `warning: \`${entry}\` in the baseline of \`${rule}\` ${why}`;
  });
  return [...lines, 'run `ghostwire --prune-baseline` to drop what covers nothing', ''].join('\n');
}
