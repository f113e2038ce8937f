import { expect, it } from 'vitest';
import { capture } from '../analyses/capture/analysis.ts';
import { models } from '../testing/program.ts';
import { explainChanges } from './explanation.ts';

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
    main.ts:5  <module>  read while the program boots
      captured: held by a listening socket that \`<module>\` sets up
    main.ts:6  <module>  read on events
      live: used where it is read, again and again, in \`<module>\`
`]);
});
