import fs from 'node:fs';
import path from 'node:path';
import type { FilePath } from '../core/model.ts';

/** One name in a directory. Symbolic links are left out: what they lead to inside the root is listed where it stands. */
export interface Entry {
  readonly name: string;
  readonly directory: boolean;
}

/** Size and times of a file: equal stamps mean an untouched file, when it was last touched well before the stamp was taken. */
export interface Stamp {
  readonly size: number;
  /** Milliseconds. */
  readonly mtime: number;
  /** Milliseconds; changes with every change of content or metadata and cannot be set back. */
  readonly ctime: number;
}

/**
 * All that a run sees of the outside, so that tests need no disk. Paths are relative to the root, '' is the root
 * itself. Writing happens through the same door and only for baselines and the cache.
 */
export interface World {
  /** Throws when the directory cannot be listed. */
  entries(directory: FilePath): readonly Entry[];
  /** Throws when the file cannot be read. The bytes may stand in a buffer that the next read overwrites. */
  read(path: FilePath): Uint8Array;
  /** `undefined` when there is no such file. */
  stamp(path: FilePath): Stamp | undefined;
  /** Changes whenever a name in the directory does; `undefined` when there is none. */
  directoryStamp(path: FilePath): Stamp | undefined;
  /** Whole or not at all: written beside the file, then renamed over it. */
  write(path: FilePath, content: Uint8Array): void;
}

/** The directory `root` on disk. */
export function diskWorld(root: string): World {
  // One buffer for all files: allocating one per file costs more than reading it.
  let buffer = Buffer.allocUnsafe(1 << 20);
  const base = root.endsWith(path.sep) ? root : root + path.sep;
  return {
    entries(directory) {
      const entries: Entry[] = [];
      for (const entry of fs.readdirSync(base + directory, { withFileTypes: true })) {
        if (entry.isFile()) entries.push({ name: entry.name, directory: false });
        else if (entry.isDirectory()) entries.push({ name: entry.name, directory: true });
      }
      return entries;
    },
    read(file) {
      const descriptor = fs.openSync(base + file, 'r');
      try {
        const { size } = fs.fstatSync(descriptor);
        if (size >= buffer.length) buffer = Buffer.allocUnsafe(size * 2);
        let length = 0;
        for (let n = 1; n > 0 && length < buffer.length; length += n) n = fs.readSync(descriptor, buffer, length, buffer.length - length, null);
        return buffer.subarray(0, length);
      } finally {
        fs.closeSync(descriptor);
      }
    },
    stamp(file) {
      const stats = fs.statSync(base + file, { throwIfNoEntry: false });
      return stats?.isFile() ? { size: stats.size, mtime: stats.mtimeMs, ctime: stats.ctimeMs } : undefined;
    },
    directoryStamp(directory) {
      const stats = fs.statSync(base + directory, { throwIfNoEntry: false });
      return stats?.isDirectory() ? { size: stats.size, mtime: stats.mtimeMs, ctime: stats.ctimeMs } : undefined;
    },
    write(file, content) {
      const target = path.resolve(base, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      const temporary = `${target}.${process.pid}.tmp`;
      try {
        fs.writeFileSync(temporary, content);
        fs.renameSync(temporary, target);
      } catch (thrown) {
        fs.rmSync(temporary, { force: true });
        throw thrown;
      }
    },
  };
}

/** A tree in memory; a `null` stands for a file that cannot be read. Writing changes `files`. */
export function memoryWorld(files: { [path: string]: string | Uint8Array | null }): World {
  const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? Buffer.from(content) : content);
  return {
    entries(directory) {
      const prefix = directory === '' ? '' : `${directory}/`;
      const entries = new Map<string, boolean>();
      for (const file of Object.keys(files)) {
        if (!file.startsWith(prefix)) continue;
        const [name, ...below] = file.slice(prefix.length).split('/');
        entries.set(name!, below.length > 0);
      }
      return [...entries].map(([name, isDirectory]) => ({ name, directory: isDirectory }));
    },
    read(file) {
      const content = files[file];
      if (content === undefined || content === null) throw Object.assign(new Error(`cannot read ${file}`), { code: content === null ? 'EACCES' : 'ENOENT' });
      return bytesOf(content);
    },
    stamp(file) {
      const content = files[file];
      // Time stands still in memory: every stamp counts as fresh, so that content decides.
      return content === undefined ? undefined : { size: content === null ? 0 : bytesOf(content).length, mtime: Infinity, ctime: Infinity };
    },
    directoryStamp: () => ({ size: 0, mtime: Infinity, ctime: Infinity }),
    write(file, content) {
      files[file] = Buffer.from(content);
    },
  };
}

/** The system's name of what went wrong (`EACCES`), else the message. */
export const codeOf = (thrown: unknown): string => (thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : String(thrown));
