import type { CallIndex, Val } from '../../../facts/program/model.ts';
import { nameOf, partsOf, type Unit } from '../program/unit.ts';

/** A value that must be true, or false where `pos` is false, for a condition to come out as wanted. */
export interface Demand {
  readonly v: Val;
  readonly pos: boolean;
}

const MAX_DEPTH = 5;

/** What a condition demands to come out as `pos`: of `!(stopped || !enabled)` that `stopped` is false and `enabled` true. */
export function demandsOf(unit: Unit, v: Val, pos: boolean, depth = 0): readonly Demand[] {
  const inner = (each: Val, wanted: boolean): readonly Demand[] => demandsOf(unit, each, wanted, depth + 1);
  switch (v.k) {
    case 'await': return inner(v.v, pos);
    case 'ref': {
      const decl = unit.facts.decls[v.d];
      // A local that names a condition: `const paused = !(await enabled())`.
      return depth < MAX_DEPTH && decl?.init?.k === 'op' && decl.k !== 'param' && unit.writesTo(v.d).length === 0 ? inner(decl.init, pos) : [{ v, pos }];
    }
    case 'call': {
      const call = unit.facts.calls[v.c]!;
      const [first] = call.args;
      return call.callee.k === 'ref' && call.callee.n === 'Boolean' && first ? inner(first, pos) : [{ v, pos }];
    }
    case 'op': {
      const [first, second] = v.a;
      if (v.o === '!' && first) return inner(first, !pos);
      if (v.o === '&&' && pos || v.o === '||' && !pos) return v.a.flatMap(each => inner(each, pos));
      if ((v.o === '??' || v.o === 'default') && first) return inner(first, pos);
      const counted = first && second ? countOf(v.o, first, second) : undefined;
      if (counted) return inner(counted.v, pos === counted.pos);
      if (/^[!=]==?$/.test(v.o) && first && second) {
        const constant = [first, second].find(each => each.k === 'lit' && typeof each.v === 'boolean');
        if (constant?.k !== 'lit') return [];
        return inner(constant === first ? second : first, pos === (v.o.startsWith('=') === (constant.v === true)));
      }
      return [];
    }
    default: return [{ v, pos }];
  }
}

/** `size > 0`, `0 !== size`: a number that is asked like a condition. */
function countOf(o: string, first: Val, second: Val): Demand | undefined {
  const flipped = first.k === 'lit';
  const v = flipped ? second : first;
  const zero = flipped ? first : second;
  if (zero.k !== 'lit' || typeof zero.v !== 'number') return undefined;
  const op = flipped ? ({ '<': '>', '>': '<', '<=': '>=', '>=': '<=' }[o] ?? o) : o;
  if (zero.v === 0 && (op === '>' || /^!==?$/.test(op)) || zero.v === 1 && op === '>=') return { v, pos: true };
  return zero.v === 0 && (op === '<=' || /^===?$/.test(op)) || zero.v === 1 && op === '<' ? { v, pos: false } : undefined;
}

/** A call whose result has to be `pos`; `via` is the declaration of the local it came by. */
export interface Asked {
  readonly call: CallIndex;
  readonly pos: boolean;
  readonly via?: number;
  /** Member of the result: `(await state()).enabled`. */
  readonly member?: string;
}

/** The call whose result a demanded value is, at once, by way of a local or a member of one, or as what a promise hands to `then`. */
export function callBehind(unit: Unit, { v, pos }: Demand, depth = 0): Asked | undefined {
  const direct = resultOf(unit, v);
  if (direct !== undefined) return { call: direct, pos };
  if (v.k === 'prop') return depth < MAX_DEPTH ? behindMember(unit, v, pos, depth) : undefined;
  if (v.k !== 'ref') return undefined;
  const decl = unit.facts.decls[v.d];
  if (!decl || decl.k === 'import') return undefined;
  if (decl.k === 'param') {
    const promised = promisedTo(unit, v.d, decl.fn);
    const call = promised && resultOf(unit, promised);
    return call === undefined ? undefined : { call, pos, via: v.d };
  }
  for (const given of [decl.init, ...unit.writesTo(v.d).map(write => write.v)]) {
    if (!given) continue;
    const plain = resultOf(unit, given);
    if (plain !== undefined) return { call: plain, pos, via: v.d };
    const member = given.k === 'prop' && depth < MAX_DEPTH ? behindMember(unit, given, pos, depth) : undefined;
    if (member) return { ...member, via: v.d };
    for (const demand of given.k === 'op' ? demandsOf(unit, given, pos, MAX_DEPTH) : []) {
      const call = resultOf(unit, demand.v);
      if (call !== undefined) return { call, pos: demand.pos, via: v.d };
    }
  }
  return undefined;
}

/** What a member holds of something the function makes: `const now = { on: await enabled() }`, `const [on] = await Promise.all([enabled()])`. */
function behindMember(unit: Unit, { o, n }: Extract<Val, { k: 'prop' }>, pos: boolean, depth: number): Asked | undefined {
  let made = o;
  if (made.k === 'ref') {
    const decl = unit.facts.decls[made.d];
    if (!decl?.init || decl.k === 'param' || unit.writesTo(made.d).length > 0) return undefined;
    made = decl.init;
  }
  while (made.k === 'await') made = made.v;
  if (made.k === 'call') {
    const { args, callee } = unit.facts.calls[made.c]!;
    const [list] = args;
    if (callee.k !== 'prop' || callee.o.k !== 'ref' || callee.o.n !== 'Promise' || callee.n !== 'all' || list?.k !== 'arr') return /^\d+$/.test(n) ? undefined : { call: made.c, pos, member: n };
    made = list;
  }
  const held = made.k === 'arr' ? made.i[Number(n)] : made.k === 'obj' ? made.p.find(member => member.n === n)?.v : undefined;
  return held && callBehind(unit, { v: held.k === 'await' ? held.v : held, pos }, depth + 1);
}

/** `read().then(on => …)`: the promise whose value the parameter is. */
function promisedTo(unit: Unit, decl: number, fn: number): Val | undefined {
  const { argOf, params } = unit.facts.fns[fn]!;
  const call = argOf?.i === 0 && params[0] === decl ? unit.facts.calls[argOf.c]! : undefined;
  return call?.callee.k === 'prop' && nameOf(call) === 'then' ? call.callee.o : undefined;
}

/** `await f()`, `f() ?? true`, `f().catch(…)`, `resolver ? f() : true`. */
export function resultOf(unit: Unit, v: Val): CallIndex | undefined {
  if (v.k === 'await') return resultOf(unit, v.v);
  if (v.k === 'op' && (v.o === '??' || v.o === 'default')) return v.a.map(each => resultOf(unit, each)).find(each => each !== undefined);
  if (v.k === 'cond') return resultOf(unit, v.a) ?? resultOf(unit, v.b);
  if (v.k !== 'call') return undefined;
  const { callee } = unit.facts.calls[v.c]!;
  if (callee.k === 'prop' && (callee.n === 'catch' || callee.n === 'then') && callee.o.k === 'call') return resultOf(unit, callee.o);
  return v.c;
}

/** The result of a call goes on into a value, a call or a return of its function. */
export function isUsed(unit: Unit, c: CallIndex): boolean {
  const { facts } = unit;
  const holds = (v: Val | undefined): boolean => {
    if (!v) return false;
    for (const part of partsOf(v)) {
      if (part.k !== 'call') continue;
      if (part.c === c) return true;
      const { callee } = facts.calls[part.c]!;
      if (callee.k === 'prop' && holds(callee.o)) return true;
    }
    return false;
  };
  const { fn } = facts.calls[c]!;
  return (
    facts.calls.some(
      call => call.fn === fn && (call.args.some(holds) || (call.callee.k === 'prop' && nameOf(call) === 'then' && holds(call.callee.o))),
    ) ||
    facts.fns[fn]!.returns.some(({ v }) => holds(v)) ||
    facts.writes.some(write => write.fn === fn && holds(write.v))
  );
}
