import type { Target } from './linker.ts';
import type { Edge, FnId, Instantiation, Making, NamedCall } from './model.ts';

/** Where the edges of the whole program are collected. */
export interface Sink {
  edge(from: FnId, edge: Edge): void;
  instantiate(from: FnId, instantiation: Instantiation): void;
  call(from: FnId, call: NamedCall): void;
  /** A function that a call of that name may mean, with what makes the object it belongs to. */
  member(name: string, fn: FnId, made: Making): void;
  target(file: string, call: number, fn: FnId): void;
  escape(fn: FnId): void;
}

/** An edge to a target, from a place. */
export const edgeTo = ({ fn, strength, of }: Target, at: Pick<Edge, 'g' | 's' | 'repeats'>, deferred: boolean): Edge =>
  of === undefined ? { to: fn, ...at, strength, deferred } : { to: fn, ...at, strength, deferred, of };
