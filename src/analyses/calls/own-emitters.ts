import type { DeclIndex, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';

/**
 * Whether a class of the program is an emitter of its own making: it keeps listeners in a field by the name of the
 * event, and calls them by that name alone. `on(name, listener) { this.all.set(name, …); } emit(name) { this.all.get(name) … }`.
 */
export const isOwnEmitter = (facts: ProgramFacts, c: number, listens: ReadonlySet<string>, emits: ReadonlySet<string>): boolean => {
  const cls = facts.classes[c];
  if (!cls || cls.ext) return false;
  const adders = cls.methods.filter(each => !each.isStatic && listens.has(each.n) && eventOf(facts, each.fn, 2) !== undefined);
  const callers = cls.methods.filter(each => !each.isStatic && emits.has(each.n) && eventOf(facts, each.fn, 1) !== undefined);
  if (adders.length === 0 || callers.length === 0) return false;
  const uses = usesOfFields(facts, c);
  const field = uses.find(use => adders.some(each => each.fn === use.method && use.key === eventOf(facts, each.fn, 2)))?.field;
  return field !== undefined && uses.filter(use => use.field === field).every(({ method, key }) => {
    const name = facts.fns[method]?.n ?? '';
    if (emits.has(name)) return key !== undefined && key === eventOf(facts, method, 1);
    return listens.has(name) || TAKES_AWAY.test(name);
  });
};

/** Methods that look into the listeners and call none. */
const TAKES_AWAY = /^(off|remove|delete|clear|un|dispose|destroy|has|count|listener)/i;

/** The first parameter of a method that has at least so many. */
const eventOf = (facts: ProgramFacts, fn: FnIndex, least: number): DeclIndex | undefined => {
  const params = facts.fns[fn]?.params ?? [];
  const [first] = params;
  return first !== undefined && first >= 0 && params.length >= least ? first : undefined;
};

interface FieldUse {
  readonly field: string;
  /** The method of the class around it. */
  readonly method: FnIndex;
  /** The name by which an element is taken or put: `this.field[key]`, `this.field.get(key)`. */
  readonly key?: DeclIndex;
}

const usesOfFields = (facts: ProgramFacts, c: number): readonly FieldUse[] => {
  const found: FieldUse[] = [];
  const methodOf = (fn: FnIndex): FnIndex | undefined => {
    for (let at = fn; at > 0; at = facts.fns[at]?.parent ?? 0) if (facts.fns[at]?.cls === c) return at;
    return undefined;
  };
  const keyed = new Set<Val>();
  const visit = (method: FnIndex, v: Val): void => {
    switch (v.k) {
      case 'prop':
        if (v.o.k === 'this') { if (!keyed.has(v)) found.push({ field: v.n, method }); }
        else visit(method, v.o);
        return;
      case 'elem':
        if (v.o.k === 'prop' && v.o.o.k === 'this' && v.i.k === 'ref') found.push({ field: v.o.n, method, key: v.i.d });
        else visit(method, v.o);
        visit(method, v.i);
        return;
      case 'obj': for (const each of v.p) visit(method, each.v); return;
      case 'arr': for (const each of v.i) visit(method, each); return;
      case 'cond': visit(method, v.c); visit(method, v.a); visit(method, v.b); return;
      case 'op':
      case 'tpl': for (const each of v.a) visit(method, each); return;
      case 'await':
      case 'spread': visit(method, v.v); return;
      case 'item': visit(method, v.of); return;
      default: return;
    }
  };
  const within = (fn: FnIndex, values: readonly (Val | undefined)[]): void => {
    const method = methodOf(fn);
    if (method !== undefined) for (const v of values) if (v) visit(method, v);
  };
  for (const { fn, callee, args } of facts.calls) {
    const method = methodOf(fn);
    const [key] = args;
    if (method !== undefined && callee.k === 'prop' && callee.o.k === 'prop' && callee.o.o.k === 'this' && key?.k === 'ref') {
      found.push({ field: callee.o.n, method, key: key.d });
      keyed.add(callee.o);
      within(fn, args);
    } else within(fn, [callee, ...args]);
  }
  for (const { fn, v } of facts.reads) within(fn, [v]);
  for (const { fn, t, v } of facts.writes) within(fn, [t, v]);
  for (const { fn, init } of facts.decls) within(fn, [init]);
  for (const { fn, v } of facts.loops) within(fn, [v]);
  facts.fns.forEach((each, fn) => within(fn, each.returns.map(({ v }) => v)));
  return found;
};
