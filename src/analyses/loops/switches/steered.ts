import type { CallIndex, FnIndex, GuardIndex } from '../../../facts/program/model.ts';
import { callBehind, demandsOf } from './demands.ts';
import { clearsOf, handleOf, refersTo } from '../program/handles.ts';
import type { Candidate, Switch } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import { qualityOf } from './quality.ts';
import type { SettingRead, SettingReads } from './reads.ts';
import { chainOf, guardsUpTo, isInside, nameOf, partsOf } from '../program/unit.ts';

/** Whether the setting is known to be on where a place runs. */
type State = 'on' | 'off' | 'any';

interface Steering {
  readonly starts: Set<State>;
  readonly stops: Set<State>;
  read?: { readonly read: SettingRead; readonly call: CallIndex };
}

const MAX_DEPTH = 4;
const STARTS = /^(start|resume|run|enable|unpause)$/;
const STOPS = /^(stop|pause|close|disable|suspend|cancel)$/;

/** The switch by which a subscriber of a setting starts the loop and stops it: as good as one that is asked in every turn. */
export function steeredBy(program: LoopProgram, reads: SettingReads, candidate: Candidate): Switch | undefined {
  const unit = program.unitAt(candidate.file)!;
  const { facts } = unit;
  for (const { fn, told } of reads.handlers(unit)) {
    const found: Steering = { starts: new Set(), stops: new Set() };
    visit(fn, 'any', 0, new Set(), found, told.value, told.access.key);
    if (!found.starts.has('on') || !(found.stops.has('off') || found.stops.has('any'))) continue;
    const read = found.read;
    return read ? qualityOf(program, reads, unit, read.read, read.call, true) : qualityOf(program, reads, unit, { access: told.access }, -1, true);
  }
  return undefined;

  function visit(fn: FnIndex, state: State, depth: number, seen: Set<string>, found: Steering, value: ((v: never) => boolean) | undefined, key: string): void {
    const id = `${fn} ${state}`;
    if (depth > MAX_DEPTH || seen.has(id)) return;
    seen.add(id);
    if (fn === candidate.fn && candidate.call === undefined) found.starts.add(narrowed(loopGuard(), state));
    for (const write of facts.writes) if (write.fn === fn && isFlag(write.t)) found.stops.add(flagState(write.v, narrowed(write.g, state)));
    for (const c of unit.callsIn(fn)) {
      const call = facts.calls[c]!;
      const here = narrowed(call.g, state);
      if (c === candidate.call) found.starts.add(here);
      if (clears().includes(c) || isAbort(c) || steers(c, STOPS)) found.stops.add(here);
      if (steers(c, STARTS)) found.starts.add(here);
      const target = program.targets.ofCall(unit, c);
      if (target?.unit === unit) visit(target.fn, here, depth + 1, seen, found, value, key);
    }
    for (const inner of unit.nestedIn(fn)) if (isInside(unit, candidate.fn, inner)) visit(inner, narrowed(facts.fns[inner]!.g, state), depth + 1, seen, found, value, key);

    function narrowed(g: GuardIndex, state: State): State {
      for (const guard of guardsUpTo(facts, g, -1)) {
        for (const demand of demandsOf(unit, guard.v, guard.pos)) {
          if (value?.(demand.v as never)) return demand.pos ? 'on' : 'off';
          const behind = callBehind(unit, demand);
          const read = behind && reads.asked(unit, behind);
          if (!behind || read?.access.key !== key) continue;
          found.read ??= { read, call: behind.call };
          return behind.pos !== (read.negated === true) ? 'on' : 'off';
        }
      }
      return state;
    }

    /** `this.stopped = !enabled` is set either way. */
    function flagState(v: Parameters<typeof demandsOf>[1] | undefined, state: State): State {
      return v?.k === 'lit' ? state : 'any';
    }
  }

  function loopGuard(): GuardIndex {
    return candidate.body && candidate.body.loop >= 0 ? facts.loops[candidate.body.loop]!.g : -1;
  }

  function clears(): readonly CallIndex[] {
    const handle = candidate.call === undefined ? undefined : handleOf(unit, candidate.call);
    return handle ? clearsOf(unit, handle) : [];
  }

  /** `this.worker.pause()`, `this.job.start()`: what a scheduler or a queue offers for it. */
  function steers(c: CallIndex, how: RegExp): boolean {
    const { callee } = facts.calls[c]!;
    const handle = candidate.call === undefined || callee.k !== 'prop' || !how.test(callee.n) ? undefined : handleOf(unit, candidate.call);
    return handle !== undefined && callee.k === 'prop' && refersTo(unit, callee.o, handle);
  }

  /** A flag that the loop's condition tests. */
  function isFlag(target: Parameters<typeof chainOf>[0]): boolean {
    const condition = candidate.body && candidate.body.loop >= 0 ? facts.loops[candidate.body.loop]!.v : undefined;
    const chain = chainOf(target)?.join('.');
    return chain !== undefined && condition !== undefined && [...partsOf(condition)].some(part => chainOf(part)?.join('.') === chain);
  }

  /** `this.controller.abort()`, where the loop is given a signal. */
  function isAbort(c: CallIndex): boolean {
    return candidate.stoppable === true && /^(abort|cancel)$/.test(nameOf(facts.calls[c]!)) && candidate.call === undefined;
  }
}
