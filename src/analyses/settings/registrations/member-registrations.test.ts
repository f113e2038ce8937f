import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../analysis.ts';
import type { SettingsModel } from '../model.ts';

const modelOf = (files: Files): SettingsModel => models(files).model(settings);

const found = (files: Files) => {
  const model = modelOf(files);
  expect(model.problems).toEqual([]);
  return model.settings.map(({ key, type, default: value, at }) => [key, type, value.k === 'constant' ? value.value : value.k, `${at.file}:${at.line}`]);
};

const reads = (files: Files): string[] =>
  modelOf(files).accesses.map(({ key, mode, strength, at, inside }) => `${at.file}:${at.line} ${strength === 'weak' ? 'weak ' : ''}${mode} ${key}${inside === undefined ? '' : ` inside ${inside}`}`);

const ENV = `import { z } from 'zod';
const Base = z.object({ LOG_LEVEL: z.enum(['info', 'debug']).default('info') });
const Schema = z
  .object({
    NODE_ENV: z.string().optional(),
    HTTP_PORT: z.coerce.number().int().default(3000),
    WORKER_ENABLED: z.string().default('1').transform(value => value === '1'),
    DATABASE_URL: z.string().describe('Where the data is'),
    READER_HOST: z.string().optional().transform(value => value ?? process.env.DATABASE_HOST),
    DATABASE_HOST: z.string().optional(),
  })
  .and(Base);
export const env = Schema.parse(process.env);
`;

describe('environments parsed by a schema', () => {
  it('takes the members of a zod schema for settings, with type and default', () => {
    expect(found({ 'src/env.ts': ENV })).toEqual([
      ['LOG_LEVEL', 'enum', 'info', 'src/env.ts:2'],
      ['NODE_ENV', 'string', 'unset', 'src/env.ts:5'],
      ['HTTP_PORT', 'number', 3000, 'src/env.ts:6'],
      ['WORKER_ENABLED', 'string', '1', 'src/env.ts:7'],
      ['DATABASE_URL', 'string', 'unknown', 'src/env.ts:8'],
      ['READER_HOST', 'string', 'unset', 'src/env.ts:9'],
      ['DATABASE_HOST', 'string', 'unset', 'src/env.ts:10'],
    ]);
    const [, , port, , url] = modelOf({ 'src/env.ts': ENV }).settings;
    expect(port).toMatchObject({ env: ['HTTP_PORT'], changes: 'start', vocabulary: 'zod-env' });
    expect(url!.description).toBe('Where the data is');
  });

  it('follows reads through imports, destructuring, functions that return the environment, and aliases', () => {
    expect(reads({
      'src/env.ts': ENV.replace('process.env.DATABASE_HOST', `''`),
      'src/index.ts': `export { env as settings } from './env.ts';`,
      'src/a.ts': `import { env } from './env.ts';
import { settings } from './index.ts';
export const port = () => env.HTTP_PORT;
export function log() { const { LOG_LEVEL } = settings; return LOG_LEVEL; }
const getEnv = () => env;
export const host = () => getEnv().DATABASE_HOST?.trim();
if (env.NODE_ENV === 'test') process.exit();
`,
    })).toEqual(['src/a.ts:3 read HTTP_PORT', 'src/a.ts:4 read LOG_LEVEL', 'src/a.ts:6 read DATABASE_HOST', 'src/a.ts:7 read NODE_ENV']);
  });

  it('sees reads in the middle of an expression, by computed names, and of what is parsed again', () => {
    expect(reads({
      'src/env.ts': `import { z } from 'zod';
const first = z.object({ PORT: z.string(), A_ENABLED: z.string(), B_ENABLED: z.string(), C_NAME: z.string() }).parse(process.env);
export const env = z.object({}).passthrough().parse(first);
export { first };
`,
      'src/a.ts': `import { env, first } from './env.ts';
export const port = (given: any) => (given ?? first.PORT).toString();
export const again = () => env.PORT;
export const flags = (['A', 'B'] as const).map(name => first[\`\${name}_ENABLED\`]);
export const gate = { envKey: 'C_NAME' };
`,
      'src/b.ts': `import { first } from './env.ts';\nexport const by = (gate: { envKey: keyof typeof first }) => first[gate.envKey];`,
      'src/c.ts': `import { z } from 'zod';\nexport const overrides = z.object({ PORT: z.string() }).parse(JSON.parse(process.env.OVERRIDES ?? ''));`,
    })).toEqual(['src/a.ts:2 read PORT', 'src/a.ts:3 weak read PORT', 'src/a.ts:4 weak read A_ENABLED', 'src/a.ts:4 weak read B_ENABLED', 'src/a.ts:5 weak read C_NAME']);
  });

  it('says when a read feeds another setting only, and takes what it cannot follow for a weak read', () => {
    expect(reads({
      'src/env.ts': ENV,
      'src/a.ts': `export function start(options: { env: any }) { return options.env.DATABASE_URL; }
export const raw = process.env.HTTP_PORT;
export const other = (options: any) => options.port;
`,
    })).toEqual(['src/a.ts:1 weak read DATABASE_URL', 'src/a.ts:2 weak read HTTP_PORT', 'src/env.ts:9 weak read DATABASE_HOST inside 5']);
  });

  it('knows safeParse, spreads, environments handed on and built by hand', () => {
    expect(found({
      'src/env.ts': `import { z } from 'zod';
const shape = { A_ONE: z.string() };
const other = z.object({ B_TWO: z.string().default('b') });
function load(source = process.env) {
  const parsed = z.object({ ...shape, ...other.shape }).safeParse({ ...source });
  if (!parsed.success) throw new Error('bad environment');
  return parsed.data;
}
export const env = load();
export const build = z.object({ C_THREE: z.string().optional() }).parse({ C_THREE: process.env.C_THREE });
`,
    }).map(([key]) => key)).toEqual(['A_ONE', 'B_TWO', 'C_THREE']);
    expect(found({ 'src/a.ts': `import { z } from 'zod';\nexport const body = z.object({ NAME: z.string() }).parse(JSON.parse('{}'));` })).toEqual([]);
  });

  it('knows t3-env, envalid, znv and valibot', () => {
    expect(found({
      'src/t3.ts': `import { createEnv } from '@t3-oss/env-nextjs';
import { z } from 'zod';
export const env = createEnv({
  server: { T3_SECRET: z.string().min(1) },
  client: { NEXT_PUBLIC_HOST: z.string().default('x') },
  runtimeEnv: { T3_SECRET: process.env.T3_SECRET, NEXT_PUBLIC_HOST: process.env.NEXT_PUBLIC_HOST },
});
`,
      'src/envalid.ts': `import { cleanEnv, port, str } from 'envalid';
export const env = cleanEnv(process.env, { EV_PORT: port({ default: 80, desc: 'TCP port' }), EV_NAME: str() });
`,
      'src/znv.ts': `import { parseEnv } from 'znv';
import { z } from 'zod';
export const { ZNV_PORT } = parseEnv(process.env, { ZNV_PORT: z.number().default(1), ZNV_HOST: { schema: z.string(), description: 'd' } });
`,
      'src/valibot.ts': `import * as v from 'valibot';
export const env = v.parse(v.object({ VB_PORT: v.optional(v.string(), '1') }), process.env);
`,
    }).map(([key, type, value]) => [key, type, value])).toEqual([
      ['EV_PORT', 'integer', 80], ['EV_NAME', 'string', 'unknown'],
      ['T3_SECRET', 'string', 'unknown'], ['NEXT_PUBLIC_HOST', 'string', 'x'],
      ['VB_PORT', 'string', '1'],
      ['ZNV_PORT', 'number', 1], ['ZNV_HOST', 'string', 'unknown'],
    ]);
  });

  it('takes what scripts, templates and patches read for read outside, and comments for nothing', () => {
    const { settings: all } = modelOf({
      'src/env.ts': `import { z } from 'zod';
export const env = z.object({ A_URL: z.string(), B_URL: z.string(), C_URL: z.string(), D_URL: z.string(), TZ: z.string(), E_URL: z.string() }).parse(process.env);
`,
      'docker/entrypoint.sh': '# uses $B_URL\nif [ -n "$A_URL" ]; then E_URL=x; fi\n',
      'patches/dep.patch': '-  process.env.B_URL\n+  process.env.C_URL\n',
      'prisma/schema.prisma': 'url = env("D_URL")\n',
    });
    expect(all.filter(({ flags }) => flags.external === true).map(({ key, outside }) => [key, outside?.file, outside?.line])).toEqual([
      ['A_URL', 'docker/entrypoint.sh', 2], ['C_URL', 'patches/dep.patch', 2], ['D_URL', 'prisma/schema.prisma', 1], ['TZ', undefined, undefined],
    ]);
  });

  it('lets one variable stand in several schemas', () => {
    expect(found({
      'src/env.ts': `import { z } from 'zod';
export const a = z.object({ NODE_ENV: z.string() }).parse(process.env);
export const b = z.object({ NODE_ENV: z.string() }).parse(process.env);
`,
    }).map(([key]) => key)).toEqual(['NODE_ENV', 'NODE_ENV']);
  });
});

describe('a group that registerAs makes', () => {
  const group = (use: string): string[] => reads({
    'src/database.ts': "import { registerAs } from '@nestjs/config';\nexport default registerAs('database', () => ({ host: process.env.DATABASE_HOST ?? 'localhost', spare: process.env.DATABASE_SPARE ?? 'x' }));\n",
    'src/main.ts': `import { ConfigModule, ConfigService } from '@nestjs/config';\nimport { connect } from 'some-database';\nimport database from './database';\n${use}\nexport const host = (config: ConfigService) => config.get('database.host');\n`,
  }).filter(each => each.startsWith('src/main.ts'));

  it('is not read as a whole by being listed with its container', () => {
    expect(group('ConfigModule.forRoot({ load: [database] });').filter(each => each.includes('*'))).toEqual([]);
  });

  it('is not read through a map that happens to be called `config`', () => {
    const buckets = (held: string) => group(`class Buckets {\n  private readonly config${held};\n  of(name: string) { return this.config.get(name); }\n}\nnew Buckets().of(process.argv[2]!);`).filter(each => each.includes('*'));
    expect(buckets(': Map<string, string> = new Map()')).toEqual([]);
    expect(buckets(' = new Map<string, string>()')).toEqual([]);
    expect(buckets(': ConfigService')).not.toEqual([]);
    expect(buckets(': any')).not.toEqual([]);
  });

  it('is read as a whole by handing on what it yields', () => {
    expect(group('connect(database());').filter(each => each.includes('*'))).not.toEqual([]);
  });
});
