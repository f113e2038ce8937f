import fs from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../core/model.ts';
import type { RunRequest, RunResult } from './request.ts';
import { runIn } from './run.ts';
import { diskStore, memoryStore, type Store } from './store.ts';
import { textOf } from './text.ts';
import { codeOf, diskWorld, type World } from './world.ts';

/** New texts of files, by path. */
export type Edited = ReadonlyMap<FilePath, string>;

/**
 * Runs as if edited files were written already. Nothing is: neither files nor cache. Without a cache what one of these
 * runs has parsed is kept in memory for the next, since the codemods try many times.
 */
export function editedRuns(): (request: RunRequest, edited: Edited) => Promise<RunResult> {
  const memory = memoryStore();
  return (request, edited) => runIn(editedWorld(diskWorld(request.root), edited), request.cache ? readOnly(diskStore(request.root)) : memory, request);
}

function editedWorld(world: World, edited: Edited): World {
  return {
    ...world,
    read(file) {
      const text = edited.get(file);
      return text === undefined ? world.read(file) : Buffer.from(text);
    },
    stamp(file) {
      const stamp = world.stamp(file);
      // A stamp that always counts as fresh: content decides.
      return stamp === undefined || !edited.has(file) ? stamp : { size: Buffer.byteLength(edited.get(file)!), mtime: Infinity, ctime: Infinity };
    },
    write: () => {},
  };
}

const readOnly = (store: Store): Store => ({ ...store, write: () => {}, remove: () => {} });

/** What stands in a file, without its byte order mark. */
export function readSource(root: string, file: FilePath): string | undefined {
  try {
    return textOf(fs.readFileSync(path.join(root, file)));
  } catch {
    return undefined;
  }
}

/** The byte order mark of a file, or nothing: what a diff of it begins with. */
export const byteOrderMark = (root: string, file: FilePath): string => markOf(fs.readFileSync(path.join(root, file)));

const markOf = (bytes: Buffer): string => (bytes.length >= 3 && bytes.readUIntBE(0, 3) === 0xefbbbf ? '\uFEFF' : '');

/**
 * Writes all files or none: every text is written beside its file first, then each is renamed over it. Byte order mark
 * and mode stay. Returns why it could not, as a sentence; a file that has changed since it was read is a reason.
 */
export function writeFiles(root: string, before: Edited, after: Edited): string | undefined {
  const staged: { readonly temporary: string; readonly target: string }[] = [];
  try {
    for (const [file, text] of after) {
      // Renamed over a link, the text would take its place.
      const target = fs.realpathSync(path.join(root, file));
      const bytes = fs.readFileSync(target);
      if (textOf(bytes) !== before.get(file)) return failed(`\`${file}\` has changed meanwhile; run this again`);
      const { mode } = fs.statSync(target);
      // Renaming asks the directory alone, and the superuser nobody.
      if ((mode & 0o222) === 0) return failed(`nothing was written, because \`${file}\` is read-only; make it writable`);
      fs.accessSync(target, fs.constants.W_OK);
      const temporary = `${target}.${process.pid}.tmp`;
      staged.push({ temporary, target });
      fs.writeFileSync(temporary, markOf(bytes) + text);
      fs.chmodSync(temporary, mode);
    }
    for (const { temporary, target } of staged) fs.renameSync(temporary, target);
    return undefined;
  } catch (thrown) {
    return failed(`nothing could be written (${codeOf(thrown)}); make the files writable`);
  }

  function failed(reason: string): string {
    for (const { temporary } of staged) fs.rmSync(temporary, { force: true });
    return reason;
  }
}
