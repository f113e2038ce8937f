import type { FactKind, FileFacts, FilePath, Problem } from '../core/model.ts';
import { compareText } from '../core/order.ts';
import type { Extractor } from '../facts/walk/visitor.ts';
import { kindsKey, openCache, type Cache, type FileRecord, type StoredFacts } from './cache.ts';
import { isTest } from './classify.ts';
import { hashOf } from './hash.ts';
import { shapesOf, type Shapes } from './packed-shapes.ts';
import type { Stats } from './request.ts';
import { noStore } from './store.ts';
import { factPacker } from './stored-facts.ts';
import { isGenerated, isMinified, textOf } from './text.ts';
import { codeOf, type Stamp, type World } from './world.ts';

/** A file that was looked at, with its facts or the place in the cache where they stand. */
export interface Surveyed {
  readonly path: FilePath;
  readonly stamp: Stamp;
  readonly record: FileRecord;
}

export interface ParserSide {
  readonly extractors: readonly Extractor<unknown>[];
  extractFile(path: FilePath, text: string, extractors: readonly Extractor<unknown>[]): {
    readonly tables: { readonly [kind: string]: unknown };
    readonly lineStarts: readonly number[];
    readonly problems: readonly { readonly line: number; readonly message: string }[];
  };
}

export interface Survey {
  readonly world: World;
  readonly cache: Cache;
  /** Kinds wanted of each file. */
  readonly kinds: readonly FactKind[];
  /** Called when the first file must be parsed. */
  readonly loadParser: () => Promise<ParserSide>;
  readonly onFile: (done: number) => void;
}

/**
 * Every source file once: its stamp, else its content, says whether the cache knows it; whatever the cache does not know
 * is parsed on the spot, for all kinds at once.
 */
export async function survey(
  paths: readonly FilePath[],
  { world, cache, kinds, loadParser, onFile }: Survey,
): Promise<{ readonly files: readonly Surveyed[]; readonly shapes: Shapes; readonly stats: Omit<Stats, 'verdictCached'> }> {
  const stats = { read: 0, parsed: 0, cacheHits: 0, parserLoaded: false };
  const files: Surveyed[] = [];
  let parser: ParserSide | undefined;
  const known = kindsKey(kinds).every(kind => cache.kinds.includes(kind)) ? cache : openCache(noStore, '');
  const shapes = shapesOf(known.shapes);
  const pack = factPacker(shapes);
  const packed = (facts: Pick<FileFacts, 'lineStarts' | 'tables'>): StoredFacts => {
    const bytes = pack(facts);
    return { bytes: () => bytes };
  };
  for (const path of paths) {
    onFile(files.length);
    const stamp = world.stamp(path);
    if (stamp === undefined) continue; // Gone since it was listed.
    const untouched = known.hashOf(path, stamp);
    const stored = untouched === undefined ? undefined : known.record(path, untouched);
    if (stored !== undefined) {
      stats.cacheHits++;
      files.push({ path, stamp, record: stored });
      continue;
    }
    const record = await readRecord(path);
    files.push({ path, stamp, record });
  }
  return { files, shapes, stats };

  async function readRecord(path: FilePath): Promise<FileRecord> {
    let bytes;
    try {
      bytes = world.read(path);
    } catch (thrown) {
      return failed('', path, `cannot read this file (${codeOf(thrown)}); make it readable or leave it out with \`exclude\``);
    }
    stats.read++;
    const hash = hashOf(bytes);
    const stored = known.record(path, hash);
    if (stored !== undefined) {
      stats.cacheHits++;
      return stored;
    }
    const text = textOf(bytes);
    if (text === undefined) return failed(hash, path, 'this file is not UTF-8; convert it or leave it out with `exclude`');
    if (isGenerated(text) || isMinified(text)) return { hash, problems: [], facts: undefined };
    const present = kinds.filter(kind => kind.mayOccur(text));
    if (present.length === 0) return { hash, problems: [], facts: packed({ lineStarts: [0], tables: {} }) };
    if (parser === undefined) {
      parser = await loadParser();
      stats.parserLoaded = true;
    }
    const ids = new Set(present.map(kind => kind.id));
    stats.parsed++;
    const { extractFile, extractors } = parser;
    const extracted = unlessTooDeep(() =>
      extractFile(
        path,
        text,
        extractors.filter(extractor => ids.has(extractor.kind.id)),
      ),
    );
    if (extracted === undefined)
      return failed(hash, path, 'this file is nested too deeply to be read; take its nesting apart or leave it out with `exclude`');
    const { tables, lineStarts, problems } = extracted;
    const own = problems.map(({ line, message }) => ({
      file: path,
      line,
      message: `this file does not parse (${message}); mend it or leave it out with \`exclude\``,
    }));
    // Broken test files are as often data as mistakes, and nothing is ever reported in them.
    return {
      hash,
      problems: isTest(path) ? [] : own,
      facts: packed({
        lineStarts,
        tables: Object.fromEntries(
          Object.entries(tables)
            .filter(([id]) => ids.has(id))
            .sort(([a], [b]) => compareText(a, b)),
        ),
      }),
    };
  }

  function failed(hash: string, path: FilePath, message: string): FileRecord {
    return { hash, problems: isTest(path) ? [] : ([{ file: path, message }] satisfies Problem[]), facts: undefined };
  }
}

/** Parser and walk go down as deep as the syntax does, and the stack has an end. */
function unlessTooDeep<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
