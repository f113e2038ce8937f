import type { ProjectFile } from '../../core/model.ts';
import type { Unit } from './code.ts';

/** Packages that the program imports outside of tests, and those that a manifest depends on: some are run by their command alone. */
export const packagesInUse = (units: readonly Unit[], project: readonly ProjectFile[]): ReadonlySet<string> => new Set([
  ...units.filter(unit => !unit.test).flatMap(unit => unit.facts.imports.map(({ from }) => /^(@[^/]+\/)?[^/]+/.exec(from)?.[0] ?? from)),
  ...project.filter(({ path }) => path === 'package.json' || path.endsWith('/package.json')).flatMap(({ text }) => dependenciesIn(text)),
]);

function dependenciesIn(manifest: string): readonly string[] {
  try {
    const { dependencies, devDependencies } = JSON.parse(manifest) as { readonly [field: string]: object | undefined }; // Keys are all that is read.
    return Object.keys({ ...dependencies, ...devDependencies });
  } catch {
    return []; // A manifest that does not parse is told of elsewhere.
  }
}
