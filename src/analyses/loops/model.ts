import type { FilePath, Location } from '../../core/model.ts';
import type { CallIndex, FnIndex, LoopIndex } from '../../facts/program/model.ts';

/**
 * What ends a loop, or keeps it from going on. `stop`: a signal or flag that others set; `data`: what the loop itself
 * fetched or met; `budget`: a counter, a deadline, a shrinking collection; `always`, `never`: nothing decides.
 */
export type Cause = 'stop' | 'data' | 'budget' | 'always' | 'never';

/** How long what runs the loop lives. Only a loop of the process needs a switch. */
export type Scope = 'process' | 'connection' | 'component' | 'call' | 'tool';

/** Where the iterations of a loop stand. */
export interface Body {
  readonly file: FilePath;
  readonly fn: FnIndex;
  /** -1: the whole function is one iteration (a timer's callback, a job's handler). */
  readonly loop: LoopIndex;
}

/** `unguarded`: no switch is seen; the others say what is wrong with the one that is. */
export type SwitchKind =
  | 'ok' | 'unguarded' | 'captured' | 'ignored' | 'after-work' | 'unregistered' | 'not-boolean' | 'off-by-default' | 'fixed' | 'not-fail-safe' | 'busy-wait';

/** How a helper that reads the switch fails to keep the loop going. */
export type Unsafe = 'off-on-failure' | 'swallows-cancellation' | 'no-resolver';

export interface Switch {
  readonly kind: SwitchKind;
  /** Setting that is read, as code reads it. */
  readonly key?: string;
  /** Where it is read. */
  readonly at?: Location;
  /** The value under which the loop works, for `off-by-default`. */
  readonly wanted?: boolean;
  /** Further words on what is wrong, for `not-fail-safe`. */
  readonly detail?: Unsafe;
}

/** One loop, timer or scheduled job of the program. */
export interface Candidate {
  /** As in the entry's key: `loop=always`, `loop=!signal.aborted`, `setInterval`, `schedule=cron.schedule` … */
  readonly form: string;
  /** The loop keyword, or the call up to its arguments. */
  readonly at: Location;
  readonly owner: string;
  readonly file: FilePath;
  readonly fn: FnIndex;
  readonly call?: CallIndex;
  /** It goes on until the program ends or somebody stops it. */
  readonly endless: boolean;
  /** What decided `endless`, in words for a reader. */
  readonly why: string;
  /** Somebody can end it, which is no way to pause it. */
  readonly stoppable?: boolean;
  readonly scope: Scope;
  /** Absent where the code of an iteration cannot be seen. */
  readonly body?: Body;
  /** Functions whose answer decides of each turn whether it is one. */
  readonly gates?: readonly Body[];
}

/** A loop that runs as long as the process does. */
export interface ServiceLoop extends Candidate {
  readonly switch: Switch;
}

export interface LoopModel {
  /** Every candidate outside test files, sorted by file, then place. */
  readonly candidates: readonly Candidate[];
  /** The endless ones of process scope. */
  readonly services: readonly ServiceLoop[];
}
