import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from './analysis.ts';

const page = readFileSync(new URL('../../../docs/reach.md', import.meta.url), 'utf8').replace(/\r\n/g, '\n');
const fencesOf = (text: string): Map<string, string> => new Map([...text.matchAll(/^```\S* title="([^"]+)"\n([\s\S]*?)^```$/gm)].map(match => [match[1]!, match[2]!]));
const [shared = '', ...sections] = page.split(/^### /m);

/** Every word of `SettingVerdict`, and what is said of a listener. The compiler holds the list to the type. */
const VERDICTS: { readonly [V in NonNullable<ReturnType<typeof verdictsOf>[number]['verdict']>]: true } = {
  live: true, 'weakly-live': true, 'default-off': true, 'misleading-default': true, 'self-gated': true, 'ghost-wired': true, escaped: true, external: true, skipped: true,
  'test-only': true, unread: true, 'write-only': true, 'mention-only': true, undecided: true,
};
/** Strengths of edges, and the other things that an edge says. */
const EDGES = ['strong', 'framework', 'weak', 'deferred', 'repeats'];

function verdictsOf(files: { readonly [path: string]: string }, analysis: object) {
  const program = models(files, { entries: { app: ['src/main.ts'] }, ...analysis });
  const known = program.model(settings).settings;
  const { wirings, unheard } = program.model(wiring);
  return [
    ...wirings.map(({ setting, verdict, gates }) => ({ key: known[setting]!.key, verdict, line: [known[setting]!.key, verdict, ...(gates.length > 0 ? ['by', gates.map(gate => known[gate]!.key).join(', ')] : [])].join(' ') })),
    ...unheard.map(({ setting, owner }) => ({ key: known[setting]!.key, verdict: undefined, line: `${known[setting]!.key} watched by ${owner} never-registered` })),
  ];
}

describe('the page on what runs', () => {
  it.each(sections.map(section => [section.split('\n')[0]!, section]))('%s', (_, section) => {
    const own = fencesOf(section);
    const wanted = own.get('verdicts')!.trimEnd().split('\n');
    const analysis = JSON.parse(own.get('analysis') ?? '{}') as object; // The analyses check what they are given.
    const files = Object.fromEntries([...fencesOf(shared), ...own].filter(([title]) => title !== 'verdicts' && title !== 'analysis'));
    const main = `import './settings';\n${files['src/main.ts'] ?? ''}`;
    const keys = new Set(wanted.map(line => line.split(' ')[0]));
    expect(verdictsOf({ ...files, 'src/main.ts': main }, analysis).filter(({ key }) => keys.has(key)).map(({ line }) => line).sort()).toEqual([...wanted].sort());
  });

  it('has a section for each verdict and each kind of edge', () => {
    const titles = sections.map(section => section.split('\n')[0]!.split(':')[0]!);
    const missing = [...Object.keys(VERDICTS), 'never-registered', ...EDGES].filter(word => !titles.includes(word));
    expect(missing).toEqual([]);
  });
});
