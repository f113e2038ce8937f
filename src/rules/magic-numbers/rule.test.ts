import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../cli/main.ts';
import { isNumberAnnotation, numberAnnotations } from '../../facts/numbers/annotations.ts';
import { memoryStore } from '../../engine/store.ts';
import { memoryWorld } from '../../engine/world.ts';
import { extractors } from '../../facts/extractors.ts';
import { kindsOf } from '../../core/link.ts';
import type { Outcome } from '../../core/model.ts';
import { check, runWith } from '../../testing/check.ts';
import { brief, judgeRule, type Files } from '../../testing/program.ts';
import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);

const filesOf = (files: Files | string): Files => (typeof files === 'string' ? { 'src/a.ts': files } : files);

/** `slot=value` of each finding of the strict reading. */
const strict = (files: Files | string): string[] =>
  judgeRule(rule, filesOf(files), { options: { constants: 'annotated-only' } }).map(({ entry }) => entry.key.slice(entry.key.indexOf('#') + 1));

/** `slot=value:role` of each finding as the rule reads by default. */
const found = (files: Files | string): string[] =>
  judgeRule(rule, filesOf(files)).map(({ entry }) => `${entry.key.slice(entry.key.indexOf('#') + 1)}:${entry.kind}`);

const text = (source: string): string => judgeRule(rule, { 'src/a.ts': source }, { options: { constants: 'annotated-only' } })[0]?.text ?? '';

describe('the strict reading: module constants', () => {
  it('MN01 reports 1024 and keeps its text', () => {
    expect(strict('const SIZE = 1024;')).toEqual(['SIZE=1024']);
    expect(text('const SIZE = 1_024;')).toContain('`1_024`');
  });
  it('MN02 reports 0.7 and keeps its text', () => {
    expect(strict('export const share = 0.70;')).toEqual(['share=0.70']);
    expect(text('export const share = 0.70;')).toContain('`0.70`');
  });
  it('MN03 reports -42 with its sign', () => expect(strict('const floor = -42;')).toEqual(['floor=-42']));
  it('MN04 accepts zero and one of either sign, fractional or not', () => {
    expect(strict('const a = 0; const b = 1; const c = -1; const d = 0.0; const e = 1.0; const f = -1.0; const g = 0n;')).toEqual([]);
  });
  it('MN05 accepts what is written in hex, octal or binary', () => expect(strict('const a = 0x7530; const b = 0o755; const c = 0b1010;')).toEqual([]));
  it('MN06 accepts a text and reports the 3.14 beside it', () => expect(strict("const name = 'pi'; const pi = 3.14;")).toEqual(['pi=3.14']));
  it('MN07 accepts literals in function bodies and fields', () => {
    expect(strict('export function f() { const a = 7; return a; } class C { static size = 9; width = 12; }')).toEqual([]);
  });
  it('MN08 accepts booleans', () => expect(strict('const on = true; const off = false; function f(flag = true) {}')).toEqual([]));
  it('MN09 accepts an integer annotated `number`', () => expect(strict('const RETRIES: number = 5; const BIG: bigint = 5n;')).toEqual([]));
  it('MN10 accepts a fraction annotated `number`', () => expect(strict('const RATIO: number = 0.7;')).toEqual([]));
  it('MN11 accepts a constant made final (`Final`, `Final[int]`: `as const`, `satisfies number`, `Readonly<number>`)', () => {
    expect(strict('const A = 5 as const; const B = 0.7 as const; const C = 5 satisfies number; const D: Readonly<number> = 5;')).toEqual([]);
  });
  it('MN12 accepts a negative annotated constant', () => expect(strict('const FLOOR: number = -42; const LOW = -0.5 as const;')).toEqual([]));
  it('MN13 reports a constant without annotation', () => expect(strict('const RETRIES = 5;')).toEqual(['RETRIES=5']));
  it('MN14 reports annotations that name no number: bytes, string, alias, list, union, other finals', () => {
    expect(strict(`
      const A: Uint8Array = 5; const B: string = 5; const C: Seconds = 5; const D: number[] = 5;
      const E: number | undefined = 5; const F: Readonly<string> = 5; const G = 5 satisfies Seconds;
    `)).toEqual(['A=5', 'B=5', 'C=5', 'D=5', 'E=5', 'F=5', 'G=5']);
  });
  it('MN15 reports a qualified annotation (`typing.Final`: `units.Seconds`)', () => expect(strict('const WAIT: units.Seconds = 30;')).toEqual(['WAIT=30']));

  const shapes: readonly (readonly [string, boolean])[] = [
    ['number', true], ['bigint', true], ['as const', true], ['Readonly<number>', true], ['Readonly<bigint>', true],
    ['Number', false], ['string', false], ['any', false], ['unknown', false], ['Uint8Array', false], ['Seconds', false], ['units.Seconds', false],
    ['number[]', false], ['number | undefined', false], ['number & Brand', false], ['Readonly<string>', false], ['Promise<number>', false],
  ];
  it('MN16 classifies 17 shapes of annotation, and its set is locked', () => {
    expect(shapes).toHaveLength(17);
    expect(shapes.filter(([annotation, isNumber]) => isNumberAnnotation(annotation) !== isNumber)).toEqual([]);
    expect([...numberAnnotations].sort()).toEqual(['Readonly<bigint>', 'Readonly<number>', 'as const', 'bigint', 'number']);
  });
});

describe('the strict reading: parameter defaults', () => {
  it('MN17 reports 0.7', () => expect(strict('export function f(share = 0.7) {}')).toEqual(['share=0.7']));
  it('MN18 reports 5, in methods, arrows and constructors too', () => {
    expect(strict('class C { constructor(a = 5) {} m(b: number = 5) {} } const f = (c = 5) => c;')).toEqual(['a=5', 'b=5', 'c=5']);
  });
  it('MN19 reports a default in an option object (keyword-only 30.0)', () => expect(strict('export function f({ wait = 30.0, deep: { times = 4 } = {} } = {}) {}')).toEqual(['wait=30.0', 'times=4']));
  it('MN20 reports a default of an async function', () => expect(strict('export async function f(times = 5) {} const g = async (n = 6) => n;')).toEqual(['times=5', 'n=6']));
  it('MN21 accepts `status` and `statusCode` with any usual code', () => {
    for (const code of [200, 401, 403, 404, 500, 503]) expect(strict(`function a(status = ${code}) {} function b(statusCode = ${code}) {} function c(status_code = ${code}) {}`)).toEqual([]);
  });
  it('MN22 accepts `status` by its name, 999 too', () => expect(strict('function f(status = 999) {}')).toEqual([]));
  it('MN23 accepts five names of blocks with powers of two from 1024 to 131072', () => {
    for (const name of ['buffering', 'bufferSize', 'bufsize', 'blocksize', 'blockSize', 'buffer_size', 'block_size']) {
      for (let power = 1024; power <= 131_072; power *= 2) expect(strict(`function f(${name} = ${power}) {}`)).toEqual([]);
    }
  });
  it('MN24 reports such a name with a negative power of two', () => expect(strict('function f(bufferSize = -4096) {}')).toEqual(['bufferSize=-4096']));
  it('MN25 reports such a name with 3000, 4097 and 100000', () => {
    expect(strict('function f(bufferSize = 3000, blockSize = 4097, bufsize = 100_000) {}')).toEqual(['bufferSize=3000', 'blockSize=4097', 'bufsize=100000']);
  });
  it('MN26 reports `chunkSize` with every power', () => {
    for (let power = 1024; power <= 131_072; power *= 2) expect(strict(`function f(chunkSize = ${power}) {}`)).toEqual([`chunkSize=${power}`]);
  });
  it('MN27 accepts a default of nothing', () => expect(strict('function f(a = null, b = undefined, c?: number) {}')).toEqual([]));
  it('MN28 reports -5 with its sign', () => expect(strict('function f(offset = -5) {}')).toEqual(['offset=-5']));
  it('MN29 reports -0.5 with its sign', () => expect(strict('function f(bias = -0.5) {}')).toEqual(['bias=-0.5']));
});

const config = { rules: { 'magic-numbers': { severity: 'error' as const, options: { constants: 'annotated-only' } } } };
const run = (files: { readonly [path: string]: string | Uint8Array }, more: Partial<Parameters<typeof check>[1]> = {}): Promise<Outcome> => check(files, { rules: [rule], config, ...more });

describe('markers', () => {
  it('MN30 accepts a number whose line has a marker with a reason', async () => {
    expect(await run({ 'src/a.ts': 'const SIZE = 1024; // lint-allow: magic-numbers -- the size of a page\n' })).toMatchObject({ exitCode: 0, new: [], allowed: [{}], markers: [] });
  });
  it('MN31 reports under a marker without a reason, and the marker', async () => {
    expect(await run({ 'src/a.ts': 'const SIZE = 1024; // lint-allow: magic-numbers\n' })).toMatchObject({ exitCode: 1, new: [{}], markers: [{ problem: 'malformed' }] });
  });
  it('MN32 reports under a marker of another rule', async () => {
    expect((await run({ 'src/a.ts': 'const SIZE = 1024; // lint-allow: env-read -- the size of a page\n' })).new).toHaveLength(1);
  });
  it('MN53 reports a marker on a number that is exempt anyway, and one in a tree that is not judged', async () => {
    expect(await run({ 'src/a.ts': 'const ONE = 1; // lint-allow: magic-numbers -- a habit\n' })).toMatchObject({ exitCode: 1, markers: [{ problem: 'unused' }] });
    expect(await run({ 'src/settings/definitions/a.ts': 'const SIZE = 1024; // lint-allow: magic-numbers -- a habit\n' })).toMatchObject({ exitCode: 1, markers: [{ problem: 'unused' }] });
  });
  it('MN54 honours a marker on a line with an open bracket', async () => {
    const source = 'setTimeout(() => undefined, 30_000); // lint-allow: magic-numbers -- the vendor asks for it\nconnect({ timeout: 5_000, // lint-allow: magic-numbers -- the vendor asks for it\n});\n';
    expect(await check({ 'src/a.ts': source }, { rules: [rule] })).toMatchObject({ exitCode: 0, new: [], allowed: [{}, {}], markers: [] });
  });
});

describe('places', () => {
  it('MN33 exempts the declarations of settings, migrations and event names', () => {
    for (const folder of ['settings/definitions', 'persistence/migrations', 'observability/events']) expect(strict({ [`src/${folder}/queue.ts`]: 'const SIZE = 1024;' })).toEqual([]);
  });
  it('MN34 reads other folders', () => expect(strict({ 'src/settings/queue.ts': 'const SIZE = 1024;', 'src/persistence/rows.ts': 'const SIZE = 9;' })).toEqual(['SIZE=9', 'SIZE=1024']));
  it('MN35 reads folders that only look like exempt ones', () => {
    expect(strict({ 'src/settings/definitions_other/a.ts': 'const SIZE = 1024;', 'src/my_settings/definitions/a.ts': 'const SIZE = 7;' })).toEqual(['SIZE=7', 'SIZE=1024']);
  });
});

describe('baselines', () => {
  const entry = 'src/a.ts#SIZE=1024:constant:<module>';
  const source = { 'src/a.ts': 'const SIZE = 1024;\n' };
  const standing = (text: string) => ({ baselines: { 'magic-numbers': text } });

  it('MN36 takes a missing baseline for an empty one, and what it writes reads back the same', async () => {
    expect(await run(source)).toMatchObject({ exitCode: 1, new: [{}], problems: [] });
    const tree: { [path: string]: string } = { ...source };
    const write = { rules: [rule], config, request: { baseline: { write: 'update' as const, strict: false } } };
    await runWith(memoryWorld(tree), memoryStore(), write);
    const first = String(tree['baselines/magic-numbers.txt']);
    expect(first).toContain(`\n${entry}\n`);
    await runWith(memoryWorld(tree), memoryStore(), write);
    expect(String(tree['baselines/magic-numbers.txt'])).toBe(first);
  });
  it('MN37 stops at a malformed line', async () => expect(await run(source, standing('src/a.ts:1:14\n'))).toMatchObject({ exitCode: 2, problems: [{}] }));
  it('MN38 counts a repeated entry as a second finding, which it covers or calls stale (a multiset, where the original stopped)', async () => {
    expect(await run(source, standing(`${entry}\n${entry}\n`))).toMatchObject({ exitCode: 0, known: [{}], stale: [{ entry }] });
    const twice = { 'src/a.ts': 'export function f() { setTimeout(f, 5_000); setTimeout(f, 5_000); }\n' };
    const timers = 'src/a.ts#setTimeout.1=5000:delay:f\n';
    expect(await check(twice, { rules: [rule], baselines: { 'magic-numbers': timers } })).toMatchObject({ exitCode: 1, new: [{}], known: [{}] });
    expect(await check(twice, { rules: [rule], baselines: { 'magic-numbers': timers + timers } })).toMatchObject({ exitCode: 0, new: [], stale: [] });
  });
  it('MN39 stops at a baseline that is no UTF-8', async () => {
    expect(await run({ ...source, 'baselines/magic-numbers.txt': new Uint8Array([0x73, 0xff, 0xfe, 0x0a]) })).toMatchObject({ exitCode: 2, problems: [{}] });
  });
  it('MN40 lists lines 9, 73, 120 and 623 by number', async () => {
    expect((await run({ 'src/a.ts': lined([9, 73, 120, 623]) })).new.map(finding => finding.at.line)).toEqual([9, 73, 120, 623]);
  });
  it('MN41 lists them by number whatever stands first in the file', async () => {
    const outcome = await run({ 'src/b.ts': lined([623, 9]), 'src/a.ts': lined([120, 73]) });
    expect(outcome.new.map(finding => `${finding.at.file}:${finding.at.line}`)).toEqual(['src/a.ts:73', 'src/a.ts:120', 'src/b.ts:9', 'src/b.ts:623']);
  });
  it('MN42 is content after an update', async () => {
    const tree: { [path: string]: string } = { ...source };
    await runWith(memoryWorld(tree), memoryStore(), { rules: [rule], config, request: { baseline: { write: 'update', strict: false } } });
    expect(await run(tree)).toMatchObject({ exitCode: 0, new: [], known: [{}] });
  });
  it('MN43 reports the one number that came after the update', async () => {
    const outcome = await run({ 'src/a.ts': 'const SIZE = 1024;\nconst NEXT = 77;\n' }, standing(`${entry}\n`));
    expect(outcome).toMatchObject({ exitCode: 1, new: [{ entry: { key: 'src/a.ts#NEXT=77' } }], known: [{}] });
  });
  it('MN51 finds a number again when a line was put above it', async () => {
    expect(await run({ 'src/a.ts': "import './b.js';\n\nconst SIZE = 1024;\n" }, standing(`${entry}\n`))).toMatchObject({ exitCode: 0, new: [], known: [{}], stale: [] });
  });
  it('MN52 tells a stale entry, and fails on it when asked to be strict', async () => {
    const paid = { 'src/a.ts': 'export {};\n' };
    expect(await run(paid, standing(`${entry}\n`))).toMatchObject({ exitCode: 0, stale: [{ rule: 'magic-numbers', entry }] });
    expect(await run(paid, { ...standing(`${entry}\n`), request: { baseline: { write: 'none', strict: true } } })).toMatchObject({ exitCode: 1 });
  });
});

/** A file with a constant on each of these lines. */
const lined = (lines: readonly number[]): string => {
  const texts: string[] = Array.from({ length: Math.max(...lines) }, () => '');
  for (const line of lines) texts[line - 1] = `const N${line} = ${line};`;
  return `${texts.join('\n')}\n`;
};

describe('runs that cannot be trusted', () => {
  it('MN45 stops at a source that is no UTF-8', async () => expect(await run({ 'src/a.ts': new Uint8Array([0x63, 0xff, 0xfe]) })).toMatchObject({ exitCode: 2, problems: [{ file: 'src/a.ts' }] }));
  it('MN46 stops at a syntax error', async () => expect(await run({ 'src/a.ts': 'const = 5;\n' })).toMatchObject({ exitCode: 2, problems: [{ file: 'src/a.ts' }] }));
  const roots: string[] = [];
  afterEach(() => { for (const root of roots.splice(0)) fs.rmSync(root, { recursive: true }); });

  /** Runs the command line on a small tree on disk. */
  async function command(...argv: string[]): Promise<{ readonly code: number; readonly said: string; readonly written: boolean }> {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-numbers-'));
    roots.push(root);
    fs.mkdirSync(path.join(root, 'src'));
    fs.writeFileSync(path.join(root, 'src/a.ts'), 'export const run = () => setTimeout(run, 5_000);\n');
    let said = '';
    const stream = { terminal: false, columns: undefined, write: (text: string) => { said += text; } };
    const code = await main(['check', '--root', root, '--rule', 'magic-numbers', '--no-cache', ...argv], { cwd: root, out: stream, err: stream, surroundings: { ci: false, color: false } });
    return { code, said, written: fs.existsSync(path.join(root, 'baselines')) };
  }

  it('MN44 refuses a path outside the root', async () => {
    expect(await command('..')).toMatchObject({ code: 2, said: expect.stringContaining('outside the root'), written: false });
  });
  it('MN47 refuses to rewrite the baseline of a run that is narrowed to files', async () => {
    expect(await command('--update-baseline', 'src/a.ts')).toMatchObject({ code: 2, said: expect.stringContaining('cannot be narrowed'), written: false });
  });
  it('MN48 reads exactly the facts that are gathered for it, so that no edit passes it by', () => {
    const gathered = ['program', ...extractors.map(extractor => extractor.kind.id)];
    expect(new Set(gathered).size).toBe(gathered.length);
    for (const kind of kindsOf(rule.needs)) expect(gathered).toContain(kind.id);
    expect(kindsOf(rule.needs).every(kind => kind.mayOccur('setInterval(poll, POLL);'))).toBe(true);
  });
});

describe('policy by role', () => {
  it('MN49 follows a timeout given in hex, as a constant, `as const`, as an enum member or a readonly field', () => {
    expect(found('fetch(u, { signal: AbortSignal.timeout(0x7530) }); connect({ timeout: 0x7530 });')).toEqual(['AbortSignal.timeout.0=30000:timeout', 'timeout=30000:timeout']);
    expect(found('const X = 30000; export const run = () => setTimeout(run, X);')).toEqual(['X=30000:delay']);
    expect(found('const X = 30_000 as const; connect({ timeout: X });')).toEqual(['X=30000:timeout']);
    expect(found('export const REQUEST_TIMEOUT_MS = 30000;')).toEqual(['REQUEST_TIMEOUT_MS=30000:timeout']);
    expect(found('enum Wait { Long = 30000, Red = 7 } setTimeout(run, Wait.Long);')).toEqual(['Wait.Long=30000:delay']);
    expect(found('class C { private readonly x = 30000; run() { setTimeout(() => this.run(), this.x); } }')).toEqual(['x=30000:delay']);
    expect(found('class C { static readonly x = 30000; run() { setTimeout(run, C.x); } }')).toEqual(['x=30000:delay']);
    expect(found({ 'src/limits.ts': 'export const X = 3e4;\nexport default 500;\n', 'src/index.ts': "export * from './limits.ts';", 'src/a.ts': "import * as limits from './index.ts';\nsetInterval(run, limits.X);" })).toEqual(['X=30000:interval']);
  });
  it('MN50 reports call arguments, bounds, options and arithmetic by role, each number once', () => {
    expect(found('setTimeout(run, 5_000); setInterval(run, 45_000); await sleep(250);')).toEqual(['setTimeout.1=5000:delay', 'setInterval.1=45000:interval', 'sleep.0=250:delay']);
    expect(found('if (retries > 5 || Date.now() - started >= 90_500) stop();')).toEqual(['retries=5:retry-limit', 'elapsed=90500:duration']);
    expect(found('while (attempt < 5) attempt++;')).toEqual(['attempt=5:retry-limit']);
    expect(found("createPool({ concurrency: 8, retry: { maxAttempts: 3 }, idle: { timeoutMs: 30_000 } });")).toEqual(['concurrency=8:concurrency', 'retry.maxAttempts=3:retry-limit', 'idle.timeoutMs=30000:timeout']);
    expect(found('connect({ ttl: 7 * 24 * 60 * 60 });')).toEqual(['ttl=604800:ttl']);
    expect(found('const delay = Math.min(1_000 * 2 ** attempt, 30_000);')).toEqual(['delay=30000:delay']);
  });
  it('gives a number one finding however often its name is used', () => {
    expect(found('const WAIT_MS = 5_000; setTimeout(a, WAIT_MS); setTimeout(b, WAIT_MS); connect({ timeout: WAIT_MS });')).toEqual(['WAIT_MS=5000:delay']);
  });
  it('spells a number in one way in its identity, whatever the source does', () => {
    const keys = ['30000', '30_000', '3e4', '0x7530', '30 * 1_000', '(30000)', '30000 as number'].map(spelled => found(`connect({ timeout: ${spelled} });`)[0]);
    expect(new Set(keys)).toEqual(new Set(['timeout=30000:timeout']));
  });
  it('states the place and the owner in the entry, and no line', () => {
    const [finding] = judgeRule(rule, { 'src/a.ts': 'export class Sender {\n  async send() {\n    await sleep(200);\n  }\n}\n' });
    expect(brief(finding!)).toBe('src/a.ts:3:17 src/a.ts#sleep.0=200:delay:Sender.send');
  });
  it('takes a scope for what it is: another variable of the same name is not the constant', () => {
    expect(found('const N = 30_000; export function f(N: number) { setTimeout(f, N); }')).toEqual([]);
  });
  it('leaves a constant alone that is only the default of a setting or only drawn', () => {
    expect(found('const DEFAULT_TIMEOUT = 5_000; export const timeout = Number(process.env.TIMEOUT ?? DEFAULT_TIMEOUT);')).toEqual([]);
    expect(found({ 'src/limits.ts': 'export const REFRESH_MS = 5_000;', 'src/a.tsx': "import { REFRESH_MS } from './limits.ts';\nsetInterval(draw, REFRESH_MS);" })).toEqual([]);
  });
  it('tells enums that number their cases, statuses and buffers from policies', () => {
    expect(found('enum TokenExpiry { week = 0, month = 1, year = 2, never = 3 } enum HttpStatus { REQUEST_TIMEOUT = 408, GATEWAY_TIMEOUT = 504 }')).toEqual([]);
    expect(found('enum Retries { Few = 3, Many = 10 }')).toEqual(['Retries.Few=3:retry-limit', 'Retries.Many=10:retry-limit']);
    expect(found('new ArrayBuffer(64); writer.ensureCapacity(64); pool.setMaxListeners(64); query.limit(64);')).toEqual(['limit.0=64:limit']);
  });
  it('leaves alone what declares settings, ranges, examples and defaults', () => {
    expect(found(`
      export const slider = { threshold: { min: 0, max: 40, step: 5 } };
      export const defaultConfig = { timeout: 5_000, cache: new Cache({ maxSize: 10_000 }) };
      export const metadata = { interval: { value: 60_000, type: SettingType.Int } };
      export class Dto { @MaxSize(5_000) text = ''; }
      export const paramsExample = () => ({ maxRetries: 17 });
      export const timeout = config.timeoutMs ?? 30_000;
    `)).toEqual([]);
  });
  it('leaves the bounds of algorithms alone until callers choose them', () => {
    expect(found('const MAX_DEPTH = 12; export function walk(node: Node, depth = 0, maxSteps = 40) { if (depth > MAX_DEPTH) return; }')).toEqual([]);
    expect(found('const MAX_DEPTH = 12; serve({ maxDepth: MAX_DEPTH });')).toEqual([]);
    expect(found('serve({ maxDepth: 12 });')).toEqual(['maxDepth=12:limit']);
  });
  it('asks a pause that is taken once for a name, and takes a pace and a deadline for policy', () => {
    const advice = (source: string): readonly string[] => judgeRule(rule, { 'src/a.ts': source }).map(({ text }) => (text.includes('without a name') ? 'name' : 'setting'));
    for (const once of ['export async function boot() { await sleep(800); }', 'await new Promise(resolve => setTimeout(resolve, 800));', 'export function open() { setTimeout(() => window.show(), 2_000); }', 'await sleep(800); // 800 ms', 'await sleep(800); // wait a second', '// TODO: why is this so long here\nawait sleep(800);']) expect([once, ...advice(once)]).toEqual([once, 'name']);
    for (const pace of [
      'for (;;) { await work(); await sleep(1_800); }', 'export async function take() { try { await work(); } catch { await sleep(1_800); } }', 'export async function pollStatus() { await sleep(1_800); }', 'export function run() { work(); setTimeout(run, 1_800); }',
      'class C { tick() { setTimeout(() => this.tick(), 1_800); } }', 'socket.on("close", () => setTimeout(() => this.connect(), 1_800));', 'export function f(c: AbortController) { setTimeout(() => c.abort(), 1_800); }', 'setTimeout(() => process.exit(1), 10_000);',
      'await new Promise((_, reject) => setTimeout(reject, 1_800));', 'export async function boot() { await sleep(8_000); }',
    ]) expect([pace, ...advice(pace)]).toEqual([pace, 'setting']);
    for (const quick of ['for (;;) { await work(); await sleep(800); }', 'setInterval(work, 500);', 'const end = debounce(save, 1_800);', 'const end = throttle(save, 60_000);', 'open({ pollIntervalMs: 250 });']) expect([quick, ...advice(quick)]).toEqual([quick, 'name']);
    for (const told of ['// The broker announces itself before it listens.\nawait sleep(800);', 'await sleep(800); // let the answer leave first', 'const SETTLE = 800; export async function boot() { await sleep(SETTLE); }', '/*\n * Windows keeps the file locked until the scan is over.\n */\nsetTimeout(() => open(), 800);']) expect([told, ...advice(told)]).toEqual([told]);
  });
  it('leaves alone what is no policy of the program: leak warnings, what browsers remember, values of members, log lines, steps of a formula', () => {
    expect(found('emitter.setMaxListeners(64); open({ maxListeners: 20 }); EventEmitter.defaultMaxListeners = 15;')).toEqual([]);
    expect(found("cors({ origin: '*', maxAge: 86_400 }); fs.rmSync(dir, { recursive: true, maxRetries: 5, retryDelay: 200 });")).toEqual([]);
    expect(found('class Dto { @ApiProperty({ maxLength: 2_048, maxItems: 50 }) text = ""; } class Worker { @Process({ concurrency: 4 }) work() {} upload(@File(new Pipe({ maxSize: 5_000_000 })) file: Blob) {} }')).toEqual(['concurrency=4:concurrency', 'maxSize=5000000:size-limit']);
    expect(found('setInterval(() => { this.logger.debug("alive"); }, 45_000); setInterval(() => { logger.info(state); send(state); }, 45_000);')).toEqual(['setInterval.1=45000:interval']);
    expect(found('const wait = attempts < 60 ? Math.floor(attempts / 20) : 3; const give = attempts < 60 ? next() : stop();')).toEqual(['attempts=60:retry-limit']);
    expect(found('export function pullTimeout() { if (config.pull) return config.pull * 1_000; return 900_000; } export function pushTimeout() { return 900_000; }')).toEqual(['pushTimeout=900000:timeout']);
  });
  it('leaves alone what is laid down beside the number, and what runs once', () => {
    expect(found('throttle({ limit: 100, interval: 60_000 });')).toEqual(['limit=100:rate']);
    expect(found('open({ retries: 4, minTimeout: 1_500, maxTimeout: 9_000 });')).toEqual(['retries=4:retry-limit', 'minTimeout=1500:delay', 'maxTimeout=9000:delay']);
    expect(found('const HTTP_EXPIRED = 419; export const answer = () => send({ status: HTTP_EXPIRED });')).toEqual([]);
    expect(found('await client.send(new ListPartsCommand({ MaxParts: 1_000 })); const chunks = new TextSplitter({ chunkSize: 2_000 }); parse(text, { arrayLimit: 900 });')).toEqual([]);
    expect(found('export async function backFillHeights() { await fetchAll({ timeout: 9_000 }); } export const window = { blockWindow: 20_000_000_000n };')).toEqual([]);
    expect(found('server.headersTimeout = 125_000; // must be larger than keepAliveTimeout\nserver.requestTimeout = 65_000;')).toEqual(['requestTimeout=65000:timeout']);
  });
  it('leaves a library to its callers, whatever program beside it tries it out', () => {
    const wait = 'const WAIT_MS = 30_000; setTimeout(() => undefined, WAIT_MS); setTimeout(() => undefined, 9_000);';
    const advice = (manifest: string): readonly string[] => judgeRule(rule, { 'packages/lib/package.json': manifest, 'packages/lib/src/a.ts': wait, 'apps/web/package.json': '{ "name": "web", "private": true, "dependencies": { "lib": "*", "express": "5.0.0" }, "scripts": { "start": "node a.ts" } }' }).map(({ text }) => (text.includes('without a name') ? 'name' : 'setting'));
    expect(advice('{ "name": "lib", "exports": { ".": "./src/a.ts" }, "peerDependencies": { "ioredis": "5" } }')).toEqual(['name']);
    expect(advice('{ "name": "lib", "private": true, "exports": { ".": "./src/a.ts" } }')).toEqual(['setting', 'setting']);
  });
  it('tells the window of a limit, a margin and a word for a score for what they are', () => {
    expect(found('open({ rateLimit: { max: 10, windowSeconds: 45 } });')).toEqual(['rateLimit.max=10:rate', 'rateLimit.windowSeconds=45:duration']);
    expect(found('const EXPIRY_MARGIN_MS = 60_000; open({ ttl: lifetime + EXPIRY_MARGIN_MS }); const COOKIE_DAYS = 400; // 400 days is the max cookie duration\nopen({ maxAge: COOKIE_DAYS }); const AVG_CALLS_PER_DAY = 6_500; const blocksPerDay = 7_200;')).toEqual([]);
    expect(found('export const label = (score: number) => { if (score >= 4) return "Medium"; return "Low"; };')).toEqual([]);
    expect(found('export const pass = (score: number) => { if (score >= 4) return send(score); return 0; };')).toEqual(['score=4:threshold']);
  });
  it('asks a sweep of what is over for a name, and takes a comment beside a short step for one', () => {
    const advice = (source: string): readonly string[] => judgeRule(rule, { 'src/a.ts': source }).map(({ text }) => (text.includes('without a name') ? 'name' : 'setting'));
    expect(advice('setInterval(() => purgeExpired(sessions), 60_000); setInterval(() => this.refresh(), 60_000);')).toEqual(['name', 'setting']);
    expect(advice('for (;;) { await step(); await sleep(500); }')).toEqual(['name']);
    expect(advice('for (;;) {\n  await sleep(500); // let the replica catch up first\n}')).toEqual([]);
    expect(advice('open({ retryJitter: 50 }); open({ retryDelay: 500 });')).toEqual(['name', 'setting']);
  });
  it('takes a file that nothing but pages loads for a part of them, and what an entry loads for the program', () => {
    const wait = 'export const WAIT_MS = 30_000; setTimeout(() => undefined, WAIT_MS); setTimeout(() => undefined, 9_000);';
    const advice = (files: Record<string, string>): readonly string[] => judgeRule(rule, files).map(({ text }) => (text.includes('without a name') ? 'name' : 'setting'));
    const manifest = '{ "name": "shop", "private": true, "dependencies": { "express": "5.0.0" }, "scripts": { "start": "node src/main.ts" } }';
    expect(advice({ 'package.json': manifest, 'src/main.ts': "import './page.tsx';", 'src/page.tsx': "import './lib/wait.ts'; export const page = <p />;", 'src/lib/wait.ts': wait })).toEqual(['name']);
    expect(advice({ 'package.json': manifest, 'src/main.ts': "import './page.tsx'; import './lib/wait.ts';", 'src/page.tsx': "import './lib/wait.ts'; export const page = <p />;", 'src/lib/wait.ts': wait })).toEqual(['setting', 'setting']);
  });
  it('leaves alone what runs where the program is developed, and what says that it must not be changed', () => {
    const wait = 'await sleep(8_000);';
    for (const guard of ["if (process.env.NODE_ENV !== 'production')", "if (process.env['NODE_ENV'] === 'development')", 'if (isDev)', 'if (slow && config.isDev)', 'if (isProduction) go(); else', "if (env.NODE_ENV === 'production') { go(); } else"]) expect([guard, ...found(`${guard} { ${wait} }`)]).toEqual([guard]);
    for (const guard of ["if (process.env.NODE_ENV === 'production')", "if (process.env.NODE_ENV !== 'test')", 'if (isDev || isSlow)', 'if (!isDev)', 'if (isDev) go(); else', "if (process.env.NODE_ENV !== 'production') go(); else"]) expect([guard, ...found(`${guard} { ${wait} }`)]).toEqual([guard, 'sleep.0=8000:delay']);
    expect(found('/** Clients count in it: DO NOT CHANGE. */\nexport const TICK_INTERVAL_MS = 600;\n// Has to agree: must match the schema of the table.\nexport const ROW_TTL_SECONDS = 3_601;')).toEqual([]);
  });
  it('leaves alone what a framework or whoever asks fills in, and asks a list for the name of its limit', () => {
    expect(found("class C { list(@Query('pageSize') pageSize = 40, @Query('limit') limit = 40) {} } export const top = (limit = 200) => limit; const limit = isMember ? 400 : 200; send(limit);")).toEqual([]);
    expect(judgeRule(rule, { 'src/a.ts': 'client.rows({ limit: 500 }); client.rows({ maxBuckets: 500 });' }).map(({ text }) => text.includes('without a name'))).toEqual([true, true]);
    expect(judgeRule(rule, { 'src/a.ts': 'client.rows({ batchSize: 500, maxBodyBytes: 2_000_000 }); connect({ maxLength: 4_000 });' }).map(({ text }) => text.includes('without a name'))).toEqual([false, false, true]);
  });
  it('takes no measure and no code for a count, and no count a day for days', () => {
    expect(found('export const MODEL = { MAX_WATTS_MEDIAN: 4.11 }; export const framesPerSecond = 0x100 - smpte; export const blocksInDay = 10 * 60 * 24; open(MODEL);')).toEqual([]);
    expect(judgeRule(rule, { 'src/a.ts': 'open({ retentionInDays: 24 * 60 * 60 });' })[0]?.text).toContain('looks like seconds');
  });
  it('takes what bounds a limiter and a retry for what it is', () => {
    expect(found('rateLimit({ windowMs: 15 * 60_000, limit: 90 }); got(url, { retry: { limit: 4 } }); chart({ windowMs: 9_000 });')).toEqual(['windowMs=900000:duration', 'limit=90:rate', 'retry.limit=4:retry-limit']);
  });
  it('knows how long a cache or a lock keeps what it is given', () => {
    expect(found("cache.set(key, value, 3 * 60); await redisClient.set(key, 1, 'EX', 45, 'NX'); const TTL = 90; kv.put(key, value, TTL); map.set(3, 4, 45); cache.set(key, 45);")).toEqual(['set.2=180:ttl', 'set.3=45:ttl', 'TTL=90:ttl']);
    expect(found('await redis.set(key, value, { EX: 3_600 }); cache.set(key, value, { px: 9_000 }); draw.set({ px: 40 });')).toEqual(['EX=3600:ttl', 'px=9000:ttl']);
    expect(found("getCache('stats', 60 * 60, load); export const isBot = cacheable('is-bot', detect, 60 * 5); withLock('a', 45, work); cached(45); lock.release(45, 3);")).toEqual(['getCache.1=3600:ttl', 'cacheable.2=300:ttl', 'withLock.1=45:ttl']);
  });
  it('takes the defaults that a constructor is given for what decides, and tools among sources for code', () => {
    expect(found("new Queue('a', { defaultJobOptions: { attempts: 3 } }); export const defaultJobOptions = () => ({ attempts: 3 }); app.use(rateLimitMiddleware({ max: 30 }));")).toEqual(['defaultJobOptions.attempts=3:retry-limit', 'max=30:rate']);
    const line = 'export const TOOL_TIMEOUT_MS = 30_000;';
    expect(found({ 'src/agents/tools/a.ts': line, 'packages/x/tools/a.ts': line, 'tools/a.ts': line })).toEqual(['TOOL_TIMEOUT_MS=30000:timeout']);
  });
  it('leaves margins, functions that are named after their number, and what tests are made of alone', () => {
    expect(found('queue.extend({ visibilityTimeoutSeconds: Math.floor(duration * 1.2 + 300) * retries }); export const oneSecondSleep = () => sleep(6_000); class C { wait500ms() { return sleep(6_500); } }')).toEqual([]);
    expect(found('open({ retryDelayMs: attempt * 500 + 2_000 }); open({ timeoutMs: 3_000 + size * 7 });')).toEqual(['retryDelayMs=500:delay', 'retryDelayMs=2000:delay', 'timeoutMs=3000:timeout']);
    expect(found({ 'src/testUtilities/wait.ts': 'export const TIMEOUT_MS = 10_000;', 'src/data/localMockData/paged.ts': 'export const TIMEOUT_MS = 10_000;', 'src/orderFixtures.ts': 'export const TIMEOUT_MS = 10_000;' })).toEqual([]);
  });
  it('leaves the search for a free name, the slices of a loop, pages with a name and short debounces to their authors', () => {
    expect(found('const MAX_CODE_GENERATION_ATTEMPTS = 20; export const uniqueSlug = () => { while (attempt < MAX_CODE_GENERATION_ATTEMPTS) attempt++; }; const end = debounce(save, 250);')).toEqual([]);
    expect(judgeRule(rule, { 'src/a.ts': 'export function generateUniqueCode() { for (let attempt = 0; attempt < 7; attempt++) if (isFree()) return; }' }).map(({ text }) => text.includes('without a name'))).toEqual([true]);
    expect(found('export async function run() { const batchSize = 1_000; for (let i = 0; i < rows.length; i += batchSize) await save(rows.slice(i, i + batchSize)); } const PAGE_SIZE = 40; open({ pageSize: PAGE_SIZE }); retry({ minTimeout: 2_000 });')).toEqual(['minTimeout=2000:delay']);
    expect(found('const BATCH_SIZE = 1_000; open({ batchSize: BATCH_SIZE });')).toEqual(['BATCH_SIZE=1000:batch-size']);
  });
  it('tells a margin from a lifetime, a slow query from a time-out, and a getter of rows from a limiter', () => {
    expect(found("const SECONDS_BEFORE_EXPIRY = 30; renew({ before: SECONDS_BEFORE_EXPIRY }); getLimit({ max: 300 });")).toEqual([]);
    expect(found("new DataSource({ maxQueryExecutionTime: 1_500 }); rateLimiter({ max: 30 }); apiLimiter({ max: 40 });")).toEqual(['maxQueryExecutionTime=1500:threshold', 'max=30:rate', 'max=40:rate']);
  });
  it('takes legal days, ages of people and "all of them" for what they are', () => {
    expect(found("client.calculateExtendedDeadline(paid, 5); params.maximumAge = 25; telemetry.sampleRate = 100; export const WAIT_TIME = 30_000;")).toEqual(['WAIT_TIME=30000:delay']);
    expect(found({ 'src/front/pinch.ts': 'export const open = () => setTimeout(draw, 8_000);', 'src/game.ts': "import { Scene } from 'phaser';\nsetTimeout(draw, 8_000);" })).toEqual([]);
  });
  it('reads what a name is a limit of from its last words', () => {
    expect(found('const MAX_FAILED_DEPLOYMENTS_PAGE_SIZE = 400; query({ limit: MAX_FAILED_DEPLOYMENTS_PAGE_SIZE });')).toEqual([]);
    expect(found('const MIN_SAMPLES = 4; if (attempts >= MIN_SAMPLES) judge(); const GIVE_UP = 4; if (attempts >= GIVE_UP) stop();')).toEqual(['GIVE_UP=4:retry-limit']);
    expect(found('const LOCK_EXPIRE_SECONDS = 45; open({ removeOnFail: 500 }); await withTimeoutMs(ping(), 2_000); postgres(url, { max: 20 });')).toEqual(['LOCK_EXPIRE_SECONDS=45:ttl', 'removeOnFail=500:limit', 'withTimeoutMs.1=2000:timeout', 'max=20:concurrency']);
  });
  it('leaves timers alone that keep alive or only yield', () => {
    expect(found('setInterval(() => {}, 1 << 30); setTimeout(next, 10); setTimeout(next, 0);')).toEqual([]);
  });
  it('takes a wrapped timer for the timer it is', () => {
    expect(found('shim.setTimeout(() => run(), 30_000); socket.setTimeout(30_000);')).toEqual(['setTimeout.1=30000:delay', 'setTimeout.0=30000:timeout']);
  });
  it('reports tables of timings and leaves columns of other data', () => {
    const table = (key: string) => `export const T = { a: { ${key}: 3 }, b: { ${key}: 4 }, c: { ${key}: 5 } };`;
    expect(found(table('maxAttempts'))).toHaveLength(3);
    expect(found(table('maxItems'))).toEqual([]);
  });
  it('leaves measures alone that are sorted into classes, and sizes that tell shapes apart', () => {
    expect(found('export const size = (latency: number) => latency < 150 ? 1 : latency < 450 ? 2 : latency < 2_500 ? 3 : 4;')).toEqual([]);
    expect(found('if (parts.length > 3 || rows.length >= 12) stop();')).toEqual([]);
  });
});

describe('numbers in disguise', () => {
  it.each<[string, string | Files, readonly string[]]>([
    ['another name for a constant', 'const A = 30_000; const B = A; setTimeout(f, B);', ['A=30000:delay']],
    ['another name, imported', { 'src/a.ts': 'export const A = 30_000;', 'src/b.ts': "import { A as Z } from './a.ts'; export const X = Z;", 'src/c.ts': "import { X } from './b.ts'; setTimeout(f, X);" }, ['A=30000:delay']],
    ['a constant through barrels', { 'src/limits/a.ts': 'export const X = 5_000;', 'src/limits/index.ts': "export { X as WAIT } from './a.ts';", 'src/index.ts': "export * from './limits/index.ts';", 'src/b.ts': "import { WAIT } from './index.ts'; setTimeout(f, WAIT);" }, ['X=5000:delay']],
    ['a destructured member', 'const C = { wait: 5_000 }; const { wait: w } = C; setTimeout(f, w);', ['C.wait=5000:delay']],
    ['a member in brackets', "const C = { wait: 5_000 }; setTimeout(f, C['wait']);", ['C.wait=5000:delay']],
    ['a frozen object', 'const C = Object.freeze({ wait: 5_000 }); setTimeout(f, C.wait);', ['C.wait=5000:delay']],
    ['a private field', 'class C { static readonly #wait = 5_000; run() { setTimeout(f, C.#wait); } }', ['wait=5000:delay']],
    ['an enum member in brackets', "enum E { Wait = 5 * 1000, Red = 7 } setTimeout(f, E['Wait']);", ['E.Wait=5000:delay']],
    ['a bigint', 'connect({ timeoutMs: 30_000n });', ['timeoutMs=30000n:timeout']],
    ['an exponent', 'setTimeout(f, 1e3);', ['setTimeout.1=1000:delay']],
    ['a text that is a number', "connect({ timeout: Number('30') }); setTimeout(f, parseInt('5000', 10));", ['timeout=30:timeout', 'setTimeout.1=5000:delay']],
    ['a text that is a duration', "setTimeout(f, ms('5m')); connect({ timeout: ms('30 seconds') });", ['setTimeout.1=300000:delay', 'timeout=30000:timeout']],
    ['a duration object', "connect({ timeout: Duration.ofSeconds(5), ttl: Duration.fromObject({ minutes: 5 }), delay: dayjs.duration(5, 'minutes') });", ['timeout=Duration.ofSeconds(5):timeout', 'ttl=Duration.fromObject({minutes:5}):ttl', "delay=dayjs.duration(5,'minutes'):delay"]],
    ['a unit of the program', { 'src/t.ts': 'export const SECOND = 1000;', 'src/a.ts': "import { SECOND } from './t.ts'; setTimeout(f, 5 * SECOND);" }, ['setTimeout.1=5*SECOND:delay']],
    ['an object of a library type', 'const options: RedisOptions = { connectTimeout: 10_000, maxRetriesPerRequest: 3 };', ['options.connectTimeout=10000:timeout', 'options.maxRetriesPerRequest=3:retry-limit']],
    ['an expiry, added to now', 'const expiresAt = new Date(Date.now() + 15 * 60 * 1000);', ['expiresAt=900000:ttl']],
    ['an expiry of a library', "const tokenExpiry = addMinutes(now, 15); row.expiresAt = dayjs().add(7, 'day').toDate(); save({ lockedUntil: DateTime.now().plus({ hours: 2 }) });", ['tokenExpiry=15:ttl', 'expiresAt=7:ttl', 'lockedUntil=2:ttl']],
    ['a deadline, compared with now', 'if (Date.now() > started + 45_000) stop();', ['elapsed=45000:duration']],
    ['the base of a backoff', 'setTimeout(f, 1000 * 2 ** attempt); await sleep(this.retries * 500); setTimeout(f, 100 * Math.pow(2, n)); setTimeout(f, seconds * 1000); setTimeout(f, 2 * attempt);', ['setTimeout.1=1000:delay', 'sleep.0=500:delay', 'setTimeout.1=100:delay']],
    ['a duration of its own function', "schedule({ interval: isCanary ? every(6, 'minutes') : every(2, 'minutes') });", ["interval=every(6,'minutes'):interval", "interval=every(2,'minutes'):interval"]],
    ['a tenth of a second, again and again', 'while (!(await isUp())) await sleep(50); for (;;) { try { await call(); } catch { await new Promise(resolve => setTimeout(resolve, 100)); } }', ['sleep.0=50:delay', 'setTimeout.1=100:delay']],
    ['the last attempt', 'if (attempt === 5) throw new Error();', ['attempt=5:retry-limit']],
    ['a limiter of a library', "const limit = pLimit(10); new Semaphore(4); redis.setex(key, 3_600, value); new Worker('q', f, { limiter: { max: 100 } });", ['pLimit.0=10:concurrency', 'Semaphore.0=4:concurrency', 'setex.1=3600:ttl', 'limiter.max=100:rate']],
  ])('%s', (_, files, expected) => expect(found(files)).toEqual(expected));

  it.each<[string, string | Files]>([
    ['quantifiers and texts', 'const retries = /a{3,40}/; const timeout = `${5000}`; const limit = "{3,5}";'],
    ['units alone', 'const MINUTE = 60 * 1000; const secondsPerDay = 24 * 60 * 60; export const later = (n: number) => n * MINUTE;'],
    ['dates that are shown', 'const tomorrow = addDays(now, 3); const week = DateTime.now().plus({ days: 6 });'],
    ['as many as there are', 'find({ pageSize: 1_000_000 }); class W { override maximumBatchSize = 10_000_000; }'],
    ['labels of data', "const recipe = { 'Mark of grace': 15, 'Feather of delay': 40 };"],
    ['how many, of a table', "drops.every(bones, 3).every('Coins', 40); table.every(item, 11);"],
    ['a probe of what is deployed', "export const container = { readinessProbe: { initialDelaySeconds: 30, timeoutSeconds: 5, failureThreshold: 4 } }; make({ apiVersion: 'v1', kind: 'Pod', spec: { timeoutSeconds: 90 } });"],
    ['a configuration by its own type', "import type { NetworkConfig } from './types.ts'; export const mainnet: NetworkConfig = { jobs: [{ name: 'sync', interval: isCanary ? every(6, 'minutes') : 30_000 }], retries: 5 };"],
    ['a schema of TypeBox', 'Type.Array(Type.String({ maxLength: 1_000 }), { maxItems: 50 });'],
    ['a tenth of a second, once', 'export async function drop() { await close(); await sleep(50); await new Promise(resolve => setTimeout(resolve, 100)); setTimeout(f, 20); }'],
    ['the default of what is taken apart', 'const { maxUsers = 10, retries = 4 } = input as Feed;'],
    ['an example in a description', "class C { @Example({ timeoutMs: 1_448, retries: 5 }) run() {} }"],
    ['the time of a block', 'const blockTimes = { fast: 2, average: 5, slow: 10 }; answer({ blockTime: 1_448_548_070 });'],
    ['codes of a class', `export default class ApiStatusCodes { ${['OK', 'WRONG', 'GONE', 'AUTH', 'PASSWORD_BACK_OFF', 'LATE'].map((name, n) => `static readonly STATUS_${name} = ${n + 1110};`).join(' ')} }`],
    ['the second of so many a second', 'setInterval(() => { tokens = Math.min(tokens + maxRequestsPerSecond, burst); }, 1000);'],
    ['a page of somebody else', "stripe.subscriptions.list({ customer, limit: 10 }); client.searchContacts({ pageSize: 50 });"],
    ['the commands beside a service', { 'package.json': '{ "name": "relay", "private": true, "scripts": { "start": "node src/main.ts" } }', 'src/main.ts': "import './cli/info.ts';", 'src/cli/info.ts': 'connect({ idleTimeoutMillis: 10_000 });' }],
    ['as long as there is', "const FOREVER_IN_SECONDS = 60 * 60 * 24 * 365 * 1000; keep({ ttlSeconds: FOREVER_IN_SECONDS }); Error.stackTraceLimit = 50; const CACHE_TTL = { '30_DAYS': 30 * 24 * 60 * 60 * 1000 };"],
    ['a line that is printed later', "setTimeout(() => { console.log('bye'); process.exit(1); }, 1_000); setTimeout(() => console.warn('slow'), 5_000);"],
    ['what customers are sold', 'export const USAGE_DEFAULT_LIMITATIONS = { HOBBY: { retention: 7 }, PRO: { retention: 90 } }; const planLimits = { free: { maxRequests: 100 } };'],
    ['a unit under its name, run together', 'const ONEDAY = 24 * 3600 * 1000;'],
    ['identifiers by the dozen', `enum Item { ${Array.from({ length: 30 }, (_, n) => `THING_${n * 7}_TTL = ${n * n * 3 + 2000}`).join(', ')} }`],
    ['a table in the form of calls', Array.from({ length: 12 }, (_, n) => `new LootTable({ limit: ${n * 9 + 20} });`).join('\n')],
    ['a description of what is deployed', "import * as k8s from '@pulumi/kubernetes';\nnew k8s.Deployment('app', { livenessProbe: { timeoutSeconds: 15, initialDelaySeconds: 60 } });"],
    ['values told apart by equality', 'if (size === 64 || count === 12 || score === 5) stop();'],
    ['keys that are numbered', `enum MetadataKey { ${Array.from({ length: 12 }, (_, n) => `RETRY_DELAY_MS_${n} = ${n + 180}`).join(', ')} }`],
    ['blocks that are moved', 'const CHUNK_SIZE = 4096; const bufferSize = 64 * 1024; read(CHUNK_SIZE, bufferSize);'],
    ['the rounds of an approximation', 'intersect(a, b, { iterLimit: 10 }); export function solve(f: Fn, iterLimit = 4) {}'],
    ['a limit of a platform', '/** Gen 1 has a max timeout of 540s. */\nconst MAX_TIMEOUT_SECONDS = 540;\n/** See https://cloud.example/docs/jobs */\nexport const MAX_DEADLINE_SECONDS = 1800;'],
    ['sizes by their names', 'const twoFiftyGigabytes = 250_000_000_000; export const oneTerabyte = 1_000_000_000_000;'],
    ['colours of a measure', 'export const scoreColor = (score: number) => (score >= 80 ? green : score >= 45 ? yellow : red);'],
    ['what is told to a reader', 'log(`at most ${maxTokens || 500}`);'],
    ['a limit of a specification', '// https://www.w3.org/TR/trace-context/#list\nconst MAX_TRACE_STATE_ITEMS = 32;'],
  ])('leaves alone: %s', (_, files) => expect(found(files)).toEqual([]));

  it.each<[string, string | Files, readonly string[]]>([
    ['an option that the program gives somewhere', 'export const open = (options: O) => connect({ timeoutMs: options.timeoutMs ?? 30_000 });\nopen({ timeoutMs: patience });', []],
    ['an option that nobody gives', 'export const open = (options: O) => connect({ timeoutMs: options.timeoutMs ?? 30_000 });', []],
    ['a constant that stands in for an option', 'const DEFAULT_TTL_MS = 60_000;\nexport const open = (options: O) => keep(options.ttlMs ?? DEFAULT_TTL_MS);\nexport const keep = (ttlMs: number) => ttlMs;\nopen({ ttlMs });', []],
    ['a parameter that somebody gives an argument for', 'export const read = (rows: Rows, pageSize = 50) => rows.take(pageSize);\nread(rows, wanted);', []],
    ['a parameter that nobody gives an argument for', 'export const read = (rows: Rows, pageSize = 50) => rows.take(pageSize);\nread(rows);', ['pageSize=50:page-size']],
    ['what the options behind it replace', 'export const make = (opts: O) => start({ stalledInterval: 30_000, ...opts });\nmake({ stalledInterval });', []],
    ['what users choose and not callers', 'export const list = (req: R) => find({ limit: req.query.limit ?? 20 });\nfind({ limit });', []],
    ['what a conditional stands in for', 'export const list = (query: Q) => find({ limit: query.limit ? parseInt(query.limit, 10) : 50 });', []],
    ['a bound in a conditional', 'const timeout = backoff > 60_000 ? 60_000 : backoff;', ['timeout=60000:timeout']],
    ['one of two, by a condition about something else', 'connect({ timeout: isSlow ? 90_000 : 30_000 });', ['timeout=90000:timeout', 'timeout=30000:timeout']],
    ['a bound that is stated twice', 'const limit = args.first > 0 ? Math.min(args.first, 20) : 20;', ['limit=20:limit']],
    ['a variable that is given something else', 'export function run(config: C) { let maxTimeout = 2_000; if (config.retry) maxTimeout = config.retry.maxTimeout; wait(maxTimeout); }', []],
    ['a variable that grows from where it began', 'export async function run() { let retryDelay = 500; for (;;) { await step(retryDelay); retryDelay = Math.min(retryDelay * 2, CAP); } }', ['retryDelay=500:delay']],
    ['a variable that takes one of two numbers', 'export function run() { let timeout = 5_000; if (isSlow) timeout = 20_000; wait(timeout); }', ['timeout=5000:timeout', 'timeout=20000:timeout']],
    ['a field that a setter replaces', 'class C { metricsSaveInterval = 300_000; setInterval(ms: number) { this.metricsSaveInterval = ms; } }', []],
    ['a field that nobody replaces', 'class C { saveInterval = 300_000; restart() { this.saveInterval = 300_000; } }', ['saveInterval=300000:interval', 'saveInterval=300000:interval']],
    ['an option that has no value', 'export function open(options: O) { if (!options.maxAgeSeconds) { options.maxAgeSeconds = 3_600; } if (typeof options.retries === "undefined" || isNaN(options.retries)) options.retries = 5; options.timeoutMs ??= 9_000; }', []],
    ['an option that is too small', 'export function open(options: O) { if (options.pollIntervalSeconds < 30) options.pollIntervalSeconds = 30; }', []],
    ['an option that is set whatever it was', 'export function open(options: O) { if (!options.lean) options.maxAgeSeconds = 3_600; }', ['maxAgeSeconds=3600:ttl']],
    ['a margin on another time', 'server.headersTimeout = keepAliveTimeout + 5 * 1000; const pollInterval = STREAM_TIMEOUT - 500;', []],
    ['the promise of a published package', { 'package.json': '{ "name": "queue", "files": ["dist"] }', 'src/a.ts': 'export class Queue { constructor(opts: O) { this.lockDuration = opts.lockDuration ?? 30_000; } }' }, []],
  ])('takes a default for policy where no caller replaces it: %s', (_, files, expected) => expect(found(files)).toEqual(expected));

  it.each<[string, string | Files, readonly string[]]>([
    ['a check of what is given', 'const MAX_PATHS = 24; export const climb = async (paths: P[]) => { if (paths.length > MAX_PATHS) throw new Error(); };', []],
    ['a check of what a request gives', 'const MAX_NAME_LENGTH = 2_000; app.post("/", (req, res) => res.send(req.body.name.length > MAX_NAME_LENGTH));', []],
    ['a list that is added to', 'const MAX_PATHS = 24; const paths = []; export const climb = (path: P) => { paths.push(path); return paths.length > MAX_PATHS; };', []],
    ['what an object holds', 'const MAX_PATHS = 24; class Trail { paths = []; isFull() { return this.paths.length > MAX_PATHS; } }', []],
    ['a name that says what is held', 'const MAX_CACHED_ENTRIES = 500; export const isFull = (entries: E[]) => entries.length > MAX_CACHED_ENTRIES;', []],
    ['a cache that is added to', 'const MAX_CACHED_ENTRIES = 500; const cache = new Map(); export const isFull = () => cache.size > MAX_CACHED_ENTRIES;', []],
    ['handed to a query', 'const PAGE = 500; export const rows = () => query.limit(PAGE);', []],
    ['of jobs, handed to a query', 'const MAX_JOBS = 500; export const rows = () => query.limit(MAX_JOBS);', ['MAX_JOBS=500:limit']],
    ['how long something may be idle', 'const STALE_MS = 45_500; export const isStale = (since: number) => Date.now() - since > STALE_MS;', ['STALE_MS=45500:duration']],
    ['handed over in another file', { 'src/a.ts': 'export const MAX_PATHS = 24;', 'src/b.ts': "import { MAX_PATHS } from './a.ts'; open({ maxPaths: MAX_PATHS });" }, []],
    ['memory, handed over in another file', { 'src/a.ts': 'export const MAX_PENDING_BYTES = 256 * 1024;', 'src/b.ts': "import { MAX_PENDING_BYTES } from './a.ts'; open({ maxPendingBytes: MAX_PENDING_BYTES });" }, ['MAX_PENDING_BYTES=262144:limit']],
    ['handed over nowhere', 'export const MAX_UPLOAD_BYTES = 5 * 1024 * 1024;', []],
  ])('asks for a setting where a named limit is operated: %s', (_, files, expected) => expect(found(files)).toEqual(expected));

  it.each<[string, string | Files]>([
    ['the fields of a configuration', { 'src/config/limits.ts': 'export class UserLimits { maxFriends: number = 5000; afkTimeout: number = 300; }' }],
    ['the default of a column', 'class UserSettings { @Column({ nullable: true }) afk_timeout: number = 3600; id = 7; run() {} }'],
    ['what a getter of defaults returns', 'export class Server { static get DEFAULT_CONFIG() { return { pingRateMs: 60_000 }; } }'],
    ['a range that is checked', 'if (limit < 1 || limit > 100) throw new Error();'],
    ['a range that is checked among others', 'if (!Number.isInteger(limit) || limit < 1 || limit > 200) throw new Error();'],
    ['what a rest behind it replaces', 'send({ gasLimit: 1e6, ...tx }); send({ gasLimit });'],
    ['what a prompt checks', 'ask({ validate: (text: string) => text.length > 20_000 ? "too long" : true });'],
    ['the lines of a prompt', 'select({ choices, pageSize: 14 });'],
    ['a page as large as a service gives', 'octokit.paginate(list, { per_page: 100 });'],
    ['a margin', 'declare const CALL_TIMEOUT_MS: number; setTimeout(stop, CALL_TIMEOUT_MS + 500);'],
    ['the length of a message of a platform', 'if (content.length < 4096) send(content);'],
    ['days of a calendar', 'date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));'],
    ['how deep is searched', 'export const MAX_TREE_DEPTH = 256; const MAX_DEPTH_TRAVERSE = 3; async function walk() { return depth > MAX_DEPTH_TRAVERSE; }'],
    ['the smaller of two lengths', 'if (Math.min(a.length, b.length) > 4) stop();'],
    ['the fallback of a setting that an object reads', 'export const wait = () => DOWNLOAD_TIMEOUT_SETTING.getValue<number>() || 10;'],
    ['objects in a file of configuration', { 'src/config.ts': 'export const queue = { concurrency: 5, retries: 3 }; export const http = () => ({ timeout: 5_000 });' }],
    ['a module of configuration', { 'config/default.cjs': 'module.exports = { geoip: { cache: { ttl: 3 * 24 * 60 * 60 * 1000 } }, sigtermDelay: 25_000 };', 'knexfile.stats.js': 'module.exports = { production: { pool: { max: 10 }, acquireConnectionTimeout: 5_000 } };' }],
    ['options that an object offers', 'export class Room { public reconnection: ReconnectionOptions = { maxRetries: 15, maxDelay: 5_000 }; }'],
    ['ages that are told', 'export function ago(elapsed: number) { if (elapsed < 60) return "s"; if (elapsed < 60 * 60) return "m"; if (elapsed < 60 * 60 * 25) return "h"; return "d"; }'],
    ['what its name calls a default', 'const DEFAULT_DEPLOY_TIMEOUT = 1_200_000; deploy({ timeout: own ? own.timeout : DEFAULT_DEPLOY_TIMEOUT });'],
    ['the frames of a spinner', "const DOTS = { interval: 80, frames: ['|', '-'] }; spin({ interval: 80, frames });"],
    ['a conversion', 'const SEC_TO_MILLISEC = 1e3; setTimeout(f, wait * SEC_TO_MILLISEC);'],
    ['what a page is sent', { 'src/static/js/client.ts': 'setTimeout(f, 3_000);' }],
    ['a server of its authors', { 'packages/ui/dev-server.ts': 'setTimeout(f, 3_000);', 'src/tester/a.ts': 'setTimeout(f, 3_000);' }],
    ['the status of an error', 'export const ERRORS = { LOCK_TIMEOUT: { status_code: 500 } };'],
    ['shares of a delay', 'retry({ jitter: 0.1 });'],
    ['what tiers may do', 'export const TIERS = { free: { rateLimit: 5 }, pro: { rateLimit: 25 }, team: { rateLimit: 60 } };'],
    ['what a file of configuration makes', { 'src/config.ts': 'export const config = configure({ cache: { ttlSecs: 300 } });' }],
    ['what completes options', 'this.opts = _.defaultsDeep(opts, { collectInterval: 5 }); const own = Object.assign({ interval: 5 }, opts);'],
    ['what its authors try it out with', { 'dev/client.js': 'broker.delay(5 * 1000); new Broker({ requestTimeout: 5_000 });', 'packages/core/dev/a.ts': 'setInterval(run, 1_000);' }],
    ['what a function of defaults returns', 'function defaultOptions() { return { retries: 3, timeout: 5_000 }; }'],
    ['the default of a parameter that is an object', 'export const preview = (opts = { fetchOpts: { timeout: 3_000 } }) => fetch(opts);'],
    ['a constant object that what is spread replaces', 'const retryOpts = { retries: 5, maxTimeout: 60_000, ...own.retry };'],
    ['what an expression that is spread replaces', 'open({ timeout: 3_000, ...(own || {}) });'],
    ['tests that lie elsewhere', { 'src/interop/dht.ts': "describe('dht', () => {\n  before(async function () {\n    this.timeout(20 * 1000);\n  });\n  it('finds', async () => {});\n});", 'src/probe.ts': "import { expect } from 'chai';\nsetTimeout(run, 5_000);" }],
    ['numbers that tell constants apart', 'const BadKey = 29; const RecoveryAttempts = 30; const StepTimeout = 31; const BadInput = 32; const Cancelled = 34;'],
    ['units below a millisecond', 'const nsPerSecond = 1e9; const microsecondsPerMs = 1_000;'],
    ['the greatest of a measure', 'export const thermostat = { min_temp: 5, max_temp: 30 }; make({ max_temp: 85 });'],
    ['what is told to a client or a log', "res.json({ maxConcurrentSessions: 6 }); log.info({ timeout: 5_000 }); throw new LimitError({ limit: 50 });"],
    ['a limit that is checked', 'if (name.length > 2_000 || name === "") throw new Error(); if (limit > 500) throw new Error(); if (params.timeoutMs > 60_000) throw new Error();'],
    ['colours that a terminal shows', 'print(share > 90 ? chalk.red(report) : share > 70 ? chalk.yellow(report) : chalk.green(report));'],
    ['ticks of what is drawn', 'const frameRate = 120; setTimeout(draw, frameRate); const SPINNER_INTERVAL = 80; setInterval(spin, SPINNER_INTERVAL); '],
    ['the range of a setting', 'const MIN_PING_INTERVAL_SECONDS = 5; const MAX_PING_INTERVAL_SECONDS = 60; schema.number().min(MIN_PING_INTERVAL_SECONDS).max(MAX_PING_INTERVAL_SECONDS);'],
    ['a limit that a comment at its line tells', 'async function embed(n: number) {\n  // Any region outside of this one has a max batch size of 5.\n  const batchSize = Math.min(n, 5);\n}'],
    ['how much is left over', 'const TOKEN_BUFFER = 10; const SAFETY_BUFFER = 100;'],
  ])('leaves alone what is declared, checked or shown: %s', (_, files) => expect(found(files)).toEqual([]));

  it.each<[string, string | Files, readonly string[]]>([
    ['a folder of the product', { 'src/dev/server.ts': 'setTimeout(f, 5_000);' }, ['setTimeout.1=5000:delay']],
    ['what is laid over options', 'Object.assign(opts, { interval: 5_000 });', ['interval=5000:interval']],
    ['a counter of this file', 'let count = 0; while (true) { count += 1; if (count > 20) break; }', ['count=20:limit']],
    ['what an object holds', 'class C { run() { if (this.entries.size >= 500) this.evict(); } }', ['entries.size=500:size-limit']],
    ['a text that grows', "let body = ''; res.on('data', chunk => { if (body.length < 4_096) body += chunk; });", ['body.length=4096:size-limit']],
    ['what is sent in', 'if (file.size > 10 * 1024 * 1024) throw new Error();', ['file.size=10485760:size-limit']],
    ['a constant that is handed on', 'const MIN_INTERVAL_MS = 15_000; task.start(MIN_INTERVAL_MS); const RETRY_MAX_MS = 60_000; backoff(n, RETRY_MAX_MS);', ['MIN_INTERVAL_MS=15000:interval', 'RETRY_MAX_MS=60000:delay']],
    ['an age that is taken off now', 'const SCRATCH_MAX_AGE_MS = 86_400_000; const before = Date.now() - SCRATCH_MAX_AGE_MS;', ['SCRATCH_MAX_AGE_MS=86400000:ttl']],
    ['a constant of a query', 'const jobs_limit = 1_000; const rows = await db.find().limit(jobs_limit + 1);', ['jobs_limit=1000:limit']],
    ['options that are made for one call', 'export function open(url: string) { const options = { maxPayload: 256 * 1024 * 1024 }; return new Socket(url, options); }', ['options.maxPayload=268435456:size-limit']],
    ['attempts that remain', 'let attemptsRemaining = 5; do { step(); } while (--attemptsRemaining > 0);', ['attemptsRemaining=5:retry-limit']],
    ['a server in a folder of a page', { 'src/renderer/image.ts': "import http from 'node:http';\nfetch(url, { timeout: 5_000 });" }, ['timeout=5000:timeout']],
    ['a store that is called as one of the page', 'context.localStorage.run(() => setTimeout(f, 5_000));', ['setTimeout.1=5000:delay']],
  ])('tells a number by what grows, passes or takes it: %s', (_, files, expected) => expect(found(files)).toEqual(expected));

  it('goes through a long list of data once', () => {
    const rows = Array.from({ length: 40_000 }, (_, n) => `{ id: ${n}, x: ${n + 2}, delay: ${n + 3} }`).join(',\n');
    expect(found(`export const data = [${rows}];`)).toEqual([]);
  }, 20_000); // Once for each property of each row took minutes.
  it('leaves alone what computes shapes, and what a compiler wrote', () => {
    expect(found({ 'packages/math/src/curve.ts': 'export const retries = 5;', 'src/emulator/tasks.ts': 'export const RETRIES = 5;', 'src/woff.ts': '// Bindings of emscripten\nconst PAGE_SIZE = 65_000;' })).toEqual([]);
  });
  it('takes a random span for its lower end', () => {
    expect(found('send({ delay: Math.floor(Math.random() * (2000 - 500 + 1)) + 500 });')).toEqual(['delay=500:delay']);
  });
  it('gives a count that is stated in a unit of time the role of a time', () => {
    expect(found('connect({ retryMinMs: 60_000, rateLimitInSeconds: 60 });')).toEqual(['retryMinMs=60000:delay', 'rateLimitInSeconds=60:interval']);
  });
});

describe('what a finding asks for', () => {
  const asked = (source: string): string[] => judgeRule(rule, { 'src/a.ts': source }).map(({ message }) => message);
  it('is a name once: a number that was named is not reported again', () => {
    expect(asked('export const near = (confidence: number) => confidence < 0.35;')).toEqual(['name']);
    expect(asked('const CONFIDENCE_THRESHOLD = 0.35;\nexport const near = (confidence: number) => confidence < CONFIDENCE_THRESHOLD;')).toEqual([]);
    expect(asked('rank({ temperature: 0.2, minScore: 0.7 }); class C { similarityThreshold = 0.8; }')).toEqual([]);
  });
  it('is a setting, named or not, and says so at once', () => {
    expect(asked('export const run = () => setTimeout(run, 5_000);')).toEqual(['setting']);
    expect(asked('const WAIT = 5_000;\nexport const run = () => setTimeout(run, WAIT);')).toEqual(['named']);
    expect(asked('breaker({ failureThreshold: 5, errorThresholdPercentage: 50 }); const HEAP_THRESHOLD = 0.9;')).toEqual(['setting', 'setting', 'named']);
  });
});
