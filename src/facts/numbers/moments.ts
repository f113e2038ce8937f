import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { bare, isAmounts } from './fold.ts';
import { perName } from './memo.ts';
import type { Unit } from './model.ts';
import { isMoment } from './names.ts';
import { unitOf } from './units.ts';
import { wordsOf } from './words.ts';

const K = ts.SyntaxKind;

/** How far a moment lies from another one, as far as a constant says so. */
export interface Offset {
  readonly amount: Ts.Expression;
  readonly unit?: Unit;
}

/**
 * What is added to now to make a moment at which something ends: `Date.now() + 15 * 60_000`, `addMinutes(now, 15)`,
 * `DateTime.now().plus({ days: 7 })`, `dayjs().add(7, 'day')`. Only under a name that says that something ends then.
 */
export function offsetsOf(name: string, value: Ts.Expression, tree: Ts.SourceFile): readonly Offset[] {
  return value.kind !== K.NumericLiteral && value.kind !== K.StringLiteral && isEnd(name) ? offsets(value, tree) : [];
}

/** `expiresAt`, `tokenExpiry`, `lockedUntil`, `deadline`. */
const isEnd = perName((name): boolean =>
  /^(\w+ )?(expires?( at| on| date)?|expiry( date| at| time)?|expiration( date| at| time)?|valid until|locked until|deadline|exp)$/.test(
    wordsOf(name).join(' '),
  ),
);

function offsets(outer: Ts.Expression, tree: Ts.SourceFile): readonly Offset[] {
  const node = bare(outer);
  if (ts.isNewExpression(node)) return node.arguments?.length === 1 ? offsets(node.arguments[0]!, tree) : [];
  if (ts.isBinaryExpression(node)) {
    if (node.operatorToken.kind === K.PlusToken && isMoment(node.left)) return [{ amount: node.right, ...(isInSeconds(node.left) ? { unit: 's' as const } : { unit: 'ms' as const }) }];
    return node.operatorToken.kind === K.SlashToken ? offsets(node.left, tree) : [];
  }
  if (!ts.isCallExpression(node)) return [];
  const { expression, arguments: given } = node;
  const callee = ts.isIdentifier(expression) ? expression.text : ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
  const [first, second] = given;
  if (first === undefined) return ts.isPropertyAccessExpression(expression) ? offsets(expression.expression, tree) : [];
  if (callee === 'floor' || callee === 'round' || callee === 'ceil') return offsets(first, tree);
  if ((callee === 'plus' || callee === 'add') && isAmounts(first, tree)) return amounts(first);
  if (second === undefined) return [];
  if (callee === 'add' && isAmounts(second, tree)) return amounts(second);
  if (callee === 'add' && ts.isStringLiteralLike(second)) return known(first, unitOf(['x', ...wordsOf(second.text)]));
  const [verb, ...unit] = wordsOf(callee);
  return verb === 'add' && unit.length === 1 ? known(second, unitOf(['x', ...unit])) : [];
}

const known = (amount: Ts.Expression, unit: Unit | undefined): readonly Offset[] => (unit === undefined ? [] : [{ amount, unit }]);

/** Of `{ hours: 1, minutes: 30 }`; every property is an assignment to a unit of time. */
const amounts = (object: Ts.ObjectLiteralExpression): readonly Offset[] =>
  object.properties.flatMap(each => (ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) ? known(each.initializer, unitOf(['x', ...wordsOf(each.name.text)])) : []));

/** `Date.now() / 1000`, `nowSeconds` */
const isInSeconds = (outer: Ts.Expression): boolean => {
  const node = bare(outer);
  return ts.isBinaryExpression(node) && node.operatorToken.kind === K.SlashToken;
};
