import type { SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import { offsetsOf } from './source.ts';

/** The first line of a marker, taken apart. Offsets are those of the file. */
export interface MarkerText {
  /** Where `lint-allow` begins. */
  readonly start: number;
  /** End of the line, of the comment before its closing, or of the reason, whichever comes first. */
  readonly end: number;
  readonly rules: readonly string[];
  readonly rulesStart: number;
  readonly rulesEnd: number;
  /** What this line says of the reason. */
  readonly reason: string;
}

/** The marker that stands at a location; `undefined` where the text has another form than the location promises. */
export function markerTextAt(file: SourceFile, at: Location): MarkerText | undefined {
  const { start, end } = offsetsOf(file, at);
  const line = file.getFullText().slice(start, end).replace(/\s+$/, '');
  // The colon of a marker without a reason is all there is to find.
  const match = /(?:^|\/\/)[\s*/!]*(lint-allow\s*:\s*)([\w-]+(?:\s*,\s*[\w-]+)*|)(.*)$/.exec(line);
  if (match === null) return undefined;
  const [, head = '', names = '', rest = ''] = match;
  const own = start + line.length - head.length - names.length - rest.length;
  const dashes = rest.indexOf('--');
  return {
    start: own,
    end: start + line.length,
    rules: names.split(',').map(name => name.trim()).filter(name => name !== ''),
    rulesStart: own + head.length,
    rulesEnd: own + head.length + names.length,
    reason: dashes < 0 ? '' : rest.slice(dashes + 2).trim(),
  };
}
