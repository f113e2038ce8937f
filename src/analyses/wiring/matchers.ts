import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import type { Setting, SettingIndex, SettingsModel } from '../settings/model.ts';
import { canonicalName } from './canonical-name.ts';
import type { Judged } from './judge-setting.ts';

/** A service that never runs, as the settings that are certain to belong to it show. */
export interface Ghost {
  readonly owner: string;
  readonly file: string | undefined;
  /** Settings that keep it off. */
  readonly gates: readonly SettingIndex[];
  readonly judged: Judged;
}

/**
 * The seeds' matchers, for settings whose readers the analysis cannot see: a setting in the namespace of the flag that
 * keeps a service off, and a setting of a namespace whose folder holds the service's file, which names the key in code
 * (never in a comment). A setting with any reader is never matched.
 */
export const matchByHeuristic = (
  settings: SettingsModel,
  setting: Setting,
  ghosts: readonly Ghost[],
  facts: (file: string) => ProgramFacts,
): { readonly ghost: Ghost; readonly how: 'namespace' | 'reference' } | undefined => {
  if (setting.namespace === undefined) return undefined;
  for (const ghost of ghosts) {
    if (ghost.gates.some(gate => settings.settings[gate]?.namespace === setting.namespace)) return { ghost, how: 'namespace' };
  }
  for (const ghost of ghosts) {
    const folder = `/${setting.namespace}/`;
    if (ghost.file === undefined || !`/${ghost.file}`.includes(folder)) continue;
    if (namesIn(facts(ghost.file)).has(canonicalName(setting.name))) return { ghost, how: 'reference' };
  }
  return undefined;
};

const namesOfFiles = new WeakMap<ProgramFacts, ReadonlySet<string>>();

/** Property names and strings that the code of a file uses, in one spelling. */
const namesIn = (facts: ProgramFacts): ReadonlySet<string> => {
  const known = namesOfFiles.get(facts);
  if (known) return known;
  const found = new Set<string>();
  const visit = (v: Val): void => {
    switch (v.k) {
      case 'lit': if (typeof v.v === 'string') found.add(canonicalName(v.v)); return;
      case 'prop': found.add(canonicalName(v.n)); visit(v.o); return;
      case 'elem': visit(v.o); visit(v.i); return;
      case 'op': case 'tpl': v.a.forEach(visit); return;
      case 'obj': v.p.forEach(each => visit(each.v)); return;
      case 'arr': v.i.forEach(visit); return;
      case 'cond': visit(v.c); visit(v.a); visit(v.b); return;
      case 'await': case 'spread': visit(v.v); return;
      default: return;
    }
  };
  for (const read of facts.reads) visit(read.v);
  for (const call of facts.calls) { visit(call.callee); call.args.forEach(visit); }
  namesOfFiles.set(facts, found);
  return found;
};
