import { locate } from '../../../core/locate.ts';
import type { CallIndex } from '../../../facts/program/model.ts';
import { isFixedAtStart } from '../../settings/model.ts';
import { unsafetyOf } from './fail-safe.ts';
import type { Switch } from '../model.ts';
import type { LoopProgram } from '../program/program.ts';
import type { SettingRead, SettingReads } from './reads.ts';
import type { Unit } from '../program/unit.ts';

/** What is wrong with a switch that is asked at the right place; the work is done while what is read is `on`. */
export function qualityOf(program: LoopProgram, reads: SettingReads, at: Unit, read: SettingRead, c: CallIndex, on: boolean): Switch {
  const { access } = read;
  const told = named(at, read, c);
  if (access.exact && access.settings.length === 0) return { kind: 'unregistered', ...told };
  const wanted = on !== (read.negated === true);
  for (const i of access.settings) {
    const setting = reads.settings.settings[i]!;
    const value = setting.default.k === 'constant' ? setting.default.value : undefined;
    if (setting.type !== undefined ? setting.type !== 'boolean' : value !== undefined && value !== null && typeof value !== 'boolean') return { kind: 'not-boolean', ...told };
    if (value === !wanted) return { kind: 'off-by-default', wanted, ...told };
    if (isFixedAtStart(setting)) return { kind: 'fixed', ...told };
  }
  const detail = c < 0 ? undefined : unsafetyOf(program.unitAt, program.targets, read, at, c, on);
  return detail ? { kind: 'not-fail-safe', detail, ...told } : { kind: 'ok', ...told };
}

export function named(at: Unit, { access }: SettingRead, c: CallIndex): Pick<Switch, 'key' | 'at'> {
  const call = at.facts.calls[c];
  return { key: access.key, at: call ? locate(at.path, at.lineStarts, call.s, call.e) : access.at };
}

/** The one that is right, else the first. */
export const best = (found: readonly Switch[]): Switch | undefined => found.find(each => each.kind === 'ok') ?? found[0];
