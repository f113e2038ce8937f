import type { CallIndex, DeclIndex, FnIndex, LoopIndex, Val } from '../../facts/program/model.ts';
import { endlessness } from './endless.ts';
import { intervalOf, isHandedIn, selfClearing } from './intervals.ts';
import { timerOf } from './platform.ts';
import { callsWithin, type LoopProgram } from './program.ts';
import { rearming } from './rearming.ts';
import { isEndedThere } from './scope.ts';
import type { Schedule } from './schedules.ts';
import type { Target } from './targets.ts';
import { chainOf, isInside, nameOf, partsOf, type Unit } from './unit.ts';
import { shareOf } from './work.ts';

/** Which of its arguments a function of the program runs again and again: the argument, or a member of it. */
interface Slot {
  readonly i: number;
  readonly n?: string;
}

/** Functions by name, then by identity, with what of theirs they repeat. */
type Repeaters = ReadonlyMap<string, ReadonlyMap<string, readonly Slot[]>>;

/** Calls that hand something to a function of the program that repeats it: `every(60_000, () => sweep())`. */
export function repeatedJobs(program: LoopProgram, unit: Unit): Schedule[] {
  const repeaters = repeatersOf(program);
  return unit.facts.calls.flatMap((call, c): Schedule[] => {
    if (call.k !== 'call') return [];
    const name = nameOf(call);
    const slots = repeaters.has(name) || NAMES.test(name) ? slotsOf(program, repeaters, unit, c) : [];
    const value = slots.flatMap(slot => givenAt(call.args, slot) ?? []).find(each => !isHandedIn(unit, each) && program.targets.ofValue(unit, call.fn, each) !== undefined);
    return value && !endsItself(program, unit, c, value) ? [{ call: c, callee: name, owner: call.fn, handler: { fn: call.fn, value }, ...(isEndedThere(unit, c) && { scope: 'call' as const }) }] : [];
  });
}

/** What it runs aborts the signal that the repeater was given: `repeat(() => { if (done()) controller.abort(); }, 100, controller.signal)`. */
function endsItself(program: LoopProgram, unit: Unit, c: CallIndex, value: Val): boolean {
  const { fn, args } = unit.facts.calls[c]!;
  const target = program.targets.ofValue(unit, fn, value);
  const controllers = args.flatMap(arg => (arg.k === 'prop' && arg.n === 'signal' ? chainOf(arg.o)?.join('.') ?? [] : []));
  if (target?.unit !== unit || controllers.length === 0) return false;
  const aborts = within(unit, target.fn).filter(each => {
    const { callee } = unit.facts.calls[each]!;
    return callee.k === 'prop' && callee.n === 'abort' && controllers.includes(chainOf(callee.o)?.join('.') ?? '');
  });
  return ['data', 'budget', 'always'].includes(selfClearing(program, target, aborts));
}

/** Says that it repeats, for functions that hand what they repeat from one to the next until nobody can follow. */
const NAMES = /(At|With|In|On)(Fixed|Approximate|Regular|Random)?(Interval|Rate)s?$|^(schedule|run|do|call|repeat|execute)?_?(every|periodic(al)?(ly)?|repeated(ly)?|recurring)([A-Z]\w*)?$|^set[A-Z]\w*Interval$/i;

function slotsOf(program: LoopProgram, repeaters: Repeaters, unit: Unit, c: CallIndex): readonly Slot[] {
  const target = program.targets.ofCall(unit, c);
  if (!target) return [];
  const known = repeaters.get(nameOf(unit.facts.calls[c]!))?.get(idOf(target));
  if (known) return known;
  if (!NAMES.test(nameOf(unit.facts.calls[c]!)) || !leadsToTimer(program, target, 0)) return [];
  return target.unit.facts.fns[target.fn]!.params.map((_, i) => ({ i }));
}

const MAX_DEPTH = 4;

/** What it calls sets a timer, though it sets none itself: then what the timer does would have told. */
function leadsToTimer(program: LoopProgram, { unit, fn }: Target, depth: number): boolean {
  const calls = within(unit, fn);
  if (calls.some(c => timerOf(program, unit, c) !== undefined)) return depth > 0;
  return depth < MAX_DEPTH && calls.some(c => {
    const next = program.targets.ofCall(unit, c);
    return next !== undefined && !(next.unit === unit && next.fn === fn) && leadsToTimer(program, next, depth + 1);
  });
}

const within = (unit: Unit, fn: FnIndex): readonly CallIndex[] => [...unit.callsIn(fn), ...unit.nestedIn(fn).flatMap(inner => within(unit, inner))];

const known = new WeakMap<LoopProgram, Repeaters>();

/** Found from the timers inside out: who hands its own parameter to a repeater is one as well. */
function repeatersOf(program: LoopProgram): Repeaters {
  const before = known.get(program);
  if (before) return before;
  const found = new Map<string, Map<string, Slot[]>>();
  const open: Target[] = [];
  const add = (unit: Unit, v: Val): void => {
    for (const d of handedIn(unit, v)) {
      const place = slotOf(unit, d);
      if (!place) continue;
      const { n } = unit.facts.fns[place.fn]!;
      const byId = found.get(n) ?? new Map<string, Slot[]>();
      found.set(n, byId);
      const slots = byId.get(idOf({ unit, fn: place.fn }));
      if (slots?.some(slot => slot.i === place.slot.i && slot.n === place.slot.n)) continue;
      if (slots) slots.push(place.slot);
      else byId.set(idOf({ unit, fn: place.fn }), [place.slot]);
      open.push({ unit, fn: place.fn });
    }
  };
  for (const unit of program.units) if (!unit.test) timedIn(program, unit).forEach(value => add(unit, value));
  const byName = open.length > 0 ? callsByName(program) : new Map<string, readonly { readonly unit: Unit; readonly c: CallIndex }[]>();
  for (let target = open.pop(); target; target = open.pop()) {
    const name = target.unit.facts.fns[target.fn]!.n;
    const slots = found.get(name)?.get(idOf(target)) ?? [];
    for (const { unit, c } of byName.get(name) ?? []) {
      const called = program.targets.ofCall(unit, c);
      if (called === undefined || idOf(called) !== idOf(target)) continue;
      for (const slot of slots) {
        const value = givenAt(unit.facts.calls[c]!.args, slot);
        if (value && isHandedIn(unit, value)) add(unit, value);
      }
    }
  }
  known.set(program, found);
  return found;
}

/** What timers and loops run that was handed in and that nothing but being told to stop ends. */
function timedIn(program: LoopProgram, unit: Unit): readonly Val[] {
  return [...unit.facts.loops.flatMap((_, l) => handedLoop(program, unit, l)), ...unit.facts.calls.flatMap((call, c) => {
    const [callback] = call.args;
    const timer = callback && timerOf(program, unit, c);
    if (!timer || timer.promise) return [];
    if (timer.timer !== 'setInterval') return handedRound(program, unit, c, callback);
    if (handedIn(unit, callback).length === 0 || !isHandedIn(unit, callback)) return [];
    const { endless, scope } = intervalOf(program, unit, c, callback);
    return endless && scope === undefined ? [callback] : [];
  })];
}

/** What a timeout that sets itself again runs, where all of that is handed in by whoever begins it. */
export function handedRound(program: LoopProgram, unit: Unit, c: CallIndex, callback: Val): readonly Val[] {
  const back = isHandedIn(unit, callback) ? undefined : rearming(program, unit, c, callback);
  if (!back?.endless || back.scope !== undefined) return [];
  const { fn } = unit.facts.calls[c]!;
  const round = isInside(unit, back.start.fn, fn) ? fn : back.start.fn;
  return givenTo(program, unit, round, within(unit, round), each => each.unit === unit && (each.fn === fn || isInside(unit, each.fn, round)));
}

/** What a loop that goes on for good runs, where all of that is handed in by whoever begins it. */
export function handedLoop(program: LoopProgram, unit: Unit, l: LoopIndex): readonly Val[] {
  const { fn, k } = unit.facts.loops[l]!;
  const isPlain = k === 'while' || k === 'do' || k === 'for';
  const calls = isPlain ? callsWithin(unit, fn, l) : [];
  if (!calls.some(c => isOfCaller(unit, unit.facts.calls[c]!.callee, fn)) || !endlessness(program, unit, l).endless) return [];
  return givenTo(program, unit, fn, calls, () => false);
}

/** Functions that calls of a round run and that are handed to a function around it, where nothing else of the round is work. */
function givenTo(program: LoopProgram, unit: Unit, round: FnIndex, calls: readonly CallIndex[], isOwn: (target: Target) => boolean): readonly Val[] {
  const given = calls.flatMap(c => (isOfCaller(unit, unit.facts.calls[c]!.callee, round) ? [unit.facts.calls[c]!.callee] : []));
  const isPart = (c: CallIndex, depth: number): boolean => {
    const call = unit.facts.calls[c]!;
    if (shareOf(unit, c) !== 'work' || given.includes(call.callee) || ABOUT.test(nameOf(call))) return true;
    const target = program.targets.ofCall(unit, c);
    if (target && isOwn(target)) return true;
    let root = call.callee;
    while (root.k === 'prop') root = root.o;
    if (call.use === 'await') return false;
    // A callback of the caller's own, and notes that a function of the same file keeps.
    return isOfCaller(unit, root, round) || NOTES.test(nameOf(call)) || (target?.unit === unit && depth < MAX_DEPTH && within(unit, target.fn).every(each => isPart(each, depth + 1)));
  };
  return given.length > 0 && calls.every(c => isPart(c, 0)) ? given : [];
}

const ABOUT = /^(then|catch|finally|error|warn|debug|info)$/;
const NOTES = /^(push|emit|resolve|reject)$|^(is|has)[A-Z]|^equals?$/;

/** A parameter of a function around a round. */
function isOfCaller(unit: Unit, v: Val, round: FnIndex): boolean {
  const decl = v.k === 'ref' ? unit.facts.decls[v.d] : undefined;
  return decl?.k === 'param' && decl.fn > 0 && isInside(unit, round, decl.fn);
}

/** Parameters that a callback is, calls, or wraps in a call of its own. */
function handedIn(unit: Unit, v: Val): readonly DeclIndex[] {
  const values = v.k === 'fn' ? unit.callsIn(v.f).map(c => unit.facts.calls[c]!.callee) : v.k === 'call' ? unit.facts.calls[v.c]!.args : [v];
  return values.flatMap(value => [...partsOf(value)].flatMap(part => (part.k === 'ref' && unit.facts.decls[part.d]?.k === 'param' ? [part.d] : [])));
}

function slotOf(unit: Unit, d: DeclIndex): { readonly fn: FnIndex; readonly slot: Slot } | undefined {
  const { fn, init } = unit.facts.decls[d]!;
  const i = unit.facts.fns[fn]!.params.indexOf(d);
  if (i >= 0) return { fn, slot: { i } };
  return init?.k === 'prop' && init.o.k === 'param' && init.o.f === fn ? { fn, slot: { i: init.o.i, n: init.n } } : undefined;
}

function givenAt(args: readonly Val[], { i, n }: Slot): Val | undefined {
  const arg = args[i];
  return n === undefined ? arg : arg?.k === 'obj' ? arg.p.find(member => member.n === n)?.v : undefined;
}

function callsByName({ units }: LoopProgram): Map<string, { readonly unit: Unit; readonly c: CallIndex }[]> {
  const byName = new Map<string, { readonly unit: Unit; readonly c: CallIndex }[]>();
  for (const unit of units) {
    unit.facts.calls.forEach((call, c) => {
      const list = byName.get(nameOf(call));
      if (list) list.push({ unit, c });
      else byName.set(nameOf(call), [{ unit, c }]);
    });
  }
  return byName;
}

const idOf = ({ unit, fn }: Target): string => `${fn} ${unit.path}`;
