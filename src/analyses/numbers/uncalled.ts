import type { FilePath } from '../../core/model.ts';
import type { FnIndex, ProgramFacts, Val } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';

/** What the analysis knows of each file that is no test. */
interface Module {
  readonly path: FilePath;
  readonly program: () => Pick<ProgramFacts, 'calls' | 'classes' | 'decls' | 'exports' | 'fns' | 'imports' | 'reads'>;
}

/**
 * Whether a function is one that nothing in the program calls: what is left of a feature that is gone, or called by its test alone.
 * Its numbers decide nothing. Only of functions and methods whose name stands nowhere else; what a framework may call by its place
 * or by its name, what the module is loaded for as a whole, and what `isOffered` to code outside of the program is taken for called.
 */
export function uncalledAmong(modules: readonly Module[], graph: Pick<ModuleGraph, 'resolve'>, isOffered: (file: FilePath) => boolean): (file: FilePath, fn: FnIndex) => boolean {
  const programs = new Map(modules.map(({ path, program }) => [path, program]));
  let known: { readonly mentioned: ReadonlySet<string>; readonly chosen: ReadonlySet<FilePath> } | undefined;
  return (file, fn) => {
    const name = fn === 0 || isOffered(file) ? undefined : candidate(programs.get(file)!(), fn, () => (known ??= read(modules, graph)).chosen.has(file)); // Only of files in the list.
    return name !== undefined && !(known ??= read(modules, graph)).mentioned.has(name);
  };
}

/** The name of the outermost function around one, where it takes that name to call it. */
function candidate({ fns, decls, exports, classes }: ReturnType<Module['program']>, inner: FnIndex, isChosen: () => boolean): string | undefined {
  let at = inner;
  while (fns[at] !== undefined && fns[at]!.parent > 0) at = fns[at]!.parent; // A parent is a function of the same table.
  const fn = fns[at];
  if (fn === undefined) return undefined;
  if (fn.k === 'method') {
    const holder = classes[fn.cls ?? -1];
    const own = holder?.methods.find(each => each.fn === at);
    const isPlain = holder !== undefined && holder.ext === undefined && holder.impl.length === 0 && holder.decorators.every(isInjectable) && own?.decorators.length === 0;
    return isPlain && isPhrase.test(fn.n) && !calledByHosts.test(fn.n) ? fn.n : undefined;
  }
  const d = decls.findIndex(({ k, ref, init }) => (k === 'function' && ref === at) || (k === 'const' && init?.k === 'fn' && init.f === at));
  if (d < 0) return undefined;
  const exported = exports.filter(each => each.decl === d);
  return exported.every(({ n }) => n === fn.n) && (exported.length === 0 || isChosen()) ? fn.n : undefined;
}

const isInjectable = (decorator: Val): boolean => decorator.k === 'ref' && injectable.test(decorator.n);

const injectable = /^(Injectable|Service|singleton|injectable)$/;
/** Two words or more: `run` is what many things are asked for by name. */
const isPhrase = /[a-z\d][A-Z]/;
const calledByHosts = /^(on|handle|before|after|ng|component|did|will|should|can|get|set|to|do)[A-Z]|^(canActivate|isAuthorized)$/;

/** Names that stand somewhere as a callee, a value or an import; and files of which others take single names, and nobody the whole. */
function read(modules: readonly Module[], graph: Pick<ModuleGraph, 'resolve'>): { readonly mentioned: ReadonlySet<string>; readonly chosen: ReadonlySet<FilePath> } {
  const mentioned = new Set<string>();
  const chosen = new Set<FilePath>();
  const whole = new Set<FilePath>();
  for (const { path, program } of modules) {
    const { calls, reads, imports, exports } = program();
    for (const { callee, args } of calls) {
      mention(callee, mentioned);
      for (const argument of args) mention(argument, mentioned);
      if (callee.k === 'ref' && callee.n === 'require') for (const argument of args) take(path, textOf(argument), whole);
    }
    for (const { v } of reads) mention(v, mentioned);
    for (const { imported, from } of imports) {
      mentioned.add(imported);
      take(path, from, imported === '*' || imported === '' ? whole : chosen);
    }
    for (const { from, imported } of exports) {
      if (from !== undefined) take(path, from, whole);
      if (imported !== undefined) mentioned.add(imported);
    }
    for (const { k, args } of calls) if (k === 'import') for (const argument of args) take(path, textOf(argument), whole);
  }
  for (const file of whole) chosen.delete(file);
  return { mentioned, chosen };

  function take(from: FilePath, specifier: string | undefined, into: Set<FilePath>): void {
    const found = specifier === undefined ? undefined : graph.resolve(from, specifier);
    if (found?.k === 'file') into.add(found.file);
  }
}

const textOf = (value: Val): string | undefined => (value.k === 'lit' && typeof value.v === 'string' ? value.v : undefined);

/** Every name of a chain, and a text, which may name what is called. */
function mention(value: Val, names: Set<string>): void {
  let at = value;
  for (; at.k === 'prop'; at = at.o) names.add(at.n);
  if (at.k === 'ref') names.add(at.n);
  else if (at.k === 'lit' && typeof at.v === 'string') names.add(at.v);
}
