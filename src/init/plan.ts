import type { Config } from '../config/config.ts';
import type { FilePath, Problem } from '../core/model.ts';
import { addTo } from '../core/multimap.ts';
import type { ConfigPlan, Deployable, Dialect } from './model.ts';

/** The configuration to begin with: names what was seen, so that losing sight of it is an error. */
export const firstPlan = (dialects: readonly Dialect[]): ConfigPlan => ({
  config: dialects.length === 0 ? {} : { vocabularies: dialects.map(({ name }) => name) },
  because: [],
});

/** Why a run with a plan cannot be trusted, with what it takes to plan around that. */
export interface Trouble {
  readonly problems: readonly Problem[];
  readonly sources: readonly FilePath[];
  /** Named vocabularies that recognise nothing. */
  readonly silent: readonly string[];
  /** Set when the entries cannot be right. */
  readonly distrust: boolean;
  readonly deployables: readonly Deployable[];
  /** Sources that no entry reaches, and what each file imports. */
  readonly unreached: readonly FilePath[];
  imports(file: FilePath): readonly FilePath[];
  /** Rules that ask what boots. */
  readonly wired: readonly string[];
}

/** The plan changed so that the run can be trusted, one step further; `undefined` when nothing is left to try. */
export function adjusted({ config, because }: ConfigPlan, trouble: Trouble): ConfigPlan | undefined {
  const broken = trouble.problems.filter(({ file }) => trouble.sources.includes(file));
  if (broken.length > 0) {
    const out = covering([...new Set(broken.map(({ file }) => file))], trouble.sources);
    return {
      config: { ...config, exclude: [...(config.exclude ?? []), ...out].sort() },
      because: [
        ...because,
        ...broken.slice(0, 5).map(({ file, line, message }) => `\`${file}${line === undefined ? '' : `:${line}`}\` is left out: ${message}`),
        ...(broken.length > 5 ? [`${broken.length - 5} more files are left out for the like`] : []),
      ],
    };
  }
  if (trouble.silent.length > 0) {
    const left = (config.vocabularies ?? []).filter(each => typeof each !== 'string' || !trouble.silent.includes(each));
    const { vocabularies: _, ...rest } = config;
    return {
      config: left.length === 0 ? rest : { ...rest, vocabularies: left },
      because: [...because, `${trouble.silent.map(each => `\`${each}\``).join(' and ')} recognises nothing in what is left`],
    };
  }
  if (!trouble.distrust || config.rules !== undefined) return undefined;
  const message = trouble.problems.find(({ file }) => file === '')?.message ?? 'nothing says what boots';
  if (config.entries === undefined) {
    return {
      config: { ...config, entries: declaredEntries(trouble) },
      because: [
        ...because,
        `\`entries\` says what boots, files that nothing starts among them (\`unexplained\`), because ${message.replace(/; name what boots in `entries`$/, '')}`,
      ],
    };
  }
  const { entries: _, ...rest } = config;
  return {
    config: { ...rest, rules: Object.fromEntries(trouble.wired.map((rule): [string, 'off'] => [rule, 'off'])) },
    because: [
      ...because.filter(each => !each.startsWith('`entries`')),
      `${trouble.wired.map(each => `\`${each}\``).join(' and ')} ${trouble.wired.length === 1 ? 'is' : 'are'} off, because ${message}`,
    ],
  };
}

/** What is known to boot, and the files that nothing imports among those that nothing reaches. */
function declaredEntries({ deployables, unreached, imports }: Trouble): Exclude<Config['entries'], undefined> {
  const groups = deployables.map(({ name, entries }) => [name, globsOf(entries.map(({ file }) => file).filter(file => !/^ghostwire\.config\./.test(file)))] as const);
  const loose = rootsOf(unreached, imports);
  return Object.fromEntries([...groups, ...(loose.length === 0 ? [] : [['unexplained', globsOf(loose)] as const])].filter(([, globs]) => globs.length > 0));
}

/** Files from which all of them are reached; of a cycle, the first. */
export function rootsOf(files: readonly FilePath[], imports: (file: FilePath) => readonly FilePath[]): FilePath[] {
  const among = new Set(files);
  const imported = new Set(files.flatMap(file => imports(file).filter(each => each !== file && among.has(each))));
  const roots: FilePath[] = [];
  const reached = new Set<FilePath>();
  for (const file of [...files.filter(each => !imported.has(each)), ...files]) {
    if (reached.has(file)) continue;
    roots.push(file);
    const walk = [file];
    for (const each of walk) {
      if (reached.has(each)) continue;
      reached.add(each);
      walk.push(...imports(each).filter(next => among.has(next)));
    }
  }
  return roots.sort();
}

const FEW = 3;

/** Files as few patterns: those of one name below one directory become `dir/** /name`. Brackets in names mean themselves. */
export function globsOf(files: readonly FilePath[]): string[] {
  const byName = new Map<string, FilePath[]>();
  for (const file of files) {
    const id = `${file.split('/').slice(0, Math.min(2, file.split('/').length - 1)).join('/')}\n${nameOf(file)}`;
    addTo(byName, id, file);
  }
  return [...byName].flatMap(([id, alike]) => {
    const directory = id.split('\n')[0]!;
    return alike.length > FEW ? [`${directory === '' ? '' : `${directory}/`}**/${nameOf(alike[0]!)}`] : alike;
  }).sort();
}

/** Patterns for files that are left out: a directory as a whole where most of its sources are. */
export function covering(files: readonly FilePath[], sources: readonly FilePath[]): string[] {
  const below = (directory: string, list: readonly FilePath[]): number => list.filter(each => each.startsWith(`${directory}/`)).length;
  const chosen = new Set<string>();
  for (const file of files) {
    let pattern = file;
    for (let directory = parentOf(file); directory !== ''; directory = parentOf(directory)) {
      const bad = below(directory, files);
      if (bad > FEW && bad >= below(directory, sources) * 0.6) pattern = `${directory}/**`;
    }
    chosen.add(pattern);
  }
  return [...chosen].sort();
}

const nameOf = (file: FilePath): string => file.slice(file.lastIndexOf('/') + 1);

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
