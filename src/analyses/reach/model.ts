import type { ClassId, Edge, FnId, Instantiation, Signalling } from '../calls/model.ts';
import type { Evaluator } from './evaluation.ts';
import type { Environment } from './profiles.ts';

/** One solution: what is reached from the entries, and how. */
export interface Reach {
  has(fn: FnId): boolean;
  instantiated(cls: ClassId): boolean;
  /** The edge that first reached a function; absent for roots. */
  pred(
    fn: FnId,
  ):
    | {
        readonly from: FnId;
        readonly edge: Edge;
        /** Reached because its class was constructed there. */ readonly by?: ClassId;
        /** Where the event is emitted that it listens to. */ readonly heard?: { readonly from: FnId; readonly at: Signalling };
      }
    | undefined;
  /** Where a class was first constructed. */
  constructed(cls: ClassId): { readonly from: FnId; readonly at: Instantiation } | undefined;
}

/** What runs in a further default environment; solved when it is asked for. */
export interface Profile {
  readonly environment: Environment;
  solution(): { readonly byDefault: Reach; readonly evaluator: Evaluator };
}

export interface ReachModel {
  /** Conditions ignored, all edges. */
  readonly any: Reach;
  /** Edges whose condition is false under the defaults left out. */
  readonly byDefault: Reach;
  /** As `byDefault`, without edges that rest on a property name alone. */
  readonly strong: Reach;
  readonly evaluator: Evaluator;
  /** Environments that the configuration names or the project ships. */
  readonly profiles: readonly Profile[];
  /** What would run if nothing were known of these settings: the solution by default, continued at each call. */
  undecided(settings: ReadonlySet<number>): ReturnType<Profile['solution']>;
  /** It runs on events and timers, after its entry has booted, by default; solved when it is first asked for. */
  runsLater(fn: FnId): boolean;
  /** Source modules with code, and those of them that run in no entry: the sanity of the entries. */
  readonly sources: readonly string[];
  readonly unreached: readonly string[];
  /** Names of the entry groups in which a function is reached by default; empty when there is but one group. */
  groups(fn: FnId): readonly string[];
}
