import type { FactKind, FilePath, Problem } from '../core/model.ts';
import { hashOf, hashOfAll } from './hash.ts';
import type { KeptDiscovery } from './kept-discovery.ts';
import type { Shapes } from './packed-shapes.ts';
import type { Store } from './store.ts';
import type { FactBytes } from './stored-facts.ts';
import type { Stamp } from './world.ts';

/** What one file came to: its facts, or why it has none. */
export interface FileRecord {
  readonly hash: string;
  readonly problems: readonly Problem[];
  /** `undefined` when the file was left out or could not be read as text. */
  readonly facts: StoredFacts | undefined;
}

/** The facts of one file without its path, packed. */
export interface StoredFacts {
  /** Offset and length in the cache's file of facts, when they come from there. */
  readonly place?: readonly [number, number];
  bytes(): FactBytes;
}

/**
 * What the last runs found out. An index names each file with its stamp, its content hash and where its facts stand in
 * one file of facts; verdicts of whole runs lie beside it, each under its own key. Every part is written whole under a
 * temporary name, and every part carries its own hash: anything damaged, older or from another build is a miss.
 */
export interface Cache {
  /** Kinds that the records hold; empty when there are none. */
  readonly kinds: readonly string[];
  /** Shapes that the facts were packed with. */
  readonly shapes: readonly (readonly string[])[];
  /** What the last run's discovery saw. */
  readonly discovery: KeptDiscovery | undefined;
  /** True for a stamp that was old when the run began that wrote this cache, so that an equal one proves equal content. */
  isTrusted(stamp: Stamp): boolean;
  /** Content hash of a file that has not been touched since; `undefined` when its content must decide. */
  hashOf(path: FilePath, stamp: Stamp): string | undefined;
  record(path: FilePath, hash: string): FileRecord | undefined;
  /** False when the facts that the index names are gone or damaged: then no record may be trusted. */
  factsIntact(): boolean;
  /** The verdict of a run with that very key, as it was given to `saveCache`. */
  verdict<V>(key: string): V | undefined;
  readonly verdicts: readonly string[];
  readonly facts: Index['facts'] | undefined;
}

/** Ids of the kinds whose tables the facts hold. */
export const kindsKey = (kinds: readonly FactKind[]): string[] => kinds.map(kind => `${kind.id}@${kind.version}`).sort();

interface Index {
  /** Milliseconds; when the run that wrote this began. */
  readonly started: number;
  readonly kinds: readonly string[];
  readonly shapes: readonly (readonly string[])[];
  readonly facts: { readonly name: string; readonly length: number; readonly hash: string };
  readonly discovery: KeptDiscovery | undefined;
  /** Keys of the verdicts that lie beside, newest first. */
  readonly verdicts: readonly string[];
  readonly files: readonly IndexRow[];
}

/** path, size, mtime, ctime, hash, offset of the facts or -1 for none, their length, problems if any. Project files have the offset `ofProject`. */
type IndexRow = readonly [FilePath, number, number, number, string, number, number, (readonly Problem[])?];

const ofProject = -2;

const indexName = 'index.json';
const keptVerdicts = 6;

/** File systems keep times as coarse as this, in milliseconds: a file touched within it of the run's start may have changed since. */
const coarsestClock = 2000;

export function openCache(store: Store, build: string): Cache {
  const index = readIndex(store, build);
  // A file can be both, `vite.config.ts` for one; then it has two rows of one content.
  const project = new Map(index?.files.filter(row => row[5] === ofProject).map(row => [row[0], row]));
  const rows = new Map(index?.files.filter(row => row[5] !== ofProject).map(row => [row[0], row]));
  let facts: Buffer | null | undefined;
  const loadFacts = (): Buffer | undefined => {
    if (facts === undefined) {
      const bytes = index && store.read(index.facts.name);
      facts = bytes !== undefined && bytes.length === index!.facts.length && hashOf(bytes) === index!.facts.hash ? bytes : null;
    }
    return facts ?? undefined;
  };
  const isTrusted = (stamp: Stamp): boolean => index !== undefined && Math.max(stamp.mtime, stamp.ctime) < index.started - coarsestClock;
  return {
    kinds: index?.kinds ?? [],
    shapes: index?.shapes ?? [],
    facts: index?.facts,
    verdicts: index?.verdicts ?? [],
    discovery: index?.discovery,
    isTrusted,
    hashOf(path, stamp) {
      const row = rows.get(path) ?? project.get(path);
      if (row === undefined) return undefined;
      const untouched = row[1] === stamp.size && row[2] === stamp.mtime && row[3] === stamp.ctime;
      return untouched && isTrusted(stamp) ? row[4] : undefined;
    },
    record(path, hash) {
      const row = rows.get(path);
      if (row === undefined || row[4] !== hash) return undefined;
      const [, , , , , offset, length, problems = []] = row;
      return { hash, problems, facts: offset < 0 ? undefined : { place: [offset, length], bytes: () => loadFacts()!.subarray(offset, offset + length) } };
    },
    factsIntact: () => loadFacts() !== undefined,
    verdict<V>(key: string) {
      if (!index?.verdicts.includes(key)) return undefined;
      // The key names every input of the verdict, its format among them through the build.
      return unsealed(store.read(verdictName(key)), build) as V | undefined;
    },
  };
}

export interface CacheContent {
  readonly discovery: KeptDiscovery | undefined;
  readonly build: string;
  readonly started: number;
  readonly kinds: readonly FactKind[];
  readonly shapes: Shapes;
  readonly sources: readonly { readonly path: FilePath; readonly stamp: Stamp; readonly record: FileRecord }[];
  readonly project: readonly { readonly path: FilePath; readonly stamp: Stamp; readonly hash: string }[];
  /** `kept` when it came from this cache. */
  readonly verdict: { readonly key: string; readonly value: unknown; readonly kept: boolean };
}

export function saveCache(store: Store, before: Cache, content: CacheContent): void {
  const { build } = content;
  const sources = content.sources.filter(({ record }) => record.hash !== '');
  const facts = factsFile(store, before, sources);
  const files: IndexRow[] = sources.map(({ path, stamp, record: { hash, problems } }, index) => {
    const [offset, length] = facts.places[index] ?? [-1, 0];
    const row = [path, stamp.size, stamp.mtime, stamp.ctime, hash, offset, length] as const;
    return problems.length > 0 ? [...row, problems] : row;
  });
  for (const { path, stamp, hash } of content.project) files.push([path, stamp.size, stamp.mtime, stamp.ctime, hash, ofProject, 0]);
  const verdicts = [content.verdict.key, ...before.verdicts.filter(key => key !== content.verdict.key)].slice(0, keptVerdicts);
  const index: Index = { started: content.started, kinds: kindsKey(content.kinds), shapes: content.shapes.keys, facts: facts.file, discovery: content.discovery, verdicts, files };

  // The index comes last, because it vouches for the others.
  if (!content.verdict.kept) store.write(verdictName(content.verdict.key), [sealed(content.verdict.value, build)]);
  store.write(indexName, [sealed(index, build)]);
  const kept = new Set([indexName, facts.file.name, ...verdicts.map(verdictName)]);
  for (const name of store.names()) if (!kept.has(name) && /^(facts|verdict)-/.test(name)) store.remove(name);
}

/** The file of facts for these files: the one there is when nothing was parsed, else a new one, already written. */
function factsFile(store: Store, before: Cache, sources: CacheContent['sources']): { readonly file: Index['facts']; readonly places: readonly (readonly [number, number] | undefined)[] } {
  const stored = sources.map(({ record }) => record.facts);
  if (before.facts !== undefined && stored.every(facts => facts === undefined || facts.place !== undefined)) return { file: before.facts, places: stored.map(facts => facts?.place) };
  let length = 0;
  const parts: FactBytes[] = [];
  const places = stored.map(facts => {
    if (facts === undefined) return undefined;
    const bytes = facts.bytes();
    parts.push(bytes);
    length += bytes.length;
    return [length - bytes.length, bytes.length] as const;
  });
  const hash = hashOfAll(parts);
  const file = { name: `facts-${plain(hash).slice(0, 16)}.bin`, length, hash };
  store.write(file.name, parts);
  return { file, places };
}

/** Letters and digits of a hash, for the name of a file. */
const plain = (hash: string): string => hash.replace(/[^A-Za-z0-9]/g, '');

const verdictName = (key: string): string => `verdict-${plain(key).slice(0, 20)}.json`;

function readIndex(store: Store, build: string): Index | undefined {
  return unsealed(store.read(indexName), build) as Index | undefined; // The seal says that this very build wrote it.
}

/** First line: hash of build and body. */
const sealed = (value: unknown, build: string): Buffer => {
  const body = Buffer.from(JSON.stringify(value));
  return Buffer.concat([Buffer.from(`${hashOfAll([Buffer.from(build), body])}\n`), body]);
};

function unsealed(bytes: Buffer | undefined, build: string): unknown {
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf('\n');
  const body = bytes.subarray(end + 1);
  return hashOfAll([Buffer.from(build), body]) === bytes.toString('latin1', 0, Math.max(0, end)) ? JSON.parse(body.toString('utf8')) : undefined;
}
