import type { FilePath } from '../../core/model.ts';
import { compareText } from '../../core/order.ts';
import type { Cls, ProgramFacts } from '../../facts/program/model.ts';
import { loadedPattern, loadedSpecifier, moduleUrl } from './literal-load.ts';
import { loadedPaths, sourcesAt } from './loaded-paths.ts';
import type { ModuleGraph, Resolution } from './model.ts';
import { dirOf, joined } from './paths.ts';
import type { SourceFiles } from './source-files.ts';

type Executed = ReturnType<ModuleGraph['imports']>[number];

/** What one file's imports depend on besides its facts. */
export interface ImportSurroundings {
  readonly files: SourceFiles;
  resolve(from: FilePath, specifier: string): Resolution;
  /** The tsconfig says that imports stay as written. */
  keepsImports(file: FilePath): boolean;
  /** The tsconfig keeps types of decorated parameters and members as values, and with them their imports. */
  keepsTypes(file: FilePath): boolean;
  isTest(file: FilePath): boolean;
  /** Directory of the package of the file. */
  homeOf(file: FilePath): FilePath;
  /** The source of a path that may be one of the build. */
  locate(dir: FilePath, target: string): FilePath | undefined;
  /** The package of the file declares it free of side effects. */
  isPure(file: FilePath): boolean;
}

/** The modules that run because this file does, in the order of the source; each once. */
export function executedImports(file: FilePath, facts: ProgramFacts, around: ImportSurroundings): readonly Executed[] {
  const found = new Map<FilePath, Executed>();
  const add = (specifier: string, s: number, more: { readonly dynamic?: true; readonly droppable?: true }): void => {
    const target = around.resolve(file, specifier);
    if (target.k === 'file' && target.file !== file) note({ file: target.file, s, ...more });
  };
  const note = (each: Executed): void => {
    const before = found.get(each.file);
    if (!before || (weaker(before) && !weaker(each))) found.set(each.file, each);
  };

  // Only TypeScript drops imports whose names are never used as values.
  const keeps = !/\.[cm]?tsx?$/.test(file) || around.keepsImports(file) || (around.keepsTypes(file) && facts.classes.some(isDecorated));
  for (const { from, s, typeOnly, used, usedPurely, decl } of facts.imports) {
    if (typeOnly || (!used && !keeps)) continue;
    const target = (usedPurely || !used) && decl >= 0 ? around.resolve(file, from) : undefined;
    add(from, s, target?.k === 'file' && around.isPure(target.file) ? { droppable: true } : {});
  }
  for (const { from, s, typeOnly } of facts.exports) if (from !== undefined && !typeOnly) add(from, s, {});
  for (const call of facts.calls) {
    const specifier = loadedSpecifier(call, facts);
    // A `require` at the top of a module is an import by another name.
    const isStatic = call.k === 'call' && call.fn === 0 && call.g < 0;
    if (specifier !== undefined) add(specifier, call.s, isStatic ? {} : { dynamic: true });
    const url = specifier === undefined ? moduleUrl(call) : undefined;
    if (url !== undefined) add(url, call.s, { dynamic: true });
    const pattern = specifier === undefined ? loadedPattern(call, facts) : undefined;
    if (pattern) for (const target of matching(file, pattern, around.files)) note({ file: target, s: call.s, dynamic: true });
  }
  for (const loaded of loadedPaths(facts)) {
    for (const target of sourcesAt(file, loaded, around.homeOf(file), around.files, around.locate)) {
      // Tests stand beside what is loaded and are left out by a pattern or by the build.
      if (around.isTest(file) || !around.isTest(target)) note({ file: target, s: loaded.s, dynamic: true });
    }
  }
  return [...found.values()].sort((a, b) => a.s - b.s || compareText(a.file, b.file));
}

const isDecorated = ({ decorators, methods, fields }: Cls): boolean =>
  decorators.length > 0 || methods.some(each => each.decorators.length > 0) || fields.some(each => each.decorators.length > 0);

const weaker = ({ dynamic, droppable }: Executed): boolean => dynamic === true || droppable === true;

/** A computed specifier means any file of the directory that fits; more than that many say nothing. */
const MOST_TARGETS = 200;

function matching(file: FilePath, { prefix, suffix }: { readonly prefix: string; readonly suffix: string }, files: SourceFiles): readonly FilePath[] {
  const cut = prefix.lastIndexOf('/') + 1;
  const dir = joined(dirOf(file), prefix.slice(0, cut));
  if (dir === undefined) return [];
  const stem = suffix.replace(/\.[cm]?[jt]sx?$/, '');
  const start = `${dir === '' ? '' : `${dir}/`}${prefix.slice(cut)}`;
  const found = files.startingWith(start).filter(each => each !== file && each.replace(/\.[cm]?[jt]sx?$/, '').endsWith(stem));
  return start === '' || found.length > MOST_TARGETS ? [] : found;
}
