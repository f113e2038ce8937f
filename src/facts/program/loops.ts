import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { inScope, pushGuard, startOf, type Builder, type Writable } from './builder.ts';
import { bindPattern } from './destructuring.ts';
import { lower } from './expressions.ts';
import { lowerStatement } from './statements.ts';
import { lowerVariables } from './variables.ts';
import type { Loop, LoopIndex, Val } from './model.ts';


/** `while`, `do` and `for (;;)`. Returns whether the code after the loop can be reached. */
export const lowerLoop = (b: Builder, node: Ts.WhileStatement | Ts.DoStatement | Ts.ForStatement): boolean => {
  b.hasCode = true;
  const outer = b.guard;
  const isFor = ts.isForStatement(node);
  const k = isFor ? 'for' : ts.isDoStatement(node) ? 'do' : 'while';
  const condition = isFor ? node.condition : node.expression;
  const loop = inScope(b, false, () => {
    if (isFor && node.initializer) initializer(b, node.initializer);
    const l = open(b, k, node);
    const entry = b.loops[l] as Writable<Loop>;
    const v = condition && k !== 'do' ? lower(b, condition, 'condition') : undefined;
    if (v) {
      entry.v = v;
      pushGuard(b, v, true, 'while', startOf(b, node));
      entry.bodyGuard = b.guard;
    }
    lowerStatement(b, node.statement);
    if (condition && k === 'do') {
      b.guard = outer;
      entry.v = lower(b, condition, 'condition');
    }
    if (isFor && node.incrementor) lower(b, node.incrementor, 'discard');
    close(b);
    return l;
  });
  b.guard = outer;
  const entry = b.loops[loop] as Loop;
  const endless = entry.v === undefined || (entry.v.k === 'lit' && Boolean(entry.v.v));
  return !endless || entry.exits.some(exit => exit.k === 'break');
};

/** `for … of`, `for … in`, `for await … of`. */
export const lowerForIn = (b: Builder, node: Ts.ForOfStatement | Ts.ForInStatement): boolean => {
  b.hasCode = true;
  const outer = b.guard;
  const how = ts.isForInStatement(node) ? 'in' : node.awaitModifier ? 'await' : 'of';
  inScope(b, false, () => {
    const of = lower(b, node.expression);
    const l = open(b, how === 'await' ? 'for-await' : how === 'in' ? 'for-in' : 'for-of', node);
    (b.loops[l] as Writable<Loop>).v = of;
    if (how === 'await') for (const each of b.openLoops) if (!each.isSwitch) (b.loops[each.loop] as Writable<Loop>).awaits = true;
    const item: Val = { k: 'item', of, how };
    if (ts.isVariableDeclarationList(node.initializer)) {
      const declaration = node.initializer.declarations[0];
      if (declaration) bindPattern(b, declaration.name, item, node.initializer.flags & ts.NodeFlags.Const ? 'const' : node.initializer.flags & ts.NodeFlags.Let ? 'let' : 'var');
    } else {
      b.writes.push({ t: lower(b, node.initializer, 'target'), v: item, op: '=', fn: b.fn, g: b.guard, loop: b.loop, s: startOf(b, node.initializer), e: node.initializer.end });
    }
    lowerStatement(b, node.statement);
    close(b);
  });
  b.guard = outer;
  return true;
};

/** Records a jump out of the loops it leaves: a `break` its own, a `return` all of the function, a caught `throw` none. */
export const recordExit = (b: Builder, k: Loop['exits'][number]['k'], s: number, label?: string): void => {
  const { openLoops } = b;
  for (let i = openLoops.length - 1; i >= 0; i--) {
    const each = openLoops[i] as Builder['openLoops'][number];
    if (k === 'throw' && i < b.catchBarrier) return;
    const isTarget = (k === 'break' || k === 'continue') && (label ? each.label === label : !(each.isSwitch && k === 'continue'));
    if (!each.isSwitch && !(k === 'continue' && isTarget)) {
      const exit = { k, g: b.guard, s, ...(k !== 'throw' && i < b.catchBarrier ? { tried: 1 as const } : {}) };
      b.loops[each.loop]?.exits.push(isTarget || !label ? exit : { ...exit, to: openLoops.findLast(l => l.label === label)?.loop ?? -1 });
    }
    if (isTarget) return;
  }
};

const initializer = (b: Builder, node: Ts.ForInitializer): void => {
  if (ts.isVariableDeclarationList(node)) lowerVariables(b, node, undefined);
  else lower(b, node, 'discard');
};

const open = (b: Builder, k: Loop['k'], node: Ts.Statement): LoopIndex => {
  const s = startOf(b, node);
  const word = k === 'for-of' || k === 'for-in' || k === 'for-await' ? 'for' : k;
  const l = b.loops.length;
  b.loops.push({ k, fn: b.fn, parent: b.loop, g: b.guard, s, ke: s + word.length, e: node.end, exits: [], bodyGuard: b.guard, awaits: false, yields: false });
  b.openLoops.push({ loop: l, label: b.pendingLabel, isSwitch: false });
  b.pendingLabel = undefined;
  b.loop = l;
  return l;
};

const close = (b: Builder): void => {
  const closed = b.openLoops.pop();
  b.loop = closed ? b.loops[closed.loop]?.parent ?? -1 : -1;
};

/** An `await` or `yield` belongs to every loop of this function that is open around it. */
export const markLoops = (b: Builder, what: 'awaits' | 'yields'): void => {
  for (const open of b.openLoops) {
    const loop = b.loops[open.loop];
    if (loop && !open.isSwitch && loop.fn === b.fn) loop[what] = true;
  }
};
