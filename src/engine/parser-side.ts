import v8 from 'node:v8';
import type { ParserSide } from './extract.ts';
import type { RunRequest } from './request.ts';

/**
 * Loads the parser and the extractors, once in a run and only when some file must be parsed.
 *
 * Most of a cold run is V8 warming up, and most of that is inlining: functions of the parser and of the walk call each
 * other in such breadth that optimised code grows large, is made on a second thread and soon thrown away. A quarter of
 * the usual budget saves a sixth of the CPU time (measured, see bench/README.md). The flag is as old as 2016 and read
 * whenever a function is optimised, so it may be set late.
 */
export async function loadParserSide({ parts }: RunRequest): Promise<ParserSide> {
  v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=200');
  const [extractors, { extractFile }] = await Promise.all([parts.extractors(), import('../facts/walk/walk.ts')]);
  return { extractors, extractFile };
}
