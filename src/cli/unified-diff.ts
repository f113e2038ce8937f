import { compareLines, type Step } from './compare-lines.ts';

/** Lines of context around a change, as `diff -u` gives them. */
const context = 3;

/** What makes one text of the other, in the form that `git apply` and `patch` read; empty for equal texts. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = compareLines(linesOf(before), linesOf(after));
  return `--- a/${path}\n+++ b/${path}\n${hunks(steps).map(text).join('')}`;
}

/** Each line with its break, so that a changed break is a change. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** Runs of steps in which no two changes are further apart than their contexts reach. */
function hunks(steps: readonly Step[]): Step[][] {
  const found: { from: number; to: number }[] = [];
  for (const [index, { sign }] of steps.entries()) {
    if (sign === ' ') continue;
    const last = found.at(-1);
    if (last !== undefined && index - last.to <= 2 * context) last.to = index + 1;
    else found.push({ from: index, to: index + 1 });
  }
  return found.map(({ from, to }) => steps.slice(Math.max(0, from - context), to + context));
}

function text(steps: readonly Step[]): string {
  const first = steps[0]!; // A hunk has a change.
  const [olds, news] = [steps.filter(({ sign }) => sign !== '+').length, steps.filter(({ sign }) => sign !== '-').length];
  // An empty range is named by the line before it.
  const range = (index: number, count: number): string => `${count === 0 ? index : index + 1}${count === 1 ? '' : `,${count}`}`;
  const body = steps.map(({ sign, line }) => `${sign}${line.endsWith('\n') ? line : `${line}\n\\ No newline at end of file\n`}`).join('');
  return `@@ -${range(first.old, olds)} +${range(first.new, news)} @@\n${body}`;
}
