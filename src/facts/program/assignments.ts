import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { pushGuard, startOf, type Builder } from './builder.ts';
import { assignPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { op } from './operators.ts';
import type { Val } from './model.ts';

/** `a = b`, `a += b`, `a ??= b` and `({ a } = b)`: a write of each target. */
export const assignment = (b: Builder, node: Ts.BinaryExpression): Val => {
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '=';
  const outerName = b.pendingName;
  if (ts.isIdentifier(node.left)) b.pendingName = node.left.text;
  else if (ts.isPropertyAccessExpression(node.left)) b.pendingName = node.left.name.text;
  const logical = LOGICAL[node.operatorToken.kind];
  // Looked at once, before the right side, which stands under what it is.
  const asked = logical && lower(b, node.left, 'target');
  const outerGuard = b.guard;
  if (logical && asked) pushGuard(b, asked, logical.pos, logical.k, node.left.end);
  const v = lower(b, node.right);
  b.guard = outerGuard;
  b.pendingName = outerName;
  const s = startOf(b, node);
  if (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left)) {
    assignPattern(b, node.left, v, s, node.end);
    return v;
  }
  const t = asked ?? lower(b, node.left, 'target');
  b.writes.push({ t, v, op: operator, fn: b.fn, g: b.guard, loop: b.loop, s, e: node.end });
  return operator === '=' ? v : { k: 'op', o: operator.slice(0, -1), a: [t, v], s, e: node.end };
};

/** Assignments that make the right side only under a condition. */
const LOGICAL: { readonly [kind: number]: { readonly k: 'and' | 'or' | 'nullish'; readonly pos: boolean } } = {
  [ts.SyntaxKind.AmpersandAmpersandEqualsToken]: { k: 'and', pos: true },
  [ts.SyntaxKind.BarBarEqualsToken]: { k: 'or', pos: false },
  [ts.SyntaxKind.QuestionQuestionEqualsToken]: { k: 'nullish', pos: false },
};

/** `a++` and `--a`. */
export const update = (b: Builder, node: Ts.Node, operand: Ts.Expression, operator: Ts.SyntaxKind): Val => {
  const t = lower(b, operand, 'target');
  const text = ts.tokenToString(operator) ?? '++';
  b.writes.push({ t, op: text, fn: b.fn, g: b.guard, loop: b.loop, s: startOf(b, node), e: node.end });
  return op(b, node, text, [t]);
};
