import { describe, expect, it } from 'vitest';
import type { Marker } from '../../core/model.ts';
import { extractFile } from '../walk/walk.ts';
import { markersExtractor } from './extract.ts';

const markersIn = (text: string, path = 'a.ts'): readonly Marker[] => {
  const { tables, problems } = extractFile(path, text, [markersExtractor]);
  expect(problems).toEqual([]);
  return tables['markers'] as readonly Marker[]; // The table of the one extractor given.
};
const one = (text: string, path?: string): Marker => {
  const found = markersIn(text, path);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe('what is a marker', () => {
  it.each([
    ['a line comment', 'f(); // lint-allow: env-read -- read before boot'],
    ['a block comment', 'f(/* lint-allow: env-read -- read before boot */);'],
    ['a doc comment', '/** lint-allow: env-read -- read before boot */\nf();'],
    ['a line of a doc comment', '/**\n * The start.\n * lint-allow: env-read -- read before boot\n */\nf();'],
    ['a second comment on the line', 'f(); // eslint-disable-line x // lint-allow: env-read -- read before boot'],
    ['the first line', '// lint-allow: env-read -- read before boot\nf();'],
    ['the line under a shebang', '#!/usr/bin/env node\n// lint-allow: env-read -- read before boot\nf();'],
    ['the end of the file', 'f();\n// lint-allow: env-read -- read before boot'],
    ['a file with the line ends of Windows', 'f(); // lint-allow: env-read -- read before boot\r\ng();\r\n'],
    ['inside a template value', 'const s = `//${/* lint-allow: env-read -- read before boot */ f()}`;'],
    ['between divisions', 'const x = a / b / c; // lint-allow: env-read -- read before boot'],
    ['behind a regular expression with slashes', 'const x = /[/*]\\/\\//; // lint-allow: env-read -- read before boot'],
    ['in a type', 'type T = { a: "//"; /* lint-allow: env-read -- read before boot */ b: `//${string}` };'],
  ])('is found: %s', (_, text) => {
    expect(one(text)).toMatchObject({ rules: ['env-read'], reason: 'read before boot' });
  });

  it('is found in JSX, as an expression and among attributes', () => {
    const [child, attribute] = markersIn('const x = <a>{/* lint-allow: env-read -- in a child */}<b // lint-allow: magic-numbers -- of an attribute\n c="//" /></a>;', 'a.tsx');
    expect([child?.reason, attribute?.reason]).toEqual(['in a child', 'of an attribute']);
  });

  it.each([
    ['a string', 'const s = "// lint-allow: env-read -- no";'],
    ['a string with an escape', 'const s = \'\\\'// lint-allow: env-read -- no\';'],
    ['a template', 'const s = `\n// lint-allow: env-read -- no\n${1} /* lint-allow: env-read -- no */ ${2} // lint-allow: env-read -- no\n`;'],
    ['a tagged template', 'const s = tag`// lint-allow: env-read -- no`;'],
    ['a regular expression', 'const s = /\\/\\/ lint-allow: env-read -- no/;'],
    ['a template type', 'type T = `// lint-allow: env-read -- no`;'],
    ['a module specifier', 'import "// lint-allow: env-read -- no";'],
    ['a sentence about markers', '// A `lint-allow: env-read -- x` comment excuses.\n// See lint-allow: it is in the docs.\nf();'],
    ['a sentence that opens with the word', '// lint-allow comments are read here\n// lint-allowed: x -- y\nf();'],
  ])('is not found: %s', (_, text) => {
    expect(markersIn(text)).toEqual([]);
  });

  it('is not found: JSX text and attribute strings', () => {
    expect(markersIn('const x = <a href="// lint-allow: env-read -- no">\n  // lint-allow: env-read -- no\n  /* lint-allow: env-read -- no */\n</a>;', 'a.tsx')).toEqual([]);
  });
});

describe('what a marker says', () => {
  it('reads rules, owner, date and reason', () => {
    expect(one('f(); // lint-allow: env-read, magic-numbers owner=@core until=2027-01-31 -- read before -- the service')).toMatchObject({
      rules: ['env-read', 'magic-numbers'], owner: '@core', until: '2027-01-31', reason: 'read before -- the service',
    });
  });

  it('reads two markers in one block, a line each', () => {
    const found = markersIn('/*\n lint-allow: env-read -- first reason\n lint-allow: magic-numbers -- second reason\n*/\nf();');
    expect(found.map(marker => [marker.rules[0], marker.reason, marker.at.line, marker.at.column])).toEqual([['env-read', 'first reason', 2, 2], ['magic-numbers', 'second reason', 3, 2]]);
  });

  it('RR13 takes a reason wrapped over several comment lines', () => {
    expect(one('f({\n  // lint-allow: restart-required -- the pool is sized\n  // once, when the process starts\n  a: 1,\n});')).toMatchObject({ reason: 'the pool is sized once, when the process starts', lastLine: 3, reaches: [4] });
    expect(one('/*\n * lint-allow: restart-required --\n *   the pool is sized once\n *\n * Unrelated.\n */\nf();').reason).toBe('the pool is sized once');
  });

  it.each([
    ['no reason', 'lint-allow: env-read', ['env-read']],
    ['a blank reason', 'lint-allow: env-read --', ['env-read']],
    ['a reason of white space', 'lint-allow: env-read --   ', ['env-read']],
    ['a placeholder', 'lint-allow: env-read -- TODO', ['env-read']],
    ['a placeholder with an order', 'lint-allow: env-read -- TODO: explain this', ['env-read']],
    ['the form itself', 'lint-allow: env-read -- <reason>', ['env-read']],
    ['the word', 'lint-allow: env-read -- reason goes here', ['env-read']],
    ['dots', 'lint-allow: env-read -- ...', ['env-read']],
    ['a shrug', 'lint-allow: env-read -- ok', ['env-read']],
    ['no rule', 'lint-allow: -- needed at boot', []],
    ['every rule', 'lint-allow: * -- needed at boot', []],
    ['rules without a comma', 'lint-allow: env-read magic-numbers -- needed at boot', []],
    ['a date that is none', 'lint-allow: env-read until=2027-02-30 -- needed at boot', ['env-read']],
    ['a date in words', 'lint-allow: env-read until=summer -- needed at boot', ['env-read']],
    ['an unknown option', 'lint-allow: env-read team=core -- needed at boot', ['env-read']],
    ['an empty owner', 'lint-allow: env-read owner= -- needed at boot', ['env-read']],
    ['no colon', 'lint-allow env-read -- needed at boot', []],
    ['no colon and no reason', 'lint-allow env-read', []],
    ['nothing at all', 'lint-allow', []],
    ['a form for files', 'lint-allow-file: env-read -- needed at boot', []],
  ])('is void with %s', (_, words, rules) => {
    const { malformed, rules: named } = one(`f(); // ${words}`);
    expect({ malformed: typeof malformed, named }).toEqual({ malformed: 'string', named: rules });
  });

  it.each(['legacy API', 'ADR-0001', 'TODO remove with the old queue', '起動時に読む', 'why not: the driver wants it'])('accepts the reason `%s`', reason => {
    expect(one(`f(); // lint-allow: env-read -- ${reason}`)).toMatchObject({ reason });
    expect(one(`f(); // lint-allow: env-read -- ${reason}`).malformed).toBeUndefined();
  });
});

describe('where a marker reaches', () => {
  const marker = '// lint-allow: env-read -- read before boot';
  it.each<[string, string, readonly number[]]>([
    ['its own line of code', `f(); ${marker}\ng();`, [1]],
    ['its own line and what is open on it', `f( ${marker}\n  g(),\n);`, [1, 2]],
    ['the line below', `${marker}\nf();\ng();`, [2]],
    ['the second line below, over a comment', `${marker}\n/* another */\nf();`, [3]],
    ['nothing over a blank line', `${marker}\n\nf();`, []],
    ['nothing over a line of code', `${marker}\n}\nf();`.replace('}', 'g();'), [2]],
    ['nothing over two comments of another form', `${marker}\n/* a */\n/* b */\nf();`, []],
    ['the line below its run of comments', `${marker}\n// b\n// c\n// d\nf();`, [5]],
    ['the line below its block', '/*\n * lint-allow: env-read -- read before boot\n * b\n * c\n */\nf();', [6]],
    ['the code beside the end of its block', '/*\n lint-allow: env-read -- read before boot\n */ f();\ng();', [3]],
    ['a decorator and what stands below it', `class A {\n  ${marker}\n  @D()\n  m() {}\n}`, [3, 4]],
    ['what stands below the decorator it is behind', `class A {\n  @D() ${marker}\n  m() {}\n}`, [2, 3]],
    ['nothing at the end of the file', `f();\n${marker}`, []],
  ])('%s', (_, text, reaches) => {
    expect(one(text).reaches).toEqual(reaches);
  });

  it('the line below, in JSX, where a comment needs braces', () => {
    expect(one('const x = (\n  <a>\n    {/* lint-allow: env-read -- read before boot */}\n    <b c={1} />\n  </a>\n);', 'a.tsx').reaches).toEqual([4]);
    expect(one('const x = (\n  <a>\n    {/*\n      lint-allow: env-read -- read before boot\n    */}\n    <b c={1} />\n  </a>\n);', 'a.tsx').reaches).toEqual([6]);
  });
});

it('walks a file without the word no further', () => {
  expect(markersIn('f(); // an ordinary comment')).toEqual([]);
});

it('survives a sum of many parts', () => {
  expect(markersIn(`const x = ${Array.from({ length: 3000 }, () => '"//"').join(' + ')}; // lint-allow: env-read -- read before boot`)).toHaveLength(1);
});
