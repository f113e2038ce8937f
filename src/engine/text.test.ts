import { expect, it } from 'vitest';
import { isMinified } from './text.ts';

const code = (line: string, lines: number): string => `${line}\n`.repeat(lines);

it('takes long lines of code for the output of a bundler', () => {
  expect(isMinified(code('var a=b(c),d=e?f:g;'.repeat(100), 4))).toBe(true);
  expect(isMinified(code('export const a = 1;', 400))).toBe(false);
});

it.each([
  ['a text in double quotes', `"${'lorem \\"ipsum\\" '.repeat(2000)}"`],
  ['a text in single quotes', `'${"it\\'s lorem ".repeat(2000)}'`],
  ['a template', `\`${'lorem "ipsum '.repeat(2000)}\``],
  ['a list of numbers', `[${'-1.5, 20, '.repeat(2000)}3]`],
])('does not take %s on one line of a file that is written by hand for it', (_, value) => {
  expect(isMinified(`${code('export const a = 1;', 10)}export const table = ${value};\n`)).toBe(false);
});

it('reads a line of a megabyte with many escaped quotes and none that closes once', () => {
  expect(isMinified(`x = ${'y{\\"z'.repeat(200_000)}`)).toBe(true);
  expect(isMinified(`x = "${'y\\"'.repeat(300_000)}`)).toBe(true);
  expect(isMinified(`x = \`${'y"z'.repeat(300_000)}`)).toBe(true);
});
