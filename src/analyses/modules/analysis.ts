import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import type { ProgramFacts } from '../../facts/program/model.ts';
import { executedImports } from './executed-imports.ts';
import { exportedNames } from './exports.ts';
import { stringsIn } from './jsonc.ts';
import type { ModuleGraph } from './model.ts';
import { below, joined } from './paths.ts';
import { readProject } from './project.ts';
import { resolver } from './resolve.ts';
import { sourceFiles } from './source-files.ts';
import { sourceOf } from './sources.ts';
import { globMatcher } from '../../core/glob.ts';

/** Who imports what. Nothing is computed before it is asked for. */
export const modules = defineAnalysis({
  id: 'modules',
  needs: [program],
  compute(inputs): ModuleGraph {
    const byPath = new Map(inputs.files.map(file => [file.path, file]));
    const factsOf = (path: FilePath): ProgramFacts | undefined => {
      const file = byPath.get(path);
      return file && inputs.table(program, file);
    };
    const files = sourceFiles(inputs.files.map(file => file.path));
    const { packages, configs } = readProject(inputs.project);
    const resolve = resolver(files, packages, configs);
    const imports = new Map<FilePath, ReturnType<ModuleGraph['imports']>>();

    /** `sideEffects` of the manifest: `false`, or a list that does not name the file. */
    const isPure = (file: FilePath): boolean => {
      const home = packages.of(file);
      const declared = home?.manifest['sideEffects'];
      if (!home || declared === undefined || declared === true) return false;
      const inner = below(home.dir, file) ?? file;
      return !stringsIn(declared).some(pattern => globMatcher(pattern.includes('/') ? pattern : `**/${pattern}`)(inner));
    };
    const around = {
      files, resolve, isPure,
      keepsImports: (file: FilePath) => configs.of(file)[0]?.keepsImports === true,
      keepsTypes: (file: FilePath) => configs.of(file)[0]?.keepsTypes === true,
      isTest: (file: FilePath) => byPath.get(file)?.test === true,
      homeOf: (file: FilePath) => packages.of(file)?.dir ?? '',
      locate: (dir: FilePath, target: string) => {
        const path = joined(dir, target);
        const home = path === undefined ? undefined : packages.of(path)?.dir ?? '';
        return path === undefined || home === undefined ? undefined : sourceOf(path, home, configs.in(home), files);
      },
    };

    return {
      resolve,
      ...exportedNames(factsOf, resolve),
      imports(file) {
        const known = imports.get(file);
        if (known) return known;
        const facts = factsOf(file);
        const made = facts ? executedImports(file, facts, around) : [];
        imports.set(file, made);
        return made;
      },
      packageOf: file => packages.of(file)?.dir ?? '',
    };
  },
});
