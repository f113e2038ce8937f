import { Node, type CallExpression, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { rawRead, type RawRead } from './raw-read.ts';
import { offsetsOf } from './source.ts';

/** A variable that is read past the setting that registers it. */
export interface Bypass extends RawRead {
  readonly namespace?: string;
  readonly name: string;
  readonly key: string;
  /** Ends of the names and types of resolvers. */
  readonly receivers: readonly string[];
}

/** How settings of a type are read elsewhere in the program. */
export interface ReadForm {
  readonly method: string;
  /** Namespace and key as two arguments, or joined as one. */
  readonly arguments: 1 | 2;
  readonly awaited: boolean;
  readonly quote: string;
}

/** The form of the read at a place: a method called with the names as plain texts. */
export function readFormAt(file: SourceFile, at: Location): ReadForm | undefined {
  const token = file.getDescendantAtPos(offsetsOf(file, at).start);
  const call = token && [token, ...token.getAncestors()].find((node): node is CallExpression => Node.isCallExpression(node) && node.getArguments().some(Node.isStringLiteral));
  const callee = call?.getExpression();
  const given = call?.getArguments() ?? [];
  if (!Node.isPropertyAccessExpression(callee) || given.length > 2 || !given.every(Node.isStringLiteral)) return undefined;
  return { method: callee.getName(), arguments: given.length === 2 ? 2 : 1, awaited: Node.isAwaitExpression(call?.getParent()), quote: given[0]!.getText()[0]! };
}

/** Replaces a raw read, with the conversion around it, by a call of the resolver that is in scope. */
export function callResolver(file: SourceFile, bypass: Bypass, form: ReadForm): readonly Edit[] | Left {
  const whole = rawRead(file, bypass);
  if (!(whole instanceof Node)) return whole;
  const receiver = receiverAt(whole, bypass.receivers);
  if (receiver === undefined) return { left: 'no resolver is in scope; hand one in' };
  if (form.awaited && !inAsync(whole)) return { left: 'the resolver answers later, and this function does not wait; replace it by hand' };
  const text = (value: string): string => form.quote + value + form.quote;
  const given = form.arguments === 2 && bypass.namespace !== undefined ? `${text(bypass.namespace)}, ${text(bypass.name)}` : text(bypass.key);
  const call = `${form.awaited ? 'await ' : ''}${receiver}.${form.method}(${given})`;
  return [{ start: whole.getStart(), end: whole.getEnd(), text: form.awaited && bindsTighter(whole) ? `(${call})` : call }];
}

/** The nearest name in scope that is, or whose type is, called like a resolver. */
function receiverAt(node: Node, endings: readonly string[]): string | undefined {
  const fits = (text: string | undefined): boolean => text !== undefined && endings.some(ending => text.replace(/<.*$/, '').toLowerCase().endsWith(ending.toLowerCase()));
  let own = true;
  for (const around of node.getAncestors()) {
    if (Node.isPropertyDeclaration(around)) own = false;
    if (Node.isFunctionLikeDeclaration(around) || Node.isFunctionExpression(around)) {
      for (const parameter of around.getParameters()) if (Node.isIdentifier(parameter.getNameNode()) && (fits(parameter.getName()) || fits(parameter.getTypeNode()?.getText()))) return parameter.getName();
    }
    if (Node.isBlock(around) || Node.isSourceFile(around)) {
      for (const statement of around.getVariableStatements()) {
        if (statement.getEnd() > node.getStart()) continue;
        for (const each of statement.getDeclarations()) {
          const made = each.getInitializer();
          if (Node.isIdentifier(each.getNameNode()) && (fits(each.getName()) || fits(each.getTypeNode()?.getText()) || (Node.isNewExpression(made) && fits(made.getExpression().getText())))) return each.getName();
        }
      }
    }
    if (Node.isSourceFile(around)) {
      for (const name of around.getImportDeclarations().flatMap(each => each.getNamedImports())) {
        const local = (name.getAliasNode() ?? name.getNameNode()).getText();
        // A class or a type is called in capitals; what is imported to be called on is not.
        if (/^[a-z]/.test(local) && fits(local) && !name.isTypeOnly()) return local;
      }
    }
    if (Node.isFunctionDeclaration(around) || Node.isFunctionExpression(around) || ((Node.isMethodDeclaration(around) || Node.isGetAccessorDeclaration(around) || Node.isSetAccessorDeclaration(around)) && (around.isStatic() || Node.isObjectLiteralExpression(around.getParent())))) own = false;
    if (Node.isClassDeclaration(around) || Node.isClassExpression(around)) {
      if (own) {
        for (const each of around.getInstanceProperties()) {
          const type = Node.isPropertyDeclaration(each) || Node.isParameterDeclaration(each) ? each.getTypeNode()?.getText() : undefined;
          if (fits(each.getName()) || fits(type)) return `this.${each.getName()}`;
        }
      }
      own = false;
    }
  }
  return undefined;
}

function inAsync(node: Node): boolean {
  for (const around of node.getAncestors()) {
    if (Node.isParameterDeclaration(around) || Node.isPropertyDeclaration(around)) return false;
    if (Node.isFunctionDeclaration(around) || Node.isFunctionExpression(around) || Node.isArrowFunction(around) || Node.isMethodDeclaration(around)) return around.isAsync();
    if (Node.isFunctionLikeDeclaration(around)) return false;
  }
  return false;
}

const bindsTighter = (node: Node): boolean => {
  const parent = node.getParent();
  return Node.isPropertyAccessExpression(parent) || Node.isElementAccessExpression(parent) || Node.isNonNullExpression(parent) || (Node.isCallExpression(parent) && parent.getExpression() === node);
};
