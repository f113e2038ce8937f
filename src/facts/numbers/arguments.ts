import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { decidedBy, isSchemaCall, mayDecide } from './callees.ts';
import type { Collector } from './extract.ts';
import { bare, fold } from './fold.ts';
import { isChain } from './leaves.ts';
import { calleeName, lastName, nameOf } from './names.ts';
import { isTelling } from './objects.ts';
import { isTakenOnce } from './once.ts';
import { everywhere } from './policy.ts';
import { quantityOf } from './roles.ts';
import { isUnitName } from './units.ts';

const K = ts.SyntaxKind;

/** A number that a call is given: timers by what is called, constants by their own names. */
export function callArguments(node: Ts.CallExpression | Ts.NewExpression, found: Collector): void {
  const given = node.arguments;
  if (given === undefined || given.length === 0) return;
  const called = lastName(node.expression);
  if (!mayDecide(called)) {
    handedOver(node.expression, given, found);
    return;
  }
  const callee = calleeName(node.expression);
  if (callee === 'Math.min' || callee === 'Math.max') {
    const measured = given.map(argument => quantityOf(nameOf(argument))).find(quantity => quantity !== undefined);
    const name = given.map(nameOf).find(each => quantityOf(each) !== undefined);
    if (measured?.strong && name) found.use(node as Ts.CallExpression, { slot: name, sink: 'clamp', quantity: measured });
    return;
  }
  const numeric = given.findIndex(argument => fold(argument, found.tree) !== undefined);
  const decided = decidedBy(callee, given.length > 1 && numeric !== 0);
  if (decided === undefined || isSchemaCall(callee)) {
    handedOver(node.expression, given, found);
    return;
  }
  const last = given.length - 1;
  const timed = given.findIndex(argument => isChain(argument) && quantityOf(lastName(argument))?.strong);
  const index =
    decided.at === 'end'
      ? endOf(given, callee, found.tree)
      : decided.at === 'number' && numeric < 0
        ? timed
        : decided.at === 'second' && given.length > 1 && numeric !== 0
          ? 1
          : numeric >= 0
            ? numeric
            : decided.at === 'first'
              ? 0
              : last;
  if (decided.sink === 'argument' && (given.length !== 1 || (numeric < 0 && !isNameOrNext(given[0]!, found.tree)) || ts.isNewExpression(node))) {
    handedOver(node.expression, given, found);
    return;
  }
  if (index < 0) return;
  // `every(6, 'minutes')` says how long; what takes it decides.
  const second = given[1];
  if (given.length === 2 && index === 0 && second && ts.isStringLiteralLike(second) && isUnitName(second.text)) return;
  // `table.every(item, 3)` says how many of it.
  if (/(^|\.)(every|schedule)$/.test(callee) && index > 0 && !ts.isFunctionLike(given[0]!) && Number(fold(given[index]!, found.tree)?.value ?? LEAST_INTERVAL) < LEAST_INTERVAL) return;
  // `@MaxLength(1000)` describes the value it decorates.
  if (decided.sink === 'argument' && found.place.up(0)?.kind === K.Decorator) return;
  // It only keeps the process alive, or says something later, or is the second of so many a second.
  if (isEmptyFunction(given[0]!) || onlyPrints(given[0]!, found.tree) || isItsUnit(given[0]!, given[index]!, found.tree)) return;
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  const settles = decided.quantity.role === 'delay' && !pacing.test(name) && isTakenOnce(given[index === 0 ? 1 : 0], found);
  // A tenth of a second, once: something is let settle.
  const amount = Number(fold(given[index]!, found.tree)?.value);
  if (settles && amount <= LEAST_PAUSE) return;
  // So short a debounce makes one event of many that come together.
  if (decided.quantity.unit === 'ms' && amount <= 1_000 && /debounce/i.test(name)) return;
  const tidies = decided.quantity.role === 'interval' && forgets.test(given[0]!.getText(found.tree).slice(0, 200));
  found.use(given[index]!, { slot: `${callee === 'AbortSignal.timeout' ? callee : name}.${index}`, sink: decided.sink, quantity: decided.quantity, callee, settles, tidies });
}

/** The last number behind the first argument; what keeps a value under a key is given three at least. */
function endOf(given: readonly Ts.Expression[], callee: string, tree: Ts.SourceFile): number {
  const least = /(^|\.)(set|put|setItem)$/.test(callee) ? 2 : 1;
  return given.findLastIndex((argument, i) => i >= least && (fold(argument, tree) !== undefined || (isChain(argument) && quantityOf(lastName(argument))?.role === 'ttl')));
}

/** `setInterval(() => purgeExpired(sessions), 60_000)` */
const forgets = /\b(this\.)?_?#?(purge|sweep|clean|prune|evict|expire)\w*/i;
/** What they wait for is said again and again. */
const pacing = /debounce|throttle|audit/i;
const LEAST_PAUSE = 100;
const LEAST_INTERVAL = 1000;

/** `backoff(attempt, RETRY_MAX_MS)`: what a constant of that name is for, whoever takes it. */
function handedOver(taker: Ts.Expression, given: readonly Ts.Expression[], found: Collector): void {
  for (const argument of given) {
    if (argument.kind !== K.Identifier && argument.kind !== K.PropertyAccessExpression) continue;
    const name = lastName(argument);
    const quantity = quantityOf(name);
    if (!quantity?.strong || !everywhere.has(quantity.role) || !isChain(argument)) continue;
    const callee = calleeName(taker);
    if (!isTelling(callee) && !isSchemaCall(callee)) found.use(argument, { slot: name, sink: 'argument', quantity, callee });
  }
}

/** `limit(PAGE)`, `limit(PAGE + 1)` */
function isNameOrNext(outer: Ts.Expression, tree: Ts.SourceFile): boolean {
  const node = bare(outer);
  return isChain(node) || (ts.isBinaryExpression(node) && node.operatorToken.kind === K.PlusToken && isChain(node.left) && fold(node.right, tree)?.value === '1');
}

/** `setInterval(() => { tokens += ratePerSecond; }, 1000)` */
function isItsUnit(handler: Ts.Expression, period: Ts.Expression, tree: Ts.SourceFile): boolean {
  const unit = spans.get(fold(period, tree)?.value ?? '');
  return unit !== undefined && ts.isFunctionLike(handler) && new RegExp(`per_?${unit}`, 'i').test(handler.getText(tree));
}

const spans: ReadonlyMap<string, string> = new Map([['1000', 'sec'], ['60000', 'min'], ['3600000', 'hour']]);

/** `() => console.log(…)`, and what ends the process after it. */
function onlyPrints(node: Ts.Node, tree: Ts.SourceFile): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  const steps = ts.isBlock(node.body)
    ? node.body.statements.map(each => (ts.isExpressionStatement(each) ? each.expression : undefined))
    : [node.body];
  const called = steps.map(step =>
    step && ts.isCallExpression(bare(step as Ts.Expression)) ? (bare(step as Ts.Expression) as Ts.CallExpression).expression.getText(tree) : '',
  ); // A body is a block or an expression.
  return (
    called.every(name => logs.test(name)) ||
    (called.some(name => name.startsWith('console.')) && called.every(name => /^(console\.\w+|process\.exit)$/.test(name)))
  );
}

const logs = /^(console\.\w+|(this\.)?_?(log|logger|debug|status)(\.(log|debug|info|warn|error|trace|verbose|silly))?)$/i;

const isEmptyFunction = (node: Ts.Expression): boolean => ts.isArrowFunction(node) && ts.isBlock(node.body) && node.body.statements.length === 0;
