import type { CallIndex, FnIndex } from '../../../facts/program/model.ts';
import { callersOf, constructionsOf, type LoopProgram, type Place } from '../program/program.ts';
import { chainOf, nameOf, type Unit } from '../program/unit.ts';

/** With more callers than that nothing is said. */
const MAX_CALLERS = 8;
const MAX_DEPTH = 6;

/**
 * A timer is begun only by commands of a command line that end the process once their work is done, as
 * `program.command('sync').action(async () => { await sync(); process.exit(0); })`: what it watches is that work.
 */
export const isOfEndingCommand = (program: LoopProgram, unit: Unit, call: CallIndex): boolean => ends(program, { unit, call }, 0, new Set());

function ends(program: LoopProgram, { unit, call }: Place, depth: number, seen: Set<string>): boolean {
  const { fn, s } = unit.facts.calls[call]!;
  const id = `${fn} ${unit.path}`;
  if (fn === 0 || depth > MAX_DEPTH || seen.has(id) || lasts(unit, fn, s)) return false;
  if (isCommand(unit, fn)) return exitsAfter(unit, fn, s);
  const next = startsOf(program, unit, fn);
  return next.length > 0 && next.length <= MAX_CALLERS && next.every(each => ends(program, each, depth + 1, new Set([...seen, id])));
}

/** `.action(async () => { … })` */
function isCommand({ facts }: Unit, fn: FnIndex): boolean {
  const { argOf } = facts.fns[fn]!;
  return argOf !== undefined && facts.calls[argOf.c]!.callee.k === 'prop' && /^(action|command)$/.test(nameOf(facts.calls[argOf.c]!));
}

/** It waits for something, and then ends the process. */
function exitsAfter(unit: Unit, fn: FnIndex, s: number): boolean {
  const later = unit.callsIn(fn).map(c => unit.facts.calls[c]!).filter(call => call.s >= s);
  const exit = later.find(({ callee, g }) => g < 0 && chainOf(callee)?.join('.') === 'process.exit');
  return exit !== undefined && later.some(call => call.use === 'await' && call.s < exit.s);
}

/** What keeps a program going: a loop that nothing leaves, a server. */
const lasts = (unit: Unit, fn: FnIndex, s: number): boolean =>
  unit.facts.loops.some(loop => loop.fn === fn && loop.awaits && loop.s > s && loop.exits.every(({ k }) => k === 'continue' || k === 'throw') && (loop.v === undefined || loop.v.k === 'lit'))
  || unit.callsIn(fn).some(c => LASTS.test(nameOf(unit.facts.calls[c]!)) && unit.facts.calls[c]!.s > s);

const LASTS = /^(listen|serve|createServer|launch|subscribe|consume|login)$/;

/** Calls of the function around a place, and constructions of the class it makes ready. */
function startsOf(program: LoopProgram, unit: Unit, fn: FnIndex): readonly Place[] {
  const graph = program.graph();
  if (graph.escapes(graph.idOf(unit.path, fn))) return [];
  if (unit.facts.fns[fn]!.k === 'constructor') return constructionsOf(program, unit.facts.classes[unit.facts.fns[fn]!.cls!]!.n);
  return callersOf(program, unit, fn);
}
