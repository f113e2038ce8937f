import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { startOf, type Builder } from './builder.ts';
import { newCall } from './calls.ts';
import { lower } from './expressions.ts';
import type { ObjectMember, Val } from './model.ts';

const K = ts.SyntaxKind;

/** An element is a call of what its tag names, with the attributes as one object in front of the children. */
export const jsx = (b: Builder, opening: Ts.JsxOpeningLikeElement, children: readonly Ts.JsxChild[]): Val => {
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

export const jsxChildren = (b: Builder, children: readonly Ts.JsxChild[]): Val[] => {
  const values: Val[] = [];
  for (const child of children) if (child.kind !== K.JsxText) values.push(lower(b, child as Ts.Expression));
  return values;
};
