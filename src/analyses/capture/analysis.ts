import { lineAt } from '../../core/locate.ts';
import { defineAnalysis } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { calls } from '../calls/analysis.ts';
import { entries } from '../entries/analysis.ts';
import { loops } from '../loops/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { reach } from '../reach/analysis.ts';
import { settings } from '../settings/analysis.ts';
import type { Access, Setting, SettingIndex } from '../settings/model.ts';
import { values } from '../values/analysis.ts';
import { mirroredReads } from '../wiring/mirrors.ts';
import { readsOfDefaults } from './defaults-table.ts';
import { withSetters } from './follow/setters.ts';
import { endsOf } from './follow/slice.ts';
import { usesOf, type Uses } from './follow/uses.ts';
import { handedOf } from './handed.ts';
import { getterReads, membersOf } from './members.ts';
import type { Capture, CaptureModel, End, PhaseName, ReadJudged } from './model.ts';
import { sectionEnds } from './sections/section.ts';
import { handlersOf, type Refresh } from './told/refresh.ts';
import { setByOf } from './told/set-by.ts';
import { tellingIn } from './told/telling.ts';
import { momentsOf, type Moment } from './when/moments.ts';
import { importedUses, ownerOf, type World } from './world.ts';

/** For each setting that can change while the program runs: where each of its values goes, and whether a change is seen there. */
export const capture = defineAnalysis({
  id: 'capture',
  needs: [program, modules, values, settings, calls, reach, entries, loops],
  compute(inputs): CaptureModel {
    const known = inputs.model(settings);
    const none = (setting: SettingIndex): Capture => ({ setting, reads: [], verdict: 'none', live: [], captured: [], once: [] });
    if (!known.settings.some(setting => setting.changes === 'live')) return { captures: known.settings.map((_, index) => none(index)) };

    const graph = inputs.model(calls);
    const solved = inputs.model(reach);
    const of = inputs.model(values);
    const linked = inputs.model(modules);
    const facts = new Map(inputs.files.map(file => [file.path, inputs.table(program, file)]));
    const starts = new Map(inputs.files.map(file => [file.path, file.lineStarts]));
    const tests = new Set(inputs.files.filter(file => file.test).map(file => file.path));
    const files = inputs.files.filter(file => !file.test).map(file => file.path).sort();
    const factsOf = (file: string): ProgramFacts => facts.get(file) ?? program.empty;
    const offset = (file: string, line: number, column: number): number => (starts.get(file)?.[line - 1] ?? 0) + column - 1;
    const indexed = new Map<string, Uses>();
    const uses = (file: string): Uses => {
      let index = indexed.get(file);
      if (!index) indexed.set(file, (index = usesOf(factsOf(file))));
      return index;
    };
    const lasting = new Set(inputs.model(loops).candidates.flatMap(each => (each.endless && each.body && each.body.loop >= 0 ? [`${each.body.file}#${each.body.loop}`] : [])));
    const running = withSetters({ files, facts: factsOf, graph, values: of });
    const handlers = handlersOf({ files, facts: factsOf, offset, graph: running, reach: solved, values: of, settings: known });
    const { groups } = inputs.model(entries);
    const callers = new Map(
      groups.flatMap(group =>
        group.entries.map(
          entry => [entry.file, / loads it$/.test(entry.why) ? 'framework' : /"exports"/.test(entry.why) ? 'unknown' : 'launcher'] as const,
        ),
      ),
    );
    const importers = importedUses(files, factsOf, linked);
    const members = membersOf({ files, facts: factsOf, graph, values: of, uses });
    const usesOfDecl: World['usesOfDecl'] = (file, decl) => [
      ...uses(file).ofDecl(decl).map(use => ({ file, use })),
      ...importers(file, decl).flatMap(each => uses(each.file).ofDecl(each.decl).map(use => ({ file: each.file, use }))),
    ];
    const isTest = (file: string): boolean => tests.has(file);
    const handed = handedOf({ graph, members, facts: factsOf, uses, usesOfDecl, isTest });
    const moments = momentsOf({
      callerOf: file => callers.get(file) ?? 'unknown',
      graph: running, reach: solved, facts: factsOf, handlers: handlers.all, handed,
      isLasting: (file, loop) => lasting.has(`${file}#${loop}`),
      getterReads: getterReads({ files, facts: factsOf, graph, values: of }),
    });
    const world: World = {
      graph, values: of, modules: linked, moments, facts: factsOf, uses, offset, members, handed, isTest, usesOfDecl,
      setBy: setByOf(known.accesses, { facts: factsOf, modules: linked, offset }), telling: tellingIn(files, factsOf, graph),
      line: (file, at) => lineAt(starts.get(file) ?? [0], at) + 1,
    };
    const isOfDefaults = readsOfDefaults(world, known.accesses);
    const stores = storesOf(world, known.accesses);
    const storeFiles = new Set([...stores.values()].flatMap(files => [...files]));
    const mirrored = mirroredReads(known, inputs.files.filter(file => !file.test), factsOf);

    return {
      captures: known.settings.map((setting, index) => {
        if (setting.changes !== 'live') return none(index);
        const refresh = handlers.refreshOf(index, [...(stores.get(index) ?? [])].sort(), moments.of);
        const all = known.accessesOf(index).filter(access => access.mode === 'read' && !access.test && !isOfDefaults(access, setting));
        const hasUsers = all.some(access => !isVague(access) && !storeFiles.has(access.file));
        const reads = all.filter(access => !storeFiles.has(access.file) || !(hasUsers || isVague(access))).map(access => judge(access, refresh, isSwitch(setting))).filter(read => !showsAll(read));
        return conclude(index, reads, (mirrored.get(index) ?? []).some(access => !access.test));
      }),
    };

    function judge(access: Access, refresh: Refresh, isSwitch: boolean): ReadJudged {
      const fn = graph.idOf(access.file, access.fn);
      const first = { file: access.file, line: access.at.line, text: `read in \`${ownerOf(world, fn)}\`` };
      const isSure = access.exact && access.strength === 'exact' && access.inside === undefined && !yieldsObject(world, access) && !isStoredOnTheWay(world, access);
      const moment = moments.at(access.file, access.fn, access.loop);
      const followed = endsOf(world, access, refresh, isSwitch).map((end): End => ({ ...end, steps: [first, ...end.steps] }));
      // Whoever starts again when it changes keeps nothing.
      const isKept = (end: End): boolean => end.effect !== 'captured' || !refresh.restarts();
      const found = atMoment(access, refresh, followed).map((end): End => ({ ...end, effect: isSure && isKept(end) ? end.effect : 'unknown' }));
      // What reads afresh each time it is asked may be asked while the program boots, too.
      const isAfresh = moment.event && found.some(end => end.effect === 'live');
      // What only works out the next value of the setting is no use of it, and what it keeps is what there was before: a first start, a last crash.
      const ends = refresh.sets(fn)
        ? found.filter(end => end.effect !== 'live').map(end => (end.effect === 'captured' ? { ...end, effect: 'unknown' as const } : end))
        : isAfresh
          ? found.filter(end => !(end.effect === 'once' && end.lifetime === 'local'))
          : found;
      return { access, phase: phaseOf(moment), owner: ownerOf(world, fn), ends };
    }

    /** What is taken out of an object that is kept is as old as the object, wherever it goes from there. */
    function atMoment(access: Access, refresh: Refresh, ends: readonly End[]): readonly End[] {
      const held = sectionEnds(world, access, refresh, known.traits.get(access.vocabulary)?.snapshots ?? []);
      const isCaptured = held.some(end => end.effect === 'captured');
      if (isCaptured || held.every(end => end.effect === 'live')) return isCaptured ? held : ends;
      return ends.map(end => (end.effect === 'live' ? { ...end, effect: 'unknown' as const, what: held[0]!.what } : end));
    }
  },
});

const isSwitch = (setting: Setting): boolean => setting.type === 'boolean' || (setting.default.k === 'constant' && typeof setting.default.value === 'boolean');

const isVague = (access: Access): boolean => !access.exact || access.strength === 'weak';

/** By setting, the files whose functions hand it out: what they do with whatever they are asked for is no use of it. */
function storesOf(world: World, accesses: readonly Access[]): ReadonlyMap<SettingIndex, ReadonlySet<string>> {
  const found = new Map<SettingIndex, Set<string>>();
  for (const access of accesses) {
    if (access.test || access.mode !== 'read' || isVague(access)) continue;
    const call = handingOut(world, access);
    for (const fn of call ? world.graph.targets(call.file, call.call) : []) {
      for (const setting of access.settings) found.set(setting, (found.get(setting) ?? new Set()).add(world.graph.fileOf(fn)));
    }
  }
  return found;
}

/** The call that yields the value, or the object that it is a member of. */
function handingOut(world: World, access: Access): { readonly file: string; readonly call: number } | undefined {
  if (access.site === 'call') return access.via.at(-1) ?? (access.call === undefined ? undefined : { file: access.file, call: access.call });
  if (access.site !== 'member') return undefined;
  const offset = (line: number, column: number): number => world.offset(access.file, line, column);
  const [use] = world.uses(access.file).ofSpan(offset(access.at.line, access.at.column), offset(access.at.endLine, access.at.endColumn));
  const origin = use && world.values.origin({ file: access.file, fn: access.fn }, use.leaf);
  return origin?.k === 'call' ? origin : undefined;
}

/** Reads whatever setting is asked for and keeps none: a page, a command, a dump of all. */
const showsAll = ({ access, ends }: ReadJudged): boolean => !access.exact && access.key === '*' && ends.every(end => end.lifetime === 'local' || end.lifetime === 'closure');

/** What is made there reads the setting when it sees fit: the object is not the value. */
const yieldsObject = (world: World, { site, file, call, via }: Access): boolean =>
  (site === 'call' && call !== undefined && world.facts(file).calls[call]!.k === 'new') || via.some(each => world.facts(each.file).calls[each.call]!.k === 'new');

/** A helper between the place and the real read keeps what it read. */
const isStoredOnTheWay = (world: World, access: Access): boolean =>
  access.via.some(({ file, call }) =>
    world
      .uses(file)
      .ofCall(call)
      .some(
        ({ root }) =>
          root.k === 'write' || root.k === 'field' || (root.k === 'arg' && /^(set|push|add)$/.test(nameOfCallee(world.facts(file), root.c))),
      ),
  );

const nameOfCallee = (facts: ProgramFacts, c: number): string => {
  const callee = facts.calls[c]?.callee;
  return callee?.k === 'prop' ? callee.n : '';
};

const phaseOf = ({ boot, event, mayBoot, mayEvent }: Moment): PhaseName =>
  event ? (boot ? 'both' : 'event') : mayEvent ? 'unknown' : boot || mayBoot ? 'boot' : 'unknown';

function conclude(setting: SettingIndex, reads: readonly ReadJudged[], isMirrored: boolean): Capture {
  const ends = reads.flatMap(read => read.ends);
  const live = reads.filter(read => read.ends.some(end => end.effect === 'live'));
  const captured = ends.filter(end => end.effect === 'captured');
  const once = ends.filter(end => end.effect === 'once' && !end.again);
  const isOpen = isMirrored || ends.some(end => end.effect === 'unknown' || end.again);
  const resource = ends.find(end => end.lifetime === 'resource' && end.effect !== 'live');
  const answer = ends.find(end => end.lifetime === 'answer');
  const verdict = captured.length > 0 ? (live.length > 0 ? 'mixed' : 'captured')
    : live.length > 0 && once.length > 0 ? 'mixed'
      : isOpen ? 'unknown' : live.length > 0 ? 'live' : once.length > 0 ? 'once' : reads.length > 0 ? 'unknown' : 'none';
  return { setting, reads, verdict, live, captured, once, ...(resource ? { resource } : {}), ...(answer ? { answer } : {}) };
}
