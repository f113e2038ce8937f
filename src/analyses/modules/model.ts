import type { FilePath } from '../../core/model.ts';
import type { DeclIndex, Val } from '../../facts/program/model.ts';

/** Where a module specifier leads. */
export type Resolution =
  | { readonly k: 'file'; readonly file: FilePath }
  /** A package that is not part of the workspace or whose code is not scanned, an asset, or a module of Node itself (`node:` always written). */
  | { readonly k: 'external'; readonly name: string }
  /** Spelled like a module of this program, but there is none. */
  | { readonly k: 'missing' };

/** What a name stands for once imports and re-exports are followed to the end. */
export type Binding =
  | { readonly k: 'decl'; readonly file: FilePath; readonly decl: DeclIndex }
  /** `export default <expression>`. */
  | { readonly k: 'value'; readonly file: FilePath; readonly value: Val }
  | { readonly k: 'namespace'; readonly file: FilePath }
  /** `name` is `'*'` for the namespace. */
  | { readonly k: 'external'; readonly from: string; readonly name: string };

/** The module graph: who imports what, with names followed through barrels and re-exports (cycles guarded). */
export interface ModuleGraph {
  /** Resolution of one specifier as seen from one file; memoised. */
  resolve(from: FilePath, specifier: string): Resolution;
  /** What a file exports under a name. */
  exported(file: FilePath, name: string): Binding | undefined;
  /** Every name a file exports, through `export *` too; sorted. */
  exportedNames(file: FilePath): readonly string[];
  /** What an import declaration stands for; for any other declaration the declaration itself. */
  binding(file: FilePath, decl: DeclIndex): Binding | undefined;
  /** What `require(specifier)`, `await import(specifier)` and `import * as x` yield: the namespace, or what a CommonJS module assigns to `module.exports`. */
  moduleObject(from: FilePath, specifier: string): Binding | undefined;
  /**
   * Files that run because this one does, each once, with the specifier's offset; imports that TypeScript elides are left
   * out. `dynamic`: loaded by an `import()`, a `require` inside a function, a worker's URL or a path
   * put together at run time (each file that it may mean), and so perhaps never.
   * `droppable`: bound names are used in statements without effect only, and the file's package declares that it has no
   * side effects, so a bundler may leave the file out.
   */
  imports(file: FilePath): readonly { readonly file: FilePath; readonly s: number; readonly dynamic?: true; readonly droppable?: true }[];
  /** The workspace package a file belongs to: directory of the nearest package.json ('' for the root). */
  packageOf(file: FilePath): string;
}
