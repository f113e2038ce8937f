import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '../analyses/settings/analysis.ts';
import { models } from '../testing/program.ts';
import type { Json } from '../core/model.ts';
import { presets } from './presets/index.ts';
import { chooseVocabularies } from './select.ts';
import { problemsOf } from './validate.ts';

const problems = (...configured: Json[]): readonly string[] => chooseVocabularies(configured).problems;

describe('vocabularies', () => {
  it('are every preset that need not be asked for, when none is configured', () => {
    const names = chooseVocabularies([]).chosen.map(({ vocabulary, named }) => [vocabulary.name, named]);
    expect(names).toContainEqual(['registry', false]);
    expect(names).not.toContainEqual(['env-table', false]);
  });

  it('are refused with a sentence that names the member and what to write', () => {
    expect(problems('regstry')).toEqual(['there is no vocabulary `regstry`; the nearest is `registry`']);
    const own = { name: 'own', changes: 'live', accesses: [] };
    expect(problems({ ...own, registries: [{ kind: 'call', callee: ['add'], key: 'argument0' }] })).toEqual([
      'vocabulary `own`, `registries[0]`, `key`: slot `argument0` begins with `argument0`; begin it with `arg0`, `name`, `value`, `variable`, `fallback`, `receiver`, `@Decorator(0)` or a `"text"`',
    ]);
    expect(problems({ ...own, registries: [{ kind: 'call', calee: ['add'], key: 'arg0' }] })).toEqual([
      'vocabulary `own`, `registries[0]`, has the unknown member `calee`; write `callee`',
      'vocabulary `own`, `registries[0]`, says nowhere what it matches; give `callee`',
    ]);
    expect(problems({ ...own, registries: [] })).toEqual(['vocabulary `own` has no registry; say where its settings are declared']);
    expect(problems({ ...own, changes: 'soon', registries: [] })).toEqual(['vocabulary `own` has no `changes`; write `"live"` when a change takes effect while the process runs, else `"start"`']);
  });

  it('that are shipped are in order themselves', () => {
    for (const preset of Object.values(presets)) expect(problemsOf(preset)).toEqual([]);
  });

  it('that the guide shows work', () => {
    const guide = readFileSync(new URL('../../docs/vocabularies.md', import.meta.url), 'utf8');
    const house: Json = JSON.parse([...guide.matchAll(/^```json\n([\s\S]*?)^```$/gm)].at(-1)![1]!);
    const model = models({
      'src/a.ts': `declare function addSetting(key: string, value: unknown, more: object): void; declare const settings: any;
addSetting('http.port', 8080, { type: 'int', needsRestart: true });
export const port = () => settings.get('http.port');
`,
    }, { vocabularies: [house] }).model(settings);
    expect(model.problems).toEqual([]);
    expect(model.settings).toMatchObject([{ key: 'http.port', type: 'integer', default: { k: 'constant', value: 8080 }, flags: { restart: true } }]);
    expect(model.accessesOf(0)).toMatchObject([{ mode: 'read', at: { line: 3 } }]);
    for (const name of Object.keys(presets)) expect(guide).toContain(`presets/${name}.md`);
  });
});
