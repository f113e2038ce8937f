import type { Fn, Val } from '../../facts/program/model.ts';
import type { FnId } from '../calls/model.ts';
import type { Access } from '../settings/model.ts';
import type { Site } from '../values/model.ts';
import { builtinCall } from './builtins.ts';
import { join, NULLISH, PRESENT, UNKNOWN, withFlags, type Abstract } from './defaults.ts';
import { MAX_DEPTH, type Core, type DefaultEvaluator } from './evaluation.ts';
import type { Known } from './sensitivity.ts';

/** What calls yield: the setting they read, or what the functions they run return under the defaults. */
export const callResults = (
  core: Pick<Core, 'from' | 'indexes' | 'evaluate' | 'guard' | 'once'>, registered: (index: number, readsBoolean: boolean) => Abstract, base: DefaultEvaluator | undefined,
): Pick<Core, 'call' | 'result'> => {
  const { from, indexes: { reads }, evaluate, guard: guardOf, once } = core;
  const { values, calls } = from;
  const results = new Map<number, Known<Abstract>>();

  const call = (site: Site, v: Extract<Val, { k: 'call' }>, depth: number, awaited: boolean): Abstract => {
    const facts = from.facts(site.file);
    const node = facts.calls[v.c];
    if (!node) return UNKNOWN;
    const access = reads.calls.get(`${site.file}#${v.c}`);
    if (access && access.settings.length === 1 && handsBack(access))
      return registered(
        access.settings[0] as number,
        /bool|enabled|flag/i.test(node.callee.k === 'prop' || node.callee.k === 'ref' ? node.callee.n : ''),
      );
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

  return { call, result };
};

/** It promises a value and returns none: an abstract method or an overload, whose body stands elsewhere. */
const isBodiless = ({ ret, returns, falls }: Fn): boolean =>
  ret !== undefined && falls && returns.length === 0 && !NOTHING.has(ret.n) && !(ret.n === 'Promise' && NOTHING.has(ret.args?.[0]?.n ?? 'void'));

const NOTHING = new Set(['void', 'undefined', 'never']);
