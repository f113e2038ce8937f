import { defineAnalysis, type FilePath } from '../../core/model.ts';
import { program } from '../../facts/program/kind.ts';
import { modules } from '../modules/analysis.ts';
import { choices } from './choices.ts';
import { codeOf } from './code.ts';
import { constantEvaluator, type Constants } from './constants.ts';
import { lists } from './lists.ts';
import type { Values } from './model.ts';
import { mutations } from './mutations.ts';
import { origins, type Origins } from './origin.ts';
import { types } from './types.ts';

/** Where values come from and what they are. Nothing is computed before it is asked for. */
export const values = defineAnalysis({
  id: 'values',
  needs: [program, modules],
  compute(inputs): Values {
    const graph = inputs.model(modules);
    const byPath = new Map(inputs.files.map(file => [file.path, file]));
    const code = codeOf(inputs.files.map(file => file.path), (path: FilePath) => {
      const file = byPath.get(path);
      return file && inputs.table(program, file);
    });

    // Origins ask for the constants of computed keys, and constants are found through origins.
    const constants: Constants = constantEvaluator(code, () => trail);
    const trail: Origins = origins(code, graph, mutations(code, graph), (file, fn, key) => {
      const constant = constants.of(file, fn, key);
      return constant === undefined || constant === null ? undefined : String(constant);
    });
    const seen = lists(code, trail);
    const typed = types(code, graph, trail);
    const several = choices(code, trail, constants, seen, typed.typeTarget);

    return {
      ...typed,
      origin: (site, value) => trail.of(site.file, site.fn, value),
      constant: (site, value) => constants.of(site.file, site.fn, value),
      constants: (site, value) => several.of(site.file, site.fn, value),
      pattern: (site, value) => several.pattern(site.file, site.fn, value),
      items: (site, value) => seen.items(site.file, site.fn, value),
      object: (site, value) => seen.object(site.file, site.fn, value),
      array: (site, value) => seen.array(site.file, site.fn, value),
      declarationOf(file, decl) {
        const binding = graph.binding(file, decl);
        return binding?.k === 'decl' ? { file: binding.file, decl: binding.decl } : undefined;
      },
      isReassigned: (file, decl) => code.writesTo(file, decl).length > 0,
    };
  },
});
