import type { CallIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../../facts/program/model.ts';
import { locate } from '../../core/locate.ts';
import { isFixedAtStart } from '../settings/model.ts';
import { callBehind, demandsOf, isUsed } from './demands.ts';
import { unsafetyOf } from './fail-safe.ts';
import type { Candidate, Switch } from './model.ts';
import type { LoopProgram } from './program.ts';
import { callsIn, type SettingRead, type SettingReads } from './reads.ts';
import { guardsUpTo, nameOf, standsIn, type Unit } from './unit.ts';
import { shareOf } from './work.ts';

const MAX_DEPTH = 3;
const NONE: Switch = { kind: 'unguarded' };

/** Whether each round of a loop asks a setting first, and what is wrong with how it asks. */
export function switchOf(program: LoopProgram, reads: SettingReads, candidate: Candidate): Switch {
  if (reads.settings.settings.length === 0 && reads.settings.accesses.length === 0) return NONE;
  const launch = program.unitAt(candidate.file)!;
  const { body } = candidate;
  const unit = body && program.unitAt(body.file);
  const found = unit && body ? judge(unit, body.fn, body.loop, 0) : undefined;
  if (found && found.kind !== 'unguarded') return found;
  const g = candidate.call !== undefined ? launch.facts.calls[candidate.call]!.g : body ? launch.facts.loops[body.loop]!.g : -1;
  return askedBefore(launch, candidate.fn, g) ?? NONE;

  /** One round: a loop's body, or a whole function where `loop` is -1. */
  function judge(at: Unit, fn: FnIndex, loop: LoopIndex, depth: number): Switch | undefined {
    const calls = at.callsIn(fn).filter(c => standsIn(at.facts, at.facts.calls[c]!, fn, loop));
    const asked = calls.flatMap(c => { const read = reads.of(at, c); return read ? [{ c, read }] : []; });
    const work = calls.filter(c => shareOf(at, c) === 'work' && reads.of(at, c) === undefined && !isLaunch(at, c));
    const own = ownSwitch(at, fn, loop, work, asked);
    if (own && own.kind !== 'unguarded') return own;
    const held = heldBack(at, fn, loop, work);
    if (held) return held;
    return depth < MAX_DEPTH ? below(at, work, depth) : undefined;
  }

  /** A switch that this very round asks. */
  function ownSwitch(at: Unit, fn: FnIndex, loop: LoopIndex, work: readonly CallIndex[], asked: readonly { readonly c: CallIndex; readonly read: SettingRead }[]): Switch | undefined {
    const governed = work.filter(c => governors(at, at.facts.calls[c]!.g, fn, loop).length > 0);
    const heavy = governed.some(c => isHeavy(at, c)) || !work.some(c => isHeavy(at, c));
    if (governed.length > 0 && heavy) return best(governed.flatMap(c => governors(at, at.facts.calls[c]!.g, fn, loop)).map(each => quality(at, each.read, each.call)));
    const tested = asked.filter(({ c }) => isTested(at, fn, loop, c));
    const [first] = tested;
    if (first) {
      if (work.length === 0) return quality(at, first.read, first.c);
      const asksFirst = work.every(c => at.facts.calls[c]!.s > at.facts.calls[first.c]!.s);
      return { kind: asksFirst ? 'ignored' : 'after-work', ...named(at, first.read, first.c) };
    }
    const idle = asked.find(({ c, read }) => isBoolean(read) && !isUsed(at, c));
    return idle && { kind: 'ignored', ...named(at, idle.read, idle.c) };
  }

  /** Settings that must be on for a place in the round to be reached, read in the round. */
  function governors(at: Unit, g: GuardIndex, fn: FnIndex, loop: LoopIndex): { readonly call: CallIndex; readonly read: SettingRead }[] {
    return guardsUpTo(at.facts, g, -1).flatMap(guard => demandsOf(guard.v, guard.pos)).flatMap(v => {
      const behind = callBehind(at, v);
      const read = behind && reads.of(at, behind.call);
      if (behind && read && standsIn(at.facts, at.facts.calls[behind.call]!, fn, loop) && at.facts.calls[behind.call]!.fn === fn) return [{ call: behind.call, read }];
      const access = v.k === 'prop' && v.s >= (loop < 0 ? 0 : at.facts.loops[loop]!.s) ? reads.atMember(at, v.s, v.e) : undefined;
      return access ? [{ call: -1, read: { access } }] : [];
    });
  }

  /** Work is held back by what was read once, or by a field that a subscriber keeps up to date. */
  function heldBack(at: Unit, fn: FnIndex, loop: LoopIndex, work: readonly CallIndex[]): Switch | undefined {
    const values = [...new Set(work.flatMap(c => guardsUpTo(at.facts, at.facts.calls[c]!.g, -1)).flatMap(guard => demandsOf(guard.v, guard.pos)))];
    const condition = loop >= 0 ? at.facts.loops[loop]!.v : undefined;
    const all = condition ? [...values, ...demandsOf(condition, true)] : values;
    return best(all.flatMap((v): readonly Switch[] => { const found = captured(at, fn, v); return found ? [found] : []; }));
  }

  function captured(at: Unit, fn: FnIndex, v: Val): Switch | undefined {
    if (v.k === 'ref') {
      const behind = callBehind(at, v);
      const read = behind && reads.of(at, behind.call);
      return behind && read ? { kind: 'captured', ...named(at, read, behind.call) } : undefined;
    }
    if (v.k !== 'prop' || v.o.k !== 'this') return undefined;
    const cls = program.targets.classAround(at, fn);
    const watched = cls === undefined ? [] : reads.watchedBy(at, cls);
    const found = at.writesToMember(v.n).filter(write => write.t.k === 'prop' && write.t.o.k === 'this' && program.targets.classAround(at, write.fn) === cls).flatMap(write => {
      for (const c of write.v ? callsIn(at, write.v) : []) {
        const read = reads.of(at, c);
        if (!read) continue;
        const fresh = watched.includes(read.access.key) && at.facts.fns[write.fn]!.k !== 'constructor';
        return [fresh ? quality(at, read, c) : { kind: 'captured' as const, ...named(at, read, c) }];
      }
      return [];
    });
    return best(found);
  }

  /** The loop is only begun where a setting was on. */
  function askedBefore(at: Unit, fn: FnIndex, g: GuardIndex): Switch | undefined {
    return best(guardsUpTo(at.facts, g, -1).flatMap(guard => demandsOf(guard.v, guard.pos)).flatMap((v): readonly Switch[] => {
      const behind = callBehind(at, v);
      const read = behind && reads.of(at, behind.call);
      if (behind && read) return [{ kind: 'captured', ...named(at, read, behind.call) }];
      const field = captured(at, fn, v);
      return field && field.kind !== 'ok' ? [field] : [];
    }));
  }

  /** The functions a round calls ask for themselves: all that do the work have to. */
  function below(at: Unit, work: readonly CallIndex[], depth: number): Switch | undefined {
    const heavy = work.filter(c => isHeavy(at, c));
    const judged = (heavy.length > 0 ? heavy : work).map(c => {
      const target = program.targets.ofCall(at, c);
      return target && !(target.unit === at && target.fn === at.facts.calls[c]!.fn) ? judge(target.unit, target.fn, -1, depth + 1) : undefined;
    });
    if (judged.length === 0) return undefined;
    if (judged.every(each => each?.kind === 'ok')) return judged[0];
    return judged.find(each => each !== undefined && each.kind !== 'ok' && each.kind !== 'unguarded');
  }

  /** Setting the next timeout is no work: it is what makes the loop one. */
  function isLaunch(at: Unit, c: CallIndex): boolean {
    if (/^set(Timeout|Interval|Immediate)$/.test(nameOf(at.facts.calls[c]!))) return true;
    const target = program.targets.ofCall(at, c);
    return target !== undefined && target.unit === launch && target.fn === candidate.fn && candidate.form === 'setTimeout';
  }

  function isTested(at: Unit, fn: FnIndex, loop: LoopIndex, c: CallIndex): boolean {
    const last = loop >= 0 ? at.facts.loops[loop]! : undefined;
    if (last?.k === 'do' && last.v && demandsOf(last.v, true).some(v => callBehind(at, v)?.call === c)) return true;
    return at.facts.guards.some(guard => {
      for (const pos of [true, false]) for (const v of demandsOf(guard.v, pos)) if (callBehind(at, v)?.call === c) return standsIn(at.facts, at.facts.calls[c]!, fn, loop);
      return false;
    });
  }

  /** What is wrong with a switch that is asked at the right place. */
  function quality(at: Unit, read: SettingRead, c: CallIndex): Switch {
    const { access } = read;
    const told = named(at, read, c);
    if (access.exact && access.settings.length === 0) return { kind: 'unregistered', ...told };
    for (const i of access.settings) {
      const setting = reads.settings.settings[i]!;
      const value = setting.default.k === 'constant' ? setting.default.value : undefined;
      if (setting.type !== undefined ? setting.type !== 'boolean' : value !== undefined && value !== null && typeof value !== 'boolean') return { kind: 'not-boolean', ...told };
      if (value === false) return { kind: 'off-by-default', ...told };
      if (isFixedAtStart(setting)) return { kind: 'fixed', ...told };
    }
    const detail = c < 0 ? undefined : unsafetyOf(program.unitAt, program.targets, read, at, c);
    return detail ? { kind: 'not-fail-safe', detail, ...told } : { kind: 'ok', ...told };
  }

  function isBoolean({ access }: SettingRead): boolean {
    return access.settings.some(i => reads.settings.settings[i]!.type === 'boolean' || typeof (reads.settings.settings[i]!.default as { value?: unknown }).value === 'boolean') || /enabled$/i.test(access.key);
  }

  function named(at: Unit, { access }: SettingRead, c: CallIndex): Pick<Switch, 'key' | 'at'> {
    const call = at.facts.calls[c];
    return { key: access.key, at: call ? locate(at.path, at.lineStarts, call.s, call.e) : access.at };
  }
}

/** Awaited or sent off: what takes time or reaches out. */
const isHeavy = (unit: Unit, c: CallIndex): boolean => /^(await|void|return)$/.test(unit.facts.calls[c]!.use);

/** The one that is right, else the first. */
const best = (found: readonly Switch[]): Switch | undefined => found.find(each => each.kind === 'ok') ?? found[0];
