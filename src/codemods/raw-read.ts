import { Node, ts, type SourceFile } from 'ts-morph';
import type { Json, Location } from '../core/model.ts';
import type { Left } from './edit.ts';
import { offsetsOf } from './source.ts';

/** A read of a variable from the environment, with what the setting yields that the variable sets. */
export interface RawRead {
  readonly at: Location;
  readonly type?: string;
  /** Absent where it cannot be seen. */
  readonly default?: Json;
}

/** The read with the conversion and the fallback around it that the setting makes by itself. */
export function rawRead(file: SourceFile, read: RawRead): Node | Left {
  const { start, end } = offsetsOf(file, read.at);
  const raw = file
    .getDescendantAtPos(start)
    ?.getAncestors()
    .find(
      node => node.getStart() === start && node.getEnd() === end && (Node.isPropertyAccessExpression(node) || Node.isElementAccessExpression(node)),
    );
  if (raw === undefined) return { left: 'it is no plain read of the variable; replace it by hand' };
  const whole = converted(raw, read);
  if (whole === undefined) return { left: 'what is done with its text is not what the setting yields; replace it by hand' };
  return holdsComment(whole) ? { left: 'a comment stands in it; replace it by hand' } : whole;
}

/** Something depends on whether the value is there, or on what is there instead: right here, or where the variable that takes it is named. */
export function isTested(value: Node, asked = new Set<string>()): boolean {
  const parent = value.getParent();
  if (Node.isParenthesizedExpression(parent) || Node.isNonNullExpression(parent) || Node.isAsExpression(parent) || Node.isSatisfiesExpression(parent)) return isTested(parent, asked);
  if (Node.isBinaryExpression(parent)) {
    const operator = parent.getOperatorToken().getText();
    if (/^(\?\?|\|\||&&)$/.test(operator)) return parent.getLeft() === value || isTested(parent, asked);
    return /^[!=]==?$/.test(operator) && [parent.getLeft(), parent.getRight()].some(side => /^(undefined|null|''|""|``)$/.test(side.getText()));
  }
  if (Node.isConditionalExpression(parent)) return parent.getCondition() === value || isTested(parent, asked);
  if (Node.isIfStatement(parent) || Node.isWhileStatement(parent) || Node.isDoStatement(parent) || Node.isTypeOfExpression(parent)) return true;
  if (Node.isPrefixUnaryExpression(parent)) return parent.getOperatorToken() === ts.SyntaxKind.ExclamationToken;
  if (Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent) || Node.isCallExpression(parent)) {
    return parent.getExpression() === value ? parent.compilerNode.questionDotToken !== undefined : Node.isCallExpression(parent) && parent.getExpression().getText() === 'Boolean';
  }
  const name = Node.isVariableDeclaration(parent) ? parent.getNameNode() : undefined;
  if (!Node.isIdentifier(name) || asked.has(name.getText())) return false;
  asked.add(name.getText());
  return name.getSourceFile().getDescendants().some(each => each !== name && Node.isIdentifier(each) && each.getText() === name.getText() && isTested(each, asked));
}

/** Replaced with it, it would be lost. */
function holdsComment(node: Node): boolean {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, node.getText());
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (token === ts.SyntaxKind.SingleLineCommentTrivia || token === ts.SyntaxKind.MultiLineCommentTrivia) return true;
  }
  return false;
}

/** The expression that yields what the setting yields: with the same value when nothing is set, of the same type. */
function converted(raw: Node, { type, default: registered }: RawRead): Node | undefined {
  switch (type) {
    case 'string': case 'enum': case 'secret': return withFallback(raw, registered, value => value);
    case 'number': case 'integer': case 'duration': {
      const text = withFallback(raw, registered, Number);
      const number = text && numberOf(text);
      return number && withFallback(number, registered, Number);
    }
    case 'boolean': return comparison(raw, registered);
    default: return undefined;
  }
}

/** `x`, `x!`, `(x)`, and `x ?? 'default'` where that is the registered default; `undefined` with any other fallback. */
function withFallback(node: Node, registered: Json | undefined, valueOf: (text: string) => Json): Node | undefined {
  const parent = node.getParent();
  if (Node.isNonNullExpression(parent) || Node.isParenthesizedExpression(parent)) return withFallback(parent, registered, valueOf);
  if (!Node.isBinaryExpression(parent) || parent.getLeft() !== node) return node;
  const operator = parent.getOperatorToken().getKind();
  if (operator !== ts.SyntaxKind.QuestionQuestionToken && operator !== ts.SyntaxKind.BarBarToken) return node;
  const right = parent.getRight();
  const value = Node.isStringLiteral(right) || Node.isNoSubstitutionTemplateLiteral(right) ? right.getLiteralText() : Node.isNumericLiteral(right) ? String(right.getLiteralValue()) : undefined;
  return value !== undefined && registered !== undefined && valueOf(value) === registered ? withFallback(parent, registered, valueOf) : undefined;
}

function numberOf(node: Node): Node | undefined {
  const parent = node.getParent();
  if (Node.isPrefixUnaryExpression(parent) && parent.getOperatorToken() === ts.SyntaxKind.PlusToken) return parent;
  if (!Node.isCallExpression(parent) || parent.getArguments()[0] !== node) return undefined;
  const [, radix] = parent.getArguments();
  const isKnown = /^(Number|(Number\.)?parse(Int|Float))$/.test(parent.getExpression().getText());
  return isKnown && (radix === undefined || radix.getText() === '10') ? parent : undefined;
}

function comparison(raw: Node, registered: Json | undefined): Node | undefined {
  const parent = raw.getParent();
  if (!Node.isBinaryExpression(parent)) return undefined;
  const other = parent.getLeft() === raw ? parent.getRight() : parent.getLeft();
  const text = Node.isStringLiteral(other) ? other.getLiteralText() : undefined;
  const isEqual = /^={2,3}$/.test(parent.getOperatorToken().getText());
  const isUnequal = /^!={1,2}$/.test(parent.getOperatorToken().getText());
  if (isEqual && (text === 'true' || text === '1') && registered === false) return parent;
  return isUnequal && (text === 'false' || text === '0') && registered === true ? parent : undefined;
}
