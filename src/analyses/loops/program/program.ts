import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, FnIndex, LoopIndex, Val } from '../../../facts/program/model.ts';
import type { CallGraph } from '../../calls/model.ts';
import type { Origin, Values } from '../../values/model.ts';
import { STOPPERS } from '../ends/words.ts';
import type { Round } from './round.ts';
import type { Target, Targets } from './targets.ts';
import { nameOf, standsIn, type Unit } from './unit.ts';

/** Everything the classification of loops asks of the program. */
export interface LoopProgram {
  readonly units: readonly Unit[];
  unitAt(path: FilePath): Unit | undefined;
  readonly values: Values;
  readonly targets: Targets;
  /** The call reads a setting, directly or in a helper. */
  isSettingRead(unit: Unit, call: CallIndex): boolean;
  /** The file's package runs in a browser or on a phone. */
  isClient(path: FilePath): boolean;
  /** The file's package draws views, so that JSX in it is one. */
  draws(path: FilePath): boolean;
  /** The file does not run in production: a script that somebody runs by hand, an example, a command; found when it is first asked for. */
  isBeside(unit: Unit): boolean;
  /** Something of the program imports from one of these packages. */
  usesAny(packages: readonly string[]): boolean;
  /** Who calls what, across files; made when it is first asked for, as most loops are told by what stands around them. */
  graph(): CallGraph;
  /** Calls and constructions by the last name of what is called. */
  callsNamed(name: string): readonly Place[];
}

/** A call of the program. */
export interface Place {
  readonly unit: Unit;
  readonly call: CallIndex;
}

/** Calls that are known to reach a function, those of tests left out. */
export function callersOf(program: LoopProgram, unit: Unit, fn: FnIndex): readonly Place[] {
  const graph = program.graph();
  return graph.callers(graph.idOf(unit.path, fn)).flatMap(({ file, call }) => { const at = program.unitAt(file); return at && !at.test ? [{ unit: at, call }] : []; });
}

/** Places where something of that name is constructed, those of tests left out. */
export const constructionsOf = (program: LoopProgram, name: string): readonly Place[] =>
  program.callsNamed(name).filter(({ unit, call }) => !unit.test && unit.facts.calls[call]!.k === 'new');

export const originOf = ({ values }: LoopProgram, unit: Unit, fn: FnIndex, value: Val): Origin => values.origin({ file: unit.path, fn }, value);

export function roundOf(program: LoopProgram, unit: Unit, fn: FnIndex, loop: LoopIndex): Round {
  let runs: Target[] | undefined; // Most loops are told by what stands in them.
  return { unit, fn, loop, runs: () => (runs ??= runsOf(program, unit, fn, loop)), isSettingRead: program.isSettingRead };
}

const MAX_DEPTH = 3;

/** Functions that one iteration runs. What stops the loop is not part of it, though the loop may call it. */
function runsOf(program: LoopProgram, unit: Unit, fn: FnIndex, loop: LoopIndex): Target[] {
  const found = new Map<string, Target>();
  const visit = (at: Unit, calls: readonly CallIndex[], depth: number): void => {
    for (const c of calls) {
      if (STOPPERS.test(nameOf(at.facts.calls[c]!))) continue;
      const target = program.targets.ofCall(at, c);
      if (!target) continue;
      const id = `${target.fn} ${target.unit.path}`;
      if (found.has(id)) continue;
      found.set(id, target);
      if (depth < MAX_DEPTH) visit(target.unit, callsWithin(target.unit, target.fn, -1), depth + 1);
    }
  };
  visit(unit, callsWithin(unit, fn, loop), 1);
  return [...found.values()];
}

/** Calls in a loop, or in a whole function, those in closures made there included. */
export function callsWithin(unit: Unit, fn: FnIndex, loop: LoopIndex): CallIndex[] {
  const { facts } = unit;
  const found: CallIndex[] = [];
  const visit = (f: FnIndex): void => {
    for (const c of unit.callsIn(f)) if (standsIn(facts, facts.calls[c]!, fn, loop)) found.push(c);
    for (const inner of unit.nestedIn(f)) if (standsIn(facts, { fn: f, loop: facts.fns[inner]!.loop }, fn, loop)) visit(inner);
  };
  visit(fn);
  return found;
}
