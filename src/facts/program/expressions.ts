import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { access, identifier } from './accesses.ts';
import { update } from './assignments.ts';
import { announce, startOf, type Builder, type Writable } from './builder.ts';
import { callExpression, construction, record } from './calls.ts';
import { lowerClass } from './classes.ts';
import { lowerFunction } from './functions.ts';
import { jsx, jsxChildren } from './jsx.ts';
import { markLoops } from './loops.ts';
import { objectLiteral } from './objects.ts';
import { binary, conditional, op, prefix } from './operators.ts';
import type { Fn, Val } from './model.ts';

const K = ts.SyntaxKind;

/** What the surrounding syntax does with an expression. */
export type Role = 'type' | 'value' | 'callee' | 'target' | 'inner' | 'condition' | 'discard' | 'await' | 'return' | 'statement' | 'void';

export const UNKNOWN: Val = { k: '?' };

/** Lowers an expression, visiting every node below it once. Long on purpose: it is the table of the language's expressions. */
export const lower = (b: Builder, node: Ts.Expression, role: Role = 'value'): Val => {
  announce(b, node);
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
