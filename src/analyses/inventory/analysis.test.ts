import { expect, it } from 'vitest';
import { models } from '../../testing/program.ts';
import { inventory } from './analysis.ts';

it('lists every setting with its readers, sorted by key', () => {
  const { rows } = models({
    'src/main.ts': `import './definitions.ts';
declare const resolver: { getInt(namespace: string, key: string): number };
class Server {
  listen() { return resolver.getInt('http', 'port'); }
}
new Server().listen();
`,
    'src/definitions.ts': `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'log', key: 'level', type: 'enum', default: 'info', description: 'How much to say', sensitive: true });
registry.register({ namespace: 'http', key: 'port', default: 8080, restartRequired: true, envVarOverride: 'PORT' });
`,
  }, { entries: { app: ['src/main.ts'] } }).model(inventory);
  expect(rows.map(({ key, type, default: value, env, flags, description, at, readers, verdict }) => ({ key, type, value, env, flags, description, line: at.line, readers, verdict }))).toEqual([
    { key: 'http.port', type: 'number', value: 8080, env: 'PORT', flags: ['restart'], description: undefined, line: 3, readers: [{ file: 'src/main.ts', line: 4, owner: 'Server.listen', verdict: 'live' }], verdict: 'live' },
    { key: 'log.level', type: 'enum', value: 'info', env: undefined, flags: ['sensitive'], description: 'How much to say', line: 2, readers: [], verdict: 'unread' },
  ]);
});
