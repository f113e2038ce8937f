import { describe, expect, it } from 'vitest';
import { callResolver, readFormAt, type Bypass, type ReadForm } from './call-resolver.ts';
import { applyEdits, isLeft } from './edit.ts';
import { openSource } from './source.ts';

const port: Omit<Bypass, 'at'> = { namespace: 'http', name: 'port', key: 'http.port', type: 'integer', default: 8080, receivers: { endings: ['Resolver'] } };
const name: Omit<Bypass, 'at'> = { ...port, name: 'name', key: 'http.name', type: 'string', default: 'x' };
const on: Omit<Bypass, 'at'> = { ...port, name: 'on', key: 'http.on', type: 'boolean', default: false };
const form: Omit<ReadForm, 'receivers'> = { method: 'getInt', arguments: 2, awaited: false, quote: `'` };

function replaced(text: string, given: Omit<Bypass, 'at'> = port, how: Omit<ReadForm, 'receivers'> = form): string {
  const raw = /process\.env(\.V|\['V'\])/.exec(text)!;
  const before = text.slice(0, raw.index);
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  const result = callResolver(openSource('a.ts', text), { ...given, at: { file: 'a.ts', line, column, endLine: line, endColumn: column + raw[0].length } }, how);
  return isLeft(result) ? `left: ${result.left}` : applyEdits(text, result)!;
}

const inFunction = (expression: string): string => `function f(resolver: ConfigResolver) {\n  return ${expression};\n}\n`;

describe('a read past a setting', () => {
  it.each([
    ['Number(process.env.V)', port], ['parseInt(process.env.V!, 10)', port], ['+process.env[\'V\']!', port], ['Number(process.env.V ?? 8080)', port],
    ['Number(process.env.V) || 8_080', port], ['Number.parseInt(process.env.V || \'8080\')', port],
    ['process.env.V', name], ['process.env.V ?? \'x\'', name], ['(process.env.V || "x")', name], ['process.env.V === \'true\'', on], ['process.env.V !== \'false\'', { ...on, default: true }],
  ] as const)('%s becomes a call of the resolver', (expression, given) => {
    expect(replaced(inFunction(expression), given)).toBe(inFunction(`resolver.getInt('http', '${given.name}')`));
  });
  it.each([
    ['another fallback than the default', inFunction('Number(process.env.V ?? 9090)'), port],
    ['a fallback without a default to compare', inFunction('process.env.V ?? \'x\''), { namespace: 'http', name: 'name', key: 'http.name', type: 'string', receivers: { endings: ['Resolver'] } }],
    ['the text of a number', inFunction('process.env.V'), port],
    ['a switch that is on by default', inFunction('process.env.V === \'true\''), { ...on, default: true }],
    ['no resolver in scope', 'export const v = process.env.V;\n', name],
    ['a resolver made later', 'export const v = process.env.V;\nconst resolver = new ConfigResolver();\n', name],
    ['the resolver of a class in a static member', 'class A {\n  private resolver: ConfigResolver;\n  static f() {\n    return process.env.V;\n  }\n}\n', name],
  ] as const)('is left with %s', (_, text, given) => {
    expect(replaced(text, given)).toMatch(/^left: /);
  });
  it('finds the resolver of the class, of the module and among the imports', () => {
    expect(replaced('class A {\n  constructor(private readonly settings: ConfigResolver) {}\n  f() {\n    return [1].map(() => process.env.V);\n  }\n}\n', name)).toContain(`map(() => this.settings.getInt('http', 'name'))`);
    expect(replaced('const r = new ConfigResolver();\nexport const v = process.env.V;\n', name)).toContain(`v = r.getInt('http', 'name')`);
    expect(replaced('import { resolver } from \'./r.ts\';\nexport const v = process.env.V;\n', name)).toContain(`v = resolver.getInt('http', 'name')`);
  });
  it.each([
    ['a parameter of another type', 'import { resolver } from \'./r.ts\';\nfunction f(resolver: { x: number }) {\n  return [resolver, process.env.V];\n}\n'],
    ['a local that holds something else', 'import { resolver } from \'./r.ts\';\nfunction f() {\n  const resolver = 3;\n  return [resolver, process.env.V];\n}\n'],
    ['a local that is there only later', 'import { resolver } from \'./r.ts\';\nfunction f() {\n  const v = process.env.V;\n  const resolver = make();\n}\n'],
    ['what was thrown', 'import { resolver } from \'./r.ts\';\ntry { go(); } catch (resolver) {\n  console.log(process.env.V);\n}\n'],
    ['what a loop goes through', 'import { resolver } from \'./r.ts\';\nfor (const resolver of all) console.log(process.env.V);\n'],
    ['a part of a parameter', 'import { resolver } from \'./r.ts\';\nconst f = ({ resolver }: Deps) => process.env.V;\n'],
    ['a function of that name', 'import { resolver } from \'./r.ts\';\nfunction f() {\n  return process.env.V;\n  function resolver() {}\n}\n'],
    ['an import of the type alone', 'import type { resolver } from \'./r.ts\';\nexport const v = process.env.V;\n'],
    ['one that may not be there', 'function f(resolver?: ConfigResolver) {\n  return process.env.V;\n}\n'],
    ['one that may be null', 'function f(resolver: ConfigResolver | null) {\n  return process.env.V;\n}\n'],
    ['the resolver of a class in a static block', 'class A {\n  private resolver: ConfigResolver;\n  static {\n    console.log(process.env.V);\n  }\n}\n'],
    ['the resolver of a class in a decorator', 'class A {\n  private resolver: ConfigResolver;\n  @D(process.env.V) m() {}\n}\n'],
    ['the resolver of a class before it is made', 'class A {\n  private resolver: ConfigResolver;\n  constructor(x = process.env.V) {}\n}\n'],
    ['a member that is no resolver', 'class A {\n  private resolver = 3;\n  f() {\n    return process.env.V;\n  }\n}\n'],
    ['resolvers of another kind alone', 'class A {\n  constructor(private userResolver: UserResolver) {}\n  f() {\n    return process.env.V;\n  }\n}\n', new Set(['configresolver', 'resolver'])],
  ])('sees no resolver in %s', (_, text, seen?: ReadonlySet<string>) => {
    expect(replaced(text, { ...name, receivers: { endings: ['Resolver'], ...(seen === undefined ? {} : { seen }) } })).toBe('left: no resolver is in scope; hand one in');
  });
  it.each([
    ['process.env.V ? 1 : 2'], ['process.env.V && a'], ['!process.env.V'], ['process.env.V?.length'], ['typeof process.env.V'], ['process.env.V === undefined'], ['Boolean(process.env.V)'], ['process.env.A ?? process.env.V ?? \'y\''],
  ])('is left where it matters whether the variable is set: %s', expression => {
    expect(replaced(inFunction(expression), name)).toBe('left: whether its variable is set decides something; replace it by hand');
  });
  it('is left where the variable that takes it is asked whether it is set', () => {
    expect(replaced('function f(resolver: ConfigResolver) {\n  const v = process.env.V;\n  if (!v) throw new Error();\n  return v;\n}\n', name)).toMatch(/^left: whether/);
    expect(replaced('function f(resolver: ConfigResolver) {\n  const v = process.env.V;\n  return v + 1;\n}\n', name)).toContain('const v = resolver.');
  });
  it('follows names that are given to each other no more than once', () => {
    expect(replaced('function f(resolver: ConfigResolver) {\n  let v = process.env.V;\n  let a = v, b = a;\n  { let v = b; a = v; }\n  return v;\n}\n', name)).toContain('let v = resolver.');
    expect(replaced('function f(resolver: ConfigResolver) {\n  const v = process.env.V;\n  const a = v;\n  return a ? 1 : 2;\n}\n', name)).toMatch(/^left: whether/);
  });
  it('is left where a comment would go with it', () => {
    for (const text of ['process.env.V /* why */ ?? \'x\'', '(\n    // why\n    process.env.V\n  )', 'Number(process.env.V, // why\n)']) {
      expect(replaced(inFunction(text), text.startsWith('N') ? port : name)).toMatch(/^left: (a comment stands in it|what is done)/);
    }
    expect(replaced(inFunction('/* a */ process.env.V /* b */'), name)).toContain('return /* a */ resolver.getInt(\'http\', \'name\') /* b */;');
  });
  it('waits where the others wait, if it can', () => {
    const awaited = { ...form, awaited: true };
    expect(replaced(`async ${inFunction('process.env.V!.length')}`, name, awaited)).toBe(`async ${inFunction('(await resolver.getInt(\'http\', \'name\')).length')}`);
    expect(replaced(inFunction('process.env.V'), name, awaited)).toMatch(/^left: /);
  });
  it('is spelled as the reads that are there', () => {
    const text = 'const n = await this.resolver.getNumber("http.port");\n';
    const found = readFormAt(openSource('a.ts', text), { file: 'a.ts', line: 1, column: 17, endLine: 1, endColumn: 30 });
    expect(found).toEqual({ method: 'getNumber', arguments: 1, awaited: true, quote: '"', receivers: ['resolver'] });
    expect(replaced(inFunction('Number(process.env.V)'), port, { ...found!, awaited: false })).toBe(inFunction('resolver.getNumber("http.port")'));
  });
});
