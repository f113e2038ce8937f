import { Node, type SourceFile } from 'ts-morph';
import { namesIn } from './scope.ts';

/** What a resolver of settings is called, or its type. */
export interface Receivers {
  /** Ends of the names and types that the dialect knows. */
  readonly endings: readonly string[];
  /** Names and types through which the program reads settings; what is merely called like a resolver may be one of another kind. */
  readonly seen?: ReadonlySet<string>;
}

/** The nearest name in scope that is, or whose type is, called like a resolver. */
export function receiverAt(node: Node, { endings, seen }: Receivers): string | undefined {
  const known = (text: string): boolean => seen === undefined || seen.has(text.toLowerCase());
  const fits = (name: string, type: string | undefined): boolean =>
    [name, ...(type === undefined ? [] : [type])].some(text => endings.some(ending => text.toLowerCase().endsWith(ending.toLowerCase()))) && (known(name) || (type !== undefined && known(type)));
  const hidden = new Set<string>();
  let own = true;
  for (const around of node.getAncestors()) {
    for (const holder of holdersIn(around, node)) if (!hidden.has(holder.name) && fits(holder.name, holder.type)) return holder.name;
    if (Node.isSourceFile(around)) return importedInto(around).find(name => !hidden.has(name) && fits(name, undefined));
    for (const name of namesIn(around)) hidden.add(name);
    if (Node.isClassDeclaration(around) || Node.isClassExpression(around)) {
      const member = own ? around.getInstanceProperties().map(holderOf).find(each => each !== undefined && fits(each.name, each.type)) : undefined;
      if (member !== undefined) return `this.${member.name}`;
      own = false;
    }
    if (losesThis(around)) own = false;
  }
  return undefined;
}

/** Names and types of what the call of a resolver is made on, in small letters: the evidence that it is one. */
export function receiverNames(callee: Node): readonly string[] {
  if (!Node.isPropertyAccessExpression(callee)) return [];
  const object = callee.getExpression();
  const name = Node.isIdentifier(object) ? object.getText() : Node.isPropertyAccessExpression(object) ? object.getName() : undefined;
  if (name === undefined) return [];
  const holder = callee
    .getAncestors()
    .flatMap(each =>
      Node.isClassDeclaration(each) || Node.isClassExpression(each)
        ? each.getInstanceProperties().flatMap(member => holderOf(member) ?? [])
        : holdersIn(each, callee),
    )
    .find(each => each.name === name);
  return [name, ...(holder?.type === undefined ? [] : [holder.type])].map(text => text.toLowerCase());
}

interface Holder {
  readonly name: string;
  /** Name of the class or interface, where it is written. */
  readonly type?: string;
}

/** What a scope declares that could hold an object: parameters, and variables that are there already. */
function holdersIn(scope: Node, place: Node): readonly Holder[] {
  const declared = Node.isFunctionLikeDeclaration(scope) || Node.isFunctionExpression(scope) ? scope.getParameters()
    : Node.isStatemented(scope) ? scope.getVariableStatements().filter(each => each.getEnd() <= place.getStart()).flatMap(each => each.getDeclarations()) : [];
  return declared.flatMap(each => holderOf(each) ?? []);
}

/** `undefined` for what holds something else, or may hold nothing. */
function holderOf(node: Node): Holder | undefined {
  if (!Node.isParameterDeclaration(node) && !Node.isVariableDeclaration(node) && !Node.isPropertyDeclaration(node)) return undefined;
  if (!Node.isIdentifier(node.getNameNode()) || (!Node.isVariableDeclaration(node) && node.hasQuestionToken())) return undefined;
  const name = node.getName();
  const type = node.getTypeNode();
  if (type !== undefined) return Node.isTypeReference(type) ? { name, type: type.getTypeName().getText() } : undefined;
  const made = withoutAwait(node.getInitializer());
  if (Node.isNewExpression(made)) return { name, type: made.getExpression().getText() };
  const isGiven =
    made === undefined
      ? !Node.isVariableDeclaration(node)
      : Node.isCallExpression(made) || Node.isIdentifier(made) || Node.isPropertyAccessExpression(made) || Node.isNonNullExpression(made);
  return isGiven ? { name } : undefined;
}

const withoutAwait = (node: Node | undefined): Node | undefined => (Node.isAwaitExpression(node) ? node.getExpression() : node);

/** A class or a type is called in capitals; what is imported to be called on is not. */
const importedInto = (file: SourceFile): readonly string[] =>
  file.getImportDeclarations().filter(each => !each.isTypeOnly()).flatMap(each => each.getNamedImports()).filter(each => !each.isTypeOnly())
    .map(each => (each.getAliasNode() ?? each.getNameNode()).getText()).filter(name => /^[a-z]/.test(name));

/** Inside of it, `this` is not the object whose members a method sees, or they are not there yet. */
const losesThis = (node: Node): boolean =>
  Node.isPropertyDeclaration(node) || Node.isClassStaticBlockDeclaration(node) || Node.isDecorator(node) || Node.isComputedPropertyName(node)
  || Node.isFunctionDeclaration(node) || Node.isFunctionExpression(node)
  || (Node.isParameterDeclaration(node) && Node.isConstructorDeclaration(node.getParent()))
  || ((Node.isMethodDeclaration(node) || Node.isGetAccessorDeclaration(node) || Node.isSetAccessorDeclaration(node)) && (node.isStatic() || Node.isObjectLiteralExpression(node.getParent())));
