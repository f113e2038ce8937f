import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { modules } from '../modules/analysis.ts';
import { objectAt, stringAt } from '../modules/jsonc.ts';
import type { Package } from '../modules/packages.ts';
import { below } from '../modules/paths.ts';
import { readProject } from '../modules/project.ts';
import { entries } from './analysis.ts';
import { actsOnLoad } from './guess.ts';
import { namesInTexts } from './names-in-texts.ts';

/**
 * Files that do not run in production: what only examples and tools load, scripts that nothing boots and nobody names,
 * which somebody runs by hand, and the command line beside a service. Where nothing says what boots, or a package lacks an
 * entry that it names, nothing is said of its files.
 */
export const beside = defineAnalysis({
  id: 'beside',
  needs: [program, modules, entries],
  compute(inputs): ReadonlySet<FilePath> {
    const { groups, guessed, missing } = inputs.model(entries);
    const graph = inputs.model(modules);
    const { packages } = readProject(inputs.project);
    const tables = new Map(inputs.files.flatMap(file => (file.test ? [] : [[file.path, inputs.table(program, file)] as const])));
    const files = [...tables.keys()];
    const commands = files.filter(file => isCommand(file, packages.of(file)));
    if (guessed || groups.length === 0) return new Set(commands);

    const loadedBy = (roots: readonly FilePath[], statically = false): Set<FilePath> => {
      const seen = new Set(roots);
      for (const file of seen) for (const each of graph.imports(file)) if (!statically || each.dynamic === undefined) seen.add(each.file); // A set yields what is added meanwhile.
      return seen;
    };
    const entriesOf = (byHand: boolean): FilePath[] => groups.flatMap(group => (BY_HAND.has(group.name) === byHand ? group.entries.map(({ file }) => file) : []));
    const started = loadedBy(entriesOf(false));
    const rest = files.filter(file => !started.has(file));
    const edges = rest.flatMap(file => graph.imports(file));
    const imported = new Set(edges.map(each => each.file));
    const pathsNamed = new Set(edges.flatMap(each => (each.dynamic === undefined ? [] : [each.file])));
    const sizes = new Map<Package | undefined, number>();
    for (const file of files) sizes.set(packages.of(file), (sizes.get(packages.of(file)) ?? 0) + 1);
    const known = new Set([...started].map(file => packages.of(file)));
    const isKnown = (file: FilePath): boolean => !STARTED_ELSEWHERE.test(file) && known.has(packages.of(file)) && !missing.some(each => each.home === packages.of(file)?.dir);
    const isNamed = namesInTexts(tables.values());
    const isScript = (file: FilePath): boolean => {
      if (imported.has(file) || !isKnown(file)) return false;
      if (!looksLikeScript(tables.get(file)!) || isNamed(file)) return false; // `rest` is of `files`.
      const alone = [...loadedBy([file])].filter(each => !started.has(each)).length;
      return alone <= Math.max(FEW, (sizes.get(packages.of(file)) ?? 0) * SMALL);
    };
    const byHand = [...entriesOf(true), ...rest.filter(isScript)];
    // A package of which only another one's examples are known to load something starts in a way that is not known.
    const own = new Set([...known, ...byHand.map(file => packages.of(file))]);
    const aside = new Set([...loadedBy(byHand, true)].filter(file => own.has(packages.of(file))));
    // What starts in no way that is known may be what loads a file too; and what a script names by its path it may build.
    const loose = loadedBy(rest.filter(file => !aside.has(file) && (!imported.has(file) || pathsNamed.has(file))));
    return new Set([...commands, ...[...aside].filter(file => !started.has(file) && !loose.has(file))]);
  },
});

/** In the command line beside a service: run by hand, and over soon. */
function isCommand(file: FilePath, home: Package | undefined): boolean {
  const start = home && stringAt(objectAt(home.manifest, 'scripts'), 'start');
  return home !== undefined && start !== undefined && !/\bcli\b/.test(start) && /(^|\/)cli\//.test(below(home.dir, file) ?? '');
}

/** It does something when it is loaded, gives nothing to anybody, and is no thread or process that the program starts. */
const looksLikeScript = ({ calls, exports, imports, writes }: ProgramFacts): boolean =>
  exports.length === 0 && actsOnLoad({ calls }) && !writes.some(({ t }) => exportsByAssignment(t)) &&
  !imports.some(({ from }) => /^(node:)?(worker_threads|cluster)$|^(threads\/worker|workerpool)$/.test(from));

/** `module.exports = …`, `exports.start = …` */
const exportsByAssignment = (target: ProgramFacts['writes'][number]['t']): boolean =>
  target.k === 'prop' && ((target.n === 'exports' && target.o.k === 'ref' && target.o.n === 'module') || (target.o.k === 'ref' ? target.o.n === 'exports' : exportsByAssignment(target.o)));

const BY_HAND: ReadonlySet<string> = new Set(['tools', 'examples']);

/** With more than this behind it, a file that nothing starts is a program whose start is not known. */
const FEW = 3;
const SMALL = 0.05;

/** What a scheduler or a platform starts by its place, and nothing in the repository says so. */
const STARTED_ELSEWHERE = /(^|[/._-])(jobs?|workers?|cron(jobs?)?|tasks?|consumers?|daemons?|servers?|services?|apps|functions|lambdas?|handlers?|bots?)([/._-]|$)/i;
