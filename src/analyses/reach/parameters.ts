import type { Fn } from '../../facts/program/model.ts';
import { join, NULLISH, UNKNOWN, type Abstract } from './defaults.ts';
import { isPlain, MAX_DEPTH, MAX_PATH, type Along, type Core, type Members } from './evaluation.ts';
import type { Known } from './sensitivity.ts';

/** A value that comes in over more ways is not followed. */
const MAX_SITES = 8;

/** Parameters, and what is taken of them: known when every call of the function is. */
export const parameterEvaluation = (core: Core, along: Along): Members['parameter'] => {
  const { from, indexes } = core;
  const { calls } = from;
  const parameters = new Map<string, Known<Abstract>>();

  const ofParameter = (file: string, f: number, i: number, path: readonly string[], depth: number): Abstract => {
    const fn = from.facts(file).fns[f];
    const sites = fn && sitesOf(file, f, fn);
    if (!sites || sites.length === 0 || sites.length > MAX_SITES || depth > MAX_DEPTH) return UNKNOWN;
    return join(sites.map(({ file: where, call: c }) => {
      const node = from.facts(where).calls[c];
      if (!node || node.args.some(arg => arg.k === 'spread')) return UNKNOWN;
      const arg = node.args[i];
      if (!arg) return path.length === 0 ? NULLISH : UNKNOWN;
      // An object written in place that lacks the member: nobody else can have put it there.
      if (arg.k === 'obj' && path[0] !== undefined && arg.p.every(isPlain) && !arg.p.some(each => each.n === path[0])) return NULLISH;
      return along({ file: where, fn: node.fn }, arg, path, depth + 1);
    }));
  };

  /** All calls of a function; `undefined` when others may exist. */
  const sitesOf = (file: string, f: number, fn: Fn): readonly { readonly file: string; readonly call: number }[] | undefined => {
    const id = calls.idOf(file, f);
    if (from.calledOutside?.has(id) || calls.escapes(id) || fn.argOf || (fn.k === 'method' && indexes.namedCalls().has(fn.n))) return undefined;
    if (fn.k !== 'constructor') return calls.callers(id);
    const cls = fn.cls === undefined ? undefined : calls.classId(file, fn.cls);
    return cls === undefined ? undefined : indexes.constructions(cls);
  };

  return (file, f, i, path, depth) => core.once(parameters, `${file}#${f}#${i}#${path.join('\0')}`, () => (path.length > MAX_PATH ? UNKNOWN : ofParameter(file, f, i, path, depth)));
};
