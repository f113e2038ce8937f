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
  const known = evaluate(node, tree);
  if (known === undefined) return undefined;
  const s = node.getStart(tree);
  const text = tree.text.slice(s, node.end).replace(/\s+/g, ' ');
  const value = known.spelled ?? (known.value === undefined ? text.replace(/\s/g, '').replace(/(?<=\d)_(?=\d)/g, '') : String(Number(known.value.toPrecision(15))));
  return { text, value, form: known.form, s, e: node.end };
}

interface Known {
  /** Undefined where a unit of unknown size takes part. */
  readonly value: number | undefined;
  /** The literal as written, where writing carries meaning: `30.0`, `30n`. */
  readonly spelled?: string;
  readonly form: Numeral['form'];
}

function evaluate(outer: Ts.Expression, tree: Ts.SourceFile): Known | undefined {
  const node = bare(outer);
  switch (node.kind) {
    case K.NumericLiteral: {
      const spelled = tree.text.slice(node.end - (node.end - node.getStart(tree)), node.end);
      const value = Number((node as Ts.NumericLiteral).text); // The parser has turned every radix, separator and exponent into decimal digits.
      if (/^0[xbo]/i.test(spelled)) return { value, form: 'radix' };
      return /[e_]/i.test(spelled) ? { value, form: 'literal' } : { value, spelled, form: 'literal' };
    }
    case K.BigIntLiteral: {
      const { text } = node as Ts.BigIntLiteral;
      return { value: Number(text.slice(0, -1)), spelled: text, form: 'literal' };
    }
    case K.PrefixUnaryExpression: {
      const { operator, operand } = node as Ts.PrefixUnaryExpression;
      if (operator !== K.MinusToken && operator !== K.PlusToken) return undefined;
      const inner = evaluate(operand, tree);
      if (inner === undefined || operator === K.PlusToken) return inner;
      return { value: inner.value === undefined ? undefined : -inner.value, form: inner.form, ...(inner.spelled === undefined ? {} : { spelled: `-${inner.spelled}` }) };
    }
    case K.BinaryExpression: return arithmetic(node as Ts.BinaryExpression, tree);
    case K.Identifier: return isUnitConstant((node as Ts.Identifier).text) ? unitOfUnknownSize : undefined;
    case K.PropertyAccessExpression: {
      const { name, expression } = node as Ts.PropertyAccessExpression;
      return ts.isIdentifier(expression) && isUnitMember(expression.text, name.text) ? unitOfUnknownSize : undefined;
    }
    case K.CallExpression: {
      const { expression, arguments: given } = node as Ts.CallExpression;
      const name = ts.isIdentifier(expression) ? expression.text : ts.isPropertyAccessExpression(expression) ? expression.name.text : '';
      const [first, second] = given;
      if (first === undefined) return undefined;
      if (given.length === 1 && isUnitMaker(name)) return converted(name, evaluate(first, tree));
      if (ts.isStringLiteralLike(first)) return spelledNumber(name, first.text, given.length);
      const makes = name === 'duration' || name === 'every' || (ts.isPropertyAccessExpression(expression) && isDurationMaker(name, expression.expression));
      if (!makes) return undefined;
      // `Duration.fromObject({ minutes: 5 })`, `dayjs.duration(5, 'minutes')`, `every(5, 'minutes')`
      return isAmounts(first, tree) ||
        (second !== undefined &&
          given.length === 2 &&
          ts.isStringLiteralLike(second) &&
          isUnitName(second.text) &&
          evaluate(first, tree) !== undefined)
        ? unitOfUnknownSize
        : undefined;
    }
    default: return undefined;
  }
}

/** `secondsToMilliseconds(5)` says both units; of `minutes(5)` nobody knows what it is counted in. */
function converted(maker: string, amount: Known | undefined): Known | undefined {
  if (amount === undefined) return undefined;
  const [from, to, unit] = wordsOf(maker);
  const [own, other] = to === 'to' ? [timesOf.get(from!), timesOf.get(unit!)] : []; // Three words, or the second is not `to`.
  return own === undefined || other === undefined || amount.value === undefined ? unitOfUnknownSize : { value: (amount.value * own) / other, form: 'product' };
}

/** `ms('5m')`, `Number('30')`, `parseInt('5000', 10)`: texts that are numbers to the function that takes them. */
function spelledNumber(callee: string, text: string, given: number): Known | undefined {
  if (callee === 'ms' && given === 1) {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
    const size = amount === undefined ? undefined : timesOf.get(unit === '' ? 'ms' : unit!.toLowerCase());
    return size === undefined ? undefined : { value: Number(amount) * size, form: 'product' };
  }
  return /^(Number|parseInt|parseFloat)$/.test(callee) && /^-?\d+(\.\d+)?$/.test(text) ? { value: Number(text), form: 'literal' } : undefined;
}

const timesOf: ReadonlyMap<string, number> = new Map(
  (
    [
      ['ms msec msecs milliseconds', 1],
      ['s sec secs second seconds', 1000],
      ['m min mins minute minutes', 60_000],
      ['h hr hrs hour hours', 3_600_000],
      ['d day days', 86_400_000],
      ['w week weeks', 604_800_000],
    ] as const
  ).flatMap(([words, size]) => words.split(' ').map(word => [word, size] as const)),
);

const isDurationMaker = (name: string, receiver: Ts.Expression): boolean => (name === 'fromObject' || name === 'of' || name === 'from') && ts.isIdentifier(receiver) && receiver.text === 'Duration';

/** `{ hours: 1, minutes: 30 }`: known amounts of units of time. */
export const isAmounts = (node: Ts.Expression, tree: Ts.SourceFile): node is Ts.ObjectLiteralExpression =>
  ts.isObjectLiteralExpression(node) && node.properties.length > 0
  && node.properties.every(each => ts.isPropertyAssignment(each) && ts.isIdentifier(each.name) && isUnitName(each.name.text) && evaluate(each.initializer, tree) !== undefined);

const unitOfUnknownSize: Known = { value: undefined, form: 'product' };

function arithmetic(node: Ts.BinaryExpression, tree: Ts.SourceFile): Known | undefined {
  const operate = operations.get(node.operatorToken.kind);
  if (operate === undefined) return undefined;
  const left = evaluate(node.left, tree);
  const right = left && evaluate(node.right, tree);
  if (left === undefined || right === undefined) return undefined;
  const value = left.value === undefined || right.value === undefined ? undefined : operate(left.value, right.value);
  return value !== undefined && !Number.isFinite(value) ? undefined : { value, form: 'product' };
}

const operations: ReadonlyMap<Ts.SyntaxKind, (a: number, b: number) => number> = new Map([
  [K.AsteriskToken, (a, b) => a * b],
  [K.SlashToken, (a, b) => a / b],
  [K.PlusToken, (a, b) => a + b],
  [K.MinusToken, (a, b) => a - b],
  [K.AsteriskAsteriskToken, (a, b) => a ** b],
  [K.LessThanLessThanToken, (a, b) => a * 2 ** b],
]);

/** `HOUR`, `ONE_DAY_MS`, `MS_PER_SECOND`: written as a constant, and saying nothing but its size. */
const isUnitConstant = (name: string): boolean => isCapital(name) && isUnitName(name);

const isCapital = (name: string): boolean => name.charCodeAt(0) >= 65 && name.charCodeAt(0) <= 90;

/** `Time.Minute`, `Hour.ms`, `TIMES.ONE_HOUR`; a `TaskInterval.Day` is a case of an enumeration. */
const isUnitMember = (holder: string, name: string): boolean =>
  /^[A-Z]/.test(holder) && isUnitName(name) && (isUnitName(holder) || /^(times?|durations?|(time_?)?units?|time_?(in|constants?|values?)\w*)$/i.test(holder) || /^[A-Z\d_]+$/.test(name));

/** `minutes(5)`, `secondsToMilliseconds(5)`, `Duration.fromMinutes(5)`, `Duration.ofSeconds(5)`. */
function isUnitMaker(name: string): boolean {
  if (!/sec|min|hour|day|week|byte/i.test(name)) return false;
  const words = wordsOf(name).filter(word => word !== 'from' && word !== 'of');
  return (words.length === 1 || (words.length === 3 && words[1] === 'to')) && words[0]!.length > 4 && isUnitName(words.join(' '));
}
