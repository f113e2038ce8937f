import type { FilePath } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { Call, CallIndex, FnIndex, ProgramFacts, Val, Write } from '../../facts/program/model.ts';
import type { CallGraph, ClassId, Edge, FnId } from '../calls/model.ts';
import type { Values } from '../values/model.ts';
import type { Use, Uses } from './follow/uses.ts';

/** A use together with its file. */
export interface UseIn {
  readonly file: FilePath;
  readonly use: Use;
}

/** Who reads and writes the members of the program's classes. */
export interface Members {
  /** The class that `this` is in a function. */
  thisOf(file: FilePath, fn: FnIndex): ClassId | undefined;
  /** The class a receiver is an instance of. */
  classOf(file: FilePath, fn: FnIndex, receiver: Val): ClassId | undefined;
  /** The class of the program that a construction makes an instance of. */
  constructedBy(file: FilePath, call: Call): ClassId | undefined;
  /** Where instances of exactly this class are made. */
  constructions(cls: ClassId): readonly { readonly file: FilePath; readonly call: CallIndex }[];
  /** Places outside tests that read the member of an instance, where that can be seen. */
  readsOf(cls: ClassId, name: string): readonly UseIn[];
  /** Functions that assign to a member of what the member of an instance holds (`this.client.id = id`), or to a member of that name of what nobody can tell. */
  touchesOf(cls: ClassId, name: string): readonly FnId[];
  /** Assignments to the member of an instance, with the functions they stand in. */
  writesOf(cls: ClassId, name: string): readonly { readonly file: FilePath; readonly write: Write; readonly fn: FnId }[];
}

export interface Given {
  readonly files: readonly FilePath[];
  facts(file: FilePath): ProgramFacts;
  readonly graph: CallGraph;
  readonly values: Values;
  uses(file: FilePath): Uses;
}

export function membersOf({ files, facts, graph, values, uses }: Given): Members {
  const reads = new Map<string, readonly UseIn[]>();
  const writes = new Map<string, ReturnType<Members['writesOf']>>();
  const thisOf = (file: FilePath, fn: FnIndex): ClassId | undefined => thisIn(facts(file), graph, file, fn);
  const classOf = (file: FilePath, fn: FnIndex, receiver: Val): ClassId | undefined => {
    if (receiver.k === 'this') return thisOf(file, fn);
    const found = values.classOf({ file, fn }, receiver);
    return found && graph.classId(found.file, found.cls);
  };
  const isMember = (cls: ClassId, file: FilePath, fn: FnIndex, receiver: Val): boolean => {
    const found = classOf(file, fn, receiver);
    return found !== undefined && (descends(graph, found, cls) || descends(graph, cls, found));
  };
  const constructedBy = (file: FilePath, call: Call): ClassId | undefined => {
    const origin = values.origin({ file, fn: call.fn }, call.callee);
    return origin.k === 'class' && origin.path.length === 0 ? graph.classId(origin.file, origin.cls) : undefined;
  };
  let named: ReturnType<typeof namedWrites> | undefined;
  const writesNaming = (name: string): readonly NamedWrite[] => (named ??= namedWrites(files, facts)).get(name) ?? [];
  let mentioned: ReturnType<typeof filesByMember> | undefined;
  const filesNaming = (name: string): readonly FilePath[] => (mentioned ??= filesByMember(files, facts)).get(name) ?? [];
  let made: ReturnType<typeof constructionsIn> | undefined;
  const constructionsIn = (): ReadonlyMap<ClassId, readonly { readonly file: FilePath; readonly call: CallIndex }[]> => {
    const found = new Map<ClassId, { file: FilePath; call: CallIndex }[]>();
    for (const file of files) facts(file).calls.forEach((call, c) => {
      const cls = call.k === 'new' ? constructedBy(file, call) : undefined;
      if (cls !== undefined) found.set(cls, [...(found.get(cls) ?? []), { file, call: c }]);
    });
    return found;
  };
  return {
    thisOf, classOf,
    constructedBy,
    constructions: cls => (made ??= constructionsIn()).get(cls) ?? [],
    readsOf(cls, name) {
      const key = `${cls}.${name}`;
      const known = reads.get(key) ?? filesNaming(name).flatMap(file =>
        uses(file).ofMember(name).filter(use => use.leaf.k === 'prop' && isMember(cls, file, use.fn, use.leaf.o)).map(use => ({ file, use })));
      reads.set(key, known);
      return known;
    },
    touchesOf: (cls, name) => writesNaming(name).flatMap(({ file, write: { fn }, to: t }) =>
      (t.o.k === 'prop' && t.o.n === name ? isMember(cls, file, fn, t.o.o) : t.n === name && t.o.k === 'ref' && classOf(file, fn, t.o) === undefined) ? [graph.idOf(file, fn)] : []),
    writesOf(cls, name) {
      const key = `${cls}.${name}`;
      const known = writes.get(key) ?? writesNaming(name).flatMap(({ file, write, to }) =>
        (to.n === name && isMember(cls, file, write.fn, to.o) ? [{ file, write, fn: graph.idOf(file, write.fn) }] : []));
      writes.set(key, known);
      return known;
    },
  };
}

interface NamedWrite {
  readonly file: FilePath;
  readonly write: Write;
  /** What is assigned to: `o.n`. */
  readonly to: Extract<Val, { k: 'prop' }>;
}

/** Assignments to members, by the name of the member and by that of the member which holds it, in the order of the files. */
function namedWrites(files: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): ReadonlyMap<string, readonly NamedWrite[]> {
  const found = new Map<string, NamedWrite[]>();
  for (const file of files) {
    for (const write of facts(file).writes) {
      const { t } = write;
      if (t.k !== 'prop') continue;
      const each = { file, write, to: t };
      addTo(found, t.n, each);
      if (t.o.k === 'prop' && t.o.n !== t.n) addTo(found, t.o.n, each);
    }
  }
  return found;
}

/** Reads of getters as edges: a getter runs when it is read. */
export function getterReads({ files, facts, graph, values }: Omit<Given, 'uses'>): ReadonlyMap<FnId, readonly Edge[]> {
  const getters = new Map<string, { readonly cls: ClassId; readonly fn: FnId }[]>();
  graph.classes.forEach((node, cls) => {
    for (const fn of node.accessors) {
      const entry = facts(node.file).fns[graph.indexOf(fn)];
      if (entry?.k === 'getter') getters.set(entry.n, [...(getters.get(entry.n) ?? []), { cls, fn }]);
    }
  });
  const found = new Map<FnId, Edge[]>();
  if (getters.size === 0) return found;
  for (const file of files) {
    const table = facts(file);
    const look = (v: Val, fn: FnIndex, g: number): void => {
      for (let at: Val = v; at.k === 'prop' || at.k === 'elem' || at.k === 'await'; at = at.k === 'await' ? at.v : at.o) {
        if (at.k !== 'prop') continue;
        for (const getter of getters.get(at.n) ?? []) {
          const receiver = at.o.k === 'this' ? thisIn(table, graph, file, fn) : undefined;
          const resolved = at.o.k === 'this' ? undefined : values.classOf({ file, fn }, at.o);
          const cls = receiver ?? (resolved && graph.classId(resolved.file, resolved.cls));
          if (cls !== undefined && !descends(graph, cls, getter.cls) && !descends(graph, getter.cls, cls)) continue;
          const from = graph.idOf(file, fn);
          const edge: Edge = { to: getter.fn, g, strength: cls === undefined ? 'weak' : 'strong', deferred: false, s: at.s };
          const list = found.get(from);
          if (list) list.push(edge);
          else found.set(from, [edge]);
        }
      }
    };
    for (const read of table.reads) look(read.v, read.fn, read.g);
    for (const call of table.calls) if (call.callee.k === 'prop') look(call.callee.o, call.fn, call.g);
  }
  return found;
}

export function thisIn(facts: ProgramFacts, graph: CallGraph, file: FilePath, fn: FnIndex): ClassId | undefined {
  for (let f = fn; f > 0; f = facts.fns[f]!.parent) {
    const node = facts.fns[f]!;
    if (node.cls !== undefined) return node.isStatic ? undefined : graph.classId(file, node.cls);
    if (node.k !== 'arrow') return undefined;
  }
  return undefined;
}

/** `cls` is `base` or extends it. */
export function descends({ classes }: CallGraph, cls: ClassId, base: ClassId): boolean {
  let at: ClassId | undefined = cls;
  for (let steps = 0; at !== undefined && steps < 30; steps++) {
    if (at === base) return true;
    at = classes[at]?.base;
  }
  return false;
}

/** The files that have a chain with a member of the name, in order. */
function filesByMember(files: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): ReadonlyMap<string, readonly FilePath[]> {
  const found = new Map<string, FilePath[]>();
  for (const file of files) {
    const table = facts(file);
    const add = (v: Val): void => {
      for (let at = v; at.k === 'prop' || at.k === 'elem'; at = at.o) if (at.k === 'prop' && found.get(at.n)?.at(-1) !== file) addTo(found, at.n, file);
    };
    for (const read of table.reads) add(read.v);
    for (const call of table.calls) add(call.callee);
  }
  return found;
}
