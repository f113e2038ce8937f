import { describe, expect, it } from 'vitest';
import type { Json } from '../../core/model.ts';
import { models, type Files } from '../../testing/program.ts';
import { wiring } from '../wiring/analysis.ts';
import { settings } from './analysis.ts';

/** Verdicts by key: what fools tools that only search for names. The numbers are those of the traps met in real trees. */
const verdicts = (files: Files, ...vocabularies: Json[]): { readonly [key: string]: string } => {
  const linked = models({ 'package.json': '{ "name": "app", "main": "src/main.ts" }', ...files }, { vocabularies });
  const { settings: all, problems } = linked.model(settings);
  expect(problems).toEqual([]);
  return Object.fromEntries(linked.model(wiring).wirings.map(({ setting, verdict }) => [all[setting]!.key, verdict]));
};

const group = (...keys: readonly (string | readonly [key: string, definition: string])[]): Files => ({
  'src/registry.ts': 'export const settingsRegistry = { addGroup(name: string, add: (this: any) => void): void { add.call({}); void name; } };\n',
  'src/definitions.ts': `import { settingsRegistry } from './registry.ts';
settingsRegistry.addGroup('All', function () {
${keys.map(each => (typeof each === 'string' ? `  this.add('${each}', '', { type: 'string' });` : `  this.add('${each[0]}', ${each[1]});`)).join('\n')}
});
declare global { const settings: any; const Settings: any; }
`,
});
const main = (...lines: readonly string[]): Files => ({ 'src/main.ts': `import './definitions.ts';\n${lines.join('\n')}\n` });

describe('what fools a search by name', () => {
  it('trap 1: a key put together from a fixed beginning or a fixed end', () => {
    expect(verdicts({
      ...group('S3_Proxy_Avatars', 'S3_Proxy_Uploads', 'S3_Bucket', 'Redis_ENABLED', 'Mongo_ENABLED', 'Mongo_URL'),
      ...main('for (const type of process.argv) settings.get(`S3_Proxy_${type}`);', 'for (const prefix of process.argv) settings.get(`${prefix}_ENABLED`);'),
    }, 'group-add')).toEqual({ S3_Proxy_Avatars: 'live', S3_Proxy_Uploads: 'live', S3_Bucket: 'unread', Redis_ENABLED: 'live', Mongo_ENABLED: 'live', Mongo_URL: 'unread' });
  });

  it('trap 2: a wrapper that rewrites the key', () => {
    const rewriting: Json = { extends: 'group-add', accesses: [{ kind: 'call', callee: ['getConditional'], mode: 'read', key: 'arg0', rewrite: [['LDAP_', 'LDAP_AD_']] }] };
    expect(verdicts({
      ...group('LDAP_Host', 'LDAP_AD_Host', 'LDAP_AD_Port', 'LDAP_AD_Old'),
      ...main("const getConditional = (name: string) => settings.get(settings.get('x') ? name : name.replace('LDAP_', 'LDAP_AD_'));", "console.log(getConditional('LDAP_Host'), getConditional('LDAP_Port'));"),
    }, rewriting)).toEqual({ LDAP_Host: 'live', LDAP_AD_Host: 'live', LDAP_AD_Port: 'live', LDAP_AD_Old: 'unread' });
  });

  it('trap 2: a wrapper that rewrites the key, without a word in the vocabulary', () => {
    expect(verdicts({
      ...group('LDAP_Host', 'LDAP_AD_Host', 'LDAP_AD_Port', 'LDAP_OLD_HOST'),
      ...main("const conditional = (name: string) => { const key = process.argv.length > 2 ? name.replace('LDAP_', 'LDAP_AD_') : name; return settings.get(key); };", "console.log(conditional('LDAP_Host'));"),
    }, 'group-add')).toEqual({ LDAP_Host: 'live', LDAP_AD_Host: 'live', LDAP_AD_Port: 'unread', LDAP_OLD_HOST: 'unread' });
  });

  it('trap 6: a key chosen by assigning a variable again', () => {
    expect(verdicts({
      ...group('Mail_All', 'Mail_Direct', 'Mail_Old'),
      ...main("let subject = 'Mail_All';", "if (process.argv.length > 2) subject = 'Mail_Direct';", 'console.log(settings.get(subject));'),
    }, 'group-add')).toEqual({ Mail_All: 'live', Mail_Direct: 'live', Mail_Old: 'unread' });
  });

  it('a computed key of one registry reads no setting of another', () => {
    expect(verdicts({
      'src/a.ts': "declare function definePluginSettings<T>(d: T): any;\nexport const settings = definePluginSettings({ loud: { type: 'BOOLEAN', default: true }, deaf: { type: 'BOOLEAN', default: true } });\n",
      'src/b.ts': "declare function definePluginSettings<T>(d: T): any;\nexport const settings = definePluginSettings({ dim: { type: 'BOOLEAN', default: true }, lit: { type: 'BOOLEAN', default: true } });\n",
      'src/main.ts': "import { settings } from './a.ts';\nimport { settings as other } from './b.ts';\nexport const use = (key: string) => settings.use([key]);\nuse(process.argv[2]!);\nconsole.log(other.store.lit);\n",
    }, 'plugin-settings')).toEqual({ loud: 'live', deaf: 'live', dim: 'unread', lit: 'live' });
  });

  it('what is known of a key stays known in another case', () => {
    const tree: Json = {
      name: 'house', changes: 'start', registries: [{ kind: 'variable', names: ['VARIABLES'], entries: { elements: 'value' }, key: 'value' }],
      accesses: [{ kind: 'result', of: { callee: ['useEnv'] }, mode: 'read' }],
    };
    expect(verdicts({
      'src/env.ts': "export const VARIABLES = ['STORAGE_S3_LIMIT', 'STORAGE_S3_KEY', 'HOST'];\nexport const useEnv = (): Record<string, unknown> => ({ ...process.env });\n",
      'src/check.ts': "import { useEnv } from './env.ts';\nexport function check(opts: { place: string }): unknown {\n  const env = useEnv();\n  const key = `STORAGE_${opts.place}_LIMIT`.toUpperCase();\n  return env[key];\n}\n",
      ...main("import { check } from './check.ts';", 'check({ place: process.argv[2]! });'),
      'src/definitions.ts': '',
    }, tree)).toEqual({ STORAGE_S3_LIMIT: 'weakly-live', STORAGE_S3_KEY: 'unread', HOST: 'unread' });
  });

  it('a key that is worked on step by step comes to an end', () => {
    const steps = Array.from({ length: 11 }, (_, i) => `name = name.replace('${i}', '').trim();`);
    expect(verdicts({ ...group('Mail_All', 'Mail_Old'), ...main("let name = 'Mail_All';", ...steps, 'console.log(settings.get(name));', "settings.get('Mail_All');") }, 'group-add')).toEqual({ Mail_All: 'live', Mail_Old: 'unread' });
  });

  it('keys picked out of a list of rows', () => {
    expect(verdicts({
      ...group('Stat_A', 'Stat_B', 'Stat_C'),
      ...main("const rows = [{ key: 'Stat_A', alias: 'a' }, { key: 'Stat_B', alias: 'b' }];", 'Settings.findByIds(rows.map(row => row.key));', "Settings.findOne({ _id: 'Stat_C' });"),
    }, 'group-add')).toEqual({ Stat_A: 'live', Stat_B: 'live', Stat_C: 'live' });
  });

  it('neither a listener to any change nor the methods of the store look at a setting', () => {
    expect(verdicts({
      ...group('Wp_Url', 'Wp_Key', 'Other'),
      'src/cached.ts': `export class CachedSettings {
  store = new Map<string, unknown>();
  ready = false;
  once(name: string, then: () => void) { void [name, then]; }
  watchMultiple(ids: string[], then: () => void): void { if (!this.ready) this.once('ready', () => { this.watchMultiple(ids, then); }); }
}
`,
      ...main("import { CachedSettings } from './cached.ts';", 'const settings = new CachedSettings();', "settings.watchMultiple(['Wp_Url'], () => undefined);", 'globalThis.settings.watchByRegex(/(Wp_Url)?(Wp_)?/, () => undefined);'),
    }, 'group-add')).toEqual({ Wp_Url: 'live', Wp_Key: 'unread', Other: 'unread' });
  });

  it('trap 3: a reader that is a wrapper, several hops away', () => {
    expect(verdicts({
      ...group('Mail_Header', 'Mail_Footer', 'Mail_Old'),
      'src/template.ts': "export const raw = (key: string) => settings.get(key);\nexport const template = (key: string) => raw(key);\nexport const render = (name: string) => template(name);\n",
      ...main("import { render, template } from './template.ts';", "console.log(render('Mail_Header'), template('Mail_Footer'));"),
    }, 'group-add')).toEqual({ Mail_Header: 'live', Mail_Footer: 'live', Mail_Old: 'unread' });
  });

  it('trap 4: readers of everything that begins, or reads, like something', () => {
    expect(verdicts({
      ...group('LDAP_Host', 'LDAP_Port', 'SAML_Url', 'SAML_Cert', 'Other'),
      ...main("settings.watchByRegex(/^LDAP_/, () => undefined);", "settings.getByRegexp(/^SAML_(Url|Key)$/);"),
    }, 'group-add')).toEqual({ LDAP_Host: 'live', LDAP_Port: 'live', SAML_Url: 'live', SAML_Cert: 'unread', Other: 'unread' });
    const byPrefix: Json = { extends: 'group-add', accesses: [{ kind: 'call', callee: ['fromPrefix'], mode: 'read', key: 'arg0', scope: 'prefix' }] };
    expect(verdicts({ ...group('DB_HOST', 'DB_PORT', 'DBX'), ...main("declare function fromPrefix(prefix: string): object;", "fromPrefix('DB_');") }, byPrefix)).toEqual({ DB_HOST: 'live', DB_PORT: 'live', DBX: 'unread' });
  });

  it('trap 5: a member whose name ends in a known way', () => {
    expect(verdicts({
      'src/api.ts': 'export function definePluginSettings(definition: object): any { return { definition, store: {} }; }\n',
      'src/main.ts': "import { definePluginSettings } from './api.ts';\nconst settings = definePluginSettings({ joinMessage: { default: 'a' }, leaveMessage: { default: 'b' }, volume: { default: 1 } });\nfor (const type of process.argv) console.log(settings.store[type + 'Message']);\n",
    }, 'plugin-settings')).toEqual({ joinMessage: 'weakly-live', leaveMessage: 'weakly-live', volume: 'unread' });
  });

  it('trap 6: a key that depends on a condition', () => {
    expect(verdicts({ ...group('Todo_Header', 'Note_Header', 'Old_Header'), ...main("console.log(settings.get(process.argv.length > 2 ? 'Todo_Header' : 'Note_Header'));") }, 'group-add'))
      .toEqual({ Todo_Header: 'live', Note_Header: 'live', Old_Header: 'unread' });
  });

  it('trap 7: keys that are enum members and constants', () => {
    expect(verdicts({
      'src/keys.ts': "export const enum Keys { Size = 'list.size', Wrap = 'list.wrap' }\nexport const FONT = 'list.font';\nexport namespace Old { export const KEY = 'list.old'; }\n",
      'src/definitions.ts': "import { FONT, Keys, Old } from './keys.ts';\ndeclare const registry: { registerConfiguration(node: object): void };\nregistry.registerConfiguration({ properties: { [Keys.Size]: { type: 'number' }, [Keys.Wrap]: { type: 'boolean' }, [FONT]: { type: 'string' }, [Old.KEY]: { type: 'string' } } });\n",
      'src/main.ts': "import './definitions.ts';\nimport { FONT, Keys } from './keys.ts';\ndeclare const configurationService: { getValue(key: string): unknown };\nconsole.log(configurationService.getValue(Keys.Size), configurationService.getValue(Keys['Wrap']), configurationService.getValue(FONT));\n",
    }, 'contributions')).toEqual({ 'list.size': 'live', 'list.wrap': 'live', 'list.font': 'live', 'list.old': 'unread' });
  });

  it('trap 8: keys that only the table itself uses', () => {
    expect(verdicts({
      'src/settings.ts': "export class UIFeatureController { constructor(readonly feature: string) {} }\nexport const SETTINGS = {\n  stickers: { default: true, supportedLevels: ['a'], controller: new UIFeatureController('ui.widgets') },\n  'ui.widgets': { default: true, supportedLevels: ['a'] },\n  old: { default: 1, supportedLevels: ['a'] },\n};\n",
      'src/main.ts': "import './settings.ts';\ndeclare const SettingsStore: { getValue(key: string): unknown };\nconsole.log(SettingsStore.getValue('stickers'));\n",
    }, 'settings-map')).toEqual({ stickers: 'live', 'ui.widgets': 'live', old: 'unread' });
    expect(verdicts({ ...group('Enabled', ['Url', "'', { type: 'string', enableQuery: { _id: 'Enabled', value: true } }"]), ...main("console.log(settings.get('Url'));") }, 'group-add')).toEqual({ Enabled: 'live', Url: 'live' });
    const env = "import { z } from 'zod';\nexport const env = z.object({ HOST: z.string().default('a'), READER_HOST: z.string().default(process.env.HOST ?? ''), OTHER_READER_HOST: z.string().default(process.env.READER_HOST ?? '') }).parse(process.env);\n";
    expect(verdicts({ 'src/env.ts': env, 'src/main.ts': "import { env } from './env.ts';\nconsole.log(env.HOST);\n" }, 'zod-env')).toEqual({ HOST: 'live', READER_HOST: 'unread', OTHER_READER_HOST: 'unread' });
  });

  it('trap 9: readers that are no TypeScript', () => {
    const env = (...names: readonly string[]): Files => ({
      'src/env.ts': `import { z } from 'zod';\nexport const env = z.object({ ${names.map(name => `${name}: z.string().optional()`).join(', ')} }).parse(process.env);\n`,
      'src/main.ts': "import './env.ts';\n",
    });
    expect(verdicts({
      ...env('IN_SHELL', 'IN_COMMENT', 'IN_PATCH', 'IN_REMOVED', 'IN_PRISMA', 'AWS_REGION', 'NOWHERE'),
      'docker/entrypoint.sh': '# echo $IN_COMMENT\nexec server --proxy "${IN_SHELL}"\n',
      'patches/auth.patch': '+const proxy = process.env.IN_PATCH;\n-const proxy = process.env.IN_REMOVED;\n',
      'prisma/schema.prisma': 'datasource db { url = env("IN_PRISMA") }\n',
    }, 'zod-env')).toEqual({ IN_SHELL: 'external', IN_COMMENT: 'unread', IN_PATCH: 'external', IN_REMOVED: 'unread', IN_PRISMA: 'external', AWS_REGION: 'external', NOWHERE: 'unread' });
    expect(verdicts({
      ...group('In_Pug', 'In_Vue', 'In_Html', 'In_Sql', 'Nowhere'), ...main(),
      'views/a.pug': "if settings.get('In_Pug')\n  p on\n", 'views/b.vue': "<template><p v-if=\"settings['In_Vue']\">on</p></template>\n", 'views/c.html': "<p data-setting='In_Html'></p>\n",
      'migrations/1.sql': "-- 'Nowhere'\nUPDATE t SET a = (SELECT value FROM settings WHERE id = 'In_Sql');\n",
    }, 'group-add')).toEqual({ In_Pug: 'external', In_Vue: 'external', In_Html: 'external', In_Sql: 'external', Nowhere: 'unread' });
  });

  it('trap 10: readers outside the program, by a flag and by a declaration with a reason', () => {
    const declared: Json = { extends: 'group-add', external: [{ keys: ['Mobile_*'], reason: 'read by the mobile clients' }] };
    expect(verdicts({ ...group(['Force_Screen_Lock', "false, { type: 'boolean', public: true }"], 'Mobile_Theme', 'Server_Theme'), ...main() }, declared))
      .toEqual({ Force_Screen_Lock: 'external', Mobile_Theme: 'external', Server_Theme: 'unread' });
  });

  it('trap 11: buttons have no value', () => {
    expect(verdicts({ ...group(['Test_Mail', "'test', { type: 'action' }"], 'Mail_Host'), ...main() }, 'group-add')).toEqual({ Test_Mail: 'skipped', Mail_Host: 'unread' });
  });

  it('trap 12: a read that is commented out is none', () => {
    expect(verdicts({ ...group('Prompt_Done'), ...main("// if (settings.get('Prompt_Done')) return;", "Settings.updateValueById('Prompt_Done', true); /* settings.get('Prompt_Done') */") }, 'group-add')).toEqual({ Prompt_Done: 'write-only' });
  });

  it('trap 13: a variable of the same name reads nothing', () => {
    expect(verdicts({ ...group('rightPaneVisible', 'leftPaneVisible'), ...main("const rightPaneVisible = process.argv.length > 2;", "console.log(rightPaneVisible, { leftPaneVisible: true }.leftPaneVisible);") }, 'group-add'))
      .toEqual({ rightPaneVisible: 'unread', leftPaneVisible: 'unread' });
  });

  it('trap 14: code and conditions inside texts', () => {
    expect(verdicts({
      'src/api.ts': 'export function definePluginSettings(definition: object): any { return { definition, store: {} }; }\n',
      'src/main.ts': "import { definePluginSettings } from './api.ts';\nexport const settings = definePluginSettings({ blur: { default: 1 }, size: { default: 2 }, old: { default: 3 } });\nexport const patches = [{ find: 'old', replacement: { match: /x/, replace: '$&,blur:$self.settings.store.blur' } }];\nconsole.log(`a${patches.length}$self.settings.store.size`);\n",
    }, 'plugin-settings')).toEqual({ blur: 'weakly-live', size: 'weakly-live', old: 'unread' });
    expect(verdicts({
      'package.json': '{ "name": "app", "main": "src/main.ts", "contributes": { "configuration": { "properties": { "lens.menu": {}, "lens.bar": {}, "lens.old": {} } }, "menus": { "a": [{ "when": "!config.lens.menu" }] } } }',
      'src/main.ts': "declare const ContextKeyExpr: { deserialize(text: string): object };\nconsole.log(ContextKeyExpr.deserialize('editorFocus && config.lens.bar'));\n",
    }, 'contributions')).toEqual({ 'lens.menu': 'external', 'lens.bar': 'weakly-live', 'lens.old': 'unread' });
  });

  it('trap 15: a name written with escapes', () => {
    expect(verdicts({
      'src/settings.ts': "export const SETTINGS = { '\\u006cayout': { default: 'a', supportedLevels: [] }, lang: { default: 'b', supportedLevels: [] }, old: { default: 'c', supportedLevels: [] } };\n",
      'src/main.ts': "import './settings.ts';\ndeclare const SettingsStore: { getValue(key: string): unknown };\nconsole.log(SettingsStore.getValue('layout'), SettingsStore.getValue('l\\u0061ng'));\n",
    }, 'settings-map')).toEqual({ layout: 'live', lang: 'live', old: 'unread' });
  });

  it('trap 16: lists that merely name a key', () => {
    expect(verdicts({
      ...group('Theme', 'Locale'),
      ...main("const ALLOWED_OPTIONS = new Set(['Theme', 'Locale']);", "const ids: string[] = [];", "ids.push('Theme');", "console.log(ALLOWED_OPTIONS, ids, settings.get('Locale'));"),
    }, 'group-add')).toEqual({ Theme: 'unread', Locale: 'live' });
  });

  it('trap 17: maps of renamed keys, and migrations that copy a value over', () => {
    expect(verdicts({
      ...group('Old_Name', 'New_Name', 'Gone'),
      ...main("const RENAMED = { Old_Name: 'New_Name' };", "for (const [from, to] of Object.entries(RENAMED)) Settings.updateValueById(to, from);", "console.log(settings.get('New_Name'));"),
    }, 'group-add')).toEqual({ Old_Name: 'unread', New_Name: 'live', Gone: 'unread' });
  });

  it('trap 18: the whole object handed on', () => {
    const schema = '{ "type": "object", "properties": { "mqtt": { "properties": { "server": { "type": "string" }, "user": { "type": "string" } } }, "log": { "properties": { "level": { "type": "string" }, "old": { "type": "string" } } } } }';
    const getter = "import schema from './settings.schema.json' with { type: 'json' };\nlet all: any = {};\nexport const get = (): any => all;\nexport const fill = () => { all = schema; };\n";
    // What a function of the program does with it is seen; what others do with it is not.
    expect(verdicts({ 'src/settings.schema.json': schema, 'src/settings.ts': getter, 'src/main.ts': "import * as settings from './settings.ts';\nconst level = (name: string, all: any) => [name, all.log.level];\nconsole.log(level('a', settings.get()), settings.get().mqtt.server);\n" }, 'json-schema-settings'))
      .toEqual({ 'mqtt.server': 'live', 'mqtt.user': 'unread', 'log.level': 'live', 'log.old': 'unread' });
    expect(verdicts({ 'src/settings.schema.json': schema, 'src/settings.ts': getter, 'src/main.ts': "import mqtt from 'mqtt';\nimport * as settings from './settings.ts';\nmqtt.connect(settings.get().mqtt);\nconsole.log(settings.get().log.level);\n" }, 'json-schema-settings'))
      .toEqual({ 'mqtt.server': 'weakly-live', 'mqtt.user': 'weakly-live', 'log.level': 'live', 'log.old': 'unread' });
    expect(verdicts({ 'src/settings.schema.json': schema, 'src/settings.ts': getter, 'src/main.ts': "import { publish } from 'bus';\nimport * as settings from './settings.ts';\npublish({ config: settings.get() });\n" }, 'json-schema-settings'))
      .toEqual({ 'mqtt.server': 'weakly-live', 'mqtt.user': 'weakly-live', 'log.level': 'weakly-live', 'log.old': 'weakly-live' });
  });

  it('trap 19: readers that a glob or a decorator brings in', () => {
    expect(verdicts({
      ...group('Op_Limit', 'Plugin_Limit', 'Old'),
      'src/operations/mail.ts': "export const handler = () => settings.get('Op_Limit');\n",
      'src/plugins/export.ts': "import { Plugin } from '../plugin.ts';\n@Plugin({ name: 'export' })\nexport class ExportPlugin { run() { return settings.get('Plugin_Limit'); } }\n",
      'src/plugin.ts': 'interface Runner { run(): unknown }\nconst registered: (new () => Runner)[] = [];\nexport const Plugin = (options: object) => (target: new () => Runner) => { void options; registered.push(target); };\nexport const runAll = () => registered.map(each => new each()).forEach(each => each.run());\n',
      ...main("import './plugins/export.ts';", "import { runAll } from './plugin.ts';", 'runAll();', "declare const glob: (pattern: string) => string[];", "for (const file of glob('./operations/*.ts')) void import(`./operations/${file}`).then(loaded => loaded.handler());"),
    }, 'group-add')).toMatchObject({ Op_Limit: expect.stringMatching(/live$/), Plugin_Limit: expect.stringMatching(/live$/), Old: 'unread' });
  });

  it('trap 20: writing a variable is no read of it', () => {
    expect(verdicts({
      'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ TELEMETRY_URL: z.string().optional(), TELEMETRY_ON: z.string().optional() }).parse(process.env);\n",
      'src/main.ts': "import { env } from './env.ts';\nprocess.env.TELEMETRY_URL = 'x';\nprocess.env['TELEMETRY_ON'] = String(env.TELEMETRY_ON);\n",
    }, 'zod-env')).toEqual({ TELEMETRY_URL: 'write-only', TELEMETRY_ON: 'live' });
  });

  it('trap 21: read by tests only', () => {
    expect(verdicts({ ...group('Tested', 'Used'), ...main("console.log(settings.get('Used'));"), 'src/a.test.ts': "export const tested = settings.get('Tested');\n" }, 'group-add')).toEqual({ Tested: 'test-only', Used: 'live' });
  });

  it.each<[trap: string, line: string, read: readonly string[]]>([
    ['trap 1: texts that are concatenated', "SettingsStore.getValue('up_'.concat(what)); SettingsStore.getValue(['down', what].join('_'));", ['up_left', 'up_right', 'down_left']],
    ['trap 1: a key with an unknown middle', "SettingsStore.getValue(`${what}_le${what}`);", ['up_left', 'down_left']],
    ['trap 2: a wrapper that rewrites the key as it sees fit', "const read = (name: string) => SettingsStore.getValue(what ? name : name.replace(/^up_/, 'down_')); read('up_left');", ['up_left', 'down_left']],
    ['trap 2: a wrapper that changes the case', "const read = (name: string) => SettingsStore.getValue(name.toLowerCase().trim()); read(' UP_LEFT');", ['up_left']],
    ['trap 3: a wrapper that is a method', 'class Reader { get(key: string) { return SettingsStore.getValue(key); } }\nconst reader = new Reader(); reader.get(\'up_left\');', ['up_left']],
    ['trap 3: a reader under another name', "const get = SettingsStore.getValue.bind(SettingsStore); const { getValue } = SettingsStore; get('up_left'); getValue('up_right');", ['up_left', 'up_right']],
    ['trap 3: a wrapper that a function makes', "const reader = (side: string) => (what: string) => SettingsStore.getValue(`${side}_${what}`); const up = reader('up'); up('left');", ['up_left']],
    ['trap 6: a variable that is set twice', "let key = 'up_left'; if (what) key = 'up_right'; SettingsStore.getValue(key);", ['up_left', 'up_right']],
    ['trap 6: a table of keys', "const KEYS: Record<string, string> = { left: 'up_left', right: 'up_right' }; SettingsStore.getValue(KEYS[what]!);", ['up_left', 'up_right']],
    ['trap 6: a function that chooses', "function keyOf(side: string) { switch (side) { case 'left': return 'up_left'; default: return 'up_right'; } } SettingsStore.getValue(keyOf(what));", ['up_left', 'up_right']],
    ['trap 6: one after the other', "for (const { key } of [{ key: 'up_left' }, { key: 'up_right' }]) SettingsStore.getValue(key); Object.values({ one: 'down_left' }).forEach(key => SettingsStore.getValue(key));", ['up_left', 'up_right', 'down_left']],
    ['trap 7: a frozen table and a static field', "const Keys = Object.freeze({ Left: 'up_left' } as const); class Other { static readonly Right = 'up_right'; } SettingsStore.getValue(Keys.Left); SettingsStore.getValue(Other.Right);", ['up_left', 'up_right']],
    ['trap 2: a part of a key', "SettingsStore.getValue('old_up_left'.slice(4)); SettingsStore.getValue('up-right'.replaceAll(/-/g, '_'));", ['up_left', 'up_right']],
    ['trap 2: what cannot be replaced', "SettingsStore.getValue('up.left'.replaceAll(/\\./, '_')); SettingsStore.getValue('upright'.replace(/(u+)+$/, ''));", []],
    ['trap 6: two variables that are set from one another', "let one = 'up_left'; let other = 'up_right'; if (what) one = other; if (!what) other = one; SettingsStore.getValue(one); SettingsStore.getValue('down_left');", ['down_left']],
    ['trap 13: a parameter and a member of the same name', "const left = (up_left: boolean, other: { up_right: boolean }) => up_left && other.up_right; left(true, { up_right: true });", []],
    ['trap 16: a list that is only asked', "const ALLOWED = ['up_left', 'up_right']; export const isAllowed = (key: string) => ALLOWED.includes(key); isAllowed(what);", []],
  ])('%s', (_, line, read) => {
    const keys = ['up_left', 'up_right', 'down_left'];
    const table = keys.map(key => `  ${key}: { default: true, supportedLevels: ['a'] },`).join('\n');
    expect(verdicts({
      'src/settings.ts': `export const SETTINGS = {\n${table}\n};\n`,
      'src/main.ts': `import './settings.ts';\ndeclare const SettingsStore: { getValue(key: string): unknown };\ndeclare const what: string;\n${line}\n`,
    }, 'settings-map')).toEqual(Object.fromEntries(keys.map(key => [key, read.includes(key) ? 'live' : 'unread'])));
  });

  it.each<[trap: string, line: string, kind: string]>([
    ['trap 9: a template of another language', '', 'external'],
    ['trap 12: a read that is commented out between elements', 'export const view = () => <p>{/* env.SIZE */}</p>;', 'unread'],
    ['trap 13: another object under the same name', "export const size = (env: { SIZE: string }) => env.SIZE; size({ SIZE: '1' });", 'unread'],
    ['trap 15: a member written with escapes', 'console.log(env.\\u0053IZE);', 'live'],
    ['trap 20: a variable that is set where it is missing, and one handed to a child', "process.env.SIZE ??= '1'; import { spawn } from 'node:child_process'; spawn('x', { env: { ...process.env, SIZE: '2' } });", 'unread'],
    ['trap 20: a variable that is taken away', 'delete process.env.SIZE;', 'unread'],
  ])('%s', (trap, line, verdict) => {
    expect(verdicts({
      'package.json': '{ "name": "app", "main": "src/main.tsx" }',
      'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ SIZE: z.string(), OTHER: z.string() }).parse(process.env);\n",
      'src/main.tsx': `import { env } from './env.ts';\nconsole.log(env.OTHER);\n${line}\n`,
      ...(trap.startsWith('trap 9') && { 'views/a.hbs': '<p>{{env.SIZE}}</p>\n' }),
    }, 'zod-env')).toEqual({ SIZE: verdict, OTHER: 'live' });
  });

  it.each([
    ['by a bundler', "const all = import.meta.glob('./plugins/*.ts', { eager: true });\nfor (const each of Object.values(all)) (each as any).default();"],
    ['from a directory', "import { readdirSync } from 'node:fs';\nimport path from 'node:path';\nfor (const file of readdirSync(path.join(__dirname, 'plugins'))) require(path.join(__dirname, 'plugins', file)).default();"],
  ])('trap 19: modules that are loaded %s', (_, main) => {
    expect(verdicts({
      'src/env.ts': "import { z } from 'zod';\nexport const env = z.object({ SIZE: z.string(), OTHER: z.string() }).parse(process.env);\n",
      'src/plugins/one.ts': "import { env } from '../env.ts';\nexport default () => env.SIZE;\n",
      'src/main.ts': `${main}\n`,
    }, 'zod-env')).toEqual({ SIZE: expect.stringMatching(/live$/), OTHER: 'unread' });
  });

  it('trap 21: helpers and stories of tests', () => {
    expect(verdicts({
      ...group('Tested', 'Told', 'Used'), ...main("console.log(settings.get('Used'));"),
      'test/helpers/setup.ts': "export const tested = settings.get('Tested');\n", 'src/a.stories.tsx': "export const told = settings.get('Told');\n",
    }, 'group-add')).toEqual({ Tested: 'test-only', Told: 'test-only', Used: 'live' });
  });
});
