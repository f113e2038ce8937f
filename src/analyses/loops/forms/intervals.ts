import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { WHY, type Endlessness } from '../ends/endless.ts';
import { selfClearing } from '../ends/self-clearing.ts';
import type { Scope } from '../model.ts';
import { clearsOf, handleOf } from '../program/handles.ts';
import type { LoopProgram } from '../program/program.ts';
import type { Target } from '../program/targets.ts';
import { nameOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';
import { localScope } from '../scope/of-handle.ts';
import { comesAndGoes, isOfOneOfMany } from '../scope/one-of-many.ts';
import { isHandedIn } from './handed-in.ts';

/** Whether an interval goes on until it is told to stop, and what else than a function tells how long its owner lives. */
export function intervalEnd(program: LoopProgram, unit: Unit, c: CallIndex): Endlessness & { readonly scope?: Scope } {
  const call = unit.facts.calls[c]!;
  const callback = call.args[0];
  if (!callback) return { endless: false, why: 'it has no callback' };
  if (isHandedIn(unit, callback, call.fn)) return { endless: false, why: 'its callback is handed in by whoever calls it' };
  return intervalOf(program, unit, c, callback);
}

/** The same of one whose callback is known, or is handed in and asked about for whoever does. */
export function intervalOf(program: LoopProgram, unit: Unit, c: CallIndex, callback: Val): Endlessness & { readonly scope?: Scope } {
  const call = unit.facts.calls[c]!;
  const handle = handleOf(unit, c);
  const target = program.targets.ofValue(unit, call.fn, callback);
  if (target && isEmpty(program, target, 0)) return { endless: false, why: 'it does nothing but keep the process alive or say how far something is' };
  const clears = handle ? clearsOf(unit, handle) : [];
  const own = target && target.unit === unit ? selfClearing(program, target, clears, handle) : 'never';
  if (own !== 'never' && own !== 'stop') return { endless: false, why: `it ends itself: ${WHY[own]}` };
  const keyed = isOfEach(program, unit, c) || isOfEachRound(unit, c) ? ('connection' as const) : undefined;
  if (!handle) return { endless: true, why: 'nothing clears it', ...(keyed && { scope: keyed }) };
  const scope = localScope(unit, handle, clears) ?? keyed;
  return { endless: true, why: clears.length === 0 ? 'nothing clears it' : 'it is cleared only when it is told to stop', stoppable: clears.length > 0, ...(scope && { scope }) };
}

/** There is a timer for each of something that comes and goes. */
export const isOfEach = (program: LoopProgram, unit: Unit, c: CallIndex): boolean => comesAndGoes(program, unit, c) || isOfOneOfMany(program, unit, c);

/** Each round of a loop that waits sets one anew: it lasts as long as that round. What goes over a list sets one for each element. */
function isOfEachRound({ facts }: Unit, c: CallIndex): boolean {
  for (let l = facts.calls[c]!.loop; l >= 0; l = facts.loops[l]!.parent) if (facts.loops[l]!.awaits && /^(while|do|for)$/.test(facts.loops[l]!.k) && !isCounted(facts.loops[l]!.v)) return true;
  return false;
}

const isCounted = (v: Val | undefined): boolean => v?.k === 'op' && /^[<>]=?$/.test(v.o);

/** It runs nothing, or only says that it is there or how far something is. */
function isEmpty(program: LoopProgram, { unit, fn }: Target, depth: number): boolean {
  return unit.nestedIn(fn).length === 0 && !unit.facts.writes.some(write => write.fn === fn && !isLocal(unit, write.t, fn)) && unit.callsIn(fn).every(c => {
    const call = unit.facts.calls[c]!;
    if (shareOf(unit, c) === 'aside' || PHRASES.test(nameOf(call)) || (call.callee.k === 'prop' && call.callee.n === 'push' && isLocal(unit, call.callee.o, fn))) return true;
    const looked = depth < MAX_LOOKS && call.use === 'value' ? program.targets.ofCall(unit, c) : undefined;
    return looked?.unit === unit && isEmpty(program, looked, depth + 1);
  });
}

/** Getters that are entered from one to the next. */
const MAX_LOOKS = 2;

/** What makes a text of something. */
const PHRASES = /^(to(Fixed|String|Precision|ISOString|Locale\w*|UpperCase|LowerCase)|pad(Start|End)|join|format\w*|timestamp|repeat|slice|inspect)$/;

const isLocal = ({ facts }: Unit, v: Val, fn: FnIndex): boolean => v.k === 'ref' && facts.decls[v.d]?.fn === fn;
