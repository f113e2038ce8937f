import { describe, expect, it } from 'vitest';
import { applyEdits, isLeft } from './edit.ts';
import { hoistNumbers, type UnnamedNumber } from './hoist-number.ts';
import { openSource } from './source.ts';

/** Hoists the numbers between `«` and `»`, in order. */
function hoisted(marked: string, ...told: Partial<UnnamedNumber>[]): string {
  const text = marked.replace(/[«»]/g, '');
  const place = (offset: number) => {
    const before = marked.slice(0, offset).replace(/[«»]/g, '');
    return { line: before.split('\n').length, column: before.length - before.lastIndexOf('\n') };
  };
  const numbers = [...marked.matchAll(/«([^»]*)»/g)].map(({ index, 0: whole }, n): UnnamedNumber => {
    const [start, end] = [place(index), place(index + whole.length)];
    return { at: { file: 'a.ts', ...start, endLine: end.line, endColumn: end.column }, slot: 'score', role: 'threshold', context: 'rate', compared: true, ...told[n] };
  });
  const results = hoistNumbers(openSource('a.ts', text), numbers);
  const left = results.find(isLeft);
  return left === undefined ? (applyEdits(text, results.flatMap(each => (isLeft(each) ? [] : each))) ?? 'overlap') : `left: ${left.left}`;
}

describe('a number without a name', () => {
  it('becomes a constant above its statement and its comment', () => {
    expect(hoisted(`import x from 'x';\n\n/** Rates. */\nexport function rate(score: number) {\n  return score < «0.35»;\n}\n`))
      .toBe(`import x from 'x';\n\nconst SCORE_THRESHOLD = 0.35;\n\n/** Rates. */\nexport function rate(score: number) {\n  return score < 0.35;\n}\n`.replace('score < 0.35', 'score < SCORE_THRESHOLD'));
  });
  it.each<[string, Partial<UnnamedNumber>, string]>([
    ['its unit', { slot: 'requestTimeout', role: 'timeout', unit: 'ms', compared: false }, 'REQUEST_TIMEOUT_MS'],
    ['its unit once', { slot: 'requestTimeoutMs', role: 'timeout', unit: 'ms' }, 'REQUEST_TIMEOUT_MS'],
    ['who is given it, where its place says no more than its role', { slot: 'threshold', context: 'Fuse', compared: false }, 'FUSE_THRESHOLD'],
    ['its place alone, where it is no bound', { slot: 'temperature', role: 'weight', compared: false }, 'TEMPERATURE'],
    ['the name without the number of the argument', { slot: 'AbortSignal.timeout.0', role: 'timeout', unit: 'ms', compared: false }, 'ABORT_SIGNAL_TIMEOUT_MS'],
    ['the words of a name in capitals', { slot: 'HTTPRetryCount', role: 'retry-limit', compared: false }, 'HTTP_RETRY_COUNT'],
  ])('is named with %s', (_, told, name) => {
    expect(hoisted('f(«5»);\n', told)).toBe(`const ${name} = 5;\n\nf(${name});\n`);
  });
  it('shares the constant of an equal number, also of one that stands there', () => {
    expect(hoisted(`f(«3»);\ng(«3»);\n`)).toBe('const SCORE_THRESHOLD = 3;\n\nf(SCORE_THRESHOLD);\ng(SCORE_THRESHOLD);\n');
    expect(hoisted(`const SCORE_THRESHOLD = 3;\nf(«3»);\n`)).toBe(`const SCORE_THRESHOLD = 3;\nf(SCORE_THRESHOLD);\n`);
  });
  it('brings the constant along for each of equal numbers, since the others may come to nothing', () => {
    const text = 'f(3);\ng(3);\n';
    const numbers = [1, 2].map((line): UnnamedNumber => ({ at: { file: 'a.ts', line, column: 3, endLine: line, endColumn: 4 }, slot: 'score', role: 'threshold', context: 'rate', compared: true }));
    const [, second] = hoistNumbers(openSource('a.ts', text), numbers);
    expect(isLeft(second!) ? '' : applyEdits(text, second!)).toBe('const SCORE_THRESHOLD = 3;\n\nf(3);\ng(SCORE_THRESHOLD);\n');
  });
  it('takes along equal numbers that the same quantity is held against, and no others', () => {
    expect(hoisted('if (a.b?.length > «50») a.b.splice(0, a.b.length - 50, f(50), c.length - 50);\n')).toBe('const SCORE_THRESHOLD = 50;\n\nif (a.b?.length > SCORE_THRESHOLD) a.b.splice(0, a.b.length - SCORE_THRESHOLD, f(50), c.length - 50);\n');
    expect(hoisted('if (size > «5 * 1024» || size === 5 * 1024) f(5 * 1024);\n')).toContain('if (size > SCORE_THRESHOLD || size === SCORE_THRESHOLD) f(5 * 1024);');
    expect(hoisted('const f = (n: number) => n > «50» && n < «50»;\n')).toContain('n > SCORE_THRESHOLD && n < SCORE_THRESHOLD;');
  });
  it('ends as the statements of the file do', () => {
    expect(hoisted(`import x from 'x'\n\nf(«3»)\n`)).toBe(`import x from 'x'\n\nconst SCORE_THRESHOLD = 3\n\nf(SCORE_THRESHOLD)\n`);
    expect(hoisted(`a()\n;[1].map(x => x < «3»)\n`)).toMatch(/^const SCORE_THRESHOLD = 3\n/);
    expect(hoisted(`a()\nb()\nlet c = 1\n;(window as any).x = () => f(«3»)\n`)).toMatch(/const SCORE_THRESHOLD = 3\n/);
    expect(hoisted(`(() => f(«3»))()\n`)).toMatch(/^const SCORE_THRESHOLD = 3;\n/);
    expect(hoisted('function g() { if (x < «3») { h(); } }\n')).toMatch(/^const SCORE_THRESHOLD = 3;\n/);
  });
  it('stands with others of its statement', () => {
    expect(hoisted(`f(«3», «4»);\n`, {}, { slot: 'load' })).toBe('const SCORE_THRESHOLD = 3;\nconst LOAD_THRESHOLD = 4;\n\nf(SCORE_THRESHOLD, LOAD_THRESHOLD);\n');
  });
  it('stands above what calls a function before it is written', () => {
    expect(hoisted(`import 'x';\nrate(1);\n\nfunction rate(score: number) {\n  return score < «3»;\n}\n`)).toBe(`import 'x';\nconst SCORE_THRESHOLD = 3;\n\nrate(1);\n\nfunction rate(score: number) {\n  return score < SCORE_THRESHOLD;\n}\n`);
  });
  it('stands above what comes to a function by way of others', () => {
    expect(hoisted(`main();\nfunction main() {\n  rate(1);\n}\nfunction rate(score: number) {\n  return score < «3»;\n}\n`)).toMatch(/^const SCORE_THRESHOLD = 3;\n\nmain\(\);\n/);
  });
  it('stands below the shebang, the directives and the comments of the file', () => {
    for (const head of ['#!/usr/bin/env node\n', `'use client';\n`, '// @ts-nocheck\n', '/* eslint-disable no-console */\n', '/// <reference types="node" />\n', '/**\n * @license MIT\n */\n']) {
      expect(hoisted(`${head}f(«3»);\n`)).toBe(`${head}const SCORE_THRESHOLD = 3;\n\nf(SCORE_THRESHOLD);\n`);
    }
  });
  it('stands above what is exported by default, decorated or drawn, and behind a byte order mark', () => {
    expect(hoisted('export default {\n  go: () => f(«3»),\n};\n')).toBe('const SCORE_THRESHOLD = 3;\n\nexport default {\n  go: () => f(SCORE_THRESHOLD),\n};\n');
    expect(hoisted('@log\nexport class A {\n\t@log x = «3»;\n}\n')).toBe('const SCORE_THRESHOLD = 3;\n\n@log\nexport class A {\n\t@log x = SCORE_THRESHOLD;\n}\n');
    expect(hoisted('export const Page = () => {\n  go(«3»);\n  return null;\n};\n')).toBe('const SCORE_THRESHOLD = 3;\n\nexport const Page = () => {\n  go(SCORE_THRESHOLD);\n  return null;\n};\n');
  });
  it('does not part the lines of a licence', () => {
    expect(hoisted('// Copyright 2020 Somebody\n// All rights reserved\nf(«3»);\n')).toBe('// Copyright 2020 Somebody\n// All rights reserved\nconst SCORE_THRESHOLD = 3;\n\nf(SCORE_THRESHOLD);\n');
  });
  it('stands outside of a statement that ends on its line', () => {
    expect(hoisted(`on(() => {\n  a();\n}); f(«3»);\n`)).toBe(`const SCORE_THRESHOLD = 3;\n\non(() => {\n  a();\n}); f(SCORE_THRESHOLD);\n`);
  });
  it('leaves line breaks, tabs and comments behind it as they are', () => {
    expect(hoisted(`f(\r\n\t«3», // three\r\n);\r\n`)).toBe(`const SCORE_THRESHOLD = 3;\r\n\r\nf(\r\n\tSCORE_THRESHOLD, // three\r\n);\r\n`);
    expect(hoisted('log(`a ${score < «3»} b`);\n')).toBe('const SCORE_THRESHOLD = 3;\n\nlog(`a ${score < SCORE_THRESHOLD} b`);\n');
  });
  it('keeps its spelling', () => {
    expect(hoisted('f(«30 * 1_000»);\nf(«-0x1f»);\n', {}, { slot: 'other' })).toBe('const SCORE_THRESHOLD = 30 * 1_000;\n\nf(SCORE_THRESHOLD);\nconst OTHER_THRESHOLD = -0x1f;\n\nf(OTHER_THRESHOLD);\n');
  });
  it.each([
    ['its name is taken', 'const SCORE_THRESHOLD = 4;\nf(«3»);\n'],
    ['its name is taken further in', 'function g(SCORE_THRESHOLD: number) {\n  f(«3»);\n}\n'],
    ['it is made of names', 'f(«5 * MINUTES»);\n'],
    ['it has to be a literal', 'const a = «5» as const;\n'],
    ['it has to be a literal with a sign', 'const a = «-5» as const;\n'],
    ['it is given to a decorator', 'class A {\n  @Retry(«5») f() {}\n}\n'],
    ['it is a type', 'type T = «5»;\n'],
    ['it is a member of an enum', 'enum E { A = «5» }\n'],
  ])('is left where %s', (_, text) => {
    expect(hoisted(text)).toMatch(/^left: .*by hand$/);
  });
});
