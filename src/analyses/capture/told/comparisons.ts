import type { FilePath } from '../../../core/model.ts';
import type { GuardIndex, ProgramFacts, Val } from '../../../facts/program/model.ts';
import type { Access, SettingIndex } from '../../settings/model.ts';
import { isLogging } from '../follow/sinks.ts';

/**
 * Settings of which two versions are held against each other, where something is done if they differ:
 * `if (before.cron !== after.cron) await api.put('/schedule', after.cron)`. Whoever asks whether it has changed may carry the change over.
 */
export function comparedIn(accesses: readonly Access[], facts: (file: FilePath) => ProgramFacts, offset: (file: FilePath, line: number, column: number) => number): ReadonlySet<SettingIndex> {
  const read = new Map<string, Access>();
  const files = new Set<FilePath>();
  for (const access of accesses) {
    if (access.site !== 'member' || access.test || access.mode !== 'read') continue;
    read.set(`${access.file}:${offset(access.file, access.at.line, access.at.column)}-${offset(access.file, access.at.endLine, access.at.endColumn)}`, access);
    files.add(access.file);
  }
  const found = new Set<SettingIndex>();
  for (const file of [...files].sort()) {
    const { guards, calls } = facts(file);
    const decisive = new Set<GuardIndex>();
    for (const call of calls) if (!isLogging(call)) for (let g = call.g; g >= 0 && !decisive.has(g); g = guards[g]!.parent) decisive.add(g);
    for (const g of decisive) for (const [a, b] of versionsIn(guards[g]!.v)) {
      for (const side of [a, b]) for (const setting of read.get(`${file}:${side.s}-${side.e}`)?.settings ?? []) found.add(setting);
    }
  }
  return found;
}

type Member = Extract<Val, { k: 'prop' }>;

function versionsIn(v: Val): readonly (readonly [Member, Member])[] {
  if (v.k !== 'op') return [];
  const [a, b] = v.a;
  if (/^[!=]==?$/.test(v.o)) return a?.k === 'prop' && b?.k === 'prop' && a.n === b.n ? [[a, b]] : [];
  return v.a.flatMap(versionsIn);
}
