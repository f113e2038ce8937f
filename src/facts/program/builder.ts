import type { ts as Ts } from 'ts-morph';
import type {
  Call, Cls, Decl, DeclIndex, DeclKind, Enum, Export, Fn, Guard, GuardIndex, Import, Loop, LoopIndex, Read, Shape, TypeRef, Val, Write,
} from './model.ts';

/** The tables while they are being filled: the same shapes, writable. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type RefVal = Writable<Extract<Val, { k: 'ref' }>>;

/** Names of one block, function or module. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** Made with the first name: most blocks declare nothing. */
  names: Map<string, DeclIndex> | undefined;
  /** Functions and the module take `var` declarations. */
  readonly takesVar: boolean;
}

interface OpenLoop {
  readonly loop: LoopIndex;
  readonly label: string | undefined;
  /** A `switch` takes plain `break`s but is no loop. */
  readonly isSwitch: boolean;
}

/** Everything the walk knows at the node it stands on, and the tables it fills. One per file. */
export interface Builder {
  readonly source: Ts.SourceFile;
  readonly text: string;
  readonly ancestors: Ts.Node[];
  /** Visitors of other fact kinds, by node kind. */
  readonly hooks: readonly (readonly ((node: Ts.Node) => void)[] | undefined)[];
  scope: Scope;
  fn: number;
  guard: GuardIndex;
  loop: LoopIndex;
  readonly openLoops: OpenLoop[];
  /** Number of loops that were open when the innermost `try` with a `catch` began, counted in `openLoops`. */
  catchBarrier: number;
  owner: string;
  /** The owner is a class or one of its members, so that functions inside do not extend it. */
  ownerIsClass: boolean;
  /** Name that the next function or class expression takes. */
  pendingName: string;
  pendingLabel: string | undefined;
  cls: number | undefined;

  readonly imports: Writable<Import>[];
  readonly exports: Export[];
  readonly decls: Writable<Decl>[];
  readonly fns: Writable<Fn>[];
  readonly classes: Writable<Cls>[];
  readonly enums: Enum[];
  readonly shapes: Shape[];
  readonly calls: Writable<Call>[];
  readonly guards: Guard[];
  readonly loops: (Writable<Loop> & { exits: Loop['exits'][number][] })[];
  readonly writes: Write[];
  readonly reads: Read[];
  readonly throws: { fn: number; g: number; s: number }[];
  readonly directives: string[];
  hasCode: boolean;

  /** References whose declaration may still come, each with its scope and whether its statement has no effect: parallel lists, as there are many. */
  readonly refs: RefVal[];
  readonly refScopes: Scope[];
  readonly refPure: boolean[];
  /** Reads of a bare name: reference and place, kept only when the name turns out to be shared. Parallel too. */
  readonly nameReads: RefVal[];
  readonly nameReadPlaces: number[];
  readonly pendingTypes: { readonly type: Writable<TypeRef>; readonly scope: Scope }[];
  readonly pendingExports: { readonly name: string; readonly local: string; readonly typeOnly: boolean; readonly s: number }[];
}

export const newBuilder = (source: Ts.SourceFile, text: string, hooks: Builder['hooks']): Builder => ({
  source, text, hooks, ancestors: [], scope: { parent: undefined, names: undefined, takesVar: true },
  fn: 0, guard: -1, loop: -1, openLoops: [], catchBarrier: 0, owner: '<module>', ownerIsClass: false, pendingName: '', pendingLabel: undefined, cls: undefined,
  imports: [], exports: [], decls: [], fns: [], classes: [], enums: [], shapes: [], calls: [], guards: [], loops: [], writes: [], reads: [], throws: [],
  directives: [], hasCode: false, refs: [], refScopes: [], refPure: [], nameReads: [], nameReadPlaces: [], pendingTypes: [], pendingExports: [],
});

/** Shows a node to the visitors of other fact kinds, before it is lowered. */
export const announce = (b: Builder, node: Ts.Node): void => {
  const hooks = b.hooks[node.kind];
  if (hooks) for (const visit of hooks) visit(node);
};

export const lookUp = (scope: Scope, name: string): DeclIndex => {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const decl = at.names?.get(name);
    if (decl !== undefined) return decl;
  }
  return -1;
};

export const declare = (b: Builder, n: string, k: DeclKind, s: number, e: number, more?: Partial<Decl>): DeclIndex => {
  let scope = b.scope;
  if (k === 'var') while (!scope.takesVar && scope.parent) scope = scope.parent;
  const index = b.decls.length;
  // An overload, a merged declaration or a repeated `var` keeps its first place unless a value joins a type. A namespace adds to the value it is merged with.
  const names = (scope.names ??= new Map<string, DeclIndex>());
  const earlier = names.get(n);
  const isType = k === 'type' || k === 'interface';
  const isAddition = k === 'namespace' && earlier !== undefined && !/^(type|interface)$/.test(b.decls[earlier]?.k ?? '');
  if (earlier === undefined || (!isType && !isAddition)) names.set(n, index);
  b.decls.push({ n, k, fn: b.fn, g: b.guard, loop: b.loop, s, e, ...more });
  return index;
};

export const pushGuard = (b: Builder, v: Val, pos: boolean, k: Guard['k'], s: number): GuardIndex => {
  b.guards.push({ parent: b.guard, v, pos, k, s });
  return (b.guard = b.guards.length - 1);
};

export const inScope = <T>(b: Builder, takesVar: boolean, body: () => T): T => {
  const outer = b.scope;
  b.scope = { parent: outer, names: undefined, takesVar };
  const result = body();
  b.scope = outer;
  return result;
};

/** The owner extended by one name. */
export const ownerWith = (b: Builder, name: string): string => (b.owner === '<module>' ? name : `${b.owner}.${name}`);

export const startOf = (b: Builder, node: Ts.Node): number => node.getStart(b.source);
