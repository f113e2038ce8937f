import type { FnIndex } from '../../facts/program/model.ts';
import type { AccessKind, EnvironmentSource } from './model.ts';
import type { Names } from './names.ts';

/** An access, before it is known whose names a helper is given. */
export interface Touch {
  readonly kind: AccessKind;
  readonly source: EnvironmentSource;
  readonly names: Names;
  readonly fn: FnIndex;
  readonly s: number;
  readonly e: number;
}
