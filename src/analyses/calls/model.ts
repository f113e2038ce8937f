import type { FilePath } from '../../core/model.ts';
import type { CallIndex, ClassIndex, FnIndex, GuardIndex } from '../../facts/program/model.ts';

/** A function of the program, numbered across files. */
export type FnId = number;
/** A class of the program, numbered across files. */
export type ClassId = number;

/**
 * How sure it is that one leads to the other. `strong`: names, imports, annotations and constructions say so.
 * `framework`: something outside the program, or a table, calls what it was handed. `weak`: only a property name fits.
 */
export type Strength = 'strong' | 'framework' | 'weak';

export interface Edge {
  readonly to: FnId;
  /** Condition in the calling function under which the edge is taken. */
  readonly g: GuardIndex;
  readonly strength: Strength;
  /** The callee runs later, on an event or a timer, not while the caller runs. */
  readonly deferred: boolean;
  /** It stands in a loop that waits, so it is taken again and again while the caller runs. */
  readonly repeats?: true;
  /** Offset in the caller's file. */
  readonly s: number;
  /** The edge counts only when the class (or a subclass) is instantiated. */
  readonly of?: ClassId;
  /** The edge counts only when this has been given: a listener runs when its event is emitted. */
  readonly signal?: Signal;
  /** The callee belongs to an object that has to be there. */
  readonly made?: Making;
}

/** What makes an object: a function, under a condition in it. */
export interface Making {
  readonly by: FnId;
  readonly g: GuardIndex;
}

/** Some events at one emitter. */
export type Signal = number;

/** A function gives a signal: it emits one of the events. `weak`: neither the event nor the emitter is known. */
export interface Signalling {
  readonly signal: Signal;
  readonly g: GuardIndex;
  readonly s: number;
  readonly strength: 'strong' | 'weak';
}

/** A construction, or a class handed to something that constructs it. */
export interface Instantiation {
  readonly cls: ClassId;
  readonly g: GuardIndex;
  readonly strength: Strength;
  readonly s: number;
  /** It counts only when this class is constructed: a module of a container lists what is constructed. */
  readonly of?: ClassId;
}

/** A call of a member whose receiver is unknown: every member of that name may be meant. */
export interface NamedCall {
  readonly name: string;
  readonly g: GuardIndex;
  readonly s: number;
}

/** A member that a named call may mean, once there is an instance of the class, or the function that makes the object has run. */
export interface Named {
  readonly fn: FnId;
  readonly of?: ClassId;
  readonly made?: Making;
}

export interface ClassNode {
  readonly file: FilePath;
  readonly cls: ClassIndex;
  readonly name: string;
  /** Class it extends, when it is of this program. */
  readonly base?: ClassId;
  readonly subclasses: readonly ClassId[];
  /** It extends or implements something of another package, which may call any of its members. */
  readonly external: boolean;
  /** Functions that run when it is constructed: constructor and field initialisers, without those of the base. */
  readonly onConstruct: readonly FnId[];
  /** Own instance members by name; for arrow functions in fields too. */
  readonly members: ReadonlyMap<string, FnId>;
  readonly statics: ReadonlyMap<string, FnId>;
  /** Members with a decorator, and those that a container calls by their names: something outside may call them. */
  readonly decorated: readonly FnId[];
  /** What some of them wait for: the event that a listener hears, or an instance of the class that a handler takes. */
  readonly waits: ReadonlyMap<FnId, readonly Pick<Edge, 'signal' | 'of'>[]>;
  /** Those of them that run while the program boots. */
  readonly atBoot: readonly FnId[];
  /** Classes that a container constructs for this one: what the constructor of a class that registers itself asks for. */
  readonly injected: readonly ClassId[];
  /** Members that run by being read. */
  readonly accessors: readonly FnId[];
}

export interface CallGraph {
  readonly files: readonly FilePath[];
  /** Id of function `fn` of a file; the module itself is function 0. */
  idOf(file: FilePath, fn: FnIndex): FnId;
  classId(file: FilePath, cls: ClassIndex): ClassId;
  fileOf(fn: FnId): FilePath;
  indexOf(fn: FnId): FnIndex;
  readonly size: number;
  edges(from: FnId): readonly Edge[];
  instantiations(from: FnId): readonly Instantiation[];
  namedCalls(from: FnId): readonly NamedCall[];
  signals(from: FnId): readonly Signalling[];
  readonly classes: readonly ClassNode[];
  /** Members that a named call may mean: methods, functions in object literals. */
  named(name: string): readonly Named[];
  /** Functions a call is known to lead to. */
  targets(file: FilePath, call: CallIndex): readonly FnId[];
  /** Calls that are known to lead to a function. */
  callers(fn: FnId): readonly { readonly file: FilePath; readonly call: CallIndex }[];
  /** The function is handed on as a value, so not all its callers are known. */
  escapes(fn: FnId): boolean;
}
