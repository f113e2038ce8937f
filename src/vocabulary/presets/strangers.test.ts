import { describe, expect, it } from 'vitest';
import { settings } from '../../analyses/settings/analysis.ts';
import { models, type Files } from '../../testing/program.ts';

/** Without a configuration every preset looks at code that is none of its business. What it took for settings would be called dead. */
const taken = (files: Files): string[] => models({ 'package.json': '{ "name": "app" }', ...files }).model(settings).settings.map(({ key, vocabulary }) => `${vocabulary} ${key}`);

describe('code that only looks like settings', () => {
  it.each<readonly [what: string, files: Files]>([
    ['a table of form fields', { 'src/form.ts': "export const fields = { name: { value: '', type: 'text', label: 'Name' }, mail: { value: '', type: 'mail', label: 'Mail' }, age: { value: 0, type: 'number', label: 'Age' }, town: { value: '', type: 'text', label: 'Town' }, note: { value: '', type: 'area', label: 'Note' } };\nexport const names = Object.keys(fields);\n" }],
    ['a union of features that somebody sells', { 'src/plans.ts': "export type PlanFeature = 'seats' | 'audit';\nexport type FeatureName = 'basic' | 'pro' | 'team';\nexport const price = (plan: FeatureName) => ({ basic: 1, pro: 2, team: 3 })[plan];\n" }],
    ['an enum of flags of a bit mask', { 'src/mask.ts': 'export enum NodeFlags { None = 0, Const = 1, Let = 2 }\nexport enum CountryFlag { De = "de", Fr = "fr" }\nexport const flag = (country: CountryFlag) => `${country}.svg`;\n' }],
    ['a set that grows inside a group', { 'src/list.ts': "declare const menu: { addGroup(name: string, fill: (this: any) => void): void };\nclass List { private all = new Set<string>(); fill() { this.all.add('a'); this.add('b', 1); } add(name: string, size: number) { void [name, size]; } }\nexport const list = new List();\nmenu.addGroup('x', () => list.fill());\n" }],
    ['a JSON Schema of a message', { 'src/message.schema.json': '{ "properties": { "id": { "type": "string" }, "body": { "type": "string" } } }', 'src/options.schema.json': '{ "properties": { "id": { "type": "string" } } }', 'src/message.ts': "import schema from './message.schema.json' with { type: 'json' };\nexport const check = (message: object) => [schema, message];\n" }],
    ['defaults of a library function', { 'src/retry.ts': 'const defaults = { times: 3, delay: 100, factor: 2 };\nexport const retry = (options: Partial<typeof defaults>) => ({ ...defaults, ...options });\n' }],
    ['a file of defaults that no configuration package reads', { 'config/default.json': '{ "rules": { "semi": 2, "quotes": 1 } }', 'src/a.ts': "import rules from '../config/default.json' with { type: 'json' };\nexport const all = rules;\n" }],
    ['a class of data with decorated fields', { 'src/dto.ts': "import { IsString } from 'class-validator';\nexport class ConfigurationDto { @IsString() NAME!: string; }\n" }],
    ['a map called SETTINGS of something else', { 'src/map.ts': "export const SETTINGS = { a: { default: 1, title: 'A' }, b: { default: 2, title: 'B' }, c: { default: 3, title: 'C' } };\nexport const titles = Object.values(SETTINGS).map(each => each.title);\n" }],
    ['an extension that contributes no configuration', { 'package.json': '{ "name": "x", "contributes": { "commands": [] } }', 'src/a.ts': 'export const a = 1;\n' }],
    ['keys of a translation in an enum', { 'src/keys.ts': "export enum SettingKeys { Title = 'settings.title', Hint = 'settings.hint' }\nexport const label = (key: SettingKeys) => key;\n" }],
  ])('%s', (_, files) => expect(taken(files)).toEqual([]));

  it('counts once what is registered is read', () => {
    const table = "export const table = { 'sync.target': { value: 0, type: 1, public: true }, 'sync.time': { value: 0, type: 1, public: true }, 'sync.on': { value: 0, type: 1, public: true }, 'sync.off': { value: 0, type: 1, public: true }, 'sync.old': { value: 0, type: 1, public: true } };\n";
    const reads = (...keys: readonly string[]): Files => ({ 'src/table.ts': table, 'src/a.ts': `import { Setting } from './setting.ts';\nexport const all = () => [${keys.map(key => `Setting.value('${key}')`).join(', ')}];\n`, 'src/setting.ts': 'export class Setting { static value(key: string): unknown { return key; } }\n' });
    expect(taken(reads('sync.target', 'sync.time'))).toEqual([]);
    expect(taken(reads('sync.target', 'sync.time', 'sync.on'))).toHaveLength(5);
  });
});
