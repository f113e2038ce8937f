import { describe, expect, it } from 'vitest';
import type { Files } from '../../testing/program.ts';
import type { Origin } from './model.ts';
import { probe } from '../../testing/probe.ts';

const shown = (origin: Origin): string => {
  const path = origin.path.map(each => `.${each}`).join('');
  switch (origin.k) {
    case 'global': return `global ${origin.path.join('.')}`;
    case 'external': return `${origin.from}:${origin.name}${path}`;
    case 'value': return `${origin.value.k === 'lit' ? JSON.stringify(origin.value.v) : origin.value.k}${path}`;
    case 'meta': return `meta${path}`;
    default: return `${origin.k} ${origin.file}${path}`;
  }
};
const origin = (main: string, more: Files = {}): string => {
  const { of, site, value } = probe({ ...more, 'main.ts': main });
  return shown(of.origin(site, value));
};

describe('origin', () => {
  it.each([
    ['const { env } = process; probe(env.FOO)', 'global process.env.FOO'],
    ['const { env: { FOO = 1, ...rest } } = globalThis.process; probe(rest.BAR)', 'global process.env.BAR'],
    ["const k = 'FOO'; const e = process.env; probe(e[k])", 'global process.env.FOO'],
    ['probe(process.env[name()])', 'global process.env.*'],
    ["import { env } from 'process'; probe(env.FOO)", 'node:process:env.FOO'],
    ["import * as p from 'node:process'; probe(p.env.FOO)", 'node:process:env.FOO'],
    ["import p from 'node:process'; probe(p.env)", 'node:process:default.env'],
    ["const p = require('process'); probe(p.env)", 'node:process:env'],
    ['probe(import.meta.env.X)', 'meta.env.X'],
    ['let e = process.env; e = {}; probe(e.FOO)', 'decl main.ts.FOO'],
    ['let e = process.env; probe(e.FOO)', 'global process.env.FOO'],
    ['const f = (x: string) => probe(x.length)', 'decl main.ts.length'],
    ['const f = (x = 1) => probe(x)', 'decl main.ts'],
    ['const f = ({ a }: { a: { b: 1 } }) => probe(a.b)', 'param.a.b'],
    ['const { a = 3 } = { b: 1 }; probe(a)', '3'],
    ['const { b = 3 } = { b: 1 }; probe(b)', '1'],
    ['const o = Object.freeze({ a: { b: 2 } } as const); probe(o.a.b)', '2'],
    ['const base = { a: 1 }; const o = { ...base, c: 3 }; probe(o.a)', '1'],
    ['const base = { a: 1 }; const o = { a: 2, ...base }; probe(o.a)', '1'],
    ['const o = { a: 1, ...unknown() }; probe(o.a)', 'obj.a'],
    ['const o = { a: 1 }; o.a = 2; probe(o.a)', 'decl main.ts.a'],
    ['const o = { a: 1, b: 2 }; o.a = 2; probe(o.b)', '2'],
    ['const o = { a: 1 }; Object.assign(o, more); probe(o.a)', 'decl main.ts.a'],
    ["const list = ['x', 'y']; probe(list[1])", '"y"'],
    ["const list = ['x', 'y']; list.push('z'); probe(list[0])", 'decl main.ts.0'],
    ['const a = b; const b = a; probe(a)', 'decl main.ts'],
    ['probe(make().x)', 'call main.ts.x'],
    ['const f = () => {}; probe(f)', 'fn main.ts'],
    ['class K { static readonly X = { y: 7 } } probe(K.X.y)', '7'],
    ['class K { static X = 1 } K.X = 2; probe(K.X)', 'class main.ts.X'],
    ['class B { static X = 1 } class K extends B {} probe(K.X)', '1'],
    ['class K { static make() {} } probe(K.make)', 'fn main.ts'],
    ['class K { private readonly env = process.env; run() { return [1].map(() => probe(this.env.FOO)) } }', 'global process.env.FOO'],
    ['class K { env; constructor() { this.env = process.env } run() { probe(this.env.FOO) } }', 'global process.env.FOO'],
    ['class K { constructor(private readonly a: A) {} run() { probe(this.a.b) } }', 'this main.ts.a.b'],
    ['class K { n = 1; set() { this.n = 2 } run() { probe(this.n) } }', 'this main.ts.n'],
    ['class K { readonly n: number = 1; run() { probe(this.n) } } class L extends K { override readonly n = 2 }', 'this main.ts.n'],
    ['class K { n = 1; run() { probe(this.n) } } const k = new K(); k.n = 2;', 'this main.ts.n'],
    ['const o = { f() { probe(this.x) } }', 'this.x'],
    ["namespace N { export const A = 'a'; export namespace M { export const B = 'b' } } probe(N.M.B)", '"b"'],
    ["namespace N.M { export const B = 'b' } probe(N.M.B)", '"b"'],
    ["namespace N { const hidden = 1 } probe(N.hidden)", 'decl main.ts.hidden'],
    ["class K {} namespace K { export const A = 'a' } probe(K.A)", '"a"'],
    ["class K {} namespace K { export const A = 'a' } probe(K)", 'class main.ts'],
    ["interface I {} namespace I { export const A = 'a' } probe(I.A)", '"a"'],
    ["import { Keys } from './a'; probe(Keys.A)", '"ka"'],
    ['enum E { A = "a" } probe(E.A)', 'enum main.ts.A'],
    ['async function f() { const { x } = await import("./a"); probe(x) }', '1'],
    ["import('./a').then(({ x }) => probe(x))", '1'],
    ["import('./a').then(m => probe(m.ns.x))", '1'],
    ["import * as keys from './a'; probe(keys.obj.deep)", '2'],
    ["import d from './a'; probe(d.k)", '"v"'],
    ["import { missing } from './a'; probe(missing)", 'decl main.ts'],
    ["const c = require('./common'); probe(c.x)", '5'],
    ["import { x } from './common'; probe(x)", '5'],
    ["import c from './whole'; probe(c.y)", '6'],
    ["import c = require('./whole'); probe(c.y)", '6'],
  ])('%s', (main, expected) => {
    const more = {
      'a.ts': "export const x = 1; export const obj = { deep: 2 }; export * as ns from './a'; export default { k: 'v' }; export interface Keys {} export namespace Keys { export const A = 'ka'; }",
      'common.js': 'exports.x = 5;',
      'whole.js': 'const y = 6; module.exports = { y };',
    };
    expect(origin(main, more)).toBe(expected);
  });

  it('respects writes from another file', () => {
    expect(origin("import { o } from './a'; probe(o.x)", { 'a.ts': 'export const o = { x: 1 };', 'b.ts': "import { o } from './a'; o.x = 2;" })).toBe('decl a.ts.x');
    expect(origin("import { o } from './a'; probe(o.x)", { 'a.ts': 'export const o = { x: 1 };', 'b.ts': "import * as ns from './a'; ns.o.x = 2;" })).toBe('decl a.ts.x');
  });

  it('ends a circle at the same place from every side', () => {
    const more = { 'a.ts': "import { b } from './b'; export const a = b;", 'b.ts': "import { a } from './a'; export const b = a;" };
    expect(origin("import { a } from './a'; import { b } from './b'; probe(a); probe(b)", more)).toBe('decl a.ts');
    const { of, site, value } = probe({ ...more, 'main.ts': "import { a } from './a'; import { b } from './b'; probe(b); probe(a)" });
    expect(shown(of.origin(site, value))).toBe('decl b.ts');
  });
});
