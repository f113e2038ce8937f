import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rules } from '../src/rules/index.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const scripts: { readonly [name: string]: string } = JSON.parse(read('package.json')).scripts;

describe('every rule', () => {
  it.each(rules.map(rule => rule.id))('%s is a folder with code, page and test, named as its id', id => {
    expect(readdirSync(join(root, 'src/rules', id)).filter(name => !/^rule\.(ts|md|test\.ts)$|\.test\.ts$/.test(name)), 'a rule is rule.ts, rule.md and its tests; what it needs besides is a fact or an analysis').toEqual([]);
    for (const file of ['rule.ts', 'rule.md', 'rule.test.ts']) expect(existsSync(join(root, 'src/rules', id, file)), file).toBe(true);
    expect(read(`src/rules/${id}/rule.ts`)).toContain(`id: '${id}'`);
  });

  it.each(rules.map(rule => [rule.id, rule] as const))('%s words its messages by the law', (_, rule) => {
    const source = read(`src/rules/${rule.id}/rule.ts`);
    expect(Object.keys(rule.messages).length).toBeGreaterThan(0);
    const sentences = [...source.matchAll(/=>\s*(?:\n\s*)?`((?:[^`\\]|\\.)*)`/g)].map(match => match[1]!).filter(text => text.includes(' '));
    expect(sentences.length, 'the messages of the rule').toBeGreaterThan(0);
    for (const text of sentences) {
      expect(text, 'lower case at the start, unless it is code').not.toMatch(/^[A-Z]/);
      expect(text, 'no full stop at the end').not.toMatch(/\.$/);
      expect(text, 'no "please", no "should"').not.toMatch(/\b(please|should)\b/i);
    }
    expect(rule.summary).not.toMatch(/\.$/);
  });
});

describe('every rule is run', () => {
  const runsAllRules = (command: string): boolean => /(^|&&|;|\s)node bin\/ghostwire\.js(\s|$)/.test(command) && !/--rule\b/.test(command);
  const steps = (text: string): string[] => text.split('\n').map(line => line.trim()).filter(line => line !== '' && !line.startsWith('#'));

  it('EG01 by the script that hook and CI share, without a narrowing --rule', () => {
    const commands = (scripts['lint:settings'] ?? '').split('&&').map(command => command.trim());
    expect(commands.filter(runsAllRules)).toHaveLength(2);
    expect(commands.some(command => command.includes('--root examples/relay'))).toBe(true);
  });

  it('EG02 by the pre-push hook', () => {
    expect(steps(read('.husky/pre-push')).some(line => /^npm run (--silent )?lint:settings$/.test(line))).toBe(true);
  });

  it('EG03 by CI, through the test command', () => {
    expect(steps(read('.ci/run'))).toContain('npm test');
    expect(scripts['test']).toBe('node scripts/test.mjs');
    expect(read('scripts/test.mjs')).toMatch(/^ {2}\['our own gate', \[npm, 'run', '--silent', 'lint:settings'\]\],$/m);
  });

  it('EG14 and a mention in a comment would not do', () => {
    expect(steps('# npm run lint:settings\n').some(line => /lint:settings/.test(line))).toBe(false);
    expect(runsAllRules('node bin/ghostwire.js --rule env-read')).toBe(false);
  });

  it('EG04 and no configuration here switches one off', () => {
    for (const file of ['ghostwire.config.ts', 'examples/relay/ghostwire.config.json']) {
      const text = existsSync(join(root, file)) ? read(file) : '';
      for (const { id } of rules) expect(text, `${file} keeps ${id} on`).not.toMatch(new RegExp(`['"]${id}['"]\\s*:\\s*\\[?['"]off`));
    }
  });

  it('EG13 and there are rules to run', () => {
    expect(rules.length).toBeGreaterThanOrEqual(5);
  });
});

describe('what is committed', () => {
  it('has a run bit on .ci/run and a licence', () => {
    expect(existsSync(join(root, 'LICENSE'))).toBe(true);
    expect(read('.ci/run').startsWith('#!/usr/bin/env bash')).toBe(true);
  });
});
