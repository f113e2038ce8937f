import { markersExtractor } from './markers/extract.ts';
import { numbersExtractor } from './numbers/extract.ts';
import type { Extractor } from './walk/visitor.ts';

/**
 * What feeds on the walk, one for every kind but `program`, which the walk itself yields. Reached only through a lazy
 * import, because extractors load the parser.
 */
export const extractors: readonly Extractor<unknown>[] = [markersExtractor, numbersExtractor];
