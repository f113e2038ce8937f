import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { isRangeCheck } from './declared-values.ts';
import type { Collector } from './extract.ts';
import { bare, fold } from './fold.ts';
import { grows, isLoad, passes } from './growing.ts';
import type { Quantity } from './model.ts';
import { calleeName, isMoment, nameOf, staticName } from './names.ts';
import { quantityOf } from './roles.ts';

const K = ts.SyntaxKind;

/** `attempt < 5`, `this.queue.length >= LIMIT`: a bound decides where what it is compared with grows or passes while the program runs. */
export function comparison(node: Ts.BinaryExpression, found: Collector): void {
  compared(node.left, node.right, found);
  compared(node.right, node.left, found);
}

/** `attempt === 3` ends a retry as `attempt >= 3` does; other measures are told apart by equality. */
export function equality(node: Ts.BinaryExpression, found: Collector): void {
  const quantity = quantityOf(nameOf(node.left));
  if (quantity?.strong && quantity.role === 'retry-limit') compared(node.right, node.left, found);
}

function compared(bound: Ts.Expression, measured: Ts.Expression, found: Collector): void {
  const inner = bare(bound);
  // `now > started + 30_000`: so much after another moment.
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === K.PlusToken && isMoment(measured)) {
    found.use(inner.right, { slot: 'elapsed', sink: 'comparison', quantity: { role: 'duration', unit: 'ms', strong: false } });
    return;
  }
  const isName = ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner);
  const number = isName ? undefined : fold(inner, found.tree);
  if (!isName && number === undefined) return;
  const slot = nameOf(measured);
  const quantity = quantityOf(slot);
  if (
    quantity === undefined ||
    inSchema(found) ||
    isRangeCheck(bound, measured, found.place) ||
    isColoured(found) ||
    (quantity.role === 'threshold' && isLabelled(found)) ||
    (quantity.role === 'retry-limit' && isStepOfCurve(found))
  )
    return;
  if (!isTaken(quantity, slot, measured, found.tree) && !(number && isLoad(slot, number))) return;
  found.use(bound, { slot: slot.replaceAll('_', '.'), sink: 'comparison', quantity });
}

/** What is compared is taken while the program runs, by time, attempts or what piles up; anything else was given, and is checked for sense. */
function isTaken({ role, strong }: Quantity, slot: string, measured: Ts.Expression, tree: Ts.SourceFile): boolean {
  if (role === 'retry-limit' || (!strong && (role === 'threshold' || role === 'weight'))) return true;
  return (role === 'duration' && passes(slot)) || grows(slot, measured, tree);
}

/** Inside the callback of a schema's own check: a bound of a declared value. */
function inSchema(found: Collector): boolean {
  for (let i = 0; ; i++) {
    const node = found.place.up(i);
    if (node === undefined) return false;
    if (ts.isPropertyAssignment(node) && staticName(node.name) === 'validate') return true;
    if (ts.isCallExpression(node) && /(^z\.|\.(refine|superRefine|refinement|custom|check|validate)$)/.test(calleeName(node.expression))) return true;
  }
}

/** `attempts < 60 ? attempts / 20 : 3` is a part of a formula, and ends nothing. */
function isStepOfCurve({ place, tree }: Collector): boolean {
  const outer = place.up(0);
  return outer !== undefined && ts.isConditionalExpression(outer) && isComputed(outer.whenTrue, tree) && isComputed(outer.whenFalse, tree);
}

function isComputed(outer: Ts.Expression, tree: Ts.SourceFile): boolean {
  const node = bare(outer);
  return fold(node, tree) !== undefined || (ts.isBinaryExpression(node) && arithmetic.has(node.operatorToken.kind)) || (ts.isCallExpression(node) && calleeName(node.expression).startsWith('Math.'));
}

const arithmetic: ReadonlySet<Ts.SyntaxKind> = new Set([K.PlusToken, K.MinusToken, K.AsteriskToken, K.SlashToken]);

/** `share > 90 ? chalk.red(text) : …` tells a reader by a colour. */
function isColoured({ place, tree }: Collector): boolean {
  const outer = place.up(0);
  return outer !== undefined && ts.isConditionalExpression(outer) && /\b(chalk|picocolors|kleur|pc|ansi|colou?rs?)\b\W|colou?r/i.test(tree.text.slice(outer.whenTrue.pos, outer.whenTrue.end));
}

/** `if (score >= 4) return 'Medium';` says in a word how much it is. */
function isLabelled({ place }: Collector): boolean {
  const outer = place.up(0);
  if (outer === undefined || !ts.isIfStatement(outer)) return false;
  const then = ts.isBlock(outer.thenStatement) && outer.thenStatement.statements.length === 1 ? outer.thenStatement.statements[0]! : outer.thenStatement; // There is one.
  return ts.isReturnStatement(then) && then.expression !== undefined && ts.isStringLiteralLike(then.expression);
}
