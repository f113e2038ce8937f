import type { Fn, Guard, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import type { Access, SettingsModel } from '../settings/model.ts';
import type { Site, Values } from '../values/model.ts';
import { builtinCall } from './builtins.ts';
import { constantValue, defaultOf, givenValue, join, not, NULLISH, PRESENT, UNKNOWN, withFlags, type Abstract } from './defaults.ts';
import { guardFunctions, indexesOf, type Indexes } from './indexes.ts';
import { memberEvaluation } from './members.ts';
import { givenTo, type Environment } from './profiles.ts';

/** What holds under the default configuration. */
export interface Evaluator {
  value(site: Site, value: Val): Abstract;
  /** The whole chain of conditions: `false` when one of them is false, with the settings that make it so. */
  guard(file: string, g: number): GuardState;
}

export interface GuardState {
  readonly holds: boolean | undefined;
  readonly flags: readonly number[];
  /** The false condition. */
  readonly at?: number;
}

/** An evaluator that can tell what is the same whatever the settings are: other environments are tried on top of it. */
export interface DefaultEvaluator extends Evaluator {
  readonly indexes: Indexes;
  /** Each is absent where a setting was looked at on the way. */
  readonly fixed: {
    value(site: Site, value: Val, depth: number): Abstract | undefined;
    guard(file: string, g: number, depth: number): GuardState | undefined;
    result(file: string, fn: number, depth: number, awaited: boolean): Abstract | undefined;
  };
}

export interface Evaluated {
  readonly facts: (file: string) => ProgramFacts;
  readonly values: Values;
  readonly calls: CallGraph;
  readonly settings: SettingsModel;
  /** A further default environment: what it sets comes before what is registered. */
  readonly environment?: Environment;
  /** Functions that something outside the program may call. */
  readonly calledOutside?: ReadonlySet<FnId>;
  /** Classes that something outside the program may construct. */
  readonly constructedOutside?: readonly ClassId[];
  /** Settings of which nothing is to be known. */
  readonly undecided?: ReadonlySet<number>;
  /** Offset of a place in a file. */
  readonly offset: (file: string, line: number, column: number) => number;
}

/** What was found out once, and whether a setting was looked at on the way. */
export interface Known<T> {
  readonly of: T;
  readonly sensitive: boolean;
}

const MAX_DEPTH = 24;

/**
 * Three-valued evaluation under the registered defaults (reference: the gate analysis of Infer's ConfigImpact, turned
 * from "may be configured" to "is decided by the default"). It does not depend on reach, so conditions can be judged
 * before the graph is solved and the result is the same in any order.
 *
 * On top of a `base`, only what looked at a setting there is evaluated anew: most conditions ask for none.
 *
 * One file, though it passes 200 lines: every case calls every other.
 */
export const evaluator = (from: Evaluated, base?: DefaultEvaluator): DefaultEvaluator => {
  const { values, calls, settings } = from;
  const indexes = base?.indexes ?? indexesOf(from);
  const { reads, writes } = indexes;
  const memo = new Map<Val, Known<Abstract>>();
  const guards = new Map<string, (Known<GuardState> | undefined)[]>();
  const results = new Map<number, Known<Abstract>>();
  /** A setting has been looked at, or something that is not finished, since this was last put down. */
  let touched = false;

  const evaluate = (site: Site, v: Val, depth: number): Abstract => {
    switch (v.k) {
      case 'lit': return constantValue(v.v);
      case 'undef': return NULLISH;
      case 'obj': case 'arr': case 'fn': case 'class': case 'regex': case 'this': case 'meta': return PRESENT;
      default: return depth > MAX_DEPTH ? UNKNOWN : once(memo, v, () => compute(site, v, depth + 1), base && (() => base.fixed.value(site, v, depth)));
    }
  };

  /** Computes once; what is asked for while it is being computed depends on itself and is unknown. */
  const once = <K>(memo: Map<K, Known<Abstract>>, key: K, compute: () => Abstract, fixed?: () => Abstract | undefined): Abstract => {
    const known = memo.get(key);
    if (known) {
      touched ||= known.sensitive;
      return known.of;
    }
    const same = fixed?.();
    if (same) {
      memo.set(key, { of: same, sensitive: false });
      return same;
    }
    memo.set(key, UNFINISHED);
    const before = touched;
    touched = false;
    const of = compute();
    memo.set(key, { of, sensitive: touched });
    touched ||= before;
    return of;
  };

  const compute = (site: Site, v: Val, depth: number): Abstract => {
    switch (v.k) {
      case 'await': return v.v.k === 'call' ? call(site, v.v, depth, true) : evaluate(site, v.v, depth);
      case 'call': return call(site, v, depth, false);
      case 'cond': return conditional(site, v, depth);
      case 'op': return operator(site, v, depth);
      case 'ref': return name(site, v, depth);
      case 'prop': case 'elem': return member(site, v, depth);
      case 'param': return members.parameter(site.file, v.f, v.i, [], depth);
      case 'tpl': {
        const constant = values.constant(site, v);
        return constant === undefined ? { truth: v.q.some(part => part !== '') ? true : undefined, nullish: false, flags: [] } as Abstract : constantValue(constant);
      }
      default: return UNKNOWN;
    }
  };

  const conditional = (site: Site, v: Extract<Val, { k: 'cond' }>, depth: number): Abstract => {
    const c = evaluate(site, v.c, depth);
    const chosen = c.truth === undefined ? join([evaluate(site, v.a, depth), evaluate(site, v.b, depth)]) : evaluate(site, c.truth ? v.a : v.b, depth);
    return withFlags(chosen, c.flags);
  };

  const operator = (site: Site, v: Extract<Val, { k: 'op' }>, depth: number): Abstract => {
    const [left, right] = v.a;
    if (!left) return UNKNOWN;
    const a = evaluate(site, left, depth);
    if (v.o === '!') return not(a);
    if (v.o === 'void') return NULLISH;
    if (!right) return v.o === 'typeof' ? typeOf(a) : UNKNOWN;
    switch (v.o) {
      case '&&': return a.truth === false ? a : a.truth ? withFlags(evaluate(site, right, depth), a.flags) : falseIfEither(a, evaluate(site, right, depth));
      case '||': return a.truth ? a : a.truth === false ? withFlags(evaluate(site, right, depth), a.flags) : trueIfEither(a, evaluate(site, right, depth));
      case '??':
      case 'default': {
        if (a.nullish === false) return a;
        const b = evaluate(site, right, depth);
        return a.nullish ? withFlags(b, a.flags) : join([a, b]);
      }
      case '===': case '==': return equal(a, evaluate(site, right, depth));
      case '!==': case '!=': return not(equal(a, evaluate(site, right, depth)));
      case '<': case '>': case '<=': case '>=': return compare(v.o, a, evaluate(site, right, depth));
      case ',': return evaluate(site, right, depth);
      default: {
        const constant = values.constant(site, v);
        return constant === undefined ? UNKNOWN : constantValue(constant);
      }
    }
  };

  const name = (site: Site, v: Extract<Val, { k: 'ref' }>, depth: number): Abstract => {
    if (v.d < 0) return v.n === 'NaN' ? constantValue(0) : UNKNOWN;
    const decl = from.facts(site.file).decls[v.d];
    if (!decl) return UNKNOWN;
    if (decl.k === 'function' || decl.k === 'class' || decl.k === 'enum') return PRESENT;
    if (decl.k === 'import') {
      const origin = values.origin(site, v);
      if (origin.k === 'fn' || origin.k === 'class' || origin.k === 'enum' || origin.k === 'namespace') return PRESENT;
      if (origin.k === 'decl' && origin.path.length === 0 && !(origin.file === site.file && origin.decl === v.d)) return declared(origin.file, origin.decl, depth);
      if (origin.k === 'value' && origin.path.length === 0) return evaluate({ file: origin.file, fn: 0 }, origin.value, depth);
      if (origin.k === 'call' && origin.path.length === 0) return evaluate({ file: origin.file, fn: 0 }, { k: 'call', c: origin.call }, depth);
      return UNKNOWN;
    }
    return declared(site.file, v.d, depth);
  };

  /** A variable: its initialiser and every value assigned to it that is not assigned under a false condition. */
  const declared = (file: string, d: number, depth: number): Abstract => {
    const decl = from.facts(file).decls[d];
    if (!decl || decl.ambient) return UNKNOWN;
    const parts: Abstract[] = [];
    if (decl.init) parts.push(evaluate({ file, fn: decl.fn }, decl.init, depth));
    else if (decl.k === 'let' || decl.k === 'var') parts.push(NULLISH);
    else return UNKNOWN;
    for (const write of writes.toDecl.get(`${file}#${d}`) ?? []) {
      const blocked = guardOf(file, write.g, depth);
      if (blocked.holds === false) parts.push({ ...(parts[0] ?? UNKNOWN), flags: blocked.flags });
      else parts.push(write.v && write.op === '=' ? evaluate({ file, fn: write.fn }, write.v, depth) : UNKNOWN);
    }
    return join(parts);
  };

  const member = (site: Site, v: Extract<Val, { k: 'prop' | 'elem' }>, depth: number): Abstract => {
    const setting = settingAt(site, v) ?? (v.k === 'prop' ? settingByPath(v) : undefined);
    return setting === undefined ? members.member(site, v, depth) : registered(setting, false);
  };

  const registered = (index: number, readsBoolean: boolean): Abstract => {
    touched = true;
    const setting = settings.settings[index];
    if (!setting || from.undecided?.has(index)) return UNKNOWN;
    const given = from.environment && givenTo(from.environment, setting);
    return given ? givenValue(setting, index, given.value, readsBoolean) : defaultOf(setting, index, readsBoolean);
  };

  const settingAt = (site: Site, v: Extract<Val, { k: 'prop' | 'elem' }>): number | undefined => reads.members.get(`${site.file}#${v.s}#${v.e}`);

  /** `config.backup.enabled`: a typed configuration object that mirrors the registry by its names. */
  const settingByPath = (v: Extract<Val, { k: 'prop' }>): number | undefined => {
    if (v.o.k !== 'prop' && v.o.k !== 'ref') return undefined;
    const found = indexes.endsKey(v.n) ? settings.byKey(`${v.o.n}.${v.n}`) : [];
    const spelled = found.length > 0 ? undefined : snake(v.n);
    const exact = spelled !== undefined && indexes.endsKey(spelled) ? settings.byKey(`${snake(v.o.n)}.${spelled}`) : found;
    return exact.length === 1 ? exact[0] : undefined;
  };

  const call = (site: Site, v: Extract<Val, { k: 'call' }>, depth: number, awaited: boolean): Abstract => {
    const facts = from.facts(site.file);
    const node = facts.calls[v.c];
    if (!node) return UNKNOWN;
    const access = reads.calls.get(`${site.file}#${v.c}`);
    if (access && access.settings.length === 1 && handsBack(access)) return registered(access.settings[0] as number, /bool|enabled|flag/i.test(node.callee.k === 'prop' || node.callee.k === 'ref' ? node.callee.n : ''));
    if (node.k === 'new') return PRESENT;
    const builtin = builtinCall(values, site, node.callee, node.args, v => evaluate(site, v, depth));
    if (builtin) return builtin;
    const targets = calls.targets(site.file, v.c);
    if (targets.length === 0) return UNKNOWN;
    // `get(key) { return this.env[key]; }`: what is asked for is noted where it is called.
    const asked = targets.length === 1 && yieldsElement(targets[0]!) ? reads.members.get(`${site.file}#${node.s}#${node.e}`) : undefined;
    if (asked !== undefined) return registered(asked, false);
    return join(targets.map(target => result(calls.fileOf(target), calls.indexOf(target), depth, awaited)));
  };

  const yieldsElement = (fn: FnId): boolean => {
    const [only, ...others] = from.facts(calls.fileOf(fn)).fns[calls.indexOf(fn)]?.returns ?? [];
    return only?.v?.k === 'elem' && others.length === 0;
  };

  /** What lies between this call and the read gives back what was read, and nothing else. */
  const handsBack = ({ via }: Access): boolean => via.every(({ file, fn: f, call: c }) => {
    const facts = from.facts(file);
    const fn = facts.fns[f];
    const isTheRead = (v: Val | undefined, depth: number): boolean => {
      if (v === undefined || depth > 3) return false;
      if (v.k === 'call') return v.c === c;
      if (v.k === 'await') return isTheRead(v.v, depth + 1);
      if (v.k === 'op' && (v.o === '??' || v.o === '||')) return isTheRead(v.a[0], depth + 1);
      const decl = v.k === 'ref' && v.d >= 0 ? facts.decls[v.d] : undefined;
      return decl?.k === 'const' && isTheRead(decl.init, depth + 1);
    };
    // What is returned after a failure is no default.
    const returns = fn?.returns.filter(each => facts.guards[each.g]?.k !== 'catch') ?? [];
    return returns.length > 0 && returns.every(each => isTheRead(each.v, 0));
  });

  /** What a function returns, over the returns that the defaults allow. */
  const result = (file: string, f: number, depth: number, awaited: boolean): Abstract => {
    const fn = from.facts(file).fns[f];
    if (!fn || fn.generator || depth > MAX_DEPTH || isBodiless(fn)) return UNKNOWN;
    if (fn.async && !awaited) return PRESENT;
    return once(results, calls.idOf(file, f), () => summarise(file, f, fn, depth + 1, awaited), base && (() => base.fixed.result(file, f, depth, awaited)));
  };

  const summarise = (file: string, f: number, fn: Fn, depth: number, awaited: boolean): Abstract => {
    const flags = new Set<number>();
    const parts: Abstract[] = [];
    for (const each of fn.returns) {
      const state = guardOf(file, each.g, depth);
      if (state.holds === false) state.flags.forEach(flag => flags.add(flag));
      else parts.push(each.v ? (each.v.k === 'call' ? call({ file, fn: f }, each.v, depth, awaited || !!fn.async) : evaluate({ file, fn: f }, each.v, depth)) : NULLISH);
      if (state.holds === true && state.flags.length > 0) { state.flags.forEach(flag => flags.add(flag)); break; } // Later returns come after one that is taken.
    }
    const taken = fn.returns.some(each => guardOf(file, each.g, depth).holds === true);
    if (fn.falls && !taken) parts.push(NULLISH);
    return withFlags(join(parts), [...flags]);
  };

  const guardOf = (file: string, g: number, depth: number): GuardState => {
    if (g < 0) return ALWAYS.of;
    let states = guards.get(file);
    if (!states) guards.set(file, (states = []));
    const state = states[g] ?? sameGuard(file, g, depth) ?? guardIn(states, file, g, depth);
    states[g] = state;
    touched ||= state.sensitive;
    return state.of;
  };

  const sameGuard = (file: string, g: number, depth: number): Known<GuardState> | undefined => {
    const of = base?.fixed.guard(file, g, depth);
    return of && { of, sensitive: false };
  };

  const guardIn = (states: (Known<GuardState> | undefined)[], file: string, g: number, depth: number): Known<GuardState> => {
    const all = from.facts(file).guards;
    // From the outermost condition inwards, in a loop: generated code stacks thousands of early exits.
    const chain: number[] = [];
    for (let at = g; at >= 0 && !states[at]; at = all[at]?.parent ?? -1) chain.push(at);
    for (const at of chain) states[at] = UNFINISHED_GUARD;
    const before = touched;
    for (let i = chain.length - 1; i >= 0; i--) {
      const at = chain[i] as number;
      const node = all[at] as Guard;
      const outer = node.parent < 0 ? ALWAYS : states[node.parent] ?? ALWAYS;
      if (outer.of.holds === false) {
        states[at] = outer;
        continue;
      }
      touched = false;
      const of = combine(outer.of, atom(file, at, node, depth + 1), at);
      states[at] = { of, sensitive: touched || outer.sensitive };
    }
    touched = before;
    return states[g] ?? ALWAYS;
  };

  const atom = (file: string, g: number, node: Guard, depth: number): { readonly holds: boolean | undefined; readonly flags: readonly number[] } => {
    if (node.k === 'catch') return { holds: undefined, flags: [] };
    const fn = guardFunctions(from.facts(file))[g] ?? 0;
    const v = evaluate({ file, fn }, node.k === 'while' ? firstTurn(from.facts(file), node) : node.v, depth);
    const holds = node.k === 'nullish' ? v.nullish : node.k === 'optional' ? (v.nullish === undefined ? undefined : !v.nullish) : v.truth === undefined ? undefined : v.truth === node.pos;
    return { holds, flags: v.flags };
  };

  const members = memberEvaluation({ from, indexes, evaluate, declared, call, result, guard: guardOf, once });

  return {
    value: (site, v) => evaluate(site, v, 0),
    guard: (file, g) => guardOf(file, g, 0),
    indexes,
    fixed: {
      value: (site, v, depth) => unlessTouched(() => evaluate(site, v, depth)),
      guard: (file, g, depth) => unlessTouched(() => guardOf(file, g, depth)),
      result: (file, fn, depth, awaited) => unlessTouched(() => result(file, fn, depth, awaited)),
    },
  };

  function unlessTouched<T>(compute: () => T): T | undefined {
    touched = false;
    const found = compute();
    return touched ? undefined : found;
  }
};

const UNFINISHED: Known<Abstract> = { of: UNKNOWN, sensitive: true };
const UNFINISHED_GUARD: Known<GuardState> = { of: { holds: undefined, flags: [] }, sensitive: true };

/** It promises a value and returns none: an abstract method or an overload, whose body stands elsewhere. */
const isBodiless = ({ ret, returns, falls }: Fn): boolean =>
  ret !== undefined && falls && returns.length === 0 && !NOTHING.has(ret.n) && !(ret.n === 'Promise' && NOTHING.has(ret.args?.[0]?.n ?? 'void'));

const NOTHING = new Set(['void', 'undefined', 'never']);

const ALWAYS: Known<GuardState> = { of: { holds: true, flags: [] }, sensitive: false };

const combine = (outer: { readonly holds: boolean | undefined; readonly flags: readonly number[] }, own: { readonly holds: boolean | undefined; readonly flags: readonly number[] }, g: number): GuardState => {
  if (own.holds === false) return { holds: false, flags: own.flags, at: g };
  return { holds: own.holds === true && outer.holds === true ? true : undefined, flags: [...new Set([...outer.flags, ...own.flags])] };
};

const falseIfEither = (a: Abstract, b: Abstract): Abstract => (b.truth === false ? { truth: false, flags: b.flags } : { flags: [...a.flags, ...b.flags] });

const trueIfEither = (a: Abstract, b: Abstract): Abstract => (b.truth === true ? { truth: true, flags: b.flags } : { flags: [...a.flags, ...b.flags] });

const equal = (a: Abstract, b: Abstract): Abstract => {
  const flags = [...a.flags, ...b.flags];
  if (a.value !== undefined && b.value !== undefined) return constantValue(a.value === b.value, flags);
  if (a.nullish !== undefined && b.nullish !== undefined && (a.nullish || b.nullish)) return constantValue(a.nullish === b.nullish, flags);
  return { flags };
};

const compare = (o: string, a: Abstract, b: Abstract): Abstract => {
  const flags = [...a.flags, ...b.flags];
  const { value: x } = a;
  const { value: y } = b;
  if (typeof x !== 'number' || typeof y !== 'number') return { flags };
  return constantValue(o === '<' ? x < y : o === '>' ? x > y : o === '<=' ? x <= y : x >= y, flags);
};

/** Of a loop that counts, the condition as it is when the counter begins: where that is false, the body never runs. */
const firstTurn = ({ decls, loops }: ProgramFacts, { v, s }: Guard): Val => {
  const [left, right] = v.k === 'op' && COMPARES.has(v.o) ? v.a : [];
  const decl = left?.k === 'ref' && left.d >= 0 ? decls[left.d] : undefined;
  const isCounter = decl?.init !== undefined && decl.s > s && left?.k === 'ref' && decl.s < left.s && loops.some(loop => loop.k === 'for' && loop.s === s);
  return isCounter && decl.init && right && v.k === 'op' ? { ...v, a: [decl.init, right] } : v;
};

const COMPARES = new Set(['<', '>', '<=', '>=']);

const typeOf = ({ value, flags }: Abstract): Abstract => (value === undefined ? { truth: true, nullish: false, flags } : constantValue(value === null ? 'object' : typeof value, flags));

const snake = (name: string): string => {
  let known = snakes.get(name);
  if (known === undefined) snakes.set(name, (known = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()));
  return known;
};

/** The same few names are asked for again and again. */
const snakes = new Map<string, string>();
