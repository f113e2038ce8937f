import type { ModuleGraph } from '../modules/model.ts';
import type { Values } from '../values/model.ts';
import type { Contents } from './contents.ts';
import type { Events } from './events.ts';
import type { Ids } from './ids.ts';
import type { Lazy } from './lazy.ts';
import type { MemberNames } from './member-names.ts';
import type { ClassId, ClassNode, FnId, Strength } from './model.ts';

export interface Linker {
  readonly ids: Ids;
  readonly values: Values;
  readonly modules: ModuleGraph;
  readonly classes: readonly ClassNode[];
  readonly events: Events;
  readonly lazy: Lazy;
  readonly contents: Contents;
  readonly members: MemberNames;
}

export interface Target {
  readonly fn: FnId;
  readonly strength: Strength;
  readonly of?: ClassId;
}

/** What a call may lead to. `named` is left when only the name of the member is known. */
export interface Targets {
  readonly fns: readonly Target[];
  readonly construct?: ClassId;
  readonly named?: string;
  /** The callee is outside the program, so what it is handed may be called by it. Of a member that nothing of the program has, known only where `ofAnyName` is asked. */
  readonly external: boolean;
}
