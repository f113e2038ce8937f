import { settings } from '../../src/analyses/settings/analysis.ts';
import type { Linked } from '../../src/core/link.ts';
import { judge } from '../../src/core/judge.ts';
import rule from '../../src/rules/restart-required/rule.ts';

/** The kind `restart-required` reports for a setting, as if its registration had the flag, or had none; `nothing` when it is silent. */
export function saidOf(program: Linked, setting: string, hasFlag: boolean): string {
  const known = program.model(settings);
  const isIt = (each: (typeof known.settings)[number]): boolean => `${each.file}#${each.key}` === setting;
  const flagged = { ...known, settings: known.settings.map(each => (isIt(each) ? { ...each, flags: { ...each.flags, restart: hasFlag, readOnly: false } } : each)) };
  // The id tells which analysis is asked for, which the type of its model cannot say.
  const asIf: Linked = { ...program, model: analysis => (analysis.id === settings.id ? flagged as never : program.model(analysis)) };
  const it = known.settings.find(isIt);
  const { findings } = judge(asIf, [{ rule, severity: 'error', options: rule.defaults }]);
  const found = findings.find(({ at, entry, excuse }) => it !== undefined && excuse !== 'given' && at.file === it.file && entry.key === it.key);
  return found?.entry.kind ?? 'nothing';
}
