import { isImportOrExport, type Around } from './around.ts';
import type { Range } from './mutant.ts';

/**
 * Settings that die with a piece of code, as far as words tell: functions and classes that are named only in what is
 * already gone are gone too, and so is what only they read. Explains extra flags without the call graph.
 */
export function dominatedBy(around: Around, gone: Range): ReadonlySet<string> {
  const { repository, oracle } = around;
  const ranges: Range[] = [gone];
  const isGone = (file: string, at: number): boolean => ranges.some(range => range.file === file && at >= range.s && at < range.e);
  const named = repository.sources.flatMap(file => {
    const facts = repository.facts(file);
    return [...facts.fns.slice(1), ...facts.classes].flatMap(({ n, s, e }) => (/^[\w$]{3,}$/.test(n) ? [{ n, file, s, e }] : []));
  });
  for (let grown = true; grown;) {
    grown = false;
    for (const each of named) {
      if (isGone(each.file, each.s)) continue;
      const uses = oracle.places(each.n).filter(place => !(place.file === each.file && place.at >= each.s - 120 && place.at < each.e) && !isImportOrExport(around, place));
      if (uses.length === 0 || !uses.every(place => isGone(place.file, place.at))) continue;
      ranges.push(each);
      grown = true;
    }
  }
  return new Set(ranges.flatMap(range => oracle.settingsIn(range.file, range.s, range.e)));
}
