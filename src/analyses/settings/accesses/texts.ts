import { anyGlob } from '../../../core/glob.ts';
import type { ProjectFile } from '../../../core/model.ts';
import { addTo } from '../../../core/multimap.ts';
import type { TextAccess } from '../../../vocabulary/accesses.ts';
import type { Setting } from '../model.ts';

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
      for (const name of form.names === 'env' ? setting.env : [setting.key]) addTo(byName, name, setting);
    }
    const isMeant = anyGlob(form.files);
    for (const { path, text } of project) {
      if (!isMeant(path)) continue;
      for (const { name, line } of namesIn(text, form, name => byName.has(name))) {
        for (const setting of byName.get(name) ?? []) if (!found.has(setting)) found.set(setting, { file: path, line });
      }
    }
  }
  return found;
}

function* namesIn(text: string, { after, skip, names }: TextAccess, isKnown: (name: string) => boolean): Generator<{ name: string; line: number }> {
  const word = names === 'env' ? /[A-Za-z_]\w*/y : /[\w$-]+(?:\.[\w$-]+)*/y;
  if (!after) {
    let line = 0;
    for (const content of text.split('\n')) {
      line++;
      if (isSkipped(content, skip)) continue;
      for (const match of content.matchAll(new RegExp(word.source, 'g'))) if (isKnown(match[0])) yield { name: match[0], line };
    }
    return;
  }
  for (const before of after) {
    for (let at = text.indexOf(before); at >= 0; at = text.indexOf(before, at + before.length)) {
      word.lastIndex = at + before.length;
      const name = word.exec(text)?.[0];
      if (name === undefined || !isKnown(name)) continue;
      const start = text.lastIndexOf('\n', at) + 1;
      const end = text.indexOf('\n', at);
      if (!isSkipped(text.slice(start, end < 0 ? undefined : end), skip)) yield { name, line: lineAt(text, at) };
    }
  }
}

function isSkipped(line: string, skip: readonly string[] | undefined): boolean {
  return skip?.some(start => line.startsWith(start) || (start.trim() !== '' && line.trimStart().startsWith(start))) ?? false;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
