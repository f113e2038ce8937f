import type { ts as Ts } from 'ts-morph';
import { inScope, pushGuard, startOf, type Builder } from './builder.ts';
import { bindPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { lowerStatement } from './statements.ts';

/** Guards each branch by the condition, and what follows by its outcome where a branch does not get there. */
export const ifStatement = (b: Builder, node: Ts.IfStatement): boolean => {
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

/** What a `catch` holds runs under a guard of its own kind. */
export const tryStatement = (b: Builder, node: Ts.TryStatement): boolean => {
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
  // Who does not fail leaves: what stands behind runs only after the `catch`.
  if (catchClause && !tryFalls && catchFalls) pushGuard(b, { k: 'catch' }, true, 'catch', startOf(b, catchClause));
  return (tryFalls || catchFalls) && finallyFalls;
};
