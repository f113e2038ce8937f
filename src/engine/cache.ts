import type { FactKind, FilePath, FileFacts, Problem } from '../core/model.ts';
import { hashOf, hashOfAll } from './hash.ts';
import type { Store } from './store.ts';
import type { Stamp } from './world.ts';

/** What one file came to: its facts, or why it has none. */
export interface FileRecord {
  readonly hash: string;
  readonly problems: readonly Problem[];
  /** `undefined` when the file was left out or could not be read as text. */
  readonly facts: StoredFacts | undefined;
}

/** The facts of one file without its path, as JSON: compact, and no slice of a source text keeps that text alive. */
export interface StoredFacts {
  json(): Buffer;
}

/**
 * What the last runs found out. An index names each file with its stamp, its content hash and where its facts stand in
 * one file of facts; verdicts of whole runs lie beside it, each under its own key. Every part is written whole under a
 * temporary name, and every part carries its own hash: anything damaged, older or from another build is a miss.
 */
export interface Cache {
  /** Kinds that the records hold; empty when there are none. */
  readonly kinds: readonly string[];
  /** Content hash of a file that has not been touched since; `undefined` when its content must decide. */
  hashOf(path: FilePath, stamp: Stamp): string | undefined;
  record(path: FilePath, hash: string): FileRecord | undefined;
  /** False when the facts that the index names are gone or damaged: then no record may be trusted. */
  factsIntact(): boolean;
  /** The verdict of a run with that very key, as it was given to `saveCache`. */
  verdict<V>(key: string): V | undefined;
  readonly verdicts: readonly string[];
  readonly factsName: string | undefined;
}

/** Ids of the kinds whose tables the facts hold. */
export const kindsKey = (kinds: readonly FactKind[]): string[] => kinds.map(kind => `${kind.id}@${kind.version}`).sort();

interface Index {
  /** Milliseconds; when the run that wrote this began. */
  readonly started: number;
  readonly kinds: readonly string[];
  readonly facts: { readonly name: string; readonly length: number; readonly hash: string };
  /** Keys of the verdicts that lie beside, newest first. */
  readonly verdicts: readonly string[];
  readonly files: readonly IndexRow[];
}

/** path, size, mtime, ctime, hash, offset of the facts or -1 for none, their length, problems if any. Project files have offset -2. */
type IndexRow = readonly [FilePath, number, number, number, string, number, number, (readonly Problem[])?];

const indexName = 'index.json';
const keptVerdicts = 6;

/** File systems keep times as coarse as this, in milliseconds: a file touched within it of the run's start may have changed since. */
const coarsestClock = 2000;

export function openCache(store: Store, build: string): Cache {
  const index = readIndex(store, build);
  const rows = new Map(index?.files.map(row => [row[0], row]));
  let facts: Buffer | null | undefined;
  const loadFacts = (): Buffer | undefined => {
    if (facts === undefined) {
      const bytes = index && store.read(index.facts.name);
      facts = bytes !== undefined && bytes.length === index!.facts.length && hashOf(bytes) === index!.facts.hash ? bytes : null;
    }
    return facts ?? undefined;
  };
  return {
    kinds: index?.kinds ?? [],
    factsName: index?.facts.name,
    verdicts: index?.verdicts ?? [],
    hashOf(path, stamp) {
      const row = rows.get(path);
      if (row === undefined || index === undefined) return undefined;
      const untouched = row[1] === stamp.size && row[2] === stamp.mtime && row[3] === stamp.ctime;
      return untouched && Math.max(stamp.mtime, stamp.ctime) < index.started - coarsestClock ? row[4] : undefined;
    },
    record(path, hash) {
      const row = rows.get(path);
      if (row === undefined || row[4] !== hash || row[5] === -2) return undefined;
      const [, , , , , offset, length, problems = []] = row;
      return { hash, problems, facts: offset < 0 ? undefined : { json: () => loadFacts()!.subarray(offset, offset + length) } };
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
  readonly started: number;
  readonly kinds: readonly string[];
  readonly sources: readonly { readonly path: FilePath; readonly stamp: Stamp; readonly record: FileRecord }[];
  readonly project: readonly { readonly path: FilePath; readonly stamp: Stamp; readonly hash: string }[];
  readonly verdict: { readonly key: string; readonly value: unknown };
}

export function saveCache(store: Store, build: string, before: Cache, content: CacheContent): void {
  const parts: Buffer[] = [];
  let length = 0;
  const files: IndexRow[] = content.sources.map(({ path, stamp, record: { hash, problems, facts } }) => {
    const json = facts?.json();
    const offset = json === undefined ? -1 : length;
    if (json !== undefined) {
      parts.push(json);
      length += json.length;
    }
    const row = [path, stamp.size, stamp.mtime, stamp.ctime, hash, offset, json?.length ?? 0] as const;
    return problems.length > 0 ? [...row, problems] : row;
  });
  for (const { path, stamp, hash } of content.project) files.push([path, stamp.size, stamp.mtime, stamp.ctime, hash, -2, 0]);
  const hash = hashOfAll(parts);
  const facts = { name: `facts-${hash.replace(/[^A-Za-z0-9]/g, '').slice(0, 12)}.jsonl`, length, hash };
  const verdicts = [content.verdict.key, ...before.verdicts.filter(key => key !== content.verdict.key)].slice(0, keptVerdicts);
  const index: Index = { started: content.started, kinds: content.kinds, facts, verdicts, files };

  // The index comes last, because it vouches for the others.
  if (before.factsName !== facts.name || !before.factsIntact()) store.write(facts.name, parts);
  store.write(verdictName(content.verdict.key), [sealed(content.verdict.value, build)]);
  store.write(indexName, [sealed(index, build)]);
  const kept = new Set([indexName, facts.name, ...verdicts.map(verdictName)]);
  for (const name of store.names()) if (!kept.has(name) && /^(facts|verdict)-/.test(name)) store.remove(name);
}

const verdictName = (key: string): string => `verdict-${key.replace(/[^A-Za-z0-9]/g, '').slice(0, 20)}.json`;

function readIndex(store: Store, build: string): Index | undefined {
  return unsealed(store.read(indexName), build) as Index | undefined; // The seal says that this very build wrote it.
}

/** First line: hash of build and body. */
const sealed = (value: unknown, build: string): Buffer => {
  const body = JSON.stringify(value);
  return Buffer.from(`${hashOf(build + body)}\n${body}`);
};

function unsealed(bytes: Buffer | undefined, build: string): unknown {
  if (bytes === undefined) return undefined;
  const text = bytes.toString('utf8');
  const end = text.indexOf('\n');
  const body = text.slice(end + 1);
  return hashOf(build + body) === text.slice(0, Math.max(0, end)) ? JSON.parse(body) : undefined;
}

/** The facts of one file, put together again. */
export const factsFrom = (path: FilePath, test: boolean, stored: StoredFacts): FileFacts => {
  const { lineStarts, tables } = JSON.parse(stored.json().toString('utf8')) as Pick<FileFacts, 'lineStarts' | 'tables'>; // Written by `extract`, its hash checked.
  return { path, test, lineStarts, tables };
};
