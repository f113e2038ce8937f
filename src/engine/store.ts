import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hashOf } from './hash.ts';

/** Where the cache keeps its files, by name. Reading and writing never fail aloud: what cannot be read is a miss. */
export interface Store {
  read(name: string): Buffer | undefined;
  /** Whole or not at all. */
  write(name: string, parts: readonly Uint8Array[]): void;
  remove(name: string): void;
  names(): readonly string[];
}

/**
 * `node_modules/.cache/ghostwire` where the root has a `node_modules`; else a directory of the user's own below the
 * system's temporary one, named by the root, so that no run leaves a trace in a tree that did not ask for it.
 */
export function diskStore(root: string): Store {
  const directory = directoryFor(root);
  if (directory === undefined) return noStore;
  return {
    read(name) {
      try {
        return fs.readFileSync(path.join(directory, name));
      } catch {
        return undefined;
      }
    },
    write(name, parts) {
      const temporary = path.join(directory, `${name}.${process.pid}.tmp`);
      try {
        fs.mkdirSync(directory, { recursive: true, mode: 0o700 });
        const descriptor = fs.openSync(temporary, 'w');
        try {
          for (const part of inChunks(parts)) fs.writeSync(descriptor, part);
        } finally {
          fs.closeSync(descriptor);
        }
        fs.renameSync(temporary, path.join(directory, name));
      } catch {
        discard(temporary);
      }
    },
    remove: name => discard(path.join(directory, name)),
    names() {
      try {
        return fs.readdirSync(directory);
      } catch {
        return [];
      }
    },
  };
}

export const noStore: Store = { read: () => undefined, write: () => {}, remove: () => {}, names: () => [] };

export function memoryStore(files = new Map<string, Buffer>()): Store {
  return {
    read: name => files.get(name),
    write: (name, parts) => void files.set(name, Buffer.concat(parts)),
    remove: name => void files.delete(name),
    names: () => [...files.keys()],
  };
}

function directoryFor(root: string): string | undefined {
  if (fs.existsSync(path.join(root, 'node_modules'))) return path.join(root, 'node_modules', '.cache', 'ghostwire');
  const user = process.getuid?.();
  const own = path.join(os.tmpdir(), `ghostwire-${user ?? 'cache'}`);
  // Whoever could plant a cache there could hide findings, so a directory of somebody else's is not used.
  const stats = fs.lstatSync(own, { throwIfNoEntry: false });
  if (stats !== undefined && (!stats.isDirectory() || (user !== undefined && stats.uid !== user))) return undefined;
  return path.join(own, hashOf(root).replace(/[^A-Za-z0-9]/g, '').slice(0, 16));
}

function discard(file: string): void {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // A cache that cannot be tidied up is still a cache.
  }
}

/** Small parts joined: a system call per file would cost more than the copying. */
function* inChunks(parts: readonly Uint8Array[]): Generator<Uint8Array> {
  let chunk: Uint8Array[] = [];
  let size = 0;
  for (const part of parts) {
    chunk.push(part);
    size += part.length;
    if (size < 1 << 20) continue;
    yield Buffer.concat(chunk);
    chunk = [];
    size = 0;
  }
  yield Buffer.concat(chunk);
}
