import type { CallIndex, FnIndex, Val } from '../../../facts/program/model.ts';
import type { Scope } from '../model.ts';

/** A call that has something run again and again by a scheduler or a queue. */
export interface Schedule {
  readonly call: CallIndex;
  /** The callee as written, `@` in front of a decorator. */
  readonly callee: string;
  /** What runs each time, where it is spelled. */
  readonly handler?: { readonly fn: FnIndex; readonly value: Val };
  /** The function it is reported under, for decorators, which stand outside of it. */
  readonly owner: FnIndex;
  /** Functions that decide of each turn whether it is one: `filter(() => enabled())`. */
  readonly gates?: readonly Val[];
  /** How long it lasts, where the call itself tells. */
  readonly scope?: Scope;
}
