import type { Json } from '../../core/model.ts';
import type { Guard, GuardIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { CallGraph, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { Setting, SettingIndex } from '../settings/model.ts';
import { cutBefore, type Cut } from './cuts.ts';
import type { Judged } from './judge-setting.ts';

const MAX_ROUNDS = 4;

/** A setting that has to change, and the condition that asks for it. */
export interface Flip {
  readonly setting: SettingIndex;
  readonly from: FnId;
  readonly g: GuardIndex;
}

/**
 * The smallest change of defaults found that makes a reader run, tried out by solving again with these settings
 * undecided: one setting of the first cut, else all that each further cut asks for, less those that turn out not to
 * matter. Nothing when no change of settings alone is enough.
 */
export const flipsFor = (reach: ReachModel, graph: CallGraph, { readers, cut }: Judged): readonly Flip[] | undefined => {
  if (!cut) return undefined;
  const conditions = new Map(cut.flags.map(flag => [flag, { from: cut.from, g: cut.g }]));
  const told = (flips: readonly SettingIndex[]): Flip[] => flips.map(setting => ({ setting, ...(conditions.get(setting) ?? { from: cut.from, g: cut.g }) }));
  const wanted = readers.filter(reader => reader.verdict === 'default-off');
  const tried = (flips: readonly SettingIndex[]): { readonly runs: boolean; readonly next?: Cut | undefined } => {
    const solution = reach.undecided(new Set(flips));
    const runs = (file: string, fn: number, g: number): boolean => solution.byDefault.has(graph.idOf(file, fn)) && solution.evaluator.guard(file, g).holds !== false;
    // The setting is a gate itself and has no other reader: what it cuts off goes on.
    if (wanted.length === 0) return { runs: solution.evaluator.guard(graph.fileOf(cut.from), cut.g).holds !== false };
    if (wanted.some(({ access }) => runs(access.file, access.fn, access.guard))) return { runs: true };
    const [first] = wanted;
    const fn = graph.idOf(first!.access.file, first!.access.fn);
    const state = solution.evaluator.guard(first!.access.file, first!.access.guard);
    const atReader = solution.byDefault.has(fn) && state.holds === false ? { from: fn, g: first!.access.guard, flags: state.flags, s: 0 } : undefined;
    return { runs: false, next: atReader ?? cutBefore(graph, { ...reach, ...solution }, fn) };
  };

  for (const flag of cut.flags) if (cut.flags.length > 1 && tried([flag]).runs) return told([flag]);
  let flips = [...cut.flags];
  for (let round = 0; round < MAX_ROUNDS && flips.length > 0; round++) {
    const { runs, next } = tried(flips);
    if (runs) return told(withoutNeedless(flips, less => tried(less).runs));
    const more = next?.flags.filter(flag => !flips.includes(flag)) ?? [];
    if (!next || more.length === 0) return undefined;
    for (const flag of more) conditions.set(flag, { from: next.from, g: next.g });
    flips = [...flips, ...more];
  }
  return undefined;
};

const withoutNeedless = (flips: readonly SettingIndex[], runs: (flips: readonly SettingIndex[]) => boolean): readonly SettingIndex[] => {
  let kept = flips;
  for (const flip of flips.length > 1 ? flips : []) {
    const less = kept.filter(each => each !== flip);
    if (less.length > 0 && runs(less)) kept = less;
  }
  return kept;
};

/** What a setting has to be for a condition to let through, in words: `` `"1"` ``, `true`, or that it is set at all. */
export const wantedValue = (facts: ProgramFacts, setting: Setting, g: number): string => {
  for (let at: Guard | undefined = facts.guards[g]; at; at = facts.guards[at.parent]) {
    const literal = comparedWith(at.v, setting, at.pos);
    if (literal !== undefined) return `is \`${JSON.stringify(literal)}\``;
  }
  const { default: registered } = setting;
  if (registered.k === 'constant' && typeof registered.value === 'boolean') return `is \`${String(!registered.value)}\``;
  if (registered.k === 'unset' || (registered.k === 'constant' && (registered.value === '' || registered.value === null))) return 'is set';
  return registered.k !== 'constant' || isOff(registered.value) ? 'is switched on' : `is something else than \`${JSON.stringify(registered.value)}\``;
};

/** Spellings of a switch that is off, as variables of the environment have them. */
const isOff = (value: Json): boolean => value === 0 || (typeof value === 'string' && /^(0|false|no|off|disabled|none)$/i.test(value));

/** `env.GATE !== "1"` in front of a return asks for `"1"`. */
const comparedWith = (value: Val, setting: Setting, positive: boolean): string | number | undefined => {
  if (value.k !== 'op') return undefined;
  const [left, right] = value.a;
  const isEqual = value.o === '===' || value.o === '==';
  if ((isEqual || value.o === '!==' || value.o === '!=') && left && right) {
    const [named, literal] = left.k === 'lit' ? [right, left] : [left, right];
    const names = (named.k === 'prop' || named.k === 'ref') && named.n === setting.name;
    return names && literal.k === 'lit' && isEqual === positive && (typeof literal.v === 'string' || typeof literal.v === 'number') ? literal.v : undefined;
  }
  if (value.o === '!' && left) return comparedWith(left, setting, !positive);
  return value.a.map(each => comparedWith(each, setting, positive)).find(each => each !== undefined);
};
