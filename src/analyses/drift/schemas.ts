import { addTo } from '../../core/multimap.ts';
import type { Code } from '../settings/code.ts';
import type { Setting, SettingIndex, SettingsModel } from '../settings/model.ts';
import { ownerAt, type Stated } from './stated.ts';

/**
 * Schemas that declare a variable which another schema of the same process declares with a default: one of the same
 * application, or of a package that the application imports. The imported one, else the first, counts as registered.
 */
export function secondSchemas(code: Code, { settings }: SettingsModel): Stated[] {
  const byVariable = new Map<string, SettingIndex[]>();
  settings.forEach(({ env: [variable], default: registered }, index) => {
    if (variable !== undefined && registered.k === 'constant') addTo(byVariable, variable, index);
  });
  const shared = [...byVariable.values()].filter(indexes => indexes.length > 1);
  if (shared.length === 0) return [];
  const imported = importedPackages(code);
  return shared.flatMap(indexes => indexes.flatMap((index, n): Stated[] => {
    const setting = settings[index]!;
    if (setting.default.k !== 'constant') return [];
    const base = indexes.find((other, at) => other !== index && isBase(settings[other]!, setting, at < n));
    return base === undefined ? [] : [{ settings: [base], place: 'schema', value: setting.default.value, owner: ownerAt(code.unit(setting.file), setting.fn), at: setting.at }];
  }));

  function isBase(other: Setting, setting: Setting, isEarlier: boolean): boolean {
    if (other.application === setting.application) return isEarlier;
    return imported.has(`${setting.application} ${other.application}`) && !imported.has(`${other.application} ${setting.application}`);
  }
}

/** Pairs of packages of which the first imports code of the second. */
function importedPackages(code: Code): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const { path, test } of code.units) {
    if (test) continue;
    const own = code.modules.packageOf(path);
    for (const { file } of code.modules.imports(path)) {
      const other = code.modules.packageOf(file);
      if (other !== own) pairs.add(`${own} ${other}`);
    }
  }
  return pairs;
}
