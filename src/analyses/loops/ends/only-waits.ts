import type { FnIndex, Guard } from '../../../facts/program/model.ts';
import { callsWithin } from '../program/program.ts';
import { guardsUpTo, partsOf, type Unit } from '../program/unit.ts';
import type { Step } from '../program/ways.ts';
import { shareOf } from '../program/work.ts';

/**
 * A way back that is taken only where the turn does none of its work, as `if (busy) setTimeout(again); else write()`,
 * whichever way round the branches are written: what has its turn does not come back, so it waits and is no loop.
 */
export function onlyWaits(unit: Unit, round: FnIndex, way: readonly Step[]): boolean {
  const passed = way.flatMap(step => guardsUpTo(unit.facts, step.g, -1));
  const asked = new Set(passed.flatMap(({ v }) => [...partsOf(v)].flatMap(part => (part.k === 'call' ? [part.c] : []))));
  const steps = new Set(way.map(({ fn, s }) => `${fn} ${s}`));
  const work = callsWithin(unit, round, -1).filter(c => {
    const { fn, s } = unit.facts.calls[c]!;
    return shareOf(unit, c) === 'work' && !asked.has(c) && !steps.has(`${fn} ${s}`);
  });
  return work.length > 0 && work.every(c => placesAround(unit, c, round).some(guard => passed.some(other => excludes(other, guard))));
}

/** The conditions of a call and of the closures around it. */
function placesAround(unit: Unit, c: number, round: FnIndex): readonly Guard[] {
  const { fn, g } = unit.facts.calls[c]!;
  const found = [...guardsUpTo(unit.facts, g, -1)];
  for (let f = fn; f !== round && f > 0; f = unit.facts.fns[f]!.parent) found.push(...guardsUpTo(unit.facts, unit.facts.fns[f]!.g, -1));
  return found;
}

/** The two branches of one condition. */
const excludes = (one: Guard, other: Guard): boolean => one.s === other.s && one.pos !== other.pos;
