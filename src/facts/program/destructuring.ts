import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, declare, startOf, type Builder } from './builder.ts';
import { lower } from './expressions.ts';
import { propertyName } from './objects.ts';
import type { Decl, DeclIndex, DeclKind, Val } from './model.ts';

/**
 * Declares every name of a binding pattern, each with the path it takes of `value`: `const { a: { b = 1 } } = x` gives
 * `b` the initialiser `x.a.b` with a `default` of 1. Returns the declaration of a plain name, -1 for a pattern.
 */
export const bindPattern = (b: Builder, name: Ts.BindingName, value: Val | undefined, k: DeclKind, more: Partial<Decl> = {}): DeclIndex => {
  if (ts.isIdentifier(name)) {
    return declare(b, name.text, k, startOf(b, name), name.end, value ? { ...more, init: value } : more);
  }
  const from: Val = value ?? { k: '?' };
  const taken: string[] = [];
  name.elements.forEach((element, i) => {
    if (ts.isOmittedExpression(element)) return;
    announce(b, element);
    b.ancestors.push(name, element);
    const s = startOf(b, element);
    let part: Val;
    if (element.dotDotDotToken) {
      // The rest is what is left of the whole: reading through it is reading the whole, less the names taken.
      part = ts.isArrayBindingPattern(name) ? { k: '?' } : { k: 'op', o: 'rest', a: [from, ...taken.map((n): Val => ({ k: 'lit', v: n, s, e: s }))], s, e: element.end };
    } else if (ts.isArrayBindingPattern(name)) {
      part = { k: 'prop', o: from, n: String(i), s, e: element.end };
    } else {
      const key = element.propertyName ?? (element.name as Ts.Identifier);
      const { n, key: computed } = propertyName(b, key);
      taken.push(n);
      part = computed ? { k: 'elem', o: from, i: computed, s, e: key.end } : { k: 'prop', o: from, n, s, e: key.end };
      b.reads.push({ v: part, fn: b.fn, g: b.guard, loop: b.loop, use: 'value' });
    }
    if (element.initializer) part = { k: 'op', o: 'default', a: [part, lower(b, element.initializer)], s, e: element.end };
    bindPattern(b, element.name, part, k);
    b.ancestors.pop();
    b.ancestors.pop();
  });
  return -1;
};

/** `({ a, b: this.c } = value)`: a write to each target, of the path it takes. */
export const assignPattern = (b: Builder, node: Ts.Expression, value: Val, s: number, e: number): void => {
  if (ts.isArrayLiteralExpression(node)) {
    node.elements.forEach((element, i) => assignTarget(b, element, { k: 'prop', o: value, n: String(i), s, e }, s, e));
  } else if (ts.isObjectLiteralExpression(node)) {
    for (const member of node.properties) {
      if (ts.isShorthandPropertyAssignment(member)) {
        assignTarget(b, member.name, { k: 'prop', o: value, n: member.name.text, s: startOf(b, member), e: member.end }, s, e);
      } else if (ts.isPropertyAssignment(member)) {
        const { n, key } = propertyName(b, member.name);
        const at = startOf(b, member);
        assignTarget(b, member.initializer, key ? { k: 'elem', o: value, i: key, s: at, e: member.name.end } : { k: 'prop', o: value, n, s: at, e: member.name.end }, s, e);
      } else if (ts.isSpreadAssignment(member)) {
        assignTarget(b, member.expression, value, s, e);
      }
    }
  }
};

const assignTarget = (b: Builder, node: Ts.Expression, value: Val, s: number, e: number): void => {
  if (ts.isOmittedExpression(node)) return;
  if (ts.isSpreadElement(node)) return assignTarget(b, node.expression, { k: '?' }, s, e);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    return assignTarget(b, node.left, { k: 'op', o: 'default', a: [value, lower(b, node.right)], s, e }, s, e);
  }
  if (value.k === 'prop' || value.k === 'elem') b.reads.push({ v: value, fn: b.fn, g: b.guard, loop: b.loop, use: 'value' });
  if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return assignPattern(b, node, value, s, e);
  b.writes.push({ t: lower(b, node, 'target'), v: value, op: '=', fn: b.fn, g: b.guard, loop: b.loop, s, e });
};
