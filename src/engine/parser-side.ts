import type { ParserSide } from './extract.ts';
import type { RunRequest } from './request.ts';
import { tuneForParsing } from './tiering.ts';

/** Loads the parser and the extractors, once in a run and only when some file must be parsed. */
export async function loadParserSide({ parts }: RunRequest): Promise<ParserSide> {
  tuneForParsing();
  const [extractors, { extractFile }] = await Promise.all([parts.extractors(), import('../facts/walk/walk.ts')]);
  return { extractors, extractFile };
}
