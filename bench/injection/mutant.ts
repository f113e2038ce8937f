/** What kind of edge the injected ghost was reached by. */
export type Stratum = 'direct' | 'method' | 'DI' | 'events' | 'registry' | 'elision' | 'convention';

/** A replaced piece of one file; nothing is replaced where both offsets are the same. */
export interface Edit {
  readonly file: string;
  readonly s: number;
  readonly e: number;
  readonly text: string;
}

export interface Change {
  readonly edits: readonly Edit[];
  /** Whole files by path; `undefined` takes the file away. */
  readonly files?: ReadonlyMap<string, string | undefined>;
}

/** Part of a file. */
export interface Range {
  readonly file: string;
  readonly s: number;
  readonly e: number;
}

/** One injected ghost: what is changed, and which settings it must take from life. */
export interface Mutant {
  /** Stable within a repository: `M1:src/app.ts:120`, with the shape behind the operator where it has several. */
  readonly id: string;
  readonly operator: string;
  /** How the operator was spelled: `M3` behind a destructured flag, `M5` in an inversify module. */
  readonly shape: string;
  readonly stratum: Stratum;
  readonly cut: Change;
  /** The program means the same with this in place, so nothing may die of it. Absent where that is the program itself. */
  readonly whole?: Change;
  readonly expected: readonly string[];
  /** Code that nothing reaches any more. */
  readonly gone: Range;
  /** A collision: weakly live is an answer, live is not. */
  readonly collision?: true;
}

/** The texts of the files that changes touch, once they are made. Changes must not overlap. */
export function changedTexts(texts: ReadonlyMap<string, string>, changes: readonly Change[]): Map<string, string | undefined> {
  const changed = new Map<string, string | undefined>();
  const byFile = new Map<string, Edit[]>();
  for (const edit of changes.flatMap(each => each.edits)) {
    const edits = byFile.get(edit.file) ?? [];
    // Two that need the same import need it once.
    if (!edits.some(each => each.s === edit.s && each.e === edit.e && each.text === edit.text)) byFile.set(edit.file, [...edits, edit]);
  }
  for (const [file, edits] of byFile) {
    let text = texts.get(file)!;
    for (const { s, e, text: by } of [...edits].sort((a, b) => b.s - a.s || b.e - a.e)) text = text.slice(0, s) + by + text.slice(e);
    changed.set(file, text);
  }
  for (const { files } of changes) for (const [file, text] of files ?? []) changed.set(file, text);
  return changed;
}

/** They touch the same text, or the same setting is expected of both, so they cannot stand in one program. */
export function exclude(a: Mutant, b: Mutant): boolean {
  const inA = changesOf(a);
  const inB = changesOf(b);
  return a.expected.some(key => b.expected.includes(key))
    || inA.files.some(file => inB.files.includes(file) || inB.edits.some(edit => edit.file === file))
    || inB.files.some(file => inA.edits.some(edit => edit.file === file))
    || inA.edits.some(x => inB.edits.some(y => x.file === y.file && overlap(x, y)));
}

const changesOf = ({ cut, whole }: Mutant): { readonly edits: readonly Edit[]; readonly files: readonly string[] } => ({
  edits: [...cut.edits, ...(whole?.edits ?? [])],
  files: [...(cut.files?.keys() ?? []), ...(whole?.files?.keys() ?? [])],
});

const overlap = (x: Edit, y: Edit): boolean => (x.s === x.e || y.s === y.e ? (x.s < y.e && x.e > y.s) : x.s < y.e && y.s < x.e);
