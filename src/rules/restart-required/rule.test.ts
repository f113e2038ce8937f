import { describe, expect, it } from 'vitest';
import { check } from '../../testing/check.ts';
import { brief } from '../../testing/program.ts';
import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);

const REGISTRY = 'declare const registry: { register(definition: object): void };\n';
const PORT = `${REGISTRY}registry.register({
  namespace: 'http',
  key: 'port',
  default: 8080,
  restartRequired: true,
});
`;
const baseline = (...entries: string[]) => ({ 'restart-required': `# ghostwire baseline: restart-required\n${entries.map(entry => `${entry}\n`).join('')}` });

const judge = async (text: string, baselines = {}) => {
  const outcome = await check({ 'src/settings.ts': text }, { rules: [rule], baselines });
  return {
    new: outcome.new.map(brief), known: outcome.known.map(brief), allowed: outcome.allowed.map(({ finding }) => brief(finding)),
    markers: outcome.markers.map(({ problem, at }) => `${problem} ${at.line}`), stale: outcome.stale.map(({ entry }) => entry),
    problems: outcome.problems.map(({ file, line, message }) => `${file}:${line} ${message}`), exitCode: outcome.exitCode,
  };
};
const clean = { new: [], known: [], allowed: [], markers: [], stale: [], problems: [], exitCode: 0 };

describe('restart-required', () => {
  it('RR01 reports a restart flag without a marker under an empty baseline', async () => {
    expect(await judge(PORT, baseline())).toEqual({ ...clean, new: ['src/settings.ts:4:8 http.port:unjustified:-'], exitCode: 1 });
  });

  it('RR02 accepts a reason on the closing line', async () => {
    expect(await judge(PORT.replace('});', '}); // lint-allow: restart-required -- the socket is bound once')))
      .toEqual({ ...clean, allowed: ['src/settings.ts:4:8 http.port:unjustified:-'] });
  });

  it('RR03 accepts a reason on the opening line', async () => {
    expect(await judge(PORT.replace('register({', 'register({ // lint-allow: restart-required -- the socket is bound once')))
      .toEqual({ ...clean, allowed: ['src/settings.ts:4:8 http.port:unjustified:-'] });
  });

  it('RR04 keeps the reason of a registration from the one above it', async () => {
    const second = PORT.slice(REGISTRY.length).replace('port', 'host').replace('register({', 'register({ // lint-allow: restart-required -- the socket is bound once');
    expect(await judge(PORT + second)).toEqual({
      ...clean, new: ['src/settings.ts:4:8 http.port:unjustified:-'], allowed: ['src/settings.ts:10:8 http.host:unjustified:-'], exitCode: 1,
    });
  });

  it('RR05 takes no marker without a reason', async () => {
    expect(await judge(PORT.replace('});', '}); // lint-allow: restart-required')))
      .toEqual({ ...clean, new: ['src/settings.ts:4:8 http.port:unjustified:-'], markers: ['malformed 7'], exitCode: 1 });
  });

  it('RR06 covers a known flag by its key in the baseline', async () => {
    expect(await judge(PORT, baseline('http.port:unjustified:-'))).toEqual({ ...clean, known: ['src/settings.ts:4:8 http.port:unjustified:-'] });
  });

  it('RR07 treats a setting that is read-only once the process runs as restart-bound', async () => {
    expect(await judge(PORT.replace('restartRequired', 'readOnlyPostInit'))).toEqual({ ...clean, new: ['src/settings.ts:4:8 http.port:unjustified:-'], exitCode: 1 });
  });

  it('RR08 collects no setting without either flag', async () => {
    expect(await judge(PORT.replace('restartRequired: true', 'restartRequired: false, readOnlyPostInit: false'))).toEqual(clean);
  });

  it('RR09 warns of an entry that nothing needs any more', async () => {
    expect(await judge(PORT.replace('  restartRequired: true,\n', ''), baseline('http.port:unjustified:-'))).toEqual({ ...clean, stale: ['http.port:unjustified:-'] });
  });

  it('RR11 resolves a flag in a constant and does not trust a run in which one is computed', async () => {
    expect((await judge(`const RESTART = true;\n${PORT.replace('restartRequired: true', 'restartRequired: RESTART')}`)).new).toEqual(['src/settings.ts:5:8 http.port:unjustified:-']);
    expect(await judge(PORT.replace('restartRequired: true', `restartRequired: process.argv.length > 2`))).toEqual({
      ...clean, problems: ['src/settings.ts:6 whether `http.port` has the flag `restartRequired` cannot be resolved; give it as `true`, `false` or a constant'], exitCode: 2,
    });
  });

  it('RR12 reports an entry that a marker makes redundant', async () => {
    const both = await judge(PORT.replace('});', '}); // lint-allow: restart-required -- the socket is bound once'), baseline('http.port:unjustified:-'));
    expect(both).toMatchObject({ new: [], known: [], allowed: ['src/settings.ts:4:8 http.port:unjustified:-'], stale: ['http.port:unjustified:-'] });
  });

  it('RR13 accepts a reason that is wrapped over several comment lines inside the block', async () => {
    expect(await judge(PORT.replace(`  key:`, `  // lint-allow: restart-required -- the socket is bound once, and\n  // moving it would drop every open connection,\n  // which is what a restart is for\n  key:`)))
      .toEqual({ ...clean, allowed: ['src/settings.ts:7:8 http.port:unjustified:-'] });
  });

  it.each([
    ['a read for each request', `createServer(async (request, response) => response.setTimeout(await resolver.getInt('http', 'port'))).listen(1);`, 'unnecessary'],
    ['a live subscriber', `class Page { readonly watched = [['http', 'port']]; port = 0; async settingsChanged() { this.port = await resolver.getInt('http', 'port'); } }
const page = new Page();
await page.settingsChanged();
createServer((request, response) => response.setTimeout(page.port)).listen(1);`, 'unnecessary'],
    ['a copy beside a read for each request', `const port = await resolver.getInt('http', 'port');
createServer(async (request, response) => response.setTimeout(port + await resolver.getInt('http', 'port'))).listen(1);`, 'half-live'],
  ])('RR14 reports the contradiction between a marked flag and %s', async (_, code, kind) => {
    const marked = PORT.replace('});', '}); // lint-allow: restart-required -- everybody knows that ports need a restart');
    const outcome = await judge(`import { createServer } from 'node:http';\ndeclare const resolver: { getInt(ns: string, key: string): Promise<number> };\n${marked}${code}\n`);
    expect(outcome).toEqual({ ...clean, new: [`src/settings.ts:6:8 http.port:${kind}:-`], exitCode: 1 });
  });

  it('needs no reason where the operating system holds the value, and takes one all the same', async () => {
    const code = `import { createServer } from 'node:http';\ndeclare const resolver: { getInt(ns: string, key: string): Promise<number> };\n${PORT}createServer().listen(await resolver.getInt('http', 'port'));\n`;
    expect(await judge(code)).toEqual(clean);
    expect(await judge(code.replace('});\ncreate', '}); // lint-allow: restart-required -- the socket is bound once\ncreate'))).toEqual({ ...clean, allowed: ['src/settings.ts:6:8 http.port:unjustified:-'] });
  });

  it('reaches from the call of a helper', async () => {
    expect(await judge(`${REGISTRY}const fixed = (key: string, value: unknown) => registry.register({ namespace: 'http', key, default: value, restartRequired: true });
fixed(
  'port', // lint-allow: restart-required -- the socket is bound once
  8080,
);
fixed('host', 'localhost');
`)).toMatchObject({ new: ['src/settings.ts:7:7 http.host:unjustified:-'], allowed: ['src/settings.ts:4:3 http.port:unjustified:-'] });
  });

  it('GW04 honours a marker on the closing line of the registration', async () => {
    expect((await judge(PORT.replace('});', '}); // lint-allow: restart-required -- bound once'))).allowed).toHaveLength(1);
  });

  it('GW05 takes no marker with dashes but no reason', async () => {
    expect(await judge(PORT.replace('});', '}); // lint-allow: restart-required --'))).toMatchObject({ allowed: [], markers: ['malformed 7'], exitCode: 1 });
  });
});
