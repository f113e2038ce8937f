import type { Call, ProgramFacts } from '../../facts/program/model.ts';
import type { Linker, Target } from './linker.ts';
import type { ClassId } from './model.ts';
import { edgeTo, type Sink } from './sink.ts';

/**
 * Modules that are loaded by a path put together at run time: by the function around it, which may use all that they
 * export. Literal `import()` and `require` are calls and have been seen.
 */
export const collectLoaded = (linker: Linker, file: string, facts: ProgramFacts, loaded: ReadonlyMap<number, readonly string[]>, sink: Sink): void => {
  const { ids } = linker;
  const literal = new Set(facts.calls.flatMap(call => ((call.k === 'import' || isRequire(call)) && call.args[0]?.k === 'lit' ? [call.s] : [])));
  for (const [s, targets] of loaded) {
    if (literal.has(s)) continue;
    const call = facts.calls.find(each => each.s === s);
    const fn = call?.fn ?? innermost(facts, s);
    const at = { g: call?.g ?? -1, s };
    const from = ids.fn(file, fn);
    for (const target of targets) {
      sink.edge(from, { to: ids.fn(target, 0), ...at, strength: 'framework', deferred: false });
      for (const each of exportsOf(linker, target)) {
        if ('cls' in each) sink.instantiate(from, { cls: each.cls, ...at, strength: 'framework' });
        else {
          sink.edge(from, edgeTo(each, at, true));
          sink.escape(each.fn);
        }
      }
    }
  }
};

/** The function whose text holds an offset, and no function inside it does. */
const innermost = ({ fns }: ProgramFacts, s: number): number => {
  let found = 0;
  fns.forEach((fn, i) => { if (i > 0 && fn.s <= s && s < fn.e && fn.k !== 'field' && fn.s >= (fns[found]?.s ?? 0)) found = i; });
  return found;
};

/** `require('./x')` of CommonJS. */
export const isRequire = ({ callee, k }: Call): boolean => k === 'call' && callee.k === 'ref' && callee.d < 0 && callee.n === 'require';

/** What a module that is loaded as a value offers: everything it exports may be used. */
export const exportsOf = ({ ids, modules }: Linker, file: string): (Target | { readonly cls: ClassId })[] =>
  modules.exportedNames(file).flatMap((name): (Target | { readonly cls: ClassId })[] => {
    const binding = modules.exported(file, name);
    if (binding?.k !== 'decl') return [];
    const decl = ids.facts[ids.fileIndex(binding.file)]?.decls[binding.decl];
    if (!decl) return [];
    if (decl.k === 'class') return [{ cls: ids.cls(binding.file, decl.ref ?? 0) }];
    const f = decl.k === 'function' ? decl.ref : decl.init?.k === 'fn' ? decl.init.f : undefined;
    return f === undefined ? [] : [{ fn: ids.fn(binding.file, f), strength: 'framework' }];
  });
