import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts, Write } from '../../facts/program/model.ts';
import type { CallGraph, ClassId } from '../calls/model.ts';
import type { Access } from '../settings/model.ts';
import type { Evaluated } from './evaluation.ts';

/** What the evaluator looks up again and again, over all files. */
export interface Indexes {
  readonly reads: ReturnType<typeof indexReads>;
  readonly writes: ReturnType<typeof indexWrites>;
  /** Some setting's key has this behind a dot. */
  endsKey(name: string): boolean;
  /** Names of members that are called on something unknown. */
  namedCalls(): ReadonlySet<string>;
  /** Every `new` of a class; `undefined` when something else may construct it too. */
  constructions(cls: ClassId): readonly { readonly file: string; readonly call: number }[] | undefined;
}

export const indexesOf = (from: Evaluated): Indexes => {
  let named: ReadonlySet<string> | undefined;
  let constructed: ReturnType<typeof indexConstructions> | undefined;
  const endings = new Set(from.settings.settings.flatMap(({ key }) => [...key.matchAll(/\./g)].map(dot => key.slice(dot.index + 1))));
  return {
    endsKey: name => endings.has(name),
    reads: indexReads(from),
    writes: indexWrites(from),
    namedCalls: () => (named ??= indexNamedCalls(from.calls)),
    constructions: cls => {
      const node = from.calls.classes[cls];
      const entry = node && from.facts(node.file).classes[node.cls];
      if (!entry || entry.decorators.length > 0 || node.subclasses.length > 0) return undefined;
      const { sites, others } = (constructed ??= indexConstructions(from));
      return others.has(cls) ? undefined : sites.get(cls) ?? [];
    },
  };
};

const indexConstructions = ({ calls, facts, constructedOutside = [] }: Evaluated): { readonly sites: Map<ClassId, { file: string; call: number }[]>; readonly others: ReadonlySet<ClassId> } => {
  const sites = new Map<ClassId, { file: string; call: number }[]>();
  const others = new Set(constructedOutside);
  const places = new Map<string, ReadonlyMap<number, number>>();
  for (let fn = 0; fn < calls.size; fn++) {
    for (const { cls, strength, s } of calls.instantiations(fn)) {
      const file = calls.fileOf(fn);
      let ofFile = places.get(file);
      if (!ofFile) places.set(file, (ofFile = new Map(facts(file).calls.flatMap((call, c) => (call.k === 'new' ? [[call.s, c] as const] : [])))));
      const call = strength === 'strong' ? ofFile.get(s) : undefined;
      if (call === undefined) others.add(cls);
      else addTo(sites, cls, { file, call });
    }
  }
  return { sites, others };
};

/** Reads of exactly one setting: calls by their index, members by their offsets. */
const indexReads = ({ settings, offset }: Evaluated): { readonly calls: Map<string, Access>; readonly members: Map<string, number> } => {
  const calls = new Map<string, Access>();
  const members = new Map<string, number>();
  for (const access of settings.accesses) {
    if (access.mode !== 'read' || !access.exact || access.strength !== 'exact') continue;
    if (access.call !== undefined && access.site === 'call') calls.set(`${access.file}#${access.call}`, access);
    const [only, ...others] = new Set(access.settings);
    if (access.site !== 'member' || only === undefined || others.length > 0) continue;
    const { line, column, endLine, endColumn } = access.at;
    members.set(`${access.file}#${offset(access.file, line, column)}#${offset(access.file, endLine, endColumn)}`, only);
  }
  return { calls, members };
};

/** Assignments by the variable, and by the name of the member. */
const indexWrites = ({ calls, facts }: Evaluated): { readonly toDecl: Map<string, Write[]>; readonly toName: Map<string, { file: string; write: Write }[]> } => {
  const toDecl = new Map<string, Write[]>();
  const toName = new Map<string, { file: string; write: Write }[]>();
  for (const file of calls.files) {
    for (const write of facts(file).writes) {
      if (write.t.k === 'ref' && write.t.d >= 0) addTo(toDecl, `${file}#${write.t.d}`, write);
      if (write.t.k === 'prop') addTo(toName, write.t.n, { file, write });
    }
  }
  return { toDecl, toName };
};

/** Names of members that are called on something unknown. */
const indexNamedCalls = (calls: CallGraph): ReadonlySet<string> => {
  const names = new Set<string>();
  for (let fn = 0; fn < calls.size; fn++) for (const each of calls.namedCalls(fn)) names.add(each.name);
  return names;
};

const functionsOfGuards = new WeakMap<ProgramFacts, readonly number[]>();

/** The function each condition stands in: that of any code under it. */
export const guardFunctions = (facts: ProgramFacts): readonly number[] => {
  const known = functionsOfGuards.get(facts);
  if (known) return known;
  const found: number[] = [];
  const mark = (g: number, fn: number): void => {
    for (let at = g; at >= 0 && found[at] === undefined; at = facts.guards[at]?.parent ?? -1) found[at] = fn;
  };
  for (const each of [...facts.calls, ...facts.reads, ...facts.writes, ...facts.decls, ...facts.throws, ...facts.loops]) mark(each.g, each.fn);
  facts.fns.forEach((fn, i) => { for (const { g } of fn.returns) mark(g, i); if (i > 0) mark(fn.g, fn.parent); });
  functionsOfGuards.set(facts, found);
  return found;
};
