import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { bare } from './fold.ts';

const K = ts.SyntaxKind;

/** What a reader would call a value, for judging what it measures: `items.length` is `items length`, `Date.now() - start` is `elapsed`. */
export function nameOf(outer: Ts.Expression): string {
  const node = bare(outer);
  switch (node.kind) {
    case K.Identifier: return (node as Ts.Identifier).text;
    case K.PropertyAccessExpression: {
      const { name, expression } = node as Ts.PropertyAccessExpression;
      return measures.has(name.text) ? `${nameOf(expression)}_${name.text}` : name.text;
    }
    case K.ElementAccessExpression: return nameOf((node as Ts.ElementAccessExpression).expression);
    case K.CallExpression: {
      const { expression, arguments: given } = node as Ts.CallExpression;
      const name = nameOf(expression);
      if (given.length === 1 && conversions.test(name)) return nameOf(given[0]!);
      // `Math.min(a.length, b.length)` is a length.
      if (name === 'min' || name === 'max') return given[0] ? nameOf(given[0]) : '';
      return name.replace(/^(get|compute|calculate|count|current)(?=[A-Z])/, '');
    }
    case K.PrefixUnaryExpression:
    case K.PostfixUnaryExpression: return nameOf((node as Ts.PrefixUnaryExpression).operand);
    case K.BinaryExpression: {
      const { left, right, operatorToken } = node as Ts.BinaryExpression;
      if (operatorToken.kind === K.MinusToken && isMoment(left)) return 'elapsed';
      if (
        operatorToken.kind === K.PlusToken ||
        operatorToken.kind === K.SlashToken ||
        operatorToken.kind === K.MinusToken ||
        operatorToken.kind === K.QuestionQuestionToken ||
        operatorToken.kind === K.BarBarToken
      ) {
        return nameOf(left);
      }
      return operatorToken.kind === K.AsteriskToken ? nameOf(ts.isNumericLiteral(bare(left)) ? right : left) : '';
    }
    default: return '';
  }
}

/** Members that say how much of the thing before them. */
const measures = new Set(['length', 'size', 'count', 'byteLength', 'value', 'current', 'total', 'max', 'default']);
const conversions = /^(Number|parseInt|parseFloat|abs|floor|round|ceil|String)$/;

/** A point in time, now or told by its name. */
export function isMoment(outer: Ts.Expression): boolean {
  const node = bare(outer);
  if (ts.isCallExpression(node)) {
    const callee = nameOf(node.expression);
    return callee === 'now' || callee === 'getTime' || callee === 'valueOf' || callee === 'hrtime' || (callee === 'Number' && node.arguments.length === 1 && isMoment(node.arguments[0]!));
  }
  if (ts.isNewExpression(node)) return nameOf(node.expression) === 'Date';
  return /^(now|nowMs|currentTime)$/.test(nameOf(node));
}

/** Name of a declared thing or property, when it is written out. */
export const staticName = (name: Ts.PropertyName | Ts.BindingName): string =>
  ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isPrivateIdentifier(name) ? name.text.replace(/^#/, '') : '';

/** The last part of `calleeName`. */
export function lastName(outer: Ts.Expression): string {
  const node = bare(outer);
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === K.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isCallExpression(node) ? lastName(node.expression) : '';
}

/** `a.b.c` of the callee, without the arguments of calls inside: `db.query().limit` is `db.query.limit`. */
export function calleeName(outer: Ts.Expression): string {
  const node = bare(outer);
  if (ts.isIdentifier(node)) return node.text;
  if (node.kind === K.ThisKeyword) return 'this';
  if (ts.isPropertyAccessExpression(node)) {
    const before = calleeName(node.expression);
    return before === '' ? node.name.text : `${before}.${node.name.text}`;
  }
  return ts.isCallExpression(node) ? calleeName(node.expression) : '';
}
