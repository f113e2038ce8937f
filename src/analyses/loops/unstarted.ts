import type { FilePath } from '../../core/model.ts';
import type { Val } from '../../facts/program/model.ts';
import type { EntryModel } from '../entries/model.ts';
import { pathOf, type Unit } from './unit.ts';

/**
 * Files that run in nothing the project boots, that export nothing, and that nothing names: scripts that somebody starts
 * by hand. Where nothing says what boots, or a package lacks an entry that it names, nothing can be said of its files.
 */
export function unstartedIn(units: readonly Unit[], unreached: () => readonly FilePath[], entries: () => EntryModel): (unit: Unit) => boolean {
  let names: ReadonlySet<string> | undefined;
  let never: ReadonlySet<FilePath> | undefined;
  return unit => {
    if (unit.facts.exports.length > 0 || entries().guessed || entries().groups.length === 0) return false;
    never ??= new Set(unreached());
    if (!never.has(unit.path) || exportsByAssignment(unit)) return false;
    if (entries().missing.some(({ home }) => unit.path.startsWith(home))) return false;
    names ??= namedIn(units);
    return !names.has(baseOf(unit.path));
  };
}

/** `module.exports = …`, `exports.start = …` */
const exportsByAssignment = ({ facts }: Unit): boolean => facts.writes.some(({ t }) => /^(module\.)?exports(\.|$)/.test(pathOf(t) ?? ''));

/** Names of files in texts of the program, as in `new Worker(new URL('./probe.mjs', import.meta.url))`. */
function namedIn(units: readonly Unit[]): ReadonlySet<string> {
  const names = new Set<string>();
  const note = (text: string): void => { if (text.length < 200 && FILE.test(text)) names.add(baseOf(text)); };
  for (const { facts } of units) {
    for (const { args } of facts.calls) for (const arg of args) textsOf(arg, note);
    for (const { init } of facts.decls) if (init) textsOf(init, note);
  }
  return names;
}

const FILE = /^[\w./@-]+$/;

function textsOf(v: Val, note: (text: string) => void): void {
  if (v.k === 'lit' && typeof v.v === 'string') note(v.v);
  else if (v.k === 'tpl') v.q.forEach(note);
  else if (v.k === 'op' || v.k === 'arr') (v.k === 'op' ? v.a : v.i).forEach(each => textsOf(each, note));
  else if (v.k === 'obj') v.p.forEach(each => textsOf(each.v, note));
}

/** Last segment of a path, without its extension. */
const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
