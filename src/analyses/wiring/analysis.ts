import { anyGlob } from '../../core/glob.ts';
import { locate } from '../../core/locate.ts';
import { defineAnalysis } from '../../core/model.ts';
import { addTo } from '../../core/multimap.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { calls } from '../calls/analysis.ts';
import type { CallGraph } from '../calls/model.ts';
import { entries } from '../entries/analysis.ts';
import { environment } from '../environment/analysis.ts';
import { modules } from '../modules/analysis.ts';
import { reach } from '../reach/analysis.ts';
import type { ReachModel } from '../reach/model.ts';
import { settings } from '../settings/analysis.ts';
import type { Access } from '../settings/model.ts';
import { values } from '../values/analysis.ts';
import { packagesWithAbsentParts } from './absent-parts.ts';
import { outermostFalse } from './cuts.ts';
import { deadCopies } from './dead-copies.ts';
import { withoutDeadDefaults } from './dead-defaults.ts';
import { distrustOf } from './distrust.ts';
import { doubted } from './doubts.ts';
import { environmentReads } from './environment-reads.ts';
import { everyAccess } from './every-access.ts';
import { flipsFor, type Flip } from './flips.ts';
import { gateWords } from './gate-words.ts';
import { holdersIn } from './holders.ts';
import { judgeSetting, type Judged } from './judge-setting.ts';
import type { Context } from './judging.ts';
import { matchByHeuristic, type Ghost } from './matchers.ts';
import { mirroredReads } from './mirrors.ts';
import type { Unheard, Wiring, WiringModel } from './model.ts';
import { neverRegistered } from './registered.ts';
import { witnessOf, type Told } from './witness.ts';

/** For each setting: whether the code that reads it runs in the default configuration, and why not. */
export const wiring = defineAnalysis({
  id: 'wiring',
  needs: [program, modules, values, settings, calls, reach, entries, environment],
  compute(inputs): WiringModel {
    const known = inputs.model(settings);
    if (known.settings.length === 0) return { wirings: [], unheard: [], why: () => [] };
    const graph = inputs.model(calls);
    const solved = inputs.model(reach);
    const facts = new Map(inputs.files.map(file => [file.path, inputs.table(program, file)]));
    const fileAt = new Map(inputs.files.map(file => [file.path, file]));
    const factsOf = (file: string): ProgramFacts => facts.get(file) ?? program.empty;
    const fnNode = (fn: number) => factsOf(graph.fileOf(fn)).fns[graph.indexOf(fn)];
    const classOf = (fn: number): number | undefined => {
      for (let node = fnNode(fn), at = fn; node; at = graph.idOf(graph.fileOf(at), node.parent), node = fnNode(at)) {
        if (node.cls !== undefined) return graph.classId(graph.fileOf(at), node.cls);
        if (graph.indexOf(at) === 0) return undefined;
      }
      return undefined;
    };
    const idle = holdersIn(inputs.files.filter(file => !file.test).map(file => file.path).sort(), factsOf, inputs.model(values), inputs.model(modules), graph);
    const external = anyGlob(inputs.options.external.flatMap(each => each.keys));
    const mirrored = mirroredReads(known, inputs.files.filter(file => !file.test), factsOf);
    const direct = environmentReads({ settings: known, environment: inputs.model(environment), modules: inputs.model(modules), values: inputs.model(values), files: inputs.files, facts: factsOf });
    const isExternal = (key: string): boolean => inputs.options.external.length > 0 && external(key);
    const touching = everyAccess([known.accessesOf, index => mirrored.get(index) ?? NO_ACCESS, index => direct.get(index) ?? NO_ACCESS]);
    const copies = deadCopies({ settings: known, modules: inputs.model(modules), entries: inputs.model(entries), files: inputs.files, project: inputs.project, facts: factsOf }, touching);
    let lacking: ReadonlySet<string> | undefined;
    const context: Context = {
      accessesOf: withoutDeadDefaults(known, copies.size === 0 ? touching : index => touching(index).filter(access => !copies.has(access)), isExternal),
      settings: known, reach: solved, graph, classOf,
      ownerOf: fn => fnNode(fn)?.owner ?? '<module>',
      classNameOf: fn => { const cls = classOf(fn); return cls === undefined ? undefined : graph.classes[cls]?.name; },
      hasIdleHolder: cls => idle.has(cls),
      isExternal,
      lacksParts: file => (lacking ??= packagesWithAbsentParts(inputs.files.filter(each => !each.test).map(each => each.path), factsOf, inputs.model(modules))).has(inputs.model(modules).packageOf(file)),
      isUnheard: neverRegistered({ graph, reach: solved, values: inputs.model(values), facts: factsOf }),
    };
    const told: Told = {
      settings: known, reach: solved, graph, facts: factsOf, values: inputs.model(values),
      copiesOf: index => (copies.size === 0 ? [] : touching(index).flatMap(access => { const to = copies.get(access); return to === undefined ? [] : [{ access, to }]; })),
      line: (file, offset) => locate(file, fileAt.get(file)?.lineStarts ?? [0], offset, offset).line,
      callersOf: callersIn(graph),
      flips: flipsIn(solved, graph),
    };
    const distrust = distrustOf({ reach: solved, entries: inputs.model(entries), settings: known, modules: inputs.model(modules), files: inputs.files.filter(file => !file.test).map(file => file.path) });
    const judged = known.settings.map((_, index) => (distrust === undefined ? judgeSetting(context, index) : undecidedAbout(judgeSetting(context, index))));
    const ghosts = judged.flatMap((each): Ghost[] => (each.verdict === 'ghost-wired' ? [{ owner: each.owner, gates: each.gates, judged: each, file: fileOfGhost(each, graph) }] : []));
    const matched = judged.map((each, index) => doubted(context, index, rematch(each, index)));
    const wirings = matched.map((each, index): Wiring => toWiring(told, index, each));
    const why = (setting: number): ReturnType<WiringModel['why']> => (matched[setting] ? witnessOf(told, matched[setting], setting) : []);
    const unheard = distrust !== undefined ? [] : known.settings.flatMap((_, setting) => context.accessesOf(setting).filter(context.isUnheard).map((access): Unheard => {
      const fn = graph.idOf(access.file, access.fn);
      return { setting, access, owner: context.classNameOf(fn) ?? context.ownerOf(fn) };
    })).sort((a, b) => byPlace(a.access, b.access));
    return { wirings, unheard, why, ...(distrust === undefined ? {} : { distrust }) };

    function rematch(each: Judged, index: number): Judged & Pick<Wiring, 'heuristic'> {
      const setting = known.settings[index];
      if (!setting || (each.verdict !== 'unread' && each.verdict !== 'mention-only' && each.verdict !== 'write-only')) return each;
      const match = matchByHeuristic(known, setting, ghosts, factsOf);
      if (!match) return each;
      const { ghost, how } = match;
      return { ...ghost.judged, readers: [], verdict: 'ghost-wired', owner: ghost.owner, heuristic: how };
    }
  },
  problems: ({ distrust }) => (distrust === undefined ? [] : [{ file: '', message: distrust }]),
});

const NO_ACCESS: readonly Access[] = [];

/** Who leads to a function, over all edges; indexed when somebody asks. */
const callersIn = (graph: CallGraph): Told['callersOf'] => {
  let index: Map<number, { from: number; s: number }[]> | undefined;
  return fn => {
    if (!index) {
      index = new Map();
      for (let from = 0; from < graph.size; from++) {
        for (const { to, s } of graph.edges(from)) {
          addTo(index, to, { from, s });
        }
      }
    }
    return index.get(fn) ?? [];
  };
};

/** Solving again is dear: once for each cut, for so many of them, and for findings only. */
const MAX_TRIALS = 12;

const flipsIn = (solved: ReachModel, graph: CallGraph): Told['flips'] => {
  const known = new Map<string, readonly Flip[] | undefined>();
  return judged => {
    const { cut, gates } = judged;
    if (!cut) return undefined;
    const untried = gates.map((setting): Flip => ({ setting, from: cut.from, g: cut.g }));
    const id = `${cut.from}#${cut.g}#${gates.join()}`;
    if (!known.has(id)) known.set(id, known.size < MAX_TRIALS ? flipsFor(solved, graph, judged) : untried);
    return known.get(id);
  };
};

const byPlace = (a: Access, b: Access): number => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.at.line - b.at.line || a.at.column - b.at.column);

const fileOfGhost = (judged: Judged, graph: { readonly classes: readonly { readonly file: string; readonly name: string }[] }): string | undefined => {
  const { cut } = judged;
  if (cut?.cls !== undefined) return graph.classes[cut.cls]?.file;
  return judged.readers.find(reader => reader.verdict === 'ghost' || reader.verdict === 'default-off')?.access.file;
};

const toWiring = (told: Told, index: number, judged: Judged & Pick<Wiring, 'heuristic'>): Wiring => {
  const { verdict, owner, readers, gates, cut, heuristic } = judged;
  const gateFile = cut && told.graph.fileOf(cut.from);
  const gateLine = cut && gateFile !== undefined ? told.line(gateFile, told.facts(gateFile).guards[outermostFalse(told.reach, told.facts(gateFile), gateFile, cut.g)]?.s ?? cut.s) : undefined;
  return {
    setting: index, verdict, owner, readers, gates,
    ...(gateFile !== undefined && gateLine !== undefined ? { gateAt: { file: gateFile, line: gateLine, column: 1, endLine: gateLine, endColumn: 1 } } : {}),
    ...(heuristic ? { heuristic } : {}),
    because: becauseOf(told, judged, index),
  };
};

const becauseOf = (told: Told, { verdict, owner, readers, gates, cut, heuristic }: Judged & Pick<Wiring, 'heuristic'>, index: number): string => {
  if (heuristic === 'namespace') return `its namespace belongs to \`${owner}\`, which never runs (by name, as no reader can be seen)`;
  if (heuristic === 'reference') return `\`${owner}\` names it and never runs (by name, as no resolved reader can be seen)`;
  if (verdict === 'unread') return whyUnread(told, index);
  if (verdict !== 'ghost-wired') return '';
  const stand = gates.flatMap(gate => told.settings.settings[gate] ?? []).map(gateWords).join(', ');
  if (stand) return `${stand} by default and looked at only at boot`;
  if (cut) return 'a condition that is always false stands before it';
  // Where the class itself is in use, what nothing calls is the member.
  const ghosts = [...new Set(readers.filter(reader => reader.verdict === 'ghost').map(reader => reader.owner))];
  const isUsed = told.graph.classes.some((node, cls) => node.name === owner && told.reach.any.instantiated(cls));
  return isUsed && ghosts.length > 0 ? `nothing calls \`${ghosts[0]}\`` : `nothing constructs or calls \`${owner}\``;
};

const whyUnread = (told: Told, index: number): string => {
  const [copy] = told.copiesOf(index);
  return copy ? `all it fills is \`${copy.to}\`, which nothing reads` : 'nothing reads it';
};

const BY_REACH: readonly Judged['verdict'][] = ['ghost-wired', 'misleading-default', 'self-gated', 'default-off', 'escaped'];

/** Where the entries cannot be right, what runs stays true and what does not run is unknown; that nobody reads a setting is seen without them. */
const undecidedAbout = (judged: Judged): Judged =>
  BY_REACH.includes(judged.verdict) ? { verdict: 'undecided', owner: judged.owner, readers: judged.readers.map(reader => (reader.verdict === 'live' || reader.verdict === 'weakly-live' || reader.verdict === 'test' ? reader : { ...reader, verdict: 'undecided' })), gates: [] } : judged;
