import type { Guard, LoopIndex, FnIndex } from '../../../facts/program/model.ts';
import type { Candidate } from '../model.ts';
import { callsWithin, type LoopProgram } from '../program/program.ts';
import type { SettingReads } from './reads.ts';
import { turnOf } from './turn.ts';
import { guardsUpTo, nameOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';

/** A place behind these conditions is reached only while the switch is on. */
type IsHeld = (at: Unit, guards: readonly Guard[], loop: LoopIndex, fns: ReadonlySet<FnIndex>) => boolean;

const MAX_DEPTH = 3;
const AT_ONCE = /^(setImmediate|nextTick|queueMicrotask)$/;

/** While its switch is off, the loop turns without ever waiting for anything but the switch. */
export function isBusy(program: LoopProgram, reads: SettingReads, { form, body, file, call }: Candidate, isHeld: IsHeld): boolean {
  const unit = body && program.unitAt(body.file);
  if (!unit || !body) return false;
  if (body.loop >= 0) {
    const loop = unit.facts.loops[body.loop]!;
    return loop.k !== 'for-await' && !isLeft(unit, body.loop) && !waitsWhileOff(unit, body.fn, body.loop, 0);
  }
  const arming = call === undefined ? undefined : program.unitAt(file)?.facts.calls[call];
  return form === 'setTimeout' && arming !== undefined && AT_ONCE.test(nameOf(arming)) && !waitsWhileOff(unit, body.fn, -1, 0);

  /** Some call that takes time is passed though the switch is off. */
  function waitsWhileOff(at: Unit, fn: FnIndex, loop: LoopIndex, depth: number): boolean {
    const turn = turnOf(program, at, fn, loop);
    return turn.calls.some(({ c, guards }) => {
      if (isHeld(at, guards, loop, turn.fns)) return false;
      if (reads.of(at, c) !== undefined) return pauses(at, c);
      const target = program.targets.ofCall(at, c);
      const { use } = at.facts.calls[c]!;
      if (target && depth < MAX_DEPTH && asks(target.unit, target.fn)) return use === 'await' && waitsWhileOff(target.unit, target.fn, -1, depth + 1);
      return use === 'await' || (shareOf(at, c) === 'wait' && !AT_ONCE.test(nameOf(at.facts.calls[c]!))) || /^(wait|sleepSync|msleep|usleep)$/.test(nameOf(at.facts.calls[c]!));
    });
  }

  function asks(at: Unit, fn: FnIndex): boolean {
    return at.callsIn(fn).some(c => reads.of(at, c) !== undefined);
  }

  /** The helper that reads the switch waits itself. */
  function pauses(at: Unit, c: number): boolean {
    const target = program.targets.ofCall(at, c);
    return target !== undefined && callsWithin(target.unit, target.fn, -1).some(each => shareOf(target.unit, each) === 'wait');
  }

  /** Switching it off ends the loop, which then is not paused but over. */
  function isLeft(at: Unit, l: LoopIndex): boolean {
    const loop = at.facts.loops[l]!;
    const asks = (v: Guard['v'], pos: boolean): boolean => isHeld(at, [{ parent: -1, v, pos, k: 'if', s: 0 }], l, new Set([loop.fn]));
    return (loop.v !== undefined && asks(loop.v, true))
      || loop.exits.some(exit => exit.k !== 'continue' && guardsUpTo(at.facts, exit.g, loop.bodyGuard).some(guard => guard.k !== 'exit' && asks(guard.v, !guard.pos)));
  }
}
