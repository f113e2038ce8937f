import type { FilePath } from '../../core/model.ts';
import type { Package } from '../modules/packages.ts';
import type { Clue } from './found.ts';
import type { Workspace } from './workspace.ts';

/** Packages that run so many of their files by hand that they are collections of scripts, as far as nothing in them is started. */
export function collectionsOfScripts(clues: readonly Clue[], workspace: Workspace): ReadonlySet<Package> {
  const scripts = new Map<Package, Set<FilePath>>();
  for (const { file, role, why } of clues) {
    const home = role === 'tools' && isScript(why) ? workspace.packageOf(file) : undefined;
    if (home) scripts.set(home, (scripts.get(home) ?? new Set()).add(file));
  }
  return new Set([...scripts].flatMap(([home, files]) => (files.size >= MANY ? [home] : [])));
}

/** A script that shows the program or its documents to who works on it; others start the program itself. */
export const isAside = ({ why }: Clue): boolean => isScript(why) && asides.test(why);

const isScript = (why: string): boolean => why.includes(' script `');
const asides = /(^|[`:._-])(docs?|demo|preview|playground|storybook|inspect)([`:._-])/i;

const MANY = 3;
