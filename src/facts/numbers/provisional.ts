import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';
import { bare } from './fold.ts';

const K = ts.SyntaxKind;

/**
 * The variable holds its number only until something else is known: further down it is given what no constant says
 * (`let wait = 500; if (options.wait) wait = options.wait`). What is computed from itself (`wait *= 2`) began as a policy.
 */
export function isReplaced(name: string, after: number, place: Place, tree: Ts.SourceFile): boolean {
  for (let i = 0; ; i++) {
    const scope = place.up(i);
    if (scope === undefined) return false;
    if (ts.isFunctionLike(scope) || ts.isSourceFile(scope)) return isGiven(name, tree.text.slice(after, scope.end));
  }
}

/** The same of a field: a constructor or a setter gives it what a caller says. */
export const isFieldReplaced = (name: string, holder: Ts.Node | undefined, tree: Ts.SourceFile): boolean =>
  holder !== undefined && ts.isClassLike(holder) && isGiven(`this.${name}`, tree.text.slice(holder.pos, holder.end));

function isGiven(target: string, text: string): boolean {
  const escaped = target.replace(/[.$]/g, String.raw`\$&`);
  for (const [, value] of text.matchAll(new RegExp(String.raw`(?<![\w.$])${escaped}\s*(?:\?\?|\|\|)?=(?![=>])\s*([^;\n]+)`, 'g'))) {
    if (!/^[-\d(]/.test(value!) && !/^[A-Z_\d]+\s*$/.test(value!) && !new RegExp(String.raw`(?<![\w.$])${escaped}(?![\w$])`).test(value!)) return true; // The pattern has the group.
  }
  return false;
}

/** The assignment happens where its target has no value, or too small a one: `if (!options.wait) options.wait = 500`. */
export function standsInFor(target: Ts.Expression, place: Place, tree: Ts.SourceFile): boolean {
  const said = spelled(target, tree);
  let inner: Ts.Node = target;
  for (let i = 0; i < 5; i++) {
    const outer = place.up(i);
    if (outer === undefined || ts.isFunctionLike(outer)) return false;
    if (ts.isIfStatement(outer)) return outer.thenStatement.pos <= inner.pos && inner.end <= outer.thenStatement.end && lacks(outer.expression, said, tree);
    inner = outer;
  }
  return false;
}

/** A part of the condition is about the target and does not bound it from above. */
function lacks(outer: Ts.Expression, target: string, tree: Ts.SourceFile): boolean {
  const node = bare(outer);
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    if (kind === K.BarBarToken || kind === K.AmpersandAmpersandToken) return lacks(node.left, target, tree) || lacks(node.right, target, tree);
    const [left, right] = [spelled(node.left, tree), spelled(node.right, tree)];
    if (kind === K.LessThanToken || kind === K.LessThanEqualsToken) return left === target;
    if (kind === K.GreaterThanToken || kind === K.GreaterThanEqualsToken) return right === target;
    return equal.has(kind) && (left === target || right === target || left === `typeof${target}`);
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken) return spelled(node.operand, tree).includes(target);
  return ts.isCallExpression(node) && /(^|\.)isNaN$/.test(spelled(node.expression, tree)) && node.arguments.some(each => spelled(each, tree) === target);
}

const equal: ReadonlySet<Ts.SyntaxKind> = new Set([K.EqualsEqualsToken, K.EqualsEqualsEqualsToken]);

const spelled = (node: Ts.Expression, tree: Ts.SourceFile): string => bare(node).getText(tree).replace(/\s+/g, '');
