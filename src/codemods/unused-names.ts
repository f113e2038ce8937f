import { Node, type Identifier, type SourceFile } from 'ts-morph';
import type { Left } from './edit.ts';
import { beside, lineEnd, wholeLines } from './lines.ts';

interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * What is left without a use when ranges of a file go: imported names, and constants of the file that are plain
 * values. Names count as text, so that what is merely called the same stays. What cannot go with them keeps all.
 */
export function unusedWithout(file: SourceFile, removed: readonly Range[]): { readonly ranges: readonly Range[] } | Left {
  const gone: Range[] = [...removed];
  const ranges: Range[] = [];
  const imported = new Set<Node>();
  for (let at = 0; at < gone.length; at++) {
    for (const name of namesIn(file, [gone[at]!])) {
      const rest = identifiers(file).filter(each => each.getText() === name && !gone.some(range => within(each, range)));
      const [only] = rest;
      const declaration = only?.getParent();
      if (rest.length !== 1 || only === undefined || declaration === undefined || !declares(declaration, only)) continue;
      if (Node.isImportSpecifier(declaration) || Node.isImportClause(declaration) || Node.isNamespaceImport(declaration)) {
        imported.add(only);
        continue;
      }
      const whole = constant(declaration);
      if (whole === undefined) return { left: `nothing else uses \`${name}\`; delete both by hand` };
      if (whole === 'exported') continue;
      gone.push(whole);
      ranges.push(whole);
    }
  }
  return { ranges: [...ranges, ...importsWithout(file, imported)] };
}

const identifiers = (file: SourceFile): Identifier[] => file.getDescendants().filter(Node.isIdentifier);

const within = (node: Node, { start, end }: Range): boolean => start <= node.getStart() && node.getEnd() <= end;

const namesIn = (file: SourceFile, ranges: readonly Range[]): Set<string> =>
  new Set(identifiers(file).filter(each => ranges.some(range => within(each, range)) && !isLabel(each)).map(each => each.getText()));

/** The name of a member is no use of anything. */
function isLabel(name: Identifier): boolean {
  const parent = name.getParent();
  return (Node.isPropertyAssignment(parent) && parent.getNameNode() === name) || (Node.isPropertyAccessExpression(parent) && parent.getNameNode() === name);
}

const declares = (node: Node, name: Identifier): boolean =>
  Node.isImportSpecifier(node) ||
  Node.isNamespaceImport(node) ||
  Node.isImportClause(node) ||
  ((Node.isVariableDeclaration(node) ||
    Node.isFunctionDeclaration(node) ||
    Node.isParameterDeclaration(node) ||
    Node.isClassDeclaration(node) ||
    Node.isBindingElement(node) ||
    Node.isEnumDeclaration(node)) &&
    node.getNameNode() === name);

/** The lines of a constant that stands alone in its statement and holds a plain value. */
function constant(declaration: Node): Range | 'exported' | undefined {
  const statement = declaration.getFirstAncestor(Node.isStatement) ?? declaration;
  const holder = Node.isVariableDeclaration(declaration) ? statement : declaration;
  if (Node.isExportable(holder) && holder.isExported()) return 'exported';
  if (!Node.isVariableDeclaration(declaration) || !Node.isVariableStatement(statement) || statement.getDeclarations().length !== 1) return undefined;
  const value = declaration.getInitializer();
  if (
    value === undefined ||
    [value, ...value.getDescendants()].some(
      node =>
        Node.isCallExpression(node) ||
        Node.isNewExpression(node) ||
        Node.isAwaitExpression(node) ||
        Node.isYieldExpression(node) ||
        Node.isFunctionLikeDeclaration(node),
    )
  )
    return undefined;
  return ownLines(statement);
}

function importsWithout(file: SourceFile, names: ReadonlySet<Node>): Range[] {
  if (names.size === 0) return [];
  const text = file.getFullText();
  return file.getImportDeclarations().flatMap(declaration => {
    const specifiers = declaration.getNamedImports();
    const all = [declaration.getDefaultImport(), declaration.getNamespaceImport(), ...specifiers.map(each => each.getAliasNode() ?? each.getNameNode())].filter(each => each !== undefined);
    const unused = all.filter(each => names.has(each));
    if (unused.length === 0) return [];
    if (unused.length === all.length) return [ownLines(declaration)];
    return specifiers.filter(each => names.has(each.getAliasNode() ?? each.getNameNode())).map(each => {
      const [, after] = /^(\s*,[ \t]*(?:\r?\n[ \t]*)?)?/.exec(text.slice(each.getEnd()))!;
      if (after !== undefined && each !== specifiers.at(-1)) return { start: each.getStart(), end: each.getEnd() + after.length };
      const before = /,\s*$/.exec(text.slice(0, each.getStart()))?.[0].length ?? 0;
      return { start: each.getStart() - before, end: each.getEnd() };
    });
  });
}

/** The lines of a statement, a comment behind it among them; the statement alone where another stands on them. */
function ownLines(statement: Node): Range {
  const text = statement.getSourceFile().getFullText();
  const { before, after } = beside(text, statement.getStart(), statement.getEnd());
  if (before === '' && /^(\/\/|\/\*[^]*\*\/$|$)/.test(after)) return wholeLines(text, statement.getStart(), lineEnd(text, statement.getEnd()));
  return { start: statement.getStart(), end: statement.getEnd() + /^[ \t]*/.exec(text.slice(statement.getEnd()))![0].length };
}
