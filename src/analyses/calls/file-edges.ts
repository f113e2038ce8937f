import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';
import { eachPart } from '../../facts/program/parts.ts';
import type { Site } from '../values/model.ts';
import { keepsClass } from './decorators.ts';
import { isModuleList, onlyAsks } from './frameworks.ts';
import type { Holders } from './functions.ts';
import { onlyCallsMembers } from './loaded-names.ts';
import type { ClassId, Edge, FnId, Instantiation, Making, NamedCall, Strength } from './model.ts';
import { collectStaticAccessors } from './static-accessors.ts';
import { targetsOf, valueTargets, type Linker, type Target } from './targets.ts';

/** Where the edges of the whole program are collected. */
export interface Sink {
  edge(from: FnId, edge: Edge): void;
  instantiate(from: FnId, instantiation: Instantiation): void;
  call(from: FnId, call: NamedCall): void;
  /** A function that a call of that name may mean, with what makes the object it belongs to. */
  member(name: string, fn: FnId, made: Making): void;
  target(file: string, call: number, fn: FnId): void;
  escape(fn: FnId): void;
}

/**
 * All that one file's functions lead to: modules it loads, calls, constructions, callbacks, functions and classes
 * handed on as values.
 */
export const collectEdges = (linker: Linker, file: string, facts: ProgramFacts, holders: Holders, sink: Sink): void => {
  const { ids, modules } = linker;
  const id = (fn: number): FnId => ids.fn(file, fn);
  const loaded = new Map<number, string[]>();
  for (const imported of modules.imports(file)) {
    if (imported.dynamic) {
      const list = loaded.get(imported.s);
      if (list) list.push(imported.file);
      else loaded.set(imported.s, [imported.file]);
      continue;
    }
    sink.edge(id(0), { to: ids.fn(imported.file, 0), g: -1, strength: imported.droppable ? 'weak' : 'strong', deferred: false, s: imported.s });
    for (const variant of platformVariants(ids, imported.file)) {
      sink.edge(id(0), { to: ids.fn(variant, 0), g: -1, strength: 'framework', deferred: false, s: imported.s });
      for (const each of exportsOf(linker, variant)) {
        if ('cls' in each) sink.instantiate(id(0), { cls: each.cls, g: -1, strength: 'framework', s: imported.s });
        else sink.edge(id(0), edgeTo(each, { g: -1, s: imported.s }, true));
      }
    }
  }
  facts.fns.forEach((fn, i) => {
    // Static initialisers run when the class is evaluated.
    if (fn.k === 'static') sink.edge(id(fn.parent), { to: id(i), g: fn.g, strength: 'strong', deferred: false, s: fn.s });
  });
  facts.classes.forEach((cls, c) => {
    const isKept = cls.decorators.some(each => keepsClass(linker.values, name => ids.facts[ids.fileIndex(name)], { file, fn: cls.fn }, each));
    if (isKept) sink.instantiate(id(cls.fn), { cls: ids.cls(file, c), g: cls.g, strength: 'framework', s: cls.s });
  });
  const lists = moduleLists(linker, file, facts);
  const listing = lists.length === 0 ? sink : withinLists(lists, sink);
  for (const { n, f } of holders.members) sink.member(n, id(f), { by: id(facts.fns[f]?.parent ?? 0), g: facts.fns[f]?.g ?? -1 });
  facts.calls.forEach((call, c) => collectCall(linker, file, facts, call, c, listing));
  if (loaded.size > 0) collectLoaded(linker, file, facts, loaded, sink);
  collectLoose(linker, file, facts, holders.bound, holders.handed, listing);
  collectReferences(linker, file, facts, listing);
  collectStaticAccessors(linker, file, facts, sink);
};

/** `camera.ios.ts` and `camera.web.ts` beside `camera.ts`: a bundler takes the one of its platform in its place. */
const platformVariants = ({ files, fileIndex }: Linker['ids'], file: string): readonly string[] => {
  const dot = file.lastIndexOf('.');
  const stem = file.slice(0, dot).replace(PLATFORM, '');
  const found = variants.get(files) ?? indexVariants(files);
  variants.set(files, found);
  return (found.get(stem) ?? []).filter(other => other !== file && fileIndex(other) >= 0);
};

const PLATFORM = /\.(ios|android|native|web|windows|macos|electron)$/;

const variants = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

const indexVariants = (files: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const file of files) {
    const stem = file.slice(0, file.lastIndexOf('.'));
    if (PLATFORM.test(stem)) found.set(stem.replace(PLATFORM, ''), [...(found.get(stem.replace(PLATFORM, '')) ?? []), file]);
  }
  return found;
};

interface List {
  readonly s: number;
  readonly e: number;
  readonly cls: ClassId;
}

/** Where decorators list what a container constructs: `@Module({ providers: [Mail] })`. */
const moduleLists = ({ ids, values }: Linker, file: string, facts: ProgramFacts): List[] =>
  facts.classes.flatMap((cls, c) => (cls.decorators.length > 0 && isModuleList(values, file, facts, cls)
    ? cls.decorators.flatMap(decorator => {
        const call = decorator.k === 'call' ? facts.calls[decorator.c] : undefined;
        return call ? [{ s: call.ce, e: call.e, cls: ids.cls(file, c) }] : [];
      })
    : []));

/** What such a list names counts once the class that carries it is constructed. */
const withinLists = (lists: readonly List[], sink: Sink): Sink => {
  const listAt = (s: number): ClassId | undefined => lists.find(list => list.s <= s && s < list.e)?.cls;
  return {
    ...sink,
    edge(from, edge) {
      const of = edge.of ?? listAt(edge.s);
      sink.edge(from, of === undefined ? edge : { ...edge, of });
    },
    instantiate(from, each) {
      const of = listAt(each.s);
      sink.instantiate(from, of === undefined ? each : { ...each, of });
    },
  };
};

/** Callees that run what they are given before they return (or before what awaits them goes on). */
const AT_ONCE = new Set([
  'map', 'forEach', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex', 'findLast', 'flatMap', 'sort', 'toSorted', 'then', 'catch', 'finally', 'from',
  'Promise', 'all', 'allSettled', 'race', 'any', 'replace', 'replaceAll', 'call', 'apply', 'run', 'transaction', 'groupBy', 'retry', 'singleton', 'once_', 'memoize', 'lazy',
]);

const collectCall = (linker: Linker, file: string, facts: ProgramFacts, call: Call, c: number, sink: Sink): void => {
  const { ids, modules } = linker;
  const from = ids.fn(file, call.fn);
  const site: Site = { file, fn: call.fn };
  const at = { g: call.g, s: call.s, ...(waitsInLoop(facts, call.loop) ? { repeats: true as const } : {}) };
  if (call.k === 'import' || isRequire(call)) {
    const specifier = call.args[0];
    const target = specifier?.k === 'lit' && typeof specifier.v === 'string' ? modules.resolve(file, specifier.v) : undefined;
    if (target?.k === 'file') {
      sink.edge(from, { to: ids.fn(target.file, 0), ...at, strength: 'strong', deferred: false });
      if (call.k === 'import' && !onlyCallsMembers(facts, c)) exportsOf(linker, target.file).forEach(each => hand(each, 'framework'));
    }
    return;
  }
  const { fns, construct, named, external } = targetsOf(linker, site, call);
  if (lastName(call.callee) === 'bind' && call.callee.k === 'prop' && fns.length > 0) {
    // What is bound is handed on, not called; on whom it is waiting decides whether it ever is.
    const taker = facts.calls.findIndex(each => each.args.some(arg => arg.k === 'call' && arg.c === c));
    const to = facts.calls[taker];
    if (to && linker.events.isMute(file, to)) return;
    const waits = waitingFor(linker, file, to, taker);
    for (const target of fns) {
      sink.edge(from, { ...edgeTo({ ...target, strength: 'framework' }, at, true), ...waits });
      sink.escape(target.fn);
    }
    return;
  }
  for (const target of fns) {
    sink.edge(from, edgeTo(target, at, false));
    sink.target(file, c, target.fn);
  }
  if (construct !== undefined) sink.instantiate(from, { cls: construct, ...at, strength: 'strong' });
  if (named !== undefined) sink.call(from, { name: named, ...at });
  // Functions in its arguments are its own: what nothing calls is no edge.
  if (linker.events.isMute(file, call)) return;
  let waits: Pick<Edge, 'signal'> | undefined;
  const deferred = !(fns.length === 0 && AT_ONCE.has(lastName(call.callee)));
  call.args.forEach((arg, i) => {
    const handed = handedFunctions(linker, site, arg);
    if (handed.length === 0) return;
    waits ??= waitingFor(linker, file, call, c);
    // A callback that its project callee never touches is not called.
    if (fns.length > 0 && !external && fns.every(target => ignoresParameter(linker, target.fn, i))) return;
    const later = deferred && !fns.some(target => callsParameterAtOnce(linker, target.fn, i));
    for (const target of handed) {
      sink.edge(from, { ...edgeTo({ ...target, strength: arg.k === 'fn' ? 'strong' : 'framework' }, at, later), ...waits });
      if (arg.k !== 'fn') sink.escape(target.fn);
    }
  });

  function hand(target: Target | { readonly cls: ClassId }, strength: Strength): void {
    if ('cls' in target) sink.instantiate(from, { cls: target.cls, ...at, strength });
    else {
      sink.edge(from, edgeTo({ ...target, strength }, at, true));
      sink.escape(target.fn);
    }
  }
};

const waitingFor = ({ events, lazy }: Linker, file: string, call: Call | undefined, c: number): Pick<Edge, 'signal'> => {
  const signal = call && (events.heardBy(file, call) ?? lazy.heldBack(file, c));
  return signal === undefined ? {} : { signal };
};

/** The call stands in a loop that waits on every turn: `while`, `for (;;)` or `for await`, not a walk over a list. */
const waitsInLoop = (facts: ProgramFacts, loop: number): boolean => {
  for (let at = facts.loops[loop]; at; at = facts.loops[at.parent]) {
    if (at.awaits && (at.k === 'while' || at.k === 'do' || at.k === 'for-await' || (at.k === 'for' && at.v === undefined))) return true;
  }
  return false;
};

/** Functions an argument is: written in place, or named. */
const handedFunctions = (linker: Linker, site: Site, arg: Val): readonly Target[] => {
  if (arg.k === 'fn') return [{ fn: linker.ids.fn(site.file, arg.f), strength: 'strong' }];
  return arg.k === 'ref' || arg.k === 'prop' ? valueTargets(linker, site, arg).fns : [];
};

/**
 * Modules that are loaded by a path put together at run time: by the function around it, which may use all that they
 * export. Literal `import()` and `require` are calls and have been seen.
 */
const collectLoaded = (linker: Linker, file: string, facts: ProgramFacts, loaded: ReadonlyMap<number, readonly string[]>, sink: Sink): void => {
  const { ids } = linker;
  const literal = new Set(facts.calls.flatMap(call => ((call.k === 'import' || isRequire(call)) && call.args[0]?.k === 'lit' ? [call.s] : [])));
  for (const [s, targets] of loaded) {
    if (literal.has(s)) continue;
    const call = facts.calls.find(each => each.s === s);
    const fn = call?.fn ?? innermost(facts, s);
    const at = { g: call?.g ?? -1, s };
    const from = ids.fn(file, fn);
    for (const target of targets) {
      sink.edge(from, { to: ids.fn(target, 0), ...at, strength: 'framework', deferred: false });
      for (const each of exportsOf(linker, target)) {
        if ('cls' in each) sink.instantiate(from, { cls: each.cls, ...at, strength: 'framework' });
        else {
          sink.edge(from, edgeTo(each, at, true));
          sink.escape(each.fn);
        }
      }
    }
  }
};

/** The function whose text holds an offset, and no function inside it does. */
const innermost = ({ fns }: ProgramFacts, s: number): number => {
  let found = 0;
  fns.forEach((fn, i) => { if (i > 0 && fn.s <= s && s < fn.e && fn.k !== 'field' && fn.s >= (fns[found]?.s ?? 0)) found = i; });
  return found;
};

const isRequire = ({ callee, k }: Call): boolean => k === 'call' && callee.k === 'ref' && callee.d < 0 && callee.n === 'require';

const lastName = (callee: Val): string => (callee.k === 'prop' || callee.k === 'ref' ? callee.n : '');

const edgeTo = ({ fn, strength, of }: Target, at: Pick<Edge, 'g' | 's' | 'repeats'>, deferred: boolean): Edge =>
  of === undefined ? { to: fn, ...at, strength, deferred } : { to: fn, ...at, strength, deferred, of };

/** What a module that is loaded as a value offers: everything it exports may be used. */
const exportsOf = ({ ids, modules }: Linker, file: string): (Target | { readonly cls: ClassId })[] =>
  modules.exportedNames(file).flatMap((name): (Target | { readonly cls: ClassId })[] => {
    const binding = modules.exported(file, name);
    if (binding?.k !== 'decl') return [];
    const decl = ids.facts[ids.fileIndex(binding.file)]?.decls[binding.decl];
    if (!decl) return [];
    if (decl.k === 'class') return [{ cls: ids.cls(binding.file, decl.ref ?? 0) }];
    const f = decl.k === 'function' ? decl.ref : decl.init?.k === 'fn' ? decl.init.f : undefined;
    return f === undefined ? [] : [{ fn: ids.fn(binding.file, f), strength: 'framework' }];
  });

export { exportsOf };

const parameterOf = ({ ids }: Linker, fn: FnId, i: number): { readonly facts: ProgramFacts; readonly fn: number; readonly decl: number } | undefined => {
  const f = ids.fileOfFn(fn);
  const facts = ids.facts[f];
  const index = fn - (ids.fnBase[f] ?? 0);
  const node = facts?.fns[index];
  if (!facts || !node) return undefined;
  const decl = node.params[i];
  return decl === undefined || decl < 0 || node.rest !== undefined ? undefined : { facts, fn: index, decl };
};

const ignoresParameter = (linker: Linker, fn: FnId, i: number): boolean => {
  const parameter = parameterOf(linker, fn, i);
  return parameter !== undefined && !mentioned(linker, linker.ids.files[linker.ids.fileOfFn(fn)] ?? '', parameter.facts).has(parameter.decl);
};

const callsParameterAtOnce = (linker: Linker, fn: FnId, i: number): boolean => {
  const parameter = parameterOf(linker, fn, i);
  return parameter !== undefined && parameter.facts.calls.some(call => call.fn === parameter.fn && call.callee.k === 'ref' && call.callee.d === parameter.decl);
};

const mentions = new WeakMap<ProgramFacts, ReadonlySet<number>>();

/** Declarations of a file that some value in it names; handing a listener to an emitter that never emits is no use of it. */
const mentioned = (linker: Linker, file: string, facts: ProgramFacts): ReadonlySet<number> => {
  const known = mentions.get(facts);
  if (known) return known;
  const found = new Set<number>();
  const visit = (v: Val): void => {
    if (v.k === 'ref') found.add(v.d);
    else eachPart(v, visit);
  };
  for (const call of facts.calls) { visit(call.callee); if (!linker.events.isMute(file, call)) call.args.forEach(visit); }
  for (const decl of facts.decls) if (decl.init) visit(decl.init);
  for (const fn of facts.fns) for (const { v } of fn.returns) if (v) visit(v);
  for (const write of facts.writes) { visit(write.t); if (write.v) visit(write.v); }
  for (const guard of facts.guards) visit(guard.v);
  for (const loop of facts.loops) if (loop.v) visit(loop.v);
  for (const cls of facts.classes) for (const field of cls.fields) { if (field.init) visit(field.init); if (field.param !== undefined) found.add(field.param); }
  mentions.set(facts, found);
  return found;
};

/** Functions that no name holds: returned, in tables, handed on inside an object. Whoever made them may call them. */
const collectLoose = (linker: Linker, file: string, facts: ProgramFacts, bound: ReadonlySet<number>, handed: ReadonlyMap<number, number>, sink: Sink): void => {
  const { ids } = linker;
  facts.fns.forEach((fn, i) => {
    if (fn.k === 'module' || fn.k === 'field' || fn.k === 'static' || fn.cls !== undefined || fn.argOf || bound.has(i)) return;
    const call = handed.get(i);
    const known = call !== undefined && (facts.calls[call] ? targetsOf(linker, { file, fn: facts.calls[call].fn }, facts.calls[call], true) : undefined);
    const strength: Strength = known && !known.external ? 'weak' : call !== undefined || fn.k !== 'method' ? 'framework' : 'weak';
    sink.edge(ids.fn(file, fn.parent), { to: ids.fn(file, i), g: fn.g, strength, deferred: true, s: fn.s });
  });
};

/** Functions, methods and classes that are read as values: what gets them may call or construct them. */
const collectReferences = (linker: Linker, file: string, facts: ProgramFacts, sink: Sink): void => {
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
      if (read.use !== 'discard' && !constructed.has(at.s) && !asked.some(each => each.s <= at.s && at.s < each.e)) sink.instantiate(from, { cls: ids.cls(origin.file, origin.cls), ...at, strength: 'framework' });
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
  let root = v;
  while (root.k === 'prop' || root.k === 'elem') root = root.o;
  if (root.k === 'this') return v.k === 'prop' && (v.o.k === 'this' || (v.o.k === 'prop' && v.o.o.k === 'this' && memberNames(linker).has(v.n)));
  if (root.k !== 'ref' || root.d < 0) return false;
  const decl = facts.decls[root.d];
  if (!decl) return false;
  if (decl.k === 'import' || decl.k === 'function' || decl.k === 'class' || decl.k === 'namespace') return true;
  const { init } = decl;
  return (decl.type !== undefined && v.k === 'prop') || init?.k === 'fn' || init?.k === 'class' || init?.k === 'obj' || init?.k === 'call' || init?.k === 'ref' || init?.k === 'await' || init?.k === 'cond' || init?.k === 'op';
};
