import { judge, type EnabledRule } from '../core/judge.ts';
import { kindsOf, link, type Linked } from '../core/link.ts';
import type { FactKind, Finding, Marker, Problem } from '../core/model.ts';
import { suppress } from '../core/suppress.ts';
import { kindsKey, openCache, saveCache, type Cache } from './cache.ts';
import { isSource, isTest } from './classify.ts';
import { conclude } from './conclude.ts';
import { survey, type Surveyed } from './extract.ts';
import { hashOf } from './hash.ts';
import { discoverAgain } from './kept-discovery.ts';
import { once } from './once.ts';
import type { Shapes } from './packed-shapes.ts';
import { loadParserSide } from './parser-side.ts';
import { projectFiles, surveyProject, type SurveyedProjectFile } from './project-files.ts';
import type { Run, RunRequest, RunResult } from './request.ts';
import { diskStore, noStore, type Store } from './store.ts';
import { factReader } from './stored-facts.ts';
import { tuneForAnalyses } from './tiering.ts';
import { diskWorld, type World } from './world.ts';

export const run: Run = request => runIn(diskWorld(request.root), request.cache ? diskStore(request.root) : noStore, request);

/** The whole flow, one way: discover, extract, link and analyse, judge, suppress, compare. */
export async function runIn(world: World, store: Store, request: RunRequest): Promise<RunResult> {
  const { config, parts, today } = request;
  const started = Date.now();
  const rules = enabledRules(request);
  const ran = rules.map(({ rule }) => rule.id);
  const cache = openCache(store, parts.build);

  const { found, keep } = discoverAgain(world, config, cache.discovery, cache.isTrusted);
  const kinds = kindsToExtract(request, rules, cache);
  const look = (cache: Cache) => survey(found.sources, { world, kinds, cache, loadParser: () => loadParserSide(request), onFile: progress(request, found.sources.length) });
  const project = surveyProject(found.project, world, cache);
  let { files, shapes, stats } = await look(cache);
  const key = verdictKey(request, rules, files, project.files);
  const kept = cache.verdict<Verdict>(key);
  // The index may be sound and the facts that it names lost; then the files have to be read after all.
  if ((kept === undefined || request.also !== undefined) && files.some(file => file.record.facts?.place) && !cache.factsIntact()) ({ files, shapes, stats } = await look(openCache(noStore, '')));

  const program = once(() => linkAll(request, files, shapes, project.files));
  const verdict = kept ?? (await judgeAll(request, rules, program()));
  if (store !== noStore && !verdict.crashed && (kept === undefined || keep !== undefined || stats.read > 0)) {
    const discovery = keep ?? cache.discovery;
    saveCache(store, cache, { build: parts.build, started, kinds, shapes, discovery, sources: files, project: project.files, verdict: { key, value: verdict, kept: kept !== undefined } });
  }

  const suppressed = suppress({ findings: verdict.findings, markers: verdict.markers, rules: parts.rules.map(rule => rule.id), ran, today });
  const problems = [...found.problems, ...complaints(request, found.all, files), ...files.flatMap(file => file.record.problems), ...project.problems, ...verdict.problems];
  const concluded = conclude(world, request, { suppressed, problems, scanned: { files: files.length, settings: verdict.settings, rules: ran } });
  return { ...concluded, stats: { ...stats, verdictCached: kept !== undefined }, model: analysis => program().model(analysis), doubts: () => program().problems() };
}

/** What a run concludes from the sources. Equal sources, rules and options give an equal verdict, so it can be kept. */
interface Verdict {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly markers: readonly Marker[];
  readonly settings: number;
  readonly crashed: boolean;
}

function enabledRules({ config, parts, rules: named }: RunRequest): EnabledRule[] {
  return parts.rules.flatMap(rule => {
    const { severity, options } = config.rules[rule.id] ?? { severity: 'error' as const, options: {} };
    if (named === undefined ? severity === 'off' : !named.includes(rule.id)) return [];
    return [{ rule, severity: severity === 'warn' ? ('warn' as const) : ('error' as const), options: { ...rule.defaults, ...options } }];
  });
}

/** What the rules of this run need, or what the cache holds already where that is more: a narrow run must not empty it. */
function kindsToExtract({ parts, also = [] }: RunRequest, rules: readonly EnabledRule[], cache: Cache): readonly FactKind[] {
  const needed = kindsOf([parts.markers, ...also, ...rules.flatMap(({ rule }) => rule.needs)]);
  const all = kindsOf([parts.markers, ...also, ...parts.rules.flatMap(rule => rule.needs)]);
  const held = all.filter(kind => cache.kinds.includes(kindsKey([kind])[0]!));
  return held.length === cache.kinds.length && needed.every(kind => held.includes(kind)) ? held : needed;
}

function linkAll({ config }: RunRequest, files: readonly Surveyed[], shapes: Shapes, project: readonly SurveyedProjectFile[]): Linked {
  tuneForAnalyses();
  const read = factReader(shapes);
  const facts = files.flatMap(({ path, record }) => (record.facts === undefined ? [] : [read(path, isTest(path), record.facts.bytes())]));
  return link({ files: facts, project: projectFiles(project), options: config.analysis });
}

async function judgeAll({ parts, onProgress }: RunRequest, enabled: readonly EnabledRule[], program: Linked): Promise<Verdict> {
  onProgress?.({ phase: 'judge', done: 0, total: enabled.length });
  const [loaded, settings] = await Promise.all([parts.loadRules?.() ?? parts.rules, parts.settings?.()]);
  const rules = enabled.map(each => ({ ...each, rule: loaded[parts.rules.indexOf(each.rule)]! }));
  const { findings, problems, crashed } = judge(program, rules);
  // Nothing is reported in tests, so a marker there has nothing to excuse.
  const inCode = program.files.filter(file => !file.test).flatMap(file => program.table(parts.markers, file));
  const markers = [...inCode, ...program.project.flatMap(({ path, text }) => parts.markersInText?.(path, text) ?? [])];
  const counted = settings !== undefined && program.computed().includes(settings.analysis.id);
  return { findings, problems, markers, crashed, settings: counted ? settings.count(program.model(settings.analysis)) : 0 };
}

function verdictKey({ config, parts }: RunRequest, rules: readonly EnabledRule[], files: readonly Surveyed[], project: readonly SurveyedProjectFile[]): string {
  return hashOf(JSON.stringify([
    parts.build, config.analysis, rules.map(({ rule, severity, options }) => [rule.id, severity, options]),
    files.map(({ path, record }) => [path, record.hash]), project.map(({ path, hash }) => [path, hash]),
  ]));
}

/** What makes the scan as a whole untrustworthy. */
function complaints({ config, inspect }: RunRequest, all: readonly string[], files: readonly Surveyed[]): Problem[] {
  const file = config.file ?? '';
  const told = (inspect?.(all) ?? []).map(message => ({ file, message }));
  return files.length > 0 ? told : [...told, { file, message: whyNothing(config, all) }];
}

function whyNothing({ include, exclude }: RunRequest['config'], all: readonly string[]): string {
  if (exclude.length > 0 && all.some(isSource)) return 'no source file is left; correct the patterns of `exclude`';
  return include === undefined ? 'no source file found; run this where the sources are, or name the place with `--root`' : 'no source file matches `include`; correct its patterns';
}

function progress({ onProgress }: RunRequest, total: number): (done: number) => void {
  onProgress?.({ phase: 'discover', done: total, total });
  return done => onProgress?.({ phase: 'extract', done, total });
}
