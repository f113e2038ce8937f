import { Node, ts, type Expression, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { beside, lineEnd, wholeLines } from './lines.ts';
import { offsetsOf } from './source.ts';
import { unusedWithout } from './unused-names.ts';

/** A setting that nothing reads, as its registration stands in the file. */
export interface UnreadRegistration {
  readonly at: Location;
  readonly span: { readonly startLine: number; readonly endLine: number };
  /** Where the other settings of the file stand that are to stay. */
  readonly others: readonly Location[];
}

/**
 * Deletes a registration: the statement that makes it, or the member or element of the table it stands in, with the
 * comment that is its own and the names that nothing else uses. Leaves alone whatever else rests on it.
 */
export function deleteRegistration(file: SourceFile, { at, span, others }: UnreadRegistration): readonly Edit[] | Left {
  const { start } = offsetsOf(file, at);
  const unit = unitAt(file, start, span);
  if (unit === undefined) return { left: 'its registration is more than a statement or a member of a table; delete it by hand' };
  const whole = Node.isStatement(unit) ? statement(unit) : listed(unit);
  if (others.some(other => inside(offsetsOf(file, other).start, whole))) return { left: 'other settings are registered with it; delete it by hand' };
  if (Node.isStatement(unit) && isLastOfFile(file, unit)) return { left: 'its file would be left empty; delete the file by hand' };
  if (Node.isStatement(unit) && isBranch(unit)) return { left: 'its branch would be left empty; delete it by hand' };
  if (Node.isStatement(unit) && isSeparator(unit)) return { left: 'the statements around it would run into one; delete it by hand' };
  const twin = Node.isStatement(unit) ? undefined : twinOf(unit);
  if (twin === 'used') return { left: 'its name stands a second time in the same table; delete both by hand' };
  const removed = Node.isStatement(unit) ? [whole] : [unit, ...(twin === undefined ? [] : [twin])].flatMap(each => [listed(each), ...commaBefore(each)]);
  const unused = unusedWithout(file, removed);
  if ('left' in unused) return unused;
  return [...removed, ...unused.ranges].map(({ start: from, end }): Edit => ({ start: from, end, text: '', withComment: true }));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

const inside = (offset: number, { start, end }: Range): boolean => start <= offset && offset < end;

/** The statement, member or element that is this registration and nothing else. */
function unitAt(file: SourceFile, start: number, { startLine, endLine }: UnreadRegistration['span']): Node | undefined {
  const token = file.getDescendantAtPos(start);
  if (token === undefined) return undefined;
  const around = [token, ...token.getAncestors()];
  const fits = (node: Node): boolean => node.getStartLineNumber() === startLine && node.getEndLineNumber() === endLine;
  const member = around.find(node => Node.isPropertyAssignment(node) && node.getStart() === start && fits(node));
  if (member !== undefined) return isTyped(member.getParentOrThrow()) || isExpected(member) ? undefined : member;
  for (const node of around) {
    if (isElement(node) && fits(node)) return isTyped(node.getParentOrThrow()) ? undefined : node;
    if (Node.isCallExpression(node) || Node.isNewExpression(node)) return fits(node) ? (Node.isCallExpression(node) ? statementOf(node) : wrapped(node)) : undefined;
    // From the key to its call lead a member and the object it belongs to, nothing else.
    const isStep = node === token || Node.isPropertyAssignment(node) || Node.isObjectLiteralExpression(node) || Node.isPropertyAccessExpression(node) || Node.isExpression(node) && isWrapping(node);
    if (!isStep) return undefined;
  }
  return undefined;
}

const isWrapping = (node: Node): boolean => Node.isAsExpression(node) || Node.isSatisfiesExpression(node) || Node.isParenthesizedExpression(node);

const isElement = (node: Node): node is Expression =>
  Node.isExpression(node) && Node.isArrayLiteralExpression(node.getParent()) && (Node.isObjectLiteralExpression(node) || Node.isNewExpression(node));

/** `new SettingDefinition({…})`: an element of a table, or all that a call is given. */
function wrapped(node: Node): Node | undefined {
  if (Node.isExpression(node) && isElement(node)) return isTyped(node.getParentOrThrow()) ? undefined : node;
  const call = node.getParent();
  return Node.isCallExpression(call) && call.getArguments().length === 1 ? statementOf(call) : undefined;
}

/** Only a call whose result nobody looks at. */
function statementOf(call: Node): Node | undefined {
  const parent = call.getParent();
  const list = parent?.getParent();
  return Node.isExpressionStatement(parent) && (Node.isBlock(list) || Node.isSourceFile(list) || Node.isModuleBlock(list)) ? parent : undefined;
}

/** The type of the table may ask for each of its members. */
function isTyped(table: Node): boolean {
  const outer = table.getParent();
  if (Node.isParenthesizedExpression(outer) || Node.isAsExpression(outer)) return isTyped(outer);
  const type = Node.isVariableDeclaration(outer) || Node.isPropertyDeclaration(outer) || Node.isSatisfiesExpression(outer) ? outer.getTypeNode()?.getText() : undefined;
  return type !== undefined && !/^(readonly\s|Readonly<)?.*(\[\]>?$|Array<|Record<string,|\{\s*(readonly\s*)?\[\w+: string\])/.test(type);
}

/** What a schema yields goes somewhere whose type asks for each of its members. */
function isExpected(member: Node): boolean {
  const call = member.getAncestors().filter(Node.isCallExpression).at(-1);
  const holder = call?.getParent();
  if (Node.isVariableDeclaration(holder)) return holder.getTypeNode() !== undefined;
  return Node.isBinaryExpression(holder) || Node.isPropertyDeclaration(holder) || Node.isAsExpression(holder) || Node.isSatisfiesExpression(holder);
}

/** The same name with the variable itself as its value, next to a schema (`runtimeEnv: { PORT: process.env.PORT }`). */
function twinOf(member: Node): Node | 'used' | undefined {
  if (!Node.isPropertyAssignment(member)) return undefined;
  const table = member.getParentOrThrow();
  const call = member.getFirstAncestor(node => Node.isCallExpression(node) && node.getStart() < table.getStart());
  const name = member.getName();
  const others = call?.getDescendants().filter(node => node !== member && (Node.isPropertyAssignment(node) || Node.isShorthandPropertyAssignment(node)) && node.getName() === name) ?? [];
  const [other] = others;
  if (other === undefined) return undefined;
  return others.length === 1 && Node.isPropertyAssignment(other) && /^(process|import\.meta)\.env\b/.test(other.getInitializerOrThrow().getText()) ? other : 'used';
}

const isLastOfFile = (file: SourceFile, node: Node): boolean => file.getStatements().every(each => each === node || Node.isImportDeclaration(each));

/** Alone in a block that something decides on. */
function isBranch(node: Node): boolean {
  const block = node.getParent();
  return Node.isBlock(block) && block.getStatements().length === 1 && !Node.isFunctionLikeDeclaration(block.getParent()) && !Node.isFunctionExpression(block.getParent());
}

/** Where semicolons are left out, one that begins the next line keeps two statements apart, and so may what stands between them. */
function isSeparator(node: Node): boolean {
  const text = node.getSourceFile().getFullText();
  const before = node.getPreviousSibling();
  const after = node.getNextSibling();
  const isOpen = before !== undefined && !/[;}]$/.test(before.getText());
  return /\n\s*;$/.test(text.slice(node.getStart(), node.getEnd())) || (isOpen && after !== undefined && /^[[(`+\-/*]/.test(after.getText()));
}

/** The lines of a statement with the comment that belongs to it alone. */
function statement(node: Node): Range {
  const text = node.getSourceFile().getFullText();
  const end = lineEnd(text, node.getEnd());
  const { before, after } = beside(text, node.getStart(), node.getEnd());
  if (before !== '' || (after !== '' && !/^(\/\/|\/\*[^]*\*\/$)/.test(after))) {
    const isAll = before.endsWith('{') && after.startsWith('}');
    return { start: after === '' || isAll ? afterSpace(text, node.getStart()) : node.getStart(), end: node.getEnd() + /^[ \t]*/.exec(text.slice(node.getEnd()))![0].length };
  }
  return wholeLines(text, node.getStart(), end);
}

/** The comma that would dangle behind the one before, in a table whose last has none. */
function commaBefore(node: Node): readonly Range[] {
  const text = node.getSourceFile().getFullText();
  const previous = node.getPreviousSiblingIfKind(ts.SyntaxKind.CommaToken);
  const isLast = node.getNextSibling() === undefined;
  // On one line with others it goes with what follows it.
  return previous !== undefined && isLast && beside(text, node.getStart(), node.getEnd()).before === '' ? [{ start: previous.getStart(), end: previous.getEnd() }] : [];
}

/** Where the white space before a place on its line begins. */
const afterSpace = (text: string, offset: number): number => offset - /[ \t]*$/.exec(text.slice(0, offset))![0].length;

/** A member or an element with its comma. */
function listed(node: Node): Range {
  const text = node.getSourceFile().getFullText();
  const comma = /^\s*,/.exec(text.slice(node.getEnd()))?.[0].length;
  const end = node.getEnd() + (comma ?? 0);
  const { before, after } = beside(text, node.getStart(), end);
  if (before === '' && (after === '' || /^(\/\/|\/\*[^]*\*\/$)/.test(after))) {
    return wholeLines(text, node.getStart(), lineEnd(text, end));
  }
  if (comma !== undefined) return { start: node.getStart(), end: end + /^[ \t]*/.exec(text.slice(end))![0].length };
  // Nothing is left between the braces.
  const closing = /^[ \t]*(?=[}\]])/.exec(text.slice(end))?.[0].length;
  const opening = afterSpace(text, node.getStart());
  if (closing !== undefined && /[{[]/.test(text[opening - 1] ?? '')) return { start: opening, end: end + closing };
  const leading = /,?\s*$/.exec(text.slice(0, node.getStart()))![0];
  return { start: node.getStart() - (leading.startsWith(',') ? leading.length : 0), end };
}
