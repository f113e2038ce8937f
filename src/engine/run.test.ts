import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defineAnalysis, defineRule, type Rule } from '../core/model.ts';
import { program } from '../facts/program/kind.ts';
import { check, partsOf, runWith } from '../testing/check.ts';
import { memoryStore } from './store.ts';
import { diskWorld, memoryWorld } from './world.ts';

/** Reports every call of `forbidden`, by its owner. */
const forbiddenCall = defineRule({
  id: 'forbidden-call',
  summary: 'Calls of `forbidden`',
  needs: [program],
  defaults: { name: 'forbidden' },
  messages: { called: ({ name }: { name: string }) => `\`${name}\` is called; drop the call` },
  judge({ files, table, options, report }) {
    for (const file of files) {
      for (const call of table(program, file).calls) {
        if (call.callee.k !== 'ref' || call.callee.n !== options.name) continue;
        const line = file.lineStarts.findLastIndex(start => start <= call.s) + 1;
        const at = { file: file.path, line, column: call.s - file.lineStarts[line - 1]! + 1, endLine: line, endColumn: 1 };
        report({ message: 'called', data: { name: options.name }, at, entry: { key: `${file.path}#${options.name}`, kind: 'called', owner: table(program, file).fns[call.fn]!.owner } });
      }
    }
  },
});

const files = {
  'package.json': '{}',
  'src/a.ts': 'import { b } from "./b.js";\nexport function first() { forbidden(); b(); }\n',
  'src/b.ts': 'export const b = () => {\n  forbidden(); // lint-allow: forbidden-call -- the vendor asks for it\n};\n',
  'src/a.test.ts': 'forbidden();\n',
};
const reversed = <T>(record: { readonly [key: string]: T }): { [key: string]: T } => Object.fromEntries(Object.entries(record).reverse());
const rules: readonly Rule[] = [forbiddenCall];

describe('a run', () => {
  it('goes from files to an outcome through markers and baselines', async () => {
    const outcome = await check(files, { rules });
    expect(outcome.new.map(finding => [finding.at.file, finding.at.line, finding.text])).toEqual([['src/a.ts', 2, '`forbidden` is called; drop the call']]);
    expect(outcome.allowed).toHaveLength(1);
    expect(outcome).toMatchObject({ exitCode: 1, markers: [], problems: [], scanned: { files: 3, rules: ['forbidden-call'] } });
    const known = await check(files, { rules, baselines: { 'forbidden-call': 'src/a.ts#forbidden:called:first\n' } });
    expect(known).toMatchObject({ exitCode: 0, new: [], known: [{ rule: 'forbidden-call' }], scanned: { entries: 1 } });
  });

  it('reports nothing in test files', async () => {
    expect((await check({ 'a.test.ts': 'forbidden();' }, { rules })).new).toEqual([]);
  });

  it('gives the same bytes for files in any order, cold and cached, with facts and with verdicts from the cache', async () => {
    const store = memoryStore();
    const bytes = async (given: { readonly [path: string]: string }, kept = memoryStore()) => JSON.stringify((await runWith(memoryWorld({ ...given }), kept, { rules })).outcome);
    const cold = await bytes(files, store);
    expect(await bytes(reversed(files))).toBe(cold);
    expect(await bytes(files, store)).toBe(cold);
    for (const name of store.names()) if (name.startsWith('verdict-')) store.remove(name);
    expect(await bytes(reversed(files), store)).toBe(cold);
  });

  it('narrows what is shown and what decides to the paths asked for, and counts the rest', async () => {
    const outcome = await check(files, { rules, request: { paths: ['src/b.ts'] } });
    expect(outcome).toMatchObject({ new: [], outside: 1, exitCode: 0 });
    expect((await check(files, { rules, request: { paths: ['./src/'] } })).new).toHaveLength(1);
  });

  it('rewrites the baseline and then stands on it', async () => {
    const tree: { [path: string]: string } = { ...files };
    const world = memoryWorld(tree);
    const { outcome, baselines } = await runWith(world, memoryStore(), { rules, request: { baseline: { write: 'update', strict: false } } });
    expect(outcome).toMatchObject({ exitCode: 0, new: [], known: [{}] });
    expect(baselines).toMatchObject([{ rule: 'forbidden-call', kept: 0, added: [{ key: 'src/a.ts#forbidden' }] }]);
    expect(String(tree['baselines/forbidden-call.txt'])).toMatch(/^#.*\n#.*\nsrc\/a\.ts#forbidden:called:first\n$/);
  });

  it('runs a rule that is off only when it is named, and warns where the configuration says so', async () => {
    const config = { rules: { 'forbidden-call': { severity: 'off' as const, options: {} } } };
    expect(await check(files, { rules, config })).toMatchObject({ new: [], exitCode: 0, scanned: { rules: [] } });
    expect((await check(files, { rules, config, only: ['forbidden-call'] })).new).toHaveLength(1);
    const warn = await check(files, { rules, config: { rules: { 'forbidden-call': { severity: 'warn', options: {} } } } });
    expect(warn).toMatchObject({ new: [{ severity: 'warn' }], exitCode: 0 });
  });
});

describe('a run that cannot be trusted ends with 2', () => {
  const problemsOf = async (given: { readonly [path: string]: string | Uint8Array | null }, more: readonly Rule[] = rules) => {
    const world = { ...given };
    const { outcome } = await runWith(memoryWorld(world), memoryStore(), { rules: more, request: { baseline: { write: 'update', strict: false } } });
    expect(Object.keys(world), 'nothing is written').toEqual(Object.keys(given));
    expect(outcome.exitCode).toBe(2);
    return outcome.problems.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`);
  };

  it('when it saw no file', async () => {
    expect(await problemsOf({ 'README.md': '' })).toEqual([' no source file found; run this where the sources are, or name the place with `--root`']);
  });

  it('when a file does not parse', async () => {
    expect(await problemsOf({ 'a.ts': 'export const a =\n  = 1;\n' })).toEqual(["a.ts:2 this file does not parse (Expression expected.); mend it or leave it out with `exclude`"]);
  });

  it('when a file is not UTF-8', async () => {
    expect(await problemsOf({ 'a.ts': Uint8Array.from([0x61, 0xff]) })).toEqual(['a.ts this file is not UTF-8; convert it or leave it out with `exclude`']);
  });

  it('when `exclude` leaves nothing', async () => {
    const { outcome } = await runWith(memoryWorld({ 'a.ts': '' }), memoryStore(), { rules, config: { exclude: ['**'] } });
    expect(outcome.problems).toEqual([{ file: '', message: 'no source file is left; correct the patterns of `exclude`' }]);
  });

  it('when a file is nested deeper than can be read', async () => {
    expect(await problemsOf({ 'a.ts': `f()${'.then(a)\n'.repeat(20_000)}`, 'b.ts': '' })).toEqual(['a.ts this file is nested too deeply to be read; take its nesting apart or leave it out with `exclude`']);
  });

  it('when a file cannot be read', async () => {
    expect(await problemsOf({ 'a.ts': null, 'b.ts': '' })).toEqual(['a.ts cannot read this file (EACCES); make it readable or leave it out with `exclude`']);
  });

  it('when a rule throws, and then names the rule and lets the others go on', async () => {
    const crash = defineRule({ id: 'crash', summary: '', needs: [], defaults: {}, messages: {}, judge() { throw new Error('boom'); } });
    const outcome = await check(files, { rules: [crash, ...rules] });
    expect(outcome.problems).toEqual([{ file: '', message: 'the rule `crash` failed (boom); this is a bug in ghostwire' }]);
    expect(outcome).toMatchObject({ exitCode: 2, new: [{ rule: 'forbidden-call' }] });
  });

  it('when an analysis throws, told once for all rules that need it', async () => {
    const broken = defineAnalysis({ id: 'broken', needs: [], compute(): number { throw new Error('boom'); } });
    const needing = (id: string) => defineRule({ id, summary: '', needs: [broken], defaults: {}, messages: {}, judge({ model }) { model(broken); } });
    const parts = { ...partsOf([needing('one'), needing('two')]), settings: async () => ({ analysis: broken, count: (model: number) => model }) };
    const outcome = await check(files, { rules: [], request: { parts } });
    expect(outcome.problems).toEqual([{ file: '', message: 'the analysis `broken` failed (boom); this is a bug in ghostwire' }]);
  });

  it('when an analysis has something to say against the program', async () => {
    const strict = defineAnalysis({ id: 'strict', needs: [], compute: () => ['a.ts'], problems: model => model.map(file => ({ file, line: 1, message: 'no' })) });
    const needing = defineRule({ id: 'one', summary: '', needs: [strict], defaults: {}, messages: {}, judge({ model }) { model(strict); } });
    expect(await problemsOf({ 'a.ts': '' }, [needing])).toEqual(['a.ts:1 no']);
  });
});

describe('files that are no evidence', () => {
  const scanned = async (given: { readonly [path: string]: string }) => (await runWith(memoryWorld({ ...given }), memoryStore(), { rules })).outcome;

  it('tolerates a byte order mark', async () => {
    expect((await scanned({ 'a.ts': '\ufeffforbidden();' })).new).toMatchObject([{ at: { line: 1, column: 1 } }]);
  });

  it('finds nothing in generated and minified files', async () => {
    const minified = `forbidden();${'a();'.repeat(2000)}`;
    expect((await scanned({ 'a.ts': '/** @generated by x */\nforbidden();', 'b.ts': '// Code generated by protoc-gen-ts. DO NOT EDIT.\nforbidden();', 'c.ts': minified })).new).toEqual([]);
    expect((await scanned({ 'a.ts': '// What the generated client leaves to us.\nforbidden();' })).new).toHaveLength(1);
  });

  it('finds what is written by hand beside a table on one line', async () => {
    const numbers = Array.from({ length: 5000 }, (_, index) => index).join(',');
    const picture = `'${'QUJD'.repeat(5000)}'`;
    for (const data of [`[${numbers}]`, picture]) expect((await scanned({ 'a.ts': `export const data = ${data};\nforbidden();\n` })).new).toHaveLength(1);
  });

  it('lets a broken test file pass', async () => {
    expect((await scanned({ 'a.ts': '', 'fixtures/broken.ts': 'const = = ;' })).problems).toEqual([]);
  });
});

describe('on disk', () => {
  const roots: string[] = [];
  afterEach(() => roots.splice(0).forEach(root => fs.rmSync(root, { recursive: true })));

  it('leaves the parser unloaded when nothing changed, and parses just what did', async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-run-'));
    roots.push(root);
    for (const [file, text] of Object.entries(files)) {
      fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      fs.writeFileSync(path.join(root, file), text);
      // Older than the clock is coarse, so that the stamp alone is believed.
      fs.utimesSync(path.join(root, file), new Date(0), new Date(0));
    }
    const store = memoryStore();
    const run = async () => (await runWith(diskWorld(root), store, { rules })).stats;
    expect(await run()).toEqual({ read: 3, parsed: 3, cacheHits: 0, parserLoaded: true, verdictCached: false });
    expect(await run()).toMatchObject({ parsed: 0, cacheHits: 3, parserLoaded: false, verdictCached: true });
    fs.appendFileSync(path.join(root, 'src/a.ts'), 'forbidden();\n');
    expect(await run()).toMatchObject({ parsed: 1, cacheHits: 2, parserLoaded: true, verdictCached: false });
  });

  it('follows no symbolic link', async () => {
    const root = fs.mkdtempSync(path.join(os.tmpdir(), 'ghostwire-run-'));
    roots.push(root);
    fs.mkdirSync(path.join(root, 'src'));
    fs.writeFileSync(path.join(root, 'src/a.ts'), 'forbidden();');
    fs.symlinkSync('src', path.join(root, 'again'));
    fs.symlinkSync(path.join(root, 'src/a.ts'), path.join(root, 'b.ts'));
    expect((await runWith(diskWorld(root), memoryStore(), { rules })).outcome.new.map(finding => finding.at.file)).toEqual(['src/a.ts']);
  });
});

