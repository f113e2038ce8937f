import { globMatcher } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import type { Call, ProgramFacts, Val } from '../../facts/program/model.ts';
import { dirOf, joined } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

/** A path in the code by which something loads modules at run time. */
export interface LoadedPath {
  readonly path: string;
  /** `__dirname` and its like; else the directory in which the program is started. */
  readonly from: 'file' | 'package';
  /** Something in the file loads what it is handed, so a directory may mean all that is in it. */
  readonly wide: boolean;
  readonly s: number;
}

/**
 * Paths to modules that are put together at run time: `path.join(__dirname, 'jobs')`, `` `${__dirname}/../**\/*.entity.ts` ``,
 * `new Worker('./w.js')`, `fork('./child.js')`, `glob.sync('plugins/*\/server.js')`, `import.meta.glob('./pages/*.ts')`.
 */
export function loadedPaths(facts: ProgramFacts): readonly LoadedPath[] {
  const found: LoadedPath[] = [];
  let loads: boolean | undefined;
  const add = (path: string, from: LoadedPath['from'], s: number): void => void found.push({ path, from, wide: (loads ??= facts.calls.some(loadsAnything)), s });
  const here = (path: string | undefined, s: number): void => {
    if (path !== undefined && /[\w*]/.test(path)) add(path, 'file', s);
  };
  const seen = new Set<Val>();
  const visit = (v: Val | undefined, s: number, depth: number): void => {
    if (v === undefined || depth > 10 || seen.has(v)) return;
    switch (v.k) {
      case 'lit': case 'ref': case 'prop': case 'call': return;
      case 'tpl': seen.add(v); here(fromParts([v.q[0] ?? '', ...v.a.flatMap((each, i) => [each, v.q[i + 1] ?? ''])]), v.s); return;
      case 'op':
        seen.add(v);
        if (v.o === '+') here(fromParts(sum(v)), v.s);
        v.a.forEach(each => visit(each, s, depth + 1));
        return;
      case 'obj': v.p.forEach(each => visit(each.v, s, depth + 1)); return;
      case 'arr': v.i.forEach(each => visit(each, s, depth + 1)); return;
      case 'cond': visit(v.a, s, depth + 1); visit(v.b, s, depth + 1); return;
      case 'spread': case 'await': visit(v.v, s, depth + 1); return;
      default: return;
    }
  };
  for (const call of facts.calls) {
    const name = call.callee.k === 'prop' || call.callee.k === 'ref' ? call.callee.n : '';
    const { joins, starts, searches, matches } = roleOf(name);
    if (joins && call.args.length > 1) here(fromParts(call.args.flatMap((each, i) => (i === 0 ? [each] : ['/', each]))), call.s);
    else if (starts)
      for (const each of call.args.slice(0, 1))
        if (each.k === 'lit' && typeof each.v === 'string' && /^\.{0,2}\/|\.[cm]?[jt]s$/.test(each.v)) {
          add(each.v, 'file', call.s);
          add(each.v, 'package', call.s);
        }
    // `requireDirectory(__dirname)`, `readdirSync(__dirname)`
    if (searches && call.args.some(isHere)) add('.', 'file', call.s);
    if (matches) for (const pattern of patternsIn(call, facts)) add(pattern, call.callee.k === 'prop' && call.callee.o.k === 'meta' ? 'file' : 'package', call.s);
    call.args.forEach(each => visit(each, call.s, 0));
  }
  for (const decl of facts.decls) visit(decl.init, decl.s, 0);
  for (const fn of facts.fns) for (const { v, s } of fn.returns) visit(v, s, 0);
  for (const each of facts.exports) visit(each.v, each.s, 0);
  return found;
}

const JOINS = new Set(['join', 'resolve']);
const STARTS = new Set(['Worker', 'fork', 'Piscina', 'Tinypool', 'SharedWorker', 'spawnWorker']);
const LOADS_DIRECTORY = /require|import|load|readdir|scan|discover|walk|collect/i;
const GLOBS = /^(glob|globSync|sync|globby|globbySync|fg|fastGlob|globEager|globStream)$/;

/** What a callee of that name does with paths. */
interface Role {
  readonly joins: boolean;
  readonly starts: boolean;
  /** It looks through a directory. */
  readonly searches: boolean;
  /** It takes patterns. */
  readonly matches: boolean;
}

/** A few names are called most of the time. */
const roles = new Map<string, Role>();

const roleOf = (name: string): Role => {
  let role = roles.get(name);
  if (!role) roles.set(name, (role = { joins: JOINS.has(name), starts: STARTS.has(name), searches: LOADS_DIRECTORY.test(name), matches: GLOBS.test(name) }));
  return role;
};

/** It loads a module whose name is not written there, or a directory, or hands something to a program of its own. */
const loadsAnything = ({ k, callee, args }: Call): boolean => {
  const name = callee.k === 'prop' || callee.k === 'ref' ? callee.n : '';
  if (k === 'import' || name === 'require') return args[0]?.k !== 'lit';
  const { starts, searches, matches } = roleOf(name);
  return searches || matches || starts || name === 'register';
};

/** The fixed path behind `__dirname` at the start of what is put together; `undefined` when it is something else. */
function fromParts(parts: readonly (Val | string)[]): string | undefined {
  const [first, ...rest] = parts[0] === '' ? parts.slice(1) : parts;
  if (first === undefined || typeof first === 'string' || !isHere(first)) return undefined;
  let path = '';
  for (const part of rest) {
    const text = typeof part === 'string' ? part : part.k === 'lit' && typeof part.v === 'string' ? part.v : undefined;
    // What is not known may be any one part of the path.
    path += text ?? '*';
  }
  return path.replace(/^\/+/, '');
}

const isHere = (v: Val): boolean => (v.k === 'ref' && v.n === '__dirname') || (v.k === 'prop' && v.n === 'dirname' && v.o.k === 'meta');

const sum = (v: Val): readonly Val[] => (v.k === 'op' && v.o === '+' && v.a.length === 2 ? [...sum(v.a[0]!), v.a[1]!] : [v]);

/** Patterns among the arguments of a call that searches files, also inside `path.join(root, '…')`. */
const patternsIn = (call: Call, facts: ProgramFacts, depth = 0): readonly string[] =>
  call.args.flatMap((each): readonly string[] => {
    const all = each.k === 'arr' ? each.i : [each];
    return all.flatMap(v => {
      if (v.k === 'lit' && typeof v.v === 'string' && v.v.includes('*') && v.v.includes('/')) return [v.v.replace(/^\//, '')];
      const inner = v.k === 'call' && depth < 3 ? facts.calls[v.c] : undefined;
      return inner ? patternsIn(inner, facts, depth + 1) : [];
    });
  });

/** The sources that such a path means: a file, those a pattern fits, or those of a directory that the code does not stand in. */
export function sourcesAt(file: FilePath, { path, from, wide }: LoadedPath, home: FilePath, files: SourceFiles, locate: (dir: FilePath, target: string) => FilePath | undefined): readonly FilePath[] {
  const dir = from === 'file' ? dirOf(file) : home;
  const clean = path.replace(/\{(\.ts,\.js|\.js,\.ts)\}$/, '.*').replace(/\.(\[jt\]s|\[tj\]s|\{[jt]s,[jt]s\}|js|ts)$/, '.*').replace(/[!@?+]\([^)]*\)/g, '*').replace(/\*(?=\*[^/*])/g, '');
  if (path === '.') return files.startingWith(dir === '' ? '' : `${dir}/`).filter(each => each !== file).slice(0, MOST);
  const target = joined(dir, clean);
  if (target === undefined || target === '') return [];
  if (/[*{[]/.test(clean)) {
    // A part that is not known needs somebody who loads; a written pattern speaks for itself, except to tools that read text.
    if (TOOLS.test(file) || (!wide && !/\.[\w*{,}]+$/.test(clean))) return [];
    const start = target.slice(0, target.search(/[*{[]/));
    const found = files.startingWith(start).filter(globMatcher(target));
    // A pattern without a fixed part says nothing.
    return start === '' || found.length > MOST ? [] : found.filter(each => each !== file);
  }
  const exact = locate(dir, path);
  if (exact !== undefined) return exact === file ? [] : [exact];
  return !wide || TOOLS.test(file) || from === 'package' || `${file}/`.startsWith(`${target}/`) ? [] : files.startingWith(`${target}/`).slice(0, MOST);
}

const MOST = 400;

/** Configuration of tools, which name directories to look at and not to load. */
const TOOLS = /(^|\/)(?!orm|mikro-orm|typeorm|knex|drizzle)([^/]*\.(config|conf)|(webpack|rollup|vite|babel|eslint|gulpfile|\.)[^/]*)\.[cm]?[jt]s$/i;
