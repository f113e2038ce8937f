import type { CallIndex, FnIndex, Guard, LoopIndex } from '../../../facts/program/model.ts';
import type { Access } from '../../settings/model.ts';
import { isBusy } from './busy.ts';
import { gateOf } from './gates.ts';
import { holdsOf, type Hold } from './holds.ts';
import { keptOf } from './stored.ts';
import { callBehind, demandsOf, isUsed } from './demands.ts';
import type { Candidate, Switch } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import { best, named, qualityOf } from './quality.ts';
import type { SettingRead, SettingReads } from './reads.ts';
import { steeredBy } from './steered.ts';
import { turnOf, type TurnCall } from './turn.ts';
import { chainOf, guardsUpTo, nameOf, standsIn, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

const MAX_DEPTH = 3;
const NONE: Switch = { kind: 'unguarded' };

/** A setting that has to be `on` for a place to be reached; `call` is -1 where it is read as a member. */
interface Governor {
  readonly call: CallIndex;
  readonly read: SettingRead;
  readonly on: boolean;
}

/** Whether each turn of a loop asks a setting first, and what is wrong with how it asks. */
export function switchOf(program: LoopProgram, reads: SettingReads, candidate: Candidate): Switch {
  if (reads.settings.settings.length === 0 && reads.settings.accesses.length === 0) return NONE;
  const launch = program.unitAt(candidate.file)!;
  const { body } = candidate;
  const unit = body && program.unitAt(body.file);
  const found = unit && body ? judge(unit, body.fn, body.loop, 0) : undefined;
  if (found?.kind === 'ok' && unit && body && isBusy(program, reads, candidate, isHeld)) return { ...found, kind: 'busy-wait' };
  if (found?.kind === 'ok') return found;
  const gate = gateOf(program, reads, candidate);
  if (gate && (gate.kind === 'ok' || !found || found.kind === 'unguarded')) return gate;
  if (found && found.kind !== 'unguarded') return best([found, ...steered()])!;
  const [by] = steered();
  if (by) return by;
  const g = candidate.call !== undefined ? launch.facts.calls[candidate.call]!.g : body ? launch.facts.loops[body.loop]!.g : -1;
  return askedBefore(launch, candidate.fn, guardsUpTo(launch.facts, g, -1)) ?? NONE;

  function steered(): readonly Switch[] {
    const by = steeredBy(program, reads, candidate);
    return by ? [by] : [];
  }

  /** One turn: a loop's body, or a whole function where `loop` is -1. `given` is what the function was asked to read. */
  function judge(at: Unit, fn: FnIndex, loop: LoopIndex, depth: number, given?: Access): Switch | undefined {
    const turn = turnOf(program, at, fn, loop);
    const holds = holdsOf(program, reads, at, loop, turn.fns, turn.calls, given);
    const asked = turn.calls.flatMap(({ c }) => { const read = reads.of(at, c, given); return read ? [{ c, read }] : []; });
    const work = turn.calls.filter(({ c, carries }) => !carries && shareOf(at, c) === 'work' && !isJoin(at, c) && reads.of(at, c, given) === undefined && !isLaunch(at, c) && !holds.some(each => each.by === c));
    const own = ownSwitch(at, loop, turn.fns, work, asked, holds, given, depth);
    if (own) return own;
    const kept = keptBack(at, fn, loop, work);
    if (kept) return kept;
    return depth < MAX_DEPTH ? below(at, work, depth) : undefined;
  }

  /** A switch that this very turn asks. */
  function ownSwitch(at: Unit, loop: LoopIndex, fns: ReadonlySet<FnIndex>, work: readonly TurnCall[], asked: readonly { readonly c: CallIndex; readonly read: SettingRead }[], holds: readonly Hold[], given: Access | undefined, depth: number): Switch | undefined {
    const held = work.map(({ c, guards }) => ({ c, by: [...governors(at, guards, loop, fns, given), ...holds.filter(each => each.s < at.facts.calls[c]!.s)] }));
    const isIdle = held.every(({ c, by }) => by.length > 0 || !isHeavy(at, c));
    const governed = [
      held.filter(({ by }) => by.some(lets)),
      // Work that is done only against the setting's own default, where nothing else is done.
      isIdle ? held.filter(({ by }) => by.length > 0) : [],
    ].find(each => each.length > 0) ?? [];
    const heavy = governed.some(({ c }) => isHeavy(at, c)) || !work.some(({ c }) => isHeavy(at, c));
    if (governed.length > 0 && heavy) return best(governed.flatMap(({ by }) => (by.some(lets) ? by.filter(lets) : by)).map(each => qualityOf(program, reads, at, each.read, each.call, each.on)));
    // What lets something else be done against its own default is about that.
    const other = new Set(held.flatMap(({ by }) => (by.some(lets) ? [] : by.map(each => each.call))));
    const [first] = asked.filter(({ c }) => !other.has(c)).flatMap(({ c, read }) => { const on = testedFor(at, loop, fns, c); return on === undefined ? [] : [{ c, read, on }]; });
    if (first) {
      if (work.length === 0) return depth === 0 ? qualityOf(program, reads, at, first.read, first.c, first.on) : undefined;
      const asksFirst = work.every(({ c }) => at.facts.calls[c]!.s > at.facts.calls[first.c]!.s);
      return { kind: asksFirst ? 'ignored' : 'after-work', ...named(at, first.read, first.c) };
    }
    // What only reads its settings anew has nothing to pause.
    if (work.length === 0 && depth === 0 && asked[0]) return { kind: 'ok', ...named(at, asked[0].read, asked[0].c) };
    const idle = asked.find(({ c, read }) => !other.has(c) && isBoolean(read) && !isUsed(at, c));
    return idle && { kind: 'ignored', ...named(at, idle.read, idle.c) };
  }

  /** Settings that must be on for a place in the turn to be reached, read in the turn. */
  function governors(at: Unit, guards: readonly Guard[], loop: LoopIndex, fns: ReadonlySet<FnIndex>, given?: Access): readonly Governor[] {
    return guards.flatMap(guard => demandsOf(at, guard.v, guard.pos)).flatMap((demand): readonly Governor[] => {
      const behind = callBehind(at, demand);
      const read = behind && reads.asked(at, behind, given);
      if (behind && read && isInTurn(at, at.facts.calls[behind.call]!, loop, fns)) return [{ call: behind.call, read, on: behind.pos }];
      const { v } = demand;
      const getter = reads.ofGetter(at, fns.values().next().value!, v);
      if (getter && v.k === 'prop' && v.s >= (loop < 0 ? 0 : at.facts.loops[loop]!.s)) return [{ call: -1, read: getter, on: demand.pos }];
      const access = v.k === 'prop' && v.s >= (loop < 0 ? 0 : at.facts.loops[loop]!.s) ? reads.atMember(at, v.s, v.e) : undefined;
      return access ? [{ call: -1, read: { access }, on: demand.pos }] : [];
    });
  }

  /** A place is reached only while the switch is on. */
  function isHeld(at: Unit, guards: readonly Guard[], loop: LoopIndex, fns: ReadonlySet<FnIndex>): boolean {
    const [fn] = fns;
    return governors(at, guards, loop, fns).some(lets) || guards.flatMap(guard => demandsOf(at, guard.v, guard.pos)).some(demand => keptOf(program, reads, at, fn!, demand, loop)?.kind === 'ok');
  }

  /** The place is reached while the setting has its default, or is on where no default is known. */
  function lets({ read, on }: Governor): boolean {
    const [setting] = read.access.settings.map(i => reads.settings.settings[i]!);
    const value = setting?.default.k === 'constant' ? setting.default.value : undefined;
    return (on !== (read.negated === true)) === (typeof value === 'boolean' ? value : true);
  }

  function isInTurn(at: Unit, call: { readonly fn: FnIndex; readonly loop: LoopIndex }, loop: LoopIndex, fns: ReadonlySet<FnIndex>): boolean {
    const [fn] = fns;
    return fns.has(call.fn) && standsIn(at.facts, call, fn!, loop);
  }

  /** Work is held back by what was read once, or by a place that a subscriber keeps up to date. */
  function keptBack(at: Unit, fn: FnIndex, loop: LoopIndex, work: readonly TurnCall[]): Switch | undefined {
    const guards = [...new Set(work.flatMap(each => each.guards))];
    const condition = loop >= 0 ? at.facts.loops[loop]!.v : undefined;
    const all = [...guards.flatMap(guard => demandsOf(at, guard.v, guard.pos)), ...(condition ? demandsOf(at, condition, true) : [])];
    return best(all.flatMap((demand): readonly Switch[] => { const found = keptOf(program, reads, at, fn, demand, loop); return found ? [found] : []; }));
  }

  /** The loop is only begun where a setting was on. */
  function askedBefore(at: Unit, fn: FnIndex, guards: readonly Guard[]): Switch | undefined {
    return best(guards.flatMap(guard => demandsOf(at, guard.v, guard.pos)).flatMap((demand): readonly Switch[] => {
      const behind = callBehind(at, demand);
      const read = behind && reads.asked(at, behind);
      if (behind && read) return [{ kind: 'captured', ...named(at, read, behind.call) }];
      const kept = keptOf(program, reads, at, fn, demand);
      return kept && kept.kind !== 'ok' ? [kept] : [];
    }));
  }

  /** The functions a turn calls ask for themselves: all that do the work have to. */
  function below(at: Unit, work: readonly TurnCall[], depth: number): Switch | undefined {
    if (depth === 0 && work.length > 0) {
      const [read, ...more] = work.map(({ c }) => readAnew(at, c));
      if (read && more.every(each => each)) return read;
    }
    const heavy = work.filter(({ c }) => isHeavy(at, c));
    const judged = (heavy.length > 0 ? heavy : work).map(({ c }) => {
      const target = program.targets.ofCall(at, c);
      return target && !(target.unit === at && target.fn === at.facts.calls[c]!.fn) ? judge(target.unit, target.fn, -1, depth + 1, reads.askedFor(at, c)) : undefined;
    });
    if (judged.length === 0) return undefined;
    if (judged.every(each => each?.kind === 'ok')) return judged[0];
    return judged.find(each => each !== undefined && each.kind !== 'ok' && each.kind !== 'unguarded');
  }

  /** A function that does nothing but read settings: what keeps others up to date has nothing to pause. */
  function readAnew(at: Unit, c: CallIndex): Switch | undefined {
    const target = program.targets.ofCall(at, c);
    if (!target) return undefined;
    const { unit, fn } = target;
    const calls = turnOf(program, unit, fn, -1).calls.filter(each => !each.carries && shareOf(unit, each.c) === 'work');
    const [first, ...more] = calls.map(each => reads.of(unit, each.c));
    return first && more.every(each => each) ? { kind: 'ok', ...named(unit, first, calls[0]!.c) } : undefined;
  }

  /** Setting the next timeout is no work: it is what makes the loop one. */
  function isLaunch(at: Unit, c: CallIndex): boolean {
    if (/^(set(Timeout|Interval|Immediate)|nextTick|queueMicrotask)$/.test(nameOf(at.facts.calls[c]!))) return true;
    const target = program.targets.ofCall(at, c);
    return target !== undefined && target.unit === launch && target.fn === candidate.fn && candidate.form === 'setTimeout';
  }

  /** What a read has to yield for some condition of the turn. */
  function testedFor(at: Unit, loop: LoopIndex, fns: ReadonlySet<FnIndex>, c: CallIndex): boolean | undefined {
    if (!isInTurn(at, at.facts.calls[c]!, loop, fns)) return undefined;
    const last = loop >= 0 ? at.facts.loops[loop]! : undefined;
    const conditions = [...(last?.k === 'do' && last.v ? [{ v: last.v, pos: true }] : []), ...at.facts.guards.flatMap(({ v }) => [{ v, pos: true }, { v, pos: false }])];
    for (const { v, pos } of conditions) {
      const behind = demandsOf(at, v, pos).map(demand => callBehind(at, demand)).find(each => each?.call === c);
      if (behind) return behind.pos;
    }
    return undefined;
  }

  function isBoolean({ access }: SettingRead): boolean {
    return access.settings.some(i => reads.settings.settings[i]!.type === 'boolean' || typeof (reads.settings.settings[i]!.default as { value?: unknown }).value === 'boolean') || /enabled$/i.test(access.key);
  }
}

/** `Promise.all([…])`: what it waits for are calls of their own. */
const isJoin = (unit: Unit, c: CallIndex): boolean => /^Promise\.(all|allSettled|any|race)$/.test(chainOf(unit.facts.calls[c]!.callee)?.join('.') ?? '');

/** Awaited or sent off: what takes time or reaches out. */
const isHeavy = (unit: Unit, c: CallIndex): boolean => /^(await|void|return)$/.test(unit.facts.calls[c]!.use);
