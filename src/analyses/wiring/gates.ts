import type { ClassId, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import { isFixedAtStart, type Setting, type SettingIndex } from '../settings/model.ts';
import type { Cut } from './cuts.ts';
import { fnOf, isLive, keepsAlive, type Context } from './judging.ts';
import type { ReaderVerdict } from './model.ts';

/**
 * The setting is itself the gate of something: it is read, but only at boot, and its default says off, so that
 * switching it on changes nothing until a restart. Only when it guards readers of other settings, or constructions.
 */
export const gateOf = (context: Context, index: SettingIndex, readers: readonly ReaderVerdict[]): { readonly owner: string; readonly cut: Cut } | undefined => {
  const setting = context.settings.settings[index] as Setting;
  if (setting.flags.readOnly === true || isFixedAtStart(setting)) return undefined;
  for (const cut of gateCuts(context).get(index) ?? []) {
    if (!isFrozenGate(context, index, cut)) return undefined;
    const live = readers.some(({ access }) => isLive(context, fnOf(context, access)) || access.loop >= 0 || access.mode === 'watch');
    if (!live) return { owner: (cut.cls !== undefined ? context.graph.classes[cut.cls]?.name : undefined) ?? context.ownerOf(cut.from), cut };
  }
  return undefined;
};

/** The flag could be changed at run time, but nothing looks at it again after boot. */
export const isFrozenGate = (context: Context, flag: SettingIndex, cut: Cut): boolean => {
  const setting = context.settings.settings[flag];
  if (!setting || isFixedAtStart(setting)) return false;
  const looks = context.accessesOf(flag).filter(access => keepsAlive(access) && !access.test && context.reach.byDefault.has(fnOf(context, access)));
  if (looks.some(access => access.mode === 'watch' || isLive(context, fnOf(context, access)) || access.loop >= 0)) return false;
  return !isLive(context, cut.from);
};

/** Every construction and call that the defaults cut off, by the settings that do it. Cuts with a class come first. */
const gateCuts = ({ reach, graph }: Context): ReadonlyMap<SettingIndex, readonly Cut[]> => {
  const known = gateCache.get(reach);
  if (known) return known;
  const found = new Map<SettingIndex, Cut[]>();
  const note = (from: FnId, g: number, s: number, cls?: ClassId): void => {
    if (g < 0) return;
    const state = reach.evaluator.guard(graph.fileOf(from), g);
    if (state.holds !== false) return;
    for (const flag of state.flags) {
      const cut: Cut = { from, g, flags: state.flags, s, ...(cls === undefined ? {} : { cls }) };
      const list = found.get(flag) ?? [];
      if (cls === undefined) list.push(cut);
      else list.unshift(cut);
      found.set(flag, list);
    }
  };
  for (let fn = 0; fn < graph.size; fn++) {
    if (!reach.byDefault.has(fn)) continue;
    for (const edge of graph.edges(fn)) if (!reach.byDefault.has(edge.to)) note(fn, edge.g, edge.s, edge.of);
    for (const each of graph.instantiations(fn)) if (!reach.byDefault.instantiated(each.cls)) note(fn, each.g, each.s, each.cls);
  }
  gateCache.set(reach, found);
  return found;
};

const gateCache = new WeakMap<ReachModel, ReadonlyMap<SettingIndex, readonly Cut[]>>();
