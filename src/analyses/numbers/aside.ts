import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { EntryModel } from '../entries/model.ts';
import { actsOnLoad } from '../entries/guess.ts';
import { objectAt, stringAt } from '../modules/jsonc.ts';
import type { ModuleGraph } from '../modules/model.ts';
import type { Package, Packages } from '../modules/packages.ts';
import { below } from '../modules/paths.ts';

export interface Surroundings {
  readonly entries: EntryModel;
  readonly graph: Pick<ModuleGraph, 'imports'>;
  readonly packages: Pick<Packages, 'of'>;
  /** Without tests. */
  readonly files: readonly FilePath[];
  readonly facts: (file: FilePath) => Pick<ProgramFacts, 'calls' | 'exports' | 'imports'>;
}

/**
 * Files that do not run in production: what only examples and tools load, and scripts beside the program that somebody
 * runs by hand. Nobody turns their numbers while the system runs.
 */
export function filesAside({ entries, graph, packages, files, facts }: Surroundings): ReadonlySet<FilePath> {
  const commands = files.filter(file => isCommand(file, packages.of(file)));
  if (entries.guessed) return new Set(commands);
  const loadedBy = (roots: readonly FilePath[], statically = false): Set<FilePath> => {
    const seen = new Set(roots);
    for (const file of seen) for (const each of graph.imports(file)) if (!statically || each.dynamic === undefined) seen.add(each.file); // A set yields what is added meanwhile.
    return seen;
  };
  const entriesOf = (byHand: boolean): FilePath[] => entries.groups.flatMap(group => (BY_HAND.has(group.name) === byHand ? group.entries.map(({ file }) => file) : []));
  const started = loadedBy(entriesOf(false));
  const rest = files.filter(file => !started.has(file));
  const edges = rest.flatMap(file => graph.imports(file));
  const imported = new Set(edges.map(each => each.file));
  const named = new Set(edges.flatMap(each => (each.dynamic === undefined ? [] : [each.file])));
  const homes = new Map<Package | undefined, number>();
  for (const file of files) homes.set(packages.of(file), (homes.get(packages.of(file)) ?? 0) + 1);
  const known = new Set([...started].map(file => packages.of(file)));
  const isScript = (file: FilePath): boolean => {
    const home = packages.of(file);
    if (imported.has(file) || STARTED_ELSEWHERE.test(file) || !known.has(home) || facts(file).exports.length > 0 || !actsOnLoad(facts(file)) || isChild(facts(file))) return false;
    const alone = [...loadedBy([file])].filter(each => !started.has(each)).length;
    return alone <= Math.max(FEW, (homes.get(home) ?? 0) * SMALL);
  };
  const scripts = rest.filter(isScript);
  const aside = loadedBy([...entriesOf(true), ...scripts], true);
  // What starts in no way that is known may be what loads a file too; and what a script names by its path it may build.
  const loose = loadedBy(rest.filter(file => !aside.has(file) && (!imported.has(file) || named.has(file))));
  return new Set([...commands, ...[...aside].filter(file => !started.has(file) && !loose.has(file))]);
}

/** In the command line beside a service: run by hand, and over soon. */
function isCommand(file: FilePath, home: Package | undefined): boolean {
  const start = home && stringAt(objectAt(home.manifest, 'scripts'), 'start');
  return home !== undefined && start !== undefined && !/\bcli\b/.test(start) && /(^|\/)cli\//.test(below(home.dir, file) ?? '');
}

const BY_HAND: ReadonlySet<string> = new Set(['tools', 'examples']);

/** With more than this behind it, a file that nothing starts is a program whose start is not known. */
const FEW = 3;
const SMALL = 0.05;

/** What a scheduler or a platform starts by its place, and nothing in the repository says so. */
const STARTED_ELSEWHERE = /(^|[/._-])(jobs?|workers?|cron(jobs?)?|tasks?|consumers?|daemons?|servers?|services?|apps|functions|lambdas?|handlers?|bots?)([/._-]|$)/i;

/** Another thread or process of the program, started by a path that is put together. */
const isChild = ({ imports }: Pick<ProgramFacts, 'imports'>): boolean => imports.some(({ from }) => /^(node:)?(worker_threads|cluster)$|^(threads\/worker|workerpool)$/.test(from));
