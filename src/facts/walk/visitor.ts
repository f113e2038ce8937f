import type { ts } from 'ts-morph';
import type { FactKind, FilePath, Location } from '../../core/model.ts';
import type { DeclIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../program/model.ts';

/** One file as an extractor sees it. Parsed once; the tree dies when the walk ends. */
export interface Source {
  readonly path: FilePath;
  readonly text: string;
  readonly tree: ts.SourceFile;
  readonly lineStarts: readonly number[];
  at(start: number, end: number): Location;
}

/** Where the walk stands. All of it is live: read it inside `visit`, do not keep it. */
export interface Place {
  /** Ancestors of the visited node, outermost first; the last one is its parent. */
  readonly ancestors: readonly ts.Node[];
  /** The n-th ancestor: 0 is the parent. */
  up(n: number): ts.Node | undefined;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  /** Nearest named class and member, else the chain of function and variable names, else `<module>`. */
  readonly owner: string;
  /** Declaration of a name as seen from here; call it in `finish`-time closures only for hoisted names. -1: not of this file. */
  declOf(name: string): DeclIndex;
  /** The program value of an expression that the walk has lowered or will lower. */
  valueOf(node: ts.Expression): Val;
}

/** How one kind of fact is found: fed by the single walk with the nodes it asked for. */
export interface Extractor<T> {
  readonly kind: FactKind<string, T>;
  begin(source: Source, place: Place): FileVisitor<T>;
}

export interface FileVisitor<T> {
  /** Kinds of node that `visit` wants, before their children are walked. */
  readonly wants: readonly ts.SyntaxKind[];
  visit(node: ts.Node): void;
  /** After the whole tree. */
  finish(): T;
}
