import { describe, expect, it } from 'vitest';
import { defineRule } from '../core/model.ts';
import { program } from '../facts/program/kind.ts';
import { checkPage } from './rule-page.ts';

const rule = defineRule({
  id: 'forbidden-call',
  summary: 'Calls of a forbidden function',
  needs: [program],
  defaults: { name: 'forbidden' },
  messages: { called: ({ name }: { name: string }) => `\`${name}\` is called; drop the call` },
  judge({ files, table, options, report }) {
    for (const file of files) {
      for (const { callee, s } of table(program, file).calls) {
        if (callee.k !== 'ref' || callee.n !== options.name) continue;
        const line = file.lineStarts.findLastIndex(start => start <= s) + 1;
        report({ message: 'called', data: { name: options.name }, at: { file: file.path, line, column: 1, endLine: line, endColumn: 1 }, entry: { key: file.path, kind: 'called', owner: '-' } });
      }
    }
  },
});

const page = (sections: string, options = '- `name`: the function; `forbidden` by default.') =>
  `# forbidden-call\n\nCalls of a forbidden function.\n\nBecause they are forbidden.\n\n${sections}\n## When not to use it\n\nNever.\n\n## Options\n\n${options}\n`;
const fence = (title: string, text: string): string => `\`\`\`ts title="${title}"\n${text}\n\`\`\`\n`;
const call = fence('a.ts', 'forbidden(); // want `forbidden` is called');

describe('a rule page', () => {
  it('is content with a page whose findings are the wanted ones', () => {
    expect(checkPage(rule, page(`## Reports a call\n${call}\n## Accepts others\n${fence('a.ts', 'allowed();')}`))).toEqual([]);
  });

  it('tells a missing finding and one that is not wanted', () => {
    expect(checkPage(rule, page(`## Reports a call\n${fence('a.ts', 'allowed(); // want it\nforbidden();')}`))).toEqual([
      'Reports a call: missing at a.ts:1: it',
      'Reports a call: not wanted at a.ts:2: `forbidden` is called; drop the call',
    ]);
  });

  it('wants two findings on one line to be spelled twice', () => {
    expect(checkPage(rule, page(`## Reports calls\n${fence('a.ts', 'forbidden(); forbidden(); // want forbidden // want forbidden')}`))).toEqual([]);
    expect(checkPage(rule, page(`## Reports calls\n${fence('a.ts', 'forbidden(); forbidden(); // want forbidden')}`))).toHaveLength(1);
  });

  it('hands options to the rule', () => {
    expect(checkPage(rule, page(`## Follows its option\n${fence('options', '{ "name": "other" }')}${fence('a.ts', 'forbidden();\nother(); // want other')}`))).toEqual([]);
  });

  it('asks for the order of the page', () => {
    expect(checkPage(rule, page(`## Reports a call\n${call}`).replace('# forbidden-call', '# other'))).toEqual(['the title is `# forbidden-call`']);
    expect(checkPage(rule, page(`## Reports a call\n${call}`).replace('Calls of a forbidden function.', 'Something else.'))).toEqual(['the first paragraph is the summary of the rule']);
    expect(checkPage(rule, page(`## Says nothing\n\nNo fence.\n`))).toEqual(['Says nothing: a section shows a titled fence']);
    expect(checkPage(rule, page(`## Reports a call\n${call}`).replace('## When not to use it', '## When to use it'))).toContain('the page ends with `## When not to use it` and `## Options`');
    expect(checkPage(rule, page(`## Reports a call\n${call}`, 'None.'))).toEqual(['`## Options` lists the options name, and not none']);
  });

  it('is not misled by headings in fences', () => {
    expect(checkPage(rule, page(`## Reports a call\n${call}${fence('README.md', '## Not a section')}`))).toEqual([]);
  });
});
