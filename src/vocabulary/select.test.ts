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

  it('are refused where a key has no place, a list is a text, a flag has no slot, or a reason is missing', () => {
    const own = { name: 'own', changes: 'live' };
    const call = { kind: 'call', callee: ['add'], key: 'arg0' };
    expect(problems({ ...own, registries: [{ kind: 'call', callee: ['add'] }], accesses: [] })).toEqual(['vocabulary `own`, `registries[0]`, has no `key`; say in which slot the name of a setting stands, such as `"arg0"` or `"name"`']);
    expect(problems({ ...own, registries: [{ ...call, callee: 'add' }], accesses: [] })).toEqual(['vocabulary `own`, `registries[0]`, has `callee` as "add"; write a list, `["add"]`']);
    expect(problems({ ...own, registries: [{ ...call, flags: { restart: { equals: [true] }, readonly: 'arg1' } }], accesses: [] })).toEqual([
      'vocabulary `own`, `registries[0]`, `flags` has the unknown member `readonly`; write `readOnly`',
      'vocabulary `own`, `registries[0]`, `flags`, `restart`, has no `slot`; say where the flag stands, such as `"arg2.restart"`',
    ]);
    expect(problems({ ...own, registries: [{ ...call, flags: { hidden: 'args1' } }], accesses: [] })[0]).toMatch(/^vocabulary `own`, `registries\[0\]`, `flags` `hidden`: slot `args1` begins with `args1`; begin it with/);
    expect(problems({ ...own, registries: [call], external: [{ keys: ['a'] }], accesses: [] })).toEqual(['vocabulary `own`, `external[0]`, has no `reason`; say what reads these settings']);
    expect(problems({ ...own, registries: [call], proof: 50, accesses: [] })).toEqual(['vocabulary `own` has the `proof` 50; write a share above 0 and up to 1']);
    expect(problems({ ...own, registries: [call], accesses: [{ kind: 'call', callee: ['get'], mode: 'read', key: 'arg0', scope: 'all' }] })).toEqual(['vocabulary `own`, `accesses[0]`, has the scope `all`; write `subtree` or `prefix` or `pattern` or `elements` or `values` or `names`']);
    expect(problems({ ...own, registries: [call], accesses: [{ kind: 'call', mode: 'read', key: 'arg0' }] })).toEqual(['vocabulary `own`, `accesses[0]`, has no `callee`; add it']);
    expect(problems({ ...own, registries: [{ kind: 'given', settings: [{ key: 'a', file: 'a.csv' }] }], accesses: [] })).toEqual(['vocabulary `own`, `registries[0]`, `settings`[0] has not all of `key`, `file` and `line`; add what is missing']);
  });

  it('that match nothing break their promise', () => {
    const model = models({ 'src/a.ts': 'export const a = 1;\n' }, { vocabularies: ['convict'] }).model(settings);
    expect(model.problems).toEqual([{ file: '', message: 'the vocabulary `convict` recognises no registration; take it out of `vocabularies`, or check `include`' }]);
  });

  it('may be computed: settings and their places are given one by one', () => {
    const model = models({ 'src/a.ts': 'declare function lookup(key: string): unknown;\nexport const port = () => lookup("http.port");\nexport function host() {\n  return load("row 2");\n}\ndeclare function load(row: string): unknown;\n' }, {
      vocabularies: [{
        name: 'table', changes: 'live', registries: [{ kind: 'given', settings: [{ key: 'http.port', file: 'settings.csv', line: 1, default: 80 }, { key: 'http.host', file: 'settings.csv', line: 2, flags: ['restart'] }] }],
        accesses: [{ kind: 'call', callee: ['lookup'], mode: 'read', key: 'arg0' }, { kind: 'given', mode: 'read', places: [{ key: 'http.host', file: 'src/a.ts', line: 4 }] }],
      }],
    }).model(settings);
    expect(model.problems).toEqual([]);
    expect(model.settings.map(each => [each.key, each.file, each.at.line, each.flags.restart])).toEqual([['http.port', 'settings.csv', 1, false], ['http.host', 'settings.csv', 2, true]]);
    expect(model.accesses.map(each => [each.key, each.at.line, each.fn > 0])).toEqual([['http.port', 2, true], ['http.host', 4, true]]);
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
