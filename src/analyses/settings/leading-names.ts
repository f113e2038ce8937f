import type { Val } from '../../facts/program/model.ts';
import { rootOf } from './chains.ts';
import { calleeName, type Code, type Unit } from './code.ts';
import type { SettingsObject } from './members.ts';

/** Names that lead to settings objects: of the variables, of what is made of those, and of functions that return them. */
export function namesLeadingTo(code: Code, objects: readonly SettingsObject[]): ReadonlySet<string> {
  // What is exported by default goes by any name.
  const found = new Set<string>(['default']);
  const starting = objects.filter(({ call, groups }) => call !== undefined && !groups);
  if (starting.length === 0) return found;
  let steps = known.get(code);
  if (!steps) known.set(code, (steps = stepsIn(code.units)));
  const calls = new Map<string, Set<number>>();
  for (const { file, call } of objects) if (call !== undefined) calls.set(file, (calls.get(file) ?? new Set()).add(call));
  for (const [file, own] of calls) {
    const unit = code.unit(file);
    if (unit && !unit.test) for (const [name, value] of namedValues(unit)) if (rootsOf(value).some(root => root.k === 'call' && own.has(root.c))) found.add(name);
  }
  // A set that grows while it is gone through: what was added is looked at too.
  for (const name of found) for (const next of steps.get(name) ?? []) found.add(next);
  return found;
}

/** Which names stand for something made of a name, over the whole program. */
type Steps = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<Code, Steps>();

function stepsIn(units: readonly Unit[]): Steps {
  const steps = new Map<string, Set<string>>();
  const add = (from: string | undefined, to: string): void => {
    if (from === undefined || from === to) return;
    const names = steps.get(from);
    if (names) names.add(to);
    else steps.set(from, new Set([to]));
  };
  for (const unit of units) {
    if (unit.test) continue;
    const { facts } = unit;
    for (const { imported, decl } of facts.imports) if (decl >= 0) add(imported, facts.decls[decl]!.n);
    for (const { n, decl } of facts.exports) if (decl !== undefined) add(facts.decls[decl]!.n, n);
    for (const [name, value] of namedValues(unit)) {
      for (const root of rootsOf(value)) add(root.k === 'ref' ? root.n : root.k === 'call' ? calleeName(facts, facts.calls[root.c]!) : undefined, name);
    }
  }
  return steps;
}

/** Variables with what they begin with, functions with what they return. */
function* namedValues({ facts }: Unit): Generator<readonly [string, Val]> {
  for (const { n, k, init } of facts.decls) if (init && k !== 'param') yield [n, init];
  for (const { n, returns } of facts.fns) if (n !== '') for (const { v } of returns) if (v) yield [n, v];
}

/** What a value begins with, or may be: names and calls, also of what is spread into an object. */
function rootsOf(value: Val): readonly Val[] {
  const root = rootOf(value);
  switch (root.k) {
    case 'ref': case 'call': return [root];
    case 'obj': return root.p.flatMap(each => (each.spread === undefined ? [] : rootsOf(each.v)));
    case 'op': return root.a.flatMap(rootsOf);
    case 'cond': return [...rootsOf(root.a), ...rootsOf(root.b)];
    default: return [];
  }
}
