import type { Constant } from './model.ts';

/** The result of an operator on constants; `undefined` where it is none that JSON could hold, or the operator has effects. */
export function applied(operator: string, [a, b]: readonly Constant[]): Constant | undefined {
  if (a === undefined) return undefined;
  if (b === undefined) return finite(unary(operator, a));
  if (operator === '+') return typeof a === 'string' || typeof b === 'string' ? `${a}${b}` : typeof a === 'number' && typeof b === 'number' ? finite(a + b) : undefined;
  if (operator === '===') return a === b;
  if (operator === '!==') return a !== b;
  return typeof a === 'number' && typeof b === 'number' ? finite(arithmetic[operator]?.(a, b)) : undefined;
}

const unary = (operator: string, a: Constant): Constant | undefined => {
  if (operator === '!') return !a;
  if (operator === '+') return typeof a === 'number' || (typeof a === 'string' && a.trim() !== '') ? Number(a) : undefined;
  if (typeof a !== 'number') return undefined;
  return operator === '-' ? -a : operator === '~' ? ~a : undefined;
};

const arithmetic: { readonly [operator: string]: (a: number, b: number) => Constant } = {
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

const finite = (value: Constant | undefined): Constant | undefined => (typeof value === 'number' && !Number.isFinite(value) ? undefined : value);
