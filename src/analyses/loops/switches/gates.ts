import type { FnIndex, GuardIndex, LoopIndex } from '../../../facts/program/model.ts';
import type { Access } from '../../settings/model.ts';
import { callBehind, demandsOf } from './demands.ts';
import type { Candidate, Switch } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import { best, qualityOf } from './quality.ts';
import type { SettingReads } from './reads.ts';
import type { Target } from '../program/targets.ts';
import { guardsUpTo, standsIn, type Unit } from '../program/unit.ts';

/** The switch that stands in front of the turns: a function that lets each through, the generator that makes them, a decorator around what they run. */
export function gateOf(program: LoopProgram, reads: SettingReads, candidate: Candidate): Switch | undefined {
  return best([...filters(program, reads, candidate), ...sources(program, reads, candidate), ...decorators(program, reads, candidate), ...wrappers(program, reads, candidate)]);
}

function filters(program: LoopProgram, reads: SettingReads, { gates = [] }: Candidate): readonly Switch[] {
  return gates.flatMap(({ file, fn }): readonly Switch[] => {
    const unit = program.unitAt(file)!;
    const read = reads.answer({ unit, fn });
    return read ? [qualityOf(program, reads, unit, read, -1, true)] : [];
  });
}

/** `setInterval(guarded(resolver, work), …)`: the closure that a function makes of the work asks before it goes on to the work. */
function wrappers(program: LoopProgram, reads: SettingReads, { file, call }: Candidate): readonly Switch[] {
  const unit = program.unitAt(file);
  return unit === undefined || call === undefined ? [] : unit.facts.calls[call]!.args.flatMap((arg): readonly Switch[] => {
    const made = arg.k === 'call' ? program.targets.ofCall(unit, arg.c) : undefined;
    if (arg.k !== 'call' || !made) return [];
    const given = reads.askedFor(unit, arg.c);
    return inside(made).flatMap(fn => made.unit.callsIn(fn).flatMap(c => {
      const { callee, g } = made.unit.facts.calls[c]!;
      const isWork = callee.k === 'ref' && made.unit.facts.decls[callee.d]?.k === 'param' && made.unit.facts.decls[callee.d]!.fn === made.fn;
      return isWork ? asks(program, reads, made.unit, fn, -1, g, given) ?? [] : [];
    }));
  });
}

/** `async function* ticks() { while (true) { if (await enabled()) yield …; } }`: each of its yields asks. */
function sources(program: LoopProgram, reads: SettingReads, { body }: Candidate): readonly Switch[] {
  const unit = body && program.unitAt(body.file);
  const loop = unit?.facts.loops[body?.loop ?? -1];
  if (!unit || loop?.k !== 'for-await' || loop.v?.k !== 'call') return [];
  const made = program.targets.ofCall(unit, loop.v.c);
  const yields = made?.unit.facts.fns[made.fn]!.yields ?? [];
  const asked = yields.map(({ g, loop: l }) => asks(program, reads, made!.unit, made!.fn, outermost(made!.unit, l), g));
  return asked.length > 0 && asked.every(each => each !== undefined) ? [asked[0]!] : [];
}

function outermost({ facts }: Unit, l: LoopIndex): LoopIndex {
  let at = l;
  while (at >= 0 && facts.loops[at]!.parent >= 0) at = facts.loops[at]!.parent;
  return at;
}

/** `@whileOn('sweep_enabled')`: what the decorator puts in the method's place asks before it goes on to the method. */
function decorators(program: LoopProgram, reads: SettingReads, { body }: Candidate): readonly Switch[] {
  const unit = body && program.unitAt(body.file);
  const method = unit?.facts.classes.flatMap(cls => cls.methods).find(each => each.fn === body?.fn);
  if (!unit || !method) return [];
  return method.decorators.flatMap((value): readonly Switch[] => {
    const target = value.k === 'call' ? program.targets.ofCall(unit, value.c) : program.targets.ofValue(unit, body!.fn, value);
    if (!target) return [];
    const given = value.k === 'call' ? reads.askedFor(unit, value.c) : undefined;
    return inside(target).flatMap(fn => target.unit.callsIn(fn).flatMap(c => {
      const { callee, g } = target.unit.facts.calls[c]!;
      if (callee.k !== 'prop' || !/^(apply|call)$/.test(callee.n)) return [];
      return asks(program, reads, target.unit, fn, -1, g, given) ?? [];
    }));
  });
}

function inside({ unit, fn }: Target): readonly FnIndex[] {
  return unit.nestedIn(fn).flatMap(inner => [inner, ...inside({ unit, fn: inner })]);
}

/** What the conditions of a place ask of a setting, in the same turn. */
function asks(program: LoopProgram, reads: SettingReads, unit: Unit, fn: FnIndex, loop: LoopIndex, g: GuardIndex, given?: Access): Switch | undefined {
  return best(guardsUpTo(unit.facts, g, -1).flatMap(guard => demandsOf(unit, guard.v, guard.pos)).flatMap((demand): readonly Switch[] => {
    const behind = callBehind(unit, demand);
    const read = behind && reads.asked(unit, behind, given);
    return behind && read && standsIn(unit.facts, unit.facts.calls[behind.call]!, fn, loop) ? [qualityOf(program, reads, unit, read, behind.call, behind.pos)] : [];
  }));
}
