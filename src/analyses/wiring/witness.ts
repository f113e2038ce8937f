import type { Step } from '../../core/model.ts';
import type { Guard, ProgramFacts } from '../../facts/program/model.ts';
import type { CallGraph, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { Environment } from '../reach/profiles.ts';
import type { Access, Setting, SettingIndex, SettingsModel } from '../settings/model.ts';
import type { Values } from '../values/model.ts';
import { outermostFalse, pathTo, type Cut } from './cuts.ts';
import { wantedValue, type Flip } from './flips.ts';
import type { Judged } from './judge-setting.ts';
import type { ReaderVerdict } from './model.ts';
import { missingLink, placeFor } from './missing-link.ts';
import { spell } from './spell.ts';

export interface Told {
  readonly settings: SettingsModel;
  readonly reach: ReachModel;
  readonly graph: CallGraph;
  facts(file: string): ProgramFacts;
  readonly values: Values;
  line(file: string, offset: number): number;
  /** Functions that lead to one, whether they run or not. */
  callersOf(fn: FnId): readonly { readonly from: FnId; readonly s: number }[];
  /** Reads that only fill a member which nobody reads. */
  copiesOf(setting: SettingIndex): readonly { readonly access: Access; readonly to: string }[];
  /** The smallest change of defaults that makes a reader run; the gates as they are where nobody asks for more. */
  flips(judged: Judged): readonly Flip[] | undefined;
}

/** The evidence in reading order: from the entry to the cut, the condition with its values, what would make it live. */
export const witnessOf = (told: Told, judged: Judged, setting: SettingIndex): readonly Step[] => {
  const { cut, profile } = judged;
  const live = judged.readers.find(reader => reader.verdict === 'live') ?? judged.readers.find(reader => reader.verdict === 'weakly-live');
  const ghost = judged.readers.find(reader => reader.verdict === 'ghost');
  const readers = inOrder(judged.readers)
    .slice(0, MAX_READERS)
    .map((reader): Step => ({ file: reader.access.file, line: reader.access.at.line, text: `${readWords(told, reader)} in \`${reader.owner}\`` }));
  if (cut)
    return [
      ...pathSteps(told, told.reach.byDefault, cut.from),
      cutStep(told, cut),
      ...holderSteps(told, cut),
      ...flipSteps(told, judged, cut),
      ...(profile ? [profileStep(told, judged, profile)] : []),
      ...readers,
    ];
  if (live) return [...pathSteps(told, live.verdict === 'live' ? told.reach.strong : told.reach.byDefault, told.graph.idOf(live.access.file, live.access.fn)), ...readers];
  const copies =
    judged.verdict === 'unread'
      ? told
          .copiesOf(setting)
          .slice(0, MAX_READERS)
          .map(({ access, to }): Step => ({ file: access.file, line: access.at.line, text: `copied into \`${to}\`, which nothing reads` }))
      : [];
  return [...copies, ...readers, ...(ghost ? missingLink(told, told.graph.idOf(ghost.access.file, ghost.access.fn)) : [])];
};

/** The first place where the way ends, the condition there as it is written, and the values that decide it. */
const cutStep = ({ graph, facts, line, settings, reach }: Told, cut: Cut): Step => {
  const file = graph.fileOf(cut.from);
  const guard = facts(file).guards[outermostFalse(reach, facts(file), file, cut.g)];
  const what = cut.cls === undefined ? 'goes no further' : `\`${graph.classes[cut.cls]?.name ?? 'the class'}\` is never used`;
  const values = cut.flags.map(flag => shown(settings.settings[flag])).join(', ');
  const condition = guard ? `\`${spell(facts(file), guard.v)}\` is ${wordOf(guard)}` : 'the condition is false';
  return { file, line: line(file, guard?.s ?? cut.s), text: `stops here: ${what}, because ${condition}${values ? `: ${values}` : ', whatever is configured'}` };
};

const wordOf = ({ k, pos }: Guard): string => (k === 'nullish' ? 'given' : k === 'optional' ? 'empty' : pos ? 'false' : 'true');

/** Where an instance would have to be put, when nothing but `null` ever is. */
const holderSteps = (told: Told, { cls, flags }: Cut): Step[] => {
  const place = cls === undefined || flags.length > 0 ? undefined : placeFor(told, cls);
  return place
    ? [
        {
          file: place.file,
          line: told.line(place.file, place.decl.s),
          text: `\`${place.decl.n}\` waits for \`${told.graph.classes[cls!]?.name ?? ''}\` here, and nothing but \`${place.holds}\` is ever put into it`,
        },
      ]
    : [];
};

/** The smallest change of defaults after which a reader runs. */
const flipSteps = (told: Told, judged: Judged, cut: Cut): Step[] => {
  if (judged.gates.length === 0) return [];
  const { graph, facts, line, settings, reach } = told;
  const file = graph.fileOf(cut.from);
  const at = { file, line: line(file, facts(file).guards[outermostFalse(reach, facts(file), file, cut.g)]?.s ?? cut.s) };
  const flips = told.flips(judged) ?? [];
  if (flips.length === 0) return [{ ...at, text: 'no change of settings alone makes it run' }];
  const words = flips.flatMap(({ setting: flip, from, g }) => {
    const each = settings.settings[flip];
    return each ? [`\`${each.key}\` ${wantedValue(facts(graph.fileOf(from)), each, g)}`] : [];
  });
  const isFrozen = judged.verdict === 'ghost-wired' || judged.verdict === 'self-gated';
  return [{ ...at, text: `${isFrozen ? 'runs only after a restart,' : 'runs'} once ${words.join(' and ')}` }];
};

const profileStep = ({ settings }: Told, { gates }: Judged, { name, file, variables }: Environment): Step => {
  const set = gates.flatMap(gate => settings.settings[gate]?.env ?? []).find(variable => variables.has(variable));
  const given = set === undefined ? undefined : variables.get(set);
  return { file, line: given?.line ?? 1, text: `runs in \`${name}\`, which sets \`${set ?? ''}\`${given?.value === undefined ? '' : ` to \`${given.value}\``}` };
};

const WEAKLY = ', if a call that is known by its name alone means this';
const MAX_READERS = 12;
const MAX_PATH = 10;

const READER_WORDS = {
  live: 'read', 'weakly-live': 'read, if a call by name alone means this', 'default-off': 'read, but not in the default configuration', ghost: 'read, but nothing runs this', test: 'read by a test', undecided: 'read, if this runs',
} as const;

/** A read that is taken for one by its spelling alone says which spelling that is. */
const readWords = ({ facts }: Told, { access, verdict }: ReaderVerdict): string => {
  if (verdict !== 'weakly-live' || access.strength !== 'weak') return READER_WORDS[verdict];
  const call = access.call === undefined ? undefined : facts(access.file).calls[access.call];
  return call ? `read, if \`${spell(facts(access.file), call.callee)}\` is what reads settings` : 'read, if this name means this setting';
};

/** What runs first, as it decides, and what only tests read last; otherwise as they stand. */
const inOrder = (readers: readonly ReaderVerdict[]): readonly ReaderVerdict[] => [...readers].sort((a, b) => BY_WEIGHT.indexOf(a.verdict) - BY_WEIGHT.indexOf(b.verdict));

const BY_WEIGHT: readonly ReaderVerdict['verdict'][] = ['live', 'weakly-live', 'default-off', 'ghost', 'undecided', 'test'];

const shown = (setting: Setting | undefined): string => {
  if (!setting) return 'a setting is off';
  const { default: registered } = setting;
  const value = registered.k === 'constant' ? JSON.stringify(registered.value) : registered.k === 'unset' ? 'unset' : 'computed';
  return `\`${setting.key}\` is ${value} by default`;
};

const pathSteps = ({ graph, facts, line }: Told, solution: ReachModel['any'], to: FnId): Step[] => {
  const path = pathTo(solution, to);
  const kept = path.length <= MAX_PATH ? path : [...path.slice(0, 3), ...path.slice(3 - MAX_PATH)];
  const steps = kept.map((fn, i): Step => {
    const file = graph.fileOf(fn);
    const node = facts(file).fns[graph.indexOf(fn)];
    const owner = node?.owner ?? '<module>';
    const at = line(file, node?.s ?? 0);
    return { file, line: at, text: i === 0 ? `\`${owner}\` starts` : `then \`${owner}\`${solution.pred(fn)?.edge.strength === 'weak' ? WEAKLY : ''}` };
  });
  // A function inside a function of the same name in messages is no step that tells more.
  return steps.filter((each, i) => each.text !== steps[i - 1]?.text);
};
