import { expect, it } from 'vitest';
import type { Marker } from '../core/model.ts';
import { markersExtractor } from '../facts/markers/extract.ts';
import { extractFile } from '../facts/walk/walk.ts';
import type { Wording } from './add-marker.ts';
import { applyEdits } from './edit.ts';
import { joinMarker } from './join-marker.ts';
import { openSource } from './source.ts';

function joined(text: string, wording: Partial<Wording> = {}): string | undefined {
  const [marker] = extractFile('a.ts', text, [markersExtractor]).tables['markers'] as readonly Marker[]; // The table of the one extractor given.
  const edits = joinMarker(openSource('a.ts', text), marker!, { rule: 'magic-numbers', reason: 'the driver wants it', ...wording });
  return edits && applyEdits(text, edits);
}

it('adds the rule and the reason', () => {
  expect(joined('f(); // lint-allow: env-read -- read before boot\n')).toBe('f(); // lint-allow: env-read, magic-numbers -- read before boot; the driver wants it\n');
  expect(joined('/* lint-allow: env-read, a-rule owner=@x -- read before boot */\nf();\n')).toBe('/* lint-allow: env-read, a-rule, magic-numbers owner=@x -- read before boot; the driver wants it */\nf();\n');
});
it('adds the rule alone where the reason is the same', () => {
  expect(joined('// lint-allow: env-read -- the driver wants it\nf();\n')).toBe('// lint-allow: env-read, magic-numbers -- the driver wants it\nf();\n');
});
it('leaves a marker with another owner or date, and a reason over several lines', () => {
  expect(joined('// lint-allow: env-read owner=@x -- read before boot\nf();\n', { owner: '@y' })).toBeUndefined();
  expect(joined('// lint-allow: env-read -- read before boot\nf();\n', { until: '2030-01-31' })).toBeUndefined();
  expect(joined('// lint-allow: env-read -- read before\n// boot\nf();\n')).toBeUndefined();
});
