import { describe, expect, it } from 'vitest';
import type { Finding, Marker } from '../../core/model.ts';
import { suppress } from '../../core/suppress.ts';
import { extractFile } from '../walk/walk.ts';
import { markersExtractor } from './extract.ts';

// From the text of a file to what its markers excuse. Findings are planted at `«…»`; the marks are taken out before parsing.
const rules = ['long-running-loop-kill-switch', 'env-read', 'magic-numbers', 'bootstrap-wiring', 'restart-required'];

function outcome(rule: string, marked: string) {
  const findings: Finding[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const parts = line.split('«');
    let plain = parts[0]!;
    for (const part of parts.slice(1)) {
      findings.push(findingAt(rule, index + 1, plain.length + 1));
      plain += part.replace('»', '');
    }
    return plain;
  });
  const { tables, problems } = extractFile('a.ts', lines.join('\n'), [markersExtractor]);
  expect(problems).toEqual([]);
  const registrations = findings.map(finding => (rule === 'restart-required' || rule === 'bootstrap-wiring' ? { ...finding, span: callAround(lines, finding.at.line) } : finding));
  const { kept, allowed, problems: complaints } = suppress({ findings: registrations, markers: tables['markers'] as readonly Marker[], rules, ran: rules, today: '2026-06-01' });
  return { kept: kept.map(({ at }) => at.line), allowed: allowed.map(({ finding }) => finding.at.line), markers: complaints.map(({ problem, at }) => `${problem}@${at.line}`) };
}

const findingAt = (rule: string, line: number, column: number): Finding => ({
  rule, message: 'm', text: 't', at: { file: 'a.ts', line, column, endLine: line, endColumn: column + 1 }, entry: { key: `k${line}.${column}`, kind: 'k', owner: '-' }, severity: 'error',
});

const callAround = (lines: readonly string[], line: number) => ({
  startLine: lines.slice(0, line).findLastIndex(text => text.includes('register(')) + 1,
  endLine: lines.findIndex((text, index) => index >= line - 1 && text.includes(');')) + 1,
});

describe('loops', () => {
  const rule = 'long-running-loop-kill-switch';
  const allow = `// lint-allow: ${rule} -- ends with the process on purpose`;

  it('KS11 flags the second loop when only the first is marked', () => {
    expect(outcome(rule, `${allow}\n«while» (true) { f(); }\n«while» (true) { g(); }`)).toEqual({ kept: [3], allowed: [2], markers: [] });
    expect(outcome(rule, `«while» (true) { ${allow}\n  f();\n}\n«while» (true) { g(); }`)).toEqual({ kept: [4], allowed: [1], markers: [] });
  });

  it('KS12 flags a nested loop one line under a marked loop', () => {
    expect(outcome(rule, `«while» (true) { ${allow}\n  «while» (true) { f(); }\n}`)).toEqual({ kept: [2], allowed: [1], markers: [] });
    expect(outcome(rule, `${allow}\n«while» (true) {\n  «while» (true) { f(); }\n}`)).toEqual({ kept: [3], allowed: [2], markers: [] });
  });

  it('KS13 honours a marker on the line of the loop and up to two lines above', () => {
    for (const text of [`«while» (true) { f(); } ${allow}`, `${allow}\n«while» (true) { f(); }`, `${allow}\n/* on and on */\n«while» (true) { f(); }`]) {
      expect(outcome(rule, text)).toMatchObject({ kept: [], markers: [] });
    }
    expect(outcome(rule, `${allow}\nf();\n«while» (true) { f(); }`)).toEqual({ kept: [3], allowed: [], markers: ['unused@1'] });
  });

  it('KS14 honours a marker at the top of a four-line comment block', () => {
    expect(outcome(rule, `${allow}\n// two\n// three\n// four\n«while» (true) { f(); }`)).toEqual({ kept: [], allowed: [5], markers: [] });
    expect(outcome(rule, `/* lint-allow: ${rule} -- ends with the process\n * two\n * three\n * four */\n«while» (true) { f(); }`)).toEqual({ kept: [], allowed: [5], markers: [] });
  });

  it('KS15 flags a loop whose marker has no reason, and the marker', () => {
    expect(outcome(rule, `// lint-allow: ${rule}\n«while» (true) { f(); }`)).toEqual({ kept: [2], allowed: [], markers: ['malformed@1'] });
  });

  it('KS16 flags a loop beside marker text in a string', () => {
    expect(outcome(rule, `«while» (true) { f("${allow}"); }`)).toEqual({ kept: [1], allowed: [], markers: [] });
    expect(outcome(rule, `const s = \`\n${allow}\n\`; «while» (true) { f(s); }`)).toEqual({ kept: [3], allowed: [], markers: [] });
  });

  it('KS24 reports the marker of a loop that is guarded and needs none', () => {
    expect(outcome(rule, `${allow}\nwhile (true) { if (await isLoopEnabled()) f(); }`)).toEqual({ kept: [], allowed: [], markers: ['unused@1'] });
  });
});

describe('environment reads', () => {
  const allow = '// lint-allow: env-read -- needed before the settings service exists';

  it('ENV12 honours a marker inline', () => {
    expect(outcome('env-read', `const a = «process.env.A»; ${allow}`)).toEqual({ kept: [], allowed: [1], markers: [] });
  });

  it('ENV13 honours a marker in the comment block directly above', () => {
    expect(outcome('env-read', `// The bootstrap reads this.\n${allow}\n// See the guide.\nconst a = «process.env.A»;`)).toEqual({ kept: [], allowed: [4], markers: [] });
  });

  it('ENV14 reports a read whose marker has no reason', () => {
    expect(outcome('env-read', 'const a = «process.env.A»; // lint-allow: env-read')).toMatchObject({ kept: [1], markers: ['malformed@1'] });
  });

  it('ENV21 does not let a marker reach over a blank line', () => {
    expect(outcome('env-read', `${allow}\n\nconst a = «process.env.A»;`)).toEqual({ kept: [3], allowed: [], markers: ['unused@1'] });
  });
});

describe('numbers', () => {
  const allow = '// lint-allow: magic-numbers -- laid down in ADR-0001';

  it('MN30 honours a marker with a reason on the line', () => {
    expect(outcome('magic-numbers', `const retries = «5»; ${allow}`)).toEqual({ kept: [], allowed: [1], markers: [] });
  });

  it('MN31 reports a number whose marker has no reason', () => {
    expect(outcome('magic-numbers', 'const retries = «5»; // lint-allow: magic-numbers --')).toMatchObject({ kept: [1], markers: ['malformed@1'] });
  });

  it('MN32 reports a number beside the marker of another rule', () => {
    expect(outcome('magic-numbers', 'const retries = «5»; // lint-allow: env-read -- laid down in ADR-0001')).toMatchObject({ kept: [1], markers: ['unused@1'] });
  });

  it('MN53 reports a marker on a value that is exempt, and does not let it drift to the next line', () => {
    expect(outcome('magic-numbers', `const one = 1; ${allow}\nconst retries = «5»;`)).toEqual({ kept: [2], allowed: [], markers: ['unused@1'] });
  });

  it('MN54 honours a marker on a line with an unclosed bracket', () => {
    expect(outcome('magic-numbers', `retry(f, «5», { ${allow}\n  jitter: true,\n});`)).toEqual({ kept: [], allowed: [1], markers: [] });
    expect(outcome('magic-numbers', `retry( ${allow}\n  «5»,\n);`)).toEqual({ kept: [], allowed: [2], markers: [] });
  });
});

describe('registrations', () => {
  const allow = (rule: string) => `// lint-allow: ${rule} -- the pool is sized once`;
  const wiring = allow('bootstrap-wiring');
  const restart = allow('restart-required');

  it('GW04 honours a marker on the closing line', () => {
    expect(outcome('bootstrap-wiring', `register({\n  «key: 'a'»,\n}); ${wiring}`)).toEqual({ kept: [], allowed: [2], markers: [] });
  });

  it('GW42 honours a marker on the opening line', () => {
    expect(outcome('bootstrap-wiring', `register({ ${wiring}\n  namespace: 'a',\n  type: 'int',\n  «key: 'b'»,\n});`)).toEqual({ kept: [], allowed: [4], markers: [] });
  });

  it('GW43 does not leak a comment above the next registration to the one before', () => {
    expect(outcome('bootstrap-wiring', `register({\n  «key: 'a'»,\n});\n${wiring}\nregister({\n  «key: 'b'»,\n});`)).toEqual({ kept: [2], allowed: [6], markers: [] });
  });

  it('RR02 honours a marker with a reason on the closing line', () => {
    expect(outcome('restart-required', `register({\n  «key: 'a'»,\n  restartRequired: true,\n}); ${restart}`)).toEqual({ kept: [], allowed: [2], markers: [] });
  });

  it('RR03 honours a marker on the opening line', () => {
    expect(outcome('restart-required', `register({ ${restart}\n  namespace: 'n',\n  type: 'int',\n  «key: 'a'»,\n});`)).toEqual({ kept: [], allowed: [4], markers: [] });
  });

  it('RR04 does not justify the first of two adjacent blocks by the marker on the opening line of the second', () => {
    expect(outcome('restart-required', `register({\n  «key: 'a'»,\n});\nregister({ ${restart}\n  «key: 'b'»,\n});`)).toEqual({ kept: [2], allowed: [5], markers: [] });
  });

  it('RR05 does not justify by a marker without a reason', () => {
    expect(outcome('restart-required', 'register({ // lint-allow: restart-required\n  «key: \'a\'»,\n});')).toEqual({ kept: [2], allowed: [], markers: ['malformed@1'] });
  });

  it('RR13 honours a reason wrapped over several comment lines inside the block', () => {
    expect(outcome('restart-required', `register({\n  «key: 'a'»,\n  type: 'int',\n  ${restart}\n  // when the process starts, and the driver\n  // cannot grow it later\n  restartRequired: true,\n});`)).toEqual({ kept: [], allowed: [2], markers: [] });
  });
});
