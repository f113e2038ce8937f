import type { FilePath } from '../core/model.ts';
import { discover, type Discovered, type Selection } from './discover.ts';
import { hashOf } from './hash.ts';
import type { Stamp, World } from './world.ts';

/**
 * What discovery found, with everything it looked at: the same selection finds the same as long as no directory that was
 * listed and no file that was read has been touched. Asking for their stamps costs a third of listing them anew.
 */
export interface KeptDiscovery {
  readonly selection: string;
  readonly directories: readonly (readonly [FilePath, ...Touched])[];
  readonly files: readonly (readonly [FilePath, ...Touched])[];
  readonly all: readonly FilePath[];
  /** Places in `all`. */
  readonly sources: readonly number[];
  readonly project: readonly number[];
}

/** Size, mtime and ctime; none for what was not there. */
type Touched = readonly [number, number, number] | readonly [];

/** `keep` is set when there is something new to be kept. `isTrusted` says whether a stamp is old enough to prove anything. */
export function discoverAgain(
  world: World,
  selection: Selection,
  kept: KeptDiscovery | undefined,
  isTrusted: (stamp: Stamp) => boolean,
): { readonly found: Discovered; readonly keep?: KeptDiscovery } {
  const id = hashOf(JSON.stringify([selection.include ?? null, selection.exclude, selection.data ?? []]));
  const untouched = (now: Stamp | undefined, then: Touched): boolean =>
    now === undefined ? then.length === 0 : isTrusted(now) && now.size === then[0] && now.mtime === then[1] && now.ctime === then[2];
  if (
    kept?.selection === id &&
    kept.directories.every(([path, ...then]) => untouched(world.directoryStamp(path), then)) &&
    kept.files.every(([path, ...then]) => untouched(world.stamp(path), then))
  )
    return { found: revived(kept) };

  const directories = new Map<FilePath, Touched>();
  const files = new Map<FilePath, Touched>();
  // Stamped before it is looked at: what changes in between then counts as changed.
  const watched: World = {
    ...world,
    entries(path) {
      directories.set(path, touched(world.directoryStamp(path)));
      return world.entries(path);
    },
    read(path) {
      files.set(path, touched(world.stamp(path)));
      return world.read(path);
    },
  };
  const found = discover(watched, selection);
  if (found.problems.length > 0) return { found };
  const rows = (stamps: ReadonlyMap<FilePath, Touched>) => [...stamps].map(([path, stamp]) => [path, ...stamp] as const);
  const places = new Map(found.all.map((path, place) => [path, place]));
  const placesOf = (paths: readonly FilePath[]): number[] => paths.map(path => places.get(path)!);
  return {
    found,
    keep: {
      selection: id,
      directories: rows(directories),
      files: rows(files),
      all: found.all,
      sources: placesOf(found.sources),
      project: placesOf(found.project),
    },
  };
}

const revived = ({ all, sources, project }: KeptDiscovery): Discovered => ({ all, sources: sources.map(place => all[place]!), project: project.map(place => all[place]!), problems: [] });

const touched = (stamp: Stamp | undefined): Touched => (stamp === undefined ? [] : [stamp.size, stamp.mtime, stamp.ctime]);
