import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { settings } from '../../analyses/settings/analysis.ts';
import type { Setting } from '../../analyses/settings/model.ts';
import { models } from '../../testing/program.ts';
import { presets } from './index.ts';

/** The page of a preset is its test: its titled fences are a little repository, `settings` and `accesses` what is found in it. */
describe('preset pages', () => {
  it('are there for every preset and for nothing else', () => {
    const pages = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.md')).map(name => name.slice(0, -3));
    expect(pages.sort()).toEqual(Object.keys(presets).sort());
  });

  it.each(Object.keys(presets))('%s', name => {
    const page = readFileSync(new URL(`${name}.md`, import.meta.url), 'utf8').replace(/\r\n/g, '\n');
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    const fences = new Map([...page.matchAll(/^```\S* title="([^"]+)"\n([\s\S]*?)^```$/gm)].map(match => [match[1]!, match[2]!.trimEnd()]));
    const files = Object.fromEntries([...fences].filter(([title]) => title !== 'settings' && title !== 'accesses'));
    const model = models(files, { vocabularies: [name] }).model(settings);
    expect(model.problems).toEqual([]);
    expect(model.settings.map(wordsOf)).toEqual(fences.get('settings')!.split('\n'));
    expect(model.accesses.map(({ at, mode, strength, key }) => `${at.file}:${at.line} ${strength === 'weak' ? 'weak ' : ''}${mode} ${key}`)).toEqual(fences.get('accesses')!.split('\n'));
  });
});

/** Key, type, default, variables, flags. */
function wordsOf({ key, type, default: value, env, flags }: Setting): string {
  const raised = Object.entries(flags).filter(([, state]) => state === true).map(([flag]) => flag);
  return [key, type, value.k === 'constant' ? JSON.stringify(value.value) : value.k, env.join(), ...raised].filter(word => word !== undefined && word !== '').join(' ');
}
