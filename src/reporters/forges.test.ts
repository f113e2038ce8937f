import { describe, expect, it } from 'vitest';
import { gitlab } from './gitlab.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { broken, clean, findingAt, sample } from './sample.ts';
import { sarif } from './sarif.ts';

const plain = { color: false };

describe('sarif', () => {
  const [run] = JSON.parse(sarif(sample, plain)).runs;

  it('holds new, known and moved findings with their state, and markers, but nothing that is allowed', () => {
    expect(run.results.map((result: any) => [result.ruleId, result.level, result.locations[0].physicalLocation.region.startLine, result.baselineState])).toEqual([
      ['magic-numbers', 'warning', 5, 'new'], ['env-read', 'error', 9, 'new'], ['env-read', 'error', 20, 'unchanged'], ['env-read', 'error', 30, 'updated'], ['lint-allow', 'error', 50, undefined],
    ]);
    expect(run.tool.driver.rules).toEqual([{ id: 'env-read' }, { id: 'lint-allow' }, { id: 'magic-numbers' }]);
    expect(run.results[0].relatedLocations).toHaveLength(2);
  });

  it('tells equal findings apart, under a key that GitHub does not compute itself', () => {
    expect(run.results.slice(1, 3).map((result: any) => result.partialFingerprints)).toEqual([
      { 'ghostwireEntry/v1': 'env-read:src/b.ts#FOO:read:B' }, { 'ghostwireEntry/v1': 'env-read:src/b.ts#FOO:read:B#2' },
    ]);
  });

  it('says that a run failed and why', () => {
    expect(JSON.parse(sarif(broken, plain)).runs[0].invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2, toolExecutionNotifications: [{ locations: [{}] }, { message: { text: 'no file was seen' } }] });
  });

  it('writes paths as URIs', () => {
    const odd = { ...clean, new: [findingAt(1, 'src/b.ts#FOO:read:B', { file: 'src/a b#[id].ts' })] };
    expect(JSON.parse(sarif(odd, plain)).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('src/a%20b%23%5Bid%5D.ts');
  });
});

describe('gitlab', () => {
  it('gives every issue a fingerprint of its own that does not depend on lines', () => {
    const twice = { ...clean, new: [findingAt(1, 'src/b.ts#FOO:read:B'), findingAt(2, 'src/b.ts#FOO:read:B')] };
    const [one, two] = JSON.parse(gitlab(twice, plain));
    expect(one.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(one.fingerprint).not.toBe(two.fingerprint);
    expect(JSON.parse(gitlab({ ...clean, new: [findingAt(70, 'src/b.ts#FOO:read:B')] }, plain))[0].fingerprint).toBe(one.fingerprint);
  });

  it('lists what is new, markers and problems', () => {
    expect(JSON.parse(gitlab(sample, plain)).map((issue: any) => [issue.check_name, issue.severity, issue.location.path, issue.location.lines.begin])).toEqual([
      ['magic-numbers', 'minor', 'src/a.ts', 5], ['env-read', 'major', 'src/b.ts', 9], ['lint-allow', 'major', 'src/b.ts', 50],
    ]);
    expect(JSON.parse(gitlab(broken, plain)).map((issue: any) => issue.severity)).toEqual(['blocker', 'blocker']);
  });
});

describe('junit', () => {
  it('has a suite for each rule, passed where nothing is new', () => {
    expect(junit(clean, plain)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="ghostwire" tests="2" failures="0" errors="0">
  <testsuite name="env-read" tests="1" failures="0" errors="0">
    <testcase classname="env-read" name="nothing new"/>
  </testsuite>
  <testsuite name="magic-numbers" tests="1" failures="0" errors="0">
    <testcase classname="magic-numbers" name="nothing new"/>
  </testsuite>
</testsuites>
`);
  });

  it('fails errors, not warnings, and escapes', () => {
    const xml = junit(sample, plain);
    expect(xml).toContain('<testsuites name="ghostwire" tests="3" failures="2" errors="0">');
    expect(xml).toContain('<system-out>src/a.ts:5:3  `5`, 100% &lt;b&gt; &amp; &quot;policy&quot;\nsrc/a.ts:1  boots here');
    expect(junit({ ...clean, new: [findingAt(1, 'src/b.ts#FOO:read:B', { text: 'a\u0000\u001b' })] }, plain)).toContain('message="a\ufffd\ufffd"');
    expect(junit(broken, plain)).toContain('<error message="no file was seen">');
  });
});

describe('markdown', () => {
  it('is a table of what is new with the rest in numbers', () => {
    expect(markdown(sample, plain)).toContain('| `src/a.ts:5:3` | magic-numbers | warning: `5`, 100% &#60;b&#62; &#38; "policy" |\n');
    expect(markdown(sample, plain)).toContain('\n1 known, 1 moved, 1 allowed by a marker, 1 stale.\n');
    expect(markdown(clean, plain)).toContain('## ghostwire: nothing new\n');
    expect(markdown(broken, plain)).toContain('## ghostwire: this run cannot be trusted\n');
  });

  it('keeps a cell in one piece', () => {
    expect(markdown({ ...clean, new: [findingAt(1, 'src/b.ts#FOO:read:B', { text: 'a || `b || c`\nd' })] }, plain)).toContain('| env-read | a \\|\\| `b \\|\\| c` d |');
  });
});
