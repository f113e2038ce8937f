import { describe, expect, it } from 'vitest';
import { models, type Files } from '../../../testing/program.ts';
import { settings } from '../../settings/analysis.ts';
import { capture } from '../analysis.ts';

const MANIFEST = '{ "name": "lens", "main": "src/main.ts", "engines": { "vscode": "^1.80.0" }, "contributes": { "configuration": { "title": "Lens", "properties": { "lens.limit": { "type": "number", "default": 5 }, "lens.other": { "type": "number", "default": 5 } } } } }';

function said(main: string, more: Files = {}): string {
  const linked = models({ 'package.json': MANIFEST, 'src/main.ts': `import * as vscode from 'vscode';\n${main}`, ...more }, { entries: { app: ['src/main.ts'] }, vocabularies: ['contributions'] });
  const [index] = linked.model(settings).byKey('lens.limit');
  const { verdict, captured } = linked.model(capture).captures[index!]!;
  return `${verdict}${captured[0] ? `: ${captured[0].what}` : ''}`;
}

type Given = readonly [what: string, expected: string, main: string, more?: Files];
type Case = readonly [what: string, expected: string, main: string, more: Files];
const cases = (of: readonly Given[]): Case[] => of.map(([what, expected, main, more = {}]) => [what, expected, main, more]);

const COMMAND = "vscode.commands.registerCommand('lens.show', () => vscode.window.showInformationMessage(String(";

describe('what is read from a section that is kept is as old as the section', () => {
  it.each<Case>(cases([
    ['a variable of the module', 'captured: read from a section that is kept in the module\'s `config` and used in `activate`', `const config = vscode.workspace.getConfiguration('lens');\nexport function activate() { ${COMMAND}config.get('limit')))); }`],
    ['a member of it', 'captured: read from a section that is kept in the module\'s `config` and used in `activate`', `const config = vscode.workspace.getConfiguration('lens');\nexport function activate() { ${COMMAND}config.limit))); }`],
    ['a closure', 'captured: read from a section that is kept in `config` of `activate` and used in a callback of `activate`', `export function activate() { const config = vscode.workspace.getConfiguration('lens'); ${COMMAND}config.get('limit')))); }`],
    ['a closure that hands it on', 'captured: read from a section that is kept in `config` of `activate` and used in a callback of `activate`', `function show(config: vscode.WorkspaceConfiguration) { return String(config.get('limit')); }\nexport function activate() { const config = vscode.workspace.getConfiguration('lens'); ${COMMAND}show(config)))); }`],
    ['a field', 'captured: read from a section that is kept in the field `config` of `Lens` and used in `Lens.show`', `class Lens { private config = vscode.workspace.getConfiguration('lens'); show() { return this.config.get('limit'); } }\nexport function activate() { const lens = new Lens(); ${COMMAND}lens.show()))); }`],
    ['a variable of another file', 'captured: read from a section that is kept in the module\'s `config` and used in `activate`', `import { config } from './config.ts';\nexport function activate() { ${COMMAND}config.get('limit')))); }`, { 'src/config.ts': "import { workspace } from 'vscode';\nexport const config = workspace.getConfiguration('lens');\n" }],
    ['what a function yields', 'captured: read from a section that is kept in the module\'s `config` and used in `activate`', `import { section } from './config.ts';\nexport function activate() { ${COMMAND}section().get('limit')))); }`, { 'src/config.ts': "import { workspace } from 'vscode';\nconst config = workspace.getConfiguration('lens');\nexport const section = () => config;\n" }],
    ['its first use on', 'captured: read from a section that is kept in the module\'s `config` from its first use on', `let config: vscode.WorkspaceConfiguration | undefined;\nfunction section() { if (!config) config = vscode.workspace.getConfiguration('lens'); return config; }\nexport function activate() { ${COMMAND}section().get('limit')))); }`],
    ['what a language server is started with', 'captured: kept in the module\'s `client` and used in `activate`', `import { LanguageClient } from 'vscode-languageclient/node';\nlet client: LanguageClient;\nexport function activate() { const limit = vscode.workspace.getConfiguration('lens').get('limit'); client = new LanguageClient('lens', 'Lens', { command: 'lens', args: [limit] }, { synchronize: { configurationSection: 'lens' } }); client.start(); vscode.commands.registerCommand('lens.stop', () => client.stop()); }`],
  ]))('captured: %s', (_what, expected, main, more) => {
    expect(said(main, more)).toBe(expected);
  });

  it.each<Case>(cases([
    ['made where it is read', 'live', `export function activate() { ${COMMAND}vscode.workspace.getConfiguration('lens').get('limit')))); }`],
    ['a local of the command', 'live', `export function activate() { vscode.commands.registerCommand('lens.show', () => { const config = vscode.workspace.getConfiguration('lens'); return config.get('limit'); }); }`],
    ['a local that callbacks of the same command use', 'live', `export function activate() { vscode.commands.registerCommand('lens.show', () => { const config = vscode.workspace.getConfiguration('lens'); return [1, 2].map(each => each + config.get<number>('limit')!); }); }`],
    ['a getter', 'live', `class Lens { get config() { return vscode.workspace.getConfiguration('lens'); } show() { return this.config.get('limit'); } }\nexport function activate() { const lens = new Lens(); ${COMMAND}lens.show()))); }`],
    ['an object of one call', 'live', `class Lens { private config = vscode.workspace.getConfiguration('lens'); show() { return this.config.get('limit'); } }\nexport function activate() { ${COMMAND}new Lens().show()))); }`],
    ['renewed when the setting changes', 'live', `let config = vscode.workspace.getConfiguration('lens');\nexport function activate() {\n  vscode.workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('lens')) config = vscode.workspace.getConfiguration('lens'); });\n  ${COMMAND}config.get('limit'))));\n}`],
    ['renewed on any change', 'live', `class Lens { private config = vscode.workspace.getConfiguration('lens'); constructor() { vscode.workspace.onDidChangeConfiguration(() => this.reload()); } reload() { this.config = vscode.workspace.getConfiguration('lens'); } show() { return this.config.get('limit'); } }\nexport function activate() { const lens = new Lens(); ${COMMAND}lens.show()))); }`],
    ['renewed by a method that is told', 'live', `class Lens { private config = vscode.workspace.getConfiguration('lens'); told(event: vscode.ConfigurationChangeEvent) { if (!event.affectsConfiguration('lens')) return; this.config = vscode.workspace.getConfiguration('lens'); } show() { return this.config.get('limit'); } }\nexport function activate() { const lens = new Lens(); vscode.workspace.onDidChangeConfiguration(lens.told, lens); ${COMMAND}lens.show()))); }`],
    ['renewed only when another setting changes', 'unknown', `let config = vscode.workspace.getConfiguration('lens');\nexport function activate() {\n  vscode.workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('lens.other')) reload(); });\n  ${COMMAND}config.get('limit'))));\n}\nfunction reload() { config = vscode.workspace.getConfiguration('lens'); }`],
    ['put into an object that takes another value on a change', 'unknown', `import { Client } from 'some-client';\nclass Lens { readonly client: Client; constructor(limit: unknown) { this.client = new Client({ limit }); } reload(limit: unknown) { this.client.limit = limit; } show() { return this.client.show(); } }\nconst read = () => vscode.workspace.getConfiguration('lens').get('limit');\nexport function activate() { const lens = new Lens(read()); vscode.workspace.onDidChangeConfiguration(() => lens.reload(read())); ${COMMAND}lens.show()))); }`],
    ['renewed by a function that is made for the occasion, of an object whose class is not told', 'unknown', `class Lens { config = { limit: vscode.workspace.getConfiguration('lens').get('limit') }; show() { return this.config.limit; } }\nconst told: (lens: Lens) => () => void = lens => () => { lens.config = { limit: vscode.workspace.getConfiguration('lens').get('limit') }; };\nexport function activate() { const lens = new Lens(); vscode.workspace.onDidChangeConfiguration(told(lens)); ${COMMAND}lens.show()))); }`],
    ['renewed by a setter', 'live', `class Lens { limit: unknown = vscode.workspace.getConfiguration('lens').get('limit'); set pending(limit: unknown) { this.limit = limit; } constructor() { vscode.workspace.onDidChangeConfiguration(() => { this.pending = vscode.workspace.getConfiguration('lens').get('limit'); }); } show() { return this.limit; } }\nexport function activate() { const lens = new Lens(); ${COMMAND}lens.show()))); }`],
    ['handed to a language server that is told of changes', 'unknown', `import { LanguageClient } from 'vscode-languageclient/node';\nlet client: LanguageClient;\nexport function activate() { const limit = vscode.workspace.getConfiguration('lens').get('limit'); client = new LanguageClient('lens', 'Lens', { command: 'lens' }, { initializationOptions: { limit }, synchronize: { configurationSection: 'lens' } }); client.start(); vscode.commands.registerCommand('lens.stop', () => client.stop()); }`],
    ['in what is put aside to be disposed of, and made anew on a change', 'live', `class Box { context: vscode.ExtensionContext | undefined; }\nconst box = new Box();\nconst style = () => vscode.window.createTextEditorDecorationType({ margin: vscode.workspace.getConfiguration('lens').get('limit') });\nexport function activate(context: vscode.ExtensionContext) {\n  box.context = context;\n  let made = style();\n  context.subscriptions.push(made);\n  vscode.workspace.onDidChangeConfiguration(event => { if (event.affectsConfiguration('lens.limit')) { made.dispose(); made = style(); context.subscriptions.push(made); } });\n  vscode.commands.registerCommand('lens.show', () => new Viewer(box.context).show());\n}\nclass Viewer { constructor(readonly context: unknown) {} show() { return this.context; } }`],
    ['assigned anew by another command', 'unknown', `let config = vscode.workspace.getConfiguration('lens');\nexport function activate() {\n  vscode.commands.registerCommand('lens.reload', () => { config = vscode.workspace.getConfiguration('lens'); });\n  ${COMMAND}config.get('limit'))));\n}`],
    ['read while the program boots', 'once', `const config = vscode.workspace.getConfiguration('lens');\nexport function activate() { for (let i = 0; i < config.get<number>('limit')!; i++) console.table(i); }`],
  ]))('not captured: %s', (_what, expected, main, more) => {
    expect(said(main, more)).toBe(expected);
  });
});
