import type { CallIndex, DeclIndex, Guard, Val } from '../../../facts/program/model.ts';
import { nameOf, partsOf, pathOf, type Unit } from './unit.ts';

/** Where a timer's handle is kept, so that its clearing can be found. */
export interface Handle {
  readonly decl?: DeclIndex;
  /** `this.timer`, `this.timers[].poll`, or a global, as one text. */
  readonly chain?: string;
}

export function handleOf(unit: Unit, c: CallIndex): Handle | undefined {
  const { decls, writes, classes } = unit.facts;
  const decl = decls.findIndex(each => each.init !== undefined && holds(unit, each.init, c));
  if (decl >= 0) return { decl };
  const write = writes.find(each => each.v !== undefined && holds(unit, each.v, c));
  if (write?.t.k === 'ref' && write.t.d >= 0) return { decl: write.t.d };
  const chain = write && pathOf(write.t);
  if (chain !== undefined) return { chain };
  const field = classes.flatMap(each => each.fields).find(each => each.init !== undefined && holds(unit, each.init, c));
  return field && { chain: `this.${field.n}` };
}

export function refersTo(unit: Unit, v: Val, handle: Handle): boolean {
  for (const part of partsOf(v)) {
    if (part.k === 'ref') {
      if ((part.d === handle.decl && handle.decl !== undefined) || (part.d < 0 && part.n === handle.chain)) return true;
      const init = unit.facts.decls[part.d]?.init;
      if (init?.k === 'prop' && handle.chain !== undefined && pathOf(init) === handle.chain) return true;
    }
    if ((part.k === 'prop' || part.k === 'elem') && handle.chain !== undefined && pathOf(part) === handle.chain) return true;
  }
  return false;
}

/** A condition that asks for nothing but the handle; `done && timer` asks for more. */
export const isOfHandle = (unit: Unit, v: Val, handle: Handle): boolean => (v.k === 'op' && v.o === '&&' ? v.a.every(each => isOfHandle(unit, each, handle)) : refersTo(unit, v, handle));

/** What a condition asks for beside the handle: of `!timer && !stopped` that nobody stopped it. */
export function besideHandle(unit: Unit, guard: Guard, handle: Handle): readonly Guard[] {
  const { v, pos } = guard;
  if (!refersTo(unit, v, handle)) return [guard];
  return v.k === 'op' && v.o === (pos ? '&&' : '||') ? v.a.flatMap(each => besideHandle(unit, { ...guard, v: each }, handle)) : [];
}

/** Calls that end the timer. */
export function clearsOf(unit: Unit, handle: Handle): CallIndex[] {
  return unit.facts.calls.flatMap((call, c) => {
    const name = nameOf(call);
    const cleared = /^(clearInterval|clearTimeout|clearImmediate)$/.test(name) ? call.args[0] : undefined;
    return cleared && refersTo(unit, cleared, handle) ? [c] : [];
  });
}

/** The timer itself, or what a chain of calls on it yields: `setInterval(…).unref()`. */
function holds(unit: Unit, v: Val, c: CallIndex): boolean {
  for (const part of partsOf(v)) {
    if (part.k !== 'call') continue;
    for (let at: CallIndex | undefined = part.c, hops = 0; at !== undefined && hops < 4; hops++) {
      if (at === c) return true;
      const callee: Val | undefined = unit.facts.calls[at]?.callee;
      at = callee?.k === 'prop' && callee.o.k === 'call' ? callee.o.c : undefined;
    }
  }
  return false;
}
