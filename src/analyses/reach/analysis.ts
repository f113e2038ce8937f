import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { calls } from '../calls/analysis.ts';
import type { CallGraph, ClassId, FnId } from '../calls/model.ts';
import { entries } from '../entries/analysis.ts';
import type { EntryGroup } from '../entries/model.ts';
import { modules } from '../modules/analysis.ts';
import { settings } from '../settings/analysis.ts';
import type { SettingsModel } from '../settings/model.ts';
import { values } from '../values/analysis.ts';
import { evaluator } from './evaluate.ts';
import type { Evaluated, Evaluator } from './evaluation.ts';
import { exportedClasses, exportedFunctions, type Exporting } from './exported.ts';
import type { Profile, Reach, ReachModel } from './model.ts';
import { environmentsOf } from './profiles.ts';
import { isMadeOutside } from './made-outside.ts';
import { solve } from './solve.ts';
import type { Solution } from './solution.ts';

/** What runs in the default configuration, what could run in another, and when. */
export const reach = defineAnalysis({
  id: 'reach',
  needs: [program, modules, values, settings, calls, entries],
  compute(inputs): ReachModel {
    const graph = inputs.model(calls);
    const facts = new Map(inputs.files.map(file => [file.path, inputs.table(program, file)]));
    const fileAt = new Map(inputs.files.map(file => [file.path, file]));
    const factsOf = (file: string): ProgramFacts => facts.get(file) ?? program.empty;
    const { groups } = inputs.model(entries);
    const exporting: Exporting = { graph, modules: inputs.model(modules), values: inputs.model(values), facts: factsOf };
    const roots = groups.flatMap(group => rootsOf(exporting, group));
    const constructed = groups.flatMap(group => constructedOutside(exporting, group));
    const given: Evaluated = {
      calledOutside: new Set(roots), constructedOutside: constructed,
      facts: factsOf, values: inputs.model(values), calls: graph, settings: inputs.model(settings),
      offset: (file, line, column) => (fileAt.get(file)?.lineStarts[line - 1] ?? 0) + column - 1,
    };
    const evaluated = evaluator(given);
    const blocked = (fn: FnId, g: number): boolean => g >= 0 && evaluated.guard(graph.fileOf(fn), g).holds === false;
    const any = solve({ graph, roots, constructed, blocked: () => false, weak: true });
    const byDefault = solve({ graph, roots, constructed, blocked, weak: true });
    const strong = solve({ graph, roots, constructed, blocked, weak: false });
    let solvedLater: Reach | undefined;
    const later = (): Reach =>
      (solvedLater ??= solve({
        graph,
        roots: [...liveRoots(graph, byDefault, groups, roots), ...changeHandlers(graph, byDefault, inputs.model(settings), factsOf)],
        blocked,
        weak: true,
        given: byDefault.instantiated,
        ran: byDefault.has,
      }));
    // One solution for each deployable is dear in a large workspace, and few ask for it.
    let solvedGroups: readonly { readonly name: string; readonly reach: Reach }[] | undefined;
    const inGroup = () =>
      (solvedGroups ??=
        groups.length < 2
          ? []
          : groups.map(group => ({
              name: group.name,
              reach: solve({ graph, roots: rootsOf(exporting, group), constructed: constructedOutside(exporting, group), blocked, weak: true }),
            })));
    const solvedUnder = (under: Evaluator, above?: Solution): ReturnType<Profile['solution']> =>
      ({ evaluator: under, byDefault: solve({ graph, roots, constructed, blocked: (fn, g) => g >= 0 && under.guard(graph.fileOf(fn), g).holds === false, weak: true, ...(above ? { above } : {}) }) });
    // Knowing less makes no condition false, and what is false for other reasons stays so.
    const undecided = (settings: ReadonlySet<number>): Evaluator => {
      const under = evaluator({ ...given, undecided: settings }, evaluated);
      return {
        value: under.value,
        guard(file, g) {
          const state = evaluated.guard(file, g);
          return state.holds === false && state.flags.some(flag => settings.has(flag)) ? under.guard(file, g) : state;
        },
      };
    };
    const profiles = environmentsOf(inputs.project, inputs.options.profiles).map((environment): Profile => {
      let known: ReturnType<Profile['solution']> | undefined;
      return { environment, solution: () => (known ??= solvedUnder(evaluator({ ...given, environment }, evaluated))) };
    });
    const sources = inputs.files.filter(file => !file.test && factsOf(file.path).hasCode).map(file => file.path).sort();
    return {
      any, byDefault, strong, evaluator: evaluated, profiles,
      undecided: settings => solvedUnder(undecided(settings), byDefault),
      runsLater: fn => later().has(fn),
      sources,
      unreached: sources.filter(file => !any.has(graph.idOf(file, 0))),
      groups: fn => inGroup().filter(each => each.reach.has(fn)).map(each => each.name),
    };
  },
});

/** The modules that are started, and, where something outside calls them, what they export. */
const rootsOf = (from: Exporting, group: EntryGroup): FnId[] =>
  group.entries.flatMap(entry => [from.graph.idOf(entry.file, 0), ...(entry.exportsLive ? exportedFunctions(from, entry.file) : [])]);

const constructedOutside = (from: Exporting, group: EntryGroup): ClassId[] =>
  group.entries.flatMap(entry => (entry.exportsLive ? exportedClasses(from, entry.file) : []));

/** Functions that a watching access is handed: they run at every change, whenever the setting's own service says so. */
const changeHandlers = (graph: CallGraph, byDefault: Reach, { accesses }: SettingsModel, facts: (file: string) => ProgramFacts): FnId[] =>
  accesses.flatMap(({ mode, file, call }) => {
    const args = mode === 'watch' && call !== undefined ? (facts(file).calls[call]?.args ?? []) : [];
    return args.flatMap(arg => (arg.k === 'fn' && byDefault.has(graph.idOf(file, arg.f)) ? [graph.idOf(file, arg.f)] : []));
  });

/**
 * What is called later, or again and again: the far ends of such edges of what runs, what a library or a framework's
 * route exports, and members that something outside calls on what was constructed.
 */
const liveRoots = (graph: CallGraph, byDefault: Reach, groups: readonly EntryGroup[], roots: readonly FnId[]): FnId[] => {
  const modulesOfEntries = new Set(groups.flatMap(group => group.entries.map(entry => graph.idOf(entry.file, 0))));
  const found = roots.filter(root => !modulesOfEntries.has(root));
  for (let fn = 0; fn < graph.size; fn++) {
    if (byDefault.has(fn)) for (const edge of graph.edges(fn)) if ((edge.deferred || edge.repeats) && byDefault.has(edge.to)) found.push(edge.to);
  }
  graph.classes.forEach((node, cls) => {
    if (!byDefault.instantiated(cls)) return;
    const outside = isMadeOutside(graph, cls) ? [...node.decorated, ...node.members.values()] : node.decorated;
    for (const fn of outside) if (byDefault.has(fn) && !node.atBoot.includes(fn)) found.push(fn);
  });
  return found;
};
