import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import type { ModuleGraph } from '../modules/model.ts';

/**
 * Packages that load a part of themselves which is not here: `require('./ee/module')` of a submodule or of an edition
 * that is kept elsewhere. A plain import of a missing file is generated code, which calls nothing.
 */
export const packagesWithAbsentParts = (files: readonly FilePath[], facts: (file: FilePath) => ProgramFacts, modules: ModuleGraph): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const file of files) {
    const home = modules.packageOf(file);
    if (found.has(home)) continue;
    const isAbsent = facts(file).calls.some(({ k, callee, args: [specifier] }) => {
      const isLoad = k === 'import' || (k === 'call' && callee.k === 'ref' && callee.n === 'require' && callee.d < 0);
      if (!isLoad || specifier?.k !== 'lit' || typeof specifier.v !== 'string' || !/^\.{1,2}\//.test(specifier.v)) return false;
      return !BUILT.test(specifier.v) && modules.resolve(file, specifier.v).k === 'missing';
    });
    if (isAbsent) found.add(home);
  }
  return found;
};

/** What a build or a generator puts there, and manifests that are read. */
const BUILT = /(^|\/)(dist|build|out|lib|generated|__generated__)(\/|$)|\.(json|node|css|wasm|txt|md)$/;
