import { Node } from 'ts-morph';

/** A name of the same text is declared between the place and the module. */
export const isShadowed = (node: Node, name: string): boolean =>
  node.getAncestors().some(around => !Node.isSourceFile(around) && namesIn(around).includes(name));

/** The names that a scope declares for what stands in it; none for a node that is no scope. */
export function namesIn(scope: Node): readonly string[] {
  if (Node.isFunctionLikeDeclaration(scope) || Node.isFunctionExpression(scope)) {
    return [...scope.getParameters().flatMap(each => bound(each.getNameNode())), ...(Node.isFunctionExpression(scope) ? own(scope.getName()) : [])];
  }
  if (Node.isClassExpression(scope)) return own(scope.getName());
  if (Node.isCatchClause(scope)) return scope.getVariableDeclaration() === undefined ? [] : bound(scope.getVariableDeclarationOrThrow().getNameNode());
  if (Node.isForStatement(scope) || Node.isForOfStatement(scope) || Node.isForInStatement(scope)) {
    const list = scope.getInitializer();
    return Node.isVariableDeclarationList(list) ? list.getDeclarations().flatMap(each => bound(each.getNameNode())) : [];
  }
  if (Node.isCaseBlock(scope)) return scope.getClauses().flatMap(namesOfStatements);
  return Node.isStatemented(scope) ? namesOfStatements(scope) : [];
}

function namesOfStatements(scope: Node): readonly string[] {
  if (!Node.isStatemented(scope)) return [];
  const named = [...scope.getFunctions(), ...scope.getClasses(), ...scope.getEnums(), ...scope.getModules()];
  return [...scope.getVariableDeclarations().flatMap(each => bound(each.getNameNode())), ...named.flatMap(each => own(each.getName()))];
}

const own = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);

const bound = (name: Node): readonly string[] => (Node.isIdentifier(name) ? [name.getText()] : name.getDescendants().filter(Node.isBindingElement).flatMap(each => bound(each.getNameNode())));
