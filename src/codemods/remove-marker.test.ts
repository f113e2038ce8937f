import { describe, expect, it } from 'vitest';
import type { Marker } from '../core/model.ts';
import { markersExtractor } from '../facts/markers/extract.ts';
import { extractFile } from '../facts/walk/walk.ts';
import { applyEdits, isLeft } from './edit.ts';
import { removeMarker } from './remove-marker.ts';
import { openSource } from './source.ts';

function removed(text: string, unused: readonly string[] = ['env-read'], path = 'a.ts'): string | undefined {
  const [marker] = extractFile(path, text, [markersExtractor]).tables['markers'] as readonly Marker[]; // The table of the one extractor given.
  const result = removeMarker(openSource(path, text), marker!.at, unused);
  return isLeft(result) ? result.left : applyEdits(text, result);
}

describe('an unused marker', () => {
  it.each<[string, string, string]>([
    ['with its line', 'a();\n// lint-allow: env-read -- read before boot\nf();\n', 'a();\nf();\n'],
    ['with one of two blank lines', 'a();\n\n// lint-allow: env-read -- read before boot\n\nf();\n', 'a();\n\nf();\n'],
    ['behind code', 'f(); // lint-allow: env-read -- read before boot\n', 'f();\n'],
    ['behind another directive', 'f(); // eslint-disable-line x // lint-allow: env-read -- read before boot\n', 'f(); // eslint-disable-line x\n'],
    ['and leaves the comment above it', '// what f does\n// lint-allow: env-read -- read before boot\nf();\n', '// what f does\nf();\n'],
    ['with the lines its reason goes on over', '// lint-allow: env-read -- it is read\n// before boot\nf();\n', 'f();\n'],
    ['and leaves a sentence of its own below', '// lint-allow: env-read -- read before boot\n// What f does.\nf();\n', '// What f does.\nf();\n'],
    ['in a block', 'f(/* lint-allow: env-read -- read before boot */ x);\n', 'f(x);\n'],
    ['in a block over lines', '/*\n * lint-allow: env-read -- read before boot\n */\nf();\n', 'f();\n'],
    ['in a longer comment', '/**\n * What f does.\n * lint-allow: env-read -- read before boot\n */\nf();\n', '/**\n * What f does.\n */\nf();\n'],
    ['with the line breaks of Windows', 'a();\r\n// lint-allow: env-read -- read before boot\r\nf();\r\n', 'a();\r\nf();\r\n'],
  ])('goes %s', (_, before, after) => {
    expect(removed(before)).toBe(after);
  });
  it('goes with its braces in JSX', () => {
    expect(removed('const x = (\n  <a>\n    {/* lint-allow: env-read -- read before boot */}\n    <b />\n  </a>\n);\n', undefined, 'a.tsx')).toBe('const x = (\n  <a>\n    <b />\n  </a>\n);\n');
  });
  it('loses exactly the rules that are unused', () => {
    expect(removed('// lint-allow: env-read, magic-numbers -- read before boot\nf();\n')).toBe('// lint-allow: magic-numbers -- read before boot\nf();\n');
    expect(removed('// lint-allow: a-rule,env-read , b-rule owner=@x -- read before boot\nf();\n', ['env-read', 'b-rule'])).toBe('// lint-allow: a-rule owner=@x -- read before boot\nf();\n');
  });
  it('is left where a longer comment may go on about it', () => {
    expect(removed('/*\n * lint-allow: env-read -- read\n * before boot\n */\nf();\n')).toMatch(/by hand/);
  });
});
