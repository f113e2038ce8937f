import { addTo } from '../../core/multimap.ts';
import type { FnId, Signal, Signalling } from './model.ts';

/** What edges of the graph wait for besides their condition: an event that is emitted, a router that is mounted. */
export interface Signals {
  /** The signal of this name; the first to ask says where it is given. */
  named(name: string, given: () => readonly Given[]): Signal;
  /** Nothing gives it. */
  isNever(signal: Signal): boolean;
  /** What each function gives. Asked once everybody who waits is known. */
  byFunction(): ReadonlyMap<FnId, readonly Signalling[]>;
}

/** A place that gives a signal. */
export type Given = Omit<Signalling, 'signal'> & { readonly from: FnId };

export const signals = (): Signals => {
  const numbers = new Map<string, Signal>();
  const isGiven: boolean[] = [];
  const byFn = new Map<FnId, Signalling[]>();
  return {
    named(name, given) {
      const before = numbers.get(name);
      if (before !== undefined) return before;
      const signal = numbers.size;
      numbers.set(name, signal);
      const places = given();
      isGiven[signal] = places.length > 0;
      for (const { from, g, s, strength } of places) {
        addTo(byFn, from, { signal, g, s, strength });
      }
      return signal;
    },
    isNever: signal => isGiven[signal] !== true,
    byFunction: () => byFn,
  };
};
