import { describe, expect, it } from 'vitest';
import { deleteRegistration } from './delete-registration.ts';
import { applyEdits, isLeft } from './edit.ts';
import { openSource } from './source.ts';

/** Deletes the registration whose name stands at `«`, from the line of `‹` to that of `›` where those are given; `¦` marks settings that stay. */
function deleted(marked: string, path = 'a.ts'): string {
  const signs = /[«‹›¦]/g;
  const text = marked.replace(signs, '');
  const at = (offset: number) => {
    const before = marked.slice(0, offset).replace(signs, '');
    return { file: path, line: before.split('\n').length, column: before.length - before.lastIndexOf('\n'), endLine: 1, endColumn: 1 };
  };
  const name = at(marked.indexOf('«'));
  const span = { startLine: marked.includes('‹') ? at(marked.indexOf('‹')).line : name.line, endLine: marked.includes('›') ? at(marked.indexOf('›')).line : name.line };
  const others = [...marked.matchAll(/¦/g)].map(match => at(match.index));
  const result = deleteRegistration(openSource(path, text), { at: name, span, others });
  return isLeft(result) ? `left: ${result.left}` : (applyEdits(text, result) ?? 'overlap');
}

describe('an unread registration', () => {
  it('goes as a statement, with its comment', () => {
    expect(deleted(`a();\n\n// about x\n‹registry.register({\n  namespace: 'n',\n  key: «'x', // why\n  default: 1,\n}); // end\n›\nb();\n`.replace('\n›', '›\n'))).toBe('a();\n\nb();\n');
  });
  it('goes with what only it imported and held', () => {
    expect(deleted(`import { registry } from './registry.ts';\nimport { A, B } from './b.ts';\nimport C from './c.ts';\n\nconst LIMIT = 5;\n\n‹registry.register({ namespace: 'n', key: «'x', default: LIMIT, a: A, c: C });›\nregistry.register({ key: ¦'y', b: B });\n`))
      .toBe(`import { registry } from './registry.ts';\nimport { B } from './b.ts';\n\nregistry.register({ key: 'y', b: B });\n`);
  });
  it('leaves an exported constant, and what is used elsewhere', () => {
    expect(deleted(`export const LIMIT = 5;\nconst MIN = 1;\n\n‹r.register({ key: «'x', default: LIMIT, min: MIN });›\nr.register({ key: ¦'y', min: MIN });\n`)).toBe(`export const LIMIT = 5;\nconst MIN = 1;\n\nr.register({ key: 'y', min: MIN });\n`);
  });
  it('goes as a construction that is handed on', () => {
    expect(deleted(`a();\nr.register(‹new SettingDefinition({ key: «'x' })›);\nb();\n`)).toBe('a();\nb();\n');
  });
  it('goes as a member of a schema', () => {
    expect(deleted(`export const env = z.object({\n  A: z.string(),\n  «X: z\n    .string()\n    .default('x'),›\n  B: z.string(),\n}).parse(process.env);\n`)).toBe(`export const env = z.object({\n  A: z.string(),\n  B: z.string(),\n}).parse(process.env);\n`);
  });
  it('goes on a line with others, first, between and last', () => {
    expect(deleted(`const s = z.object({ «X: a(), Y: b() });\n`)).toBe(`const s = z.object({ Y: b() });\n`);
    expect(deleted(`const s = z.object({ Y: a(), «X: b(), Z: a() });\n`)).toBe(`const s = z.object({ Y: a(), Z: a() });\n`);
    expect(deleted(`const s = z.object({ Y: b(), «X: a() });\n`)).toBe(`const s = z.object({ Y: b() });\n`);
  });
  it('goes with its line among the variables of a schema', () => {
    expect(deleted(`export const env = createEnv({\n  server: {\n    «X: z.string(),\n    Y: z.string(),\n  },\n  runtimeEnv: {\n    X: process.env.X,\n    Y: process.env.Y,\n  },\n});\n`)).toBe(`export const env = createEnv({\n  server: {\n    Y: z.string(),\n  },\n  runtimeEnv: {\n    Y: process.env.Y,\n  },\n});\n`);
  });
  it('goes as an element of a table', () => {
    expect(deleted(`export const all = [\n  { key: 'y' },\n  ‹«{ key: 'x', default: 1 },›\n];\n`)).toBe(`export const all = [\n  { key: 'y' },\n];\n`);
    expect(deleted(`export const all = [\n  ‹new SettingDefinition({ key: «'x' }),›\n  new SettingDefinition({ key: ¦'y' }),\n];\n`)).toBe(`export const all = [\n  new SettingDefinition({ key: 'y' }),\n];\n`);
  });
  it('goes with the comma before, as the last that has none', () => {
    expect(deleted(`const s = z.object({\r\n\tY: b(), // y\r\n\t«X: a()\r\n});\r\n`)).toBe(`const s = z.object({\r\n\tY: b() // y\r\n});\r\n`);
    expect(deleted(`export const all = [\n  { key: 'y' },\n  ‹«{ key: 'x' }›\n];\n`)).toBe(`export const all = [\n  { key: 'y' }\n];\n`);
  });
  it('goes as all there is', () => {
    expect(deleted(`const s = z.object({ «X: a() });\n`)).toBe(`const s = z.object({});\n`);
    expect(deleted(`const s = z.object({ ...(more ? { «X: a() } : {}), ¦Y: b() });\n`)).toBe(`const s = z.object({ ...(more ? {} : {}), Y: b() });\n`);
    expect(deleted(`‹register(¦'y');› ‹register(«'x');›\n`)).toMatch(/^left|^register\('y'\);\n$/);
    expect(deleted(`const s = z.object({\n  «X: a(),\n});\n`)).toBe(`const s = z.object({\n});\n`);
  });
  it('goes from a line with others, and leaves what stands there', () => {
    expect(deleted(`import { A } from './a.ts'; ‹r.register({ key: «'x', default: A });› export const b = 1;\n`)).toBe('export const b = 1;\n');
    expect(deleted(`const A = 1; // one\nimport { r } from './r.ts';\n‹r.register({ key: «'x', default: A });›\nr.go();\n`)).toBe(`import { r } from './r.ts';\nr.go();\n`);
    expect(deleted(`export function all() { ‹r.register({ key: «'x' });› }\n`)).toBe('export function all() {}\n');
  });
  it('goes where semicolons are left out, unless two statements would run into one', () => {
    expect(deleted(`const a = 1\n‹r.register({ key: «'x' })›\nb(a)\n`)).toBe('const a = 1\nb(a)\n');
    for (const next of ['[0].forEach(go)', '(go)()', '`x`.trim()']) expect(deleted(`const a = b\n‹r.register({ key: «'x' });›\n${next}\n`)).toMatch(/would run into one/);
    expect(deleted(`const a = b\n‹r.register({ key: «'x' })›\n;[0].forEach(go)\n`)).toMatch(/would run into one/);
    expect(deleted(`const a = b;\n‹r.register({ key: «'x' });›\n[0].forEach(go)\n`)).toBe('const a = b;\n[0].forEach(go)\n');
  });
  it.each([
    ['its branch would be empty', `if (a) {\n  ‹r.register({ key: «'x' });›\n}\n`],
    ['its result is used', `export const X = ‹register({ key: «'x' })›;\n`],
    ['another setting is registered with it', `‹registerAll(«'x', ¦'y');›\n`],
    ['it is a branch of its own', `if (a) ‹register({ key: «'x' });›\n`],
    ['a loop registers it', `for (const key of ['a', ‹«'x'›]) register({ key });\n`],
    ['the file would be empty', `import { r } from './r.ts';\n\n‹r.register({ key: «'x' });›\n`],
    ['a type asks for the member', `const s: Shape = {\n  «X: a(),\n};\n`],
    ['what the schema yields has a type', `this.env = cleanEnv(process.env, {\n  «X: a(),\n  Y: b(),\n});\n`],
    ['a function would keep an unused parameter', `function f(r: R) {\n  ‹r.register({ key: «'x' });›\n}\na();\n`],
    ['its name is used again in the table', `createEnv({ server: { «X: a() }, other: { X: compute() } });\n`],
  ])('is left where %s', (_, text) => {
    expect(deleted(text)).toMatch(/^left: .*by hand$/);
  });
});
