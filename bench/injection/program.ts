import type { SettingVerdict } from '../../src/analyses/inventory/model.ts';
import { settings } from '../../src/analyses/settings/analysis.ts';
import { wiring } from '../../src/analyses/wiring/analysis.ts';
import type { Linked } from '../../src/core/link.ts';
import type { CarriedRead } from './around.ts';
import type { ReadAt } from './flags.ts';
import { blankComments } from './oracle.ts';
import type { Repository } from './repository.ts';

export type Verdicts = ReadonlyMap<string, SettingVerdict>;

/** The verdict on each setting, as the suite under test gives it. */
export function verdictsOf(linked: Linked): Verdicts {
  const { settings: registered } = linked.model(settings);
  return new Map(linked.model(wiring).wirings.map(each => [registered[each.setting]!.key, each.verdict]));
}

export const isAlive = (verdict: SettingVerdict | undefined): boolean => verdict === 'live' || verdict === 'weakly-live';

/** Where settings are read outside tests, as ranges of text: a call with its arguments. */
export function readsOf(linked: Linked, repository: Repository): readonly ReadAt[] {
  const known = linked.model(settings);
  const starts = new Map(linked.files.map(file => [file.path, file.lineStarts]));
  const offset = (file: string, line: number, column: number): number => starts.get(file)![line - 1]! + column - 1;
  return known.accesses.filter(access => !access.test && access.mode === 'read' && access.inside === undefined).flatMap(access => access.settings.map((index): ReadAt => {
    const call = access.call === undefined ? undefined : repository.facts(access.file).calls[access.call];
    const { line, column, endLine, endColumn } = access.at;
    return {
      setting: known.settings[index]!, file: access.file, isCall: call !== undefined,
      s: call?.s ?? offset(access.file, line, column), e: call?.e ?? offset(access.file, endLine, endColumn),
    };
  }));
}

/** Reads that are alone with their settings: no other text of the repository outside the registration says the name. */
export function loneReads(reads: readonly ReadAt[], repository: Repository, settingsIn: (file: string, s: number, e: number) => readonly string[]): readonly CarriedRead[] {
  const byKey = new Map<string, ReadAt[]>();
  for (const read of reads) byKey.set(read.setting.key, [...(byKey.get(read.setting.key) ?? []), read]);
  return [...byKey].flatMap(([key, all]) => {
    const [only, ...others] = all.filter(read => !isRegistered(read, repository));
    // One place may be seen in two ways: by its call, and by the name in it.
    if (!only || others.some(read => read.file !== only.file || read.s < only.s || read.e > only.e)) return [];
    const text = repository.texts.get(only.file)!.slice(only.s, only.e);
    const isAlone = only.isCall ? isSpelledOnce(repository, text, key) : /^[A-Za-z_$][\w$]*(\??\.[\w$]+(\(\))?)+$/.test(text) && settingsIn(only.file, only.s, only.e).includes(key);
    return isAlone ? [{ key, file: only.file, s: only.s, e: only.e }] : [];
  });
}

/** It stands in its own registration. */
function isRegistered({ setting, file, s }: ReadAt, repository: Repository): boolean {
  if (file !== setting.file) return false;
  const line = repository.texts.get(file)!.slice(0, s).split('\n').length;
  return line >= setting.span.startLine && line <= setting.span.endLine;
}

/** The call spells the key, and no other text does. */
function isSpelledOnce(repository: Repository, text: string, key: string): boolean {
  const quoted = /(['"`])([^'"`]+)\1/.exec(text)?.[2];
  if (quoted === undefined || !key.endsWith(quoted) || quoted.length < 4) return false;
  let times = 0;
  for (const file of repository.sources) {
    const all = blankComments(repository.texts.get(file)!);
    for (let at = all.indexOf(quoted); at >= 0 && times < 2; at = all.indexOf(quoted, at + 1)) if (/['"`]/.test(all[at - 1] ?? '') && /['"`]/.test(all[at + quoted.length] ?? '')) times++;
  }
  return times === 1;
}
