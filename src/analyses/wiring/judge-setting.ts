import type { SettingVerdict } from '../inventory/model.ts';
import { saysOn } from '../reach/defaults.ts';
import type { ReachModel } from '../reach/model.ts';
import { givenTo, type Environment } from '../reach/profiles.ts';
import type { Access, Setting, SettingIndex } from '../settings/model.ts';
import { cutBefore, type Cut } from './cuts.ts';
import { gateOf, isFrozenGate } from './gates.ts';
import { fnOf, keepsAlive, type Context } from './judging.ts';
import type { ReaderVerdict } from './model.ts';

export interface Judged {
  readonly verdict: SettingVerdict;
  readonly owner: string;
  readonly readers: readonly ReaderVerdict[];
  readonly gates: readonly SettingIndex[];
  readonly cut?: Cut;
  /** The environment that switches it on, where the defaults leave it off. */
  readonly profile?: Environment;
}

/** The verdict on one setting, from where it is read; what is off by default is no ghost where the project ships an environment that switches it on. */
export const judgeSetting = (context: Context, index: SettingIndex): Judged => {
  const judged = judgeByDefaults(context, index);
  const profile = judged.gates.length === 0 ? undefined : profileWith(context, judged);
  return profile ? { ...judged, verdict: judged.verdict === 'external' || judged.verdict === 'skipped' ? judged.verdict : 'default-off', profile } : judged;
};

const profileWith = ({ settings, reach, graph }: Context, { gates, readers, cut }: Judged): Environment | undefined => {
  const found = reach.profiles.find(({ environment, solution }) => {
    if (!gates.some(gate => givenTo(environment, settings.settings[gate] as Setting))) return false;
    const { byDefault, evaluator } = solution();
    const runs = (file: string, fn: number, guard: number): boolean => byDefault.has(graph.idOf(file, fn)) && evaluator.guard(file, guard).holds !== false;
    if (readers.some(({ access, verdict }) => verdict === 'default-off' && runs(access.file, access.fn, access.guard))) return true;
    // A gate that is read at boot is on there when what it cuts off goes on.
    return cut !== undefined && byDefault.has(cut.from) && evaluator.guard(graph.fileOf(cut.from), cut.g).holds !== false;
  });
  return found?.environment;
};

const judgeByDefaults = (context: Context, index: SettingIndex): Judged => {
  const setting = context.settings.settings[index] as Setting;
  const accesses = context.accessesOf(index);
  const readers = accesses.filter(keepsAlive).map(access => judgeReader(context, access));
  const own = readers.filter(reader => reader.verdict !== 'test');
  const plain = (verdict: SettingVerdict, owner = '-'): Judged => ({ verdict, owner, readers, gates: [] });
  if (context.isExternal(setting.key)) return plain('external');
  if (setting.flags.external === true) {
    // What reads it outside of the program keeps it alive where nothing inside is sure to.
    const inside = own.find(reader => reader.verdict === 'live' && reader.access.strength === 'exact');
    return inside ? plain('live', inside.owner) : plain('external');
  }
  if (setting.flags.action === true) return plain('skipped');
  const best = own.find(reader => reader.verdict === 'live');
  const weak = own.find(reader => reader.verdict === 'weakly-live');
  const gated = gateOf(context, index, own);
  if (setting.flags.readOnly === true) return plain('skipped');
  if ((best ?? weak) && gated) {
    const behind = own.filter(reader => reader.verdict === 'default-off');
    const isOwnGate = isBlank(setting) && behind.length > 0 && behind.every(reader => cutOf(context, reader)?.flags.every(flag => flag === index) === true);
    return { ...plain(isOwnGate ? 'self-gated' : 'ghost-wired', gated.owner), gates: [index], cut: gated.cut };
  }
  if (best) return plain('live', best.owner);
  if (weak) return plain('weakly-live', weak.owner);
  // What is kept so that whoever set it is told what replaces it needs no reader.
  if (own.length === 0) return plain(setting.flags.deprecated === true ? 'skipped' : withoutReaders(accesses, readers));
  const off = own.filter(reader => reader.verdict === 'default-off');
  if (off.length > 0) return defaultOff(context, index, setting, readers, off);
  const ghost = own.find(reader => !isIdle(context, reader) && !mayBeCalledByAbsent(context, reader));
  return ghost ? plain('ghost-wired', context.classNameOf(fnOf(context, ghost.access)) ?? ghost.owner) : plain('escaped', own[0]?.owner);
};

const judgeReader = (context: Context, access: Access): ReaderVerdict => {
  const { reach, graph } = context;
  const fn = fnOf(context, access);
  const owner = context.ownerOf(fn);
  if (access.test) return { access, verdict: 'test', owner };
  const runs = (solution: ReachModel['any']): boolean => solution.has(fn) && (access.cls === undefined || solution.instantiated(graph.classId(access.file, access.cls)) || solution.has(fn));
  const blocked = reach.evaluator.guard(access.file, access.guard).holds === false;
  const verdict =
    !runs(reach.any) || context.isUnheard(access)
      ? 'ghost'
      : blocked || !runs(reach.byDefault)
        ? 'default-off'
        : access.strength === 'weak' || !runs(reach.strong)
          ? 'weakly-live'
          : 'live';
  return { access, verdict, owner };
};

const withoutReaders = (accesses: readonly Access[], readers: readonly ReaderVerdict[]): SettingVerdict => {
  if (readers.length > 0) return 'test-only';
  if (accesses.some(access => access.mode === 'write' && !access.test)) return 'write-only';
  return accesses.some(access => access.mode === 'mention' && !access.test) ? 'mention-only' : 'unread';
};

/** A reader in a class that something holds a place for, but nothing fills or starts: it may be filled from outside. */
const isIdle = (context: Context, reader: ReaderVerdict): boolean => {
  const cls = context.classOf(fnOf(context, reader.access));
  return cls !== undefined && context.hasIdleHolder(cls);
};

/** What reads belongs to something that is in use, and a part of the program that is not here may call it. */
const mayBeCalledByAbsent = (context: Context, { access }: ReaderVerdict): boolean => {
  if (!context.lacksParts(access.file) || access.mode === 'watch') return false;
  const { graph, reach } = context;
  const cls = context.classOf(fnOf(context, access));
  return cls === undefined ? reach.any.has(graph.idOf(access.file, 0)) : reach.any.instantiated(cls);
};

const defaultOff = (context: Context, index: SettingIndex, setting: Setting, readers: readonly ReaderVerdict[], off: readonly ReaderVerdict[]): Judged => {
  const cuts = off.map(reader => cutOf(context, reader));
  const gates = [...new Set(cuts.flatMap(cut => cut?.flags ?? []))];
  const first = cuts.find(cut => cut !== undefined);
  const owner = (first?.cls !== undefined ? context.graph.classes[first.cls]?.name : undefined) ?? context.classNameOf(fnOf(context, off[0]?.access as Access)) ?? off[0]?.owner ?? '-';
  const base = { readers, gates, owner, ...(first ? { cut: first } : {}) };
  // Every way to a reader must end at a condition decided once, at boot, by a setting that could be changed at run time.
  const frozen = cuts.every(cut => cut !== undefined && cut.flags.some(flag => isFrozenGate(context, flag, cut)));
  const hardcoded = cuts.every(cut => cut !== undefined && cut.flags.length === 0);
  if (frozen && gates.every(gate => gate === index)) return { verdict: 'self-gated', ...base };
  if (frozen || hardcoded) return { verdict: 'ghost-wired', ...base };
  // What is not configured at all is no switch that is off: the default of a part of it promises nothing.
  const isUnconfigured = gates.length > 0 && gates.every(gate => isBlank(context.settings.settings[gate]));
  if (saysOn(setting) && !isUnconfigured) return { verdict: 'misleading-default', ...base };
  return { verdict: 'default-off', ...base };
};

/** Neither set nor a switch: an address or a key that waits to be given. */
const isBlank = (setting: Setting | undefined): boolean =>
  setting?.type !== 'boolean' && (setting?.default.k === 'unset' || (setting?.default.k === 'constant' && setting.default.value === ''));

const cutOf = (context: Context, reader: ReaderVerdict): Cut | undefined => {
  const { reach, graph } = context;
  const fn = fnOf(context, reader.access);
  const state = reach.evaluator.guard(reader.access.file, reader.access.guard);
  if (reach.byDefault.has(fn) && state.holds === false) return { from: fn, g: reader.access.guard, flags: state.flags, s: 0 };
  return cutBefore(graph, reach, fn);
};
