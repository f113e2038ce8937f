import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { valStart } from './accesses.ts';
import { assignment, update } from './assignments.ts';
import { announce, pushGuard, startOf, type Builder } from './builder.ts';
import { lower, type Role } from './expressions.ts';
import type { Val } from './model.ts';

const K = ts.SyntaxKind;

/** `a + b`, `a && b`, and assignments. */
export const binary = (b: Builder, node: Ts.BinaryExpression, role: Role): Val => {
  const { kind } = node.operatorToken;
  if (kind >= K.FirstAssignment && kind <= K.LastAssignment) return assignment(b, node);
  const logical = LOGICAL[kind];
  if (logical) {
    const left = lower(b, node.left, role === 'condition' ? role : 'value');
    const outer = b.guard;
    pushGuard(b, left, logical.pos, logical.k, node.left.end);
    // Of `(a ?? b.c).d` the right side is read, though the whole is the inner part of a chain.
    const right = lower(b, node.right, role === 'inner' || role === 'callee' || role === 'target' ? 'value' : role);
    b.guard = outer;
    return op(b, node, logical.o, [left, right]);
  }
  const text = ts.tokenToString(kind) ?? '?';
  // Long chains (`'a' + b + …`) lean left; a loop keeps generated ones from exhausting the stack.
  const rights: Ts.BinaryExpression[] = [node];
  let left = node.left;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === kind) {
    announce(b, left);
    b.ancestors.push(left);
    rights.push(left);
    left = left.left;
  }
  let value = lower(b, left);
  for (let i = rights.length - 1; i >= 0; i--) {
    const each = rights[i] as Ts.BinaryExpression;
    value = { k: 'op', o: text, a: [value, lower(b, each.right, kind === K.InstanceOfKeyword ? 'type' : 'value')], s: valStart(value) ?? startOf(b, node), e: each.end };
    if (i > 0) b.ancestors.pop();
  }
  return value;
};

const LOGICAL: { readonly [kind: number]: { readonly k: 'and' | 'or' | 'nullish'; readonly o: string; readonly pos: boolean } } = {
  [K.AmpersandAmpersandToken]: { k: 'and', o: '&&', pos: true },
  [K.BarBarToken]: { k: 'or', o: '||', pos: false },
  [K.QuestionQuestionToken]: { k: 'nullish', o: '??', pos: false },
};

/** `c ? a : b`: each side stands under its condition. */
export const conditional = (b: Builder, node: Ts.ConditionalExpression): Val => {
  const c = lower(b, node.condition, 'condition');
  const outer = b.guard;
  pushGuard(b, c, true, 'cond', node.condition.end);
  const a = lower(b, node.whenTrue);
  b.guard = outer;
  pushGuard(b, c, false, 'cond', node.condition.end);
  const other = lower(b, node.whenFalse);
  b.guard = outer;
  return { k: 'cond', c, a, b: other };
};

/** `!a`, `-a`, `++a`. */
export const prefix = (b: Builder, node: Ts.PrefixUnaryExpression): Val => {
  const { operator, operand } = node;
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) return update(b, node, operand, operator);
  const v = lower(b, operand, operator === K.ExclamationToken ? 'condition' : 'value');
  if (operator === K.MinusToken && v.k === 'lit' && typeof v.v === 'number') return { ...v, v: -v.v, t: `-${v.t ?? ''}`, s: startOf(b, node) };
  return op(b, node, ts.tokenToString(operator) ?? '?', [v]);
};

export const op = (b: Builder, node: Ts.Node, o: string, a: Val[]): Val => ({ k: 'op', o, a, s: startOf(b, node), e: node.end });
