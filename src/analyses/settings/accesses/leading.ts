import type { DeclIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import { calleeName, type Code, type Unit } from '../code.ts';
import type { SettingsObject } from '../settings-object.ts';

/** What may stand for a settings object: variables made of one, imports of those, and functions that return them. */
export interface Leading {
  /** Files outside tests in which something leads to one, in order. */
  readonly units: readonly Unit[];
  /** False for a variable or a call that certainly holds none. */
  has(unit: Unit, root: Val): boolean;
}

/** Follows settings objects forward from the calls that yield them, so that only the files they get to are looked at. */
export function leadingTo(code: Code, objects: readonly SettingsObject[]): Leading {
  const own = callsOf(code, objects);
  const names = new Set(objects.flatMap(({ settings }) => [...settings.keys()]));
  const declared = new Map<Unit, Set<DeclIndex>>();
  /** Files whose default export is a value that leads to one. */
  const defaults = new Set<string>();
  /** Names of functions that return one: a method is known by its name alone. */
  const makers = new Set<string>();
  /** Names under which something is exported whose importers are still to be found. */
  const exported = new Set<string>();
  const look = new Set<Unit>(own.keys());
  const open = new Map<Unit, Named[]>();

  while (look.size > 0 || exported.size > 0) {
    for (const unit of look) {
      look.delete(unit);
      lookThrough(unit);
    }
    for (const name of exported) {
      exported.delete(name);
      for (const { unit, decl } of importsIn(code).byName.get(name) ?? []) if (!declared.get(unit)?.has(decl) && isImported(unit, decl)) add(unit, decl);
    }
  }
  const reached = new Set([...own.keys(), ...declared.keys()]);
  for (const name of makers) for (const { unit } of code.calls(name)) reached.add(unit);
  return { units: code.units.filter(unit => !unit.test && reached.has(unit)), has };

  function has(unit: Unit, root: Val): boolean {
    if (root.k === 'ref') return root.d >= 0 && (declared.get(unit)?.has(root.d) ?? false);
    if (root.k !== 'call') return false;
    const call = unit.facts.calls[root.c]!;
    return (own.get(unit)?.has(root.c) ?? false) || (call.callee.k === 'ref' && has(unit, call.callee)) || (makers.size > 0 && makers.has(calleeName(unit.facts, call) ?? ''));
  }

  /** What stands for something that leads to one does so itself, however they are ordered in the file. */
  function lookThrough(unit: Unit): void {
    for (let left = open.get(unit) ?? namedIn(unit, names); ;) {
      const rest = left.filter(each => !each.roots.some(root => has(unit, root)));
      open.set(unit, rest);
      if (rest.length === left.length) return;
      const isIn = new Set(rest);
      for (const each of left) if (!isIn.has(each)) settle(unit, each);
      left = rest;
    }
  }

  function settle(unit: Unit, { d, fn, isDefault }: Named): void {
    if (d !== undefined) add(unit, d);
    if (isDefault) {
      defaults.add(unit.path);
      exportAs('default');
    }
    if (fn === undefined) return;
    unit.facts.decls.forEach((decl, i) => { if ((decl.k === 'function' && decl.ref === fn) || (decl.init?.k === 'fn' && decl.init.f === fn)) add(unit, i); });
    const { n } = unit.facts.fns[fn]!;
    if (n === '' || makers.has(n)) return;
    makers.add(n);
    for (const { unit: calling } of code.calls(n)) if (!calling.test) look.add(calling);
  }

  function add(unit: Unit, d: DeclIndex): void {
    const known = declared.get(unit);
    if (known?.has(d)) return;
    if (known) known.add(d);
    else declared.set(unit, new Set([d]));
    look.add(unit);
    for (const { n, decl } of unit.facts.exports) if (decl === d) exportAs(n);
  }

  /** Under this name, and under those that other modules export it by. */
  function exportAs(name: string): void {
    const names = new Set([name]);
    for (const each of names) {
      exported.add(each);
      for (const other of importsIn(code).renamed.get(each) ?? []) names.add(other);
    }
  }

  function isImported(unit: Unit, decl: DeclIndex): boolean {
    const binding = code.modules.binding(unit.path, decl);
    if (binding?.k === 'value') return defaults.has(binding.file);
    const home = binding?.k === 'decl' ? code.unit(binding.file) : undefined;
    return binding?.k === 'decl' && home !== undefined && (declared.get(home)?.has(binding.decl) ?? false);
  }
}

/** Calls that yield settings objects themselves, by file. */
function callsOf(code: Code, objects: readonly SettingsObject[]): ReadonlyMap<Unit, ReadonlySet<number>> {
  const own = new Map<Unit, Set<number>>();
  if (!objects.some(({ call, groups }) => call !== undefined && !groups)) return own;
  for (const { file, call } of objects) {
    const unit = call === undefined ? undefined : code.unit(file);
    if (call === undefined || !unit || unit.test) continue;
    const calls = own.get(unit);
    if (calls) calls.add(call);
    else own.set(unit, new Set([call]));
  }
  return own;
}

/** A variable, a function or the default export of a file, with what its value begins with. */
interface Named {
  readonly d?: DeclIndex;
  readonly fn?: FnIndex;
  readonly isDefault?: true;
  readonly roots: readonly Val[];
}

/** Variables with what they are made of, functions with what they return. */
function namedIn(unit: Unit, names: ReadonlySet<string>): Named[] {
  const { facts } = unit;
  const rootsOf = (value: Val): readonly Val[] => rootsIn(unit, value, names);
  const found: Named[] = [];
  facts.decls.forEach(({ init, k }, d) => {
    const roots = init && k !== 'param' ? rootsOf(init) : [];
    if (roots.length > 0) found.push({ d, roots });
  });
  const returned = facts.fns.map(({ returns }) => returns.flatMap(({ v }) => (v ? rootsOf(v) : [])));
  returned.forEach((roots, fn) => { if (roots.length > 0) found.push({ fn, roots }); });
  for (const { v, n } of facts.exports) {
    const roots = v === undefined || (n !== 'default' && n !== 'export=') ? [] : v.k === 'fn' ? returned[v.f]! : rootsOf(v);
    if (roots.length > 0) found.push({ isDefault: true, roots });
  }
  return found;
}

/** Names and calls that a value may be, or hand on: `{ env }`, `a ?? b`, `checked(env)`. */
function rootsIn(unit: Unit, value: Val, names: ReadonlySet<string>, depth = 0): readonly Val[] {
  if (depth > 8) return [];
  const inner = (each: Val): readonly Val[] => rootsIn(unit, each, names, depth + 1);
  switch (value.k) {
    case 'ref': return value.d >= 0 ? [value] : [];
    // What is called like a variable of the environment that is a setting is one, and no object.
    case 'prop': return names.has(value.n) && /^[A-Z][A-Z0-9_]*$/.test(value.n) ? [] : inner(value.o);
    case 'elem': return inner(value.o);
    case 'await': case 'spread': return inner(value.v);
    case 'obj': return value.p.flatMap(each => inner(each.v));
    case 'arr': return value.i.flatMap(inner);
    case 'op': return value.a.flatMap(inner);
    case 'cond': return [...inner(value.a), ...inner(value.b)];
    case 'call': {
      const { callee, args, k } = unit.facts.calls[value.c]!;
      const mayHandOn = k === 'call' && (callee.k === 'ref' || (callee.k === 'prop' && callee.o.k === 'ref' && callee.o.d < 0));
      return mayHandOn ? [value, ...args.flatMap(inner)] : [value];
    }
    default: return [];
  }
}

interface Imports {
  readonly byName: ReadonlyMap<string, readonly { readonly unit: Unit; readonly decl: DeclIndex }[]>;
  /** Other names under which modules export what they import by a name. */
  readonly renamed: ReadonlyMap<string, ReadonlySet<string>>;
}

const known = new WeakMap<Code, Imports>();

/** Imports of the program outside tests by the name they ask for. */
function importsIn(code: Code): Imports {
  const before = known.get(code);
  if (before) return before;
  const byName = new Map<string, { unit: Unit; decl: DeclIndex }[]>();
  const renamed = new Map<string, Set<string>>();
  for (const unit of code.units) {
    if (unit.test) continue;
    for (const { imported, decl } of unit.facts.imports) {
      if (decl < 0) continue;
      const all = byName.get(imported);
      if (all) all.push({ unit, decl });
      else byName.set(imported, [{ unit, decl }]);
    }
    for (const { n, imported } of unit.facts.exports) {
      if (imported === undefined || imported === n || imported === '*') continue;
      const names = renamed.get(imported);
      if (names) names.add(n);
      else renamed.set(imported, new Set([n]));
    }
  }
  const made = { byName, renamed };
  known.set(code, made);
  return made;
}
