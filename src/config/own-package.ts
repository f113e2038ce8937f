import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Directory of the package `ghostwire`, whether this code runs from its sources or from `dist`. Ends without a separator. */
export function ownPackage(): string {
  let directory = path.dirname(fileURLToPath(import.meta.url));
  while (!fs.existsSync(path.join(directory, 'package.json'))) directory = path.dirname(directory);
  return directory;
}

/** A module of this package that users import, wherever it runs from. */
export function ownModule(name: 'define' | 'index'): string {
  const built = path.join(ownPackage(), 'dist', `${name}.js`);
  return fs.existsSync(built) ? built : path.join(ownPackage(), 'src', `${name}.ts`);
}
