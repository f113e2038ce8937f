import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { rootOf } from '../../../facts/program/parts.ts';
import { callsWithin } from '../program/program.ts';
import { isInside, nameOf, type Unit } from '../program/unit.ts';
import { shareOf } from '../program/work.ts';
import { heldParameter } from './held-parameter.ts';

/** The callback is a parameter, of the constructor too, or does nothing but call one: what repeats is decided elsewhere. */
export function isHandedIn(unit: Unit, callback: Val, fn: FnIndex): boolean {
  if (isParameter(unit, callback) || heldParameter(unit, fn, callback) !== undefined) return true;
  // `guarded(task)` makes the callback of the parameter.
  if (callback.k === 'call')
    return (
      unit.facts.calls[callback.c]!.k === 'call' &&
      unit.facts.calls[callback.c]!.args.some(arg => isParameter(unit, arg)) &&
      !unit.facts.calls[callback.c]!.args.some(arg => arg.k === 'fn')
    );
  if (callback.k !== 'fn') return false;
  const calls = callsWithin(unit, callback.f, -1);
  const isGiven = (c: CallIndex): boolean => isParameterAround(unit, unit.facts.calls[c]!.callee, callback.f) || heldParameter(unit, callback.f, unit.facts.calls[c]!.callee) !== undefined;
  return (
    calls.some(isGiven) &&
    calls.every(
      c =>
        isGiven(c) ||
        shareOf(unit, c) !== 'work' ||
        /^(catch|then|finally|error|warn|debug)$/.test(nameOf(unit.facts.calls[c]!)) ||
        isOfQueue(unit, c, callback.f, isGiven),
    )
  );
}

/** What the wrapper keeps turns apart with: it is asked how full it is, or handed what runs: `queue.add(() => work())`. */
function isOfQueue(unit: Unit, c: CallIndex, callback: FnIndex, isGiven: (c: CallIndex) => boolean): boolean {
  const { callee, args, use } = unit.facts.calls[c]!;
  const root = callee.k === 'prop' ? rootOf(callee.o) : undefined;
  const decl = root?.k === 'ref' ? unit.facts.decls[root.d] : undefined;
  if (!decl || decl.fn === 0 || !isInside(unit, callback, decl.fn) || decl.fn === callback) return false;
  return (use === 'value' && args.length === 0) || args.some(arg => arg.k === 'fn' && callsWithin(unit, arg.f, -1).some(isGiven));
}

/** A parameter of a function around the callback, not one that its own closures are called with. */
const isParameterAround = (unit: Unit, v: Val, callback: FnIndex): boolean =>
  isParameter(unit, v) && v.k === 'ref' && (unit.facts.decls[v.d]!.fn === callback || !isInside(unit, unit.facts.decls[v.d]!.fn, callback));

function isParameter(unit: Unit, v: Val): boolean {
  let root = v;
  while (root.k === 'prop' && root.o.k !== 'this') root = root.o;
  if (root.k !== 'ref' || v.k !== 'ref') return false;
  const decl = unit.facts.decls[root.d];
  return decl?.k === 'param';
}
