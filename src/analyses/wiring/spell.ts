import type { ProgramFacts, Val } from '../../facts/program/model.ts';

/** A value as the source writes it, near enough to be recognised; long parts are left out. */
export const spell = (facts: ProgramFacts, value: Val): string => {
  const text = write(facts, value, 0);
  return text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1)}…`;
};

const MAX_LENGTH = 90;
const MAX_DEPTH = 8;

const write = (facts: ProgramFacts, value: Val, depth: number): string => {
  const inner = (each: Val | undefined): string => (each === undefined ? '' : depth > MAX_DEPTH ? '…' : write(facts, each, depth + 1));
  switch (value.k) {
    case 'lit': return typeof value.v === 'string' ? `'${value.v}'` : (value.t ?? String(value.v));
    case 'undef': return 'undefined';
    case 'big': case 'regex': return value.t;
    case 'ref': return value.n;
    case 'this': case 'super': return value.k;
    case 'prop': return `${inner(value.o)}${member(value.n, value.opt === 1)}`;
    case 'elem': return `${inner(value.o)}${value.opt ? '?.' : ''}[${inner(value.i)}]`;
    case 'call': {
      const call = facts.calls[value.c];
      return call ? `${call.k === 'new' ? 'new ' : ''}${inner(call.callee)}(${call.args.map(inner).join(', ')})` : '…';
    }
    case 'obj': return value.p.length === 0 ? '{}' : '{…}';
    case 'arr': return value.i.length === 0 ? '[]' : '[…]';
    case 'fn': return '() => …';
    case 'class': return 'class …';
    case 'cond': return `${inner(value.c)} ? ${inner(value.a)} : ${inner(value.b)}`;
    case 'op': return operation(value.o, value.a.map(inner));
    case 'await': return `await ${inner(value.v)}`;
    case 'spread': return `...${inner(value.v)}`;
    case 'tpl': return `\`${value.q.map((part, i) => `${part}${i < value.a.length ? `\${${inner(value.a[i])}}` : ''}`).join('')}\``;
    case 'param': {
      const d = facts.fns[value.f]?.params[value.i] ?? -1;
      return facts.decls[d]?.n ?? '…';
    }
    case 'item': return 'each';
    case 'meta': return 'import.meta';
    default: return '…';
  }
};

const member = (name: string, optional: boolean): string => {
  if (/^[\p{ID_Start}$_#][\p{ID_Continue}$]*$/u.test(name)) return `${optional ? '?.' : '.'}${name}`;
  return `${optional ? '?.' : ''}[${/^\d+$/.test(name) ? name : `'${name}'`}]`;
};

const operation = (operator: string, parts: readonly string[]): string => {
  const [left = '', right] = parts;
  if (right === undefined) return /^[a-z]/.test(operator) ? `${operator} ${left}` : `${operator}${left}`;
  return operator === 'default' ? `${left} = ${right}` : `${left} ${operator} ${right}`;
};
