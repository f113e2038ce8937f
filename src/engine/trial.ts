import type { FilePath } from '../core/model.ts';
import type { RunRequest, RunResult } from './request.ts';
import { runIn } from './run.ts';
import { memoryStore } from './store.ts';
import { diskWorld, type Entry, type Stamp, type World } from './world.ts';

/** Runs on a tree as it would be with more files in it. Nothing touches the disk: not the files, not the cache. */
export interface Trial {
  /** `files` are new files and new texts of files that are there. */
  run(request: RunRequest, files: ReadonlyMap<FilePath, string>): Promise<TrialResult>;
}

export interface TrialResult extends RunResult {
  /** What the run would have written, by path. */
  readonly written: ReadonlyMap<FilePath, string>;
}

/** Trials of one root parse each file once between them. */
export function trialOf(root: string): Trial {
  const store = memoryStore();
  return {
    async run(request, files) {
      const texts = new Map(files);
      const result = await runIn(worldWith(diskWorld(root), texts), store, request);
      return { ...result, written: new Map([...texts].filter(([path, text]) => files.get(path) !== text)) };
    },
  };
}

/** The world with some files added or changed; what is written joins them. */
export function worldWith(world: World, texts: Map<FilePath, string>): World {
  // A stamp that always counts as fresh: content decides.
  const fresh = (size: number): Stamp => ({ size, mtime: Infinity, ctime: Infinity });
  return {
    ...world,
    entries(directory) {
      const prefix = directory === '' ? '' : `${directory}/`;
      const added = new Map<string, Entry>();
      for (const path of texts.keys()) {
        if (!path.startsWith(prefix)) continue;
        const [name, ...below] = path.slice(prefix.length).split('/');
        added.set(name!, { name: name!, directory: below.length > 0 });
      }
      const there = added.size === 0 || isThere(directory) ? world.entries(directory) : [];
      for (const { name } of there) added.delete(name);
      return [...there, ...added.values()];
    },
    read(file) {
      const text = texts.get(file);
      return text === undefined ? world.read(file) : Buffer.from(text);
    },
    stamp(file) {
      const text = texts.get(file);
      return text === undefined ? world.stamp(file) : fresh(Buffer.byteLength(text));
    },
    directoryStamp(directory) {
      const prefix = directory === '' ? '' : `${directory}/`;
      return [...texts.keys()].some(path => path.startsWith(prefix)) ? fresh(0) : world.directoryStamp(directory);
    },
    write: (file, content) => void texts.set(file, Buffer.from(content).toString('utf8')),
  };

  function isThere(directory: FilePath): boolean {
    return directory === '' || world.directoryStamp(directory) !== undefined;
  }
}
