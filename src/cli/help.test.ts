import { expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { reporters } from './formats.ts';
import { help } from './help.ts';

it('names every format', () => {
  for (const name of Object.keys(reporters)) expect(help(undefined)).toMatch(new RegExp(`\\b${name}\\b`));
});

it('is also a word in front of a command', () => {
  expect(parseArguments(['help'])).toMatchObject({ command: 'check', operands: [] });
  expect(parseArguments(['help']).has('help')).toBe(true);
  expect(parseArguments(['help', 'fix'])).toMatchObject({ command: 'fix', operands: [] });
  expect(parseArguments(['fix', 'help']).has('help')).toBe(false);
});
