import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { numbers } from '../../facts/numbers/kind.ts';
import type { NamedNumber, NumberFacts, Purpose, Reference, Use } from '../../facts/numbers/model.ts';
import { decides, guardsAlgorithm } from '../../facts/numbers/policy.ts';
import { isEndless, isMargin } from '../../facts/numbers/roles.ts';
import { wordsOf } from '../../facts/numbers/words.ts';
import { program } from '../../facts/program/kind.ts';
import type { Decl, ProgramFacts } from '../../facts/program/model.ts';
import { entries } from '../entries/analysis.ts';
import { beside } from '../entries/beside.ts';
import { isPublished } from '../entries/manifest.ts';
import { modules } from '../modules/analysis.ts';
import type { ModuleGraph } from '../modules/model.ts';
import { readProject } from '../modules/project.ts';
import { adviceFor, adviceInTool } from './advice.ts';
import { dataAmong } from './data.ts';
import { declarationsOfPages, filesOfPages } from './drawn.ts';
import type { PolicyNumber, PolicyUse } from './model.ts';
import { isKept, isProven } from './proof.ts';
import { suppliedSomewhere } from './supplied.ts';
import { isOfAuthors, toolsAmong } from './tool.ts';
import { uncalledAmong } from './uncalled.ts';

/** The policy numbers of the program, named ones followed to their uses through imports; sorted by path and offset. */
export const policyNumbers = defineAnalysis({
  id: 'policy-numbers',
  needs: [numbers, program, modules, entries, beside],
  compute(inputs): readonly PolicyNumber[] {
    const graph = inputs.model(modules);
    const files = inputs.files.filter(file => !file.test).map(file => ({ path: file.path, facts: inputs.table(numbers, file) }));
    const tables = new Map(inputs.files.map(file => [file.path, file]));
    const constants = indexed(files, (path, d) => {
      const file = tables.get(path);
      return file && inputs.table(program, file).decls[d];
    });
    const { packages } = readProject(inputs.project);
    const published = once((path: FilePath): boolean => {
      const home = packages.of(path);
      return home !== undefined && isPublished(home, true);
    });
    const programOf = (path: FilePath): ProgramFacts => inputs.table(program, tables.get(path)!); // Only of files in the list.
    const isGiven = suppliedSomewhere(files.map(({ path, facts }) => ({ path, supplied: facts.supplied, program: () => programOf(path) })), published);
    const tools = toolsAmong([...new Set(files.flatMap(({ path }) => packages.of(path) ?? []))], packages);
    const isInstalled = (path: FilePath): boolean => {
      if (onPages.has(path)) return true;
      const home = packages.of(path);
      return home !== undefined && tools.has(home);
    };
    const aside = inputs.model(beside);
    const isJudged = (path: FilePath, { purpose }: NumberFacts): boolean => judged.has(purpose) && !aside.has(path) && !isOfAuthors(path, packages.of(path));
    const started = inputs.model(entries).groups.flatMap(group => group.entries);
    const purposes = new Map(files.map(({ path, facts }) => [path, facts.purpose]));
    const entered = new Set(started.map(({ file }) => file));
    const onPages = filesOfPages(
      files.map(({ path }) => path),
      path => (entered.has(path) ? undefined : purposes.get(path)),
      path => programOf(path).directives.includes('use client'),
      path => packages.of(path),
      graph,
    );
    const offered = new Set(started.flatMap(({ file, exportsLive }) => (exportsLive ? [file] : [])));
    const isUncalled = uncalledAmong(files.map(({ path }) => ({ path, program: () => programOf(path) })), graph, path => published(path) || offered.has(path));
    const found: PolicyNumber[] = [];
    const uses = new Map<NamedNumber, { readonly file: FilePath; readonly use: Use }[]>();
    const owned = new Set<NamedNumber>();
    for (const { path, facts } of files) {
      for (const use of facts.uses) {
        if (use.offered && isGiven(path, use.offered)) {
          const fallback = use.ref && constants.find(path, use.ref, graph);
          if (fallback) owned.add(fallback);
          continue;
        }
        if (use.number !== undefined && isJudged(path, facts) && !isUncalled(path, use.fn)) found.push(inPlace(path, use));
        const target = use.ref && constants.find(path, use.ref, graph);
        if (target) uses.set(target, [...(uses.get(target) ?? []), { file: path, use }]);
      }
      for (const reference of facts.settings) {
        const target = constants.find(path, reference, graph);
        if (target) owned.add(target);
      }
    }
    const drawn = declarationsOfPages(inputs.files, file => inputs.table(program, file).imports.map(each => each.decl), purposes, graph);
    for (const { path, facts } of files) {
      if (!isJudged(path, facts)) continue;
      for (const named of facts.named) {
        if (named.given !== undefined || drawn.has(`${path} ${named.d}`)) continue;
        const places = uses.get(named) ?? [];
        const used = places.filter(({ file, use }) => !isUncalled(file, use.fn));
        if (isUncalled(path, named.fn) || (used.length === 0 && places.length > 0)) continue;
        const policy = underName(path, named, used, owned.has(named));
        if (policy) found.push(policy);
      }
    }
    const data = dataAmong(found);
    return found
      .filter(each => !data.has(each))
      .map(each => (each.advice !== 'none' && isInstalled(each.file) ? { ...each, advice: adviceInTool(each) } : each))
      .sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.number.s - b.number.s));
  },
});

/** Files whose numbers operators care for. Laid-down numbers and those of pages and tools are somebody else's. */
const judged: ReadonlySet<Purpose> = new Set(['code']);

/** Remembers what was answered for each file. */
function once(ask: (path: FilePath) => boolean): (path: FilePath) => boolean {
  const known = new Map<FilePath, boolean>();
  return path => {
    let answer = known.get(path);
    if (answer === undefined) known.set(path, (answer = ask(path)));
    return answer;
  };
}

const inPlace = (file: FilePath, use: Use): PolicyNumber => {
  const { number, slot, sink, quantity, owner, callee, scaled } = use;
  const told = {
    file,
    number: number!,
    slot,
    sink,
    quantity,
    owner,
    named: false,
    scaled: scaled === 1,
    callees: callee ? [callee] : [],
    uses: [], // The caller has seen the number.
    ...(quantity.unit ? { stated: quantity.unit } : {}),
    ...(use.settles ? { settles: true as const } : {}),
    ...(use.tidies ? { tidies: true as const } : {}),
    ...(use.explained ? { explained: true as const } : {}),
  };
  return { ...told, advice: isKept(use) ? 'none' : adviceFor(told) };
};

/** What a named number decides: what its name says, or where it is used; undefined when neither is policy. */
function underName(file: FilePath, named: NamedNumber, used: readonly { readonly file: FilePath; readonly use: Use }[], isSettingDefault: boolean): PolicyNumber | undefined {
  const own = named.quantity?.strong ? named.quantity : undefined;
  const telling = used.filter(({ use }) => use.quantity.strong || (use.sink === 'comparison' && named.quantity !== undefined));
  const first = telling[0]?.use;
  if ((named.quantity?.role === 'limit' || named.quantity?.role === 'size-limit') && guardsAlgorithm(named.name) && !used.some(({ use }) => use.sink === 'option')) return undefined;
  const phrase = wordsOf(named.name).join(' ');
  if (isEndless(phrase) || isMargin(phrase)) return undefined;
  // The fewest samples that say anything: what is tried at least is no limit on trying.
  if (named.quantity === undefined && first?.quantity.role === 'retry-limit' && wordsOf(named.name).some(word => word === 'min' || word === 'minimum')) return undefined;
  if (first === undefined && (own === undefined || isSettingDefault)) return undefined;
  const unit = named.quantity?.unit ?? telling.find(({ use }) => use.scaled === undefined && use.quantity.unit !== undefined)?.use.quantity.unit;
  const { role, strong } = own === undefined || (first !== undefined && (own.role === 'duration' || (own.role === 'limit' && first.sink === 'timer'))) ? first!.quantity : own; // One of the two is there, or the line above has returned.
  const quantity = { role, strong, ...(unit ? { unit } : {}) };
  const sink = first?.sink ?? (named.holder === 'field' || named.holder === 'static' ? 'field' : 'variable');
  if (!decides(named.number, own ? 'variable' : sink, quantity, named.name)) return undefined;
  const sites = telling.map(({ file: at, use }): PolicyUse => ({ file: at, s: use.ref!.s, slot: use.slot, sink: use.sink }));
  const stated = named.quantity?.unit;
  const clash = used.find(({ use }) => stated !== undefined && use.quantity.unit !== undefined && use.quantity.unit !== stated && use.scaled === undefined && use.sink !== 'comparison');
  const told = {
    file, number: named.number, slot: named.name, sink, quantity, owner: named.owner, named: true, scaled: false,
    callees: telling.flatMap(({ use }) => use.callee ?? []), uses: sites.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.s - b.s)),
    ...(stated ? { stated } : {}),
    ...(clash ? { mismatch: { stated: stated!, used: clash.use.quantity.unit! } } : {}), // `find` has seen both units.
    ...(telling.length > 0 && telling.every(({ use }) => use.settles) ? { settles: true as const } : {}),
  };
  return { ...told, advice: named.kept || !isProven(named, quantity, telling.map(({ use }) => use)) ? 'none' : adviceFor(told) };
}

/** Every named number by the file and the declaration that hold it. */
function indexed(files: readonly { readonly path: FilePath; readonly facts: NumberFacts }[], declOf: (file: FilePath, d: number) => Decl | undefined) {
  const byPlace = new Map<string, NamedNumber>();
  for (const { path, facts } of files) {
    for (const named of facts.named) byPlace.set(placeKey(path, named.d >= 0 ? `${named.d}` : `this ${named.cls}`, named.path), named);
  }
  return {
    find(file: FilePath, { d, cls, path }: Pick<Reference, 'd' | 'cls' | 'path'>, graph: ModuleGraph): NamedNumber | undefined {
      return d < 0 ? byPlace.get(placeKey(file, `this ${cls}`, path)) : follow(file, d, path, graph, 4);
    },
  };

  /** Through imports and through other names (`const WAIT = LIMITS.wait`), as many as `hops`. */
  function follow(file: FilePath, d: number, path: readonly string[], graph: ModuleGraph, hops: number): NamedNumber | undefined {
    const local = byPlace.get(placeKey(file, `${d}`, path));
    if (local !== undefined || hops === 0) return local;
    let binding = graph.binding(file, d);
    let rest = path;
    while (binding?.k === 'namespace' && rest.length > 0) {
      binding = graph.exported(binding.file, rest[0]!);
      rest = rest.slice(1);
    }
    if (binding?.k === 'decl' && (binding.file !== file || binding.decl !== d)) return follow(binding.file, binding.decl, rest, graph, hops - 1);
    const decl = declOf(file, d);
    const members = [...path];
    let at = decl?.k === 'const' ? decl.init : undefined;
    while (at?.k === 'prop') {
      members.unshift(at.n);
      at = at.o;
    }
    return at?.k === 'ref' && at.d >= 0 && at.d !== d ? follow(file, at.d, members, graph, hops - 1) : undefined;
  }
}

const placeKey = (file: FilePath, holder: string, path: readonly string[]): string => `${file} ${holder} ${path.join('.')}`;
