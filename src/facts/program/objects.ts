import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { announce, ownerWith, startOf, type Builder } from './builder.ts';
import { lower } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import type { ObjectMember, Val } from './model.ts';

/** An object with its members; methods and accessors are members that hold functions. */
export const objectLiteral = (b: Builder, node: Ts.ObjectLiteralExpression): Val => {
  const p: ObjectMember[] = [];
  const outerOwner = b.owner;
  // At module level a variable that holds an object is part of the chain of names; in a function the function's name says enough.
  if (b.fn === 0 && b.pendingName) b.owner = ownerWith(b, b.pendingName);
  for (const member of node.properties) {
    announce(b, member);
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

/** Static name of a property, or the value of its computed name. */
export const propertyName = (b: Builder, name: Ts.PropertyName): { n: string; key?: Val } => {
  if (ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name) || ts.isNoSubstitutionTemplateLiteral(name)) return { n: name.text };
  if (!ts.isComputedPropertyName(name)) return { n: '' };
  const key = lower(b, name.expression);
  return key.k === 'lit' ? { n: String(key.v) } : { n: '', key };
};
