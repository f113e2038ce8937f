import type { Json } from '../../core/model.ts';
import { isObject, stringAt, type JsonObject } from './jsonc.ts';

/**
 * What a manifest's `exports` or `imports` offers for a subpath, best first: targets under a condition of the tsconfig or
 * one that means source, then those of Node, then those of other platforms. The caller takes the first that exists.
 * `undefined` when the map has no entry for the subpath.
 */
export function mappedTargets(map: Json, subpath: string, conditions: readonly string[]): readonly string[] | undefined {
  const isSubpathMap = isObject(map) && Object.keys(map).some(key => key.startsWith('.') || key.startsWith('#'));
  if (!isSubpathMap) return subpath === '.' ? leaves(map, conditions).map(each => each.target) : undefined;
  const entry = bestEntry(map, subpath);
  return entry && leaves(entry.value, conditions).map(({ target }) => target.replaceAll('*', entry.star));
}

/** What a manifest without `exports` offers for its root, best first. */
export const mainTargets = (manifest: JsonObject): readonly string[] =>
  ['source', 'types', 'typings', 'module', 'main'].flatMap(key => stringAt(manifest, key) ?? []);

function bestEntry(map: JsonObject, subpath: string): { readonly value: Json; readonly star: string } | undefined {
  const exact = map[subpath];
  if (exact !== undefined && !subpath.includes('*')) return { value: exact, star: '' };
  let best: { value: Json; star: string; prefix: string } | undefined;
  for (const [key, value] of Object.entries(map)) {
    const star = key.indexOf('*');
    const [prefix, suffix] = star < 0 ? [key, ''] : [key.slice(0, star), key.slice(star + 1)];
    if (star < 0 && !key.endsWith('/')) continue;
    if (!subpath.startsWith(prefix) || !subpath.endsWith(suffix) || subpath.length < prefix.length + suffix.length) continue;
    if (best && best.prefix.length >= prefix.length) continue;
    const rest = subpath.slice(prefix.length, subpath.length - suffix.length);
    best = star < 0 ? { value: suffixed(value, rest), star: '', prefix } : { value, star: rest, prefix };
  }
  return best;
}

/** The old form `"./features/": "./src/features/"`. */
const suffixed = (value: Json, rest: string): Json => (typeof value === 'string' ? value + rest : value);

interface Leaf {
  readonly target: string;
  readonly rank: number;
}

function leaves(value: Json, conditions: readonly string[]): readonly Leaf[] {
  const found: Leaf[] = [];
  const visit = (each: Json, rank: number): void => {
    if (typeof each === 'string') found.push({ target: each, rank });
    else if (Array.isArray(each)) each.forEach(item => visit(item, rank));
    else if (isObject(each)) for (const [condition, below] of Object.entries(each)) visit(below, Math.max(rank, rankOf(condition, conditions)));
  };
  visit(value, 0);
  return found.sort((a, b) => a.rank - b.rank); // Stable: equals keep the order in which Node would try them.
}

const onNode = new Set(['node', 'import', 'require', 'module', 'module-sync', 'default', 'development', 'types', 'node-addons']);

const rankOf = (condition: string, wanted: readonly string[]): number => {
  if (wanted.includes(condition) || /(^|[/:@_-])(source|src|typescript|ts)$/.test(condition)) return 0;
  // A name with a scope is one that the repository made up for itself, which is always to lead to source.
  return onNode.has(condition) || condition.startsWith('@') ? 1 : condition.startsWith('types@') ? 2 : 3;
};
