import { describe, expect, it } from 'vitest';
import { addMarker, words } from './add-marker.ts';
import { applyEdits } from './edit.ts';
import { openSource } from './source.ts';

const wording = { rule: 'env-read', reason: 'read before boot' };

/** The text with the marker in its first place, for the finding at `needle`. */
function marked(text: string, needle: string, path = 'a.ts', nth = 0): string | undefined {
  const before = text.slice(0, text.indexOf(needle));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const edits = addMarker(openSource(path, text), { file: path, line, column, endLine: line, endColumn: column + needle.length }, wording);
  return edits[nth] === undefined ? undefined : applyEdits(text, [edits[nth]]);
}

describe('a new marker', () => {
  it('says rule, owner, date and reason', () => {
    expect(words({ ...wording, owner: '@core', until: '2030-01-31' })).toBe('lint-allow: env-read owner=@core until=2030-01-31 -- read before boot');
  });
  it.each<[string, string, string, string, string?]>([
    ['above the line, indented as it is', 'function f() {\n\tg(FOO);\n}\n', 'FOO', 'function f() {\n\t// lint-allow: env-read -- read before boot\n\tg(FOO);\n}\n'],
    ['above the line of the node, inside a call', 'reg({\n  key: FOO,\n});\n', 'FOO', 'reg({\n  // lint-allow: env-read -- read before boot\n  key: FOO,\n});\n'],
    ['with the line breaks of the file', 'f();\r\ng(FOO);\r\n', 'FOO', 'f();\r\n// lint-allow: env-read -- read before boot\r\ng(FOO);\r\n'],
    ['on the first line of a file', 'g(FOO);\n', 'FOO', '// lint-allow: env-read -- read before boot\ng(FOO);\n'],
    ['below a comment that explains the line', '// why\ng(FOO);\n', 'FOO', '// why\n// lint-allow: env-read -- read before boot\ng(FOO);\n'],
    ['as a block above what another tool reads as its next line', '  // @ts-expect-error wrong\n  g(FOO);\n', 'FOO', '  /* lint-allow: env-read -- read before boot */\n  // @ts-expect-error wrong\n  g(FOO);\n'],
    ['in braces among the children of JSX', 'const x = (\n  <a>\n    <b c={FOO} />\n  </a>\n);\n', 'FOO', 'const x = (\n  <a>\n    {/* lint-allow: env-read -- read before boot */}\n    <b c={FOO} />\n  </a>\n);\n', 'a.tsx'],
    ['right before the node inside a template', 'const x = `\n  a ${FOO}\n  b`;\n', 'FOO', 'const x = `\n  a ${/* lint-allow: env-read -- read before boot */ FOO}\n  b`;\n'],
  ])('stands %s', (_, text, needle, after, path) => {
    expect(marked(text, needle, path)).toBe(after);
  });
  it('stands behind the line as a second choice', () => {
    expect(marked('g(FOO);\n', 'FOO', 'a.ts', 1)).toBe('g(FOO); // lint-allow: env-read -- read before boot\n');
  });
});
