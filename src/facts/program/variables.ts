import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, type Builder, type Writable } from './builder.ts';
import { bindPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { exportIfMarked, hasModifier } from './modifiers.ts';
import { typeOf } from './types.ts';
import type { Decl, DeclKind, Val } from './model.ts';

const K = ts.SyntaxKind;

/** Lowers `const a = …, { b } = …` and exports the names when the statement says so. */
export const lowerVariables = (b: Builder, list: Ts.VariableDeclarationList, owner: Ts.Node | undefined): void => {
  const k = kindOf(list.flags);
  const ambient = owner !== undefined && hasModifier(owner, K.DeclareKeyword);
  if (!ambient) b.hasCode = true;
  b.ancestors.push(list);
  for (const declaration of list.declarations) {
    announce(b, declaration);
    const first = b.decls.length;
    b.ancestors.push(declaration);
    const { name, initializer } = declaration;
    const more: Writable<Partial<Decl>> = {};
    const type = typeOf(b, declaration.type);
    if (type) more.type = type;
    if (ambient) more.ambient = 1;
    if (isUsing(list.flags)) more.using = 1;
    let value: Val | undefined;
    if (initializer) {
      if (isFrozen(initializer)) more.frozen = 1;
      b.pendingName = ts.isIdentifier(name) ? name.text : '';
      value = lower(b, initializer);
      b.pendingName = '';
    }
    const start = initializer ? b.decls.length : first;
    bindPattern(b, name, value, k, more);
    b.ancestors.pop();
    if (owner) for (let d = start; d < b.decls.length; d++) exportIfMarked(b, owner, b.decls[d]?.n ?? '', d, false);
  }
  b.ancestors.pop();
};

const kindOf = (flags: Ts.NodeFlags): DeclKind => (flags & ts.NodeFlags.Const || isUsing(flags) ? 'const' : flags & ts.NodeFlags.Let ? 'let' : 'var');

// `using` is a flag of its own, `await using` shares its bits with `const` and `using`.
const isUsing = (flags: Ts.NodeFlags): boolean => (flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;

const isFrozen = (node: Ts.Expression): boolean => {
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
    return (ts.isTypeReferenceNode(node.type) && ts.isIdentifier(node.type.typeName) && node.type.typeName.text === 'const') || isFrozen(node.expression);
  }
  if (ts.isSatisfiesExpression(node)) return true;
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'freeze';
};
