import type { FilePath } from '../../core/model.ts';
import type { ProgramFacts, Val } from '../../facts/program/model.ts';

/** Whether a text of the program names a file, as in `new Worker(new URL('./probe.mjs', import.meta.url))`: by its last segment, without its extension. */
export function namesInTexts(tables: Iterable<Pick<ProgramFacts, 'calls' | 'decls'>>): (file: FilePath) => boolean {
  let names: Set<string> | undefined; // Few programs have a file of which this is asked.
  return file => (names ??= collected()).has(baseOf(file));

  function collected(): Set<string> {
    const found = new Set<string>();
    const note = (text: string): void => { if (text.length < 200 && FILE.test(text)) found.add(baseOf(text)); };
    for (const { calls, decls } of tables) {
      for (const { args } of calls) for (const arg of args) textsOf(arg, note);
      for (const { init } of decls) if (init) textsOf(init, note);
    }
    return found;
  }
}

const FILE = /^[\w./@-]+$/;

function textsOf(v: Val, note: (text: string) => void): void {
  if (v.k === 'lit' && typeof v.v === 'string') note(v.v);
  else if (v.k === 'tpl') v.q.forEach(note);
  else if (v.k === 'op' || v.k === 'arr') (v.k === 'op' ? v.a : v.i).forEach(each => textsOf(each, note));
  else if (v.k === 'obj') v.p.forEach(each => textsOf(each.v, note));
}

const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[cm]?[jt]sx?$/, '');
