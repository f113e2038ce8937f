import type { Vocabulary } from '../model.ts';
import type { FlagRule } from '../flags.ts';
import { keysInTexts } from './schema-words.ts';

const flags: { readonly [F in 'restart' | 'deprecated']: FlagRule } = {
  restart: { slot: 'value.tags', equals: ['requiresRestart'] },
  deprecated: { slot: ['value.deprecationMessage', 'value.markdownDeprecationMessage'], present: true },
};

/** What `getConfiguration` yields, wherever it was handed to. */
const section = { calls: ['getConfiguration'], endings: ['WorkspaceConfiguration'] } as const;

/** Settings that an extension or a workbench contributes, as in VS Code: `package.json` or `registerConfiguration`. */
export const contributions: Vocabulary = {
  name: 'contributions',
  changes: 'live',
  proof: 0.4,
  snapshots: ['getConfiguration'],
  listeners: ['onDidChangeConfiguration'],
  askedThrough: { packages: ['vscode-languageclient'], unless: ['vscode-languageserver'] },
  external: [
    { keys: ['*.enableOutputTimestamps'], packages: ['@microsoft/vscode-azext-utils', 'vscode-azureextensionui'], reason: 'the output channel that `@microsoft/vscode-azext-utils` makes reads it by itself' },
    { keys: ['*.trace.server', '*.trace.server.*'], packages: ['vscode-languageclient'], reason: '`vscode-languageclient` reads the trace level of the server that it starts by itself' },
  ],
  registries: [
    { kind: 'jsonSchema', files: ['package.json', '**/package.json'], at: 'contributes.configuration', depth: 'top', description: ['value.description', 'value.markdownDescription'], flags },
    {
      kind: 'call', callee: ['registerConfiguration', 'registerConfigurations'], entries: { members: ['arg0.properties', 'arg0.0.properties'] }, key: 'name', type: 'value.type', default: 'value.default',
      types: { object: 'json', array: 'list' }, description: ['value.description', 'value.markdownDescription'], flags, unique: false,
    },
  ],
  accesses: [
    { kind: 'call', callee: ['get', 'has'], receiver: section, mode: 'read', key: 'arg0', namespace: 'receiver.(0)', fallback: 'arg1', scope: 'subtree', loose: true },
    { kind: 'call', callee: ['update'], receiver: section, mode: 'write', key: 'arg0', namespace: 'receiver.(0)', loose: true },
    // The values of each level are among what is asked for.
    { kind: 'call', callee: ['inspect'], receiver: section, mode: 'read', key: 'arg0', namespace: 'receiver.(0)', loose: true },
    // A section that is itself a setting.
    { kind: 'call', callee: ['getConfiguration'], mode: 'read', key: 'arg0', loose: true },
    { kind: 'result', of: { callee: ['getConfiguration'], group: 'arg0' }, mode: 'read' },
    { kind: 'call', callee: ['getValue'], receiver: { endings: ['configurationService', 'configService', 'configuration', 'config'] }, mode: 'read', key: 'arg0', scope: 'subtree', loose: true },
    { kind: 'result', of: { callee: ['getValue'], receiver: { endings: ['configurationService', 'configService'] }, group: 'arg0' }, mode: 'read' },
    { kind: 'call', callee: ['updateValue'], receiver: { endings: ['configurationService', 'configService'] }, mode: 'write', key: 'arg0', loose: true },
    { kind: 'call', callee: ['affectsConfiguration'], mode: 'watch', key: 'arg0', scope: 'subtree', loose: true },
    { kind: 'string', after: ['config.'], mode: 'read' },
    { kind: 'text', files: ['package.json', '**/package.json'], names: 'key', after: ['config.'] },
    ...keysInTexts,
  ],
};
