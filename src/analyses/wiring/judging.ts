import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { Access, SettingIndex, SettingsModel } from '../settings/model.ts';

/** What the verdict on a setting is made from. */
export interface Context {
  readonly settings: SettingsModel;
  readonly reach: ReachModel;
  readonly graph: CallGraph;
  /** What touches a setting, reads through a typed configuration object that mirrors the registry included. */
  accessesOf(setting: SettingIndex): readonly Access[];
  ownerOf(fn: FnId): string;
  /** Class of a function's owner, when it stands in one. */
  classNameOf(fn: FnId): string | undefined;
  /** A holder declared for the class (`let x: C | null = null`) that nothing fills and nothing starts. */
  hasIdleHolder(cls: ClassId): boolean;
  classOf(fn: FnId): ClassId | undefined;
  isExternal(key: string): boolean;
  /** A part of the file's package is not here, and may call what is in use otherwise. */
  lacksParts(file: string): boolean;
  /** It watches a setting, and nothing ever tells it of a change. */
  isUnheard(access: Access): boolean;
}

export const keepsAlive = (access: Access): boolean => access.mode === 'read' || access.mode === 'watch';

export const fnOf = ({ graph }: Context, access: Access): FnId => graph.idOf(access.file, access.fn);

export const isLive = ({ reach }: Context, fn: FnId): boolean => reach.runsLater(fn);
