import { expect, it } from 'vitest';
import { parseJsonObject } from './jsonc.ts';

it('reads comments and trailing commas, and leaves both alone inside strings', () => {
  expect(parseJsonObject('\uFEFF{ // one\n "a": [1, /* two */ 2,], "b": "// no, }", "c": { "d/*": "*/x", }, }')).toEqual({ a: [1, 2], b: '// no, }', c: { 'd/*': '*/x' } });
});

it('yields nothing for a damaged text', () => {
  expect(parseJsonObject('{ "a": ')).toEqual({});
  expect(parseJsonObject('[1]')).toEqual({});
});

it('reads what `tsc --init` writes, options behind comments by the dozen, without trying every way to read them', () => {
  const options = Array.from({ length: 60 }, (_, n) => `    // "option${n}": true,    /* Says // what it does. */`).join('\n');
  expect(parseJsonObject(`{ "a": { "b": 1,\n${options}\n "c": 2,\n${options}\n } }`)).toEqual({ a: { b: 1, c: 2 } });
});
