import type { CallIndex, Guard, GuardIndex, Loop, LoopIndex, Val } from '../../../facts/program/model.ts';
import type { Cause } from '../model.ts';
import { isCoroutine } from '../forms/effects.ts';
import { callsWithin, roundOf, type LoopProgram } from '../program/program.ts';
import { allOf, anyOf } from './causes.ts';
import { causeOf } from './provenance.ts';
import type { Round } from '../program/round.ts';
import type { Targets } from '../program/targets.ts';
import { chainOf, guardsUpTo, nameOf, partsOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

export interface Endlessness {
  readonly endless: boolean;
  readonly why: string;
  /** Somebody can end it. */
  readonly stoppable?: boolean;
}

/** Whether a loop ends by itself. Ending because it was told to stop is not ending by itself. */
export function endlessness(program: LoopProgram, unit: Unit, l: LoopIndex): Endlessness {
  const loop = unit.facts.loops[l]!;
  const isRun = loop.yields && isCoroutine(program, unit, loop.fn);
  if (loop.yields && !isRun) return no('it yields to whoever iterates');
  const round = roundOf(program, unit, loop.fn, l);
  const cause = endOf(program, round, l);
  if (cause !== 'never' && cause !== 'stop') return no(WHY[cause]);
  const calls = callsWithin(unit, loop.fn, l);
  if (!loop.awaits && !isRun && !calls.some(c => blocks(unit, c)) && !(loop.exits.length === 0 && cause === 'never')) return no('it never waits, so it cannot last');
  const asked = new Set(conditionsOf(unit, l).flatMap(v => [...partsOf(v)].flatMap(part => (part.k === 'call' ? [part.c] : []))));
  const inBody = calls.filter(c => (unit.facts.calls[c]!.fn === loop.fn || isWorkOfPromise(unit, c)) && !asked.has(c));
  if (loop.k !== 'for-await' && isPump(unit, l, inBody)) return no('it ends when what it reads from does');
  if (inBody.every(c => shareOf(unit, c) !== 'work') && loop.k !== 'for-await') return no('it does nothing but wait');
  return { endless: true, why: WHY[cause], stoppable: cause === 'stop' };
}

/** Calls by which an executor waits for others. */
const HEARS = /^(on|once|addListener|addEventListener|then|catch|finally|push|set|add|delete|subscribe|resolve|reject|res|rej|done)$/;

/** `await new Promise(async resolve => { await work(); … })`, `await new Promise(resolve => work(resolve))` */
function isWorkOfPromise({ facts }: Unit, c: CallIndex): boolean {
  const call = facts.calls[c]!;
  const { argOf } = facts.fns[call.fn]!;
  return (call.use === 'await' || !HEARS.test(nameOf(call))) && argOf !== undefined && facts.calls[argOf.c]!.k === 'new' && nameOf(facts.calls[argOf.c]!) === 'Promise';
}

/**
 * It reads from something until reading fails, which something around it takes care of: the usual end of a stream whose
 * reads throw. What else than a pump catches its failures outside waits between its rounds.
 */
function isPump(unit: Unit, l: LoopIndex, calls: readonly CallIndex[]): boolean {
  const { facts } = unit;
  const loop = facts.loops[l]!;
  const isCaughtAround = facts.guards.some(guard => guard.k === 'catch' && guard.s >= loop.e && guard.s < facts.fns[loop.fn]!.e) || isChained(unit, loop.fn);
  const isCaughtWithin = facts.guards.some(guard => guard.k === 'catch' && guard.s > loop.s && guard.s < loop.e);
  return isCaughtAround && !isCaughtWithin && calls.some(c => facts.calls[c]!.use === 'await' && READS.test(nameOf(facts.calls[c]!))) && !calls.some(c => shareOf(unit, c) === 'wait');
}

/** `.then(async () => { … })`, whose failures the rest of the chain is told of. */
function isChained({ facts }: Unit, fn: number): boolean {
  const { argOf } = facts.fns[fn]!;
  return argOf !== undefined && nameOf(facts.calls[argOf.c]!) === 'then';
}

const READS = /^_?(read|recv)([A-Z_]|$)/;

/** What is asked to know whether to go on. */
export function conditionsOf(unit: Unit, l: LoopIndex): Val[] {
  const loop = unit.facts.loops[l]!;
  return [...(loop.v && loop.k !== 'for-of' && loop.k !== 'for-await' ? [loop.v] : []), ...loop.exits.flatMap(exit => guardsUpTo(unit.facts, exit.g, loop.bodyGuard).map(guard => guard.v))];
}

/**
 * What ends a loop, strongest cause first: its condition and every way out of it. What throws where all else waits for
 * somebody to say stop is no end that anybody planned: the service fails.
 */
export function endOf(program: LoopProgram, round: Round, l: LoopIndex): Cause {
  const loop = round.unit.facts.loops[l]!;
  const plain = loop.k === 'while' || loop.k === 'do' || loop.k === 'for';
  const planned: Cause[] = plain && loop.v ? [causeOf(round, program.targets, loop.v, false)] : [];
  const failed: { readonly exit: Exit; readonly cause: Cause }[] = [];
  for (const exit of loop.exits) {
    if (isRethrow(round.unit, l, exit)) continue;
    const cause = causeOfExit(program, round, l, exit);
    if (isFailure(round.unit, l, exit)) failed.push({ exit, cause });
    else planned.push(cause);
  }
  const end = anyOf(planned);
  return anyOf([end, ...failed.filter(({ exit, cause }) => !isUnplanned(exit, cause)).map(({ cause }) => cause)]);

  /** What goes wrong in a service that else goes on until it is told to stop, or that rests between its rounds. */
  function isUnplanned({ k, g }: Exit, cause: Cause): boolean {
    const isCaught = guardsUpTo(round.unit.facts, g, loop.bodyGuard).some(guard => guard.k === 'catch');
    if (end === 'stop') return cause === 'data' ? k === 'throw' || rests(round.unit, l) || isOfOneError(round.unit, g) : cause === 'budget' && k === 'throw' && isCaught;
    return end === 'never' && cause === 'data' && k === 'throw' && rests(round.unit, l);
  }
}

type Exit = Loop['exits'][number];

/** It throws, or gives up where something was thrown. That nothing more comes is what a reader waits for. */
function isFailure(unit: Unit, l: LoopIndex, { k, g }: Exit): boolean {
  const guards = guardsUpTo(unit.facts, g, unit.facts.loops[l]!.bodyGuard);
  return guards.some(guard => guard.k === 'catch') || (k === 'throw' && !guards.some(guard => guard.k !== 'exit' && isEnd(unit, l, guard)));
}

/** `catch (error) { if (error instanceof Exhausted) break; log(error); }`: all other failures it survives. That what it reads from was closed is its end. */
const isOfOneError = ({ facts }: Unit, g: GuardIndex): boolean =>
  guardsUpTo(facts, g, -1).some(
    ({ v, k }) =>
      k === 'if' &&
      v.k === 'op' &&
      v.o === 'instanceof' &&
      v.a[0]?.k === 'ref' &&
      facts.decls[v.a[0].d]?.k === 'catch' &&
      !/clos|end|eof|done|disconnect/i.test(chainOf(v.a[1] ?? v)?.at(-1) ?? ''),
  );

/** `message === null`, `!chunk`, `result.done`, of what the round fetched. */
function isEnd({ facts }: Unit, l: LoopIndex, { v, pos }: Guard): boolean {
  const [first, second] = v.k === 'op' ? v.a : [v];
  if (first?.k === 'prop') return pos && v.k !== 'op' && /^(done|closed|eof|ended)$/i.test(first.n);
  const isFetched = first?.k === 'ref' && facts.decls[first.d]?.init?.k === 'await' && facts.decls[first.d]!.s > facts.loops[l]!.s;
  if (!isFetched) return false;
  return v.k === 'op' ? (v.o === '!' && pos) || (/^[!=]==?$/.test(v.o) && v.o.startsWith('=') === pos && (second?.k === 'undef' || (second?.k === 'lit' && second.v === null))) : !pos;
}

function causeOfExit({ targets }: LoopProgram, round: Round, l: LoopIndex, exit: Exit): Cause {
  const { facts } = round.unit;
  if (exit.k === 'return' && findsIt(round.unit, l, exit)) return 'data';
  const { bodyGuard } = facts.loops[l]!;
  // What stands behind work in a `try` is reached once that work succeeds.
  if (exit.tried && guardsUpTo(facts, exit.g, bodyGuard).every(isPassed)) return 'data';
  const leaves = leavesOf(round.unit, l);
  return causeOfPlace(round, targets, exit.g, bodyGuard, round.fn, guard => guard.k === 'exit' && leaves.has(guard.s));
}

/** Where each `if` stands that leaves the loop: who gets past it has decided nothing yet. */
function leavesOf({ facts }: Unit, l: LoopIndex): ReadonlySet<number> {
  const { exits, bodyGuard } = facts.loops[l]!;
  return new Set(exits.flatMap(({ k, g }) => (k === 'continue' ? [] : guardsUpTo(facts, g, bodyGuard).filter(guard => guard.k === 'if').map(({ s }) => s))));
}

/** It waits a while between two rounds. */
const rests = (unit: Unit, l: LoopIndex): boolean => callsWithin(unit, unit.facts.loops[l]!.fn, l).some(c => shareOf(unit, c) === 'wait');

/** `catch (error) { if (isAbort(error)) return; throw error; }`: what nobody expected ends a loop that catches nothing just as well. */
function isRethrow({ facts }: Unit, l: LoopIndex, exit: { readonly k: string; readonly g: GuardIndex }): boolean {
  if (exit.k !== 'throw') return false;
  const guards = guardsUpTo(facts, exit.g, facts.loops[l]!.bodyGuard);
  const before = guards.slice(0, guards.findIndex(guard => guard.k === 'catch'));
  return guards.some(guard => guard.k === 'catch') && before.length > 0 && before.every(guard => guard.k === 'exit');
}

/** `if (session) return session`: it ends with what it looked for. */
function findsIt({ facts }: Unit, l: LoopIndex, exit: { readonly g: GuardIndex; readonly s: number }): boolean {
  const loop = facts.loops[l]!;
  const v = facts.fns[loop.fn]!.returns.find(each => each.s === exit.s)?.v;
  if (v?.k !== 'ref') return false;
  return guardsUpTo(facts, exit.g, loop.bodyGuard).some(guard => guard.k !== 'exit' && guard.pos && [...partsOf(guard.v)].some(part => part.k === 'ref' && part.d === v.d));
}

const isPassed = (guard: Guard): boolean => guard.k === 'exit' || guard.k === 'optional';

/** What makes the program reach a place, seen from `until`. */
export function causeOfPlace(round: Round, targets: Targets, g: GuardIndex, until: GuardIndex, fn = round.fn, isIgnored?: (guard: Guard) => boolean): Cause {
  return allOf(causesOfPlace(round, targets, g, until, fn, isIgnored));
}

/** The same of each condition by itself. Conditions that were passed on the way count only where nothing else decides. */
export function causesOfPlace(round: Round, targets: Targets, g: GuardIndex, until: GuardIndex, fn = round.fn, isIgnored: (guard: Guard) => boolean = () => false): readonly Cause[] {
  const guards = guardsUpTo(round.unit.facts, g, until).filter(guard => !isIgnored(guard));
  const own = guards.filter(guard => !isPassed(guard));
  const deciding = own.length > 0 ? own : guards.filter(guard => guard.k === 'exit').slice(0, 1);
  return deciding.map(guard => causeOf(round, targets, guard.v, guard.pos, fn));
}

export const WHY: { readonly [C in Cause]: string } = {
  always: 'it is left at the end of its first round',
  data: 'it ends when what it fetched says so',
  budget: 'it ends after a count, a deadline or an empty collection',
  stop: 'it ends only when it is told to stop',
  never: 'nothing in it ends it',
};

const no = (why: string): Endlessness => ({ endless: false, why });

/** Calls that hold a thread, as a loop in a worker thread does between two rounds. */
function blocks(unit: Unit, c: number): boolean {
  const call = unit.facts.calls[c]!;
  return chainOf(call.callee)?.join('.') === 'Atomics.wait' || /^(sleepSync|usleep|msleep|execSync|spawnSync|execFileSync|receiveMessageOnPort)$/.test(nameOf(call));
}
