import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { hashOf } from './hash.ts';

/**
 * Identity of the code that runs: the stamps of all files below the directory it was loaded from. Changing the tool
 * thereby empties every cache, without a version that somebody must remember to raise. `version` tells installed
 * packages apart, whose files may all carry one time.
 */
export function buildId(url: string, version: string): string {
  const stamps: string[] = [];
  const enter = (directory: string): void => {
    for (const entry of fs.readdirSync(directory, { withFileTypes: true })) {
      const file = path.join(directory, entry.name);
      if (entry.isDirectory()) enter(file);
      else if (/\.[cm]?[jt]s$/.test(entry.name) && !/\.(test|d)\.[cm]?ts$/.test(entry.name)) {
        const { size, mtimeMs } = fs.statSync(file);
        stamps.push(`${entry.name} ${size} ${mtimeMs}`);
      }
    }
  };
  enter(path.dirname(fileURLToPath(url)));
  return hashOf([version, process.version, ...stamps.sort()].join('\n'));
}
