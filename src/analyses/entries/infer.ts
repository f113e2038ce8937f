import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';
import { objectAt } from '../modules/jsonc.ts';
import type { Package } from '../modules/packages.ts';
import { bundled } from './bundles.ts';
import { collectionsOfScripts, isAside } from './collections.ts';
import { conventional } from './conventions.ts';
import { processLists, type Follow } from './follow.ts';
import type { Clue } from './found.ts';
import { actsOnLoad } from './guess.ts';
import { deployed } from './images.ts';
import { commands, customFields, isPublished, library, publishedSources, scripted } from './manifest.ts';
import type { Unresolved } from './model.ts';
import { namedFiles } from './named-files.ts';
import { routeTables } from './route-tables.ts';
import { tools } from './tools.ts';
import { virtualModules } from './virtual-modules.ts';
import type { Workspace } from './workspace.ts';

/** What says that something is started, in one package or about the program. */
export interface Inferred {
  readonly clues: readonly Clue[];
  readonly lost: readonly Unresolved[];
  /** Packages that hold code, are imported by no other and have no entry. */
  readonly silent: readonly Package[];
  /** Packages that run many of their files by hand. */
  readonly collections: ReadonlySet<Package>;
}

/** Entries from manifests, images, process lists and the conventions of frameworks. */
export function infer(workspace: Workspace, modules: ModuleGraph, facts: (file: FilePath) => ProgramFacts): Inferred {
  const clues: Clue[] = [];
  const lost: Unresolved[] = [];
  const context: Follow = {
    workspace,
    found: {
      entry: (file, role, why, more) => void clues.push({ file, role, why, exportsLive: more?.exportsLive === true }),
      lost: (name, why, home) => void lost.push({ name, why, home }),
    },
  };
  const sources = workspace.packages.flatMap(home => workspace.sourcesOf(home));
  const { imported, siblings } = importsOf(workspace, modules, sources);

  deployed(context);
  processLists(context);
  namedFiles(context);
  bundled(context, sources, facts);
  routeTables(context, sources, facts);
  for (const home of workspace.packages) {
    const shared = siblings.has(home);
    scripted(context, home);
    commands(context, home);
    const published = isPublished(home, shared);
    const isStarted = clues.some(({ file, role }) => role === 'app' && workspace.packageOf(file) === home);
    const isExtension = objectAt(home.manifest, 'engines')['vscode'] !== undefined;
    if (published || !shared || isExtension)
      library(context, home, {
        published,
        imported,
        acts: file => actsOnLoad(facts(file)),
        activates: file => facts(file).exports.some(({ n }) => n === 'activate' || n === 'activateInternal'),
      });
    if (published && !isStarted) publishedSources(context, home);
    customFields(context, home);
    conventional(context, home);
    tools(context, home, imported, facts);
    virtualModules(context, home, modules, facts);
  }

  const started = packagesStarted(clues, workspace);
  const collections = collectionsOfScripts(clues, workspace);
  // What a package is developed with stands for what starts it, where nothing does.
  const kept = clues.flatMap((clue): readonly Clue[] => {
    if (clue.role !== 'dev') return [clue];
    const home = workspace.packageOf(clue.file);
    if (home && collections.has(home) && isAside(clue)) return [{ ...clue, role: 'tools' }];
    return started.has(home) ? [] : [{ ...clue, role: 'app' }];
  });
  const running = packagesStarted(kept, workspace);
  const silent = workspace.packages.filter(home => !running.has(home) && !siblings.has(home) && workspace.sourcesOf(home).some(file => facts(file).hasCode));
  return { clues: kept, lost, silent, collections };
}

const packagesStarted = (clues: readonly Clue[], workspace: Workspace): ReadonlySet<Package | undefined> =>
  new Set(clues.flatMap(({ file, role }) => (role === 'tools' || role === 'dev' ? [] : [workspace.packageOf(file)])));

/** Files that some other file imports, and packages that another package imports. */
function importsOf(workspace: Workspace, modules: ModuleGraph, sources: readonly FilePath[]): { readonly imported: ReadonlySet<FilePath>; readonly siblings: ReadonlySet<Package> } {
  const imported = new Set<FilePath>();
  const siblings = new Set<Package>();
  for (const from of sources) {
    const home = workspace.packageOf(from);
    for (const { file } of modules.imports(from)) {
      imported.add(file);
      const target = workspace.packageOf(file);
      if (target && target !== home) siblings.add(target);
    }
  }
  return { imported, siblings };
}

