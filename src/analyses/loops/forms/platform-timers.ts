import type { CallIndex } from '../../../facts/program/model.ts';
import { originOf, type LoopProgram } from '../program/program.ts';
import { nameOf, type Unit } from '../program/unit.ts';

export type PlatformTimer = 'setInterval' | 'setTimeout' | 'setImmediate' | 'nextTick' | 'queueMicrotask';

/** Which of the platform's timers a call starts; `promise`: the awaited one of `timers/promises`. */
export function timerOf(program: LoopProgram, unit: Unit, c: CallIndex): { readonly timer: PlatformTimer; readonly promise: boolean } | undefined {
  const call = unit.facts.calls[c]!;
  if (call.k !== 'call') return undefined;
  const { callee } = call;
  if (callee.k === 'ref' && callee.d < 0) return isTimer(callee.n) ? { timer: callee.n, promise: false } : undefined;
  // Any import may give the timer another name; anything else is called as it is declared.
  const imported = callee.k === 'ref' && unit.facts.decls[callee.d]?.k === 'import';
  if (!imported && !isTimer(nameOf(call))) return undefined;
  const origin = originOf(program, unit, call.fn, callee);
  if (origin.k === 'global') {
    const [name] = origin.path.slice(-1);
    return origin.path.length <= 2 && name !== undefined && isTimer(name) ? { timer: name, promise: false } : undefined;
  }
  const name = origin.k === 'external' ? [origin.name, ...origin.path].findLast(isTimer) : callee.k === 'prop' ? callee.n : undefined;
  if (name === undefined || !isTimer(name)) return undefined;
  if (origin.k === 'external' && /^(node:)?(timers(\/promises)?|process)$/.test(origin.from)) return { timer: name, promise: origin.from.endsWith('promises') };
  // `adapter.setInterval(() => …)`, `Meteor.setInterval`: what others offer under the platform's names and that is handed a function.
  return /^set(Interval|Timeout)$/.test(name) && isFunction(program, unit, c) && program.targets.ofCall(unit, c) === undefined ? { timer: name, promise: false } : undefined;
}

function isFunction(program: LoopProgram, unit: Unit, c: CallIndex): boolean {
  const { fn, args: [first] } = unit.facts.calls[c]!;
  return first !== undefined && (first.k === 'fn' || program.targets.ofValue(unit, fn, first) !== undefined);
}

const isTimer = (name: string): name is PlatformTimer => /^(set(Interval|Timeout|Immediate)|nextTick|queueMicrotask)$/.test(name);
