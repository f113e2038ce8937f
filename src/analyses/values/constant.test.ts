import { describe, expect, it } from 'vitest';
import { probe } from '../../testing/probe.ts';

const more = {
  'keys.ts': `
    import { OFFSET } from './numbers';
    export enum Namespace { Backup = 'backup', Mail = \`m\${'ail'}\` }
    export enum Level { Low, Mid = 5, High, Flag = 1 << 3, Both = Flag | Mid, Off = OFFSET, Next }
    export const KEYS = { retries: 'queue.retries', nested: { [Namespace.Backup]: 'nb' } } as const;
    export class K { static readonly X = 'kx'; static Y = K.X + '.y'; static get Z() { return 'kz'; } }
    export default Namespace;
  `,
  'numbers.ts': 'export const OFFSET = 40; export const list = [1, 2, 3];',
  'index.ts': "export * as all from './keys'; export { Namespace as N, default as D } from './keys'; export * from './numbers';",
};
const asked = (main: string) => probe({ ...more, 'main.ts': main });

describe('constant', () => {
  it.each<[string, unknown]>([
    ["import { Namespace } from './keys'; probe(Namespace.Backup)", 'backup'],
    ["import { N } from './index'; probe(N['Mail'])", 'mail'],
    ["import { D } from './index'; probe(D.Backup)", 'backup'],
    ["import { Level } from './keys'; probe(Level.Low)", 0],
    ["import { Level } from './keys'; probe(Level.High)", 6],
    ["import { Level } from './keys'; probe(Level.Both)", 13],
    ["import { Level } from './keys'; probe(Level.Next)", 41],
    ["import { all } from './index'; probe(all.KEYS.retries)", 'queue.retries'],
    ["import { all } from './index'; probe(all.KEYS.nested.backup)", 'nb'],
    ["import { K } from './keys'; probe(K.Y)", 'kx.y'],
    ["import { K } from './keys'; probe(K.Z)", 'kz'],
    ["import { OFFSET } from './index'; probe(-(OFFSET * 60_000) / 2)", -1200000],
    ["import { N } from './index'; const key = 'x'; probe(`${N.Backup}.${key}` + 1)", 'backup.x1'],
    ["probe(['a', 'b'].join('.'))", 'a.b'],
    ["const key = () => 'k'; probe(key())", 'k'],
    ["function key() { if (x) return 'a'; return 'b' } probe(key())", undefined],
    ["probe('Abc'.toLowerCase())", 'abc'],
    ["const a = true; probe(a ? 'x' : 'y')", 'x'],
    ["probe(a ? 'x' : 'y')", undefined],
    ["const a = null; probe(a ?? 'z')", 'z'],
    ["probe(process.env.X ?? 'z')", undefined],
    ['let n = 1; n++; probe(n)', undefined],
    ["declare const mode: 'on'; probe(mode)", 'on'],
    ["const f = (mode: 'on' | 'off') => probe(mode)", undefined],
    ["const f = ({ a = 'd' }) => probe(a)", undefined],
    ["class L { readonly max = 9 } probe(new L().max)", 9],
    ["const x = { y: 1 } satisfies object; probe(x!.y)", 1],
    ['const a = a + 1; probe(a)', undefined],
    ['const f = () => f(); probe(f())', undefined],
    ['probe(1 / 0)', undefined],
    ["import { list } from './numbers'; probe(list[2])", 3],
  ])('%s', (main, expected) => {
    const { of, site, value } = asked(main);
    expect(of.constant(site, value)).toBe(expected);
  });

  it('does not take exponential time for sums of sums', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `const x${i + 1} = x${i} + x${i};`).join('');
    const { of, site, value } = asked(`const x0 = 0; ${chain} probe(x60)`);
    expect(of.constant(site, value)).toBe(0);
  });
});

describe('constants', () => {
  it.each<[string, unknown]>([
    ["probe(a ? 'x' : b ? 'y' : 'x')", ['x', 'y']],
    ["for (const k of ['a', 'b'] as const) probe(k)", ['a', 'b']],
    ["const LIST = ['a', ...['b']]; for (const k of new Set(LIST)) probe(`ns.${k}`)", ['ns.a', 'ns.b']],
    ["['a', 'b'].forEach(k => probe(k))", ['a', 'b']],
    ["for (const [ns, k] of [['a', 'x'], ['b', 'y']]) probe(k)", ['x', 'y']],
    ["const DEFS = [{ key: 'x' }, { key: 'y' }]; DEFS.map(({ key }) => probe(key))", ['x', 'y']],
    ["const DEFS = [{ key: 'x' }, { key: 'y' }]; for (const d of DEFS) probe(d.key)", ['x', 'y']],
    ["for (const k in { a: 1, b: 2 }) probe(k)", ['a', 'b']],
    ["for (const [k, v] of Object.entries({ a: 1, b: 2 })) probe(v)", [1, 2]],
    ["import { Namespace } from './keys'; for (const n of Object.values(Namespace)) probe(n)", ['backup', 'mail']],
    ["import { Namespace as N } from './keys'; for (const n of [N.Mail, N.Backup]) probe(n)", ['mail', 'backup']],
    ["const f = (mode: 'on' | 'off') => probe(mode)", ['on', 'off']],
    ["type M = 'on' | 'off'; const f = (mode: M | 'auto') => probe(mode)", ['on', 'off', 'auto']],
    ["import type { Namespace } from './keys'; const f = (n: Namespace) => probe(n)", ['backup', 'mail']],
    ["let k = 'a'; if (x) k = 'b'; probe(k)", ['a', 'b']],
    ["let k = 'a'; k += x; probe(k)", undefined],
    ["const T = { a: 'x', b: 'y' }; probe(T[k])", ['x', 'y']],
    ["const f = (k: string) => probe(k)", undefined],
    ['for (const k of keys()) probe(k)', undefined],
    ["probe(process.env.K || 'x')", undefined],
    [`for (const k of [${Array.from({ length: 65 }, (_, i) => i)}]) probe(k)`, undefined],
  ])('%s', (main, expected) => {
    const { of, site, value } = asked(main);
    expect(of.constants(site, value)).toEqual(expected);
  });
});

describe('pattern', () => {
  it.each<[string, unknown]>([
    ['probe(`queue.${k}.retries`)', { prefix: 'queue.', suffix: '.retries' }],
    ["import { N } from './index'; probe(`${N.Mail}.${k}`)", { prefix: 'mail.', suffix: '' }],
    ["const p = 'a.' + k + '.z'; probe(`${p}!`)", { prefix: 'a.', suffix: '.z!' }],
    ['probe(`${a}${b}`)', undefined],
    ["probe(`a${'b'}`)", undefined],
    ['probe(1 + k)', undefined],
  ])('%s', (main, expected) => {
    const { of, site, value } = asked(main);
    expect(of.pattern(site, value)).toEqual(expected);
  });
});

it('shows lists and objects where they stand', () => {
  const list = asked("import { list } from './index'; const set = new Set(list); probe(set)");
  expect(list.of.array(list.site, list.value)?.file).toBe('numbers.ts');
  const object = asked("import { all } from './index'; probe(all.KEYS)");
  expect(object.of.object(object.site, object.value)?.value.p.map(({ n }) => n)).toEqual(['retries', 'nested']);
  expect(list.of.object(list.site, list.value)).toBeUndefined();
});
