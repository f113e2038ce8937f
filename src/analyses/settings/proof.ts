import type { Access, Setting } from './model.ts';

/** Fewer settings in one file prove nothing by themselves; they are judged with the rest of their application. */
const ENOUGH = 4;

/**
 * Settings of registries of which at least this share is read. What only looks like a registry has readers that the
 * vocabulary does not know, and every one of its members would be called dead.
 */
export function proven(settings: readonly Setting[], proof: number | undefined, accessesTo: (settings: readonly Setting[]) => readonly Access[]): readonly Setting[] {
  if (proof === undefined || settings.length === 0) return settings;
  const isRead = settings.map(() => false);
  for (const access of accessesTo(settings)) {
    if (access.test || (access.mode !== 'read' && access.mode !== 'watch')) continue;
    // That everything may be read somewhere, or that a constant is named, tells nothing of the registry.
    if (access.key === '*' || access.site === 'name') continue;
    for (const i of access.settings) isRead[i] = true;
  }
  const files = tallied(settings, isRead, ({ file }) => file);
  const applications = tallied(settings, isRead, ({ application }) => application);
  return settings.filter(setting => {
    const own = files.get(setting.file)!;
    const { all, read } = own.all >= ENOUGH ? own : applications.get(setting.application)!;
    return read >= proof * all;
  });
}

interface Tally {
  all: number;
  read: number;
}

function tallied(settings: readonly Setting[], isRead: readonly boolean[], groupOf: (setting: Setting) => string): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  settings.forEach((setting, i) => {
    const tally = tallies.get(groupOf(setting)) ?? { all: 0, read: 0 };
    tally.all++;
    if (isRead[i]) tally.read++;
    tallies.set(groupOf(setting), tally);
  });
  return tallies;
}
