import type { SettingsModel } from '../analyses/settings/model.ts';
import { addTo } from '../core/multimap.ts';
import type { Dialect } from '../init/model.ts';

/** The dialects of which at least so many registrations are seen, the one with most first. */
export function dialectsIn({ settings, accesses }: SettingsModel, least: number): readonly Dialect[] {
  const byName = new Map<string, (typeof settings)[number][]>();
  for (const setting of settings) addTo(byName, setting.vocabulary, setting);
  return [...byName]
    .filter(([, own]) => own.length >= least)
    .map(([name, own]): Dialect => {
      const example = own.find(({ file }) => !/(^|\/)(examples?|templates?|tests?)\//.test(file)) ?? own[0]!;
      return {
        name, registrations: own.length,
        accesses: accesses.filter(access => access.settings.some(index => settings[index]?.vocabulary === name)).length,
        example: { key: example.key, file: example.file, line: example.at.line },
      };
    })
    .sort((a, b) => b.registrations - a.registrations || (a.name < b.name ? -1 : 1));
}
