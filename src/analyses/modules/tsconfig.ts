import { anyGlob } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import { isObject, objectAt, stringAt, stringsIn, type JsonObject } from './jsonc.ts';
import { dirOf, joined } from './paths.ts';

/** What module resolution and import elision need of a tsconfig, with `extends` merged; paths relative to the root. */
export interface TsConfig {
  readonly path: FilePath;
  readonly dir: FilePath;
  /** Longest prefix first, as TypeScript picks. */
  readonly paths: readonly PathMapping[];
  readonly baseUrl?: FilePath;
  readonly rootDirs: readonly FilePath[];
  readonly outDirs: readonly FilePath[];
  readonly rootDir?: FilePath;
  readonly conditions: readonly string[];
  /** Imports stay as written, used or not. */
  readonly keepsImports: boolean;
  /** `emitDecoratorMetadata` */
  readonly keepsTypes: boolean;
  readonly references: readonly FilePath[];
  includes(file: FilePath): boolean;
}

export interface PathMapping {
  readonly prefix: string;
  /** `undefined` for a pattern without `*`. */
  readonly suffix: string | undefined;
  readonly targets: readonly FilePath[];
}

/** One config with everything it extends laid under it. Each value remembers the directory it is relative to. */
interface Merged {
  readonly options: ReadonlyMap<string, { readonly value: JsonObject[string]; readonly dir: FilePath }>;
  readonly top: ReadonlyMap<string, { readonly value: JsonObject[string]; readonly dir: FilePath }>;
}

/** Reads one tsconfig. `read` yields the parsed text of a path; `findPackage` the directory of a workspace package that `extends` names. */
export function readTsConfig(path: FilePath, read: (path: FilePath) => JsonObject | undefined, findExtended: (from: FilePath, name: string) => FilePath | undefined): TsConfig {
  const { options, top } = merge(path, read, findExtended, []);
  const dir = dirOf(path);
  const place = (text: string, from: FilePath): FilePath | undefined =>
    text.startsWith('${configDir}') ? joined(dir, text.slice('${configDir}'.length)) : text.startsWith('/') ? undefined : joined(from, text);
  const directory = (key: string): FilePath | undefined => {
    const option = options.get(key);
    return typeof option?.value === 'string' ? place(option.value, option.dir) : undefined;
  };
  const isOn = (key: string): boolean => options.get(key)?.value === true;

  const baseUrl = directory('baseUrl');
  const rootDir = directory('rootDir');
  const rootDirs = options.get('rootDirs');
  const references = read(path)?.['references'];
  return {
    path, dir,
    paths: mappings(options.get('paths'), baseUrl, place),
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(rootDir === undefined ? {} : { rootDir }),
    rootDirs: stringsIn(rootDirs?.value).flatMap(each => place(each, rootDirs?.dir ?? dir) ?? []),
    outDirs: [directory('outDir'), directory('declarationDir')].filter(each => each !== undefined),
    conditions: stringsIn(options.get('customConditions')?.value),
    keepsImports: isOn('verbatimModuleSyntax') || isOn('preserveValueImports'),
    keepsTypes: isOn('emitDecoratorMetadata'),
    references: (Array.isArray(references) ? references : []).flatMap(each => {
      const target = isObject(each) ? joined(dir, stringAt(each, 'path') ?? '') : undefined;
      return target === undefined ? [] : target.endsWith('.json') ? target : `${target === '' ? '' : `${target}/`}tsconfig.json`;
    }),
    includes: inclusion(top, place),
  };
}

function merge(path: FilePath, read: (path: FilePath) => JsonObject | undefined, findExtended: (from: FilePath, name: string) => FilePath | undefined, chain: readonly FilePath[]): Merged {
  const options = new Map<string, { value: JsonObject[string]; dir: FilePath }>();
  const top = new Map<string, { value: JsonObject[string]; dir: FilePath }>();
  const json = read(path);
  if (!json || chain.includes(path)) return { options, top };
  const dir = dirOf(path);
  for (const name of stringsIn(json['extends'])) {
    const base = findExtended(dir, name);
    if (base === undefined) continue;
    const inherited = merge(base, read, findExtended, [...chain, path]);
    for (const [key, each] of inherited.options) options.set(key, each);
    for (const [key, each] of inherited.top) top.set(key, each);
  }
  for (const [key, value] of Object.entries(objectAt(json, 'compilerOptions'))) options.set(key, { value, dir });
  for (const key of ['files', 'include', 'exclude']) if (json[key] !== undefined) top.set(key, { value: json[key], dir });
  return { options, top };
}

function mappings(
  option: { readonly value: JsonObject[string]; readonly dir: FilePath } | undefined,
  baseUrl: FilePath | undefined,
  place: (text: string, from: FilePath) => FilePath | undefined,
): PathMapping[] {
  if (!option || !isObject(option.value)) return [];
  const found = Object.entries(option.value).map(([pattern, targets]): PathMapping => {
    const star = pattern.indexOf('*');
    return {
      prefix: star < 0 ? pattern : pattern.slice(0, star),
      suffix: star < 0 ? undefined : pattern.slice(star + 1),
      targets: stringsIn(targets).flatMap(target => place(target, baseUrl ?? option.dir) ?? []),
    };
  });
  return found.sort((a, b) => Number(b.suffix === undefined) - Number(a.suffix === undefined) || b.prefix.length - a.prefix.length);
}

function inclusion(top: Merged['top'], place: (text: string, from: FilePath) => FilePath | undefined): (file: FilePath) => boolean {
  const at = (key: string): FilePath[] => {
    const entry = top.get(key);
    return stringsIn(entry?.value).flatMap(each => place(each, entry?.dir ?? '') ?? []);
  };
  const listed = new Set(at('files'));
  const everything = !top.has('files') && !top.has('include');
  const included = anyGlob(at('include').map(wholeDirectory));
  const excluded = anyGlob(at('exclude').map(wholeDirectory));
  return file => listed.has(file) || ((everything || included(file)) && !excluded(file));
}

/** A pattern whose last part has neither a wildcard nor an extension means everything below it. */
const wholeDirectory = (pattern: string): string => {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (last === '') return '**';
  return last === '**' ? `${pattern}/*` : /[*?.]/.test(last) ? pattern : `${pattern}/**`;
};
