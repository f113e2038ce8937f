import type { FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import type { Package } from '../modules/packages.ts';
import type { Clue } from './found.ts';
import type { Entry, EntryGroup } from './model.ts';
import { nameOf, type Workspace } from './workspace.ts';

/**
 * Deployables: `app` and `worker` where one package is deployed, else one group for each package by the last part of its
 * directory, its workers apart as `name/worker`. `library`: packages for others. `tools`: what is run by hand.
 * `examples`: what shows how it is done.
 */
export function groupsOf(workspace: Workspace, clues: readonly Clue[]): readonly EntryGroup[] {
  const homes = new Set(clues.filter(({ role, file }) => (role === 'app' || role === 'worker') && !EXAMPLES.test(file)).map(({ file }) => workspace.packageOf(file)));
  const names = namesOf([...homes].filter(each => each !== undefined));
  const groups = new Map<string, Map<FilePath, Entry>>();
  const place = ({ file, role, why, exportsLive }: Clue): void => {
    const name = EXAMPLES.test(file) && role !== 'tools' ? 'examples' : role === 'tools' || role === 'library' ? role : nameFor(workspace.packageOf(file), role === 'worker');
    const entries = groups.get(name) ?? new Map<FilePath, Entry>();
    groups.set(name, entries);
    const before = entries.get(file);
    if (!before) entries.set(file, { file, why, exportsLive });
    else if (exportsLive && !before.exportsLive) entries.set(file, { ...before, exportsLive });
  };
  // What both `start` and `worker` run is the application.
  const apps = new Set(clues.filter(({ role }) => role === 'app').map(({ file }) => file));
  const started = new Set(clues.filter(({ role }) => role !== 'tools').map(({ file }) => file));
  for (const clue of clues) {
    if ((clue.role === 'worker' && apps.has(clue.file)) || (clue.role === 'tools' && started.has(clue.file))) continue;
    place(clue);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([name, entries]) => ({ name, entries: [...entries.values()].sort((a, b) => compareText(a.file, b.file)) }));

  function nameFor(home: Package | undefined, worker: boolean): string {
    if (homes.size <= 1 || home === undefined) return worker ? 'worker' : 'app';
    const name = names.get(home) ?? 'app';
    return worker && name !== 'worker' ? `${name}/worker` : name;
  }
}

const EXAMPLES = /(^|\/)(examples?|samples?|demos?|playgrounds?|sandbox|references|templates|starters?)\//;

/** The last part of the directory; the whole of it where two packages share that. The root is `app`. */
const namesOf = (homes: readonly Package[]): ReadonlyMap<Package, string> => {
  const short = (home: Package): string => (home.dir === '' ? 'app' : nameOf(home.dir));
  return new Map(homes.map(home => [home, homes.filter(each => short(each) === short(home)).length > 1 && home.dir !== '' ? home.dir : short(home)]));
};
