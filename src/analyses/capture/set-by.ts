import type { FilePath } from '../../core/model.ts';
import type { Call, CallIndex, ProgramFacts } from '../../facts/program/model.ts';
import type { Access } from '../settings/model.ts';

/** Where the program sets a setting: what arrives there is the next value of one, and no use of this one. */
export interface SetBy {
  call(file: FilePath, c: CallIndex): boolean;
  /** An expression that is assigned to. */
  place(file: FilePath, s: number, e: number): boolean;
}

export function setByOf(accesses: readonly Access[], facts: (file: FilePath) => ProgramFacts, offset: (file: FilePath, line: number, column: number) => number): SetBy {
  const calls = new Set<string>();
  const places = new Set<string>();
  for (const { mode, file, at, call, via } of accesses) {
    if (mode !== 'write') continue;
    if (call === undefined) places.add(`${file}:${offset(file, at.line, at.column)}-${offset(file, at.endLine, at.endColumn)}`);
    else calls.add(`${file}#${call}`);
    for (const each of via) calls.add(`${each.file}#${each.call}`);
  }
  const isPlace = (file: FilePath, s: number, e: number): boolean => places.has(`${file}:${s}-${e}`);
  // `settings.set(api.rows, 2 * rows)`: the handle stands beside the value.
  const isBeside = (file: FilePath, { args }: Call): boolean => args.some(arg => 's' in arg && isPlace(file, arg.s, arg.e));
  return { call: (file, c) => calls.has(`${file}#${c}`) || isBeside(file, facts(file).calls[c]!), place: isPlace };
}
