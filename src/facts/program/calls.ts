import type { ts as Ts } from 'ts-morph';
import { ts } from '../walk/parser.ts';
import { valStart } from './accesses.ts';
import { pushGuard, startOf, type Builder, type Writable } from './builder.ts';
import { lower, UNKNOWN, type Role } from './expressions.ts';
import { typeOf } from './types.ts';
import type { Call, CallUse, Val } from './model.ts';

const K = ts.SyntaxKind;

/** `f(…)`, `import(…)` and `super(…)`. */
export const callExpression = (b: Builder, node: Ts.CallExpression, role: Role): Val => {
  const value = record(b, node, 'call', node.expression, node.arguments, role, !!node.questionDotToken);
  return withTypes(b, value, node.typeArguments);
};

export const construction = (b: Builder, node: Ts.NewExpression, role: Role): Val =>
  withTypes(b, record(b, node, 'new', node.expression, node.arguments ?? [], role), node.typeArguments);

/** Enters a call with its callee and arguments, under the conditions in force where it is made. */
export const record = (b: Builder, node: Ts.Expression, k: Call['k'], callee: Ts.Expression, args: readonly Ts.Expression[], role: Role, opt = false): Val => {
  const { call, c } = newCall(b, k, role, 0, node.end);
  const outerName = b.pendingName;
  b.pendingName = '';
  call.callee = callee.kind === K.ImportKeyword ? UNKNOWN : lower(b, callee, k === 'call' || k === 'tag' ? 'callee' : 'value');
  call.s = k === 'new' ? startOf(b, node) : valStart(call.callee) ?? startOf(b, node);
  call.ce = callee.end;
  if (callee.kind === K.ImportKeyword) call.k = 'import';
  if (callee.kind === K.SuperKeyword) call.k = 'super';
  const outer = b.guard;
  guardOptional(b, call.callee, call.s);
  if (opt) {
    call.opt = 1;
    pushGuard(b, call.callee, true, 'optional', call.s);
  }
  call.g = b.guard;
  const values: Val[] = [];
  call.args = values;
  for (const arg of args) {
    const value = lower(b, arg);
    if (value.k === 'fn') {
      const fn = b.fns[value.f];
      if (fn && !fn.argOf) fn.argOf = { c, i: values.length };
    }
    values.push(value);
  }
  b.guard = outer;
  b.pendingName = outerName;
  return { k: 'call', c };
};

const withTypes = (b: Builder, value: Val, typeArguments: Ts.NodeArray<Ts.TypeNode> | undefined): Val => {
  const call = typeArguments && value.k === 'call' ? b.calls[value.c] : undefined;
  if (call && typeArguments) call.types = typeArguments.map(type => typeOf(b, type) ?? { n: 'unknown', d: -1 });
  return value;
};

/** The entry of a call that stands here, still without callee and arguments. */
export const newCall = (b: Builder, k: Call['k'], role: Role, s: number, e: number): { call: Writable<Call>; c: number } => {
  const call: Writable<Call> = { fn: b.fn, k, callee: UNKNOWN, args: [], use: USE[role] ?? 'value', g: b.guard, loop: b.loop, s, e, ce: e };
  return { call, c: b.calls.push(call) - 1 };
};

const USE: { readonly [role in Role]?: CallUse } = { await: 'await', discard: 'statement', statement: 'statement', void: 'void', return: 'return' };

/** `x?.f()` runs under the condition that `x` is there, and so do its arguments. */
const guardOptional = (b: Builder, callee: Val, s: number): void => {
  for (let at = callee; at.k === 'prop' || at.k === 'elem'; at = at.o) if (at.opt) pushGuard(b, at.o, true, 'optional', s);
};
