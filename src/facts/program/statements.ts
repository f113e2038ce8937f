import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { ifStatement, tryStatement } from './branches.ts';
import { announce, inScope, pushGuard, startOf, type Builder, type Writable } from './builder.ts';
import { classDeclaration, enumDeclaration, functionDeclaration, interfaceDeclaration, typeAlias } from './declarations.ts';
import { lower } from './expressions.ts';
import { lowerForIn, lowerLoop, recordExit } from './loops.ts';
import { lowerModuleItem } from './module-items.ts';
import { moduleDeclaration } from './namespaces.ts';
import { breaksByLabel, lowerSwitch } from './switches.ts';
import { lowerVariables } from './variables.ts';
import type { Fn } from './model.ts';

const K = ts.SyntaxKind;

/** Lowers a list of statements in the scope of the caller. Returns whether its end can be reached. */
export const lowerBody = (b: Builder, statements: readonly Ts.Statement[]): boolean => {
  const outer = b.guard;
  let falls = true;
  for (const statement of statements) {
    const here = b.guard;
    // A function declared behind a `return` is hoisted before it.
    if (!falls && statement.kind === K.FunctionDeclaration) b.guard = outer;
    const after = lowerStatement(b, statement);
    if (!falls && statement.kind === K.FunctionDeclaration) b.guard = here;
    if (!after && falls) {
      falls = false;
      // What follows is never reached.
      pushGuard(b, { k: 'lit', v: false, s: statement.end, e: statement.end }, true, 'exit', statement.end);
    }
  }
  b.guard = outer;
  return falls;
};

/** Lowers one statement; false when what follows it in the list cannot be reached from it. May leave an `exit` guard behind for the rest of the list. */
export const lowerStatement = (b: Builder, node: Ts.Statement): boolean => {
  announce(b, node);
  b.ancestors.push(node);
  const falls = statement(b, node);
  b.ancestors.pop();
  return falls;
};

const statement = (b: Builder, node: Ts.Statement): boolean => {
  switch (node.kind) {
    case K.Block: return inScope(b, false, () => lowerBody(b, (node as Ts.Block).statements));
    case K.ExpressionStatement: return expressionStatement(b, node as Ts.ExpressionStatement);
    case K.VariableStatement: lowerVariables(b, (node as Ts.VariableStatement).declarationList, node); return true;
    case K.IfStatement: return ifStatement(b, node as Ts.IfStatement);
    case K.ReturnStatement: {
      const { expression } = node as Ts.ReturnStatement;
      const s = startOf(b, node);
      const fn = b.fns[b.fn] as Writable<Fn>;
      const g = b.guard;
      const v = expression ? lower(b, expression, 'return') : undefined;
      fn.returns = [...fn.returns, v ? { v, g, s } : { g, s }];
      recordExit(b, 'return', s);
      return false;
    }
    case K.ThrowStatement: {
      const s = startOf(b, node);
      lower(b, (node as Ts.ThrowStatement).expression);
      b.throws.push({ fn: b.fn, g: b.guard, s });
      recordExit(b, 'throw', s);
      return false;
    }
    case K.BreakStatement:
    case K.ContinueStatement: {
      const { label } = node as Ts.BreakOrContinueStatement;
      recordExit(b, node.kind === K.BreakStatement ? 'break' : 'continue', startOf(b, node), label?.text);
      return false;
    }
    case K.WhileStatement:
    case K.DoStatement:
    case K.ForStatement: return lowerLoop(b, node as Ts.WhileStatement | Ts.DoStatement | Ts.ForStatement);
    case K.ForOfStatement:
    case K.ForInStatement: return lowerForIn(b, node as Ts.ForOfStatement | Ts.ForInStatement);
    case K.SwitchStatement: return lowerSwitch(b, node as Ts.SwitchStatement);
    case K.TryStatement: return tryStatement(b, node as Ts.TryStatement);
    case K.LabeledStatement:
      b.pendingLabel = (node as Ts.LabeledStatement).label.text;
      // A jump to the label goes on behind it, from anywhere inside.
      return lowerStatement(b, (node as Ts.LabeledStatement).statement) || breaksByLabel(node);
    case K.FunctionDeclaration: functionDeclaration(b, node as Ts.FunctionDeclaration); return true;
    case K.ClassDeclaration: classDeclaration(b, node as Ts.ClassDeclaration); return true;
    case K.EnumDeclaration: enumDeclaration(b, node as Ts.EnumDeclaration); return true;
    case K.InterfaceDeclaration: interfaceDeclaration(b, node as Ts.InterfaceDeclaration); return true;
    case K.TypeAliasDeclaration: typeAlias(b, node as Ts.TypeAliasDeclaration); return true;
    case K.ModuleDeclaration: return moduleDeclaration(b, node as Ts.ModuleDeclaration);
    case K.WithStatement: {
      const { expression, statement: body } = node as Ts.WithStatement;
      lower(b, expression);
      return lowerStatement(b, body);
    }
    case K.EmptyStatement:
    case K.DebuggerStatement: return true;
    default: lowerModuleItem(b, node); return true;
  }
};

const EXITS = /^process\.(exit|abort)$/;

const expressionStatement = (b: Builder, node: Ts.ExpressionStatement): boolean => {
  const { expression } = node;
  if (b.fn === 0 && ts.isStringLiteral(expression) && b.scope.parent === undefined) b.directives.push(expression.text);
  const v = lower(b, expression, 'discard');
  b.hasCode = true;
  if (v.k !== 'call') return true;
  const callee = b.calls[v.c]?.callee;
  return !(callee?.k === 'prop' && callee.o.k === 'ref' && EXITS.test(`${callee.o.n}.${callee.n}`));
};
