import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, inScope, ownerWith, startOf, type Builder, type Writable } from './builder.ts';
import { lowerDecorators } from './classes.ts';
import { bindPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { lowerBody } from './statements.ts';
import { nullable, typeOf } from './types.ts';
import type { Fn, FnIndex, FnKind, Val } from './model.ts';

export type FunctionNode =
  | Ts.FunctionDeclaration | Ts.FunctionExpression | Ts.ArrowFunction | Ts.MethodDeclaration | Ts.ConstructorDeclaration
  | Ts.GetAccessorDeclaration | Ts.SetAccessorDeclaration;

/** Lowers a function and its body. The caller has not pushed the function on the ancestors; this does. */
export const lowerFunction = (b: Builder, node: FunctionNode, k: FnKind, member?: { cls: number; name: string; isStatic: boolean }): FnIndex => {
  const name = member?.name ?? (node.name && ts.isIdentifier(node.name) ? node.name.text : b.pendingName);
  const { f, restore } = openFunction(b, k, name, startOf(b, node), node.end, member);
  const fn = b.fns[f] as Writable<Fn>;
  b.ancestors.push(node);
  for (const modifier of node.modifiers ?? []) if (modifier.kind === ts.SyntaxKind.AsyncKeyword) fn.async = 1;
  if ('asteriskToken' in node && node.asteriskToken) fn.generator = 1;
  inScope(b, true, () => {
    fn.params = node.parameters.map((parameter, i) => lowerParameter(b, parameter, f, i));
    const rest = node.parameters.findIndex(parameter => parameter.dotDotDotToken);
    if (rest >= 0) fn.rest = rest;
    const ret = typeOf(b, node.type);
    if (ret) fn.ret = ret;
    if (!node.body) return;
    if (ts.isBlock(node.body)) {
      b.ancestors.push(node.body);
      fn.falls = lowerBody(b, node.body.statements);
      b.ancestors.pop();
    } else {
      fn.returns = [{ v: lower(b, node.body, 'return'), g: b.guard, s: startOf(b, node.body) }];
      fn.falls = false;
    }
  });
  b.ancestors.pop();
  restore();
  return f;
};

/** Begins a function: whatever follows belongs to it until `restore`. */
export const openFunction = (b: Builder, k: FnKind, name: string, s: number, e: number, member?: { cls: number; isStatic: boolean }): { f: FnIndex; restore: () => void } => {
  const f = b.fns.length;
  const { fn, guard, loop, owner, ownerIsClass, pendingName, catchBarrier } = b;
  const openLoops = b.openLoops.splice(0);
  if (name && (member || !ownerIsClass)) b.owner = ownerWith(b, name);
  const entry: Writable<Fn> = { n: name, k, parent: fn, params: [], returns: [], falls: true, owner: b.owner, g: guard, loop, s, e };
  if (member) entry.cls = member.cls;
  if (member?.isStatic) entry.isStatic = 1;
  b.fns.push(entry);
  b.fn = f;
  b.guard = -1;
  b.loop = -1;
  b.catchBarrier = 0;
  b.pendingName = '';
  if (member) b.ownerIsClass = true;
  const restore = (): void => {
    Object.assign(b, { fn, guard, loop, owner, ownerIsClass, pendingName, catchBarrier });
    b.openLoops.push(...openLoops);
  };
  return { f, restore };
};

const lowerParameter = (b: Builder, parameter: Ts.ParameterDeclaration, f: FnIndex, i: number): number => {
  announce(b, parameter);
  b.ancestors.push(parameter);
  lowerDecorators(b, parameter);
  let value: Val = { k: 'param', f, i };
  if (parameter.initializer) {
    const named = ts.isIdentifier(parameter.name) ? parameter.name.text : '';
    b.pendingName = named;
    value = { k: 'op', o: 'default', a: [value, lower(b, parameter.initializer)], s: startOf(b, parameter), e: parameter.end };
    b.pendingName = '';
  }
  const annotated = typeOf(b, parameter.type);
  const type = annotated && parameter.questionToken ? nullable(annotated) : annotated;
  const decl = bindPattern(b, parameter.name, value, 'param', type ? { type } : {});
  const fn = b.fns[f] as Writable<Fn>;
  if (type && decl < 0) fn.patterns = [...(fn.patterns ?? []), { i, type }];
  b.ancestors.pop();
  return decl;
};
