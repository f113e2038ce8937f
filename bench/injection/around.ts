import type { Val } from '../../src/facts/program/model.ts';
import type { Mutant, Range } from './mutant.ts';
import type { Oracle, Place } from './oracle.ts';
import { blankComments } from './oracle.ts';
import type { Repository } from './repository.ts';

/** What operators look at: the repository, what words say of it, and conditions that are false by default. */
export interface Around {
  readonly repository: Repository;
  readonly oracle: Oracle;
  /** A condition that is false under the defaults, to be written at an offset of a file: with what must stand at its beginning. */
  off(file: string, at: number): OffFlag | undefined;
  /** Reads that may be carried somewhere else. */
  readonly reads: readonly CarriedRead[];
}

export interface OffFlag {
  readonly head: string;
  /** A property chain whose value is falsy by default, or a comparison that is false. */
  readonly text: string;
  /** The chain is the whole condition: it can be compared with `true` and taken apart. */
  readonly boolean: boolean;
}

/** The only read of a setting, as far as words tell. */
export interface CarriedRead extends Range {
  readonly key: string;
}

export type Generator = (around: Around, file: string) => Iterable<Mutant>;

/** Imports are put here: behind the shebang and directives. */
export const headOf = (text: string): number => /^(?:#![^\n]*\n)?(?:\s*(['"])use [\w-]+\1;?[^\n]*\n)*/.exec(text)?.[0].length ?? 0;

/** The line imports or re-exports the name; that calls nothing. */
export const isImportOrExport = ({ repository }: Around, { file, at }: Place): boolean => {
  const text = blankComments(repository.texts.get(file)!);
  const from = Math.max(text.lastIndexOf(';', at), text.lastIndexOf('\nimport', at), text.lastIndexOf('\nexport', at), 0);
  return /^[;\s]*(import|export)\s+(type\s+)?(\{[^}]*|[\w$*,\s{]*)$/.test(text.slice(from, at));
};

/** The name stands alone as an element of a list or the value of a member: what to cut out with its comma. */
export const tableElement = (text: string, at: number, name: string): { readonly s: number; readonly e: number } | undefined => {
  const before = /(?:^|[[,{(]\s*|\n\s*)((?:['"]?[\w$-]+['"]?\s*:\s*)?)$/.exec(text.slice(Math.max(0, at - 80), at));
  const after = /^\s*(,)|^\s*[\]}]/.exec(text.slice(at + name.length));
  if (!before || !after) return undefined;
  return { s: at - (before[1]?.length ?? 0), e: at + name.length + (after[1] ? after[0].length : 0) };
};

export const isString = (v: Val | undefined, text: string): boolean => v?.k === 'lit' && v.v === text;
