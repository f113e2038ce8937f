import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { addRef } from './binding.ts';
import { startOf, type Builder, type RefVal } from './builder.ts';
import { lower, type Role } from './expressions.ts';
import type { Val } from './model.ts';

/** A name. Its declaration is found when the file is done; a read of it is kept only where the name is shared. */
export const identifier = (b: Builder, node: Ts.Identifier, role: Role): Val => {
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

/** `a.b` and `a[b]`: the longest chain is a read. */
export const access = (b: Builder, node: Ts.PropertyAccessExpression | Ts.ElementAccessExpression, role: Role): Val => {
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

/** Offset at which a value begins, when it is cheap to know. */
export const valStart = (v: Val): number | undefined => ('s' in v ? v.s : undefined);
