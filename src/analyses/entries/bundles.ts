import { globMatcher } from '../../core/glob.ts';
import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts, Val } from '../../facts/program/model.ts';
import { dirOf, joined } from '../modules/paths.ts';
import type { Follow } from './follow.ts';

/** What the configuration and the scripts of bundlers start from: `entry`, `entries`, `entryPoints`, `input`. */
export function bundled({ workspace, found }: Follow, sources: readonly FilePath[], facts: (file: FilePath) => ProgramFacts): void {
  for (const file of sources) if (BUILDS.test(file)) bundle(file, inputsOf(facts(file)));
  // Where JavaScript is no part of the program, its bundler is mostly configured in it all the same.
  for (const { path, text } of workspace.project) if (/\.[cm]?js$/.test(path) && BUILDS.test(path)) bundle(path, inputsIn(text));

  function bundle(file: FilePath, inputs: readonly string[]): void {
    const home = workspace.packageOf(file);
    const dirs = [...new Set([dirOf(file), home?.dir ?? ''])];
    for (const text of inputs) {
      for (const dir of dirs) {
        const named = text.includes('*') ? matching(text, dir) : [workspace.locate(dir, text)];
        const hits = named.filter(each => each !== undefined && each !== file);
        for (const each of hits) if (each !== undefined) found.entry(each, 'app', `${file} bundles it`, { exportsLive: true });
        if (hits.length > 0) break;
      }
    }
  }

  function matching(pattern: string, dir: FilePath): readonly FilePath[] {
    const path = joined(dir, pattern);
    return path === undefined ? [] : workspace.files.startingWith(dir === '' ? '' : `${dir}/`).filter(globMatcher(path));
  }
}

const BUILDS = /(^|\/)((tsup|tsdown|unbuild|build|rollup|vite|webpack|esbuild|rspack|rsbuild|electron\.vite|bunup|pkgroll|forge|metro)[\w.-]*|build[\w-]*|bundle[\w-]*|[\w-]*build)\.([cm]?[jt]s)$|(^|\/)(scripts?|build|tools|webpack|config)\/[^/]*\.[cm]?[jt]s$/;

const INPUTS = new Set(['entry', 'entries', 'entryPoints', 'input', 'entrypoints', 'preload', 'entryFile']);

/** Path-like strings below the properties that name inputs. */
const inputsOf = (facts: ProgramFacts): readonly string[] => {
  const found: string[] = [];
  const strings = (v: Val | undefined, depth = 0): void => {
    if (v === undefined || depth > 8) return;
    switch (v.k) {
      case 'lit': if (typeof v.v === 'string' && isPath(v.v)) found.push(v.v); return;
      case 'arr': v.i.forEach(each => strings(each, depth + 1)); return;
      case 'obj': v.p.forEach(each => strings(each.v, depth + 1)); return;
      case 'op': v.a.forEach(each => strings(each, depth + 1)); return;
      case 'cond': strings(v.a, depth + 1); strings(v.b, depth + 1); return;
      case 'spread': case 'await': strings(v.v, depth + 1); return;
      case 'ref': if (v.d >= 0) strings(facts.decls[v.d]?.init, depth + 1); return;
      // `path.resolve(__dirname, 'src/main.ts')`
      case 'call': facts.calls[v.c]?.args.forEach(each => strings(each, depth + 1)); return;
      default: return;
    }
  };
  const seen = new Set<Val>();
  const visit = (v: Val | undefined, depth = 0): void => {
    if (v === undefined || depth > 12 || seen.has(v)) return;
    seen.add(v);
    switch (v.k) {
      case 'obj': for (const each of v.p) { if (INPUTS.has(each.n)) strings(each.v); visit(each.v, depth + 1); } return;
      case 'arr': v.i.forEach(each => visit(each, depth + 1)); return;
      case 'op': v.a.forEach(each => visit(each, depth + 1)); return;
      case 'cond': visit(v.a, depth + 1); visit(v.b, depth + 1); return;
      case 'spread': case 'await': visit(v.v, depth + 1); return;
      default: return;
    }
  };
  for (const call of facts.calls) call.args.forEach(each => visit(each));
  for (const decl of facts.decls) visit(decl.init);
  for (const each of facts.exports) visit(each.v);
  for (const fn of facts.fns) for (const each of fn.returns) visit(each.v);
  for (const write of facts.writes) visit(write.v);
  return found;
};

/** The same in a text that nobody parses. */
const inputsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\b(?:entry|entries|entryPoints|entrypoints|input)["']?\s*:\s*(\{[^{}]*\}|\[[^\][]*\]|["'`][^"'`]+["'`])/g)]
    .flatMap(([, value = '']) => [...value.matchAll(/["'`]([^"'`\s]+)["'`]/g)].map(match => match[1]!)).filter(isPath);

const isPath = (text: string): boolean => /\.([cm]?[jt]sx?)$|^\.{0,2}\/[\w./-]+$|^src\//.test(text) && !/^[a-z]+:/.test(text);

