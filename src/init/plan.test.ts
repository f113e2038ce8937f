import { describe, expect, it } from 'vitest';
import type { ConfigPlan } from './model.ts';
import { adjusted, covering, globsOf, rootsOf, type Trouble } from './plan.ts';

const NONE: Trouble = { problems: [], sources: ['src/a.ts', 'src/b.ts'], silent: [], distrust: false, deployables: [], unreached: [], imports: () => [], wired: ['bootstrap-wiring'] };
const PLAN: ConfigPlan = { config: { vocabularies: ['zod-env', 't3-env'] }, because: [] };
const WARNED = [{ file: '', message: '9 of 10 modules are reached from no entry, so nobody can say which settings are live; name what boots in `entries`' }];

describe('a plan changes', () => {
  it('leaves out what cannot be read, and says why', () => {
    const plan = adjusted(PLAN, { ...NONE, problems: [{ file: 'src/b.ts', line: 3, message: 'does not parse' }] });
    expect(plan?.config.exclude).toEqual(['src/b.ts']);
    expect(plan?.because).toEqual(['`src/b.ts:3` is left out: does not parse']);
  });
  it('no longer promises what it cannot keep', () => {
    expect(adjusted(PLAN, { ...NONE, silent: ['t3-env'] })?.config).toEqual({ vocabularies: ['zod-env'] });
    expect(adjusted(PLAN, { ...NONE, silent: ['t3-env', 'zod-env'] })?.config).toEqual({});
  });
  it('declares what boots, then does without the rules that ask for it', () => {
    const trouble: Trouble = {
      ...NONE, distrust: true, problems: WARNED, deployables: [{ name: 'app', entries: [{ file: 'src/main.ts', why: 'x' }] }],
      unreached: ['src/a.ts', 'src/b.ts'], imports: file => (file === 'src/a.ts' ? ['src/b.ts'] : []),
    };
    const declared = adjusted(PLAN, trouble);
    expect(declared?.config.entries).toEqual({ app: ['src/main.ts'], unexplained: ['src/a.ts'] });
    const without = adjusted(declared!, trouble);
    expect(without?.config).toEqual({ ...PLAN.config, rules: { 'bootstrap-wiring': 'off' } });
    expect(adjusted(without!, trouble)).toBeUndefined();
  });
  it('and ends where nothing is left to try', () => expect(adjusted(PLAN, { ...NONE, problems: [{ file: 'baselines/x.txt', message: 'damaged' }] })).toBeUndefined());
});

it('roots reach every file, of a cycle the first', () => {
  const imports: { readonly [file: string]: readonly string[] } = { a: ['b'], b: [], c: ['d'], d: ['c'], e: ['e'] };
  expect(rootsOf(['a', 'b', 'c', 'd', 'e'], file => imports[file] ?? [])).toEqual(['a', 'c', 'e']);
});

it('many files of one name become one pattern', () => {
  const pages = ['a', 'b', 'c', 'd'].map(name => `apps/web/app/${name}/page.tsx`);
  expect(globsOf([...pages, 'apps/web/app/x/route.ts', 'main.ts'])).toEqual(['apps/web/**/page.tsx', 'apps/web/app/x/route.ts', 'main.ts']);
});

it('a directory is left out as a whole only where most of it is', () => {
  const bad = ['a', 'b', 'c', 'd'].map(name => `gen/templates/${name}.ts`);
  expect(covering(bad, [...bad, 'gen/index.ts', 'gen/other.ts', 'gen/third.ts'])).toEqual(['gen/templates/**']);
  expect(covering(['src/a.ts'], ['src/a.ts', 'src/b.ts'])).toEqual(['src/a.ts']);
});
