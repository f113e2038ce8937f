import type { FilePath } from '../../../core/model.ts';
import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Constant } from '../../values/model.ts';
import type { CallSite } from '../code.ts';

/**
 * What an expression is, as far as the program shows it. Where it depends on something that has several values (the
 * parameter of a helper, the variable of a loop) the answer is `free`, and `expand` gives one context for each value.
 */
export type Known = { readonly at?: Span } & (
  | { readonly k: 'const'; readonly v: Constant }
  | { readonly k: 'undef' }
  | { readonly k: 'obj'; readonly ctx: Ctx; readonly value: Extract<Val, { k: 'obj' }> }
  | { readonly k: 'arr'; readonly ctx: Ctx; readonly items: readonly { readonly ctx: Ctx; readonly val: Val }[]; readonly whole: boolean }
  /** The result of a call that cannot be looked through. */
  | { readonly k: 'call'; readonly ctx: Ctx; readonly call: CallIndex; readonly path: readonly string[] }
  /** A text of which parts are known; `*` stands for the others. */
  | { readonly k: 'pattern'; readonly text: string }
  | { readonly k: 'either'; readonly of: readonly Known[] }
  | { readonly k: 'free'; readonly on: Free }
  | { readonly k: 'opaque'; readonly ctx: Ctx; readonly value: Val }
);

/** Where a value is written. */
export interface Span {
  readonly file: FilePath;
  readonly s: number;
  readonly e: number;
  /** It came in through a parameter or a loop, so this is not where it is used. */
  readonly handedIn?: true;
}

/** Where a value stands, and what the parameters and loop variables around it are bound to. */
export interface Ctx {
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly env?: Env | undefined;
}

export interface Env {
  readonly frame: Frame;
  /** Absent: bound to something that is not known. */
  readonly args?: readonly Val[];
  readonly ctx: Ctx;
  readonly outer: Env | undefined;
}

/** A function (`file#index`) or a loop variable (the `item` value itself). */
export type Frame = string | Val;

export type Free =
  | { readonly k: 'param'; readonly file: FilePath; readonly fn: FnIndex }
  | { readonly k: 'item'; readonly item: Val; readonly of: Known; readonly how: 'of' | 'in' | 'await' };

export interface Expansion {
  readonly ctx: Ctx;
  /** The call that binds the parameters; none for a loop. */
  readonly site?: CallSite;
}

/** The calls on the way to a place, with one step more. */
export const extended = (trail: readonly CallSite[], { site }: Expansion): readonly CallSite[] => (site ? [...trail, site] : trail);

export const frameOf = (file: FilePath, fn: FnIndex): string => `${file}#${fn}`;

export const spanOf = (ctx: Ctx, val: Val): Span | undefined => ('s' in val ? { file: ctx.file, s: val.s, e: val.e } : undefined);

/** Marks a value that came in through a parameter or a loop, so that its place stays where it is written. */
export const crossing = (known: Known): Known => (known.at && !known.at.handedIn ? { ...known, at: { ...known.at, handedIn: true } } : known);

/** One of several; what is free among them has to be bound first. */
export const either = (of: readonly Known[]): Known =>
  of.find(each => each.k === 'free') ?? { k: 'either', of: of.flatMap(each => (each.k === 'either' ? each.of : [each])) };

/** Nothing is known, and nothing stands anywhere. */
export const UNKNOWN: Known = { k: 'opaque', ctx: { file: '', fn: 0 }, value: { k: '?' } };

/** What a part of the evaluation asks of the whole. */
export interface Evaluation {
  evaluate(ctx: Ctx, val: Val): Known;
  /** One level deeper, as long as there are levels left. */
  deeper(otherwise: () => Known, then: () => Known): Known;
}
