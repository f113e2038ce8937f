import type { FilePath } from '../../core/model.ts';
import type { CallIndex, ClassIndex, DeclIndex, FnIndex, TypeRef, Val } from '../../facts/program/model.ts';

/**
 * Where a value comes from when names are followed through declarations that are never reassigned, destructuring,
 * imports, re-exports, namespaces, members of visible object literals, enums and static fields. `path` is what is
 * taken of it afterwards: `const { env } = process; env.FOO` is `{ k: 'global', path: ['process', 'env', 'FOO'] }`.
 * An element with a computed key stands in a path as `'*'`.
 */
export type Origin =
  /** `globalThis.`, `global.`, `window.` and `self.` in front are dropped. */
  | { readonly k: 'global'; readonly path: readonly string[] }
  /** A member of a namespace import counts as the name that is imported; `'*'` is the namespace itself. */
  | { readonly k: 'external'; readonly from: string; readonly name: string; readonly path: readonly string[] }
  | { readonly k: 'fn'; readonly file: FilePath; readonly fn: FnIndex; readonly path: readonly string[] }
  | { readonly k: 'class'; readonly file: FilePath; readonly cls: ClassIndex; readonly path: readonly string[] }
  | { readonly k: 'enum'; readonly file: FilePath; readonly enum: number; readonly path: readonly string[] }
  /** A file's namespace object. */
  | { readonly k: 'namespace'; readonly file: FilePath; readonly path: readonly string[] }
  /** The result of a call or construction that is not looked through. */
  | { readonly k: 'call'; readonly file: FilePath; readonly call: CallIndex; readonly path: readonly string[] }
  /** `this` of a class. */
  | { readonly k: 'this'; readonly file: FilePath; readonly cls: ClassIndex; readonly path: readonly string[] }
  | { readonly k: 'meta'; readonly path: readonly string[] }
  /** A declaration at which the trail ends: a parameter, a variable that is reassigned or has no initialiser. */
  | { readonly k: 'decl'; readonly file: FilePath; readonly decl: DeclIndex; readonly path: readonly string[] }
  /** Any other value, as written: a literal, an object, an operator …; `fn` is the function it stands in. */
  | { readonly k: 'value'; readonly file: FilePath; readonly fn: FnIndex; readonly value: Val; readonly path: readonly string[] };

export type Constant = string | number | boolean | null;

/** Where a value stands: the function matters for `this`. */
export interface Site {
  readonly file: FilePath;
  readonly fn: FnIndex;
}

/** A value that is known to begin and to end in a certain way. */
export interface Pattern {
  readonly prefix: string;
  readonly suffix: string;
}

/** A value together with the place it stands at. */
export interface Placed<V extends Val = Val> extends Site {
  readonly value: V;
}

export interface Values {
  origin(site: Site, value: Val): Origin;
  /**
   * The constant a value is known to be, across files: literals, `const`s, enum members by their real value, members
   * of objects that nobody writes to, `as const`, literal types, templates and `+` of constants, arithmetic of numbers.
   * `undefined` when not known.
   */
  constant(site: Site, value: Val): Constant | undefined;
  /**
   * Every constant a value can be, without repetition, when all are known: both sides of `a ? 'x' : 'y'`, the items of a
   * `for (const k of ['a', 'b'])` or of `list.forEach(k => …)`, a union of literal types, an enum, all that is ever
   * assigned to a variable. At most 64; more count as not known.
   */
  constants(site: Site, value: Val): readonly Constant[] | undefined;
  /** How a text begins and ends whose middle is not known; `undefined` when nothing of it is known or all of it. */
  pattern(site: Site, value: Val): Pattern | undefined;
  /** What is iterated over, one by one, for the `item` of a loop or the parameter of `list.forEach(item => …)`, when it can be seen. */
  items(site: Site, value: Val): readonly Placed[] | undefined;
  /** The object literal a value is, when it can be seen, with the place it stands at. */
  object(site: Site, value: Val): Placed<Extract<Val, { k: 'obj' }>> | undefined;
  /** The array literal a value is, when it can be seen; `new Set([…])` and `Array.from([…])` count as the array. */
  array(site: Site, value: Val): Placed<Extract<Val, { k: 'arr' }>> | undefined;
  /** Names of the types a value is annotated with, constructed from or returned as; unqualified, aliases followed, base classes last. Best evidence first. */
  typeNames(site: Site, value: Val): readonly string[];
  /** Packages whose types a value is annotated with, constructed from or made by; empty when nothing is known. */
  typePackages(site: Site, value: Val): readonly string[];
  /** The class a value is an instance of: `new`, annotation, `this`, field types, return annotations. */
  classOf(site: Site, value: Val): { readonly file: FilePath; readonly cls: ClassIndex } | undefined;
  /** The class, interface, enum or type alias an annotation names; aliases of names are followed. */
  typeTarget(file: FilePath, type: TypeRef): { readonly file: FilePath; readonly decl: DeclIndex } | undefined;
  /** The declaration that a name stands for, through imports and re-exports; `undefined` when that is none of the program. */
  declarationOf(file: FilePath, decl: DeclIndex): { readonly file: FilePath; readonly decl: DeclIndex } | undefined;
  /** True when the declaration has an assignment besides its initialiser, anywhere in its file. */
  isReassigned(file: FilePath, decl: DeclIndex): boolean;
}
