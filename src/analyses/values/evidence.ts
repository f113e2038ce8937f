import type { FilePath } from '../../core/model.ts';
import type { ClassIndex, DeclIndex, FnIndex, TypeRef, Val } from '../../facts/program/model.ts';

/** One reason to think that a value is of a type. */
export type Evidence =
  | { readonly k: 'type'; readonly file: FilePath; readonly type: TypeRef }
  | { readonly k: 'class'; readonly file: FilePath; readonly cls: ClassIndex }
  /** Constructed from a class of another program, or made by a function of one (then without a name). */
  | { readonly k: 'name'; readonly name: string; readonly from?: string };

/** Each takes the depth of the question, which grows with every step. */
export interface EvidenceOf {
  ofValue(file: FilePath, fn: FnIndex, value: Val, depth: number): readonly Evidence[];
  ofDecl(file: FilePath, decl: DeclIndex, depth: number): readonly Evidence[];
  /** Of what a function returns. */
  ofReturn(file: FilePath, fn: FnIndex, depth: number): readonly Evidence[];
}

export const MAX_DEPTH = 12;
