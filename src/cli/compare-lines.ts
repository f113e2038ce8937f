/** One line of two texts laid side by side. */
export interface Step {
  readonly sign: ' ' | '-' | '+';
  readonly line: string;
  /** Index of the line in either text. */
  readonly old: number;
  readonly new: number;
}

/** With more changes than this a text is shown as replaced whole. */
const MAX_CHANGES = 2000;

/**
 * The fewest lines to take away and to add, by the greedy walk of Myers (1986): the cost grows with the changes, not
 * with the texts, and edits far apart in a long file stay small.
 */
export function compareLines(old: readonly string[], now: readonly string[]): readonly Step[] {
  const rounds = walked(old, now);
  const steps: Step[] = [];
  let [i, j] = [old.length, now.length];
  const keep = (): void => void steps.push({ sign: ' ', line: old[--i]!, old: i, new: --j });
  const drop = (): void => void steps.push({ sign: '-', line: old[--i]!, old: i, new: j });
  const add = (): void => void steps.push({ sign: '+', line: now[--j]!, old: i, new: j });
  for (let changes = (rounds?.length ?? 0) - 1; changes > 0; changes--) {
    const before = rounds![changes - 1]!; // Counted just above.
    const down = isDown(before, changes, i - j);
    const from = furthest(before, changes - 1, i - j + (down ? 1 : -1));
    while (i > from + (down ? 0 : 1)) keep();
    if (down) add();
    else drop();
  }
  if (rounds === undefined) {
    while (j > 0) add();
    while (i > 0) drop();
  }
  while (i > 0) keep();
  return steps.reverse();
}

/**
 * For each number of changes how far down the old text one gets, diagonal by diagonal (old index less new index), from
 * the lowest up in twos; `undefined` where there are too many.
 */
function walked(old: readonly string[], now: readonly string[]): Int32Array[] | undefined {
  const rounds: Int32Array[] = [];
  for (let changes = 0; changes <= Math.min(MAX_CHANGES, old.length + now.length); changes++) {
    const round = new Int32Array(changes + 1);
    for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
      const before = rounds[changes - 1];
      let i = before === undefined ? 0 : isDown(before, changes, diagonal) ? furthest(before, changes - 1, diagonal + 1) : furthest(before, changes - 1, diagonal - 1) + 1;
      while (i < old.length && i - diagonal < now.length && old[i] === now[i - diagonal]) i++;
      round[(diagonal + changes) / 2] = i;
      if (i >= old.length && i - diagonal >= now.length) return [...rounds, round];
    }
    rounds.push(round);
  }
  return undefined;
}

/** Whether the furthest way to a diagonal takes a line of the new text, not one of the old. */
const isDown = (before: Int32Array, changes: number, diagonal: number): boolean =>
  diagonal === -changes || (diagonal !== changes && furthest(before, changes - 1, diagonal - 1) < furthest(before, changes - 1, diagonal + 1));

const furthest = (round: Int32Array, changes: number, diagonal: number): number => round[(diagonal + changes) / 2]!;
