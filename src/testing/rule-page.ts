import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnalysisOptions, Finding, Json, Rule } from '../core/model.ts';
import { isProjectFile, isSource } from '../engine/classify.ts';
import { judgeRule } from './program.ts';

/**
 * Makes a test of each section of the rule's page, `rule.md` beside the calling file. A section that holds code fences
 * with titles is a little project, one fence a file; `// want <message or part of it>` at a line's end expects a
 * finding there (behind `#` or `<!--` in files with such comments), and nothing else may be found. Several expectations on one line are separated by ` // want `. A fence
 * titled `options` (JSON) gives the rule's options, one titled `analysis` the analysis options.
 *
 * The page's order is fixed: `# <id>`, the summary in one sentence, why, the sections, `## When not to use it`, and
 * `## Options`, a list that begins each item with an option of the rule in backticks.
 */
export function testRulePage(rule: Rule, meta: { readonly url: string }): void {
  const page = readFileSync(new URL('rule.md', meta.url), 'utf8').replace(/\r\n/g, '\n');
  describe(`the page of ${rule.id}`, () => {
    it('is in order', () => expect(orderOf(rule, page)).toEqual([]));
    for (const section of sectionsOf(page)) {
      if (section.files.size > 0) it(section.title, () => expect(judged(rule, section)).toEqual([]));
    }
  });
}

/** Everything that is wrong with the page, in words. */
export const checkPage = (rule: Rule, page: string): string[] => [
  ...orderOf(rule, page),
  ...sectionsOf(page).flatMap(section => judged(rule, section).map(difference => `${section.title}: ${difference}`)),
];

interface Section {
  readonly title: string;
  readonly body: string;
  readonly files: ReadonlyMap<string, string>;
}

function sectionsOf(page: string): Section[] {
  // A `## ` inside a fence is no heading: fences are blanked, length kept, before headings are looked for.
  const blanked = page.replace(/^```[\s\S]*?^```$/gm, fence => fence.replace(/[^\n]/g, ' '));
  const starts = [...blanked.matchAll(/^## (.+)$/gm)].map(match => ({ title: match[1]!, from: match.index + match[0].length }));
  return starts.map(({ title, from }, index) => {
    const next = starts[index + 1];
    const body = page.slice(from, next === undefined ? undefined : page.lastIndexOf('## ', next.from));
    const files = new Map([...body.matchAll(/^```\S* title="([^"]+)"\n([\s\S]*?)^```$/gm)].map(match => [match[1]!, match[2]!]));
    return { title, body, files };
  });
}

function orderOf(rule: Rule, page: string): string[] {
  const [title, summary, why = '#'] = page.replace(/^```[\s\S]*?^```$/gm, '').split(/\n{2,}/).map(part => part.trim()).filter(part => part !== '');
  const sections = sectionsOf(page);
  const [last, options] = sections.slice(-2);
  const named = [...(options?.body ?? '').matchAll(/^(?:[-*] |\| ?)`([^`]+)`/gm)].map(match => match[1]!).sort();
  const declared = Object.keys(rule.defaults).sort();
  const wrong = [
    title !== `# ${rule.id}` && `the title is \`# ${rule.id}\``,
    summary?.replace(/\.$/, '') !== rule.summary.replace(/\.$/, '') && 'the first paragraph is the summary of the rule',
    why.startsWith('#') && 'the second paragraph says why',
    (last?.title !== 'When not to use it' || options?.title !== 'Options') && 'the page ends with `## When not to use it` and `## Options`',
    named.join() !== declared.join() && `\`## Options\` lists the options ${declared.join(', ') || 'none'}, and not ${named.join(', ') || 'none'}`,
    ...sections.slice(0, -2).map(section => section.files.size === 0 && `${section.title}: a section shows a titled fence`),
  ];
  return wrong.filter(sentence => sentence !== false);
}

/** What the findings of a section's little project and its expectations differ in. */
function judged(rule: Rule, { files }: Section): string[] {
  if (files.size === 0) return [];
  const given = (title: string): any => JSON.parse(files.get(title) ?? '{}'); // The rule and the analyses check what they are given.
  const options: { readonly [option: string]: Json } = given('options');
  const analysis: Partial<AnalysisOptions> = given('analysis');
  const program = Object.fromEntries([...files].filter(([title]) => title !== 'options' && title !== 'analysis'));
  const wanted = Object.entries(program).filter(([path]) => isSource(path) || isProjectFile(path)).flatMap(([path, text]) => wantsOf(path, text));
  // Rules may ask what a comment says; the expectations are the reader's, and no part of the program.
  const plain = Object.fromEntries(Object.entries(program).map(([path, text]) => [path, isSource(path) ? text.replace(/[ \t]*\/\/ want .*$/gm, '') : text]));
  return differences(judgeRule(rule, plain, { options, analysis }), wanted);
}

interface Want {
  readonly file: string;
  readonly line: number;
  readonly part: string;
}

const wantsOf = (file: string, text: string): Want[] =>
  text.split('\n').flatMap((line, index) =>
    line
      .split(isSource(file) ? /\/\/ want / : /(?:\/\/|#|<!--) want /)
      .slice(1)
      .map(part => ({ file, line: index + 1, part: part.replace(/-->\s*$/, '').trim() })),
  );

/** What differs, in words; each want takes one finding. */
function differences(findings: readonly Finding[], wanted: readonly Want[]): string[] {
  const left = [...findings];
  const missing = wanted.filter(want => {
    const index = left.findIndex(finding => finding.at.file === want.file && finding.at.line === want.line && finding.text.includes(want.part));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map(want => `missing at ${want.file}:${want.line}: ${want.part}`),
    ...left.map(finding => `not wanted at ${finding.at.file}:${finding.at.line}: ${finding.text}`),
  ];
}
