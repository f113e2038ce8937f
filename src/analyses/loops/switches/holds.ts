import type { CallIndex, FnIndex, Guard, LoopIndex } from '../../../facts/program/model.ts';
import type { Access } from '../../settings/model.ts';
import { callBehind, demandsOf } from './demands.ts';
import type { LoopProgram } from '../program/program.ts';
import type { SettingRead, SettingReads } from './reads.ts';
import type { TurnCall } from './turn.ts';
import { guardsUpTo, loopWithin, type Unit } from '../program/unit.ts';

/** A place in a turn behind which a setting is known to be `on`: nobody gets past it otherwise. */
export interface Hold {
  /** Offset behind which it counts. */
  readonly s: number;
  readonly read: SettingRead;
  readonly call: CallIndex;
  readonly on: boolean;
  /** The call that holds, which is no work itself. */
  readonly by?: CallIndex;
}

/** Inner loops that wait for a setting, and helpers that wait for one or throw: `while (!(await enabled())) await sleep(…)`, `await untilEnabled()`. */
export function holdsOf(program: LoopProgram, reads: SettingReads, at: Unit, loop: LoopIndex, fns: ReadonlySet<FnIndex>, calls: readonly TurnCall[], given?: Access): readonly Hold[] {
  const found: Hold[] = [];
  const bodyGuard = loop < 0 ? -1 : at.facts.loops[loop]!.bodyGuard;
  for (const fn of fns) found.push(...waitsIn(reads, at, fn, loop, bodyGuard, given));
  for (const { c } of calls) {
    const call = at.facts.calls[c]!;
    if (call.use !== 'await' || !isAlways(guardsUpTo(at.facts, call.g, bodyGuard))) continue;
    const target = program.targets.ofCall(at, c);
    if (!target) continue;
    const asked = reads.askedFor(at, c);
    const [inner] = [...waitsIn(reads, target.unit, target.fn, -1, -1, asked), ...(isCaught(at, c, loop) ? throwsIn(reads, target.unit, target.fn, asked) : [])];
    if (inner) found.push({ s: call.s, read: { ...inner.read, helper: inner.read.helper ?? target }, call: c, on: inner.on, by: c });
  }
  return found;
}

/** Loops of a function that go on only while a setting is off. */
function waitsIn(reads: SettingReads, unit: Unit, fn: FnIndex, outer: LoopIndex, until: number, given?: Access): readonly Hold[] {
  return unit.facts.loops.flatMap((loop, l): readonly Hold[] => {
    if (loop.fn !== fn || l === outer || !loop.v || (loop.k !== 'while' && loop.k !== 'do') || (outer >= 0 && !loopWithin(unit.facts, l, outer)) || (outer < 0 && loop.parent >= 0)) return [];
    if (!isAlways(guardsUpTo(unit.facts, loop.g, until))) return [];
    return demandsOf(unit, loop.v, false).flatMap(demand => asHold(reads, unit, demand, loop.s, given));
  });
}

/** What a function throws unless a setting is on. */
const throwsIn = (reads: SettingReads, unit: Unit, fn: FnIndex, given?: Access): readonly Hold[] =>
  unit.facts.throws.filter(each => each.fn === fn).flatMap(({ g, s }) => {
    const [guard, ...more] = guardsUpTo(unit.facts, g, -1);
    return guard?.k === 'if' && isAlways(more) ? demandsOf(unit, guard.v, !guard.pos).flatMap(demand => asHold(reads, unit, demand, s, given)) : [];
  });

function asHold(reads: SettingReads, unit: Unit, demand: ReturnType<typeof demandsOf>[number], s: number, given?: Access): readonly Hold[] {
  const behind = callBehind(unit, demand);
  const read = behind && reads.asked(unit, behind, given);
  return behind && read ? [{ s, read, call: behind.call, on: behind.pos }] : [];
}

const isAlways = (guards: readonly Guard[]): boolean => guards.every(guard => guard.k === 'exit');

/** What is thrown ends only the turn. */
function isCaught({ facts }: Unit, c: CallIndex, loop: LoopIndex): boolean {
  const end = loop < 0 ? facts.fns[facts.calls[c]!.fn]!.e : facts.loops[loop]!.e;
  return loop < 0 || facts.guards.some(guard => guard.k === 'catch' && guard.s > facts.calls[c]!.s && guard.s < end);
}
