import type { FileFacts, FilePath, Location, ProjectFile } from '../../core/model.ts';
import type { Call, CallIndex, Decl, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Values } from '../values/model.ts';
import { matcher } from './keys.ts';
import { packagesInUse } from './packages-in-use.ts';

export interface Unit {
  readonly path: FilePath;
  readonly test: boolean;
  readonly facts: ProgramFacts;
  readonly lineStarts: readonly number[];
  /** False where no text of the file's facts is one of these; cheap, nothing is unpacked for it. */
  mayMention(isMeant: (word: string) => boolean): boolean;
}

export interface CallSite {
  readonly unit: Unit;
  readonly c: CallIndex;
}

/** The whole program, with every call at hand by the name of its callee. */
export interface Code {
  readonly units: readonly Unit[];
  readonly modules: ModuleGraph;
  readonly values: Values;
  unit(path: FilePath): Unit | undefined;
  /** Calls and constructions whose callee is spelled `name`, or is a local alias of an import of that name. */
  calls(name: string): readonly CallSite[];
  /** What is called anywhere under a name that fits; `*` stands for any characters. */
  callees(pattern: string): readonly string[];
  /** Names under which `name` is imported somewhere, itself first. */
  names(name: string): readonly string[];
  locate(path: FilePath, s: number, e: number): Location;
  /** The program imports the package, or a manifest depends on it. */
  uses(name: string): boolean;
}

export function codeOf(files: readonly FileFacts[], tableOf: (file: FileFacts) => ProgramFacts, modules: ModuleGraph, values: Values, project: readonly ProjectFile[] = []): Code {
  const units = files.map(file => new LazyUnit(file, tableOf));
  const byPath = new Map(units.map(unit => [unit.path, unit]));
  let index: Map<string, CallSite[]> | undefined;
  let aliases: Map<string, Set<string>> | undefined;
  let packages: ReadonlySet<string> | undefined;

  const names = (name: string): readonly string[] => [name, ...((aliases ??= aliasesOf(units)).get(name) ?? [])];
  return {
    units,
    modules,
    values,
    unit: path => byPath.get(path),
    names,
    calls(name) {
      index ??= callsByName(units);
      const spelled = names(name);
      return spelled.length === 1 ? (index.get(name) ?? []) : spelled.flatMap(each => index!.get(each) ?? []);
    },
    callees(pattern) {
      index ??= callsByName(units);
      return [...index.keys()].filter(matcher(pattern));
    },
    locate: (path, s, e) => locate(path, byPath.get(path)?.lineStarts ?? [0], s, e),
    uses: name => (packages ??= packagesInUse(units, project)).has(name),
  };
}

/** Facts are unpacked when they are asked for, which for most files is little or nothing. */
class LazyUnit implements Unit {
  readonly path: FilePath;
  readonly test: boolean;
  readonly #file: FileFacts;
  readonly #tableOf: (file: FileFacts) => ProgramFacts;
  #facts: ProgramFacts | undefined;

  constructor(file: FileFacts, tableOf: (file: FileFacts) => ProgramFacts) {
    this.path = file.path;
    this.test = file.test;
    this.#file = file;
    this.#tableOf = tableOf;
  }

  get facts(): ProgramFacts {
    return (this.#facts ??= this.#tableOf(this.#file));
  }

  get lineStarts(): readonly number[] {
    return this.#file.lineStarts;
  }

  mayMention(isMeant: (word: string) => boolean): boolean {
    const { words } = this.#file;
    return words === undefined || words.some(isMeant);
  }
}

/** Last name of what is called: `f` of `f()`, `x.f()`, `new f()`. */
export function calleeName(facts: ProgramFacts, call: Call): string | undefined {
  if (call.k === 'super') return 'super';
  const { callee } = call;
  if (callee.k === 'ref') return aliasedMember(facts, facts.decls[callee.d])?.n ?? aliasedName(facts, callee);
  return callee.k === 'prop' ? callee.n : undefined;
}

/** What a method is called on, destructured methods (`const { get } = resolver`) included. */
export function receiverOf(facts: ProgramFacts, call: Call): Val | undefined {
  const { callee } = call;
  if (callee.k === 'prop') return callee.o;
  return callee.k === 'ref' ? aliasedMember(facts, facts.decls[callee.d])?.o : undefined;
}

/** `const spin = turn; spin('mill', 'grit')`: the name that it was given first. */
function aliasedName({ decls }: ProgramFacts, callee: Extract<Val, { k: 'ref' }>): string {
  let at = callee;
  for (let hops = 0; hops < 4; hops++) {
    const decl = decls[at.d];
    if (decl?.k !== 'const' || decl.init?.k !== 'ref') break;
    at = decl.init;
  }
  return at.n;
}

/** `const { get } = store`, `const get = store.get`, `const get = store.get.bind(store)`. */
function aliasedMember(facts: ProgramFacts, decl: Decl | undefined): Extract<Val, { k: 'prop' }> | undefined {
  if (decl?.k !== 'const') return undefined;
  if (decl.init?.k === 'prop') return decl.init;
  const binding = decl.init?.k === 'call' ? facts.calls[decl.init.c]?.callee : undefined;
  return binding?.k === 'prop' && binding.n === 'bind' && binding.o.k === 'prop' ? binding.o : undefined;
}

function callsByName(units: readonly Unit[]): Map<string, CallSite[]> {
  const index = new Map<string, CallSite[]>();
  for (const unit of units) {
    unit.facts.calls.forEach((call, c) => {
      const name = calleeName(unit.facts, call);
      if (name === undefined) return;
      const sites = index.get(name);
      if (sites) sites.push({ unit, c });
      else index.set(name, [{ unit, c }]);
    });
  }
  return index;
}

function aliasesOf(units: readonly Unit[]): Map<string, Set<string>> {
  const aliases = new Map<string, Set<string>>();
  for (const { facts } of units) {
    for (const { imported, decl } of facts.imports) {
      const local = facts.decls[decl]?.n;
      if (local === undefined || imported === '' || imported === '*' || imported === local) continue;
      const locals = aliases.get(imported);
      if (locals) locals.add(local);
      else aliases.set(imported, new Set([local]));
    }
  }
  return aliases;
}

function locate(file: FilePath, lineStarts: readonly number[], s: number, e: number): Location {
  const line = lineOf(lineStarts, s);
  const endLine = lineOf(lineStarts, e);
  return { file, line: line + 1, column: s - (lineStarts[line] ?? 0) + 1, endLine: endLine + 1, endColumn: e - (lineStarts[endLine] ?? 0) + 1 };
}

function lineOf(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
