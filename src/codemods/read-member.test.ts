import { describe, expect, it } from 'vitest';
import { applyEdits, isLeft } from './edit.ts';
import { isPlain, objectAt, readMember } from './read-member.ts';
import type { RawRead } from './raw-read.ts';
import { openSource } from './source.ts';

const at = (text: string, what: string) => {
  const start = text.indexOf(what);
  const line = text.slice(0, start).split('\n').length;
  const column = start - text.lastIndexOf('\n', start - 1);
  return { file: 'a.ts', line, column, endLine: line, endColumn: column + what.length };
};

const url: Omit<RawRead, 'at'> & { name: string } = { name: 'URL', type: 'string' };
const port = { name: 'PORT', type: 'number', default: 80 };
const IMPORT = "import { env } from './env';\n";

function replaced(text: string, given: Omit<RawRead, 'at'> & { name: string } = url): string {
  const file = openSource('a.tsx', text);
  const result = readMember(file, { ...given, at: at(text, `process.env.${given.name}`) }, 'env');
  return isLeft(result) ? `left: ${result.left}` : applyEdits(text, result)!;
}

describe('a raw read beside an object of settings', () => {
  it.each([
    ['process.env.URL', 'env.URL', url],
    ['process.env.URL!', 'env.URL!', url],
    ["(process.env.URL || 'x')!", 'env.URL', { ...url, default: 'x' }],
    ["process.env.URL ?? 'x'", 'env.URL', { ...url, default: 'x' }],
    ['Number(process.env.PORT ?? 80)', 'env.PORT', port],
    ['`${process.env.URL}/a`', '`${env.URL}/a`', url],
    ['env.URL || process.env.URL', 'env.URL', url],
    ["given || env.URL ?? process.env.URL ?? 'y'", "given || env.URL ?? 'y'", url],
    ['env.OTHER || process.env.URL', 'env.OTHER || env.URL', url],
    ['{ url: process.env.URL, }', '{ url: env.URL, }', url],
    ['<A url={process.env.URL} />', '<A url={env.URL} />', url],
    ["process.env.PORT === 'true'", 'env.PORT', { name: 'PORT', type: 'boolean', default: false }],
  ] as const)('%s becomes %s', (before, after, given) => {
    expect(replaced(`${IMPORT}export const v = ${before};\n`, given)).toBe(`${IMPORT}export const v = ${after};\n`);
  });
  it('keeps line breaks, tabs and comments', () => {
    const text = `#!/usr/bin/env node\r\n'use strict';\r\nimport { env } from './env';\r\nconst url = // where\r\n\tprocess.env.URL; // there\r\nconsole.log(url)`;
    expect(replaced(text)).toBe(text.replace('process.env.URL', 'env.URL'));
    expect(replaced(`${IMPORT}const v = env.URL /* first */ || process.env.URL;\n`)).toBe(`${IMPORT}const v = env.URL /* first */ || env.URL;\n`);
  });
  it.each([
    ['a number that may be left empty', 'export const v = Number(process.env.PORT);', { name: 'PORT', type: 'number' }],
    ['the text of a number', 'export const v = process.env.PORT;', port],
    ['another fallback', "export const v = process.env.URL ?? 'y';", { ...url, default: 'x' }],
    ['a default that the read has not', 'export const isSet = Boolean(process.env.URL);', { ...url, default: 'x' }],
    ['another object of that name', 'export const f = (env: Bindings) => process.env.URL + env.A;', url],
    ['a local of that name', 'export function f() {\n  const { env } = context();\n  return process.env.URL + env.A;\n}', url],
    ['a type that cannot be told', 'export const v = process.env.URL;', { name: 'URL' }],
  ] as const)('is left with %s', (_, text, given) => {
    expect(replaced(`${IMPORT}${text}\n`, given)).toMatch(/^left: /);
  });
  it('takes an object for one only where the file imports it', () => {
    const of = (text: string): string | undefined => objectAt(openSource('a.ts', text), at(text, 'env.A'));
    expect(of(`${IMPORT}const v = env.A;\n`)).toBe('env');
    expect(of("import type { env } from './env';\nconst v = env.A;\n")).toBeUndefined();
    expect(of('const v = (env: Env) => env.A;\n')).toBeUndefined();
  });
  it.each([
    ['z.string().optional()', true], ["z.enum(['a', 'b'])", true], ['z.coerce.number().default(3)', true], ['z.string({ error: \'x\' }).min(1)', true],
    ["z.string().transform(v => v === 'true')", false], ['z.preprocess(v => v, z.string())', false], ['z.string().pipe(z.coerce.number())', false], ['flag.optional()', false], ['z.coerce.boolean().default(false)', false], ['z.string().default(FALLBACK)', false],
    ['optionalText()', false],
  ])('a schema %s hands the text on: %s', (schema, plain) => {
    const text = `import { z } from 'zod';\nimport { optionalText } from './own';\nconst flag = z.string();\nexport const env = z.object({\n  URL: ${schema},\n}).parse(process.env);\n`;
    expect(isPlain(openSource('a.ts', text), at(text, 'URL'))).toBe(plain);
  });
});
