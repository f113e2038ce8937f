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
});
