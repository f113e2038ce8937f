import { describe, expect, it } from 'vitest';
import { defineRule, type FactKind } from '../core/model.ts';
import { numbers } from '../facts/numbers/kind.ts';
import { program } from '../facts/program/kind.ts';
import { runWith, type CheckGiven } from '../testing/check.ts';
import { memoryStore, type Store } from './store.ts';
import { memoryWorld } from './world.ts';

const needing = (id: string, ...needs: readonly FactKind<string, any>[]) =>
  defineRule({
    id, summary: '', needs, defaults: { level: 1 }, messages: { found: (_: { readonly n: number }) => 'found' },
    judge({ files, report }) {
      for (const file of files) {
        const at = { file: file.path, line: 1, column: 1, endLine: 1, endColumn: 1 };
        report({ message: 'found', data: { n: 1 }, at, entry: { key: `${file.path}#${JSON.stringify(file.tables).length}`, kind: 'found', owner: '-' } });
      }
    },
  });

const files: { readonly [path: string]: string } = { 'package.json': '{}', 'a.ts': 'export const a = 1;', 'b.ts': 'export const limit = 5000;', 'c.ts': 'f(() => 3);' };
const rules = [needing('one', program)];

const run = async (store: Store, given: { readonly [path: string]: string } = files, more: Partial<CheckGiven> = {}) => {
  const { stats, outcome } = await runWith(memoryWorld({ ...given }), store, { rules, ...more });
  return { ...stats, bytes: JSON.stringify(outcome) };
};

const filled = async (): Promise<{ readonly store: Store; readonly names: Map<string, Buffer>; readonly bytes: string }> => {
  const names = new Map<string, Buffer>();
  const store = memoryStore(names);
  const { bytes } = await run(store);
  return { store, names, bytes };
};

describe('the cache', () => {
  it('answers an unchanged run from the verdict alone', async () => {
    const { store, names, bytes } = await filled();
    for (const name of names.keys()) if (name.startsWith('facts-')) names.delete(name);
    expect(await run(store)).toEqual({ read: 3, parsed: 0, cacheHits: 3, parserLoaded: false, verdictCached: true, bytes });
  });

  it('reads and parses each file once for all rules', async () => {
    const more = { rules: [needing('one', program), needing('two', program, numbers), needing('three', numbers)] };
    expect(await run(memoryStore(), files, more)).toMatchObject({ read: 3, parsed: 3 });
  });

  it('knows a source that is a project file, too', async () => {
    const both = { ...files, 'vite.config.ts': 'export default {};' };
    const store = memoryStore();
    expect(await run(store, both)).toMatchObject({ parsed: 4 });
    expect(await run(store, both)).toMatchObject({ parsed: 0, cacheHits: 4, verdictCached: true });
  });

  it('parses as many files as changed, added ones included, and forgets removed ones', async () => {
    const { store } = await filled();
    const { 'c.ts': _, ...rest } = files;
    expect(await run(store, { ...rest, 'b.ts': 'export const limit = 6000;', 'd.ts': '' })).toMatchObject({ parsed: 2, cacheHits: 1, verdictCached: false });
    expect(await run(store, files)).toMatchObject({ parsed: 2, cacheHits: 1 });
  });

  it('judges anew, but parses nothing, when a project file, an option or the set of rules changes', async () => {
    for (const change of [
      (store: Store) => run(store, { ...files, 'package.json': '{ "name": "x" }' }),
      (store: Store) => run(store, files, { config: { rules: { one: { severity: 'error', options: { level: 2 } } } } }),
      (store: Store) => run(store, files, { config: { analysis: { external: [{ keys: ['a'], reason: 'b' }] } } }),
      (store: Store) => run(store, files, { rules: [...rules, needing('two', program)] }),
      (store: Store) => run(store, { ...files, '.env.example': 'A=1' }),
    ]) expect(await change((await filled()).store)).toMatchObject({ parsed: 0, verdictCached: false });
  });

  it('tells apart equal contents that changed places', async () => {
    const { store } = await filled();
    const swapped = { ...files, 'a.ts': files['b.ts']!, 'b.ts': files['a.ts']! };
    expect((await run(store, swapped)).bytes).toBe((await run(memoryStore(), swapped)).bytes);
  });

  it('keeps no verdict of a run in which a rule failed', async () => {
    let fails = true;
    const shaky = { ...needing('one', program), judge(pass: any) { if (fails) throw new Error('stack'); needing('one', program).judge(pass); } };
    const store = memoryStore();
    expect((await run(store, files, { rules: [shaky] })).bytes).toContain('stack');
    fails = false;
    expect((await run(store, files, { rules: [shaky] })).bytes).toBe((await run(memoryStore())).bytes);
  });

  it('believes nothing that another build wrote', async () => {
    const { store } = await filled();
    const other = { request: { parts: { rules, extractors: async () => (await import('../facts/extractors.ts')).extractors, markers: (await import('../facts/markers/kind.ts')).markers, build: 'other' } } };
    expect(await run(store, files, other)).toMatchObject({ parsed: 3, verdictCached: false });
  });

  it('keeps its facts through a narrower run, and extracts again for a wider one', async () => {
    const wide = { rules: [needing('narrow', program), needing('wide', program, numbers)] };
    const store = memoryStore();
    await run(store, files, wide);
    const changed = { ...files, 'a.ts': 'export const a = 2;' };
    expect(await run(store, changed, { ...wide, only: ['narrow'] })).toMatchObject({ parsed: 1 });
    expect((await run(store, changed, wide))).toMatchObject({ parsed: 0, bytes: (await run(memoryStore(), changed, wide)).bytes });
    const { store: narrow } = await filled();
    expect(await run(narrow, files, wide)).toMatchObject({ parsed: 3 });
  });

  it('takes any damage for a miss', async () => {
    const { names: whole, bytes } = await filled();
    for (const name of whole.keys()) {
      for (const damage of [
        (content: Buffer) => Buffer.from(content.subarray(0, content.length - 3)),
        (content: Buffer) => Buffer.from(content).fill('x', Math.floor(content.length / 2), Math.floor(content.length / 2) + 2),
        () => Buffer.alloc(0),
        () => Buffer.from('null'),
        () => undefined,
      ]) {
        const names = new Map([...whole].map(([key, content]) => [key, Buffer.from(content)]));
        const damaged = damage(names.get(name)!);
        if (damaged === undefined) names.delete(name);
        else names.set(name, damaged);
        expect((await run(memoryStore(names))).bytes, name).toBe(bytes);
        // Facts are asked for when the verdict is of no use.
        for (const key of names.keys()) if (key.startsWith('verdict-')) names.delete(key);
        const again = await run(memoryStore(names));
        expect(again.bytes, name).toBe(bytes);
        expect((await run(memoryStore(names))), name).toMatchObject({ parsed: 0, verdictCached: true, bytes });
      }
    }
  });
});

describe('the prefilter', () => {
  it('parses only files that may hold a fact of the kinds that the rules need', async () => {
    const narrow: FactKind<'narrow', string> = { id: 'narrow', version: 1, mayOccur: text => text.includes('5000'), empty: '' };
    expect(await run(memoryStore(), files, { rules: [needing('one', narrow)] })).toMatchObject({ read: 3, parsed: 1 });
  });

  it('loads no parser when no file may', async () => {
    const absent: FactKind<'absent', string> = { id: 'absent', version: 1, mayOccur: () => false, empty: '' };
    expect(await run(memoryStore(), files, { rules: [needing('one', absent)] })).toMatchObject({ parsed: 0, parserLoaded: false });
  });
});
