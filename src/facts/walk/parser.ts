import { createRequire } from 'node:module';
import type { ts as Ts } from 'ts-morph';

/**
 * The parser: TypeScript as ts-morph bundles it, loaded without ts-morph's own objects, which the analysis does not
 * need and which cost as much again to load. Through `require`: importing nine megabytes of CommonJS as ESM scans it
 * for exports first. Only lazily imported modules may import this one, so that a run that parses nothing never loads it.
 *
 * The built suite has the parser alone in the place of this module, which loads in a quarter of the time: see
 * `scripts/parser-alone.mjs`. A member or a method of nodes that the walk did not use before must be known there.
 */
const fromTsMorph = createRequire(createRequire(import.meta.url).resolve('ts-morph'));
const common = fromTsMorph.resolve('@ts-morph/common');

// The file is the `typescript` module that ts-morph re-exports as `ts`; ts-morph's declaration of it is the only typed one.
export const ts = fromTsMorph(common.replace(/ts-morph-common\.js$/, 'typescript.js')) as typeof Ts;
