import type { FilePath } from '../../../core/model.ts';
import type { Call, CallIndex, DeclIndex, ProgramFacts } from '../../../facts/program/model.ts';
import type { ModuleGraph } from '../../modules/model.ts';
import type { Access } from '../../settings/model.ts';
import { nameOf } from '../when/callbacks.ts';

/** Where the program sets a setting: what arrives there is the next value of one, and no use of this one. */
export interface SetBy {
  call(file: FilePath, c: CallIndex): boolean;
  /** An expression that is assigned to. */
  place(file: FilePath, s: number, e: number): boolean;
}

interface Given {
  readonly modules: ModuleGraph;
  facts(file: FilePath): ProgramFacts;
  offset(file: FilePath, line: number, column: number): number;
}

export function setByOf(accesses: readonly Access[], { facts, modules, offset }: Given): SetBy {
  const calls = new Set<string>();
  const places = new Set<string>();
  const stores = new Set<string>();
  for (const { mode, file, at, call, via, site } of accesses) {
    const store = site === 'call' && call !== undefined ? receiver(facts(file), call) : undefined;
    if (store !== undefined) stores.add(named(file, store));
    if (mode !== 'write') continue;
    if (call === undefined) places.add(`${file}:${offset(file, at.line, at.column)}-${offset(file, at.endLine, at.endColumn)}`);
    else calls.add(`${file}#${call}`);
    for (const each of via) calls.add(`${each.file}#${each.call}`);
  }
  // `store.set('derived', limit)`: whatever is put into what settings are read from becomes the value of another.
  const isPutting = (file: FilePath, c: CallIndex): boolean => {
    const store = receiver(facts(file), c);
    return store !== undefined && stores.has(named(file, store)) && CHANGES.test(nameOf(facts(file).calls[c]!.callee));
  };
  const isPlace = (file: FilePath, s: number, e: number): boolean => places.has(`${file}:${s}-${e}`);
  // `settings.set(api.rows, 2 * rows)`: the handle stands beside the value.
  const isBeside = (file: FilePath, { args }: Call): boolean => args.some(arg => 's' in arg && isPlace(file, arg.s, arg.e));
  return { call: (file, c) => calls.has(`${file}#${c}`) || isBeside(file, facts(file).calls[c]!) || isPutting(file, c), place: isPlace };

  /** The same for every file that imports the name. */
  function named(file: FilePath, d: DeclIndex): string {
    const binding = facts(file).decls[d]!.k === 'import' ? modules.binding(file, d) : undefined;
    return binding?.k === 'decl' ? `${binding.file}#${binding.decl}` : `${file}#${d}`;
  }
}

/** `store` of `store.get('limit')` */
function receiver({ calls }: ProgramFacts, c: CallIndex): DeclIndex | undefined {
  const { callee } = calls[c]!;
  return callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d >= 0 ? callee.o.d : undefined;
}

/** Names of what changes settings. */
export const CHANGES = /^(apply|set|update|save|store|write|merge|patch|change|assign|override|put)([A-Z]\w*)?$/;
