/** Lines of context around a change, as `diff -u` gives them. */
const context = 3;

/** Beyond this many cells of the comparison a changed middle is shown as replaced whole. */
const cells = 4_000_000;

/** What makes one text of the other, in the form that `git apply` and `patch` read; empty for equal texts. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return '';
  const steps = compare(linesOf(before), linesOf(after));
  return `--- a/${path}\n+++ b/${path}\n${hunks(steps).map(text).join('')}`;
}

interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** Index of the line in either text. */
  readonly old: number;
  readonly new: number;
}

/** Each line with its break, so that a changed break is a change. */
const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function compare(old: readonly string[], now: readonly string[]): Step[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  const steps: Step[] = [];
  let [i, j] = [0, 0];
  const keep = (): void => void steps.push({ sign: ' ', line: old[i]!, old: i++, new: j++ });
  const drop = (): void => void steps.push({ sign: '-', line: old[i]!, old: i++, new: j });
  const add = (): void => void steps.push({ sign: '+', line: now[j]!, old: i, new: j++ });
  while (i < head) keep();
  const [oldEnd, newEnd] = [old.length - tail, now.length - tail];
  const common = lengths(old.slice(head, oldEnd), now.slice(head, newEnd));
  while (i < oldEnd || j < newEnd) {
    if (i < oldEnd && j < newEnd && old[i] === now[j] && common !== undefined) keep();
    else if (i < oldEnd && (j === newEnd || common === undefined || common[i - head + 1]![j - head]! >= common[i - head]![j - head + 1]!)) drop();
    else add();
  }
  while (i < old.length) keep();
  return steps;
}

/** `lengths[i][j]`: length of the longest common subsequence from there on. */
function lengths(old: readonly string[], now: readonly string[]): readonly Uint32Array[] | undefined {
  if (old.length * now.length > cells) return undefined;
  const table = Array.from({ length: old.length + 1 }, () => new Uint32Array(now.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      table[i]![j] = old[i] === now[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  return table;
}

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
