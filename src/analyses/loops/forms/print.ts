import type { ProgramFacts, Val } from '../../../facts/program/model.ts';

const MAX = 120;

/** A value as source text in one fixed spelling, so that formatting never changes the identity of a loop. */
export function print(facts: ProgramFacts, value: Val): string {
  const text = write(facts, value, 0);
  return text.length > MAX ? `${text.slice(0, MAX - 1)}…` : text;
}

function write(facts: ProgramFacts, v: Val, depth: number): string {
  if (depth > 12) return '…';
  const show = (each: Val): string => write(facts, each, depth + 1);
  switch (v.k) {
    case 'lit': return typeof v.v === 'string' ? JSON.stringify(v.v) : (v.t ?? String(v.v));
    case 'undef': return 'undefined';
    case 'big':
    case 'regex': return v.t;
    case 'ref': return v.n;
    case 'prop': return `${operand(facts, v.o, depth)}${v.opt ? '?' : ''}.${v.n}`;
    case 'elem': return `${operand(facts, v.o, depth)}${v.opt ? '?.' : ''}[${show(v.i)}]`;
    case 'call': return call(facts, v.c, depth);
    case 'obj': return '{…}';
    case 'arr': return `[${v.i.map(show).join(',')}]`;
    case 'fn': return '()=>…';
    case 'class': return 'class';
    case 'cond': return `${show(v.c)}?${show(v.a)}:${show(v.b)}`;
    case 'op': return operator(facts, v, depth);
    case 'await': return `await ${show(v.v)}`;
    case 'spread': return `...${show(v.v)}`;
    case 'tpl': return `\`${v.q[0] ?? ''}${v.a.map((each, i) => `\${${show(each)}}${v.q[i + 1] ?? ''}`).join('')}\``;
    case 'meta': return 'import.meta';
    case 'this':
    case 'super':
    case 'catch': return v.k;
    case 'item': return show(v.of);
    default: return '?';
  }
}

function call(facts: ProgramFacts, c: number, depth: number): string {
  const made = facts.calls[c];
  if (!made) return '?';
  const args = made.args.map(each => write(facts, each, depth + 1)).join(',');
  return `${made.k === 'new' ? 'new ' : ''}${operand(facts, made.callee, depth)}${made.opt ? '?.' : ''}(${args})`;
}

const WORDS = new Set(['typeof', 'void', 'delete', 'in', 'instanceof', 'yield']);

function operator(facts: ProgramFacts, v: Extract<Val, { k: 'op' }>, depth: number): string {
  const [first, second] = v.a;
  if (!first) return v.o;
  if (v.o === 'default' || v.o === 'rest') return write(facts, first, depth + 1);
  const one = operand(facts, first, depth);
  if (!second) return WORDS.has(v.o) ? `${v.o} ${one}` : `${v.o}${one}`;
  const space = WORDS.has(v.o) ? ' ' : '';
  // `a && b && c` leans left; it is written as it is read.
  const parts = v.a.map((each, i) => (i === 0 && each.k === 'op' && each.o === v.o && each.a.length > 1 ? write(facts, each, depth + 1) : operand(facts, each, depth)));
  return parts.join(`${space}${v.o}${space}`);
}

/** In parentheses where it is made of parts itself. */
function operand(facts: ProgramFacts, v: Val, depth: number): string {
  const text = write(facts, v, depth + 1);
  return (v.k === 'op' && v.a.length > 1) || v.k === 'cond' || v.k === 'await' ? `(${text})` : text;
}
