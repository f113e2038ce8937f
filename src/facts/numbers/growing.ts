import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { bare } from './fold.ts';
import { namesHeld } from './held.ts';
import type { Numeral } from './model.ts';
import { wordsOf } from './words.ts';

/** A duration that passes: how long something has taken or stood still, and not one that somebody gave. */
export const passes = (slot: string): boolean => wordsOf(slot).some(word => passing.has(word));

const passing = new Set('elapsed age idle latency lag uptime inactivity inactive since ago diff difference delta took taken spent passed duration silence stale waited drift skew'.split(' '));

/**
 * What is measured grows while the program runs: a queue, a cache or connections by its name, something an object holds,
 * or a variable of this file that is added to.
 */
export function grows(slot: string, outer: Ts.Expression, tree: Ts.SourceFile): boolean {
  if (namesHeld(slot) || wordsOf(slot).includes('batch')) return true;
  const measured = bare(outer);
  const holder = ts.isPropertyAccessExpression(measured) && measures.has(measured.name.text) ? bare(measured.expression) : measured;
  if (holder.kind === ts.SyntaxKind.ThisKeyword) return true;
  if (ts.isPropertyAccessExpression(holder)) return holder.expression.kind === ts.SyntaxKind.ThisKeyword;
  return ts.isIdentifier(holder) && isAddedTo(holder.text, tree);
}

const measures = new Set(['length', 'size', 'count', 'byteLength']);

/** `count += 1`, `++count`, `rows.push(row)` */
function isAddedTo(name: string, tree: Ts.SourceFile): boolean {
  let known = added.get(tree);
  if (known === undefined) added.set(tree, (known = new Map()));
  let answer = known.get(name);
  if (answer === undefined)
    known.set(
      name,
      (answer = new RegExp(
        `(?<![\\w.$])${name.replaceAll('$', '\\$')}(\\s*(\\+\\+|\\+=)|\\.(push|add|set|unshift)\\()|(\\+\\+|--)${name.replaceAll('$', '\\$')}\\b`,
      ).test(tree.text)),
    );
  return answer;
}

/** By file, so that a name is looked for once. */
const added = new WeakMap<Ts.SourceFile, Map<string, boolean>>();

/** A bare bound on the bytes that somebody sends in: it keeps the system from drowning whoever sends them. */
export function isLoad(slot: string, { form, value }: Numeral): boolean {
  const words = wordsOf(slot);
  return words.some(word => sent.has(word)) && words.some(word => weighed.has(word)) && (form === 'product' || Number(value) >= 65_536);
}

const sent = new Set(['file', 'body', 'payload', 'upload', 'attachment', 'request', 'response', 'content', 'image', 'video', 'message', 'chunk', 'data']);
const weighed = new Set(['size', 'bytes', 'byte', 'length']);
