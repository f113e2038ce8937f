import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Numeral } from './model.ts';
import { isUnitName } from './units.ts';
import { wordsOf } from './words.ts';

const K = ts.SyntaxKind;

/** What stands inside parentheses, assertions and `await`. */
export function bare(node: Ts.Expression): Ts.Expression {
  for (;;) {
    switch (node.kind) {
      case K.ParenthesizedExpression:
      case K.AsExpression:
      case K.SatisfiesExpression:
      case K.TypeAssertionExpression:
      case K.NonNullExpression:
      case K.AwaitExpression:
        node = (node as Ts.ParenthesizedExpression).expression; // All six kinds hold one inner expression under this name.
        continue;
      default:
        return node;
    }
  }
}

/**
 * A number that is known from its own text: a literal with its sign, or a product or sum of such numbers and of named
 * units (`5 * 60 * 1000`, `2 * HOUR_MS`, `minutes(5)`). Undefined for anything that depends on a value.
 */
export function fold(expression: Ts.Expression, tree: Ts.SourceFile): Numeral | undefined {
  const node = bare(expression);
  const known = evaluate(node);
  if (known === undefined) return undefined;
  const s = node.getStart(tree);
  const text = tree.text.slice(s, node.end).replace(/\s+/g, ' ');
  return { text, value: known.value === undefined ? text.replace(/[\s_]/g, '') : known.spelled ?? String(tidy(known.value)), form: known.form, s, e: node.end };
}

interface Known {
  /** Undefined where a unit of unknown size takes part. */
  readonly value: number | undefined;
  /** The literal as written, where writing carries meaning: `30.0`, `30n`. */
  readonly spelled?: string;
  readonly form: Numeral['form'];
}

function evaluate(node: Ts.Expression): Known | undefined {
  switch (node.kind) {
    case K.NumericLiteral: return literal(node as Ts.NumericLiteral);
    case K.BigIntLiteral: {
      const text = (node as Ts.BigIntLiteral).text;
      return { value: Number(text.slice(0, -1)), spelled: text, form: 'literal' };
    }
    case K.ParenthesizedExpression: return evaluate(bare(node));
    case K.PrefixUnaryExpression: {
      const { operator, operand } = node as Ts.PrefixUnaryExpression;
      if (operator !== K.MinusToken && operator !== K.PlusToken) return undefined;
      const inner = evaluate(bare(operand));
      if (inner === undefined || operator === K.PlusToken) return inner;
      return { value: inner.value === undefined ? undefined : -inner.value, form: inner.form, ...(inner.spelled === undefined ? {} : { spelled: `-${inner.spelled}` }) };
    }
    case K.BinaryExpression: return arithmetic(node as Ts.BinaryExpression);
    case K.Identifier: return isUnitName((node as Ts.Identifier).text) && /^[A-Z]/.test((node as Ts.Identifier).text) ? { value: undefined, form: 'product' } : undefined;
    case K.PropertyAccessExpression: {
      const { name, expression } = node as Ts.PropertyAccessExpression;
      return ts.isIdentifier(expression) && /^[A-Z]/.test(expression.text) && isUnitName(name.text) ? { value: undefined, form: 'product' } : undefined;
    }
    case K.CallExpression: {
      const { expression, arguments: given } = node as Ts.CallExpression;
      const name = ts.isIdentifier(expression) ? expression.text : ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
      if (given.length !== 1 || !isUnitMaker(name) || evaluate(bare(given[0]!)) === undefined) return undefined;
      return { value: undefined, form: 'product' };
    }
    default: return undefined;
  }
}

/** `minutes(5)`, `Duration.fromMinutes(5)`, `Duration.ofSeconds(5)`. */
function isUnitMaker(name: string): boolean {
  const words = wordsOf(name).filter(word => word !== 'from' && word !== 'of');
  return words.length === 1 && words[0]!.length > 4 && isUnitName(words[0]!);
}

function literal(node: Ts.NumericLiteral): Known {
  // The parser has already turned every radix, separator and exponent into plain decimal digits.
  const value = Number(node.text);
  const written = node.getText ? lengthOf(node) : 0;
  return { value, form: radixOf(node) ? 'radix' : 'literal', ...(written ? {} : {}) };
}
