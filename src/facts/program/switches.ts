import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { inScope, pushGuard, startOf, type Builder } from './builder.ts';
import { lower } from './expressions.ts';
import { lowerBody } from './statements.ts';
import type { Val } from './model.ts';

/** A condition for each of more labels than this would be longer than what it says is worth. */
const MAX_LABELS = 32;

interface Clause {
  /** `subject === label`; absent for `default`. */
  readonly test?: Val;
  /** Its end runs on into the next clause. */
  readonly falls: boolean;
  readonly breaks: boolean;
}

/** Lowers a `switch`. Returns whether what follows it can be reached; leaves an `exit` guard behind where some labels leave. */
export const lowerSwitch = (b: Builder, node: Ts.SwitchStatement): boolean => {
  b.hasCode = true;
  const subject = lower(b, node.expression);
  const outer = b.guard;
  const clauses: Clause[] = [];
  b.openLoops.push({ loop: -1, label: undefined, isSwitch: true });
  const open = b.openLoops.length;
  b.ancestors.push(node.caseBlock);
  inScope(b, false, () => {
    for (const clause of node.caseBlock.clauses) {
      b.ancestors.push(clause);
      b.guard = outer;
      const s = startOf(b, clause);
      const test: Val | undefined = ts.isCaseClause(clause) ? { k: 'op', o: '===', a: [subject, lower(b, clause.expression)], s, e: clause.expression.end } : undefined;
      if (clause.statements.length > 0) guardClause(b, clauses, test, clause === node.caseBlock.clauses.at(-1), s);
      const falls = lowerBody(b, clause.statements);
      clauses.push({ ...(test ? { test } : {}), falls, breaks: clause.statements.some(breaksOut) });
      b.ancestors.pop();
    }
  });
  b.ancestors.pop();
  b.openLoops.length = open - 1;
  b.guard = outer;
  return goOn(b, clauses, startOf(b, node));
};

/** Under its label, those of the clauses above that run on into it, and, for a `default` that stands last, none of the others. */
const guardClause = (b: Builder, above: readonly Clause[], test: Val | undefined, isLast: boolean, s: number): void => {
  let first = above.length;
  while (above[first - 1]?.falls) first--;
  const into = [...above.slice(first), test ? { test } : {}];
  if (into.every(each => each.test)) pushGuard(b, anyOf(into), true, 'case', s);
  else if (isLast && first > 0 && first <= MAX_LABELS) pushGuard(b, anyOf(above.slice(0, first)), false, 'case', s);
};

const goOn = (b: Builder, clauses: readonly Clause[], s: number): boolean => {
  // Whether what follows is reached from each clause, and from those that it runs on into.
  const reaches: boolean[] = [];
  for (let i = clauses.length - 1; i >= 0; i--) reaches[i] = clauses[i]!.breaks || (clauses[i]!.falls && (reaches[i + 1] ?? true));
  const other = clauses.findIndex(each => !each.test);
  const goesOnOtherwise = other < 0 || reaches[other] === true;
  const exceptions = clauses.filter((each, i) => each.test && reaches[i] !== goesOnOtherwise);
  if (exceptions.length > 0 && exceptions.length <= MAX_LABELS) pushGuard(b, anyOf(exceptions), !goesOnOtherwise, 'exit', s);
  return goesOnOtherwise || exceptions.length > 0;
};

/** One test or another, as a tree that is no deeper than it must be. */
const anyOf = (clauses: readonly { readonly test?: Val }[]): Val => {
  const tests = clauses.flatMap(({ test }) => test ?? []);
  const join = (from: number, to: number): Val => {
    if (to - from === 1) return tests[from]!;
    const middle = (from + to) >> 1;
    const a = [join(from, middle), join(middle, to)];
    return { k: 'op', o: '||', a, s: startOfTest(tests[from]!), e: startOfTest(tests[to - 1]!) };
  };
  return join(0, tests.length);
};

const startOfTest = (test: Val): number => ('e' in test ? test.e : 0);

/** A `break` that ends this switch; a labelled one may. */
const breaksOut = (node: Ts.Node): boolean => {
  if (ts.isBreakStatement(node)) return true;
  if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isExpressionStatement(node) || ts.isVariableStatement(node)) return false;
  const isInner = ts.isIterationStatement(node, false) || ts.isSwitchStatement(node);
  return ts.forEachChild(node, child => (isInner ? breaksByLabel(child) : breaksOut(child)) || undefined) === true;
};

/** A `break` with a label, somewhere inside. */
export const breaksByLabel = (node: Ts.Node): boolean => {
  if (ts.isBreakStatement(node)) return node.label !== undefined;
  return !ts.isFunctionLike(node) && ts.forEachChild(node, child => breaksByLabel(child) || undefined) === true;
};
