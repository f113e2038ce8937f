/**
 * The program facts of one file: a small intermediate representation (IR) of what the file declares, calls, reads and
 * writes, and under which conditions. It is what the syntax tree says, with names bound to declarations of the same
 * file, and nothing that needs another file. Analyses link these tables; see ARCHITECTURE.md, "The program IR".
 * One long file on purpose: the tables point into each other, and who reads one needs the others beside it.
 *
 * Indexes (`FnIndex`, `DeclIndex` …) point into the tables of the same file. Function 0 is the module itself.
 */

export type FnIndex = number;
export type DeclIndex = number;
export type CallIndex = number;
export type ClassIndex = number;
/** Index into `guards`; -1 is "no condition". */
export type GuardIndex = number;
/** Index into `loops`; -1 is "in no loop of this function". */
export type LoopIndex = number;

/** A value as the source writes it. `s` is the start offset, `e` the end offset, where one is needed to report. */
export type Val =
  | { readonly k: 'lit'; readonly v: string | number | boolean | null; readonly s: number; readonly e: number; /** Source text of a number. */ readonly t?: string }
  | { readonly k: 'undef' }
  | { readonly k: 'big'; readonly t: string }
  | { readonly k: 'regex'; readonly t: string }
  /** A name. `d` is its declaration in this file, or -1 for a global (`process`, `setTimeout`). */
  | { readonly k: 'ref'; readonly n: string; readonly d: DeclIndex; readonly s: number; readonly e: number }
  | { readonly k: 'this' }
  | { readonly k: 'super' }
  /** `o.n`, `o?.n` (opt) and `o["n"]`; `s`/`e` cover the whole chain so far. */
  | { readonly k: 'prop'; readonly o: Val; readonly n: string; readonly opt?: 1; readonly s: number; readonly e: number }
  /** `o[i]` with a key that is not a literal. */
  | { readonly k: 'elem'; readonly o: Val; readonly i: Val; readonly opt?: 1; readonly s: number; readonly e: number }
  /** Result of a call or a construction: index into `calls`. */
  | { readonly k: 'call'; readonly c: CallIndex }
  | { readonly k: 'obj'; readonly p: readonly ObjectMember[]; readonly s: number; readonly e: number }
  | { readonly k: 'arr'; readonly i: readonly Val[] }
  /** A function or class expression. */
  | { readonly k: 'fn'; readonly f: FnIndex }
  | { readonly k: 'class'; readonly c: ClassIndex }
  | { readonly k: 'cond'; readonly c: Val; readonly a: Val; readonly b: Val }
  /** An operator: `!`, `-`, `+`, `typeof`, `void`, `&&`, `||`, `??`, `===`, `<`, `in`, `instanceof`, … ; `default` is a destructuring default. */
  | { readonly k: 'op'; readonly o: string; readonly a: readonly Val[]; readonly s: number; readonly e: number }
  | { readonly k: 'await'; readonly v: Val }
  | { readonly k: 'spread'; readonly v: Val }
  /** A template: strings and values in turn, first and last are strings. */
  | { readonly k: 'tpl'; readonly q: readonly string[]; readonly a: readonly Val[]; readonly s: number; readonly e: number }
  /** `import.meta` */
  | { readonly k: 'meta' }
  /** What came in: parameter `i` of the function (the rest of the path stands in `prop`s around it). */
  | { readonly k: 'param'; readonly f: FnIndex; readonly i: number }
  /** One element of what is iterated: the loop variable of `for … of` (`await` for `for await`) or `for … in` (key). */
  | { readonly k: 'item'; readonly of: Val; readonly how: 'of' | 'in' | 'await' }
  | { readonly k: 'catch' }
  | { readonly k: '?' };

export interface ObjectMember {
  /** Name of the property; a computed name that is not a literal has `key` instead and `n` is ''. `...x` has `spread`. */
  readonly n: string;
  readonly key?: Val;
  readonly spread?: 1;
  readonly v: Val;
  /** Start and end offset of the name. */
  readonly s: number;
  readonly e: number;
}

/** A type annotation, reduced to names. `Promise<Foo | null>` keeps its argument; unions list their members. */
export interface TypeRef {
  /** Dotted name (`ns.Foo`), `'array'` for `T[]`, `'literal'` for a literal type, `'object'` for a type literal, `'function'`, or a keyword such as `number`. */
  readonly n: string;
  /** Declaration of the first part of the name in this file, -1 for a global. */
  readonly d: DeclIndex;
  /** `null` or `undefined` is a member of the union, or the name is declared with `?`. */
  readonly nullable?: 1;
  readonly args?: readonly TypeRef[];
  /** Further members of a union or an intersection. */
  readonly alts?: readonly TypeRef[];
  /** Value of a literal type; names of the members of a type literal. */
  readonly lit?: string | number | boolean;
  /** Start offset of a literal type that is a text. */
  readonly s?: number;
  readonly members?: readonly { readonly n: string; readonly type?: TypeRef }[];
}

export type DeclKind =
  | 'const' | 'let' | 'var' | 'param' | 'function' | 'class' | 'import' | 'enum' | 'namespace' | 'catch' | 'type' | 'interface';

/** A named binding. Destructuring yields one declaration per name, whose `init` is the path taken. */
export interface Decl {
  readonly n: string;
  readonly k: DeclKind;
  /** Function in whose body (or parameter list) it stands. */
  readonly fn: FnIndex;
  readonly init?: Val;
  readonly type?: TypeRef;
  /** Index of the function, class, enum or import it names. */
  readonly ref?: number;
  /** Under which condition it is declared (its initialiser runs). */
  readonly g: GuardIndex;
  /** `as const`, `readonly`, `Object.freeze` or `satisfies` around the initialiser. */
  readonly frozen?: 1;
  readonly ambient?: 1;
  /** Declared with `using` or `await using`: disposed of where its scope ends. */
  readonly using?: 1;
  /** What a namespace of this name exports; also on the class, function or enum that the namespace is merged with. */
  readonly members?: readonly { readonly n: string; readonly d: DeclIndex }[];
  readonly s: number;
  readonly e: number;
  readonly loop: LoopIndex;
}

export type FnKind = 'module' | 'function' | 'arrow' | 'method' | 'constructor' | 'getter' | 'setter' | 'field' | 'static';

export interface Fn {
  /** Its own name, or that of the variable or property that holds it; '' when it has none. */
  readonly n: string;
  readonly k: FnKind;
  /** Class whose member it is (`field`: all instance field initialisers of the class; `static`: static ones and blocks). */
  readonly cls?: ClassIndex;
  readonly parent: FnIndex;
  readonly async?: 1;
  readonly generator?: 1;
  readonly isStatic?: 1;
  /** One declaration per plain parameter; for a destructured one the declarations of its names are elsewhere and this is -1. */
  readonly params: readonly DeclIndex[];
  /** Index of the rest parameter. */
  readonly rest?: number;
  /** Annotations of destructured parameters. */
  readonly patterns?: readonly { readonly i: number; readonly type: TypeRef }[];
  readonly returns: readonly { readonly v?: Val; readonly g: GuardIndex; readonly s: number }[];
  /** Where a generator yields a value of its own. */
  readonly yields?: readonly { readonly g: GuardIndex; readonly loop: LoopIndex; readonly s: number }[];
  /** False when the end of the body cannot be reached without a `return` or `throw`. */
  readonly falls: boolean;
  readonly ret?: TypeRef;
  /** Nearest named class and member, else the chain of function and variable names, else `<module>`. */
  readonly owner: string;
  /** Guard and loop at the place where the function stands in its parent. */
  readonly g: GuardIndex;
  readonly loop: LoopIndex;
  /** Call whose argument the function is, with the position, when it is one. */
  readonly argOf?: { readonly c: CallIndex; readonly i: number };
  readonly s: number;
  readonly e: number;
}

export type CallUse = 'statement' | 'await' | 'void' | 'return' | 'value';

/** A call, a construction, a tagged template, a JSX element (`jsx`) or a dynamic import (`import`). */
export interface Call {
  readonly fn: FnIndex;
  readonly k: 'call' | 'new' | 'jsx' | 'import' | 'tag' | 'decorator' | 'super';
  readonly callee: Val;
  readonly args: readonly Val[];
  readonly opt?: 1;
  readonly use: CallUse;
  readonly g: GuardIndex;
  readonly loop: LoopIndex;
  readonly types?: readonly TypeRef[];
  readonly s: number;
  readonly e: number;
  /** End offset of the callee: where the argument list begins. */
  readonly ce: number;
}

/**
 * One condition under which code runs; the conditions above it are `parent`. `pos` false: the condition must be false.
 * `exit`: the code stands behind `if (v) return` (then `pos` is false). `case`: `v` is `op ===` of discriminant
 * and label, or one of several such; `pos` false for a `default`, when none of the other labels fits.
 */
export interface Guard {
  readonly parent: GuardIndex;
  readonly v: Val;
  readonly pos: boolean;
  readonly k: 'if' | 'exit' | 'and' | 'or' | 'nullish' | 'optional' | 'case' | 'while' | 'cond' | 'catch';
  readonly s: number;
}

export interface Loop {
  readonly k: 'while' | 'do' | 'for' | 'for-of' | 'for-in' | 'for-await';
  readonly fn: FnIndex;
  readonly parent: LoopIndex;
  readonly g: GuardIndex;
  /** Condition, or what is iterated. Absent for `for (;;)`. */
  readonly v?: Val;
  /** Start of the loop keyword; end of the keyword; end of the statement. */
  readonly s: number;
  readonly ke: number;
  readonly e: number;
  /** `break`, `return`, `throw` and outward `continue` inside the loop, not in nested functions. `g` ends at `bodyGuard`. */
  readonly exits: readonly {
    readonly k: 'break' | 'return' | 'throw' | 'continue';
    readonly g: GuardIndex;
    readonly s: number;
    /** Loop that a labelled jump names. */ readonly to?: LoopIndex;
    /** It stands in a `try` of the loop whose `catch` takes over where something fails before it. */ readonly tried?: 1;
  }[];
  /** Guard in force at the start of the body. */
  readonly bodyGuard: GuardIndex;
  readonly awaits: boolean;
  readonly yields: boolean;
}

export interface Cls {
  readonly n: string;
  readonly decl: DeclIndex;
  readonly ext?: Val;
  readonly extArgs?: readonly TypeRef[];
  readonly impl: readonly TypeRef[];
  readonly abstract?: 1;
  /** Decorators as values (`call` when they are called). */
  readonly decorators: readonly Val[];
  readonly fields: readonly Field[];
  readonly methods: readonly { readonly n: string; readonly fn: FnIndex; readonly isStatic?: 1; readonly kind: FnKind; readonly decorators: readonly Val[] }[];
  /** Constructor parameters that are fields too (`private readonly x: X`), by name. */
  readonly ctor?: FnIndex;
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  readonly s: number;
  readonly e: number;
}

export interface Field {
  readonly n: string;
  readonly isStatic?: 1;
  readonly readonly?: 1;
  readonly type?: TypeRef;
  readonly init?: Val;
  /** The parameter property's parameter. */
  readonly param?: DeclIndex;
  readonly decorators: readonly Val[];
  readonly s: number;
  readonly e: number;
}

export interface Enum {
  readonly n: string;
  readonly members: readonly { readonly n: string; readonly v?: Val }[];
}

/** An assignment, `++`/`--` or `delete`. */
export interface Write {
  readonly t: Val;
  readonly v?: Val;
  readonly op: string;
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  readonly loop: LoopIndex;
  readonly s: number;
  readonly e: number;
}

/** A longest property chain (`a.b.c`) or a bare imported or module-level name that is read as a value and is not the callee of a call. */
export interface Read {
  readonly v: Val;
  readonly fn: FnIndex;
  readonly g: GuardIndex;
  readonly loop: LoopIndex;
  /** What the value goes to: `discard` for a statement `x;` or `void x`, `type` for `instanceof x` and `extends x`. */
  readonly use: 'value' | 'discard' | 'condition' | 'type';
}

export interface Import {
  /** Exported name, `'default'`, or `'*'` for the namespace; '' for a side-effect import. */
  readonly imported: string;
  /** Declaration it binds, -1 for a side-effect import. */
  readonly decl: DeclIndex;
  readonly from: string;
  readonly typeOnly?: 1;
  /** The binding is used in a value position, so the import is not elided. Always set on side-effect imports. */
  readonly used?: 1;
  /** Used only in statements that have no effect (`void x;`, `x;`): a bundler may drop it under `sideEffects: false`. */
  readonly usedPurely?: 1;
  readonly s: number;
  readonly e: number;
}

export interface Export {
  /** Exported name; `'default'`; `'*'` for `export * from`. */
  readonly n: string;
  /** Declaration in this file. */
  readonly decl?: DeclIndex;
  /** Value of `export default <expression>` and `export = <expression>`. */
  readonly v?: Val;
  /** `export { imported as n } from 'from'`; `imported` is `'*'` for `export * as n from`. */
  readonly from?: string;
  readonly imported?: string;
  readonly typeOnly?: 1;
  readonly s: number;
}

/** Members of an interface or of a type literal under a name: what a typed receiver offers. */
export interface Shape {
  readonly decl: DeclIndex;
  readonly ext: readonly TypeRef[];
  readonly members: readonly { readonly n: string; readonly type?: TypeRef; readonly method?: 1 }[];
  /** `type X = Y`: the aliased type. */
  readonly alias?: TypeRef;
}

export interface ProgramFacts {
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  readonly decls: readonly Decl[];
  readonly fns: readonly Fn[];
  readonly classes: readonly Cls[];
  readonly enums: readonly Enum[];
  readonly shapes: readonly Shape[];
  readonly calls: readonly Call[];
  readonly guards: readonly Guard[];
  readonly loops: readonly Loop[];
  readonly writes: readonly Write[];
  readonly reads: readonly Read[];
  /** `throw` statements: function, guard. */
  readonly throws: readonly { readonly fn: FnIndex; readonly g: GuardIndex; readonly s: number }[];
  /** The file has statements that run (not types alone). */
  readonly hasCode: boolean;
  /** `'use server'`, `'use client'`, `'use strict'` … and the shebang as `#!`. */
  readonly directives: readonly string[];
}
