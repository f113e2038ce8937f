import { Node, type CallExpression, type SourceFile } from 'ts-morph';
import type { Location } from '../core/model.ts';
import type { Edit, Left } from './edit.ts';
import { isTested, rawRead, type RawRead } from './raw-read.ts';
import { receiverAt, receiverNames, type Receivers } from './receiver.ts';
import { offsetsOf } from './source.ts';

/** A variable that is read past the setting that registers it. */
export interface Bypass extends RawRead {
  readonly namespace?: string;
  readonly name: string;
  readonly key: string;
  readonly receivers: Receivers;
}

/** How settings of a type are read elsewhere in the program. */
export interface ReadForm {
  readonly method: string;
  /** Namespace and key as two arguments, or joined as one. */
  readonly arguments: 1 | 2;
  readonly awaited: boolean;
  readonly quote: string;
  /** What it is called on, as `receiverNames` says. */
  readonly receivers: readonly string[];
}

/** The form of the read at a place: a method called with the names as plain texts. */
export function readFormAt(file: SourceFile, at: Location): ReadForm | undefined {
  const token = file.getDescendantAtPos(offsetsOf(file, at).start);
  const call = token && [token, ...token.getAncestors()].find((node): node is CallExpression => Node.isCallExpression(node) && node.getArguments().some(Node.isStringLiteral));
  const callee = call?.getExpression();
  const given = call?.getArguments() ?? [];
  if (!Node.isPropertyAccessExpression(callee) || given.length > 2 || !given.every(Node.isStringLiteral)) return undefined;
  return { method: callee.getName(), arguments: given.length === 2 ? 2 : 1, awaited: Node.isAwaitExpression(call?.getParent()), quote: given[0]!.getText()[0]!, receivers: receiverNames(callee) };
}

/** Replaces a raw read, with the conversion around it, by a call of the resolver that is in scope. */
export function callResolver(file: SourceFile, bypass: Bypass, form: Omit<ReadForm, 'receivers'>): readonly Edit[] | Left {
  const whole = rawRead(file, bypass);
  if (!(whole instanceof Node)) return whole;
  // A setting with a default is never unset.
  if (bypass.default !== undefined && bypass.type !== 'boolean' && isTested(whole)) return { left: 'whether its variable is set decides something; replace it by hand' };
  const receiver = receiverAt(whole, bypass.receivers);
  if (receiver === undefined) return { left: 'no resolver is in scope; hand one in' };
  if (form.awaited && !inAsync(whole)) return { left: 'the resolver answers later, and this function does not wait; replace it by hand' };
  const text = (value: string): string => form.quote + value + form.quote;
  const given = form.arguments === 2 && bypass.namespace !== undefined ? `${text(bypass.namespace)}, ${text(bypass.name)}` : text(bypass.key);
  const call = `${form.awaited ? 'await ' : ''}${receiver}.${form.method}(${given})`;
  return [{ start: whole.getStart(), end: whole.getEnd(), text: form.awaited && bindsTighter(whole) ? `(${call})` : call }];
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
