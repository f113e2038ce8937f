import type { ClassIndex, FnIndex, ProgramFacts, Val } from './model.ts';

/** Calls back for each value that a value is made of, one level down and in the order of the source. Calls, functions and classes have tables of their own and are not entered. */
export function eachPart(value: Val, visit: (part: Val) => void): void {
  switch (value.k) {
    case 'prop': return visit(value.o);
    case 'elem': visit(value.o); return visit(value.i);
    case 'obj': for (const { key, v } of value.p) { if (key) visit(key); visit(v); } return;
    case 'arr': return value.i.forEach(each => visit(each));
    case 'cond': visit(value.c); visit(value.a); return visit(value.b);
    case 'op':
    case 'tpl': return value.a.forEach(each => visit(each));
    case 'await':
    case 'spread': return visit(value.v);
    case 'item': return visit(value.of);
    default: return;
  }
}

/** What a chain of members begins with. */
export function rootOf(value: Val): Val {
  let at = value;
  while (at.k === 'prop' || at.k === 'elem') at = at.o;
  return at;
}

/** The class whose member a function is or stands in. */
export function enclosingClass({ fns }: ProgramFacts, fn: FnIndex): ClassIndex | undefined {
  for (let f = fn; f > 0; f = fns[f]!.parent) if (fns[f]!.cls !== undefined) return fns[f]!.cls;
  return undefined;
}
