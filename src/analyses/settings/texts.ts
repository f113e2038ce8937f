import { anyGlob } from '../../core/glob.ts';
import type { ProjectFile } from '../../core/model.ts';
import type { TextAccess } from '../../vocabulary/model.ts';
import type { Setting } from './model.ts';

export interface TextPlace {
  readonly file: string;
  readonly line: number;
}

/** Settings that scripts, templates and the like read, each with the first place. */
export function readOutside(settings: readonly Setting[], project: readonly ProjectFile[], forms: readonly TextAccess[]): ReadonlyMap<Setting, TextPlace> {
  const found = new Map<Setting, TextPlace>();
  for (const form of forms) {
    const byName = new Map<string, Setting[]>();
    for (const setting of settings) {
      for (const name of form.names === 'env' ? setting.env : [setting.key]) byName.set(name, [...(byName.get(name) ?? []), setting]);
    }
    const isMeant = anyGlob(form.files);
    for (const { path, text } of project) {
      if (!isMeant(path)) continue;
      for (const { name, line } of namesIn(text, form)) {
        for (const setting of byName.get(name) ?? []) if (!found.has(setting)) found.set(setting, { file: path, line });
      }
    }
  }
  return found;
}

function* namesIn(text: string, { after, skip, names }: TextAccess): Generator<{ name: string; line: number }> {
  const word = names === 'env' ? /[A-Za-z_]\w*/g : /[\w$-]+(?:\.[\w$-]+)*/g;
  let line = 0;
  for (const content of text.split('\n')) {
    line++;
    if (skip?.some(start => content.startsWith(start) || (start.trim() !== '' && content.trimStart().startsWith(start)))) continue;
    for (const match of content.matchAll(word)) {
      if (!after || after.some(before => content.endsWith(before, match.index))) yield { name: match[0], line };
    }
  }
}
