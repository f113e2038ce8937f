import { expect, it } from 'vitest';
import { parseJsonObject } from './jsonc.ts';

it('reads comments and trailing commas, and leaves both alone inside strings', () => {
  expect(parseJsonObject('\uFEFF{ // one\n "a": [1, /* two */ 2,], "b": "// no, }", "c": { "d/*": "*/x", }, }')).toEqual({ a: [1, 2], b: '// no, }', c: { 'd/*': '*/x' } });
});

it('yields nothing for a damaged text', () => {
  expect(parseJsonObject('{ "a": ')).toEqual({});
  expect(parseJsonObject('[1]')).toEqual({});
});
