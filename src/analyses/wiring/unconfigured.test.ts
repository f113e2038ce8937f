import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../testing/program.ts';
import { settings } from '../settings/analysis.ts';
import { wiring } from './analysis.ts';

const verdicts = (files: Files): string[] => {
  const linked = models({ 'package.json': '{ "main": "src/main.ts" }', ...files });
  return linked.model(wiring).wirings.map(({ setting, verdict }) => `${linked.model(settings).settings[setting]!.key} ${verdict}`);
};

describe('a reader that the defaults keep off', () => {
  it('is no broken promise where what it belongs to is not configured at all', () => {
    const env = (gate: string): string => `import { z } from 'zod';\nexport const env = z.object({ GATE: ${gate}, GATE_FAST_ENABLED: z.string().default('true') }).parse(process.env);\n`;
    const main = "import { env } from './env.ts';\nif (env.GATE) start(env.GATE_FAST_ENABLED);\nfunction start(fast: string): void { console.log(fast); }\n";
    expect(verdicts({ 'src/env.ts': env('z.string().optional()'), 'src/main.ts': main })).toContain('GATE_FAST_ENABLED default-off');
    expect(verdicts({ 'src/env.ts': env("z.coerce.boolean().default(false)"), 'src/main.ts': main })).toContain('GATE_FAST_ENABLED misleading-default');
  });

  it('is not kept off by an abstract method, which has no body to return anything', () => {
    expect(verdicts({
      'src/registry.ts': "import { registry } from './base.ts';\nregistry.register({ namespace: 'auth', key: 'days', type: 'int', default: 3 });\n",
      'src/base.ts': 'export const registry = { register(definition: object): void { void definition; } };\n',
      'src/users.ts': "export interface User { name: string }\nexport abstract class Users { abstract find(name: string): Promise<User | null>; }\nexport class Service { constructor(private readonly users: Users) {} find(name: string): Promise<User | null> { return this.users.find(name); } }\n",
      'src/main.ts': "import './registry.ts';\nimport { Service, type Users } from './users.ts';\ndeclare const resolver: { getInt(namespace: string, key: string): number };\ndeclare const users: Users;\nexport class Login {\n  constructor(private readonly service: Service) {}\n  async days(): Promise<number> {\n    const user = await this.service.find('a');\n    if (!user) throw new Error('nobody');\n    return resolver.getInt('auth', 'days');\n  }\n}\nvoid new Login(new Service(users)).days();\n",
    })).toEqual(['auth.days live']);
  });

  it('is not kept off by a field that is filled at its first use', () => {
    expect(verdicts({
      'src/registry.ts': "import { registry } from './base.ts';\nregistry.register({ namespace: 'sync', key: 'lock', type: 'bool', default: true });\n",
      'src/base.ts': 'export const registry = { register(definition: object): void { void definition; } };\n',
      'src/sync.ts': "declare const resolver: { getBool(namespace: string, key: string): boolean };\nclass Lock { enabled = false; }\nexport class Sync {\n  private lock?: Lock;\n  handler(): Lock {\n    if (this.lock) return this.lock;\n    this.lock = new Lock();\n    this.lock.enabled = resolver.getBool('sync', 'lock');\n    return this.lock;\n  }\n}\n",
      'src/main.ts': "import './registry.ts';\nimport { Sync } from './sync.ts';\nnew Sync().handler();\n",
    })).toEqual(['sync.lock live']);
  });

  const PREFERENCES: Files = {
    'src/registry.ts': "declare const registry: { register(definition: object): void };\nregistry.register({ namespace: 'ui', key: 'grouped', type: 'bool', default: true });\nregistry.register({ namespace: 'ui', key: 'fallback', type: 'bool', default: true });\n",
    'src/main.ts': "import './registry.ts';\nimport { preference } from './preference.ts';\ndeclare const resolver: { getBool(namespace: string, key: string): boolean };\nconst grouped = preference({}, 'grouped');\nconsole.log(grouped || resolver.getBool('ui', 'fallback'));\n",
  };
  const preference = (body: string): Files => ({
    'src/preference.ts': `declare const resolver: { getBool(namespace: string, key: string): boolean };\nexport function preference(user: { [key: string]: boolean }, key: string): boolean {\n${body}\n}\n`,
  });

  it('is not kept off by a helper that may give back something else than the default it knows', () => {
    expect(verdicts({ ...PREFERENCES, ...preference("  let value;\n  if (key in user) value = user[key];\n  else value = resolver.getBool('ui', key);\n  return value;") })).toEqual(['ui.grouped live', 'ui.fallback live']);
    expect(verdicts({ ...PREFERENCES, ...preference("  const value = resolver.getBool('ui', key);\n  return value;") })).toEqual(['ui.grouped live', 'ui.fallback ghost-wired']);
  });

  it('is told as the default stands, on as well as off', () => {
    const { wirings } = models({ 'package.json': '{ "main": "src/main.ts" }', ...PREFERENCES, ...preference("  return resolver.getBool('ui', key);") }).model(wiring);
    expect(wirings.map(each => each.because)).toEqual(['', '`ui.grouped` is on by default and looked at only at boot']);
  });

  it('is looked at again by what runs whenever the setting changes', () => {
    const watching = (call: string): Files => ({
      'src/registry.ts': 'export const settingsRegistry = { addGroup(name: string, add: (this: any) => void): void { add.call({}); void name; } };\n',
      'src/definitions.ts': "import { settingsRegistry } from './registry.ts';\nsettingsRegistry.addGroup('All', function () {\n  this.add('Push', true, { type: 'boolean' });\n  this.add('Sandbox', false, { type: 'boolean' });\n  this.add('Key', '', { type: 'string' });\n});\n",
      'src/main.ts': `import './definitions.ts';\ndeclare const settings: any;\n${call}\n`,
    });
    const body = "{ if (settings.get('Sandbox') === true) console.log(settings.get('Push'), settings.get('Key')); }";
    expect(verdicts(watching(`settings.watch('Push', () => ${body});`))).toContain('Key default-off');
    expect(verdicts(watching(`const once = () => ${body};\nonce();`))).toContain('Key ghost-wired');
  });
});
