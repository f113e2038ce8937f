import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../analysis.ts';

const read = (files: Files): string[] => {
  const model = models(files).model(settings);
  return model.settings.map((setting, i) => `${setting.key} ${model.accessesOf(i).filter(access => access.mode === 'read' && access.strength === 'exact').map(access => `${access.file}:${access.at.line}`).filter((each, i, all) => all.indexOf(each) === i).join(' ')}`.trim());
};

const SERVICE = `import { cleanEnv, str } from 'envalid';
export class Configuration {
  private readonly env;
  constructor() { this.env = cleanEnv(process.env, { HOST: str({ default: '::' }), SALT: str(), SPARE: str() }); }
  get<K extends string>(key: K): unknown { return this.env[key]; }
}
`;

describe('a service around a settings object', () => {
  it('is followed to the callers that name a key', () => {
    expect(read({
      'src/configuration.ts': SERVICE,
      'src/auth.ts': "import type { Configuration } from './configuration';\nexport class Auth { constructor(private readonly configuration: Configuration) {}\n  salt() { return [this.configuration.get('SALT'), this.configuration.get('HOST')]; } }\n",
    })).toEqual(['HOST src/auth.ts:3', 'SALT src/auth.ts:3', 'SPARE']);
  });

  it('may read anything where a caller computes the key', () => {
    const { settings: all, accessesOf } = models({
      'src/configuration.ts': SERVICE,
      'src/auth.ts': "import type { Configuration } from './configuration';\nexport const salt = (configuration: Configuration, name: string) => configuration.get(name) ?? configuration.get('SALT');\n",
    }).model(settings);
    expect(all.map((_, i) => accessesOf(i).some(access => access.mode === 'read' && access.strength === 'exact'))).toEqual([false, false, false]);
  });
});

it('an object that is made of several settings objects is each of them', () => {
  expect(read({
    'src/env.ts': "import { z } from 'zod';\nimport { client } from './client';\nconst parsed = z.object({ DIRNAME: z.string(), SPARE: z.string() }).safeParse(process.env);\nexport const env = { ...parsed.data, ...client, BUILD: true };\n",
    'src/client.ts': "import { z } from 'zod';\nexport const client = z.object({ HOST: z.string() }).parse(process.env);\n",
    'src/use.ts': "import { env } from './env';\nexport const use = () => [env.DIRNAME, env.HOST, env.BUILD];\n",
  })).toEqual(['HOST src/use.ts:2', 'DIRNAME src/use.ts:2', 'SPARE']);
});

describe('a variable whose name a program hands to what reads the environment by computed names', () => {
  const ENV = "import { z } from 'zod';\nexport const env = z.object({ OLD_MODEL: z.string(), OLD_MODE: z.string() }).parse(process.env);\n";
  const modes = (files: Files): string[] => {
    const { settings: all, accessesOf } = models({ 'package.json': '{}', 'src/env.ts': ENV, ...files }).model(settings);
    return all.map((setting, i) => `${setting.key} ${accessesOf(i).filter(access => access.file !== 'src/env.ts').map(access => `${access.mode} ${access.strength}`).join()}`.trim());
  };

  it('may be read, however far the environment is handed on', () => {
    expect(modes({ 'src/legacy.ts': `type Env = Record<string, string | undefined>;
const pick = (env: Env, { name }: { name: string }) => env[name];
const model = (env: Env) => pick(env, { name: 'OLD_MODEL' });
export const legacy = (env: Env = process.env) => model(env);
legacy(process.env);
` })).toEqual(['OLD_MODEL read weak', 'OLD_MODE']);
  });

  it('is named only where nothing does, or another package does', () => {
    const named = "export const names = ['OLD_MODEL'];\n";
    expect(modes({ 'src/names.ts': named })).toEqual(['OLD_MODEL mention weak', 'OLD_MODE']);
    expect(modes({ 'src/names.ts': named, 'tool/package.json': '{}', 'tool/read.ts': 'export const read = (name: string) => process.env[name];\n' })).toEqual(['OLD_MODEL mention weak', 'OLD_MODE']);
  });
});
