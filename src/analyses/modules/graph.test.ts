import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { modules } from './analysis.ts';
import type { Binding } from './model.ts';

const graph = (files: Files) => models(files).model(modules);

const at = (found: Binding | undefined): string => {
  if (!found) return 'none';
  return found.k === 'decl' ? `${found.file}#${found.decl}` : found.k === 'external' ? `${found.from}:${found.name}` : `${found.file} ${found.k}`;
};

describe('exported names', () => {
  it('follows renames, barrels and default exports to the declaration', () => {
    const of = graph({
      'a.ts': 'export const first = 1; const hidden = 2; export { hidden as shown }; export default class A {}',
      'b.ts': "export { shown as again, default as A } from './a'; export * as ns from './a';",
      'index.ts': "export * from './b'; export * from './a';",
      'local.ts': "import D, { first } from './index'; export { first, D as default };",
    });
    expect(at(of.exported('index.ts', 'again'))).toBe('a.ts#1');
    expect(at(of.exported('index.ts', 'A'))).toBe('a.ts#2');
    expect(at(of.exported('index.ts', 'first'))).toBe('a.ts#0');
    expect(at(of.exported('index.ts', 'ns'))).toBe('a.ts namespace');
    expect(at(of.exported('index.ts', 'default'))).toBe('none');
    expect(at(of.exported('local.ts', 'first'))).toBe('a.ts#0');
    expect(of.exportedNames('index.ts')).toEqual(['A', 'again', 'first', 'ns', 'shown']);
  });

  it('prefers a local name to one behind `export *`, and the nearer of two stars', () => {
    const of = graph({
      'deep.ts': 'export const x = 1; export const y = 1; export const z = 1;',
      'far.ts': "export * from './deep';",
      'near.ts': 'export const pad = 0; export const y = 2;',
      'index.ts': "export * from './far'; export * from './near'; const other = 0; export const x = 3;",
    });
    expect(at(of.exported('index.ts', 'x'))).toBe('index.ts#1');
    expect(at(of.exported('index.ts', 'y'))).toBe('near.ts#1');
    expect(at(of.exported('index.ts', 'z'))).toBe('deep.ts#2');
  });

  it('survives barrels in a circle, whichever file is asked first', () => {
    const files = { 'a.ts': "export * from './b';", 'b.ts': "export * from './a'; export * from './c'; export { y } from './a';", 'c.ts': 'export const x = 1;' };
    for (const order of [['a.ts', 'b.ts'], ['b.ts', 'a.ts']]) {
      const of = graph(files);
      expect(order.map(file => at(of.exported(file, 'x')))).toEqual(['c.ts#0', 'c.ts#0']);
      expect(order.map(file => at(of.exported(file, 'y')))).toEqual(['none', 'none']);
    }
  });

  it('names what comes from outside', () => {
    const of = graph({
      'a.ts': "export { readFile as read } from 'fs'; export * from 'zod';",
      'b.ts': "import * as fs from 'node:fs'; import ws from 'ws'; import { z } from './a'; export { fs, ws, z };",
    });
    expect(at(of.exported('a.ts', 'read'))).toBe('node:fs:readFile');
    expect(at(of.exported('a.ts', 'object'))).toBe('zod:object');
    expect(at(of.exported('b.ts', 'fs'))).toBe('node:fs:*');
    expect(at(of.exported('b.ts', 'ws'))).toBe('ws:default');
    expect(at(of.exported('b.ts', 'z'))).toBe('zod:z');
  });

  it('takes the value where a type bears the same name', () => {
    const of = graph({ 'a.ts': 'export type Level = "a"; export const Level = { A: "a" };', 'b.ts': "export { Level } from './a';" });
    expect(at(of.exported('b.ts', 'Level'))).toBe('a.ts#1');
  });

  it('reads CommonJS and `export =`', () => {
    const of = graph({
      'names.js': 'function f() {} exports.f = f; exports.n = 1;',
      'whole.js': "const x = 1; module.exports = { x, y: 2, ...require('./names') };",
      'again.js': "module.exports = require('./whole');",
      'equals.ts': 'class K {} export = K;',
      'use.ts': "import K = require('./equals'); import { f, x } from './again'; export { K, f, x };",
    });
    expect(at(of.exported('names.js', 'f'))).toBe('names.js#0');
    expect(at(of.exported('use.ts', 'x'))).toBe('whole.js#0');
    expect(at(of.exported('use.ts', 'f'))).toBe('names.js#0');
    expect(at(of.exported('whole.js', 'y'))).toBe('whole.js value');
    expect(at(of.exported('use.ts', 'K'))).toBe('equals.ts#0');
    expect(of.exportedNames('whole.js')).toEqual(['default', 'x', 'y']);
  });
});

describe('imports that run', () => {
  const of = (files: Files, file = 'main.ts') => graph(files).imports(file).map(each => `${each.file}${each.dynamic ? ' dynamic' : ''}${each.droppable ? ' droppable' : ''}`);
  const all = { 'a.ts': 'export const a = 1; export type T = 1;', 'b.ts': 'export const b = 1;', 'c.ts': '', 'd.ts': 'export const d = 1;' };

  it('leaves out types and names that are never used as values', () => {
    expect(of({ ...all, 'main.ts': "import type { T } from './a'; import { b } from './b'; import { d } from './d'; import './c'; let x: T; let y: typeof b; console.log(d);" })).toEqual(['d.ts', 'c.ts']);
  });

  it('keeps unused names under `verbatimModuleSyntax` and in JavaScript', () => {
    const text = "import { b } from './b';";
    expect(of({ ...all, 'main.ts': text, 'tsconfig.json': '{ "compilerOptions": { "verbatimModuleSyntax": true } }' })).toEqual(['b.ts']);
    expect(of({ ...all, 'main.js': text }, 'main.js')).toEqual(['b.ts']);
    expect(of({ ...all, 'main.ts': text })).toEqual([]);
  });

  it('counts re-exports, but not those of types', () => {
    expect(of({ ...all, 'main.ts': "export * from './a'; export { b } from './b'; export type { d } from './d';" })).toEqual(['a.ts', 'b.ts']);
  });

  it('flags what is loaded on the way', () => {
    expect(of({
      ...all, 'worker.ts': '', 'jobs/x.job.ts': '', 'jobs/y.ts': '',
      'main.ts': "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); require('./a'); export const f = async (n: string) => { require('./b'); await import('./c'); await import(`./jobs/${n}.job.js`); }; new Worker(new URL('./worker.ts', import.meta.url));",
    })).toEqual(['a.ts', 'b.ts dynamic', 'c.ts dynamic', 'jobs/x.job.ts dynamic', 'worker.ts dynamic']);
  });

  it('says which a bundler may drop', () => {
    const files = { ...all, 'main.ts': "import { a } from './a'; import { b } from './b'; void a; console.log(b);" };
    expect(of({ ...files, 'package.json': '{ "name": "x", "sideEffects": false }' })).toEqual(['a.ts droppable', 'b.ts']);
    expect(of({ ...files, 'package.json': '{ "name": "x", "sideEffects": ["a.ts"] }' })).toEqual(['a.ts', 'b.ts']);
    expect(of({ ...files, 'package.json': '{ "name": "x" }' })).toEqual(['a.ts', 'b.ts']);
  });
});

it('tells the package a file belongs to', () => {
  const of = graph({ 'package.json': '{"name":"root"}', 'packages/a/package.json': '{"name":"a"}', 'packages/a/src/esm/package.json': '{"type":"module"}', 'packages/a/src/esm/x.ts': '', 'scripts/y.ts': '' });
  expect(of.packageOf('packages/a/src/esm/x.ts')).toBe('packages/a');
  expect(of.packageOf('scripts/y.ts')).toBe('');
});
