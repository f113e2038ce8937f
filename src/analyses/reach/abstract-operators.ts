import { constantValue, type Abstract } from './defaults.ts';

export const falseIfEither = (a: Abstract, b: Abstract): Abstract => (b.truth === false ? { truth: false, flags: b.flags } : { flags: [...a.flags, ...b.flags] });

export const trueIfEither = (a: Abstract, b: Abstract): Abstract => (b.truth === true ? { truth: true, flags: b.flags } : { flags: [...a.flags, ...b.flags] });

export const equal = (a: Abstract, b: Abstract): Abstract => {
  const flags = [...a.flags, ...b.flags];
  if (a.value !== undefined && b.value !== undefined) return constantValue(a.value === b.value, flags);
  if (a.nullish !== undefined && b.nullish !== undefined && (a.nullish || b.nullish)) return constantValue(a.nullish === b.nullish, flags);
  return { flags };
};

export const compare = (o: string, a: Abstract, b: Abstract): Abstract => {
  const flags = [...a.flags, ...b.flags];
  const { value: x } = a;
  const { value: y } = b;
  if (typeof x !== 'number' || typeof y !== 'number') return { flags };
  return constantValue(o === '<' ? x < y : o === '>' ? x > y : o === '<=' ? x <= y : x >= y, flags);
};

export const typeOf = ({ value, flags }: Abstract): Abstract => (value === undefined ? { truth: true, nullish: false, flags } : constantValue(value === null ? 'object' : typeof value, flags));
