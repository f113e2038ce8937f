import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../analysis.ts';

const DEFINITIONS = `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'http', key: 'port', default: 1 });
registry.register({ namespace: 'http', key: 'host', default: 'x' });
registry.register({ namespace: 'log', key: 'level', default: 'info' });
`;

const accessesOf = (source: string | Files): string[] => {
  const files = typeof source === 'string' ? { 'src/reader.ts': source } : source;
  const { accesses, problems } = models({ 'src/definitions.ts': DEFINITIONS, ...files }).model(settings);
  expect(problems).toEqual([]);
  return accesses.map(({ key, mode, at, test, via }) => `${at.file}:${at.line} ${mode} ${key}${test ? ' in test' : ''}${via.length > 0 ? ` via ${via.length}` : ''}`);
};

describe('accesses', () => {
  it('GW20 takes no cache or client for a resolver', () => {
    expect(accessesOf(`declare const cache: any; declare const client: any; declare const configResolver: any;
cache.getBool('http', 'port');
client.get('http', 'port');
configResolver.getInt('http', 'port');
`)).toEqual(['src/reader.ts:4 read http.port']);
  });

  it('knows a resolver by its name or its type, whatever the case', () => {
    expect(accessesOf(`
interface ConfigResolver { getInt(namespace: string, key: string): number }
class Server {
  constructor(private readonly config: ConfigResolver, private readonly _settingsService: any) {}
  port() { return this.config.getInt('http', 'port'); }
  host() { return this._settingsService.getStr('http', 'host'); }
}
export function level(resolver: any) { const { getEnum } = resolver; return getEnum('log', 'level'); }
`)).toEqual(['src/reader.ts:5 read http.port', 'src/reader.ts:6 read http.host', 'src/reader.ts:8 read log.level']);
  });

  it('resolves keys in constants, enums, objects and conditions', () => {
    expect(accessesOf(`
declare const resolver: any; declare const inner: boolean;
const NS = 'http'; const Keys = { port: 'port' } as const; enum Namespace { Log = 'log' }
resolver.getInt(NS, Keys.port);
resolver.get(Namespace.Log, 'level');
resolver.get({ namespace: NS, key: 'host' });
resolver.get('http', inner ? 'port' : 'host');
`)).toEqual(['src/reader.ts:4 read http.port', 'src/reader.ts:5 read log.level', 'src/reader.ts:6 read http.host', 'src/reader.ts:7 read http.host', 'src/reader.ts:7 read http.port']);
  });

  it('takes the call of a wrapper for the read, through any number of hops', () => {
    expect(accessesOf({
      'src/flags.ts': `declare const resolver: any;
export const read = (namespace: string, key: string) => resolver.get(namespace, key);
export const http = (key: string) => read('http', key);
`,
      'src/use.ts': `import { http as setting } from './flags.ts';\nexport const port = () => setting('port');`,
    })).toEqual(['src/use.ts:2 read http.port via 2']);
  });

  it('gives what is not known in full as a pattern', () => {
    expect(accessesOf(`declare const resolver: any;
export const any = (key: string) => resolver.get('http', \`\${key}ort\`);
export const all = (request: any) => resolver.get('http', request.query.key);
`)).toEqual(['src/reader.ts:2 read http.*ort', 'src/reader.ts:3 read http.*']);
  });

  it('reads mirror fields, init values and lists of watched keys', () => {
    expect(accessesOf(`declare function resolveInitValue(namespace: string, key: string): unknown;
export const MIRRORS = [{ field: 'port', namespace: 'http', key: 'port' }];
export const host = resolveInitValue('http', 'host');
class Subscriber {
  static readonly WATCHED = [['log', 'level'], 'http.port'] as const;
}
export const subscriber = { watched: new Set(['http.host']), Subscriber };
`)).toEqual(['src/reader.ts:2 read http.port', 'src/reader.ts:3 read http.host', 'src/reader.ts:5 watch log.level', 'src/reader.ts:5 watch http.port', 'src/reader.ts:7 watch http.host']);
  });

  it('says which reads stand in tests', () => {
    expect(accessesOf({ 'src/http.test.ts': `declare const resolver: any;\nresolver.getInt('http', 'port');` })).toEqual(['src/http.test.ts:2 read http.port in test']);
  });

  it('keeps reads of keys that nobody registers', () => {
    const { accesses } = models({ 'src/definitions.ts': DEFINITIONS, 'src/a.ts': `declare const resolver: any;\nresolver.getInt('http', 'prot');` }).model(settings);
    expect(accesses.map(({ key, settings: touched }) => [key, touched])).toEqual([['http.prot', []]]);
  });
});
