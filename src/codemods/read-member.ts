import { Node, type BinaryExpression, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { rawRead, type RawRead } from './raw-read.ts';
import { isShadowed } from './scope.ts';
import { offsetsOf } from './source.ts';

/** The object of settings that a place reads a member of (`env` in `env.PORT`), where the file imports it. */
export function objectAt(file: SourceFile, at: Location): string | undefined {
  const { start, end } = offsetsOf(file, at);
  const read = file.getDescendantAtPos(start)?.getAncestors().find(node => node.getStart() === start && node.getEnd() === end);
  const holder = Node.isPropertyAccessExpression(read) || Node.isElementAccessExpression(read) ? read.getExpression() : undefined;
  return Node.isIdentifier(holder) && isImported(file, holder.getText()) ? holder.getText() : undefined;
}

/** The registration hands on the text of the variable as it is, or as the type says: nothing of its own makes another value of it. */
export function isPlain(file: SourceFile, at: Location): boolean {
  const member = file.getDescendantAtPos(offsetsOf(file, at).start)?.getFirstAncestor(Node.isPropertyAssignment);
  const schema = member?.getInitializer();
  if (schema === undefined || member?.getNameNode().getStart() !== offsetsOf(file, at).start) return false;
  const calls = [schema, ...schema.getDescendants()].filter(Node.isCallExpression).map(each => each.getExpression());
  // Every text but the empty one is true to it, `false` among them.
  if (/\bcoerce\s*\.\s*boolean\b/.test(schema.getText())) return false;
  if (calls.length === 0 || calls.some(each => MAKES.test(Node.isPropertyAccessExpression(each) ? each.getName() : each.getText()))) return false;
  // What the program puts together elsewhere may do anything.
  return [schema, ...schema.getDescendants()].filter(Node.isIdentifier).filter(each => !isNameOfMember(each)).every(each => isImported(file, each.getText(), /^[^.~#/]/));
}

const MAKES = /^(transform|pipe|preprocess|codec|overwrite|catch|map|custom|to[A-Z]\w*)$/;

const isNameOfMember = (name: Node): boolean => {
  const parent = name.getParent();
  return (Node.isPropertyAccessExpression(parent) || Node.isPropertyAssignment(parent)) && parent.getNameNode() === name;
};

/** Replaces a raw read, with the conversion around it, by the member of the object of settings that the file reads others of. */
export function readMember(file: SourceFile, read: RawRead & { readonly name: string }, object: string): readonly Edit[] | Left {
  const whole = rawRead(file, read);
  if (!(whole instanceof Node)) return whole;
  if (isShadowed(whole, object)) return { left: `\`${object}\` is something else there; replace it by hand` };
  const isNumber = read.type !== undefined && /^(number|integer|duration)$/.test(read.type);
  if (isNumber && read.default === undefined) return { left: 'its setting may be left empty, and what is done with its text may not yield that; replace it by hand' };
  // Whoever asks whether a variable is set is not answered by a default.
  if (read.default !== undefined && read.type !== 'boolean' && ![whole, ...whole.getDescendants()].some(isFallback))
    return { left: 'its setting has a default, which this read has not; replace it by hand' };
  // Without a default the member may be empty as well, which `!` denies.
  const denied = read.default === undefined && Node.isNonNullExpression(whole) ? '!' : '';
  const member = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(read.name) ? `.${read.name}` : `[${JSON.stringify(read.name)}]`;
  const twin = twinBefore(whole, object + member);
  if (twin !== undefined) return [{ start: twin, end: whole.getEnd(), text: '' }];
  return [{ start: whole.getStart(), end: whole.getEnd(), text: object + member + denied }];
}

/** Where the operand before ends, if it is that very member: `env.PORT || process.env.PORT`. */
function twinBefore(node: Node, text: string): number | undefined {
  const around = node.getParent();
  if (!Node.isBinaryExpression(around) || around.getRight() !== node || !isFallback(around)) return undefined;
  const left = around.getLeft();
  const last = isFallback(left) ? left.getRight() : left;
  const between = node.getSourceFile().getFullText().slice(left.getEnd(), node.getStart());
  return last.getText() === text && /^\s*(\|\||\?\?)\s*$/.test(between) ? left.getEnd() : undefined;
}

const isFallback = (node: Node): node is BinaryExpression => Node.isBinaryExpression(node) && /^(\|\||\?\?)$/.test(node.getOperatorToken().getText());

const isImported = (file: SourceFile, name: string, from = /./): boolean => file.getImportDeclarations().some(each => !each.isTypeOnly() && from.test(each.getModuleSpecifierValue())
  && (each.getDefaultImport()?.getText() === name || each.getNamespaceImport()?.getText() === name
    || each.getNamedImports().some(one => !one.isTypeOnly() && (one.getAliasNode() ?? one.getNameNode()).getText() === name)));
