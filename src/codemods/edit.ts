import { commentAbove, isWholeLines, withBlankLine } from './lines.ts';

/** Text to put in the place of a range of a file. Offsets count from 0, `end` lies after the last character. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Takes the comment right above along, where that is about nothing else. */
  readonly withComment?: true;
}

/** Why a codemod leaves a place alone: a sentence for the user. */
export interface Left {
  readonly left: string;
}

export const isLeft = (result: readonly Edit[] | Left): result is Left => 'left' in result;

/**
 * All edits of a file at once, or `undefined` when two of them want the same place. Lines that go together leave one
 * blank line behind where they had one on either side.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string | undefined {
  // Of two insertions at one place the blank line comes last.
  const sorted = unique(edits).sort((a, b) => a.start - b.start || a.end - b.end || Number(a.text.trim() === '') - Number(b.text.trim() === ''));
  if (sorted.some((edit, index) => edit.end > text.length || edit.start < (sorted[index - 1]?.end ?? 0))) return undefined;
  const runs = inRuns(text, sorted);
  let result = '';
  let at = 0;
  for (const [index, run] of runs.entries()) {
    const { start, end } = isWholeLines(text, run) ? tidied(text, run, at, runs[index + 1]?.start ?? text.length) : run;
    result += text.slice(at, start) + run.text;
    at = end;
  }
  return result + text.slice(at);
}

/** Two codemods may ask for the very same edit: an import that neither of two deleted registrations needs. */
const unique = (edits: readonly Edit[]): Edit[] => [...new Map(edits.map(edit => [`${edit.start}:${edit.end}:${edit.text}`, edit])).values()];

/** Deleted lines that follow each other are one deletion. */
function inRuns(text: string, edits: readonly Edit[]): Edit[] {
  const runs: Edit[] = [];
  for (const edit of edits) {
    const last = runs.at(-1);
    if (last?.end === edit.start && isWholeLines(text, last) && isWholeLines(text, edit)) runs[runs.length - 1] = { ...last, ...edit, start: last.start };
    else runs.push(edit);
  }
  return runs;
}

function tidied(text: string, run: Edit, least: number, most: number): { readonly start: number; readonly end: number } {
  const start = run.withComment ? commentAbove(text, run.start, run.end) : run.start;
  const lines = withBlankLine(text, start, run.end);
  return { start: Math.max(least, lines.start), end: Math.min(most, lines.end) };
}
