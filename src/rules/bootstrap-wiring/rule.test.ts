import { describe, expect, it } from 'vitest';
import { check } from '../../testing/check.ts';
import { judgeRule, type Files } from '../../testing/program.ts';
import { testRulePage } from '../../testing/rule-page.ts';
import rule from './rule.ts';

testRulePage(rule, import.meta);

/** The registry, the resolver and a settings file of the seeds' shape. */
const HOUSE: Files = {
  'src/settings/registry.ts': `export class SettingsRegistry { register(definition: object): void { this.all.push(definition); } all: object[] = []; }
export const registry = new SettingsRegistry();
export enum SettingNamespace { Backup = 'backup', Engine = 'engine', Http = 'http' }
export class ConfigResolver { getBool(ns: string, key: string): boolean { return ns === key; } getInt(ns: string, key: string): number { return ns.length + key.length; } getStr(ns: string, key: string): string { return ns + key; } }
export const resolver = new ConfigResolver();
`,
};

const definitions = (...rows: string[]): Files => ({
  'src/settings/definitions.ts': `import { registry, SettingNamespace } from './registry';\n${rows.join('\n')}\n`,
});

const ENABLED = "registry.register({ namespace: SettingNamespace.Backup, key: 'enabled', type: 'boolean', default: false });";
const PATH = "registry.register({ namespace: SettingNamespace.Backup, key: 'path', default: '/var/backups' });";
const SCHEDULE = "registry.register({ namespace: SettingNamespace.Backup, key: 'schedule', default: '0 3 * * *' });";

const SERVICE: Files = {
  'src/backup/service.ts': `import { resolver } from '../settings/registry';
export class BackupService {
  async start(): Promise<void> { this.write(resolver.getStr('backup', 'path'), resolver.getStr('backup', 'schedule')); }
  private write(path: string, schedule: string): void { console.log(path, schedule); }
}
`,
};

const FACTORY: Files = {
  'src/backup/factory.ts': `import { BackupService } from './service';
export async function buildBackup(config: AppConfig): Promise<BackupService | null> {
  if (!config.backup.enabled) return null;
  return new BackupService();
}
export interface AppConfig { backup: { enabled: boolean } }
`,
};

const mainWith = (body: string): Files => ({ 'src/main.ts': `import './settings/definitions';\n${body}\n` });

const GATED_START = mainWith(`import { buildBackup, type AppConfig } from './backup/factory';
declare const config: AppConfig;
const backup = await buildBackup(config);
if (backup !== null) await backup.start();`);

const judge = (...parts: Files[]): string[] =>
  judgeRule(rule, Object.assign({}, HOUSE, ...parts), { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] } })
    .map(({ entry }) => `${entry.key}:${entry.kind}:${entry.owner}`).sort();

const ghosts = (...parts: Files[]): string[] => judge(...parts).filter(entry => entry.includes(':ghost-wired:'));

describe('a variable that stays null', () => {
  const holder: Files = { 'src/app.ts': `import type { BackupService } from './backup/service';\nexport let backup: BackupService | null = null;\n` };

  it('GW06 makes a ghost of the service that is started when it is not null', () => {
    expect(ghosts(definitions(PATH, SCHEDULE), SERVICE, holder, mainWith(`import { backup } from './app';\nif (backup !== null) await backup.start();`)))
      .toEqual(['backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });

  it('GW07 is no ghost where nothing starts it', () => {
    expect(ghosts(definitions(PATH, SCHEDULE), SERVICE, holder, mainWith(`import './app';`))).toEqual([]);
  });

  it.each([
    ['truthiness', 'if (backup) await backup.start();'],
    ['an optional call', 'await backup?.start();'],
    ['an inverted early return', 'async function boot() { if (!backup) return; await backup.start(); }\nawait boot();'],
    ['&&', 'backup && (await backup.start());'],
  ])('GW40 sees the gate written as %s', (_, gate) => {
    expect(ghosts(definitions(PATH), SERVICE, holder, mainWith(`import { backup } from './app';\n${gate}`))).toEqual(['backup.path:ghost-wired:BackupService']);
  });

  it('GW16 tells two variables of one name apart by their class', () => {
    expect(ghosts(definitions(PATH), SERVICE, {
      'src/bar.ts': 'export class BarService { start(): void { console.log(1); } }\n',
      'src/app.ts': `import type { BackupService } from './backup/service';\nexport let service: BackupService | null = null;\n`,
      'src/other.ts': `import type { BarService } from './bar';\nlet service: BarService | null = null;\nexport function boot() { if (service) service.start(); }\n`,
    }, mainWith(`import './app';\nimport { boot } from './other';\nboot();`))).toEqual([]);
  });

  it('GW19 flags what the ghost reads of another namespace', () => {
    expect(ghosts(definitions("registry.register({ namespace: SettingNamespace.Engine, key: 'depth', default: 3 });"), {
      'src/api/ghost.ts': `import { resolver } from '../settings/registry';\nexport class Api { start() { return resolver.getInt('engine', 'depth'); } }\n`,
      'src/app.ts': `import type { Api } from './api/ghost';\nexport let api: Api | null = null;\n`,
    }, mainWith(`import { api } from './app';\nif (api) api.start();`))).toEqual(['engine.depth:ghost-wired:Api']);
  });

  it('GW20 takes no other object for the resolver', () => {
    expect(ghosts(definitions("registry.register({ namespace: SettingNamespace.Engine, key: 'depth', default: 3 });"), {
      'src/api/ghost.ts': `declare const cache: any; declare const client: any;\nexport class Api { start() { return cache.getBool('engine', 'depth') && client.get('engine', 'depth'); } }\n`,
      'src/app.ts': `import type { Api } from './api/ghost';\nexport let api: Api | null = null;\n`,
    }, mainWith(`import { api } from './app';\nimport { resolver } from './settings/registry';\nif (api) api.start();\nconsole.log(resolver.getInt('engine', 'depth'));`))).toEqual([]);
  });

  it('GW22 resolves a namespace passed as an enum member', () => {
    expect(ghosts(definitions("registry.register({ namespace: SettingNamespace.Engine, key: 'depth', default: 3 });"), {
      'src/api/ghost.ts': `import { resolver, SettingNamespace } from '../settings/registry';\nexport class Api { start() { return resolver.getInt(SettingNamespace.Engine, 'depth'); } }\n`,
      'src/app.ts': `import type { Api } from './api/ghost';\nexport let api: Api | null = null;\n`,
    }, mainWith(`import { api } from './app';\nif (api) api.start();`))).toEqual(['engine.depth:ghost-wired:Api']);
  });

  it('GW11 ties a setting to the ghost in its namespace folder whose code names it, and no other', () => {
    const entries = ghosts(definitions(ENABLED.replace("'enabled'", "'interval'"), PATH, SCHEDULE), {
      'src/backup/scheduler.ts': `/** Runs by the schedule. */\nimport { resolver } from '../settings/registry';\nexport class Scheduler { start(options: { interval: number }) { return options.interval + resolver.getStr('backup', 'path').length; } }\n`,
      'src/app.ts': `import type { Scheduler } from './backup/scheduler';\nexport let scheduler: Scheduler | null = null;\n`,
    }, mainWith(`import { scheduler } from './app';\nif (scheduler) scheduler.start({ interval: 1 });`));
    expect(entries).toEqual(['backup.interval:ghost-wired:Scheduler', 'backup.path:ghost-wired:Scheduler']);
  });

  it('GW45 takes a mention in a comment for no reference', () => {
    expect(ghosts(definitions(PATH, SCHEDULE), {
      'src/backup/scheduler.ts': `/** Runs by the \`schedule\`. */\nimport { resolver } from '../settings/registry';\nexport class Scheduler { /* schedule */ start() { return resolver.getStr('backup', 'path'); } }\n`,
      'src/app.ts': `import type { Scheduler } from './backup/scheduler';\nexport let scheduler: Scheduler | null = null;\n`,
    }, mainWith(`import { scheduler } from './app';\nif (scheduler) scheduler.start();`))).toEqual(['backup.path:ghost-wired:Scheduler']);
  });

  it('GW12 skips a setting that is read-only and flags the other', () => {
    expect(ghosts(definitions(PATH, SCHEDULE.replace(' });', ', readOnlyPostInit: true });')), SERVICE, holder, mainWith(`import { backup } from './app';\nif (backup) await backup.start();`)))
      .toEqual(['backup.path:ghost-wired:BackupService']);
  });
});

describe('a factory behind a flag', () => {
  it('GW13 finds nothing at a marked registration', async () => {
    const marked = ENABLED.replace('registry.register({ ', 'registry.register({ // lint-allow: bootstrap-wiring -- kept for the next release\n  ');
    const outcome = await check({ ...HOUSE, ...definitions(marked), ...FACTORY, 'src/backup/service.ts': 'export class BackupService { async start(): Promise<void> { console.log(1); } }\n', ...GATED_START }, { rules: [rule], config: { analysis: { entries: { app: ['src/main.ts'] }, vocabularies: ['registry'] } } });
    expect(outcome.new.map(finding => finding.entry.key)).toEqual([]);
    expect(outcome.allowed).toHaveLength(1);
  });

  it('GW08 makes a ghost of the flag whose default is off and that is looked at once', () => {
    expect(ghosts(definitions(ENABLED), FACTORY, { 'src/backup/service.ts': 'export class BackupService { async start(): Promise<void> { console.log(1); } }\n' }, GATED_START))
      .toEqual(['backup.enabled:ghost-wired:BackupService']);
  });

  it('GW09 is no ghost where the default is on', () => {
    expect(judge(definitions(ENABLED.replace('false', 'true'), PATH, SCHEDULE), FACTORY, SERVICE, GATED_START)).toEqual([]);
  });

  it('GW10 flags all settings of the service with the flag', () => {
    expect(ghosts(definitions(ENABLED, PATH, SCHEDULE), FACTORY, SERVICE, GATED_START))
      .toEqual(['backup.enabled:ghost-wired:BackupService', 'backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });

  it('GW10 flags settings of the namespace whose readers cannot be seen', () => {
    expect(ghosts(definitions(ENABLED, PATH, SCHEDULE), FACTORY, { 'src/backup/service.ts': 'export class BackupService { async start(): Promise<void> { console.log(1); } }\n' }, GATED_START))
      .toEqual(['backup.enabled:ghost-wired:BackupService', 'backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });

  it('GW14 leaves a setting of another namespace alone', () => {
    expect(ghosts(definitions(ENABLED, "registry.register({ namespace: SettingNamespace.Http, key: 'port', default: 80 });"), FACTORY, SERVICE,
      mainWith(`${GATED_START['src/main.ts']!.split('\n').slice(1).join('\n')}\nimport { resolver } from './settings/registry';\nconsole.log(resolver.getInt('http', 'port'));`)))
      .toEqual(['backup.enabled:ghost-wired:BackupService']);
  });

  it('GW18 survives a factory from a module that does not exist', () => {
    expect(ghosts(definitions(ENABLED, PATH), mainWith(`import { buildBackup } from './backup/nowhere';\nconst backup = await buildBackup({});\nif (backup !== null) await backup.start();`))).toEqual([]);
  });

  it('GW21 resolves a factory imported under an alias', () => {
    expect(ghosts(definitions(ENABLED, PATH, SCHEDULE), FACTORY, SERVICE, { 'src/main.ts': GATED_START['src/main.ts']!.replace('buildBackup,', 'buildBackup as makeBackup,').replace('await buildBackup', 'await makeBackup') }))
      .toEqual(['backup.enabled:ghost-wired:BackupService', 'backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });

  it('GW39 says nothing where the gating flag is not registered', () => {
    expect(ghosts(definitions(PATH, SCHEDULE), FACTORY, SERVICE, GATED_START)).toEqual([]);
  });

  it('GW41 needs no flag called enabled', () => {
    const factory = { 'src/backup/factory.ts': FACTORY['src/backup/factory.ts']!.replaceAll('enabled', 'syncOn') };
    expect(ghosts(definitions(ENABLED.replace("'enabled'", "'sync_on'"), PATH, SCHEDULE), factory, SERVICE, GATED_START))
      .toEqual(['backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService', 'backup.sync_on:ghost-wired:BackupService']);
  });

  it('sees the flag through the resolver too', () => {
    const factory = { 'src/backup/factory.ts': `import { BackupService } from './service';\nimport { resolver } from '../settings/registry';\nexport function buildBackup(): BackupService | null {\n  const on = resolver.getBool('backup', 'enabled');\n  return on ? new BackupService() : null;\n}\n` };
    expect(ghosts(definitions(ENABLED, PATH, SCHEDULE), factory, SERVICE, mainWith(`import { buildBackup } from './backup/factory';\nconst backup = buildBackup();\nawait backup?.start();`)))
      .toEqual(['backup.enabled:ghost-wired:BackupService', 'backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });

  it('takes a gate that is looked at on every tick for the recommended form', () => {
    expect(judge(definitions(ENABLED, PATH), mainWith(`import { resolver } from './settings/registry';
setInterval(() => { if (!resolver.getBool('backup', 'enabled')) return; console.log(resolver.getStr('backup', 'path')); }, 1000);`))).toEqual([]);
  });

  it('takes a gate that needs a restart for one by design', () => {
    expect(judge(definitions(ENABLED.replace(' });', ', restartRequired: true });'), PATH, SCHEDULE), FACTORY, SERVICE, GATED_START)).toEqual([]);
  });

  it('says that a default is misleading behind a gate that is off by design', () => {
    const verify = "registry.register({ namespace: SettingNamespace.Backup, key: 'verify', type: 'boolean', default: true });";
    const service = { 'src/backup/service.ts': SERVICE['src/backup/service.ts']!.replace("resolver.getStr('backup', 'schedule')", "String(resolver.getBool('backup', 'verify'))") };
    expect(judge(definitions(ENABLED.replace(' });', ', restartRequired: true });'), PATH, verify), FACTORY, service, GATED_START)).toEqual(['backup.verify:misleading-default:BackupService']);
  });
});

describe('what runs', () => {
  it('GW15 is live where a lifecycle helper applies it without a condition', () => {
    expect(judge(definitions(PATH), mainWith(`import { applyAll } from './lifecycle';\napplyAll();`), {
      'src/lifecycle.ts': `import { resolver } from './settings/registry';\nexport function applyAll(): void { console.log(resolver.getStr('backup', 'path')); }\n`,
    })).toEqual([]);
  });

  it('GW17 resolves a class by its import though another file has one of the same name, and refuses without', () => {
    const twins: Files = {
      'src/backup/service.ts': SERVICE['src/backup/service.ts']!,
      'src/other/service.ts': 'export class BackupService { start(): void { console.log(2); } }\n',
    };
    expect(ghosts(definitions(PATH, SCHEDULE), twins, mainWith(`import { BackupService } from './backup/service';\nawait new BackupService().start();`))).toEqual([]);
    expect(ghosts(definitions(PATH, SCHEDULE), twins, mainWith(`import { BackupService } from './other/service';\nnew BackupService().start();\nimport './backup/service';`)))
      .toEqual(['backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });
});

it('takes a setting that only makes the default of one that nothing reads for unread, and one that makes a live default for read', () => {
  const found = judgeRule(rule, {
    'src/env.ts': `import { z } from 'zod';
export const env = z.object({
  REDIS_HOST: z.string().optional(),
  READER_HOST: z.string().optional(),
  CACHE_REDIS_HOST: z.string().optional().transform((host) => host ?? process.env.REDIS_HOST),
  CACHE_READER_HOST: z.string().optional().transform((host) => host ?? process.env.READER_HOST),
}).parse(process.env);
`,
    'src/main.ts': "import { env } from './env';\nconsole.log(env.CACHE_REDIS_HOST);\n",
  }, { analysis: { entries: { app: ['src/main.ts'] } } });
  expect(found.map(({ entry }) => `${entry.key}:${entry.kind}`)).toEqual(['READER_HOST:unread', 'CACHE_READER_HOST:unread']);
});

describe('code that is never reached', () => {
  it('makes a ghost of what is constructed behind a return', () => {
    expect(ghosts(definitions(PATH, SCHEDULE), SERVICE, mainWith(`import { BackupService } from './backup/service';
function build(): BackupService | null { return null; return new BackupService(); }
const backup = build();
if (backup) await backup.start();`))).toEqual(['backup.path:ghost-wired:BackupService', 'backup.schedule:ghost-wired:BackupService']);
  });
});

describe('what watches a setting', () => {
  const house = (main: string, members = ''): string[] => judge(definitions(PATH), {
    'src/log/subscriber.ts': `export class PathSubscriber { readonly watched = [['backup', 'path']];${members} settingsChanged(): void { console.log('changed'); } }\nexport const dispatcher = { subscribe(subscriber: PathSubscriber): void { subscriber.settingsChanged(); } };\n`,
  }, mainWith(`import { dispatcher, PathSubscriber } from './log/subscriber';\nimport { resolver } from './settings/registry';\nconsole.log(resolver.getStr('backup', 'path'), typeof dispatcher);\n${main}`));
  const UNHEARD = ['src/log/subscriber.ts#watch=backup.path:never-registered:PathSubscriber'];

  it('is reported where nothing constructs it, or nobody is handed what is constructed', () => {
    expect(house('')).toEqual(UNHEARD);
    expect(house('const subscriber = new PathSubscriber();\nsubscriber.settingsChanged();')).toEqual(UNHEARD);
  });

  it.each(['dispatcher.subscribe(new PathSubscriber());', 'const one = new PathSubscriber();\nfor (const each of [one]) dispatcher.subscribe(each);', 'export const one = new PathSubscriber();'])('is registered by %s', main => {
    expect(house(main)).toEqual([]);
  });

  it('may register itself', () => {
    expect(house('new PathSubscriber();', ' constructor() { dispatcher.subscribe(this); }')).toEqual([]);
  });

  it('makes no setting live that nothing else reads', () => {
    expect(judge(definitions(PATH), { 'src/log/subscriber.ts': "export class PathSubscriber { readonly watched = [['backup', 'path']]; settingsChanged(): void { console.log(1); } }\n" },
      mainWith("import { PathSubscriber } from './log/subscriber';\nconst one = new PathSubscriber();\none.settingsChanged();"))).toEqual(['backup.path:ghost-wired:PathSubscriber']);
  });
});
