import type { Import } from '../../../src/facts/program/model.ts';
import type { Around } from '../around.ts';
import type { Edit, Mutant } from '../mutant.ts';
import { blankComments } from '../oracle.ts';
import type { Repository } from '../repository.ts';

/** M6 drops the only import of a module that acts when it is loaded, or leaves types of it; M9 moves a file out of the folder that convention loads. */
export function* ofModules(around: Around, file: string): Generator<Mutant> {
  const { repository } = around;
  const text = repository.texts.get(file)!;
  const expected = around.oracle.settingsIn(file, 0, text.length);
  if (expected.length === 0) return;
  const gone = { file, s: 0, e: text.length };
  const stem = file.replace(/(\/index)?\.[cm]?[jt]sx?$/, '').split('/').at(-1)!;
  const importers = importersOf(repository).get(stem) ?? [];
  // Re-exported, loaded later or named in any other way, it may run all the same.
  if (importers.length > 0 && (specifiersOf(repository).get(stem) ?? 0) > 1) return;
  const [only] = importers;
  if (importers.length === 1 && only && only.each.imported === '') {
    const from = repository.texts.get(only.other)!.lastIndexOf('import', only.each.s);
    yield { id: `M6/dropped:${only.other}:${from}`, operator: 'M6', shape: 'dropped', stratum: 'elision', cut: { edits: [{ file: only.other, s: from, e: only.each.e, text: '' }] }, expected, gone };
  }
  if (only && only.each.imported !== '' && importers.every(({ other, each }) => other === only.other && each.s === only.each.s && !each.typeOnly)) {
    const edits = withoutValues(repository, only.other, importers.map(({ each }) => each));
    if (edits) yield { id: `M6/types only:${only.other}:${only.each.s}`, operator: 'M6', shape: 'types only', stratum: 'elision', cut: { edits }, expected, gone };
  }
  // Folders that begin with `_` are no routes, wherever they stand.
  if (importers.length === 0 && /(^|\/)(app|src)\/(routes|pages|api)\//.test(file)) {
    yield { id: `M9:${file}`, operator: 'M9', shape: 'moved away', stratum: 'convention', cut: { edits: [], files: new Map([[file, undefined], [file.replace(/(^|\/)(routes|pages|api)\//, '$1_attic/'), text]]) }, expected, gone };
  }
}

interface Importer {
  readonly other: string;
  readonly each: Import;
}

const importers = new WeakMap<Repository, ReadonlyMap<string, readonly Importer[]>>();

/** Who imports a file of a name, as far as the last part of the specifier tells. */
function importersOf(repository: Repository): ReadonlyMap<string, readonly Importer[]> {
  const known = importers.get(repository);
  if (known) return known;
  const found = new Map<string, Importer[]>();
  for (const other of repository.sources) {
    for (const each of repository.facts(other).imports) {
      const bare = each.from.replace(/\.[cm]?[jt]sx?$/, '');
      if (!bare.includes('/')) continue;
      const stem = bare.slice(bare.lastIndexOf('/') + 1);
      found.set(stem, [...(found.get(stem) ?? []), { other, each }]);
    }
  }
  importers.set(repository, found);
  return found;
}

const specifiers = new WeakMap<Repository, ReadonlyMap<string, number>>();

/** How often texts end in each name, as specifiers do: `'./boot/start.ts'` in `start`. */
function specifiersOf(repository: Repository): ReadonlyMap<string, number> {
  const known = specifiers.get(repository);
  if (known) return known;
  const found = new Map<string, number>();
  for (const file of repository.sources) {
    for (const [, stem = ''] of blankComments(repository.texts.get(file)!).matchAll(/\/([\w$.@-]+?)(?:\.[cm]?[jt]sx?)?['"`]/g)) found.set(stem, (found.get(stem) ?? 0) + 1);
  }
  specifiers.set(repository, found);
  return found;
}

/** `import { start } from './x'` becomes `import type`, as after a refactoring that no longer uses `start` as a value. */
function withoutValues(repository: Repository, file: string, imports: readonly Import[]): readonly Edit[] | undefined {
  const text = repository.texts.get(file)!;
  const from = text.lastIndexOf('import', imports[0]!.s);
  const rest = blankComments(text);
  const edits: Edit[] = [{ file, s: from, e: from + 6, text: 'import type' }];
  for (const { decl } of imports) {
    const name = repository.facts(file).decls[decl]?.n ?? '';
    for (const { index: s } of rest.matchAll(new RegExp(`(?<![\\w$.'"\`])${name.replace(/\$/g, '\\$')}(?![\\w$'"\`])`, 'g'))) {
      const e = s + name.length;
      if (s >= from && s <= imports[0]!.e) continue;
      // A shorthand, a type or a name of a member is no value that can be replaced.
      if (/^\s*[:?]/.test(rest.slice(e, e + 8)) || /[{,]\s*$/.test(rest.slice(Math.max(0, s - 20), s)) && /^\s*[,}]/.test(rest.slice(e, e + 20)) || /(:|<|\btypeof|\bas|\bextends|\bimplements|\|)\s*$/.test(rest.slice(Math.max(0, s - 14), s))) return undefined;
      edits.push({ file, s, e, text: '(undefined as any)' });
    }
  }
  return edits;
}
