import { expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { inventory } from './analysis.ts';
import { deployables } from './deployables.ts';

const FILES = {
  'src/definitions.ts': `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'http', key: 'port', default: 8080 });
registry.register({ namespace: 'http', key: 'host', default: '::' });
registry.register({ namespace: 'queue', key: 'size', default: 3 });
export declare const resolver: { getInt(namespace: string, key: string): number };
`,
  'src/app.ts': "import { resolver } from './definitions.ts';\nconsole.log(resolver.getInt('http', 'port'), resolver.getInt('http', 'host'));\n",
  'src/worker.ts': "import { resolver } from './definitions.ts';\nconsole.log(resolver.getInt('queue', 'size'), resolver.getInt('http', 'host'));\n",
};

const only = (entries: { readonly [group: string]: readonly string[] }) => {
  const program = models(FILES, { entries });
  return Object.fromEntries(program.model(inventory).rows.map(row => [row.key, program.model(deployables).onlyIn(row.index)]));
};

it('tells the deployables that read a setting, where others register it too', () => {
  expect(only({ app: ['src/app.ts'], worker: ['src/worker.ts'] })).toEqual({ 'http.host': [], 'http.port': ['app'], 'queue.size': ['worker'] });
});

it('has nothing to tell of one deployable, and counts no tools', () => {
  expect(only({ app: ['src/app.ts', 'src/worker.ts'] })).toEqual({ 'http.host': [], 'http.port': [], 'queue.size': [] });
  expect(only({ app: ['src/app.ts', 'src/worker.ts'], tools: ['src/definitions.ts'] })['http.port']).toEqual([]);
});
