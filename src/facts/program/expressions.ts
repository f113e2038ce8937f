import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { addRef, ownerWith, pushGuard, startOf, type Builder, type RefVal, type Writable } from './builder.ts';
import { lowerClass } from './classes.ts';
import { assignPattern } from './destructuring.ts';
import { lowerFunction } from './functions.ts';
import { typeOf } from './types.ts';
import type { Call, CallUse, Fn, ObjectMember, Val } from './model.ts';

const K = ts.SyntaxKind;

/** What the surrounding syntax does with an expression. */
export type Role = 'type' | 'value' | 'callee' | 'target' | 'inner' | 'condition' | 'discard' | 'await' | 'return' | 'statement' | 'void';

const UNKNOWN: Val = { k: '?' };

/** Lowers an expression, visiting every node below it once. Long on purpose: it is the table of the language's expressions. */
export const lower = (b: Builder, node: Ts.Expression, role: Role = 'value'): Val => {
  const hooks = b.hooks[node.kind];
  if (hooks) for (const visit of hooks) visit(node);
  switch (node.kind) {
    case K.Identifier: return identifier(b, node as Ts.Identifier, role);
    case K.ThisKeyword: return { k: 'this' };
    case K.SuperKeyword: return { k: 'super' };
    case K.StringLiteral:
    case K.NoSubstitutionTemplateLiteral: return { k: 'lit', v: (node as Ts.StringLiteral).text, s: startOf(b, node), e: node.end };
    case K.NumericLiteral: {
      const s = startOf(b, node);
      return { k: 'lit', v: Number((node as Ts.NumericLiteral).text), s, e: node.end, t: b.text.slice(s, node.end) };
    }
    case K.BigIntLiteral: return { k: 'big', t: (node as Ts.BigIntLiteral).text };
    case K.RegularExpressionLiteral: return { k: 'regex', t: (node as Ts.RegularExpressionLiteral).text };
    case K.TrueKeyword: return { k: 'lit', v: true, s: node.end - 4, e: node.end };
    case K.FalseKeyword: return { k: 'lit', v: false, s: node.end - 5, e: node.end };
    case K.NullKeyword: return { k: 'lit', v: null, s: node.end - 4, e: node.end };
    case K.OmittedExpression: return { k: 'undef' };
    case K.PropertyAccessExpression:
    case K.ElementAccessExpression: return access(b, node as Ts.PropertyAccessExpression | Ts.ElementAccessExpression, role);
    case K.FunctionExpression:
    case K.ArrowFunction: return { k: 'fn', f: lowerFunction(b, node as Ts.ArrowFunction | Ts.FunctionExpression, node.kind === K.ArrowFunction ? 'arrow' : 'function') };
    case K.ClassExpression: return { k: 'class', c: lowerClass(b, node as Ts.ClassExpression) };
  }
  b.ancestors.push(node);
  const value = compound(b, node, role);
  b.ancestors.pop();
  return value;
};

const compound = (b: Builder, node: Ts.Expression, role: Role): Val => {
  switch (node.kind) {
    case K.ParenthesizedExpression: return lower(b, (node as Ts.ParenthesizedExpression).expression, role);
    case K.AsExpression:
    case K.SatisfiesExpression:
    case K.TypeAssertionExpression:
    case K.NonNullExpression: return lower(b, (node as Ts.AsExpression).expression, role);
    case K.CallExpression: return callExpression(b, node as Ts.CallExpression, role);
    case K.NewExpression: return construction(b, node as Ts.NewExpression, role);
    case K.TaggedTemplateExpression: {
      const { tag, template } = node as Ts.TaggedTemplateExpression;
      return record(b, node, 'tag', tag, ts.isTemplateExpression(template) ? template.templateSpans.map(span => span.expression) : [], role);
    }
    case K.ObjectLiteralExpression: return objectLiteral(b, node as Ts.ObjectLiteralExpression);
    case K.ArrayLiteralExpression: return { k: 'arr', i: (node as Ts.ArrayLiteralExpression).elements.map(each => lower(b, each)) };
    case K.SpreadElement: return { k: 'spread', v: lower(b, (node as Ts.SpreadElement).expression) };
    case K.ConditionalExpression: return conditional(b, node as Ts.ConditionalExpression);
    case K.BinaryExpression: return binary(b, node as Ts.BinaryExpression, role);
    case K.PrefixUnaryExpression: return prefix(b, node as Ts.PrefixUnaryExpression);
    case K.PostfixUnaryExpression: {
      const { operand, operator } = node as Ts.PostfixUnaryExpression;
      return update(b, node, operand, operator);
    }
    case K.TypeOfExpression: return op(b, node, 'typeof', [lower(b, (node as Ts.TypeOfExpression).expression)]);
    case K.VoidExpression: return op(b, node, 'void', [lower(b, (node as Ts.VoidExpression).expression, 'void')]);
    case K.DeleteExpression: {
      const t = lower(b, (node as Ts.DeleteExpression).expression, 'target');
      b.writes.push({ t, op: 'delete', fn: b.fn, g: b.guard, loop: b.loop, s: startOf(b, node), e: node.end });
      return op(b, node, 'delete', [t]);
    }
    case K.AwaitExpression: {
      markLoops(b, 'awaits');
      return { k: 'await', v: lower(b, (node as Ts.AwaitExpression).expression, 'await') };
    }
    case K.YieldExpression: {
      markLoops(b, 'yields');
      const { expression, asteriskToken } = node as Ts.YieldExpression;
      const fn = b.fns[b.fn] as Writable<Fn>;
      if (!asteriskToken) fn.yields = [...(fn.yields ?? []), { g: b.guard, loop: b.loop, s: startOf(b, node) }];
      return op(b, node, 'yield', expression ? [lower(b, expression)] : []);
    }
    case K.TemplateExpression: {
      const { head, templateSpans } = node as Ts.TemplateExpression;
      return {
        k: 'tpl', q: [head.text, ...templateSpans.map(span => span.literal.text)], a: templateSpans.map(span => lower(b, span.expression)),
        s: startOf(b, node), e: node.end,
      };
    }
    case K.MetaProperty: return (node as Ts.MetaProperty).keywordToken === K.ImportKeyword ? { k: 'meta' } : UNKNOWN;
    case K.ExpressionWithTypeArguments: return lower(b, (node as Ts.ExpressionWithTypeArguments).expression, role);
    case K.JsxElement: {
      const { openingElement, children } = node as Ts.JsxElement;
      return jsx(b, openingElement, children);
    }
    case K.JsxSelfClosingElement: return jsx(b, node as Ts.JsxSelfClosingElement, []);
    case K.JsxFragment: return { k: 'arr', i: jsxChildren(b, (node as Ts.JsxFragment).children) };
    case K.JsxExpression: {
      const { expression } = node as Ts.JsxExpression;
      return expression ? lower(b, expression) : UNKNOWN;
    }
    default:
      // What is left (a decorator's odd forms, error recovery) still has its children walked, so nothing is unseen.
      ts.forEachChild(node, child => { lower(b, child as Ts.Expression); });
      return UNKNOWN;
  }
};

const op = (b: Builder, node: Ts.Node, o: string, a: Val[]): Val => ({ k: 'op', o, a, s: startOf(b, node), e: node.end });

const identifier = (b: Builder, node: Ts.Identifier, role: Role): Val => {
  if (node.text === 'undefined') return { k: 'undef' };
  const length = node.text.length;
  const s = b.text.startsWith(node.text, node.end - length) ? node.end - length : startOf(b, node);
  const ref: RefVal = { k: 'ref', n: node.text, d: -2, s, e: node.end };
  const pure = role === 'discard' || role === 'void';
  addRef(b, ref, pure);
  if (role !== 'callee' && role !== 'target' && role !== 'inner') {
    b.nameReads.push(ref);
    b.nameReadPlaces.push(b.fn, b.guard, b.loop, pure ? 1 : role === 'condition' ? 2 : role === 'type' ? 3 : 0);
  }
  return ref;
};

/** Offset at which a value begins, when it is cheap to know. */
const valStart = (v: Val): number | undefined => ('s' in v ? v.s : undefined);

const access = (b: Builder, node: Ts.PropertyAccessExpression | Ts.ElementAccessExpression, role: Role): Val => {
  b.ancestors.push(node);
  const o = lower(b, node.expression, 'inner');
  const s = valStart(o) ?? startOf(b, node);
  const opt = node.questionDotToken ? { opt: 1 as const } : {};
  let v: Val;
  if (ts.isPropertyAccessExpression(node)) {
    v = { k: 'prop', o, n: node.name.text, ...opt, s, e: node.end };
  } else {
    const i = lower(b, node.argumentExpression);
    v = i.k === 'lit' ? { k: 'prop', o, n: String(i.v), ...opt, s, e: node.end } : { k: 'elem', o, i, ...opt, s, e: node.end };
  }
  b.ancestors.pop();
  if (role !== 'callee' && role !== 'target' && role !== 'inner') {
    const use = role === 'discard' || role === 'void' ? 'discard' : role === 'condition' || role === 'type' ? role : 'value';
    b.reads.push({ v, fn: b.fn, g: b.guard, loop: b.loop, use });
  }
  return v;
};

const USE: { readonly [role in Role]?: CallUse } = { await: 'await', discard: 'statement', statement: 'statement', void: 'void', return: 'return' };

const newCall = (b: Builder, k: Call['k'], role: Role, s: number, e: number): { call: Writable<Call>; c: number } => {
  const call: Writable<Call> = { fn: b.fn, k, callee: UNKNOWN, args: [], use: USE[role] ?? 'value', g: b.guard, loop: b.loop, s, e, ce: e };
  return { call, c: b.calls.push(call) - 1 };
};

/** `x?.f()` runs under the condition that `x` is there, and so do its arguments. */
const guardOptional = (b: Builder, callee: Val, s: number): void => {
  for (let at = callee; at.k === 'prop' || at.k === 'elem'; at = at.o) if (at.opt) pushGuard(b, at.o, true, 'optional', s);
};

const record = (b: Builder, node: Ts.Expression, k: Call['k'], callee: Ts.Expression, args: readonly Ts.Expression[], role: Role, opt = false): Val => {
  const { call, c } = newCall(b, k, role, 0, node.end);
  const outerName = b.pendingName;
  b.pendingName = '';
  call.callee = callee.kind === K.ImportKeyword ? UNKNOWN : lower(b, callee, k === 'call' || k === 'tag' ? 'callee' : 'value');
  call.s = k === 'new' ? startOf(b, node) : valStart(call.callee) ?? startOf(b, node);
  call.ce = callee.end;
  if (callee.kind === K.ImportKeyword) call.k = 'import';
  if (callee.kind === K.SuperKeyword) call.k = 'super';
  const outer = b.guard;
  guardOptional(b, call.callee, call.s);
  if (opt) {
    call.opt = 1;
    pushGuard(b, call.callee, true, 'optional', call.s);
  }
  call.g = b.guard;
  const values: Val[] = [];
  call.args = values;
  for (const arg of args) {
    const value = lower(b, arg);
    if (value.k === 'fn') {
      const fn = b.fns[value.f];
      if (fn && !fn.argOf) fn.argOf = { c, i: values.length };
    }
    values.push(value);
  }
  b.guard = outer;
  b.pendingName = outerName;
  return { k: 'call', c };
};

const callExpression = (b: Builder, node: Ts.CallExpression, role: Role): Val => {
  const value = record(b, node, 'call', node.expression, node.arguments, role, !!node.questionDotToken);
  return withTypes(b, value, node.typeArguments);
};

const construction = (b: Builder, node: Ts.NewExpression, role: Role): Val =>
  withTypes(b, record(b, node, 'new', node.expression, node.arguments ?? [], role), node.typeArguments);

const withTypes = (b: Builder, value: Val, typeArguments: Ts.NodeArray<Ts.TypeNode> | undefined): Val => {
  const call = typeArguments && value.k === 'call' ? b.calls[value.c] : undefined;
  if (call && typeArguments) call.types = typeArguments.map(type => typeOf(b, type) ?? { n: 'unknown', d: -1 });
  return value;
};

const jsx = (b: Builder, opening: Ts.JsxOpeningLikeElement, children: readonly Ts.JsxChild[]): Val => {
  const { call, c } = newCall(b, 'jsx', 'value', startOf(b, opening), opening.end);
  const tag = opening.tagName as Ts.Expression;
  call.callee = ts.isIdentifier(tag) && /^[a-z]/.test(tag.text) ? { k: 'lit', v: tag.text, s: startOf(b, tag), e: tag.end } : lower(b, tag);
  call.ce = tag.end;
  const p: ObjectMember[] = [];
  b.ancestors.push(opening);
  for (const attribute of opening.attributes.properties) {
    const s = startOf(b, attribute);
    if (ts.isJsxSpreadAttribute(attribute)) {
      p.push({ n: '', spread: 1, v: lower(b, attribute.expression), s, e: attribute.end });
      continue;
    }
    b.ancestors.push(attribute);
    const v: Val = attribute.initializer ? lower(b, attribute.initializer) : { k: 'lit', v: true, s, e: attribute.end };
    b.ancestors.pop();
    p.push({ n: ts.isIdentifier(attribute.name) ? attribute.name.text : b.text.slice(s, attribute.name.end), v, s, e: attribute.name.end });
  }
  b.ancestors.pop();
  call.args = [{ k: 'obj', p, s: call.s, e: call.e }, ...jsxChildren(b, children)];
  return { k: 'call', c };
};

const jsxChildren = (b: Builder, children: readonly Ts.JsxChild[]): Val[] => {
  const values: Val[] = [];
  for (const child of children) if (child.kind !== K.JsxText) values.push(lower(b, child as Ts.Expression));
  return values;
};

/** Static name of a property, or the value of its computed name. */
export const propertyName = (b: Builder, name: Ts.PropertyName): { n: string; key?: Val } => {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name) || ts.isNoSubstitutionTemplateLiteral(name)) return { n: name.text };
  if (!ts.isComputedPropertyName(name)) return { n: '' };
  const key = lower(b, name.expression);
  return key.k === 'lit' ? { n: String(key.v) } : { n: '', key };
};

const objectLiteral = (b: Builder, node: Ts.ObjectLiteralExpression): Val => {
  const p: ObjectMember[] = [];
  const outerOwner = b.owner;
  // At module level a variable that holds an object is part of the chain of names; in a function the function's name says enough.
  if (b.fn === 0 && b.pendingName) b.owner = ownerWith(b, b.pendingName);
  for (const member of node.properties) {
    const hooks = b.hooks[member.kind];
    if (hooks) for (const visit of hooks) visit(member);
    b.ancestors.push(member);
    const s = startOf(b, member);
    if (ts.isSpreadAssignment(member)) {
      p.push({ n: '', spread: 1, v: lower(b, member.expression), s, e: member.end });
    } else if (ts.isShorthandPropertyAssignment(member)) {
      p.push({ n: member.name.text, v: lower(b, member.name), s, e: member.name.end });
    } else if (ts.isPropertyAssignment(member)) {
      const name = propertyName(b, member.name);
      const outer = b.pendingName;
      b.pendingName = name.n;
      const v = lower(b, member.initializer);
      p.push(name.key ? { n: '', key: name.key, v, s, e: member.name.end } : { n: name.n, v, s, e: member.name.end });
      b.pendingName = outer;
    } else {
      const name = propertyName(b, member.name);
      const outer = b.pendingName;
      b.pendingName = name.n;
      b.ancestors.pop();
      const f = lowerFunction(b, member, ts.isMethodDeclaration(member) ? 'method' : ts.isGetAccessor(member) ? 'getter' : 'setter');
      b.ancestors.push(member);
      b.pendingName = outer;
      if (!ts.isSetAccessor(member)) p.push({ ...name, v: { k: 'fn', f }, s: startOf(b, member.name), e: member.name.end });
    }
    b.ancestors.pop();
  }
  b.owner = outerOwner;
  return { k: 'obj', p, s: startOf(b, node), e: node.end };
};

const conditional = (b: Builder, node: Ts.ConditionalExpression): Val => {
  const c = lower(b, node.condition, 'condition');
  const outer = b.guard;
  pushGuard(b, c, true, 'cond', node.condition.end);
  const a = lower(b, node.whenTrue);
  b.guard = outer;
  pushGuard(b, c, false, 'cond', node.condition.end);
  const other = lower(b, node.whenFalse);
  b.guard = outer;
  return { k: 'cond', c, a, b: other };
};

const LOGICAL: { readonly [kind: number]: { readonly k: 'and' | 'or' | 'nullish'; readonly o: string; readonly pos: boolean } } = {
  [K.AmpersandAmpersandToken]: { k: 'and', o: '&&', pos: true },
  [K.BarBarToken]: { k: 'or', o: '||', pos: false },
  [K.QuestionQuestionToken]: { k: 'nullish', o: '??', pos: false },
};

const binary = (b: Builder, node: Ts.BinaryExpression, role: Role): Val => {
  const { kind } = node.operatorToken;
  if (kind >= K.FirstAssignment && kind <= K.LastAssignment) return assignment(b, node);
  const logical = LOGICAL[kind];
  if (logical) {
    const left = lower(b, node.left, role === 'condition' ? role : 'value');
    const outer = b.guard;
    pushGuard(b, left, logical.pos, logical.k, node.left.end);
    // Of `(a ?? b.c).d` the right side is read, though the whole is the inner part of a chain.
    const right = lower(b, node.right, role === 'inner' || role === 'callee' || role === 'target' ? 'value' : role);
    b.guard = outer;
    return op(b, node, logical.o, [left, right]);
  }
  const text = ts.tokenToString(kind) ?? '?';
  // Long chains (`'a' + b + …`) lean left; a loop keeps generated ones from exhausting the stack.
  const rights: Ts.BinaryExpression[] = [node];
  let left = node.left;
  while (ts.isBinaryExpression(left) && left.operatorToken.kind === kind) {
    const hooks = b.hooks[left.kind];
    if (hooks) for (const visit of hooks) visit(left);
    b.ancestors.push(left);
    rights.push(left);
    left = left.left;
  }
  let value = lower(b, left);
  for (let i = rights.length - 1; i >= 0; i--) {
    const each = rights[i] as Ts.BinaryExpression;
    value = { k: 'op', o: text, a: [value, lower(b, each.right, kind === K.InstanceOfKeyword ? 'type' : 'value')], s: valStart(value) ?? startOf(b, node), e: each.end };
    if (i > 0) b.ancestors.pop();
  }
  return value;
};

const assignment = (b: Builder, node: Ts.BinaryExpression): Val => {
  const operator = ts.tokenToString(node.operatorToken.kind) ?? '=';
  const outerName = b.pendingName;
  if (ts.isIdentifier(node.left)) b.pendingName = node.left.text;
  else if (ts.isPropertyAccessExpression(node.left)) b.pendingName = node.left.name.text;
  const v = lower(b, node.right);
  b.pendingName = outerName;
  const s = startOf(b, node);
  if (ts.isObjectLiteralExpression(node.left) || ts.isArrayLiteralExpression(node.left)) {
    assignPattern(b, node.left, v, s, node.end);
    return v;
  }
  const t = lower(b, node.left, 'target');
  b.writes.push({ t, v, op: operator, fn: b.fn, g: b.guard, loop: b.loop, s, e: node.end });
  return operator === '=' ? v : { k: 'op', o: operator.slice(0, -1), a: [t, v], s, e: node.end };
};

const prefix = (b: Builder, node: Ts.PrefixUnaryExpression): Val => {
  const { operator, operand } = node;
  if (operator === K.PlusPlusToken || operator === K.MinusMinusToken) return update(b, node, operand, operator);
  const v = lower(b, operand, operator === K.ExclamationToken ? 'condition' : 'value');
  if (operator === K.MinusToken && v.k === 'lit' && typeof v.v === 'number') return { ...v, v: -v.v, t: `-${v.t ?? ''}`, s: startOf(b, node) };
  return op(b, node, ts.tokenToString(operator) ?? '?', [v]);
};

const update = (b: Builder, node: Ts.Node, operand: Ts.Expression, operator: Ts.SyntaxKind): Val => {
  const t = lower(b, operand, 'target');
  const text = ts.tokenToString(operator) ?? '++';
  b.writes.push({ t, op: text, fn: b.fn, g: b.guard, loop: b.loop, s: startOf(b, node), e: node.end });
  return op(b, node, text, [t]);
};

/** An `await` or `yield` belongs to every loop of this function that is open around it. */
const markLoops = (b: Builder, what: 'awaits' | 'yields'): void => {
  for (const open of b.openLoops) {
    const loop = b.loops[open.loop];
    if (loop && !open.isSwitch && loop.fn === b.fn) loop[what] = true;
  }
};
