import { describe, expect, it } from 'vitest';
import { callResolver, readFormAt, type Bypass, type ReadForm } from './call-resolver.ts';
import { applyEdits, isLeft } from './edit.ts';
import { openSource } from './source.ts';

const port: Omit<Bypass, 'at'> = { namespace: 'http', name: 'port', key: 'http.port', type: 'integer', default: 8080, receivers: ['Resolver'] };
const name: Omit<Bypass, 'at'> = { ...port, name: 'name', key: 'http.name', type: 'string', default: 'x' };
const on: Omit<Bypass, 'at'> = { ...port, name: 'on', key: 'http.on', type: 'boolean', default: false };
const form: ReadForm = { method: 'getInt', arguments: 2, awaited: false, quote: `'` };

function replaced(text: string, given: Omit<Bypass, 'at'> = port, how: ReadForm = form): string {
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
    ['a fallback without a default to compare', inFunction('process.env.V ?? \'x\''), { namespace: 'http', name: 'name', key: 'http.name', type: 'string', receivers: ['Resolver'] }],
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
  it('waits where the others wait, if it can', () => {
    const awaited = { ...form, awaited: true };
    expect(replaced(`async ${inFunction('process.env.V!.length')}`, name, awaited)).toBe(`async ${inFunction('(await resolver.getInt(\'http\', \'name\')).length')}`);
    expect(replaced(inFunction('process.env.V'), name, awaited)).toMatch(/^left: /);
  });
  it('is spelled as the reads that are there', () => {
    const text = 'const n = await this.resolver.getNumber("http.port");\n';
    const found = readFormAt(openSource('a.ts', text), { file: 'a.ts', line: 1, column: 17, endLine: 1, endColumn: 30 });
    expect(found).toEqual({ method: 'getNumber', arguments: 1, awaited: true, quote: '"' });
    expect(replaced(inFunction('Number(process.env.V)'), port, { ...found!, awaited: false })).toBe(inFunction('resolver.getNumber("http.port")'));
  });
});
