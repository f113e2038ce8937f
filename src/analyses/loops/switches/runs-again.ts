import type { FnIndex, LoopIndex } from '../../../facts/program/model.ts';
import { endlessness } from '../ends/endless.ts';
import { timerOf } from '../forms/platform-timers.ts';
import { callersOf, type LoopProgram } from '../program/program.ts';
import type { Unit } from '../program/unit.ts';

interface Spot {
  readonly fn: FnIndex;
  readonly loop: LoopIndex;
}

/** A place runs over and over as long as the process does: in a callback of `setInterval`, in a loop that does not end, or in what these call. */
export function runsAgain(program: LoopProgram, unit: Unit, spot: Spot): boolean {
  const seen = new Set<string>();
  return at(unit, spot, 0);

  function at(unit: Unit, { fn, loop }: Spot, depth: number): boolean {
    const { facts } = unit;
    for (let f = fn, l = loop; ; l = facts.fns[f]!.loop, f = facts.fns[f]!.parent) {
      for (; l >= 0; l = facts.loops[l]!.parent) if (endlessness(program, unit, l).endless) return true;
      if (f <= 0) return false;
      const { argOf } = facts.fns[f]!;
      if ((argOf?.i === 0 && isInterval(unit, argOf.c)) || isCalledAgain(unit, f, depth)) return true;
    }
  }

  function isCalledAgain(unit: Unit, fn: FnIndex, depth: number): boolean {
    const key = `${fn} ${unit.path}`;
    if (depth === MAX_DEPTH || seen.has(key)) return false;
    seen.add(key);
    return callersOf(program, unit, fn).some(({ unit: by, call }) => isInterval(by, call) || at(by, by.facts.calls[call]!, depth + 1));
  }

  function isInterval(unit: Unit, call: number): boolean {
    const timer = timerOf(program, unit, call);
    return timer?.timer === 'setInterval' && !timer.promise;
  }
}

const MAX_DEPTH = 3;
