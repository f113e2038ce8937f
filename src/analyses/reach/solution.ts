import type { ClassId, Edge, FnId, Instantiation, Signal, Signalling } from '../calls/model.ts';
import type { Reach } from './model.ts';

/** A solution with all that is needed to go on from it. */
export interface Solution extends Reach {
  readonly state: State;
}

/** What has happened so far, and what waits for a class, an event, or what makes an object. */
interface State {
  readonly reached: Uint8Array;
  readonly preds: (Found | undefined)[];
  readonly built: Map<ClassId, { readonly from: FnId; readonly at: Instantiation }>;
  readonly hasInstance: Set<ClassId>;
  readonly waiting: Map<ClassId, Waiting[]>;
  readonly listed: Map<ClassId, { readonly from: FnId; readonly at: Instantiation }[]>;
  readonly unmade: Map<FnId, Waiting[]>;
  readonly emitted: Map<Signal, { readonly from: FnId; readonly at: Signalling }>;
  readonly unheard: Map<Signal, Waiting[]>;
  readonly namesCalled: Set<string>;
  /** Reached functions in which something was left out for its condition. */
  readonly stopped: Set<FnId>;
  /** Calls by name of what is only made under a condition that is false. */
  readonly never: Waiting[];
}

export type Found = NonNullable<ReturnType<Reach['pred']>>;

type Waiting = { readonly from: FnId; readonly edge: Edge };

/** The state in which nothing is reached. Solutions from one root are made by the hundred, so no list is filled in by a function. */
export const fresh = (size: number): State => ({
  reached: new Uint8Array(size), preds: ofLength(size), built: new Map(), hasInstance: new Set(), waiting: new Map(), listed: new Map(),
  unmade: new Map(), emitted: new Map(), unheard: new Map(), namesCalled: new Set(), stopped: new Set(), never: [],
});

function ofLength<T>(size: number): (T | undefined)[] {
  const list: (T | undefined)[] = [];
  list.length = size;
  return list;
}

/** A state that can be changed without the other. */
export const copyOf = (state: State): State => ({
  reached: state.reached.slice(), preds: state.preds.slice(), built: new Map(state.built), hasInstance: new Set(state.hasInstance),
  waiting: copyOfLists(state.waiting), listed: copyOfLists(state.listed), unmade: copyOfLists(state.unmade),
  emitted: new Map(state.emitted), unheard: copyOfLists(state.unheard), namesCalled: new Set(state.namesCalled), stopped: new Set(state.stopped), never: [...state.never],
});

const copyOfLists = <K, V>(map: ReadonlyMap<K, V[]>): Map<K, V[]> => new Map([...map].map(([key, list]) => [key, [...list]]));
