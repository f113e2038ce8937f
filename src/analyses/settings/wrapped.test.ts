import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from './analysis.ts';

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
