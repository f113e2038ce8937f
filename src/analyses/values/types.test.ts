import { describe, expect, it } from 'vitest';
import { program } from '../../facts/program/kind.ts';
import { models } from '../../testing/program.ts';
import { values } from './analysis.ts';
import { probe } from '../../testing/probe.ts';

const more = {
  'services.ts': `
    export interface Clock { now(): number; zone: Zone }
    export interface Zone { owner: Base }
    export class Base { readonly peer!: Other; self() { return this; } }
    export class Other { async load(): Promise<Base | null> { return null; } static create() { return new Other(); } get base() { return new Base(); } }
    export class Derived extends Base implements Clock { zone: any; now() { return 1; } }
    export type Alias = Derived;
    export const make = () => new Derived();
    export const shared = make();
    export let later: Other | undefined;
    export function start() { later = new Other(); }
  `,
  'index.ts': "export * from './services'; export { Other as Renamed } from './services';",
};

describe('types of values', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['import { Base } from "./index"; probe(new Base())', ['Base'], 'Base'],
    ['import { Renamed } from "./index"; const f = (x?: Renamed) => probe(x)', ['Other'], 'Other'],
    ['import type { Alias } from "./index"; const f = (x: Alias | string) => probe(x)', ['Alias', 'Derived', 'Base', 'Clock'], 'Derived'],
    ['import type { Clock } from "./index"; const f = (x: Clock) => probe(x)', ['Clock'], undefined],
    ['import type { Clock } from "./index"; const f = (x: Clock) => probe(x.zone.owner)', ['Base'], 'Base'],
    ['import * as s from "./index"; const f = (x: s.Base) => probe(x.peer)', ['Other'], 'Other'],
    ['import { shared } from "./index"; probe(shared)', ['Derived', 'Base', 'Clock'], 'Derived'],
    ['import { later } from "./index"; probe(later)', ['Other'], 'Other'],
    ['import { Other } from "./index"; const f = async () => probe(await Other.create().load())', ['Base'], 'Base'],
    ['import { Other } from "./index"; probe(Other.create().base.self())', ['Base'], 'Base'],
    ['import { Derived } from "./index"; probe(new Derived().peer)', ['Other'], 'Other'],
    ['import { Base } from "./index"; const f = (xs: readonly Base[]) => { for (const x of xs) probe(x) }', ['Base'], 'Base'],
    ['import { Base } from "./index"; const f = (xs: Map<string, Base>) => probe(xs)', ['Map'], undefined],
    ['import { Base } from "./index"; class S { constructor(private readonly base: Base) {} run() { probe(this.base) } }', ['Base'], 'Base'],
    ['import { Base } from "./index"; class S { private b; constructor(base: Base) { this.b = base } run() { probe(this.b) } }', ['Base'], 'Base'],
    ['class S { run() { probe(this) } }', ['S'], 'S'],
    ['class S { o: S.Options; run() { probe(this.o.base) } } namespace S { export interface Options { base: Base } } import { Base } from "./index";', ['Base'], 'Base'],
    ['import { Redis as R } from "ioredis"; const f = (x: R) => probe(x)', ['Redis'], undefined],
    ['import R from "ioredis"; probe(new R())', ['R'], undefined],
    ['import { S3 } from "aws"; class Mine extends S3 {} probe(new Mine())', ['Mine', 'S3'], 'Mine'],
    ['import { Base } from "./index"; probe(container.get(Base))', ['Base'], 'Base'],
    ['import { Base } from "./index"; probe(inject<Base>("x"))', ['Base'], 'Base'],
    ['import { Base, Other } from "./index"; probe(a ? new Base() : new Other())', ['Base', 'Other'], 'Base'],
    ['class A { b = new B() } class B { a = new A() } probe(new A().b.a)', ['A'], 'A'],
    ['const f = (x: any, y: string | null) => probe(y)', [], undefined],
    ['const a = () => b(); const b = () => a(); probe(a())', [], undefined],
  ])('%s', (main, names, cls) => {
    const { of, site, value } = probe({ ...more, 'main.ts': main });
    expect(of.typeNames(site, value)).toEqual(names);
    const found = of.classOf(site, value);
    const linked = models({ ...more, 'main.ts': main });
    const file = linked.files.find(({ path }) => path === found?.file);
    expect(found && file && linked.table(program, file).classes[found.cls]?.n).toBe(cls);
  });
});

it('finds the type beside a value of the same name', () => {
  const linked = models({ 'a.ts': 'export const Level = 1; export interface Level { x: 1 }', 'main.ts': 'import { Level } from "./a"; const f = (l: Level) => l;' });
  const main = linked.files.find(({ path }) => path === 'main.ts')!;
  const type = linked.table(program, main).decls.find(({ n }) => n === 'l')!.type!;
  expect(linked.model(values).typeTarget('main.ts', type)).toEqual({ file: 'a.ts', decl: 1 });
});
