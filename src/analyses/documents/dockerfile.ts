import type { FilePath } from '../../core/model.ts';
import { linesOf } from './lines.ts';
import type { Documented } from './model.ts';

/** `ENV NAME=value …` and `ENV NAME value`. Arguments of the build are read by the build. */
export function variablesOfDockerfile(path: FilePath, text: string): Documented[] {
  const found: Documented[] = [];
  let stage = '-';
  let goesOn = false;
  for (const line of linesOf(path, text)) {
    if (/^\s*#/.test(line.text)) continue;
    const words = line.text.trim().split(/\s+/);
    if (/^FROM$/i.test(words[0]!) && words.length > 1) stage = (/^AS$/i.test(words.at(-2)!) ? words.at(-1) : undefined) ?? '-';
    const starts = /^\s*ENV\s/i.test(line.text);
    if (starts || goesOn) {
      const pairs = [...line.text.matchAll(/(?<=^|\s)([A-Z][A-Z0-9_]*)=/g)];
      for (const pair of pairs) found.push({ variable: pair[1]!, at: line.locate(pair.index, pair[1]!.length), scope: stage });
      const single = starts && pairs.length === 0 ? /^(\s*ENV\s+)([A-Z][A-Z0-9_]*)\s+\S/i.exec(line.text) : null;
      if (single) found.push({ variable: single[2]!, at: line.locate(single[1]!.length, single[2]!.length), scope: stage });
    }
    goesOn = (starts || goesOn) && /\\\s*$/.test(line.text);
  }
  return found;
}
