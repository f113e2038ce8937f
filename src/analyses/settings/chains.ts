import type { CallIndex, FnIndex, GuardIndex, LoopIndex, Val } from '../../facts/program/model.ts';
import type { Unit } from './code.ts';

/** A chain of members that is read, called or written. */
export interface Chain {
  readonly value: Val;
  readonly fn: FnIndex;
  readonly guard: GuardIndex;
  readonly loop: LoopIndex;
  readonly call?: CallIndex;
  readonly isWrite: boolean;
  /** It only decides whether something runs. */
  readonly tested?: boolean;
}

/** Chains that are read, called or written, of those that `isMeant` lets pass; destructured names are reads of their own. */
export function chainsOf({ facts }: Unit, isMeant: (value: Val) => boolean = () => true): Chain[] {
  const chains: Chain[] = [];
  for (const { v, fn, g, loop, use } of facts.reads) if (isMeant(v)) chains.push({ value: v, fn, guard: g, loop, isWrite: false, ...(use === 'condition' && { tested: true }) });
  facts.calls.forEach(({ callee, fn, g, loop }, c) => { if (callee.k === 'prop' && isMeant(callee)) chains.push({ value: callee, fn, guard: g, loop, call: c, isWrite: false }); });
  for (const { t, fn, g, loop } of facts.writes) if (t.k === 'prop' && isMeant(t)) chains.push({ value: t, fn, guard: g, loop, isWrite: true });
  return chains;
}

/** The names of a chain from its root, each with the chain up to it. */
export function namesOf(value: Val): readonly { readonly name: string; readonly value: Val }[] {
  const names: { name: string; value: Val }[] = [];
  let at = value;
  for (;;) {
    if (at.k === 'prop') {
      names.unshift({ name: at.n, value: at });
      at = at.o;
    } else if (at.k === 'await') at = at.v;
    else if (at.k === 'elem') {
      names.unshift({ name: '*', value: at });
      at = at.o;
    } else return names;
  }
}

/** What a chain of members begins with. */
export function rootOf(value: Val): Val {
  let at = value;
  while (at.k === 'prop' || at.k === 'elem' || at.k === 'await') at = at.k === 'await' ? at.v : at.o;
  return at;
}
