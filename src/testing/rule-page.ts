import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AnalysisOptions, Finding, Json, Rule } from '../core/model.ts';
import { isSource } from '../engine/classify.ts';
import { judgeRule } from './program.ts';

/**
 * Makes a test of each section of the rule's page, `rule.md` beside the calling file. A section that holds code fences
 * with titles is a little project, one fence a file; `// want <message or part of it>` at a line's end expects a
 * finding there, and nothing else may be found. Several expectations on one line are separated by ` // want `. A fence
 * titled `options` (JSON) gives the rule's options, one titled `analysis` the analysis options.
 *
 * The page's order is fixed: `# <id>`, the summary in one sentence, why, the sections, `## When not to use it`, and
 * `## Options`, which names each option of the rule in backticks and no other.
 */
export function testRulePage(rule: Rule, meta: { readonly url: string }): void {
  const page = readFileSync(new URL('rule.md', meta.url), 'utf8').replace(/\r\n/g, '\n');
  describe(`the page of ${rule.id}`, () => {
    it('is in order', () => checkOrder(rule, page));
    for (const section of sectionsOf(page)) {
      if (section.files.size > 0) it(section.title, () => checkSection(rule, section));
    }
  });
}

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

function checkOrder(rule: Rule, page: string): void {
  const [title, summary, ...rest] = page.replace(/^```[\s\S]*?^```$/gm, '').split(/\n{2,}/).map(part => part.trim()).filter(part => part !== '');
  expect(title, 'the title is the id').toBe(`# ${rule.id}`);
  expect(summary?.replace(/\.$/, ''), 'the first sentence is the rule\'s summary').toBe(rule.summary.replace(/\.$/, ''));
  expect(rest[0] ?? '# nothing', 'a paragraph says why').not.toMatch(/^#/);
  const sections = sectionsOf(page);
  expect(sections.slice(-2).map(section => section.title), 'the last two sections').toEqual(['When not to use it', 'Options']);
  expect(sections.slice(0, -2).filter(section => section.files.size === 0).map(section => section.title), 'sections without a titled fence').toEqual([]);
  const named = [...sections.at(-1)!.body.matchAll(/^(?:[-*] |\| ?)`([^`]+)`/gm)].map(match => match[1]!);
  expect(named.sort(), 'the options named are those of the rule').toEqual(Object.keys(rule.defaults).sort());
}

function checkSection(rule: Rule, { files }: Section): void {
  const given = (title: string): any => JSON.parse(files.get(title) ?? '{}'); // The rule and the analyses check what they are given.
  const options: { readonly [option: string]: Json } = given('options');
  const analysis: Partial<AnalysisOptions> = given('analysis');
  const program = Object.fromEntries([...files].filter(([title]) => title !== 'options' && title !== 'analysis'));
  const findings = judgeRule(rule, program, { options, analysis });
  const wanted = Object.entries(program).filter(([path]) => isSource(path)).flatMap(([path, text]) => wantsOf(path, text));
  expect(differences(findings, wanted)).toEqual([]);
}

interface Want {
  readonly file: string;
  readonly line: number;
  readonly part: string;
}

const wantsOf = (file: string, text: string): Want[] =>
  text.split('\n').flatMap((line, index) => line.split(/\/\/ want /).slice(1).map(part => ({ file, line: index + 1, part: part.trim() })));

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
