import type { Setting } from '../../src/analyses/settings/model.ts';
import type { Repository } from './repository.ts';

/**
 * What the benchmark knows without the call graph: where words stand in the text. A function that the whole repository
 * names once besides its declaration is called from there and from nowhere else; a setting whose name stands in one
 * function only (and where it is registered) is read there and nowhere else.
 */
export interface Oracle {
  /** Places of a word in code (comments blanked) outside tests, sorted by file. */
  places(word: string): readonly Place[];
  /** Settings that are read inside the range, and whose names stand nowhere else. */
  settingsIn(file: string, start: number, end: number): readonly string[];
}

export interface Place {
  readonly file: string;
  readonly at: number;
}

export function oracleOf(repository: Repository, settings: readonly Setting[], readIn: (file: string, start: number, end: number) => readonly string[]): Oracle {
  const words = new Map<string, Place[]>();
  for (const file of repository.sources) {
    const text = blankTypes(blankComments(repository.texts.get(file)!));
    for (const match of text.matchAll(/[A-Za-z_$][\w$]*/g)) {
      const list = words.get(match[0]);
      if (list) list.push({ file, at: match.index });
      else words.set(match[0], [{ file, at: match.index }]);
    }
  }
  const registeredAt = new Map(settings.map(setting => [setting.key, setting]));
  return {
    places: word => words.get(word) ?? [],
    settingsIn: (file, start, end) => [...new Set(readIn(file, start, end))].filter(key => {
      const setting = registeredAt.get(key);
      if (!setting) return false;
      const spelled = (words.get(setting.name) ?? []).filter(place => !inRegistration(repository, setting, place));
      return spelled.length > 0 && spelled.every(place => place.file === file && place.at >= start && place.at < end);
    }),
  };
}

function inRegistration(repository: Repository, setting: Setting, { file, at }: Place): boolean {
  if (file !== setting.file) return false;
  const line = repository.texts.get(file)!.slice(0, at).split('\n').length;
  return line >= setting.span.startLine && line <= setting.span.endLine;
}

/** Comments become blanks of the same length; strings stay, as keys stand in them. */
export const blankComments = (text: string): string =>
  text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (all, string: string | undefined) => (string === undefined ? all.replace(/[^\n]/g, ' ') : all));

/** Declarations of types become blanks too: they name settings and read none. */
const blankTypes = (text: string): string => {
  let result = text;
  for (const match of text.matchAll(/^[ \t]*(?:export\s+)?(?:declare\s+)?(?:interface\s+\w[^{;]*|type\s+\w[^={;]*=\s*)\{/gm)) {
    const from = match.index + match[0].length;
    let depth = 1;
    let at = from;
    for (; at < text.length && depth > 0; at++) depth += text[at] === '{' ? 1 : text[at] === '}' ? -1 : 0;
    result = result.slice(0, from) + text.slice(from, at - 1).replace(/[^\n]/g, ' ') + result.slice(at - 1);
  }
  return result;
};
