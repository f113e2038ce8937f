import type { Access, SettingIndex } from '../settings/model.ts';

/** What one analysis or another takes for an access of a setting. */
export type Accesses = (setting: SettingIndex) => readonly Access[];

/**
 * All that touches a setting, from every source that knows some, each place once: what one source knows exactly and
 * another by its spelling alone is known exactly.
 */
export const everyAccess = (sources: readonly Accesses[]): Accesses => {
  const known = new Map<SettingIndex, readonly Access[]>();
  return setting => {
    let found = known.get(setting);
    if (!found) known.set(setting, (found = withoutDoubles(sources.flatMap(source => source(setting)))));
    return found;
  };
};

const withoutDoubles = (accesses: readonly Access[]): readonly Access[] => {
  if (accesses.length < 2) return accesses;
  const best = new Map<string, Access>();
  for (const access of accesses) {
    const { file, fn, mode, at } = access;
    const place = `${mode}:${fn}:${at.line}:${at.column}:${file}`;
    const other = best.get(place);
    if (!other || (other.strength === 'weak' && access.strength === 'exact')) best.set(place, access);
  }
  return best.size === accesses.length ? accesses : [...best.values()];
};
