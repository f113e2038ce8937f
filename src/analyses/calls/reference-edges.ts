import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import { rootOf } from '../../facts/program/parts.ts';
import { onlyAsks } from './frameworks.ts';
import type { Linker } from './linker.ts';
import { exportsOf } from './loaded-edges.ts';
import type { Strength } from './model.ts';
import { edgeTo, type Sink } from './sink.ts';
import { targetsOf, valueTargets } from './targets.ts';

/** Functions, methods and classes that are read as values: what gets them may call or construct them. */
export const collectReferences = (linker: Linker, file: string, facts: ProgramFacts, sink: Sink): void => {
  const { ids } = linker;
  // What stands as an argument is an edge of its call already, which knows when it is called.
  const asArgument = new Set(facts.calls.flatMap(call => call.args.flatMap(arg => (arg.k === 'ref' || arg.k === 'prop' ? [arg.s] : []))));
  const constructed = new Set(facts.calls.flatMap(call => (call.k === 'new' && 's' in call.callee ? [call.callee.s] : [])));
  const asked = facts.calls.filter(call => call.args.length > 0 && onlyAsks(linker.values, file, call));
  for (const read of facts.reads) {
    if (read.use === 'type') continue;
    if (!mayBeFunction(linker, facts, read.v)) continue;
    const isArgument = (read.v.k === 'ref' || read.v.k === 'prop') && asArgument.has(read.v.s);
    const at = { g: read.g, s: 's' in read.v ? read.v.s : 0 };
    const from = ids.fn(file, read.fn);
    const site = { file, fn: read.fn };
    const origin = linker.values.origin(site, read.v);
    if (origin.k === 'class' && origin.path.length === 0) {
      if (read.use !== 'discard' && !constructed.has(at.s) && !asked.some(each => each.s <= at.s && at.s < each.e))
        sink.instantiate(from, { cls: ids.cls(origin.file, origin.cls), ...at, strength: 'framework' });
      continue;
    }
    if (origin.k === 'namespace' && origin.path.length === 0) {
      for (const each of exportsOf(linker, origin.file)) {
        if ('cls' in each) sink.instantiate(from, { cls: each.cls, ...at, strength: 'framework' });
        else sink.edge(from, edgeTo(each, at, true));
      }
      continue;
    }
    const isMember = read.v.k === 'prop' && (origin.k === 'this' || origin.k === 'call' || origin.k === 'decl');
    if (origin.k !== 'fn' && origin.k !== 'value' && !(origin.k === 'class') && !isMember) continue;
    if (isArgument) continue;
    for (const target of valueTargets(linker, site, read.v).fns) {
      sink.edge(from, edgeTo({ ...target, strength: 'framework' }, at, true));
      sink.escape(target.fn);
    }
  }
};

const namesOfMembers = new WeakMap<Linker['classes'], ReadonlySet<string>>();

/** Names of the methods, and of the functions in fields, of all classes. */
const memberNames = ({ classes }: Linker): ReadonlySet<string> => {
  const known = namesOfMembers.get(classes) ?? new Set(classes.flatMap(node => [...node.members.keys()]));
  namesOfMembers.set(classes, known);
  return known;
};

/** Spares the question for the many reads that can be no function: of globals, and of names without a type or a function behind them. */
const mayBeFunction = (linker: Linker, facts: ProgramFacts, v: Val): boolean => {
  const root = rootOf(v);
  if (root.k === 'this') return v.k === 'prop' && (v.o.k === 'this' || (v.o.k === 'prop' && v.o.o.k === 'this' && memberNames(linker).has(v.n)));
  if (root.k !== 'ref' || root.d < 0) return false;
  const decl = facts.decls[root.d];
  if (!decl) return false;
  if (decl.k === 'import' || decl.k === 'function' || decl.k === 'class' || decl.k === 'namespace') return true;
  const { init } = decl;
  return (decl.type !== undefined && v.k === 'prop') || init?.k === 'fn' || init?.k === 'class' || init?.k === 'obj' || init?.k === 'call' || init?.k === 'ref' || init?.k === 'await' || init?.k === 'cond' || init?.k === 'op';
};

/** Functions that no name holds: returned, in tables, handed on inside an object. Whoever made them may call them. */
export const collectLoose = (linker: Linker, file: string, facts: ProgramFacts, bound: ReadonlySet<number>, handed: ReadonlyMap<number, number>, sink: Sink): void => {
  const { ids } = linker;
  facts.fns.forEach((fn, i) => {
    if (fn.k === 'module' || fn.k === 'field' || fn.k === 'static' || fn.cls !== undefined || fn.argOf || bound.has(i)) return;
    const call = handed.get(i);
    const known = call !== undefined && (facts.calls[call] ? targetsOf(linker, { file, fn: facts.calls[call].fn }, facts.calls[call], true) : undefined);
    const strength: Strength = known && !known.external ? 'weak' : call !== undefined || fn.k !== 'method' ? 'framework' : 'weak';
    sink.edge(ids.fn(file, fn.parent), { to: ids.fn(file, i), g: fn.g, strength, deferred: true, s: fn.s });
  });
};
