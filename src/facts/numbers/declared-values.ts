import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import type { Place } from '../walk/visitor.ts';
import { bare } from './fold.ts';
import { nameOf } from './names.ts';

const K = ts.SyntaxKind;

/**
 * A field whose number is what a declared value is until somebody gives another: a decorated one (`@Column() limit = 10`),
 * or one of a class that is nothing but such fields and belongs to a configuration by its name or its place.
 */
export function declaresFields(field: Ts.PropertyDeclaration, holder: Ts.Node | undefined, tree: Ts.SourceFile): boolean {
  if (field.modifiers?.some(({ kind }) => kind === K.Decorator)) return true;
  if (holder === undefined || !ts.isClassLike(holder) || field.modifiers?.some(({ kind }) => kind === K.StaticKeyword || kind === K.PrivateKeyword)) return false;
  return (/(^|\/)(configs?|configuration|settings)\//.test(tree.fileName) || /(Config(uration)?|Settings|Preferences)$/.test(holder.name?.text ?? '')) && holder.members.every(member => ts.isPropertyDeclaration(member));
}

/** `limit < 1 || limit > 100` tells whether a given value makes sense. */
export function isRangeCheck(bound: Ts.Expression, measured: Ts.Expression, place: Place): boolean {
  const outer = place.up(0);
  if (outer === undefined || !ts.isBinaryExpression(outer) || outer.operatorToken.kind !== K.BarBarToken) return false;
  const name = nameOf(measured);
  return alternatives(outer).some(other => {
    return ts.isBinaryExpression(other) && other.right !== bound && other.left !== bound && compares.has(other.operatorToken.kind) && (nameOf(other.left) === name || nameOf(other.right) === name);
  });
}

/** The parts of `a || b || c`. */
function alternatives(outer: Ts.Expression): readonly Ts.Expression[] {
  const node = bare(outer);
  return ts.isBinaryExpression(node) && node.operatorToken.kind === K.BarBarToken ? [...alternatives(node.left), node.right] : [node];
}

const compares: ReadonlySet<Ts.SyntaxKind> = new Set([K.LessThanToken, K.LessThanEqualsToken, K.GreaterThanToken, K.GreaterThanEqualsToken]);
