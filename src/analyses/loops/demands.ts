import type { CallIndex, Val } from '../../facts/program/model.ts';
import { partsOf, type Unit } from './unit.ts';

/** The values that must be true for a condition to come out as `pos`: `enabled` of `!(stopped || !enabled)`. */
export function demandsOf(v: Val, pos: boolean): readonly Val[] {
  switch (v.k) {
    case 'await': return demandsOf(v.v, pos);
    case 'op': {
      const [first, second] = v.a;
      if (v.o === '!' && first) return demandsOf(first, !pos);
      if (v.o === '&&' && pos || v.o === '||' && !pos) return v.a.flatMap(each => demandsOf(each, pos));
      if ((v.o === '??' || v.o === 'default') && first) return demandsOf(first, pos);
      if (/^[!=]==?$/.test(v.o) && first && second) {
        const constant = [first, second].find(each => each.k === 'lit' && typeof each.v === 'boolean');
        if (constant?.k !== 'lit') return [];
        const other = constant === first ? second : first;
        return demandsOf(other, pos === (v.o.startsWith('=') === (constant.v === true)));
      }
      return [];
    }
    default: return pos ? [v] : [];
  }
}

/** The call whose result a demanded value is, at once or by way of a local; `via` is the local's declaration. */
export function callBehind(unit: Unit, v: Val): { readonly call: CallIndex; readonly via?: number } | undefined {
  const direct = resultOf(unit, v);
  if (direct !== undefined) return { call: direct };
  if (v.k !== 'ref') return undefined;
  const decl = unit.facts.decls[v.d];
  if (!decl || decl.k === 'param' || decl.k === 'import') return undefined;
  const given = [decl.init, ...unit.writesTo(v.d).map(write => write.v)];
  for (const each of given) {
    const call = each && resultOf(unit, each);
    if (call !== undefined) return { call, via: v.d };
  }
  return undefined;
}

/** `await f()`, `f() ?? true`, `(await f()) === true`, `Boolean(f())`, `f().catch(…)`, `resolver ? f() : true`. */
function resultOf(unit: Unit, v: Val): CallIndex | undefined {
  if (v.k === 'await') return resultOf(unit, v.v);
  if (v.k === 'op' && (v.o === '??' || v.o === 'default' || /^[!=]==?$/.test(v.o))) return v.a.map(each => resultOf(unit, each)).find(each => each !== undefined);
  if (v.k === 'cond') return resultOf(unit, v.a) ?? resultOf(unit, v.b);
  if (v.k !== 'call') return undefined;
  const call = unit.facts.calls[v.c]!;
  if (call.callee.k === 'ref' && call.callee.n === 'Boolean') return call.args[0] && resultOf(unit, call.args[0]);
  if (call.callee.k === 'prop' && (call.callee.n === 'catch' || call.callee.n === 'then') && call.callee.o.k === 'call') return resultOf(unit, call.callee.o);
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
  return facts.calls.some(call => call.fn === fn && call.args.some(holds)) || facts.fns[fn]!.returns.some(({ v }) => holds(v))
    || facts.writes.some(write => write.fn === fn && holds(write.v));
}
