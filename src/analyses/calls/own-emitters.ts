import type { DeclIndex, FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';

/** Names under which a class of the program's own may take listeners, and call them. */
export const ADDS: ReadonlySet<string> = new Set([
  'on', 'once', 'addListener', 'prependListener', 'prependOnceListener', 'addEventListener', 'subscribe', 'listen', 'addHandler', 'registerHandler',
  'addSubscriber', 'register',
]);
export const CALLS: ReadonlySet<string> = new Set(['emit', 'emitAsync', 'emitSync', 'dispatch', 'trigger', 'fire', 'publish', 'send', 'notify', 'raise', 'broadcast', 'announce', 'dispatchEvent']);

/** How a class finds the listeners of what it is handed: by the very name, or by a member of an event (`event.type`, `event.constructor`). */
export interface OwnEmitter {
  readonly path: readonly string[];
}

/**
 * Whether a class of the program is an emitter of its own making: it keeps listeners in a field by the name of the
 * event, and calls them by that name alone. `on(name, listener) { this.all.set(name, …); } emit(name) { this.all.get(name) … }`.
 */
export const ownEmitterOf = (facts: ProgramFacts, c: number): OwnEmitter | undefined => {
  const cls = facts.classes[c];
  if (!cls || cls.ext) return undefined;
  const adders = cls.methods.filter(each => !each.isStatic && ADDS.has(each.n) && eventOf(facts, each.fn, 2) !== undefined);
  const callers = cls.methods.filter(each => !each.isStatic && CALLS.has(each.n) && eventOf(facts, each.fn, 1) !== undefined);
  if (adders.length === 0 || callers.length === 0) return undefined;
  const uses = usesOfFields(facts, c);
  const field = uses.find(use => adders.some(each => each.fn === use.method && use.key?.d === eventOf(facts, each.fn, 2) && use.key?.path.length === 0))?.field;
  const calling = uses.filter(use => use.field === field && CALLS.has(facts.fns[use.method]?.n ?? ''));
  const path = calling[0]?.key?.path;
  if (field === undefined || !path) return undefined;
  if (!calling.every(({ method, key }) => key !== undefined && key.d === eventOf(facts, method, 1) && key.path.join('.') === path.join('.'))) return undefined;
  const isRest = uses.every(({ field: of, method }) => {
    const name = facts.fns[method]?.n ?? '';
    return of !== field || CALLS.has(name) || ADDS.has(name) || TAKES_AWAY.test(name);
  });
  return isRest ? { path } : undefined;
};

/** Methods that look into the listeners and call none. */
const TAKES_AWAY = /^(off|remove|delete|clear|un|dispose|destroy|has|count|listener)/i;

/** The first parameter of a method that has at least so many. */
const eventOf = (facts: ProgramFacts, fn: FnIndex, least: number): DeclIndex | undefined => {
  const params = facts.fns[fn]?.params ?? [];
  const [first] = params;
  return first !== undefined && first >= 0 && params.length >= least ? first : undefined;
};

/** A parameter, or what is taken of it by members. */
interface Key {
  readonly d: DeclIndex;
  readonly path: readonly string[];
}

interface FieldUse {
  readonly field: string;
  /** The method of the class around it. */
  readonly method: FnIndex;
  /** The name by which an element is taken or put: `this.field[key]`, `this.field.get(key)`. */
  readonly key?: Key;
}

/** `name`, `event.type`, `event.constructor.name`, or a variable that holds one of these. */
const keyOf = (facts: ProgramFacts, v: Val): Key | undefined => {
  const path: string[] = [];
  let at = v;
  for (let hops = 0; hops < 8; hops++) {
    if (at.k === 'prop') { path.unshift(at.n); at = at.o; continue; }
    const decl = at.k === 'ref' ? facts.decls[at.d] : undefined;
    if (at.k !== 'ref' || !decl) return undefined;
    if (decl.k === 'param' || decl.init?.k === 'param') return { d: at.d, path };
    if (decl.k !== 'const' || !decl.init) return { d: at.d, path };
    at = decl.init;
  }
  return undefined;
};

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
        if (v.o.k === 'prop' && v.o.o.k === 'this') {
          const key = keyOf(facts, v.i);
          found.push({ field: v.o.n, method, ...(key ? { key } : {}) });
        } else visit(method, v.o);
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
    const key = args[0] && keyOf(facts, args[0]);
    if (method !== undefined && callee.k === 'prop' && callee.o.k === 'prop' && callee.o.o.k === 'this' && key) {
      found.push({ field: callee.o.n, method, key });
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
