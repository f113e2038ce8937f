import type { FilePath } from '../../core/model.ts';
import type { FnIndex, GuardIndex, ProgramFacts } from '../../facts/program/model.ts';
import type { CallGraph, FnId } from '../calls/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Values } from '../values/model.ts';
import type { Uses } from './follow/uses.ts';
import type { Handed } from './handed.ts';
import type { Members, UseIn } from './members.ts';
import type { SetBy } from './told/set-by.ts';
import type { Moments } from './when/moments.ts';

/** Everything that following a value asks of the program. */
export interface World {
  readonly graph: CallGraph;
  readonly values: Values;
  readonly modules: ModuleGraph;
  readonly moments: Moments;
  readonly members: Members;
  /** What becomes of a function that is a value. */
  handed(fn: FnId): Handed;
  facts(file: FilePath): ProgramFacts;
  uses(file: FilePath): Uses;
  isTest(file: FilePath): boolean;
  /** Line of an offset, from 1. */
  line(file: FilePath, offset: number): number;
  /** Offset of a place that is given by line and column, both from 1. */
  offset(file: FilePath, line: number, column: number): number;
  /** Uses of a declared name, those through imports included. */
  usesOfDecl(file: FilePath, decl: number): readonly UseIn[];
  /** Where settings are set. */
  readonly setBy: SetBy;
  /** Functions outside tests that call a method of that name, or assign to a member of it, on what the program does not define. */
  telling(name: string): readonly FnId[];
}

export const ownerOf = (world: World, fn: FnId): string => world.facts(world.graph.fileOf(fn)).fns[world.graph.indexOf(fn)]?.owner ?? '<module>';

/** The function or one that it stands in. */
export function standsWithin(facts: ProgramFacts, fn: FnIndex, outer: FnIndex): boolean {
  for (let f = fn; f > 0; f = facts.fns[f]?.parent ?? 0) if (f === outer) return true;
  return outer === 0;
}

/** The place is reached only after something went wrong. */
export function isAfterFailure({ guards }: ProgramFacts, g: GuardIndex): boolean {
  for (let at = guards[g]; at; at = guards[at.parent]) if (at.k === 'catch') return true;
  return false;
}

/** Uses of names of one file in the files that import them. */
export function importedUses(files: readonly FilePath[], facts: World['facts'], modules: ModuleGraph): (file: FilePath, decl: number) => readonly { readonly file: FilePath; readonly decl: number }[] {
  let index: Map<string, { file: FilePath; decl: number }[]> | undefined;
  return (file, decl) => (index ??= build()).get(`${file}#${decl}`) ?? [];

  function build(): Map<string, { file: FilePath; decl: number }[]> {
    const found = new Map<string, { file: FilePath; decl: number }[]>();
    for (const each of files) {
      for (const item of facts(each).imports) {
        if (item.typeOnly || item.decl < 0) continue;
        const binding = modules.binding(each, item.decl);
        if (binding?.k !== 'decl') continue;
        const key = `${binding.file}#${binding.decl}`;
        const list = found.get(key);
        if (list) list.push({ file: each, decl: item.decl });
        else found.set(key, [{ file: each, decl: item.decl }]);
      }
    }
    return found;
  }
}
