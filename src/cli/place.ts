import fs from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config/config-error.ts';
import type { FilePath } from '../core/model.ts';
import { orNearestCommand } from './arguments.ts';

/** The root of the scan as an absolute path without symbolic links. */
export function rootOf(cwd: string, given: string | undefined): string {
  const root = path.resolve(cwd, given ?? '.');
  const stats = fs.statSync(root, { throwIfNoEntry: false });
  if (stats === undefined) throw new ConfigError(`the root \`${given ?? root}\` does not exist; correct \`--root\``);
  if (!stats.isDirectory()) throw new ConfigError(`the root \`${given ?? root}\` is no directory; correct \`--root\``);
  return fs.realpathSync(root);
}

/** The paths of the command line relative to the root; `undefined` for all of it. A path that names nothing would narrow the run to nothing. */
export function pathsWithin(root: string, cwd: string, given: readonly string[]): readonly FilePath[] | undefined {
  const paths = given.map(word => {
    const absolute = path.resolve(cwd, word);
    if (!fs.existsSync(absolute)) throw new ConfigError(`\`${word}\` is neither a path nor a command${orNearestCommand(word) || '; correct it'}`);
    const relative = path.relative(root, fs.realpathSync(absolute));
    if (relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)) {
      throw new ConfigError(`the path \`${word}\` lies outside the root \`${root}\`; correct it or \`--root\``);
    }
    return relative.split(path.sep).join('/');
  });
  return paths.length === 0 || paths.includes('') ? undefined : paths;
}
