import type { Val } from '../../facts/program/model.ts';
import type { Site } from '../values/model.ts';
import { compare, equal, falseIfEither, trueIfEither, typeOf } from './abstract-operators.ts';
import { callResults } from './call-results.ts';
import { constantValue, defaultOf, givenValue, join, not, NULLISH, PRESENT, UNKNOWN, withFlags, type Abstract } from './defaults.ts';
import { MAX_DEPTH, type DefaultEvaluator, type Evaluated } from './evaluation.ts';
import { guardStates } from './guard-states.ts';
import { indexesOf } from './indexes.ts';
import { memberEvaluation } from './members.ts';
import { mirroredSetting } from './mirrored-setting.ts';
import { givenTo } from './profiles.ts';
import { sensitivity, type Known } from './sensitivity.ts';

/**
 * Three-valued evaluation under the registered defaults (reference: the gate analysis of Infer's ConfigImpact, turned
 * from "may be configured" to "is decided by the default"). It does not depend on reach, so conditions can be judged
 * before the graph is solved and the result is the same in any order.
 *
 * On top of a `base`, only what looked at a setting there is evaluated anew: most conditions ask for none.
 */
export const evaluator = (from: Evaluated, base?: DefaultEvaluator): DefaultEvaluator => {
  const { values, settings } = from;
  const indexes = base?.indexes ?? indexesOf(from);
  const { reads, writes } = indexes;
  const memo = new Map<Val, Known<Abstract>>();
  const sense = sensitivity();

  const evaluate = (site: Site, v: Val, depth: number): Abstract => {
    switch (v.k) {
      case 'lit': return constantValue(v.v);
      case 'undef': return NULLISH;
      case 'obj': case 'arr': case 'fn': case 'class': case 'regex': case 'this': case 'meta': return PRESENT;
      default: return depth > MAX_DEPTH ? UNKNOWN : once(memo, v, () => compute(site, v, depth + 1), base && (() => base.fixed.value(site, v, depth)));
    }
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
    const setting = reads.members.get(`${site.file}#${v.s}#${v.e}`) ?? (v.k === 'prop' ? mirroredSetting(settings, indexes, v) : undefined);
    return setting === undefined ? members.member(site, v, depth) : registered(setting, false);
  };

  const registered = (index: number, readsBoolean: boolean): Abstract => {
    sense.touch();
    const setting = settings.settings[index];
    if (!setting || from.undecided?.has(index)) return UNKNOWN;
    const given = from.environment && givenTo(from.environment, setting);
    return given ? givenValue(setting, index, given.value, readsBoolean) : defaultOf(setting, index, readsBoolean);
  };

  /** What is asked for while it is being computed depends on itself and is unknown. */
  const once = <K>(memo: Map<K, Known<Abstract>>, key: K, compute: () => Abstract, fixed?: () => Abstract | undefined): Abstract => sense.once(memo, key, UNFINISHED, compute, fixed);

  const guardOf = guardStates(from.facts, evaluate, sense, base);
  const { call, result } = callResults({ from, indexes, evaluate, guard: guardOf, once }, registered, base);
  const members = memberEvaluation({ from, indexes, evaluate, declared, call, result, guard: guardOf, once });

  /** Absent where a setting was looked at on the way. */
  const sameWhatever = <T>(compute: () => T): T | undefined => {
    const known = sense.apart(compute);
    return known.sensitive ? undefined : known.of;
  };

  return {
    value: (site, v) => evaluate(site, v, 0),
    guard: (file, g) => guardOf(file, g, 0),
    indexes,
    fixed: {
      value: (site, v, depth) => sameWhatever(() => evaluate(site, v, depth)),
      guard: (file, g, depth) => sameWhatever(() => guardOf(file, g, depth)),
      result: (file, fn, depth, awaited) => sameWhatever(() => result(file, fn, depth, awaited)),
    },
  };
};

const UNFINISHED: Known<Abstract> = { of: UNKNOWN, sensitive: true };
