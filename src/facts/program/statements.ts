import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { declare, inScope, lookUp, pushGuard, startOf, type Builder } from './builder.ts';
import { lowerClass } from './classes.ts';
import { bindPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { lowerFunction } from './functions.ts';
import { lowerForIn, lowerLoop, recordExit } from './loops.ts';
import { lowerModuleItem } from './module-items.ts';
import { breaksByLabel, lowerSwitch } from './switches.ts';
import { membersOf, typeOf } from './types.ts';
import type { Decl, DeclKind, Fn, Val } from './model.ts';
import type { Writable } from './builder.ts';

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
  const hooks = b.hooks[node.kind];
  if (hooks) for (const visit of hooks) visit(node);
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
    case K.ClassDeclaration: lowerClassStatement(b, node as Ts.ClassDeclaration); return true;
    case K.EnumDeclaration: enumDeclaration(b, node as Ts.EnumDeclaration); return true;
    case K.InterfaceDeclaration: {
      const { name, members, heritageClauses } = node as Ts.InterfaceDeclaration;
      const decl = declare(b, name.text, 'interface', startOf(b, name), name.end);
      const ext = (heritageClauses ?? []).flatMap(clause => clause.types).flatMap(type => typeOf(b, type) ?? []);
      b.shapes.push({ decl, ext, members: membersOf(b, members) });
      exportIfMarked(b, node, name.text, decl, true);
      return true;
    }
    case K.TypeAliasDeclaration: {
      const { name, type } = node as Ts.TypeAliasDeclaration;
      const decl = declare(b, name.text, 'type', startOf(b, name), name.end);
      const alias = typeOf(b, type);
      b.shapes.push({ decl, ext: [], members: ts.isTypeLiteralNode(type) ? membersOf(b, type.members) : [], ...(alias ? { alias } : {}) });
      exportIfMarked(b, node, name.text, decl, true);
      return true;
    }
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

// `using` is a flag of its own, `await using` shares its bits with `const` and `using`.
const isUsing = (flags: Ts.NodeFlags): boolean => (flags & ts.NodeFlags.Using) === ts.NodeFlags.Using;

const KIND = (flags: Ts.NodeFlags): DeclKind => (flags & ts.NodeFlags.Const || isUsing(flags) ? 'const' : flags & ts.NodeFlags.Let ? 'let' : 'var');

/** Lowers `const a = …, { b } = …` and exports the names when the statement says so. */
export const lowerVariables = (b: Builder, list: Ts.VariableDeclarationList, owner: Ts.Node | undefined): void => {
  const k = KIND(list.flags);
  const ambient = owner !== undefined && hasModifier(owner, K.DeclareKeyword);
  if (!ambient) b.hasCode = true;
  b.ancestors.push(list);
  for (const declaration of list.declarations) {
    const hooks = b.hooks[declaration.kind];
    if (hooks) for (const visit of hooks) visit(declaration);
    const first = b.decls.length;
    b.ancestors.push(declaration);
    const { name, initializer } = declaration;
    const more: Writable<Partial<Decl>> = {};
    const type = typeOf(b, declaration.type);
    if (type) more.type = type;
    if (ambient) more.ambient = 1;
    if (isUsing(list.flags)) more.using = 1;
    let value: Val | undefined;
    if (initializer) {
      if (isFrozen(initializer)) more.frozen = 1;
      b.pendingName = ts.isIdentifier(name) ? name.text : '';
      value = lower(b, initializer);
      b.pendingName = '';
    }
    const start = initializer ? b.decls.length : first;
    bindPattern(b, name, value, k, more);
    b.ancestors.pop();
    if (owner) for (let d = start; d < b.decls.length; d++) exportIfMarked(b, owner, b.decls[d]?.n ?? '', d, false);
  }
  b.ancestors.pop();
};

const isFrozen = (node: Ts.Expression): boolean => {
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) {
    return (ts.isTypeReferenceNode(node.type) && ts.isIdentifier(node.type.typeName) && node.type.typeName.text === 'const') || isFrozen(node.expression);
  }
  if (ts.isSatisfiesExpression(node)) return true;
  return ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === 'freeze';
};

const hasModifier = (node: Ts.Node, kind: Ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(modifier => modifier.kind === kind);

export const exportIfMarked = (b: Builder, node: Ts.Node, name: string, decl: number, typeOnly: boolean): void => {
  if (b.fn !== 0 || !hasModifier(node, K.ExportKeyword)) return;
  const n = hasModifier(node, K.DefaultKeyword) ? 'default' : name;
  b.exports.push({ n, decl, s: startOf(b, node), ...(typeOnly ? { typeOnly: 1 as const } : {}) });
};

const functionDeclaration = (b: Builder, node: Ts.FunctionDeclaration): void => {
  const name = node.name?.text ?? 'default';
  const s = node.name ? startOf(b, node.name) : startOf(b, node);
  const ambient = hasModifier(node, K.DeclareKeyword);
  if (!node.body && !ambient) return; // An overload.
  const decl = declare(b, name, 'function', s, node.name?.end ?? s, { ref: b.fns.length, ...(ambient ? { ambient: 1 as const } : {}) });
  if (!ambient) b.hasCode = true;
  exportIfMarked(b, node, name, decl, false);
  b.pendingName = name;
  b.ancestors.pop(); // `lowerFunction` pushes the function itself.
  lowerFunction(b, node, 'function');
  b.ancestors.push(node);
  b.pendingName = '';
};

const lowerClassStatement = (b: Builder, node: Ts.ClassDeclaration): void => {
  if (!hasModifier(node, K.DeclareKeyword)) b.hasCode = true;
  b.ancestors.pop();
  const c = lowerClass(b, node);
  b.ancestors.push(node);
  const cls = b.classes[c];
  if (!cls) return;
  if (cls.decl < 0) cls.decl = declare(b, cls.n || 'default', 'class', cls.s, cls.s, { ref: c });
  exportIfMarked(b, node, cls.n, cls.decl, false);
};

const enumDeclaration = (b: Builder, node: Ts.EnumDeclaration): void => {
  b.hasCode = true;
  const decl = declare(b, node.name.text, 'enum', startOf(b, node.name), node.name.end, { ref: b.enums.length });
  exportIfMarked(b, node, node.name.text, decl, false);
  const members: { n: string; v?: Val }[] = [];
  b.enums.push({ n: node.name.text, members });
  for (const member of node.members) {
    const hooks = b.hooks[member.kind];
    if (hooks) for (const visit of hooks) visit(member);
    b.ancestors.push(member);
    const n = 'text' in member.name ? member.name.text : '';
    members.push(member.initializer ? { n, v: lower(b, member.initializer) } : { n });
    b.ancestors.pop();
  }
};

const moduleDeclaration = (b: Builder, node: Ts.ModuleDeclaration): boolean => {
  const { body, name } = node;
  if (hasModifier(node, K.DeclareKeyword) || !ts.isIdentifier(name) || !body) return true;
  const decl = declare(b, name.text, 'namespace', startOf(b, name), name.end);
  exportIfMarked(b, node, name.text, decl, false);
  const exported = b.exports.length;
  const first = b.decls.length;
  inScope(b, true, () => (ts.isModuleBlock(body) ? lowerBody(b, body.statements) : ts.isModuleDeclaration(body) && moduleDeclaration(b, body)));
  // Names of the namespace, not of the module. `namespace A.B` exports B from A.
  const members = b.exports.splice(exported).flatMap(({ n, decl: d }) => (d === undefined ? [] : { n, d }));
  if (ts.isModuleDeclaration(body) && b.decls[first]) members.push({ n: b.decls[first].n, d: first });
  for (const d of new Set([decl, lookUp(b.scope, name.text)])) {
    const entry = b.decls[d];
    if (entry && members.length > 0) entry.members = [...(entry.members ?? []), ...members];
  }
  return true;
};

const ifStatement = (b: Builder, node: Ts.IfStatement): boolean => {
  const c = lower(b, node.expression, 'condition');
  b.hasCode = true;
  const outer = b.guard;
  const s = startOf(b, node);
  pushGuard(b, c, true, 'if', s);
  const thenFalls = inScope(b, false, () => lowerStatement(b, node.thenStatement));
  b.guard = outer;
  let elseFalls = true;
  if (node.elseStatement) {
    const other = node.elseStatement;
    pushGuard(b, c, false, 'if', s);
    elseFalls = inScope(b, false, () => lowerStatement(b, other));
    b.guard = outer;
  }
  if (!thenFalls && elseFalls) pushGuard(b, c, false, 'exit', s);
  else if (thenFalls && !elseFalls) pushGuard(b, c, true, 'exit', s);
  return thenFalls || elseFalls;
};

const tryStatement = (b: Builder, node: Ts.TryStatement): boolean => {
  b.hasCode = true;
  const outer = b.guard;
  const { catchBarrier } = b;
  if (node.catchClause) b.catchBarrier = b.openLoops.length;
  const tryFalls = lowerStatement(b, node.tryBlock);
  b.catchBarrier = catchBarrier;
  let catchFalls = false;
  const { catchClause } = node;
  if (catchClause) {
    b.guard = outer;
    pushGuard(b, { k: 'catch' }, true, 'catch', startOf(b, catchClause));
    b.ancestors.push(catchClause);
    catchFalls = inScope(b, false, () => {
      if (catchClause.variableDeclaration) bindPattern(b, catchClause.variableDeclaration.name, { k: 'catch' }, 'catch');
      return lowerStatement(b, catchClause.block);
    });
    b.ancestors.pop();
  }
  b.guard = outer;
  const finallyFalls = node.finallyBlock ? lowerStatement(b, node.finallyBlock) : true;
  b.guard = outer;
  return (tryFalls || catchFalls) && finallyFalls;
};
