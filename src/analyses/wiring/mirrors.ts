import { locate } from '../../core/locate.ts';
import type { FileFacts, Location } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import type { ProgramFacts, Read } from '../../facts/program/model.ts';
import type { Access, SettingIndex, SettingsModel } from '../settings/model.ts';
import { canonicalName } from './canonical-name.ts';

/**
 * Reads through a typed configuration object that mirrors the registry by its names (`config.backup.enabled` for
 * `backup.enabled`, in either spelling). Only the names fit, so such a read is weak.
 */
export const mirroredReads = (settings: SettingsModel, files: readonly FileFacts[], facts: (file: string) => ProgramFacts): ReadonlyMap<SettingIndex, readonly Access[]> => {
  const byPath = new Map<string, SettingIndex>();
  settings.settings.forEach((setting, index) => { if (setting.namespace !== undefined) byPath.set(pathOf(setting.namespace, setting.name), index); });
  const found = new Map<SettingIndex, Access[]>();
  if (byPath.size === 0) return found;
  // `settings.get(api.rows)`: a handle is no mirror of its own setting.
  const known = new Set(settings.accesses.flatMap(({ strength, file, at, settings: of }) => (strength === 'exact' ? of.map(setting => placed(file, at, setting)) : [])));
  for (const file of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    for (const read of facts(file.path).reads) {
      const setting = settingOf(read, byPath);
      if (setting === undefined) continue;
      const access = accessOf(file, read, settings.settings[setting]?.key ?? '', setting);
      if (!known.has(placed(file.path, access.at, setting))) addTo(found, setting, access);
    }
  }
  return found;
};

const placed = (file: string, { line, column, endLine, endColumn }: Location, setting: SettingIndex): string => `${file}:${line}:${column}-${endLine}:${endColumn}#${setting}`;

const pathOf = (namespace: string, name: string): string => `${canonicalName(namespace)}.${canonicalName(name)}`;

/** The longest chain decides: `config.backup.enabled.valueOf` is not one, `config.backup.enabled` is. */
const settingOf = ({ v, use }: Read, byPath: ReadonlyMap<string, SettingIndex>): SettingIndex | undefined => {
  if (v.k !== 'prop' || use === 'type') return undefined;
  // A call result or `this` before the namespace is as good as a name; a bare namespace (`backup.enabled`) is not, unless it is a parameter or a variable.
  if (v.o.k !== 'prop' && v.o.k !== 'ref') return undefined;
  return byPath.get(pathOf(v.o.n, v.n));
};

const accessOf = (file: FileFacts, read: Read, key: string, setting: SettingIndex): Access => {
  const s = 's' in read.v ? read.v.s : 0;
  const e = 'e' in read.v ? read.v.e : s;
  return {
    key, exact: true, mode: 'read', strength: 'weak', settings: [setting], vocabulary: 'mirror', site: 'member', file: file.path, fn: read.fn, guard: read.g, loop: read.loop, via: [], test: file.test,
    at: locate(file.path, file.lineStarts, s, e),
  };
};
