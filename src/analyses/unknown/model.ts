import type { Location } from '../../core/model.ts';

/** A place that names a setting which nothing registers. */
export interface UnknownAccess {
  readonly key: string;
  readonly mode: 'read' | 'watch' | 'write';
  /** The registered name that was most likely meant. */
  readonly nearest?: string;
  /** Nearest named class and member, else the chain of function and variable names, else `<module>`. */
  readonly owner: string;
  readonly at: Location;
}

export interface UnknownModel {
  /** Sorted by file, then place. */
  readonly accesses: readonly UnknownAccess[];
}
