import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Collector } from './extract.ts';
import { staticName } from './names.ts';
import { everywhere } from './policy.ts';
import { quantityOf } from './roles.ts';

/** `getTimeout() { return 5000; }`, `retryDelay: attempt => Math.min(500 * attempt, 30_000)`. */
export function returned(node: Ts.ReturnStatement | Ts.ArrowFunction, found: Collector): void {
  const value = ts.isReturnStatement(node) ? node.expression : ts.isBlock(node.body) ? undefined : node.body;
  if (value === undefined) return;
  const slot = functionName(node, found).replace(/^(?:get|compute|calculate|resolve|next)([A-Z])/, (_, first: string) => first.toLowerCase());
  const quantity = quantityOf(slot);
  if (quantity?.strong && everywhere.has(quantity.role) && !isOneOfMany(node, found)) found.use(value, { slot, sink: 'return', quantity });
}

/** Where a function answers in more than one place, each answer stands in for the others. */
function isOneOfMany(node: Ts.Node, { place, tree }: Collector): boolean {
  if (!ts.isReturnStatement(node)) return false;
  for (let i = 0; ; i++) {
    const fn = place.up(i);
    if (fn === undefined) return false;
    if (ts.isFunctionLike(fn)) return (tree.text.slice(fn.pos, fn.end).match(/\breturn\b/g)?.length ?? 0) > 1;
  }
}

function functionName(node: Ts.Node, found: Collector): string {
  let depth = 0;
  let fn: Ts.Node | undefined = node;
  if (ts.isReturnStatement(node)) {
    while ((fn = found.place.up(depth++)) !== undefined && !ts.isFunctionLike(fn));
    if (fn === undefined) return '';
  }
  const own = (fn as Ts.FunctionLikeDeclaration).name;
  if (own) return staticName(own as Ts.PropertyName);
  const holder = found.place.up(depth);
  return holder && (ts.isVariableDeclaration(holder) || ts.isPropertyAssignment(holder) || ts.isPropertyDeclaration(holder)) ? staticName(holder.name) : '';
}
