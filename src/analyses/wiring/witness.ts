import type { Step } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { CallGraph, FnId } from '../calls/model.ts';
import type { ReachModel } from '../reach/model.ts';
import type { Setting, SettingsModel } from '../settings/model.ts';
import { pathTo } from './cuts.ts';
import type { Judged } from './judge-setting.ts';

export interface Told {
  readonly settings: SettingsModel;
  readonly reach: ReachModel;
  readonly graph: CallGraph;
  facts(file: string): ProgramFacts;
  line(file: string, offset: number): number;
}

/** The evidence in reading order: from the entry to the cut, the condition with its values, what would make it live. */
export const witnessOf = (told: Told, setting: Setting, judged: Judged): readonly Step[] => {
  const steps: Step[] = [];
  const { cut } = judged;
  const live = judged.readers.find(reader => reader.verdict === 'live' || reader.verdict === 'weakly-live');
  if (cut) {
    steps.push(...pathSteps(told, told.reach.byDefault, cut.from));
    const guard = told.facts(told.graph.fileOf(cut.from)).guards[cut.g];
    const file = told.graph.fileOf(cut.from);
    const what = cut.cls === undefined ? 'goes no further' : `\`${told.graph.classes[cut.cls]?.name ?? 'the class'}\` is never used`;
    const values = cut.flags.map(flag => shown(told.settings.settings[flag])).join(', ');
    steps.push({ file, line: told.line(file, guard?.s ?? cut.s), text: values ? `stops here: ${what}, because ${values}` : `stops here: ${what}, because the condition is always false` });
    const flips = judged.gates.map(gate => told.settings.settings[gate]?.key).filter(key => key !== undefined && key !== setting.key);
    if (flips.length > 0) steps.push({ file, line: told.line(file, guard?.s ?? cut.s), text: `runs once ${flips.map(key => `\`${key}\``).join(' and ')} ${flips.length === 1 ? 'is' : 'are'} switched on` });
  } else if (live) {
    steps.push(...pathSteps(told, told.reach.byDefault, told.graph.idOf(live.access.file, live.access.fn)));
  }
  if (judged.profile) {
    const { name, file, variables } = judged.profile;
    const set = judged.gates.flatMap(gate => told.settings.settings[gate]?.env ?? []).find(variable => variables.has(variable));
    const given = set === undefined ? undefined : variables.get(set);
    steps.push({ file, line: given?.line ?? 1, text: `runs in \`${name}\`, which sets \`${set ?? ''}\`${given?.value === undefined ? '' : ` to \`${given.value}\``}` });
  }
  for (const { access, verdict, owner } of judged.readers.slice(0, MAX_READERS)) {
    steps.push({ file: access.file, line: access.at.line, text: `${READER_WORDS[verdict]} in \`${owner}\`` });
  }
  return steps;
};

const MAX_READERS = 12;
const MAX_PATH = 10;

const READER_WORDS = {
  live: 'read', 'weakly-live': 'read, if a call by name alone means this', 'default-off': 'read, but not in the default configuration', ghost: 'read, but nothing runs this', test: 'read by a test',
} as const;

const shown = (setting: Setting | undefined): string => {
  if (!setting) return 'a setting is off';
  const { default: registered } = setting;
  const value = registered.k === 'constant' ? JSON.stringify(registered.value) : registered.k === 'unset' ? 'unset' : 'computed';
  return `\`${setting.key}\` is ${value} by default`;
};

const pathSteps = ({ graph, facts, line }: Told, solution: ReachModel['any'], to: FnId): Step[] => {
  const path = pathTo(solution, to);
  const kept = path.length <= MAX_PATH ? path : [...path.slice(0, 3), ...path.slice(3 - MAX_PATH)];
  return kept.map((fn, i) => {
    const file = graph.fileOf(fn);
    const node = facts(file).fns[graph.indexOf(fn)];
    const owner = node?.owner ?? '<module>';
    const at = line(file, node?.s ?? 0);
    return { file, line: at, text: i === 0 ? `\`${owner}\` starts` : `then \`${owner}\`` };
  });
};
