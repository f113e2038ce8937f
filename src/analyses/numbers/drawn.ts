import type { FileFacts, FilePath } from '../../core/model.ts';
import type { Purpose } from '../../facts/numbers/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Package } from '../modules/packages.ts';
import { rendersOnServer } from './tool.ts';

/**
 * Files that pages alone are made of, whatever they are called: everything that imports them is drawn, or made of the same. Where
 * pages are rendered on a server too, one of these has to say that it runs in the client.
 */
export function filesOfPages(
  files: readonly FilePath[],
  purposeOf: (file: FilePath) => Purpose | undefined,
  isClient: (file: FilePath) => boolean,
  homeOf: (file: FilePath) => Package | undefined,
  graph: Pick<ModuleGraph, 'imports'>,
): ReadonlySet<FilePath> {
  const users = new Map<FilePath, FilePath[]>();
  for (const file of files) {
    for (const { file: used } of graph.imports(file)) {
      if (purposeOf(used) !== 'code') continue;
      const known = users.get(used);
      if (known) known.push(file);
      else users.set(used, [file]);
    }
  }
  const drawn = new Set(files.filter(file => purposeOf(file) === 'ui'));
  const inClient = new Set([...drawn].filter(file => isClient(file) || !renders(homeOf(file))));
  for (let size = -1; size !== drawn.size + inClient.size;) {
    size = drawn.size + inClient.size;
    for (const [file, by] of users) {
      if (!by.every(user => user === file || drawn.has(user))) continue;
      drawn.add(file);
      if (by.some(user => inClient.has(user))) inClient.add(file);
    }
  }
  return new Set([...users.keys()].filter(file => drawn.has(file) && inClient.has(file)));
}

const renders = (home: Package | undefined): boolean => home !== undefined && rendersOnServer(home);

/** Declarations (`file decl`) that only pages and tools import: their numbers are not run on a server. */
export function declarationsOfPages(
  files: readonly FileFacts[], importsOf: (file: FileFacts) => readonly number[], purposes: ReadonlyMap<FilePath, Purpose>, graph: ModuleGraph,
): ReadonlySet<string> {
  const drawn = new Set<string>();
  const served = new Set<string>();
  for (const file of files) {
    const purpose = purposes.get(file.path);
    if (purpose === undefined) continue;
    for (const decl of importsOf(file)) {
      const binding = decl < 0 ? undefined : graph.binding(file.path, decl);
      if (binding?.k === 'decl') (purpose === 'ui' ? drawn : served).add(`${binding.file} ${binding.decl}`);
    }
  }
  for (const key of served) drawn.delete(key);
  return drawn;
}
