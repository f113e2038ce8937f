import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from '../wiring/analysis.ts';
import { environmentsOf } from './profiles.ts';

const read = (path: string, text: string, named = {}) => environmentsOf([{ path, text }], named).map(({ name, variables }) => [name, Object.fromEntries([...variables].map(([variable, { value }]) => [variable, value]))]);

describe('environments', () => {
  it('are read from compose files, with the defaults of what is handed through', () => {
    expect(read('docker-compose.yml', `x-all: &all\n  LOG: debug\nservices:\n  a:\n    build: .\n    environment:\n      <<: *all\n      SYNC: \${SYNC:-on}\n      TOKEN: \${TOKEN}\n      PORT: 80\n  b:\n    image: me/b\n    environment: ["PORT=81", "HOST"]\n`))
      .toEqual([['docker-compose.yml', { LOG: 'debug', SYNC: 'on', TOKEN: undefined, PORT: undefined, HOST: undefined }]]);
  });

  it('are read from examples, where a blank is filled in by whoever copies it', () => {
    expect(read('.env.example', '# SYNC=1\nSYNC="yes" # on\nPORT=80\nTOKEN=\nexport HOST=\'h\'\n')).toEqual([['.env.example', { SYNC: 'yes', PORT: '80', HOST: 'h' }]]);
    expect(read('test/.env.example', 'SYNC=1\n')).toEqual([]);
  });

  it('are read from a line with a hundred thousand spaces once', () => {
    const gap = ' '.repeat(100_000);
    expect(read('.env.example', `A=1${gap}2${gap}# x\nB=${gap}"3"${gap}x\n`)).toEqual([['.env.example', { A: `1${gap}2`, B: `"3"${gap}x` }]]);
  });

  it('have the name that the configuration gives them', () => {
    expect(read('deploy/prod.env', 'SYNC=1\n', { production: 'deploy/prod.env' })).toEqual([['production', { SYNC: '1' }]]);
  });
});

describe('a service that the defaults leave off', () => {
  const verdicts = (files: Files, profiles = {}): string[] => {
    const program = models({
      'src/definitions.ts': `declare const registry: { register(definition: object): void };
registry.register({ namespace: 'sync', key: 'enabled', type: 'boolean', default: false, envVarOverride: 'SYNC_ENABLED' });
registry.register({ namespace: 'sync', key: 'target', default: '' });
`,
      'src/main.ts': `import './definitions';
declare const resolver: { getBool(namespace: string, key: string): boolean; getStr(namespace: string, key: string): string };
if (resolver.getBool('sync', 'enabled')) start();
function start(): void { console.log(resolver.getStr('sync', 'target')); }
`,
      ...files,
    }, { entries: { app: ['src/main.ts'] }, profiles });
    const registered = program.model(settings).settings;
    const { wirings, why } = program.model(wiring);
    return wirings.map(({ setting, verdict }) => `${registered[setting]!.key} ${verdict}${why(setting).filter(step => step.text.startsWith('runs in')).map(({ file, line, text }) => ` ${file}:${line} ${text}`).join('')}`);
  };

  it('is a ghost where no environment switches it on', () => {
    expect(verdicts({})).toEqual(['sync.enabled ghost-wired', 'sync.target ghost-wired']);
    expect(verdicts({ '.env.example': 'SYNC_ENABLED=false\nOTHER=1\n' })).toEqual(['sync.enabled ghost-wired', 'sync.target ghost-wired']);
  });

  it('is off by default where one that the project ships does', () => {
    expect(verdicts({ '.env.example': 'OTHER=1\nSYNC_ENABLED=true\n' })).toEqual([
      'sync.enabled default-off .env.example:2 runs in `.env.example`, which sets `SYNC_ENABLED` to `true`',
      'sync.target default-off .env.example:2 runs in `.env.example`, which sets `SYNC_ENABLED` to `true`',
    ]);
  });
});
