import type { FnIndex, Val } from '../../facts/program/model.ts';
import { calleeName, type Unit } from '../settings/code.ts';

/** `value ?? fallback`, `value || fallback`, `{ value = fallback }`. */
export interface Fallback {
  readonly value: Val;
  readonly fallback: Val;
  readonly operator: '??' | '||' | 'default';
  readonly fn: FnIndex;
  readonly s: number;
  readonly e: number;
}

/** Every fallback of a file, each once, in the order of its tables. */
export function fallbacksOf({ facts }: Unit): readonly Fallback[] {
  const found = new Map<string, Fallback>();
  const visit = (val: Val | undefined, fn: FnIndex): void => {
    switch (val?.k) {
      case 'op': {
        const [value, fallback] = val.a;
        if ((val.o === '??' || val.o === '||' || val.o === 'default') && value && fallback) {
          const id = `${val.o} ${val.s} ${val.e}`;
          if (!found.has(id)) found.set(id, { value: lastOf(facts, value), fallback, operator: val.o, fn, s: val.s, e: val.e });
        }
        return val.a.forEach(each => visit(each, fn));
      }
      case 'prop': return visit(val.o, fn);
      case 'elem': visit(val.o, fn); return visit(val.i, fn);
      case 'obj': return val.p.forEach(each => visit(each.v, fn));
      case 'arr': return val.i.forEach(each => visit(each, fn));
      case 'cond': visit(val.c, fn); visit(val.a, fn); return visit(val.b, fn);
      case 'await': case 'spread': return visit(val.v, fn);
      case 'tpl': return val.a.forEach(each => visit(each, fn));
      default: return;
    }
  };
  for (const { init, fn } of facts.decls) visit(init, fn);
  for (const { callee, args, fn } of facts.calls) {
    visit(callee, fn);
    for (const arg of args) visit(arg, fn);
  }
  for (const { v, fn } of facts.writes) visit(v, fn);
  for (const { v, fn } of facts.reads) visit(v, fn);
  facts.fns.forEach(({ returns }, fn) => returns.forEach(({ v }) => visit(v, fn)));
  facts.classes.forEach(({ fields }, cls) => fields.forEach(({ init, isStatic }) => visit(init, Math.max(0, facts.fns.findIndex(fn => fn.cls === cls && fn.k === (isStatic ? 'static' : 'field'))))));
  for (const { v } of facts.guards) visit(v, 0);
  for (const { v } of facts.exports) visit(v, 0);
  return [...found.values()];
}

/** What the fallback stands in for: in `a ?? b ?? 5` it is `b`; conversions (`Number(a) || 5`) are looked through. */
function lastOf(facts: Unit['facts'], value: Val): Val {
  let at = value;
  for (let hops = 0; hops < 8; hops++) {
    const isFallback = at.k === 'op' && (at.o === '??' || at.o === '||' || (at.o === '+' && at.a.length === 1));
    const inner: Val | undefined = at.k === 'await' ? at.v : at.k === 'op' ? (isFallback ? at.a.at(-1) : undefined) : at.k === 'call' ? converted(facts, at.c) : undefined;
    if (!inner) return at;
    at = inner;
  }
  return at;
}

function converted(facts: Unit['facts'], c: number): Val | undefined {
  const call = facts.calls[c]!;
  const name = call.k === 'call' ? calleeName(facts, call) : undefined;
  if (name !== undefined && ['Number', 'parseInt', 'parseFloat', 'String', 'Boolean'].includes(name)) return call.args[0];
  return name !== undefined && ['trim', 'toLowerCase', 'toString'].includes(name) && call.callee.k === 'prop' ? call.callee.o : undefined;
}
