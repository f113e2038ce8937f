import { expect, it } from 'vitest';
import { capture } from '../analyses/capture/analysis.ts';
import { models } from '../testing/program.ts';
import type { SettingRow } from '../analyses/inventory/model.ts';
import { explainChanges, explainSetting } from './explanation.ts';

it('tells of each read when it happens and what becomes of the value', () => {
  const { captures } = models({
    'main.ts': `declare const registry: { register(definition: object): void };
declare const resolver: { getInt(namespace: string, key: string): Promise<number> };
declare const app: { get(path: string, f: () => unknown): void; listen(port: number): void };
registry.register({ namespace: 'http', key: 'port', default: 8080 });
app.listen(await resolver.getInt('http', 'port'));
app.get('/', async () => (await resolver.getInt('http', 'port')) + 1);
`,
  }, { entries: { app: ['main.ts'] } }).model(capture);
  expect(captures.map(explainChanges)).toEqual([`  changes     seen in some places and not in others
  reads
    main.ts:5  the file  read while the program boots
      captured: held by a listening socket that the file sets up
    main.ts:6  the file  read on events
      live: used where it is read, again and again, in the file
`]);
});

const row: SettingRow = {
  key: 'sync.target', index: 0, application: '', type: 'string', flags: [], at: { file: 'settings.ts', line: 1, column: 1, endLine: 1, endColumn: 2 }, readers: [], verdict: 'weakly-live', gates: [],
};

it('marks the step of the way that rests on a name, and says in which deployable alone a setting is live', () => {
  const why = [
    { file: 'main.ts', line: 1, text: '`<module>` starts' },
    { file: 'job.ts', line: 2, text: 'then `Job.run`, if a call that is known by its name alone means this' },
    { file: 'job.ts', line: 3, text: 'read in `Job.run`' },
    { file: 'job.ts', line: 3, text: 'read in `Job.run`' },
  ];
  expect(explainSetting(row, why, ['worker'])).toBe(`sync.target: weakly-live, it is read if something that is known by its name alone is what it looks like
  registered  settings.ts:1
  type        string
  live in     worker only
  why
    ✓ main.ts:1  the file starts
    ? job.ts:2  then \`Job.run\`, if a call that is known by its name alone means this
      job.ts:3  read in \`Job.run\`
`);
});

it('names the gate of what is off by default, and stays on one screen', () => {
  const readers = Array.from({ length: 40 }, (_, i) => ({ file: 'job.ts', line: i + 1, owner: 'Job.run', verdict: 'default-off' as const }));
  const lines = explainSetting({ ...row, verdict: 'default-off', gates: ['sync.enabled', 'sync.target'], readers }, []).split('\n');
  expect(lines).toContain('  gated by    sync.enabled, sync.target');
  expect(lines).toContain('    and 32 more');
  expect(lines.length).toBeLessThan(24);
});
