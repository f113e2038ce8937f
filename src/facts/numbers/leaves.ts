import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { bare, fold } from './fold.ts';
import type { Numeral } from './model.ts';
import { nameOf } from './names.ts';
import { quantityOf } from './roles.ts';

const K = ts.SyntaxKind;

/** One constant part of a value: a number, or a name that may stand for one. */
export interface Leaf {
  readonly number?: Numeral;
  readonly name?: Ts.Identifier | Ts.PropertyAccessExpression | Ts.ElementAccessExpression;
  /** How it takes part in the value. */
  readonly how: 'whole' | 'fallback' | 'clamp' | 'term';
  /** The value comes from a declared setting or the environment, and this is only what it is when nothing is set. */
  readonly setting: boolean;
  /** For a fallback: what it stands in for. */
  readonly over?: Ts.Expression;
}

/** The constant parts of a value, through `??`, `||`, `?:`, `Math.min`, `Math.max`, conversions and arithmetic. */
export function leavesOf(value: Ts.Expression, tree: Ts.SourceFile): readonly Leaf[] {
  const found: Leaf[] = [];
  collect(value, 'whole', false);
  return found;

  function collect(outer: Ts.Expression, how: Leaf['how'], setting: boolean, over?: Ts.Expression): void {
    const instead = over ? { over } : {};
    const node = bare(outer);
    switch (node.kind) {
      case K.ArrowFunction: case K.FunctionExpression: case K.ObjectLiteralExpression: case K.ArrayLiteralExpression:
      case K.StringLiteral: case K.TemplateExpression: case K.NewExpression: return;
    }
    const number = fold(node, tree);
    if (number !== undefined) {
      // A small factor scales (`size * 2.2`), as a power of ten or sixty converts.
      const converts = how === 'term' && (Number(number.value) < 10 || conversions.has(number.value) || ts.isIdentifier(node) || ts.isPropertyAccessExpression(node));
      if (!converts) found.push({ number, how, setting, ...instead });
      return;
    }
    if (ts.isIdentifier(node)) { found.push({ name: node, how, setting, ...instead }); return; }
    if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) {
      if (!node.questionDotToken && isChain(node)) found.push({ name: node, how, setting, ...instead });
      return;
    }
    if (ts.isConditionalExpression(node)) {
      const backed = setting || readsSetting(node.condition) || readsSetting(node.whenTrue) || readsSetting(node.whenFalse);
      collect(node.whenTrue, branchOf(node, node.whenTrue, node.whenFalse) ?? how, backed);
      collect(node.whenFalse, branchOf(node, node.whenFalse, node.whenTrue) ?? how, backed);
      return;
    }
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind === K.QuestionQuestionToken || kind === K.BarBarToken) {
        collect(node.left, how, setting);
        collect(node.right, 'fallback', setting || readsSetting(node.left), node.left);
      } else if (kind === K.PlusToken || kind === K.MinusToken || kind === K.AsteriskToken || kind === K.SlashToken) {
        const base = kind === K.AsteriskToken && how !== 'clamp' ? baseOf(node) : undefined; // Under a cap, the cap is told.
        if (base !== undefined) {
          found.push({ number: base, how: 'term', setting, ...instead });
          return;
        }
        collect(node.left, 'term', setting);
        // `TIMEOUT_MS + 500`, `duration * 1.2 + 300`: a margin on what something else decides.
        const isMargin = (kind === K.PlusToken || kind === K.MinusToken) && (isQuantity(node.left) || isScaled(node.left, tree)) && fold(bare(node.right), tree) !== undefined;
        if (kind !== K.SlashToken && !isMargin) collect(node.right, 'term', setting);
      }
      return;
    }
    if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(tree);
      if (callee === 'Math.min' || callee === 'Math.max') {
        const backed = setting || node.arguments.some(argument => readsSetting(argument));
        for (const argument of node.arguments) collect(argument, how === 'whole' ? 'clamp' : how, backed);
      } else if (callee === 'Number' || callee === 'parseInt' || callee === 'parseFloat' || callee === 'Math.floor' || callee === 'Math.round' || callee === 'Math.ceil') {
        if (node.arguments[0]) collect(node.arguments[0], how, setting);
      }
    }
  }

  /** What a backoff begins with: `1000 * 2 ** attempt`, `attempt * 500`. */
  function baseOf({ left, right }: Ts.BinaryExpression): Numeral | undefined {
    const [base, growing] = fold(bare(left), tree) === undefined ? [right, left] : [left, right];
    const number = fold(bare(base), tree);
    return number !== undefined && Number(number.value) >= LEAST_BASE && isGrowing(tree.text.slice(growing.pos, growing.end)) ? number : undefined;
  }

  /** `given ? Number(given) : 50` is what stands in for `given`, `n > 50 ? 50 : n` bounds it. */
  function branchOf({ condition }: Ts.ConditionalExpression, own: Ts.Expression, other: Ts.Expression): 'fallback' | 'clamp' | undefined {
    const stated = fold(bare(own), tree);
    if (stated === undefined || fold(bare(other), tree) !== undefined) return undefined;
    const asked = bare(condition);
    if (ts.isBinaryExpression(asked) && [asked.left, asked.right].some(each => fold(bare(each), tree)?.value === stated.value)) return 'clamp';
    const names = new Set(tree.text.slice(condition.pos, condition.end).match(/[A-Za-z_$][\w$]*/g));
    return (tree.text.slice(other.pos, other.end).match(/[A-Za-z_$][\w$]*/g) ?? []).some(name => names.has(name) && !converters.has(name)) ? 'fallback' : undefined;
  }

  function readsSetting(node: Ts.Expression): boolean {
    return settingRead.test(tree.text.slice(node.pos, node.end));
  }
}

/** The value is read from the environment, from a configuration object or through a function that says it reads one. */
export const settingRead =
  /\bprocess\.env\b|\bimport\.meta\.env\b|\b(Bun|Deno)\.env\b|\benv(\(|\.|\[|\?\.)|\b\w*([cC]onfig(uration)?|[cC]fg|[sS]ettings?|[fF]lags?|[pP]references?)(\(\))?(\.|\[|\?\.|\?\.\[)|\b\w*([eE]nv|[cC]onfig|[sS]etting|[fF]lag)\w*(<[^>]*>)?\(|\b\w*(CONFIG|SETTING|PREFERENCE|FLAG)S?(\.|\[)|\b\w*[sS]torage\??\.(get|getItem)\(/;

/** Below this a factor is how fast the delay grows. */
const LEAST_BASE = 20;

const isGrowing = (text: string): boolean => /\*\*|\bMath\.pow\(|^\s*(?:\(\s*)?[\w.]*([aA]ttempts?|[rR]etry|[rR]etries|[tT]ries|[rR]etryCount)\b[^*]*$/.test(text);

/** A constant by its spelling, or something that is called a time or a limit itself. */
const isQuantity = (outer: Ts.Expression): boolean => {
  const node = bare(outer);
  if (ts.isIdentifier(node) && /^[A-Z][A-Z\d_]+$/.test(node.text)) return true;
  return isChain(node) && quantityOf(nameOf(node))?.strong === true;
};

/** A multiple of a measure, and neither a part of chance nor a step of a backoff. */
const isScaled = (outer: Ts.Expression, tree: Ts.SourceFile): boolean => {
  const node = bare(outer);
  if (!ts.isBinaryExpression(node) || (node.operatorToken.kind !== K.AsteriskToken && node.operatorToken.kind !== K.SlashToken)) return false;
  return !/random|attempt|retr(y|ies)|tries|\*\*/i.test(tree.text.slice(node.pos, node.end));
};

const converters = new Set(['Number', 'parseInt', 'parseFloat', 'String', 'isNaN', 'isFinite', 'isInteger', 'Math', 'this', 'undefined', 'null', 'typeof']);

/** Factors that turn one unit into another, and the steps of arithmetic. */
const conversions = new Set(['2', '10', '12', '24', '30', '60', '100', '365', '1000', '1024', '3600', '60000', '3600000', '86400', '86400000', '1000000', '1048576', '0.5', '1']);

/** `a.b['c']` from a name or `this`, without calls or computed keys. */
export function isChain(node: Ts.Expression): boolean {
  let at = bare(node);
  while (ts.isPropertyAccessExpression(at) || (ts.isElementAccessExpression(at) && ts.isStringLiteralLike(at.argumentExpression))) at = bare(at.expression);
  return ts.isIdentifier(at) || at.kind === K.ThisKeyword;
}
