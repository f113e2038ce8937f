import type { CallIndex, DeclIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { callsWithin, originOf, type LoopProgram } from '../program/program.ts';
import type { Target } from '../program/targets.ts';
import { nameOf, type Unit } from '../program/unit.ts';
import { isHandedIn } from './handed-in.ts';
import { handedIn, timedIn } from './repeated-parameters.ts';
import { timerOf } from './platform-timers.ts';

/** Which of its arguments a function of the program runs again and again: the argument, or a member of it. */
interface Slot {
  readonly i: number;
  readonly n?: string;
}

/** Functions by name, then by identity, with what of theirs they repeat. */
type Repeaters = ReadonlyMap<string, ReadonlyMap<string, readonly Slot[]>>;

/** Which arguments of a call the function that it calls repeats. */
export function repeatedSlots(program: LoopProgram, unit: Unit, c: CallIndex): readonly Slot[] {
  const name = nameOf(unit.facts.calls[c]!);
  const byId = repeatersOf(program).get(name);
  const target = byId || NAMES.test(name) ? calledBy(program, unit, c) : undefined;
  if (!target) return [];
  const known = byId?.get(idOf(target));
  if (known) return known;
  return NAMES.test(name) && leadsToTimer(program, target, 0) ? target.unit.facts.fns[target.fn]!.params.map((_, i) => ({ i })) : [];
}

/** Somebody hands a function what it repeats, and is told of there. */
export function isRepeatedElsewhere(program: LoopProgram, unit: Unit, fn: FnIndex): boolean {
  const target = { unit, fn };
  const name = nameOfTarget(target);
  const slots = repeatersOf(program).get(name)?.get(idOf(target)) ?? [];
  return slots.length > 0 && program.callsNamed(name).some(({ unit: at, call: c }) => {
    const { fn: by, args } = at.facts.calls[c]!;
    const called = calledBy(program, at, c);
    return (
      !at.test &&
      called !== undefined &&
      idOf(called) === idOf(target) &&
      slots.some(slot => {
        const value = givenAt(args, slot);
        return value !== undefined && (isHandedIn(at, value, by) || program.targets.ofValue(at, by, value) !== undefined);
      })
    );
  });
}

/** Says that it repeats, for functions that hand what they repeat from one to the next until nobody can follow. */
const NAMES = /(At|With|In|On)(Fixed|Approximate|Regular|Random)?(Interval|Rate)s?$|^(schedule|run|do|call|repeat|execute)?_?(every|periodic(al)?(ly)?|repeated(ly)?|recurring)([A-Z]\w*)?$|^set[A-Z]\w*Interval$/i;


/** The function or the constructor that a call runs. */
function calledBy(program: LoopProgram, unit: Unit, c: CallIndex): Target | undefined {
  const call = unit.facts.calls[c]!;
  if (call.k !== 'new') return program.targets.ofCall(unit, c);
  const origin = originOf(program, unit, call.fn, call.callee);
  const at = origin.k === 'class' && origin.path.length === 0 ? program.unitAt(origin.file) : undefined;
  const ctor = origin.k === 'class' ? at?.facts.classes[origin.cls]?.ctor : undefined;
  return at && ctor !== undefined ? { unit: at, fn: ctor } : undefined;
}

const MAX_DEPTH = 4;

/** What it calls sets a timer that runs what it is handed, though it sets none itself: then what the timer does would have told. A timer with work of its own is told of by itself. */
function leadsToTimer(program: LoopProgram, { unit, fn }: Target, depth: number): boolean {
  const calls = callsWithin(unit, fn, -1);
  const timers = calls.filter(c => timerOf(program, unit, c) !== undefined);
  const callsParameter = calls.some(c => { const { callee } = unit.facts.calls[c]!; return callee.k === 'ref' && unit.facts.decls[callee.d]?.k === 'param'; });
  if (timers.length > 0)
    return (
      depth > 0 &&
      (callsParameter ||
        timers.some(c => {
          const {
            fn: at,
            args: [callback],
          } = unit.facts.calls[c]!;
          return callback !== undefined && isHandedIn(unit, callback, at);
        }))
    );
  return depth < MAX_DEPTH && calls.some(c => {
    const next = program.targets.ofCall(unit, c);
    return next !== undefined && !(next.unit === unit && next.fn === fn) && leadsToTimer(program, next, depth + 1);
  });
}

const known = new WeakMap<LoopProgram, Repeaters>();

/** Found from the timers inside out: who hands its own parameter to a repeater is one as well. */
function repeatersOf(program: LoopProgram): Repeaters {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<string, Map<string, Slot[]>>();
  const open: Target[] = [];
  const add = (unit: Unit, v: Val, at: FnIndex): void => {
    for (const d of handedIn(unit, v, at)) {
      const place = slotOf(unit, d);
      if (!place) continue;
      const n = nameOfTarget({ unit, fn: place.fn });
      const byId = found.get(n) ?? new Map<string, Slot[]>();
      found.set(n, byId);
      const slots = byId.get(idOf({ unit, fn: place.fn }));
      if (slots?.some(slot => slot.i === place.slot.i && slot.n === place.slot.n)) continue;
      if (slots) slots.push(place.slot);
      else byId.set(idOf({ unit, fn: place.fn }), [place.slot]);
      open.push({ unit, fn: place.fn });
    }
  };
  for (const unit of program.units) if (!unit.test) timedIn(program, unit).forEach(({ v, at }) => add(unit, v, at));
  for (let target = open.pop(); target; target = open.pop()) {
    const name = nameOfTarget(target);
    const slots = found.get(name)?.get(idOf(target)) ?? [];
    for (const { unit, call: c } of program.callsNamed(name)) {
      const called = calledBy(program, unit, c);
      if (called === undefined || idOf(called) !== idOf(target)) continue;
      for (const slot of slots) {
        const value = givenAt(unit.facts.calls[c]!.args, slot);
        const { fn } = unit.facts.calls[c]!;
        if (value && isHandedIn(unit, value, fn)) add(unit, value, fn);
      }
    }
  }
  known.set(program, found);
  return found;
}

/** A constructor bears the name of its class. */
function nameOfTarget({ unit: { facts }, fn }: Target): string {
  const { k, n, cls } = facts.fns[fn]!;
  return k === 'constructor' && cls !== undefined ? facts.classes[cls]!.n : n;
}

function slotOf(unit: Unit, d: DeclIndex): { readonly fn: FnIndex; readonly slot: Slot } | undefined {
  const { fn, init } = unit.facts.decls[d]!;
  const i = unit.facts.fns[fn]!.params.indexOf(d);
  if (i >= 0) return { fn, slot: { i } };
  return init?.k === 'prop' && init.o.k === 'param' && init.o.f === fn ? { fn, slot: { i: init.o.i, n: init.n } } : undefined;
}

/** What a call gives at a slot. */
export function givenAt(args: readonly Val[], { i, n }: Slot): Val | undefined {
  const arg = args[i];
  return n === undefined ? arg : arg?.k === 'obj' ? arg.p.find(member => member.n === n)?.v : undefined;
}

const idOf = ({ unit, fn }: Target): string => `${fn} ${unit.path}`;
