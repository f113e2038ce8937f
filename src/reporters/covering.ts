import type { Outcome } from '../core/model.ts';

/** What the run covered, in one line: so that a run that saw nothing does not pass for a clean one. */
export function covering({ scanned, outside }: Outcome): string {
  const seen = `checked ${count(scanned.rules.length, 'rule')} over ${count(scanned.files, 'file')} and ${count(scanned.settings, 'setting')}; ${count(scanned.entries, 'baseline entry', 'baseline entries')} used`;
  return outside === 0 ? seen : `${seen}; ${count(outside, 'finding')} outside the given paths`;
}

export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;
