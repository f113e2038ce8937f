import type { FileFacts, FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { ClassId, FnId } from './model.ts';

/** Numbers for all functions and classes of the program: those of a file follow each other. */
export interface Ids {
  readonly files: readonly FilePath[];
  readonly facts: readonly ProgramFacts[];
  readonly fns: number;
  readonly classes: number;
  fileIndex(file: FilePath): number;
  factsOf(file: FilePath): ProgramFacts;
  fn(file: FilePath, fn: number): FnId;
  cls(file: FilePath, cls: number): ClassId;
  /** Index of the file a function stands in. */
  fileOfFn(fn: FnId): number;
  readonly fnBase: readonly number[];
  readonly classBase: readonly number[];
}

export const numberFunctions = (given: readonly FileFacts[], table: (file: FileFacts) => ProgramFacts): Ids => {
  // By path, so that numbers, and with them every order of search, are the same whatever order the files came in.
  const files = [...given].sort((a, b) => compareText(a.path, b.path));
  const facts = files.map(table);
  const index = new Map(files.map((file, i) => [file.path, i]));
  const fnBase = bases(facts.map(each => Math.max(1, each.fns.length)));
  const classBase = bases(facts.map(each => each.classes.length));
  const home = new Int32Array(fnBase[files.length] ?? 0);
  for (let f = 0; f < files.length; f++) home.fill(f, fnBase[f], fnBase[f + 1]);
  const at = (file: FilePath): number => index.get(file) ?? -1;
  return {
    files: files.map(file => file.path), facts, fnBase, classBase,
    fns: fnBase[files.length] ?? 0,
    classes: classBase[files.length] ?? 0,
    fileIndex: at,
    factsOf: file => facts[at(file)] as ProgramFacts,
    fn: (file, fn) => (fnBase[at(file)] ?? 0) + fn,
    cls: (file, cls) => (classBase[at(file)] ?? 0) + cls,
    fileOfFn: fn => home[fn] ?? 0,
  };
};

const bases = (sizes: readonly number[]): number[] => {
  const result = [0];
  for (const size of sizes) result.push((result.at(-1) ?? 0) + size);
  return result;
};
